"""Format the templates with djade, or with --check say which are not formatted.

python tools/templates.py [--check]
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DJADE = Path(sys.executable).with_name("djade")


def main() -> None:
    templates = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "src").rglob("templates/**/*.html"))
    if templates:
        command = [DJADE, "--target-version", "5.2", *sys.argv[1:], *templates]
        sys.exit(subprocess.run(command, cwd=ROOT, check=False).returncode)


if __name__ == "__main__":
    main()
