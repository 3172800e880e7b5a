"""Runs of looks at the Australian films: what began and ended, and what only the method did."""

from demo.drafts import Catalogue
from demo.sources import au_films
from demo.sources.au_films import Look, Run, _agreed, _offer, look_of, runs

NETFLIX = ("netflix", "flatrate")
HBO = ("hbo-max", "flatrate")


def looks(**days: bool) -> dict[str, Look]:
    return {day.strip("d").replace("_", "-"): {NETFLIX: there} for day, there in days.items()}


def test_an_offer_keeps_the_looks_on_either_side_that_did_not_find_it() -> None:
    seen = looks(d2026_02_25=False, d2026_04_02=True, d2026_05_20=True, d2026_08_18=False)
    assert runs(seen) == [(NETFLIX, Run("2026-04-02", "2026-05-20", "2026-02-25", "2026-08-18"))]


def test_an_offer_that_comes_back_is_two_runs() -> None:
    seen = looks(d2026_02_25=True, d2026_04_02=False, d2026_05_20=True)
    assert [run for _, run in runs(seen)] == [
        Run("2026-02-25", "2026-02-25", None, "2026-04-02"),
        Run("2026-05-20", "2026-05-20", "2026-04-02", None),
    ]


def test_a_service_nobody_asked_for_was_not_seen_absent() -> None:
    seen: dict[str, Look] = {"2025-12-06": {NETFLIX: True}, "2026-02-25": {NETFLIX: True, HBO: True}}
    assert (HBO, Run("2026-02-25", "2026-02-25", None, None)) in runs(seen)


def test_a_change_of_method_is_neither_an_arrival_nor_an_end() -> None:
    began = _offer("t", *NETFLIX, Run("2026-02-25", "2026-04-02", "2025-12-06", None))
    ended = _offer("t", *NETFLIX, Run("2025-12-06", "2025-12-06", None, "2026-02-25"))
    assert began["began_by_method"] is True
    assert "began_after" not in began
    assert ended["ended_by_method"] is True
    assert "ended_by" not in ended


def test_where_two_rows_of_one_film_disagree_the_service_was_not_seen() -> None:
    catalogue = Catalogue()
    agreed = _agreed(
        catalogue, "t", {"2026-04-02": [{NETFLIX: True, HBO: True}, {NETFLIX: False, HBO: True}]}
    )
    assert agreed == {"2026-04-02": {HBO: True}}
    assert [row["row"]["provider"] for row in catalogue.held] == ["netflix"]


def test_shops_are_rentals_that_also_sell() -> None:
    look = look_of({"netflix": True, "stan": False, "rentBuy": ["Amazon"]})
    assert look[NETFLIX]
    assert look["amazon-video", "rent"]
    assert not look["apple-tv", "rent"]
    assert (
        _offer("t", "amazon-video", "rent", Run("2026-04-02", "2026-04-02", None, None))["also_buy"] is True
    )


def test_the_method_changed_on_the_day_the_source_says() -> None:
    assert au_films.METHOD_CHANGED == "2026-02-25"
