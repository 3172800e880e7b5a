"""The two dossiers of the demo: their shape, their citations, and that their words are ours or free to print."""

import gzip
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

DEMO = Path(__file__).parents[2] / "demo"
FILES = sorted((DEMO / "dossiers").glob("*.json"))

# For every block type, what it must say and what it may say besides.
FIELDS: dict[str, tuple[set[str], set[str]]] = {
    "logline": ({"text"}, set()),
    "synopsis": ({"text"}, set()),
    "review": ({"verdict", "text"}, {"score"}),
    "critics_summary": ({"text", "citations"}, set()),
    "critic_quote": ({"text", "critic", "publication", "citations", "verified"}, set()),
    "awards": ({"text"}, set()),
    "fact": ({"text", "citations"}, set()),
    "theme": ({"heading", "text"}, {"citations"}),
    "comparison": ({"text"}, set()),
    "scene": ({"heading", "text", "spoiler"}, set()),
    "trivia": ({"text", "citations"}, set()),
    "soundtrack": ({"text"}, set()),
    "quote": ({"text", "speaker", "context", "verified"}, {"timecode"}),
    "dialogue": ({"cue", "lines", "verified"}, set()),
    "passage": ({"text", "speaker", "citations", "verified"}, {"translation"}),
    "question": ({"question", "answer"}, set()),
}
QUOTATIONS = {"critic_quote", "quote", "dialogue", "passage"}
CITATION = {
    "key",
    "author",
    "title",
    "container",
    "publisher",
    "date",
    "url",
    "archived_url",
    "accessed",
    "locator",
}
MARK = re.compile(r"\[([a-z][a-z0-9-]*)\]")
STALE = re.compile(
    r"\b(now|currently|recent(ly)?|as of|at present|so far|to date|nowadays|today|tonight|upcoming|soon"
    r"|still (streaming|available)|this (year|month|week)|last year|years? ago|streaming|trial|plans? from)\b",
    re.IGNORECASE,
)
CLICHES = re.compile(
    r"\b(iconic|masterpiece|must-see|unmissable|tour de force|edge of your seat)\b", re.IGNORECASE
)
SHARED_RUN = 5


def read(name: str) -> dict[str, Any]:
    dossier: dict[str, Any] = json.loads((DEMO / "dossiers" / f"{name}.json").read_text(encoding="utf-8"))
    return dossier


def texts(block: dict[str, Any]) -> Iterator[str]:
    """What a reader sees of a block; notes of verification and keys are not shown."""
    for name, value in block.items():
        if name in {"type", "verified"}:
            continue
        if isinstance(value, str):
            yield value
        elif name == "lines":
            for line in value:
                yield from (line["speaker"], line["line"])


def prose(dossier: dict[str, Any]) -> str:
    """What we wrote ourselves."""
    return "\n".join(text for b in dossier["blocks"] if b["type"] not in QUOTATIONS for text in texts(b))


def runs(text: str, length: int = SHARED_RUN) -> set[tuple[str, ...]]:
    words = re.findall(r"[^\W_]+(?:'[^\W_]+)*", MARK.sub(" ", text).replace("’", "'").lower())
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def dossier(request: pytest.FixtureRequest) -> dict[str, Any]:
    return read(request.param.stem)


def test_there_are_two() -> None:
    assert [path.stem for path in FILES] == ["heat", "the-general"]


def test_it_belongs_to_a_title_of_the_catalogue(dossier: dict[str, Any]) -> None:
    with gzip.open(DEMO / "catalogue" / "titles.ndjson.gz", "rt", encoding="utf-8") as file:
        assert any(json.loads(line)["key"] == dossier["title"] for line in file if dossier["title"] in line)


def test_its_head_says_who_and_when(dossier: dict[str, Any]) -> None:
    assert set(dossier) == {
        "title",
        "language",
        "writer",
        "reviewed_by",
        "updated_on",
        "reviewed_on",
        "change_note",
        "blocks",
        "citations",
    }
    assert dossier["language"] == "en"
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", dossier[day]) for day in ("updated_on", "reviewed_on"))


def test_every_block_has_the_fields_of_its_type(dossier: dict[str, Any]) -> None:
    for block in dossier["blocks"]:
        must, may = FIELDS[block["type"]]
        assert must <= set(block) - {"type"} <= must | may, block
        assert all(text.strip() == text and text for text in texts(block)), block
        if block["type"] == "dialogue":
            assert all(set(line) == {"speaker", "line"} for line in block["lines"])
            assert len(block["lines"]) > 1


def test_citations_are_all_there_and_all_used(dossier: dict[str, Any]) -> None:
    assert all(set(citation) == CITATION for citation in dossier["citations"])
    keys = [citation["key"] for citation in dossier["citations"]]
    assert len(keys) == len(set(keys))
    used = {key for block in dossier["blocks"] for key in block.get("citations", ())}
    assert used == set(keys)


def test_every_mark_is_a_citation_of_its_block(dossier: dict[str, Any]) -> None:
    for block in dossier["blocks"]:
        marks = {key for text in texts(block) for key in MARK.findall(text)}
        assert marks <= set(block.get("citations", ())), block
        if block["type"] != "critic_quote":
            assert marks == set(block.get("citations", ())), block


def test_every_link_is_of_the_web(dossier: dict[str, Any]) -> None:
    for citation in dossier["citations"]:
        assert citation["title"]
        assert citation["url"] is None or re.match(r"https?://", citation["url"])


def test_nothing_in_our_words_goes_stale(dossier: dict[str, Any]) -> None:
    assert not [match.group() for match in STALE.finditer(prose(dossier))]


def test_our_words_are_plain(dossier: dict[str, Any]) -> None:
    assert not [match.group() for match in CLICHES.finditer(prose(dossier))]


def test_no_text_is_read_as_a_live_fact(dossier: dict[str, Any]) -> None:
    assert not [
        text for block in dossier["blocks"] for text in texts(block) if re.search(r"[{}]|\[\[|\]\]", text)
    ]


@pytest.mark.parametrize(("name", "least", "most"), [("heat", 900, 1300), ("the-general", 700, 1300)])
def test_it_has_a_readable_length(name: str, least: int, most: int) -> None:
    words = sum(len(text.split()) for block in read(name)["blocks"] for text in texts(block))
    assert least <= words <= most


def test_heat_quotes_nobody() -> None:
    heat = read("heat")
    assert not QUOTATIONS & {block["type"] for block in heat["blocks"]}
    assert not re.search(r"[\"“”„«»‹›‘]", "\n".join(text for b in heat["blocks"] for text in texts(b)))


def test_heat_agrees_with_the_catalogue() -> None:
    heat = read("heat")
    with gzip.open(DEMO / "catalogue" / "titles.ndjson.gz", "rt", encoding="utf-8") as file:
        row = next(row for row in map(json.loads, file) if row["key"] == "tt0113277")
    credited = row["said"]["curated"]["credits"]
    cast = {c["name"]: c["character"] for c in credited if c["role"] == "actor"}
    synopsis = next(block["text"] for block in heat["blocks"] if block["type"] == "synopsis")
    played = re.findall(r"([\w ]+?) \(([\w .]+)\)", synopsis)
    assert len(played) > 8
    for before, actor in played:
        assert before.split()[-1] in cast[actor].split(), actor
    assert f"{row['runtime_minutes']} minutes" in prose(heat)
    assert str(row["year"]) in prose(heat)


def test_the_other_has_every_part_and_its_words_are_verified() -> None:
    blocks = read("the-general")["blocks"]
    assert set(FIELDS) == {block["type"] for block in blocks}
    for block in blocks:
        if block["type"] in QUOTATIONS:
            assert re.search(r"\b(18|19|20)\d\d\b", block["verified"]), block


def test_words_quoted_from_print_are_free_in_the_united_states() -> None:
    general = read("the-general")
    years = {citation["key"]: citation["date"] for citation in general["citations"]}
    for block in general["blocks"]:
        if block["type"] in {"critic_quote", "passage"}:
            assert all(int(years[key][:4]) < 1931 for key in block["citations"]), block


@pytest.mark.shared
@pytest.mark.parametrize("name", ["heat", "the-general"])
def test_no_words_are_those_of_the_seeds_or_of_the_mock_ups(name: str, shared_folder: Path) -> None:
    dossier = read(name)
    own: set[tuple[str, ...]] = set()
    for block in dossier["blocks"]:
        for text in texts(block):
            own |= runs(text)
    others = sorted((shared_folder / "seeds").glob("*.txt"))
    assert others
    others += sorted((shared_folder / "design" / "look").glob("*.html"))
    for path in others:
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            text = html.unescape(
                re.sub(r"<[^>]+>", " ", re.sub(r"<(style|script)\b.*?</\1>", " ", text, flags=re.DOTALL))
            )
        assert not sorted(own & runs(text)), path.name
