"""Titles are merged, split and put back, and nothing that pointed at them is lost."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from wagtail.models import Revision

from daybill.apps.availability.models import Look, Offer
from daybill.apps.catalogue.models import (
    Credit,
    ListPlacing,
    Nomination,
    Relation,
    Source,
    Title,
    TitleId,
    TitleMove,
    TitleName,
    TitleRedirect,
    TitleWord,
)
from daybill.apps.catalogue.moving import CannotMove, merge_titles, rehearse, split_title, undo_move
from daybill.apps.catalogue.moving.pointers import SHOWN, pointers
from daybill.apps.catalogue.projecting import project
from daybill.apps.catalogue.queries import title_by_id
from daybill.apps.dossiers.models import Dossier, PageImport
from daybill.apps.sources.models import Question
from daybill.domain.words import title_words
from tests.factories import (
    CreditFactory,
    DossierFactory,
    EditorFactory,
    ListPlacingFactory,
    NominationFactory,
    NomineeFactory,
    OfferFactory,
    ProviderFactory,
    RelationFactory,
    SeasonFactory,
    SeriesFactory,
    SourceFactory,
    TitleFactory,
    TitleGenreFactory,
    TitleIdFactory,
    TitleListFactory,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 1, 12, 30, 15, 123456, tzinfo=UTC)
DAY = date(2026, 11, 1)
# Raised by every change, and so by undoing one.
VERSIONS = {"data_version"}
NOT_COMPARED = {"DataVersion", "TitleMove"}


def snapshot() -> dict[str, Any]:
    """Every row of every table; what is written anew from the words without its id."""
    found: dict[str, Any] = {}
    for model in apps.get_models(include_auto_created=True):
        if model.__name__ not in NOT_COMPARED:
            skipped = VERSIONS | ({"id"} if model in SHOWN else set())
            columns = [f.attname for f in model._meta.concrete_fields if f.attname not in skipped]
            found[model._meta.label] = sorted(map(repr, model._base_manager.values_list(*columns)))
    return found


def word(title: Title, source: str, **said: Any) -> TitleWord:
    return TitleWord.objects.create(
        title=title,
        source=SourceFactory(slug=source),
        as_of=DAY,
        words=title_words(**{"name": title.name} | said),
    )


def look_at(title: Title, source: str, day: date = DAY) -> Look:
    return Look.objects.create(title=title, source=SourceFactory(slug=source), country="AU", day=day)


def answered(title: Title, source: str, fingerprint: str) -> Question:
    return Question.objects.create(
        source=SourceFactory(slug=source),
        fingerprint=fingerprint,
        name=title.name,
        asked_at=NOW,
        answer="same",
        title=title,
        answered_at=NOW,
    )


def credits_of(*names: str) -> list[dict[str, Any]]:
    return [{"name": name, "role": "actor", "position": n} for n, name in enumerate(names, start=1)]


@pytest.fixture
def pair() -> tuple[Title, Title]:
    """Two films of one name, each with something of everything, and some of it on both."""
    keep = TitleFactory(name="Heat", year=1995, imdb_id="tt0113277", record_key="tt0113277")
    gone = TitleFactory(name="Heat", year=1996, slug="heat-1996", imdb_id="tt9900001", record_key="jw:tm1")
    third = TitleFactory(name="L.A. Takedown", year=1989)
    word(keep, "films-table", year=1995, genres=["crime"], credits=credits_of("Al Pacino", "Robert De Niro"))
    word(keep, "other-table", year=1996, runtime_minutes=170)
    word(gone, "films-table", year=1996, genres=["drama"], credits=credits_of("Al Pacino", "Val Kilmer"))
    word(gone, "services", names=[{"name": "Fuego", "country": "ES"}], countries=["US"], languages=["en"])
    word(
        gone,
        "ratings",
        ratings=[{"value": "8.3", "votes": 7}],
        certifications=[{"country": "AU", "value": "M"}],
    )
    for title in (keep, gone):
        first = OfferFactory(title=title, source=SourceFactory(slug="services"), known_from=NOW)
        OfferFactory(
            title=title, source=SourceFactory(slug="services"), follows=first, price_minor=499, currency="AUD"
        )
        look_at(title, "services")
        NomineeFactory(nomination=NominationFactory(title=title, source=SourceFactory(slug="awards")))
        RelationFactory(from_title=title, to_title=third)
        RelationFactory(from_title=third, to_title=title, kind="same_story")
        TitleIdFactory(title=title)
    look_at(gone, "services", date(2026, 11, 2))
    both = TitleListFactory()
    ListPlacingFactory(title=keep, list=both, rank=28)
    ListPlacingFactory(title=gone, list=both, rank=29)
    ListPlacingFactory(title=gone, list=TitleListFactory(source=SourceFactory(slug="services")), rank=1)
    RelationFactory(from_title=keep, to_title=gone)
    RelationFactory(from_title=gone, to_title=keep, kind="sequel_of")
    answered(gone, "services", "a")
    answered(keep, "films-table", "b")
    TitleRedirect.objects.create(
        title=gone, type="movie", slug="heet-1996", old_id=777_001, imdb_id="tt9900002"
    )
    dossier = DossierFactory(title=gone, writer="Ed Itor")
    dossier.save_revision()
    PageImport.objects.create(dossier=dossier, name="heat.txt", digest="d" * 64, at=NOW)
    project([keep.pk, gone.pk])
    keep.refresh_from_db()
    gone.refresh_from_db()
    return keep, gone


def merged(keep: Title, gone: Title) -> TitleMove:
    return merge_titles(keep, gone, EditorFactory())


def test_what_pointed_at_the_one_points_at_the_other(pair: tuple[Title, Title]) -> None:
    keep, gone = pair
    merged(keep, gone)
    assert not Title.objects.filter(pk=gone.pk).exists()
    assert [p.label for p in pointers() if p.rows(gone.pk).exists()] == []
    assert Offer.objects.filter(title=keep).count() == 4
    assert Nomination.objects.filter(title=keep).count() == 2
    assert TitleId.objects.filter(title=keep).count() == 2
    assert Dossier.objects.get().title == keep
    assert set(Question.objects.values_list("title", flat=True)) == {keep.pk}


def test_of_what_both_have_the_kept_one_stands(pair: tuple[Title, Title]) -> None:
    keep, gone = pair
    move = merged(keep, gone)
    assert TitleWord.objects.get(title=keep, source__slug="films-table").words["year"] == 1995
    assert sorted(ListPlacing.objects.filter(title=keep).values_list("rank", flat=True)) == [1, 28]
    assert Look.objects.filter(title=keep).count() == 2
    assert sorted(Relation.objects.filter(from_title=keep).values_list("kind", flat=True)) == ["remake_of"]
    aside = sorted(row["model"].partition(".")[2] for row in move.journal["aside"])
    assert aside == ["listplacing", "look", "relation", "relation", "relation", "relation", "titleword"]


def test_what_is_shown_is_read_from_the_words_of_both(pair: tuple[Title, Title]) -> None:
    keep, gone = pair
    merged(keep, gone)
    assert TitleName.objects.filter(title=keep, name="Fuego", country="ES").exists()
    assert [rating.votes for rating in keep.ratings.all()] == [7]
    names = Credit.objects.filter(title=keep, role="actor").values_list("person__name", flat=True)
    assert sorted(names) == ["Al Pacino", "Robert De Niro"]


def test_the_old_address_and_every_old_id_lead_to_the_kept_title(pair: tuple[Title, Title]) -> None:
    keep, gone = pair
    number = gone.pk
    merged(keep, gone)
    assert {title_by_id(old) for old in ("tt9900001", str(number), "tt9900002", "777001")} == {keep}
    assert TitleRedirect.objects.get(slug="heat-1996", type="movie").title == keep
    assert TitleRedirect.objects.get(slug="heet-1996", type="movie").title == keep


def test_the_kept_title_takes_the_ids_it_lacks() -> None:
    keep, gone = TitleFactory(), TitleFactory(imdb_id="tt0113277", record_key="tmdb:949")
    move = merged(keep, gone)
    keep.refresh_from_db()
    assert (keep.imdb_id, keep.record_key) == ("tt0113277", "tmdb:949")
    assert TitleRedirect.objects.get().imdb_id is None
    undo_move(move, None)
    keep.refresh_from_db()
    assert (keep.imdb_id, keep.record_key) == (None, None)
    assert title_by_id("tt0113277") == gone


def test_a_draft_that_names_the_title_names_the_kept_one(pair: tuple[Title, Title]) -> None:
    keep, gone = pair
    move = merged(keep, gone)
    assert Dossier.objects.get().get_latest_revision_as_object().title == keep
    undo_move(move, None)
    assert Dossier.objects.get().get_latest_revision_as_object().title == gone
    assert Revision.objects.get().content["title"] == gone.pk


def test_merge_then_undo_changes_nothing(pair: tuple[Title, Title]) -> None:
    before = snapshot()
    move = merged(*pair)
    assert snapshot() != before
    by = EditorFactory()
    EditorFactory._meta.model.objects.filter(pk__in=[by.pk, move.made_by_id]).delete()
    undo_move(TitleMove.objects.get(), None)
    assert snapshot() == before


def prune(seed: int) -> None:
    """Take half of everything away, another half for each seed."""
    chance = random.Random(seed)
    doomed: list[Callable[[], Any]] = []
    for pointer in pointers():
        if pointer.model not in (*SHOWN, Title):
            rows = pointer.model._base_manager.order_by("pk")
            doomed += [rows.filter(pk=row.pk).delete for row in rows if chance.random() < 0.5]
    for delete in doomed:
        delete()


@pytest.mark.parametrize("seed", range(12))
def test_whatever_two_titles_hold_undoing_their_merge_gives_it_back(
    pair: tuple[Title, Title], seed: int
) -> None:
    prune(seed)
    project([title.pk for title in pair])
    before = snapshot()
    undo_move(merge_titles(*pair, by=None), None)
    assert snapshot() == before


@pytest.mark.parametrize(("left", "right"), [(True, True), (True, False), (False, True)])
def test_what_no_word_tells_comes_back_too(left: bool, right: bool) -> None:
    """Titles that were loaded without words show what was loaded."""
    keep, gone = TitleFactory(name="Heat", runtime_minutes=170), TitleFactory(name="Heat 2")
    for title, has_words in ((keep, not left), (gone, not right)):
        TitleGenreFactory(title=title)
        CreditFactory(title=title)
        if has_words:
            word(title, "films-table", year=1995)
            project([title.pk])
    before = snapshot()
    undo_move(merge_titles(keep, gone, None), None)
    assert snapshot() == before


def test_a_title_without_anything_takes_over_what_the_other_shows() -> None:
    keep, gone = TitleFactory(), TitleFactory()
    CreditFactory(title=gone)
    merge_titles(keep, gone, None)
    assert Credit.objects.get().title == keep


def test_two_dossiers_in_one_language_are_not_merged(pair: tuple[Title, Title]) -> None:
    keep, gone = pair
    DossierFactory(title=keep)
    before = snapshot()
    with pytest.raises(CannotMove, match=r"tt0113277.*tt9900001.*each have a dossier.*Delete one"):
        merge_titles(keep, gone, None)
    assert snapshot() == before
    assert not TitleMove.objects.exists()


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: (film := TitleFactory(), film), "one title already"),
        (lambda: (TitleFactory(), SeriesFactory()), "only titles of one type"),
        (
            lambda: (whole := SeasonFactory(), SeasonFactory(parent=whole)),
            "a whole cannot be merged with its part",
        ),
    ],
)
def test_what_cannot_be_one_title_is_refused(make: Callable[[], tuple[Title, Title]], reason: str) -> None:
    keep, gone = make()
    with pytest.raises(CannotMove, match=reason):
        merge_titles(keep, gone, None)


def test_a_title_that_went_meanwhile_is_said_to_be_gone() -> None:
    keep, gone = TitleFactory(), TitleFactory()
    Title.objects.filter(pk=gone.pk).delete()
    with pytest.raises(CannotMove, match=rf"Title {gone.pk} is no longer there"):
        merge_titles(keep, gone, None)


def test_the_seasons_of_both_series_are_the_kept_one_s() -> None:
    keep, gone = SeriesFactory(), SeriesFactory()
    season = SeasonFactory(parent=gone, number=1)
    move = merge_titles(keep, gone, None)
    season.refresh_from_db()
    assert season.parent == keep
    undo_move(move, None)
    season.refresh_from_db()
    assert season.parent_id == gone.pk


def test_a_merge_under_another_is_undone_after_it() -> None:
    first, second, third = TitleFactory(), TitleFactory(), TitleFactory()
    before = snapshot()
    lower = merge_titles(first, second, None)
    upper = merge_titles(third, first, None)
    assert title_by_id(str(second.pk)) == third
    with pytest.raises(CannotMove, match="on top of it"):
        undo_move(lower, None)
    undo_move(upper, None)
    undo_move(lower, None)
    assert snapshot() == before


def test_a_merge_is_undone_once(pair: tuple[Title, Title]) -> None:
    move = merged(*pair)
    undo_move(move, None)
    with pytest.raises(CannotMove, match="undone before"):
        undo_move(move, None)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"slug": "heat-1996"}, "movie/heat-1996 belongs to"),
        ({"imdb_id": "tt9900001"}, "tt9900001 belongs to"),
    ],
)
def test_a_name_given_away_meanwhile_keeps_a_title_from_coming_back(
    pair: tuple[Title, Title], fields: dict[str, str], reason: str
) -> None:
    move = merged(*pair)
    TitleFactory(**fields)
    before = snapshot()
    with pytest.raises(CannotMove, match=reason):
        undo_move(move, None)
    assert snapshot() == before


def test_what_came_meanwhile_stays_and_what_went_is_not_missed(pair: tuple[Title, Title]) -> None:
    keep, gone = pair
    move = merged(keep, gone)
    new = OfferFactory(title=keep, provider=ProviderFactory(slug="stan"))
    Nomination.objects.all().delete()
    Source.objects.get(slug="ratings")
    TitleWord.objects.filter(source__slug="ratings").delete()
    undo_move(move, None)
    new.refresh_from_db()
    assert new.title == keep
    assert not Nomination.objects.filter(title=gone).exists()
    assert sorted(gone.words.values_list("source__slug", flat=True)) == ["films-table", "services"]


def test_a_relation_comes_back_to_where_its_other_end_went(pair: tuple[Title, Title]) -> None:
    """The other end of what was put aside may have been merged itself since."""
    keep, gone = pair
    third, fourth = Title.objects.get(name="L.A. Takedown"), TitleFactory()
    move = merged(keep, gone)
    merge_titles(fourth, third, None)
    undo_move(move, None)
    assert Relation.objects.filter(from_title=gone, to_title=fourth, kind="remake_of").exists()


@pytest.fixture
def both_in_one(pair: tuple[Title, Title]) -> Title:
    """One title that holds what was two films'."""
    keep, gone = pair
    merged(keep, gone)
    TitleMove.objects.all().delete()
    keep.refresh_from_db()
    return keep


def sources(*slugs: str) -> list[Source]:
    return list(Source.objects.filter(slug__in=slugs))


def test_what_a_source_told_goes_to_the_new_title(both_in_one: Title) -> None:
    tmdb = TitleId.objects.filter(title=both_in_one).latest("pk")
    ids = [("imdb", "tt0113277"), ("tmdb", tmdb.value)]
    move = split_title(both_in_one, sources("services", "ratings"), EditorFactory(), ids=ids)
    new = Title.objects.get(pk=move.journal["other"])
    both_in_one.refresh_from_db()
    assert (both_in_one.imdb_id, new.imdb_id, new.record_key) == (None, "tt0113277", "tt0113277")
    assert Offer.objects.filter(title=new).count() == 4
    assert Look.objects.filter(title=new).count() == 2
    assert [placing.rank for placing in new.placings.all()] == [1]
    assert Nomination.objects.filter(title=both_in_one).count() == 2
    assert Question.objects.get(fingerprint="a").title == new
    assert Question.objects.get(fingerprint="b").title == both_in_one
    assert TitleName.objects.filter(title=new, name="Fuego").exists()
    assert not TitleName.objects.filter(title=both_in_one, name="Fuego").exists()
    assert [external.value for external in new.ids.all()] == [tmdb.value]


def test_a_new_title_gets_an_address_that_nobody_ever_had(both_in_one: Title) -> None:
    TitleWord.objects.filter(source__slug="services").update(words={"name": "Heat", "year": 1996})
    move = split_title(both_in_one, sources("services"), None)
    # heat-1996 leads to the title it was merged into.
    assert Title.objects.get(pk=move.journal["other"]).slug == "heat-1996-2"
    move = split_title(both_in_one, sources("ratings"), None, ids=[("imdb", "tt0113277")])
    assert Title.objects.get(pk=move.journal["other"]).slug == "heat"


def test_split_then_undo_changes_nothing_but_that_the_new_address_leads_back(both_in_one: Title) -> None:
    tmdb = TitleId.objects.filter(title=both_in_one).latest("pk")
    before = snapshot()
    ids = [("imdb", "tt0113277"), ("tmdb", tmdb.value)]
    move = split_title(both_in_one, sources("services", "ratings"), None, ids=ids)
    assert snapshot() != before
    new = Title.objects.get(pk=move.journal["other"])
    undo_move(move, None)
    redirect = TitleRedirect.objects.get(slug=new.slug)
    assert (redirect.title, redirect.old_id) == (both_in_one, new.pk)
    redirect.delete()
    assert snapshot() == before


def test_what_came_to_the_new_title_goes_back_with_it(both_in_one: Title) -> None:
    move = split_title(both_in_one, sources("services"), None)
    new = Title.objects.get(pk=move.journal["other"])
    offer = OfferFactory(title=new, provider=ProviderFactory(slug="stan"))
    undo_move(move, None)
    offer.refresh_from_db()
    assert offer.title == both_in_one


@pytest.mark.parametrize(
    ("chosen", "ids", "reason"),
    [
        ([], [], "None of these sources has said anything"),
        (["awards"], [], "None of these sources has said anything"),
        (["films-table", "other-table", "services", "ratings"], [], "Nothing would stay"),
        (["services"], [("imdb", "tt0000001")], "has no id imdb tt0000001"),
    ],
)
def test_a_split_that_would_do_nothing_or_take_all_is_refused(
    both_in_one: Title, chosen: list[str], ids: list[tuple[str, str]], reason: str
) -> None:
    before = snapshot()
    with pytest.raises(CannotMove, match=reason):
        split_title(both_in_one, sources(*chosen), None, ids=ids)
    assert snapshot() == before


def test_a_rehearsal_says_what_would_be_done_and_does_nothing(pair: tuple[Title, Title]) -> None:
    before = snapshot()
    told = rehearse(lambda: merge_titles(*pair, by=None))
    assert ("offers", 2) in told.moved
    assert ("title word", 1) in told.aside
    assert told.refusal == ""
    assert snapshot() == before
    assert not TitleMove.objects.exists()


def test_a_rehearsal_says_why_it_cannot_be() -> None:
    told = rehearse(lambda: merge_titles(TitleFactory(), SeriesFactory(), None))
    assert "one type" in told.refusal


def test_a_merge_takes_no_more_queries_for_more_offers(
    pair: tuple[Title, Title], django_assert_max_num_queries: Any
) -> None:
    keep, gone = pair
    for _ in range(40):
        OfferFactory(title=gone)
    with django_assert_max_num_queries(200):
        merge_titles(keep, gone, None)
    assert connection.in_atomic_block
