"""What a package exports is there and complete; ruff keeps its order."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from django.apps import apps

import daybill

PACKAGES = [
    module
    for found in pkgutil.walk_packages(daybill.__path__, "daybill.")
    if found.ispkg and ".management" not in found.name and ".settings" not in found.name
    if hasattr(module := importlib.import_module(found.name), "__all__")
]
OURS = [config for config in apps.get_app_configs() if config.name.startswith("daybill.apps.")]


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.__name__)
def test_exported_names_exist_each_once(package):
    assert len(set(package.__all__)) == len(package.__all__)
    assert all(hasattr(package, name) for name in package.__all__)


@pytest.mark.parametrize("config", OURS, ids=lambda config: config.label)
def test_every_model_is_exported_by_its_app(config):
    models = [
        model for model in config.get_models(include_auto_created=False) if model.__module__ != config.name
    ]
    exported = vars(config.models_module) if config.models_module else {}
    assert [model.__name__ for model in models if model.__name__ not in exported] == []


def test_nothing_is_called_by_a_name_that_says_nothing():
    empty_words = {"utils", "helpers", "common", "base", "misc"}
    found = {name for _, name, _ in pkgutil.walk_packages(daybill.__path__, "daybill.")}
    assert {name for name in found if name.rpartition(".")[2] in empty_words} <= {
        "daybill.config.settings.base"
    }
