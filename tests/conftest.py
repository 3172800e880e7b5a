"""What holds for every test: no network, and a mark on what drives a browser."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

JOURNEYS = Path(__file__).parent / "journeys"

# A slow machine is no fault of the code, and a failure is to be repeatable: the seed is printed with it.
settings.register_profile(
    "daybill",
    deadline=None,
    max_examples=60,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "daybill"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(JOURNEYS):
            item.add_marker(pytest.mark.journey)
        # Unix sockets carry asyncio and a browser's driver, and lead nowhere else.
        if item.get_closest_marker("journey") or item.get_closest_marker("services"):
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1", "::1", "localhost"]))
        elif not item.get_closest_marker("enable_socket"):
            item.add_marker(pytest.mark.disable_socket(allow_unix_socket=True))


@pytest.fixture
def shared_folder() -> Path:
    """The folder of files handed over beside the checkout; the test is skipped where there is none."""
    folder = Path(os.environ.get("DAYBILL_SHARED") or "../shared")
    if not folder.is_dir():
        pytest.skip(f"There is no {folder}; DAYBILL_SHARED may name another folder.")
    return folder
