"""BibTeX that its own library reads back to the same words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybill.domain.citations import Citation, parse_citation

pybtex = pytest.importorskip("pybtex.database", reason="pybtex is not installed")
bibliography = pytest.importorskip("daybill.engines.bibliography")

plain = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=30)


def test_sources_of_one_author_and_year_get_keys_of_their_own():
    one = parse_citation("Ann Author, One Lamp (Gull Press, 1998), p. 12.")
    text = bibliography.to_bibtex([one, one])
    entries = pybtex.parse_string(text, "bibtex").entries
    assert list(entries) == ["author-1998-one", "author-1998-one-2"]
    assert entries["author-1998-one"].type == "book"
    assert entries["author-1998-one"].fields["pages"] == "12"


@given(author=plain, title=plain, container=plain)
def test_whatever_is_cited_can_be_read_back(author, title, container):
    text = bibliography.to_bibtex([Citation(author=author, title=title, container=container)])
    assert len(pybtex.parse_string(text, "bibtex").entries) == 1
