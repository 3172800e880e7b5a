"""Plans, promotions, awards, lists, relations, providers, sources and looks in our own format."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from daybill.apps.sources.formats import own
from daybill.apps.sources.reading import Row, head_of
from daybill.domain.errors import InvalidRecord
from daybill.domain.money import Money
from daybill.domain.records import (
    AwardRecord,
    PastLookRecord,
    PersonRef,
    PlacingRecord,
    PlanRecord,
    PromoRecord,
    ProviderRecord,
    RelationRecord,
    SourceRecord,
    TitleRef,
)
from daybill.domain.windows import Bound, Precision
from tests.apps.sources.formats.dirt import remarks, said
from tests.apps.sources.formats.own_rows import LIST, ROWS

HEAT = TitleRef(ids=(("imdb", "tt0113277"),), key="tt0113277")
TAKEDOWN = TitleRef(ids=(("imdb", "tt0097703"),), key="tt0097703")


def one(form: Any, **fields: Any) -> Any:
    row = {name: value for name, value in (ROWS[form] | fields).items() if value is not ...}
    (record,) = said(form(), row)
    return record


@pytest.mark.parametrize(
    ("form", "record"),
    [
        (
            own.OwnPlans,
            PlanRecord(
                provider="netflix",
                country="AU",
                name="Standard",
                price=Money(1899, "AUD"),
                period="month",
                first_seen=date(2026, 2, 1),
                last_seen=date(2026, 11, 1),
                ads=False,
                quality="hd",
                screens=2,
                trial_days=30,
                held_before=date(2026, 1, 15),
                provider_name="Netflix",
                source="a-table",
            ),
        ),
        (
            own.OwnPromos,
            PromoRecord(
                provider="prime-video",
                country="AU",
                text="30 days free",
                url="https://www.primevideo.com/",
                plan_name="Prime",
                disclosure="We may earn something.",
                starts=Bound(datetime(2026, 10, 31, 13, tzinfo=UTC), Precision.DAY),
                ends=Bound(datetime(2026, 12, 31, 13, tzinfo=UTC), Precision.MONTH),
                provider_name="Prime Video",
                source="a-table",
            ),
        ),
        (
            own.OwnAwards,
            AwardRecord(
                body="academy-awards",
                body_name="Academy Awards",
                category="Directing",
                title=HEAT,
                film_name="Heat",
                year=1996,
                film_year="1995",
                ceremony=68,
                nominees=(
                    PersonRef("Michael Mann", (("imdb", "nm0000520"), ("tmdb", "638")), "nm0000520"),
                    PersonRef("Art Linson"),
                ),
                won=False,
                detail="for the bank",
                source="a-table",
                key="ab12",
            ),
        ),
        (own.OwnRelations, RelationRecord(HEAT, "remake_of", TAKEDOWN, source="a-table")),
        (
            own.OwnProviders,
            ProviderRecord(
                "starz-amazon-channel",
                "Starz Amazon Channel",
                "https://www.primevideo.com/starz",
                "prime-video",
            ),
        ),
        (
            own.OwnSources,
            SourceRecord(
                slug="a-table",
                name="A table",
                url="https://table.example/",
                licence="CC0-1.0",
                notice="Say so.\n\nTwice.",
                last_known_after_days=30,
                ranks={"": 20, "name": 5, "proof": 1},
            ),
        ),
        (
            own.OwnLooks,
            PastLookRecord(
                country="AU",
                day=date(2026, 11, 1),
                title=HEAT,
                asked=(("netflix", "flatrate"), ("stan", "")),
                method="v2",
                source="a-table",
            ),
        ),
    ],
)
def test_every_field_of_a_line_is_read(form: Any, record: Any):
    assert one(form) == record


def test_period_may_stand_in_the_price():
    plan = one(own.OwnPlans, price="189 AUD / year", price_minor=..., currency=..., period=..., ads=...)
    assert (plan.price, plan.period, plan.ads) == (Money(18900, "AUD"), "year", None)


def test_look_at_a_provider_has_no_title():
    look = one(own.OwnLooks, title=..., provider="Disney+", asked=...)
    assert (look.provider, look.title, look.asked) == ("disney-plus", None, None)


def test_either_pair_of_words_names_the_two_titles():
    pair = {"title": ..., "from": "tt0113277", "other": ..., "to": "tt0097703"}
    assert one(own.OwnRelations, **pair) == one(own.OwnRelations)


def test_body_may_be_written_in_words():
    award = one(own.OwnAwards, body="Prix du jury œcuménique", body_name=...)
    assert (award.body, award.body_name) == ("prix-du-jury-oecumenique", "Prix du jury œcuménique")


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({}, TitleRef(name="Heat", years=frozenset({1995}))),
        ({"film_year": "1927/28"}, TitleRef(name="Heat", years=frozenset({1927, 1928}))),
        ({"film_year": "long ago"[:9]}, TitleRef(name="Heat")),
        (
            {"directors": ["Michael Mann"]},
            TitleRef(name="Heat", years=frozenset({1995}), directors=("Michael Mann",)),
        ),
        ({"tmdb": 949, "type": "movie"}, TitleRef(ids=(("tmdb", "949"),), type="movie")),
        ({"film_name": ..., "film_year": ...}, None),
    ],
)
def test_award_without_a_key_is_for_the_film_it_names(fields: dict[str, Any], title: TitleRef | None):
    assert one(own.OwnAwards, title=..., key=..., **fields).title == title


def test_an_exported_award_without_a_title_is_of_none():
    assert one(own.OwnAwards, title=..., key="0f" * 20).title is None


def test_nominees_may_be_bare_names():
    assert one(own.OwnAwards, nominees=["Art Linson"]).nominees == (PersonRef("Art Linson"),)


def placings(row: dict[str, Any], folder: Path) -> list[Any]:
    path = folder / "lists.ndjson"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert own.OwnLists.reader.recognises(head_of(path))
    return list(own.OwnLists.reader.rows(path))


def test_each_placing_of_a_list_is_a_row(tmp_path: Path):
    rows = placings(LIST, tmp_path)
    told = {
        "list": "rolling-stone-90s",
        "list_name": "100 Greatest Movies of the 90s",
        "publisher": "Rolling Stone",
        "year": 2017,
        "url": "https://www.rollingstone.com/",
        "source": "a-table",
    }
    fargo = TitleRef(name="Fargo", years=frozenset({1996}), type="movie", directors=("Joel Coen",))
    assert [said(own.OwnLists(), row.values) for row in rows] == [
        [PlacingRecord(title=HEAT, rank=28, **told)],
        [PlacingRecord(title=fargo, **told)],
    ]
    assert [row.line for row in rows] == [1, 1]


def test_wrong_placing_takes_no_other_with_it(tmp_path: Path):
    rows = placings(LIST | {"placings": [5, {"rank": 1}, {"title": "tt0113277", "rank": 1}]}, tmp_path)
    for row in rows[:2]:
        with pytest.raises(InvalidRecord):
            said(own.OwnLists(), row.values)
    assert said(own.OwnLists(), rows[2].values)[0].rank == 1


def test_list_longer_than_the_head_of_its_file_is_recognised(tmp_path: Path):
    long = LIST | {"placings": [{"title": f"tt{number:07d}", "rank": number} for number in range(1, 4000)]}
    assert len(placings(long, tmp_path)) == 3999


@pytest.mark.parametrize("placed", [[], None, "tt0113277"])
def test_list_without_placings_is_a_fault(placed: Any, tmp_path: Path):
    (row,) = placings(LIST | {"placings": placed}, tmp_path)
    assert row.fault.startswith("It has no placings")


def test_slug_of_a_list_is_made_of_its_name():
    row = {"name": "Best of 1999", "placing": {"title": "tt0113277"}}
    (record,) = said(own.OwnLists(), row)
    assert (record.list, record.list_name) == ("best-of-1999", "Best of 1999")


@pytest.mark.parametrize(
    ("form", "fields", "field", "words"),
    [
        (own.OwnPlans, {"price": ..., "price_minor": ...}, "price", "A plan has a price"),
        (own.OwnPlans, {"name": ""}, "name", "missing"),
        (own.OwnPlans, {"name": "n" * 121}, "name", "longer than 120"),
        (own.OwnPlans, {"period": "week"}, "period", "is one of month, year"),
        (own.OwnPlans, {"period": "year"}, "period", "for a month"),
        (own.OwnPlans, {"price": ..., "period": ...}, "period", "is one of month, year"),
        (own.OwnPlans, {"ads": "yes"}, "ads", "neither true nor false"),
        (own.OwnPlans, {"screens": 40_000}, "screens", "not from 0"),
        (own.OwnPlans, {"trial_days": "30"}, "trial_days", "not a whole number"),
        (own.OwnPlans, {"held_before": "2026-02-01"}, "held_before", "does not lie before"),
        (own.OwnPlans, {"last_seen": "2027-02-01"}, "observed", "yet to come"),
        (own.OwnPlans, {"first_seen": ..., "last_seen": ...}, "observed", "Give --as-of"),
        (own.OwnPromos, {"text": "t" * 201}, "text", "longer than 200"),
        (own.OwnPromos, {"text": ...}, "text", "missing"),
        (own.OwnPromos, {"ends": "2026-10"}, "ends", "before it starts"),
        (own.OwnAwards, {"body": ...}, "body", "missing"),
        (own.OwnAwards, {"body": "…"}, "body", "as an id, such as academy-awards"),
        (own.OwnAwards, {"category": ...}, "category", "missing"),
        (own.OwnAwards, {"category": "c" * 201}, "category", "longer than 200"),
        (own.OwnAwards, {"year": 2513}, "year", "from 1870 to 2100"),
        (own.OwnAwards, {"year": {}}, "year", "not a year"),
        (own.OwnAwards, {"film_year": "1995 to 1996"}, "film_year", "longer than 9"),
        (own.OwnAwards, {"ceremony": -1}, "ceremony", "not from 0"),
        (own.OwnAwards, {"won": "yes"}, "won", "neither true nor false"),
        (own.OwnAwards, {"nominees": "Michael Mann"}, "nominees", "not a list"),
        (own.OwnAwards, {"nominees": [{"person": "nm0000520"}]}, "nominees.1.name", "A person has a name"),
        (
            own.OwnAwards,
            {"nominees": [{"name": "A", "person": "tt0113277"}]},
            "nominees.1.person",
            "nm0000199",
        ),
        (own.OwnAwards, {"title": "Heat"}, "title", "A key is"),
        (own.OwnRelations, {"kind": "remake"}, "kind", "Did you mean remake_of"),
        (own.OwnRelations, {"other": ...}, "other", "Nothing says which title"),
        (own.OwnRelations, {"from": "tt0113277"}, "from", "means the same"),
        (own.OwnRelations, {"other": "tt0113277"}, "other", "not related to itself"),
        (own.OwnProviders, {"slug": ...}, "slug", "missing"),
        (own.OwnProviders, {"slug": "Disney+"}, "slug", "as in disney-plus"),
        (own.OwnProviders, {"name": ...}, "name", "missing"),
        (own.OwnProviders, {"parent": "starz-amazon-channel"}, "parent", "not sold through itself"),
        (own.OwnSources, {"slug": "s" * 51}, "slug", "50 at most"),
        (own.OwnSources, {"ranks": [5]}, "ranks", "not a JSON object"),
        (own.OwnSources, {"ranks": {"name": "first"}}, "ranks.name", "not a whole number"),
        (own.OwnSources, {"last_known_after_days": -1}, "last_known_after_days", "not from 0"),
        (own.OwnLooks, {"day": ...}, "day", "made on a day"),
        (own.OwnLooks, {"day": "2026-11-22"}, "observed", "yet to come"),
        (own.OwnLooks, {"provider": "netflix"}, "provider", "give one of them"),
        (own.OwnLooks, {"title": ...}, "provider", "give one of them"),
        (own.OwnLooks, {"asked": [["netflix"]]}, "asked", "is a pair"),
        (own.OwnLooks, {"asked": [["netflix", "lease"]]}, "monetization", "is one of flatrate"),
        (own.OwnLooks, {"method": "m" * 21}, "method", "longer than 20"),
        (own.OwnLooks, {"source": "…"}, "source", "letters, digits"),
    ],
)
def test_refused_line_names_field_and_way_out(form: Any, fields: dict[str, Any], field: str, words: str):
    with pytest.raises(InvalidRecord) as refused:
        one(form, **fields)
    assert refused.value.field == field
    assert words in refused.value.reason


@pytest.mark.parametrize("form", list(ROWS))
def test_unknown_field_is_told_and_takes_nothing_with_it(form: Any):
    assert remarks(form(), ROWS[form] | {"sourze": "x"})[0].startswith("“sourze” is no field we know")
    assert said(form(), ROWS[form] | {"sourze": "x"}) == said(form(), ROWS[form])


@pytest.mark.parametrize("form", [own.OwnProviders, own.OwnSources, own.OwnPromos])
def test_address_that_cannot_be_linked_to_is_told(form: Any):
    row = ROWS[form] | {"url": "javascript:alert(1)"}
    assert "no address that can be linked to" in remarks(form(), row)[0]
    assert said(form(), row)[0].url == ""


def test_unknown_fields_of_entries_are_told():
    row = ROWS[own.OwnAwards] | {"nominees": [{"name": "A", "persn": "nm0000520"}]}
    assert remarks(own.OwnAwards(), row) == [
        "“nominees.persn” is no field we know, and was left out. Is it “person”?"
    ]
    ranked = ROWS[own.OwnSources] | {"ranks": {"naem": 1}}
    assert remarks(own.OwnSources(), ranked) == [
        "“ranks.naem” is no field we know, and was left out. Is it “name”?"
    ]
    placed = {"slug": "x", "placing": {"title": "tt0113277", "rnk": 1}}
    assert remarks(own.OwnLists(), placed) == [
        "“placings.rnk” is no field we know, and was left out. Is it “rank”?"
    ]


def test_row_that_is_no_object_is_refused():
    for form in ROWS:
        with pytest.raises(InvalidRecord, match="not a JSON object"):
            list(form().records(Row(1, ["x"]), None))  # type: ignore[arg-type]
