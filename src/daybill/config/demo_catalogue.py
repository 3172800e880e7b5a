"""Where the demo catalogue lies: beside a checkout, or inside an installed package."""

from __future__ import annotations

from pathlib import Path

from daybill.config.options import CHECKOUT
from daybill.domain.errors import ConfigurationError

PLACES = (CHECKOUT / "demo" / "catalogue", Path(__file__).parents[1] / "demo_catalogue")


def demo_catalogue(places: tuple[Path, ...] = PLACES) -> Path:
    """The folder of record files.

    Raises:
        ConfigurationError: neither place has one.
    """
    for place in places:
        if place.is_dir() and any(place.iterdir()):
            return place
    raise ConfigurationError(
        f"The demo catalogue is missing; it was looked for in {' and '.join(map(str, places))}. "
        "In a checkout, docs/how-to/recompile-the-demo.md says how it is made."
    )
