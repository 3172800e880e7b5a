"""What the tables can hold: a record that is larger is refused alone, on every database alike.

PostgreSQL would refuse the whole batch for it, and SQLite would take it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.db.models import Model

from daybill.apps.availability.models import Offer, Plan, Promo, Provider
from daybill.apps.catalogue.models import (
    AwardBody,
    Nomination,
    Nominee,
    Person,
    PersonId,
    Source,
    Title,
    TitleId,
    TitleList,
)
from daybill.domain.errors import InvalidRecord
from daybill.domain.identity import Scheme, normalise_name
from daybill.domain.records import (
    AwardRecord,
    LookRecord,
    OfferRecord,
    PastLookRecord,
    PersonRecord,
    PersonRef,
    PlacingRecord,
    PlanRecord,
    PromoRecord,
    ProviderRecord,
    Record,
    RelationRecord,
    SourceRecord,
    TitleRecord,
    TitleRef,
)
from daybill.domain.words import LONGEST_NAME, LONGEST_PERSON, MOST_SMALL, plausible_year

MOST_MINOR = 2_147_483_647


def _length(model: type[Model], field: str) -> int:
    return int(getattr(model._meta.get_field(field), "max_length"))  # noqa: B009 (not on every field)


_PROVIDER = {"provider": _length(Provider, "slug"), "provider_name": _length(Provider, "name")}
_SOURCE = {"source": _length(Source, "slug")}
_LONGEST: dict[type, dict[str, int]] = {
    OfferRecord: {
        **_PROVIDER,
        **_SOURCE,
        "parent": _length(Provider, "slug"),
        "country": _length(Offer, "country"),
        "monetization": _length(Offer, "monetization"),
        "quality": _length(Offer, "quality"),
        "tier": _length(Offer, "tier"),
        "currency": _length(Offer, "currency"),
        "url": _length(Offer, "url"),
    },
    LookRecord: {**_SOURCE, "country": 2, "method": 20},
    PastLookRecord: {**_SOURCE, "country": 2, "method": 20, "provider": _PROVIDER["provider"]},
    ProviderRecord: {
        "slug": _length(Provider, "slug"),
        "parent": _length(Provider, "slug"),
        "name": _length(Provider, "name"),
        "url": _length(Provider, "url"),
    },
    PlanRecord: {
        **_PROVIDER,
        **_SOURCE,
        "country": _length(Plan, "country"),
        "name": _length(Plan, "name"),
        "period": _length(Plan, "period"),
        "quality": _length(Plan, "quality"),
    },
    PromoRecord: {
        **_PROVIDER,
        **_SOURCE,
        "country": _length(Promo, "country"),
        "text": _length(Promo, "text"),
        "url": _length(Promo, "url"),
        "plan_name": _length(Promo, "plan_name"),
        "disclosure": _length(Promo, "disclosure"),
    },
    AwardRecord: {
        **_SOURCE,
        "body": _length(AwardBody, "slug"),
        "body_name": _length(AwardBody, "name"),
        "category": _length(Nomination, "category"),
        "film_name": _length(Nomination, "film_name"),
        "film_year": _length(Nomination, "film_year"),
        "detail": _length(Nomination, "detail"),
        # Two more characters tell apart rows that are alike to the letter.
        "key": _length(Nomination, "record_key"),
    },
    PlacingRecord: {
        **_SOURCE,
        "list": _length(TitleList, "slug"),
        "list_name": _length(TitleList, "name"),
        "publisher": _length(TitleList, "publisher"),
        "url": _length(TitleList, "url"),
    },
    RelationRecord: {**_SOURCE, "kind": 12},
    SourceRecord: {
        "slug": _length(Source, "slug"),
        "name": _length(Source, "name"),
        "url": _length(Source, "url"),
        "licence": _length(Source, "licence"),
    },
    TitleRecord: {**_SOURCE, "slug": _length(Title, "slug")},
    PersonRecord: {
        "name": LONGEST_PERSON,
        "slug": _length(Person, "slug"),
        "key": _length(Person, "record_key"),
    },
    TitleRef: {"name": LONGEST_NAME, "key": _length(Title, "record_key")},
    PersonRef: {"name": _length(Nominee, "name"), "key": _length(Person, "record_key")},
}
_LARGEST: dict[type, dict[str, int]] = {
    OfferRecord: {"price_minor": MOST_MINOR},
    PlanRecord: {"screens": MOST_SMALL, "trial_days": MOST_SMALL},
    AwardRecord: {"year": MOST_SMALL, "ceremony": MOST_SMALL},
    PlacingRecord: {"rank": MOST_SMALL, "year": MOST_SMALL},
    SourceRecord: {"last_known_after_days": MOST_SMALL},
    TitleRef: {"number": MOST_SMALL},
}
_LONGEST_ID = _length(TitleId, "value")
_LONGEST_IMDB = _length(Title, "imdb_id")
_SCHEMES = frozenset(str(scheme) for scheme in Scheme)
_LONGEST_PERSON_ID = _length(PersonId, "value")


def refuse_unstorable(record: Record) -> None:
    """Check that a record fits into the tables.

    Raises:
        InvalidRecord: a text is too long or holds characters that no database keeps, or a number is too large.
    """
    if isinstance(record, OfferRecord):
        _refuse_offer(record)
        return
    _refuse_size(record)
    for part in _parts(record):
        _refuse_size(part)
    if isinstance(record, PersonRecord):
        _refuse_ids(record.ids, _LONGEST_PERSON_ID)
        _refuse_looked_up("name", record.name, LONGEST_PERSON)
    elif isinstance(record, TitleRecord):
        _refuse_words(record.words)
    elif isinstance(record, PlanRecord) and not 0 <= record.price.minor <= MOST_MINOR:
        raise _too_large("price", record.price.minor, MOST_MINOR)
    elif isinstance(record, AwardRecord):
        for person in record.nominees:
            _refuse_size(person)
            _refuse_ids(person.ids, _LONGEST_PERSON_ID)
            if person.ids or person.key:
                _refuse_text("nominee", person.name, LONGEST_PERSON)
                _refuse_looked_up("nominee", person.name, LONGEST_PERSON)


def _refuse_offer(record: OfferRecord) -> None:
    """As any other record; but offers come in by the million, and say the same few things again and again."""
    _refuse_place(*(getattr(record, field) for field in _OFFER_TEXTS))
    _refuse_text("url", record.url, _LONGEST[OfferRecord]["url"])
    price = record.price_minor
    if price is not None and not 0 <= price <= MOST_MINOR:
        raise _too_large("price_minor", price, MOST_MINOR)
    ref = record.title
    if ref is not None and _CHECKED.get(id(ref)) is not ref:
        for part in _parts(record):
            _refuse_size(part)
        if len(_CHECKED) >= _MOST_CHECKED:
            _CHECKED.clear()
        _CHECKED[id(ref)] = ref


_OFFER_TEXTS = tuple(field for field in _LONGEST[OfferRecord] if field != "url")
# Titles that rows of late spoke of: the same value need not be looked at again.
_CHECKED: dict[int, TitleRef] = {}
_MOST_CHECKED = 50_000


@lru_cache(maxsize=2**14)
def _refuse_place(*texts: str) -> None:
    for field, text in zip(_OFFER_TEXTS, texts, strict=True):
        _refuse_text(field, text, _LONGEST[OfferRecord][field])


def _parts(record: Record) -> Iterable[object]:
    """The titles a record is about, what they are part of, and the offers of a look."""
    if isinstance(record, LookRecord):
        yield from record.offers
    for name in ("title", "other"):
        ref = getattr(record, name, None)
        while isinstance(ref, TitleRef):
            _refuse_ref(ref)
            yield ref
            ref = ref.parent


def _refuse_ref(ref: TitleRef) -> None:
    _refuse_ids(ref.ids, _LONGEST_ID)
    _refuse_looked_up("title", ref.name, LONGEST_NAME)
    for people in (ref.directors, ref.actors, ref.others):
        for name in people:
            _refuse_text("person", name, LONGEST_PERSON)
            _refuse_looked_up("person", name, LONGEST_PERSON)
    for name in ref.other_names:
        _refuse_text("other name", name, LONGEST_NAME)
    for year in ref.years:
        plausible_year(year)


def _refuse_size(value: object) -> None:
    kind = type(value)
    for field, longest in _LONGEST.get(kind, {}).items():
        _refuse_text(field, getattr(value, field), longest)
    for field, largest in _LARGEST.get(kind, {}).items():
        number = getattr(value, field)
        if number is not None and not 0 <= number <= largest:
            raise _too_large(field, number, largest)


def _refuse_ids(ids: Iterable[tuple[str, str]], longest: int) -> None:
    for scheme, value in ids:
        if scheme not in _SCHEMES:
            raise InvalidRecord(field="id", value=scheme, reason=f"A scheme is one of {', '.join(_SCHEMES)}.")
        _refuse_text(f"{scheme} id", value, _LONGEST_IMDB if scheme == Scheme.IMDB else longest)


def _refuse_text(field: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise InvalidRecord(
            field=field, value=f"{text[:60]}…", reason=f"It is longer than {longest} characters."
        )
    if not is_plain(text):
        raise InvalidRecord(
            field=field, value=cleaned(text)[:80], reason="It holds characters that cannot be kept."
        )


def _refuse_looked_up(field: str, name: str, longest: int) -> None:
    """The form in which a name is looked up may be longer than the name: one letter may stand for a sentence."""
    if not name.isascii() and len(normalise_name(name)) > longest:
        raise InvalidRecord(
            field=field, value=f"{name[:60]}…", reason=f"It is longer than {longest} characters."
        )


def _refuse_words(words: Mapping[str, Any]) -> None:
    """Names and numbers are clean (`daybill.domain.words.title_words`); ids and keys are as they came."""
    for name, value in words.items():
        if isinstance(value, str):
            _refuse_text(name, value, LONGEST_NAME)
        elif isinstance(value, list):
            for entry in value:
                _refuse_entry(name, entry)


def _refuse_entry(name: str, entry: Any) -> None:
    if isinstance(entry, str):
        _refuse_text(name, entry, LONGEST_NAME)
    elif isinstance(entry, Mapping):
        for field, value in entry.items():
            if isinstance(value, str):
                _refuse_text(field, value, _LONGEST_WORDS.get(field, LONGEST_NAME))
        _refuse_ids(entry.get("ids", {}).items(), _LONGEST_PERSON_ID)


_LONGEST_WORDS = {"key": _length(Person, "record_key"), "of": _SOURCE["source"]}


def is_plain(text: str) -> bool:
    """Whether a database keeps it: no NUL, and no half of a surrogate pair."""
    if "\x00" in text:
        return False
    return text.isascii() or not any("\ud800" <= c <= "\udfff" for c in text)


def cleaned(text: str) -> str:
    """The text with a sign in place of each character that no database keeps."""
    if is_plain(text):
        return text
    return "".join("\ufffd" if c == "\x00" or "\ud800" <= c <= "\udfff" else c for c in text)


def _too_large(field: str, number: object, largest: int) -> InvalidRecord:
    return InvalidRecord(field=field, value=number, reason=f"It is not from 0 to {largest}.")
