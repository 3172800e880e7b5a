"""Names that once went wrong, and the promises the look makes."""

from __future__ import annotations

import colorsys
import hashlib
from itertools import pairwise

import pytest

from daybill.domain.bills import Bill, BillFacts, compose
from daybill.domain.bills.advances import STOPS, measure, stretch_for
from daybill.domain.bills.breaking import pieces
from daybill.domain.bills.compose import FAMILIES, SUITED
from daybill.domain.bills.facts import clean, cut
from daybill.domain.bills.families import column, diagonal, horizon, rings, stack, tiles
from daybill.domain.bills.inks import LEGIBLE, PALETTES, SNIPE, contrast
from daybill.domain.bills.lettering import set_name
from daybill.domain.bills.scripts import Script, capitals, is_rtl, script_of, stands_in_columns
from daybill.domain.bills.shapes import Lettering


def texts(bill: Bill) -> list[str]:
    return [word.text for panel in bill.panels for word in panel.words if isinstance(word, Lettering)]


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Heat", Script.LATIN),
        ("8½", Script.LATIN),
        ("$", Script.LATIN),
        ("Nguyễn", Script.LATIN),
        ("Любовь", Script.CYRILLIC),
        ("Θίασος", Script.CASED),
        ("באשיר", Script.HEBREW),
        ("سين", Script.ARABIC),
        ("七人の侍", Script.TALL),
        ("기생충", Script.TALL),
        ("รัก", Script.OTHER),
        ("🎬", Script.OTHER),
    ],
)
def test_script_is_told_from_the_letters(text: str, script: Script) -> None:
    assert script_of(text) is script


def test_only_han_kana_and_hangul_stand_in_columns() -> None:
    assert stands_in_columns("七人の侍")
    assert stands_in_columns("로보카폴리 쏭쏭뮤지엄")
    assert not stands_in_columns("BLEACH 死神")
    assert not stands_in_columns("سين")


def test_columns_are_read_from_the_right() -> None:
    first, second = set_name("崖の上の ポニョ", 244.0, 420.0).words
    assert isinstance(first, Lettering)
    assert first.upright
    assert first.text == "崖の上の"
    assert first.box.x > second.box.x


def test_rtl_lines_say_so() -> None:
    assert is_rtl("سين")
    assert is_rtl("«עם»")
    assert not is_rtl("2001")
    (word,) = set_name("سين!", 244.0, 300.0).words
    assert isinstance(word, Lettering)
    assert word.rtl


def test_greek_capitals_drop_their_accents_and_georgian_stays() -> None:
    assert capitals("Θίασος") == "ΘΙΑΣΟΣ"
    assert capitals("მონანიება") == "მონანიება"
    assert capitals("Dọlápọ̀") == "DỌLÁPỌ̀"


def test_marks_add_height_but_no_width() -> None:
    assert measure("Ọ̀").widths == measure("Ọ").widths
    assert measure("Ọ̀").rise > measure("Ọ").rise
    assert measure("Q").drop > measure("O").drop


def test_width_axis_is_solved_between_its_stops() -> None:
    line = measure("HEAT")
    assert stretch_for(line, 0.1) == STOPS[0]
    assert stretch_for(line, 99) == STOPS[-1]
    assert stretch_for(line, line.widths[2]) == 100
    assert stretch_for(measure("سين"), 2) is None


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("DONAUDAMPFSCHIFFFAHRT", ["DONAUDAMPFS-", "CHIFFFAHRT"]),
        ("SPIDER-MAN", ["SPIDER-MAN"]),
        ("ETHOS-HEIA-HYLTON", ["ETHOS-", "HEIA-HYLTON"]),
        ("FANTÔMAS - À L'OMBRE", ["FANTÔMAS", "À", "L'OMBRE"]),
        ("-", ["-"]),
        ("ความรักครั้งใหม่ของเธอ", ["ความรักครั้ง", "ใหม่ของเธอ"]),
    ],
)
def test_long_words_break(name: str, parts: list[str]) -> None:
    assert pieces(name) == parts


def test_names_are_made_fit_to_print() -> None:
    assert clean("  A\x00 \u202eB\ud800\n C ") == "A B C"
    assert clean("a" + "\u0301" * 9) == "á" + "\u0301" * 3
    assert cut("one two three", 9) == "one two…"
    assert BillFacts("x", "\x00").printable().name == "?"


@pytest.mark.parametrize(
    "name", ["$", "8½", "1917", "?", "", " ", "-", "🎬", "M", "a" * 110, "É́́́", "...", "&"]
)
@pytest.mark.parametrize("genre", [None, "crime", "drama", "comedy", "no-such-genre"])
def test_odd_names_are_printed(name: str, genre: str | None) -> None:
    assert texts(compose(BillFacts("x", name, None, genre)))


def test_missing_facts_leave_no_empty_words() -> None:
    bare = compose(BillFacts("x", "Heat"))
    assert "".join(texts(bare)).replace("-", "") == "HEAT"
    assert texts(compose(BillFacts("x", "Heat", director="", cast=("", "\x00")), stub=True)) == texts(
        compose(BillFacts("x", "Heat"), stub=True)
    )


def test_inks_keep_away_from_the_snipe() -> None:
    def hsv(colour: str) -> tuple[float, float, float]:
        return colorsys.rgb_to_hsv(*(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)))

    yellow = hsv(SNIPE)[0]
    for eras in PALETTES.values():
        for _, palettes in eras:
            for ink in (ink for palette in palettes for ink in palette):
                hue, saturation, value = hsv(ink)
                assert abs(hue - yellow) * 360 > 18 or saturation < 0.4 or value < 0.5, ink


def test_paper_and_key_are_always_legible() -> None:
    for eras in PALETTES.values():
        for _, palettes in eras:
            for paper, key, _, _ in palettes:
                assert contrast(paper, key) > 2 * LEGIBLE


@pytest.mark.parametrize("genre", sorted(set(SUITED) - column.CITY_GENRES))
def test_only_city_films_get_a_skyline(genre: str) -> None:
    kinds = {compose(BillFacts(str(n), "Stalker", 1980, genre)).kind for n in range(200)}
    assert not kinds & {"skyline", "lamps"}


def test_there_are_many_kinds_of_bill() -> None:
    kinds = [art for family in (stack, diagonal, horizon, rings, column) for art in family_arts(family)]
    assert len(set(kinds)) + len(tiles.KINDS) >= 40
    drawn = {compose(BillFacts(str(n), "Stalker", 1980)).kind for n in range(600)}
    assert len(drawn) >= 50


def family_arts(family: object) -> list[str]:
    names = ("ARTS", "HEAVENS", "CITY", "LANDS")
    return [kind for name in names for kind, _ in getattr(family, name, ())]


def test_neighbours_do_not_look_alike() -> None:
    episodes = [compose(BillFacts(f"tt{n}", "Columbo", 1971 + n, "crime"), stub=True) for n in range(40)]
    assert len({(bill.family, bill.kind) for bill in episodes}) >= 15
    assert len({bill.art for bill in episodes}) == 40
    assert all((a.family, a.kind) != (b.family, b.kind) or a.paper != b.paper for a, b in pairwise(episodes))


def test_every_genre_may_choose_among_families_that_exist() -> None:
    assert {family for families in SUITED.values() for family in families} == set(FAMILIES)


def test_bills_are_the_same_on_every_python() -> None:
    """A digest over bills in many scripts: a change here changes every poster of every site, so mean it."""
    names = ("Heat", "The Wizard of Oz", "Любовь", "七人の侍", "سين", "Nguyễn", "Ο Θίασος", "🎬", "รัก", "$")
    bills = [
        compose(BillFacts(f"{n}", name, 1920 + 11 * n, genre), stub)
        for n in range(10)
        for name, genre in zip(names, sorted(SUITED), strict=False)
        for stub in (False, True)
    ]
    assert hashlib.sha256(repr(bills).encode()).hexdigest()[:16] == "94d2840e712490b9"
