import gzip
from pathlib import Path

from demo.choosing import chosen, kept_credits, popularity
from demo.drafts import Credit, Draft
from demo.output import line, write_records


def test_a_record_keeps_no_empty_key_and_keeps_false_and_zero() -> None:
    record = {"b": "", "a": {"c": None, "d": 0}, "e": [], "won": False}
    assert line(record) == '{"a":{"d":0},"won":false}'


def test_the_same_records_in_any_order_are_the_same_bytes(tmp_path: Path) -> None:
    rows = [{"key": "b", "x": 1}, {"key": "a"}, {"key": "a"}]
    assert write_records(tmp_path / "one.gz", rows) == 2
    write_records(tmp_path / "two.gz", reversed(rows))
    assert (tmp_path / "one.gz").read_bytes() == (tmp_path / "two.gz").read_bytes()
    assert gzip.decompress((tmp_path / "one.gz").read_bytes()) == b'{"key":"a"}\n{"key":"b","x":1}\n'


def test_every_claim_is_kept_and_the_preferred_source_is_shown() -> None:
    draft = Draft("tt1", "movie")
    draft.say("year", "1927/28", "academy-awards")
    assert chosen(draft, "year") is None
    draft.say("year", 1943, "justwatch-titles")
    draft.say("year", 1942, "movietweetings")
    shown = chosen(draft, "year")
    assert shown
    assert (shown.value, shown.source) == ("1942", "movietweetings")
    assert len(draft.claims) == 3
    assert draft.years() == {1927, 1928, 1942, 1943}


def test_a_nominee_stands_behind_the_cast_and_only_once() -> None:
    draft = Draft("tt1", "movie")
    draft.credits += [
        Credit("Ann Lee", "actor", 1, "tmdb-table"),
        Credit("Ann Lee", "actor", 101, "academy-awards"),
        Credit("Bo Ek", "actor", 101, "academy-awards"),
        Credit("Cy Ode", "actor", 1, "kaggle-hulu"),
    ]
    assert [c.name for c in kept_credits(draft)] == ["Cy Ode", "Ann Lee", "Bo Ek"]


def test_popularity_grows_with_votes_and_counts_one_source_only() -> None:
    assert popularity({}) == 0
    assert popularity({"imdb": 999_999}) == 60
    assert popularity({"imdb": 9, "tmdb": 1000}) == 10
