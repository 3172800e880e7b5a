"""The contracts of pyproject.toml hold, and foreign keys, which the linter does not see, keep to them too."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parents[2]
CONTRACTS = {
    contract["id"]: contract
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
}
# "(charts) | (search)" is one layer of two apps that are not there yet.
DEPTH = {
    app.strip().strip("()"): depth
    for depth, layer in enumerate(CONTRACTS["apps"]["layers"])
    for app in layer.split("|")
}
OURS = [config.label for config in apps.get_app_configs() if config.name.startswith("daybill.apps.")]
RELATIONS = sorted(
    {
        (model._meta.app_label, field.related_model._meta.app_label, f"{model.__name__}.{field.name}")
        for label in OURS
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.get_fields(include_hidden=False)
        if field.is_relation and not field.auto_created and field.related_model
    }
)
MODEL_FILES = sorted((ROOT / "src/daybill/apps").glob("*/models*/**/*.py")) + sorted(
    (ROOT / "src/daybill/apps").glob("*/models.py")
)
# The gate on publishing lives in Dossier.publish(), because every way to publish passes through it.
MAY_ASK = {"dossiers/models/dossier.py"}


def test_the_import_contracts_are_kept(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    code = lint_imports(config_filename="pyproject.toml")
    assert code == 0, capsys.readouterr().out


@pytest.mark.parametrize("app", OURS)
def test_every_app_has_its_place_among_the_layers(app):
    assert app in DEPTH


@pytest.mark.parametrize(("source", "target", "field"), RELATIONS)
def test_a_relation_points_down(source, target, field):
    if source in DEPTH and target in DEPTH and source != target:
        assert DEPTH[target] > DEPTH[source], field


@pytest.mark.parametrize(
    "path", MODEL_FILES, ids=lambda path: str(path.relative_to(ROOT / "src/daybill/apps"))
)
def test_models_ask_nothing_of_the_store(path):
    if path.relative_to(ROOT / "src/daybill/apps").as_posix() in MAY_ASK:
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    asked = [
        node.lineno for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "objects"
    ]
    assert not asked, f"{path}: move what is asked in these lines to queries.py"
