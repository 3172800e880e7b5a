"""What points at a title, in whatever app, and who said so."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, ForeignKey, Model, QuerySet, UniqueConstraint
from django.db.models.deletion import PROTECT, RESTRICT

from ..models import (
    Certification,
    Claim,
    Credit,
    Rating,
    Source,
    Title,
    TitleCountry,
    TitleGenre,
    TitleLanguage,
    TitleName,
)

# Read from a title's words by `..projecting`, and so never moved themselves.
SHOWN: tuple[type[Model], ...] = (
    TitleName,
    TitleGenre,
    TitleCountry,
    TitleLanguage,
    Certification,
    Rating,
    Claim,
    Credit,
)


@dataclass(frozen=True, slots=True)
class Pointer:
    """A foreign key to titles."""

    model: type[Model]
    field: ForeignKey[Any, Any]

    @property
    def label(self) -> str:
        """``app.model.field``, as a journal names it."""
        return f"{self.model._meta.label_lower}.{self.field.name}"

    @property
    def is_protected(self) -> bool:
        """Whether its app forbids that its rows vanish with their title."""
        return self.field.remote_field.on_delete in (PROTECT, RESTRICT)

    def rows(self, title: int, pks: Collection[Any] | None = None) -> QuerySet[Any]:
        """Rows that point at a title."""
        found = every(self.model).filter(**{self.field.attname: title})
        return found if pks is None else found.filter(pk__in=pks)

    def point(self, rows: QuerySet[Any], title: int) -> int:
        return rows.update(**{self.field.attname: title})

    @property
    def is_bound(self) -> bool:
        """Whether a constraint could forbid that a row points at another title."""
        meta, name = self.model._meta, self.field.name
        together = [names for names in meta.unique_together if name in names]
        unique = [c for c in meta.constraints if isinstance(c, UniqueConstraint) and name in c.fields]
        checks = [c for c in meta.constraints if isinstance(c, CheckConstraint)]
        return bool(self.field.unique or together or unique or (checks and len(_keys_of(self.model)) > 1))

    def clashes(self, row: Model, title: int) -> bool:
        """Whether a constraint forbids that a row points at a title; the row is left as it was."""
        was = getattr(row, self.field.attname)
        setattr(row, self.field.attname, title)
        try:
            row.validate_unique()
            row.validate_constraints()
        except ValidationError:
            return True
        finally:
            setattr(row, self.field.attname, was)
        return False

    @property
    def source_path(self) -> str | None:
        """The lookup that leads from a row to the source that told it, itself or by what it belongs to (a list)."""
        for field in self.model._meta.concrete_fields:
            if field.related_model is Source:
                return field.name
        for field in self.model._meta.concrete_fields:
            owner = field.related_model
            if isinstance(owner, type) and issubclass(owner, Model) and owner is not Title:
                told = [f.name for f in owner._meta.concrete_fields if f.related_model is Source]
                if told:
                    return f"{field.name}__{told[0]}"
        return None


def every(model: type[Model]) -> QuerySet[Any]:
    """All rows of a model: its usual manager may hide some, and those would be lost with their title."""
    return model._base_manager.all()  # noqa: SLF001 (documented by Django for this very use)


def _keys_of(model: type[Model]) -> list[ForeignKey[Any, Any]]:
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.related_model is Title
    ]


def pointers() -> list[Pointer]:
    """Every foreign key to titles, those without a way back (``related_name="+"``) and of joining tables too."""
    # `related_objects` would leave out the hidden ones, such as the answers of questions.
    found = [
        Pointer(relation.related_model, relation.field)  # type: ignore[arg-type,union-attr]
        for relation in Title._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)
    ]
    return sorted(found, key=lambda pointer: pointer.label)


def pointer_of(label: str) -> Pointer | None:
    """The foreign key a journal names; ``None`` where a later version of the site has it no more."""
    return next((pointer for pointer in pointers() if pointer.label == label), None)


def model_of(label: str) -> type[Model] | None:
    """The model a journal names (``app.model``)."""
    try:
        return apps.get_model(label)
    except LookupError:
        return None


def in_words(model: type[Model] | None, label: str, count: int) -> str:
    """What rows of a model are called: ``offer``, ``offers``; the label where the model is no more."""
    if model is None:
        return label
    return str(model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural)
