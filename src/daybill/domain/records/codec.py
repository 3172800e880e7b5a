"""Records as JSON and back, so that one can wait in the database until a question about it is answered."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from daybill.domain.money import Money
from daybill.domain.windows import Bound, Precision

from .honours import AwardRecord, PlacingRecord, RelationRecord
from .offering import LookRecord, OfferRecord, PastLookRecord, PlanRecord, PromoRecord, ProviderRecord
from .refs import PersonRef, TitleRef
from .title import PersonRecord, SourceRecord, TitleRecord

_KINDS: dict[str, Any] = {
    kind.__name__: kind
    for kind in (
        AwardRecord,
        Bound,
        LookRecord,
        Money,
        OfferRecord,
        PastLookRecord,
        PersonRecord,
        PersonRef,
        PlacingRecord,
        PlanRecord,
        PromoRecord,
        ProviderRecord,
        RelationRecord,
        SourceRecord,
        TitleRecord,
        TitleRef,
    )
}
# No field of a record and no word of a title goes by this.
_KIND = "@"


def to_json(value: Any) -> Any:
    """A record, and whatever stands in it, as JSON; `from_json` gives back an equal one."""
    if isinstance(value, OfferRecord):
        return {_KIND: "OfferRecord"} | {name: to_json(v) for name, v in value._asdict().items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {_KIND: type(value).__name__} | {
            f.name: to_json(getattr(value, f.name)) for f in fields(value)
        }
    if isinstance(value, datetime):
        return {_KIND: "datetime", "at": value.isoformat()}
    if isinstance(value, date):
        return {_KIND: "date", "day": value.isoformat()}
    if isinstance(value, frozenset):
        return {_KIND: "set", "values": sorted(map(to_json, value))}
    if isinstance(value, tuple):
        return {_KIND: "tuple", "values": [to_json(v) for v in value]}
    if isinstance(value, list):
        return [to_json(v) for v in value]
    if isinstance(value, dict):
        return {key: to_json(v) for key, v in value.items()}
    return value


def from_json(value: Any) -> Any:
    """What `to_json` was given."""
    if isinstance(value, list):
        return [from_json(v) for v in value]
    if not isinstance(value, dict):
        return value
    kind = value.get(_KIND)
    if kind == "datetime":
        return datetime.fromisoformat(value["at"])
    if kind == "date":
        return date.fromisoformat(value["day"])
    if kind == "set":
        return frozenset(from_json(v) for v in value["values"])
    if kind == "tuple":
        return tuple(from_json(v) for v in value["values"])
    told = {key: from_json(v) for key, v in value.items() if key != _KIND or kind not in _KINDS}
    if kind == "Bound":
        told["precision"] = Precision(told["precision"])
    return _KINDS[kind](**told) if kind in _KINDS else told
