"""The works a page cites, for those who keep a bibliography."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.test import Client
from pybtex.database import parse_string

from daybill.apps.catalogue.models import Title
from tests.factories import CitationFactory, DossierFactory
from tests.web.stage import HOSTILE, film, look

pytestmark = pytest.mark.django_db
NAMES = ["2012-24", "2012-03-09", "2012-03", "2012", ""]


@pytest.fixture
def cited(db: None) -> Title:
    title = film("The Salt Clock", 2011)
    works = [
        CitationFactory(
            author="Tom Reed",
            title=f"On Waiting {n}",
            container="Quay Review",
            date=written,
            url="https://example.org/",
            archived_url="https://archive.example/",
            accessed=date(2026, 11, 1),
            locator="p. 12",
        )
        for n, written in enumerate(NAMES)
    ]
    DossierFactory(
        title=title,
        body=[
            ("passage", {"text": "Time.", "citations": works[2:]}),
            ("synopsis", {"text": "<p>A clock.[2][1]</p>", "citations": works[:2]}),
        ],
    )
    return title


def path(title: Title, ending: str = "json", place: str = "au") -> str:
    return f"/{place}/movie/{title.slug}/citations.{ending}"


@pytest.mark.parametrize("ending", ["json", "bib"])
def test_where_nothing_is_cited_the_way_out_is_the_page(ending: str, client: Client) -> None:
    title = film("The Salt Clock", 2011)
    assert look(client, path(title, ending), 404).choices == [f"/au/movie/{title.slug}/"]
    DossierFactory(title=title, body=[("fact", {"text": "<p>Wet.</p>"})])
    assert look(client, path(title, ending), 404).choices == [f"/au/movie/{title.slug}/"]
    DossierFactory(
        title=title,
        language="fr",
        live=False,
        body=[("fact", {"text": "<p>Wet.</p>", "citations": [CitationFactory()]})],
    )
    look(client, path(title, ending), 404)


@pytest.mark.parametrize(
    "address",
    [
        "/au/movie/nothing-1999/citations.json",
        "/au/series/the-salt-clock-2011/citations.json",
        "/uk/movie/the-salt-clock-2011/citations.bib",
        "/au/movie/the-salt-clock-2011/citations.xml",
    ],
)
def test_a_mistaken_address_is_404(address: str, cited: Title, client: Client) -> None:
    look(client, address, 404)


def test_csl_json_is_valid_and_in_the_order_of_the_notes(cited: Title, client: Client) -> None:
    response = client.get(path(cited))
    assert response.headers["Content-Type"] == "application/vnd.citationstyles.csl+json; charset=utf-8"
    items = json.loads(response.content)
    assert [item["title"] for item in items] == [f"On Waiting {n}" for n in (1, 0, 2, 3, 4)]
    assert len({item["id"] for item in items}) == 5
    by_title = {item["title"][-1]: item for item in items}
    assert by_title["1"]["issued"]["date-parts"] == [[2012, 3, 9]]
    assert by_title["2"]["issued"]["date-parts"] == [[2012, 3]]
    assert by_title["3"]["issued"]["date-parts"] == [[2012]]
    assert "issued" not in by_title["4"]
    winter = by_title["0"]["issued"]
    assert winter["date-parts"][0][0] == 2012
    assert len(winter["date-parts"][0]) == 1
    assert str(winter["season"]) == "4"
    for item in items:
        assert item["type"] in {"article-magazine", "chapter", "book", "webpage", "document", "interview"}
        assert item["accessed"]["date-parts"] == [[2026, 11, 1]]
        assert item["author"] == [{"family": "Reed", "given": "Tom"}]
        assert item["page"] == "12"
        assert item["URL"] == "https://example.org/"


def test_bibtex_is_read_back_by_its_own_library(cited: Title, client: Client) -> None:
    response = client.get(path(cited, "bib"))
    assert response.headers["Content-Type"] == "application/x-bibtex; charset=utf-8"
    entries = parse_string(response.content.decode(), "bibtex").entries
    assert [entry.fields["title"] for entry in entries.values()] == [
        f"On Waiting {n}" for n in (1, 0, 2, 3, 4)
    ]
    assert {str(entry.persons["author"][0]) for entry in entries.values()} == {"Reed, Tom"}
    assert [entry.fields.get("year") for entry in entries.values()] == ["2012"] * 4 + [None]


def test_whatever_is_cited_can_be_read_back(client: Client) -> None:
    title = film("The Salt Clock", 2011)
    works = [
        CitationFactory(title=text, author=text, container=text)
        for text in (HOSTILE, "Half } a { brace", "100 % & # _ $ ~ ^ \\", "Ünï—cödé 電影", '"')
    ]
    DossierFactory(title=title, body=[("fact", {"text": "<p>Wet.</p>", "citations": works})])
    assert len(json.loads(client.get(path(title)).content)) == 5
    assert len(parse_string(client.get(path(title, "bib")).content.decode(), "bibtex").entries) == 5


def test_the_page_links_to_both(cited: Title, client: Client) -> None:
    links = look(client, f"/au/movie/{cited.slug}/").links
    assert {path(cited), path(cited, "bib")} <= set(links)


def test_it_is_the_list_of_the_pages_dossier_in_any_country(cited: Title, client: Client) -> None:
    assert client.get(path(cited, place="de")).content == client.get(path(cited)).content
    assert "public" in client.get(path(cited)).headers["Cache-Control"]
