"""Where the demo catalogue and its dossiers lie: beside a checkout, or inside an installed package."""

from __future__ import annotations

from pathlib import Path

from daybill.config.options import CHECKOUT
from daybill.domain.errors import ConfigurationError

PACKAGE = Path(__file__).parents[1]
PLACES = (CHECKOUT / "demo" / "catalogue", PACKAGE / "demo_catalogue")
DOSSIERS = (CHECKOUT / "demo" / "dossiers", PACKAGE / "demo_dossiers")


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


def demo_dossiers(places: tuple[Path, ...] = DOSSIERS) -> Path:
    """The folder of dossiers that go with the catalogue; the first place where neither has one."""
    return next((place for place in places if place.is_dir()), places[0])
