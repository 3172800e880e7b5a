"""Footnotes are read into their parts, and numbered once each."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybill.domain.citations import (
    Citation,
    DatePrecision,
    find_date,
    number_citations,
    parse_citation,
    read_date,
    resolve_ibid,
    to_csl,
)


@pytest.mark.parametrize(
    "text", ["", " ", "…", "“", "“”", "((", "p. 12", "https://", "12", ",,,", "“Ann", "Ibid", ": : :"]
)
def test_no_footnote_is_too_odd_to_be_read(text):
    assert isinstance(parse_citation(text), Citation)


@given(st.text(max_size=200))
def test_any_text_is_read(text):
    to_csl(parse_citation(text))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Ann Doe, “The Lamp,” Gull Quarterly, Winter 2012.",
            {"author": "Ann Doe", "title": "The Lamp", "container": "Gull Quarterly", "date": "Winter 2012"},
        ),
        (
            "Wren Roe in an interview: A.B. Doe, “Two Lamps,” Gull Quarterly, February 2015.",
            {
                "author": "A.B. Doe",
                "title": "Two Lamps",
                "note": "Wren Roe in an interview",
                "date_iso": "2015-02",
            },
        ),
        (
            "Ann Doe, A Book of Lamps (London: Gull Press, 1998), pp. 12–15.",
            {
                "author": "Ann Doe",
                "title": "A Book of Lamps",
                "publisher": "London: Gull Press",
                "locator": "pp. 12–15",
            },
        ),
        (
            "“No Author Here,” The Gull, 4 March 1999, https://example.org/a?b=1 (accessed 3 March 2021)",
            {
                "title": "No Author Here",
                "container": "The Gull",
                "url": "https://example.org/a?b=1",
                "accessed": "2021-03-03",
            },
        ),
        (
            'Ann Doe. "Lamps." Gull Quarterly, vol. 6, no. 1 (May 1995).',
            {
                "author": "Ann Doe",
                "title": "Lamps",
                "container": "Gull Quarterly",
                "note": "vol. 6, no. 1",
                "date": "May 1995",
            },
        ),
        (
            "Ann Doe, „Lampen“, Möwe, 12. März 2004",
            {"title": "Lampen", "container": "Möwe", "date_iso": "2004-03-12"},
        ),
        (
            "Ann Doe, « Les lampes », Mouette, décembre 1987",
            {"title": "Les lampes", "container": "Mouette", "date_iso": "1987-12"},
        ),
        (
            "Ann Doe, “Lamps,” Gull, July 4, 1996, archived at https://web.archive.org/web/2010/https://example.org",
            {
                "date_iso": "1996-07-04",
                "archived_url": "https://web.archive.org/web/2010/https://example.org",
            },
        ),
        (
            "Ann Doe (2001). Lamps Abroad. Gull Press.",
            {"author": "Ann Doe", "title": "Lamps Abroad", "date": "2001"},
        ),
        (
            "Ann Doe, Lamp Talk, Gull Radio, 12 May 2001, 00:14:30",
            {"locator": "00:14:30", "container": "Gull Radio"},
        ),
        ("https://example.org/lamp.", {"url": "https://example.org/lamp"}),
    ],
)
def test_the_parts_of_a_footnote(text, said):
    read = parse_citation(text).to_json()
    assert {name: read.get(name) for name in said} == said


@pytest.mark.parametrize(
    ("text", "iso", "precision"),
    [
        ("21.12.2020", "2020-12-21", DatePrecision.DAY),
        ("12/21/2020", "2020-12-21", DatePrecision.DAY),
        ("3/4/2021", "2021-04-03", DatePrecision.DAY),
        ("3rd of March 2021", "2021-03-03", DatePrecision.DAY),
        ("Sept. 2009", "2009-09", DatePrecision.MONTH),
        ("July/August 1996", "1996-07", DatePrecision.MONTH),
        ("Fall 2010", "2010-23", DatePrecision.SEASON),
        ("1998", "1998", DatePrecision.YEAR),
    ],
)
def test_dates_keep_their_precision(text, iso, precision):
    written = read_date(text)
    assert written
    assert (written.iso, written.precision, written.text) == (iso, precision, text)


def test_the_month_comes_first_where_it_does():
    written = find_date("03/04/2021", month_first=True)
    assert written
    assert (written.as_day(), written.ambiguous) == (date(2021, 3, 4), True)


@pytest.mark.parametrize(
    "text", ["31.02.2020", "32 March 2020", "13/13/2013", "May", "the 1990s they", "12345"]
)
def test_what_is_no_date_is_none(text):
    written = find_date(text)
    assert written is None or written.precision is not DatePrecision.DAY


def test_a_source_is_numbered_once_in_order_of_first_mention():
    lamp, quay = (
        parse_citation("Ann Doe, “Lamp,” Gull, 2001, p. 3."),
        parse_citation("Wren Roe, “Quay,” Gull, 2002."),
    )
    again, ibid = parse_citation("Ann Doe, “Lamp,” Gull, 2001, p. 9."), parse_citation("Ibid., p. 11.")
    numbering = number_citations([quay, lamp, ibid, quay, again])
    assert numbering.marks == (1, 2, 2, 1, 2)
    assert [source.citation.title for source in numbering.sources] == ["Quay", "Lamp"]
    assert numbering.sources[1].locators == ("p. 3", "p. 11", "p. 9")
    assert numbering.sources[0].mentions == (0, 3)


def test_ibid_after_nothing_stays_and_keeps_its_page_after_something():
    ibid = parse_citation("Ibid.")
    lamp = parse_citation("Ann Doe, “Lamp,” Gull, 2001, p. 3.")
    assert resolve_ibid([ibid, lamp, ibid])[0] == ibid
    assert resolve_ibid([ibid, lamp, ibid])[2] == lamp


def test_csl_json_is_what_citation_processors_expect():
    item = to_csl(
        parse_citation("Ann van der Doe and Bob Roe, “Lamps,” Gull, Winter 2012, p. 4, https://example.org")
    )
    assert item["type"] == "article-magazine"
    assert item["author"] == [{"family": "van der Doe", "given": "Ann"}, {"family": "Roe", "given": "Bob"}]
    assert item["issued"] == {"date-parts": [[2012]], "season": 4}
    assert item["page"] == "4"
    assert item["id"] == "vanderdoe-2012-lamps"
