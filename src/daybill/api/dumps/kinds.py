"""Every kind of line that is written, in the order in which an import takes them: what others name comes first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from daybill.apps.availability.export import look_lines, offer_lines, plan_lines, promo_lines, provider_lines
from daybill.apps.catalogue.export import (
    award_lines,
    list_lines,
    person_lines,
    relation_lines,
    source_lines,
    title_lines,
)
from daybill.apps.catalogue.models import TitleType
from daybill.apps.dossiers.export import dossier_lines


@dataclass(frozen=True, slots=True)
class Dump:
    """One file of an export.

    Attributes:
        name: of the file, and in the plural what it holds.
        schema: file of its schema in ``daybill/api/schemas``.
        lines: reads them from the store, batch by batch.
    """

    name: str
    schema: str
    lines: Callable[[], Iterator[Mapping[str, Any]]]


DUMPS = (
    Dump("sources", "source.schema.json", source_lines),
    Dump("providers", "provider.schema.json", provider_lines),
    Dump("people", "person.schema.json", person_lines),
    Dump(
        "titles", "title-input.schema.json", partial(title_lines, tuple(TitleType.values), with_numbers=False)
    ),
    Dump("relations", "relation.schema.json", relation_lines),
    Dump("lists", "list.schema.json", list_lines),
    Dump("awards", "award.schema.json", award_lines),
    Dump("offers", "offer.schema.json", offer_lines),
    Dump("looks", "look.schema.json", look_lines),
    Dump("plans", "plan.schema.json", plan_lines),
    Dump("promos", "promo.schema.json", promo_lines),
    Dump("dossiers", "dossier.schema.json", dossier_lines),
)
