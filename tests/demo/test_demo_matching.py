from demo.drafts import Catalogue, Credit, Draft
from demo.matching import AMBIGUOUS, CONTRADICTED, UNKNOWN, TitleIndex, Wanted
from demo.people import People
from demo.sources.au_films import identify


def film(key: str, name: str, year: int, director: str = "", type_: str = "movie") -> Draft:
    draft = Draft(key, type_)
    draft.call(name, "test")
    draft.say("year", year, "test")
    if director:
        draft.credits.append(Credit(director, "director", 1, "test"))
    return draft


def wanted(name: str, year: int, director: str = "", **more: bool) -> Wanted:
    return Wanted(name, frozenset({year}), "movie", frozenset({director} if director else ()), **more)


def test_name_and_year_find_the_only_title() -> None:
    index = TitleIndex([film("a", "Heat", 1995), film("b", "Heat", 1986), film("c", "The Heat", 2013)])
    assert index.find(wanted("HEAT!", 1995)).draft is not None
    assert index.find(wanted("Heat", 2013)).reason == UNKNOWN


def test_between_two_of_one_name_and_year_the_director_decides_or_nobody() -> None:
    index = TitleIndex(
        [film("a", "Robin Hood", 1991, "John Irvin"), film("b", "Robin Hood", 1991, "Kevin Reynolds")]
    )
    found = index.find(wanted("Robin Hood", 1991, "john irvin")).draft
    assert found
    assert found.key == "a"
    assert index.find(wanted("Robin Hood", 1991)).reason == AMBIGUOUS


def test_another_director_contradicts_and_another_spelling_does_not() -> None:
    index = TitleIndex(
        [film("a", "Prada", 2006, "David Frankel"), film("b", "My Sassy Girl", 2001, "Kwak Jae-yong")]
    )
    assert index.find(wanted("Prada", 2006, "david fincher")).reason == CONTRADICTED
    assert index.find(wanted("My Sassy Girl", 2001, "jae young kwak")).draft


def test_a_year_off_by_one_needs_a_witness_or_the_only_name() -> None:
    index = TitleIndex([film("a", "Casablanca", 1942, "Michael Curtiz")])
    assert index.find(wanted("Casablanca", 1943)).draft is None
    assert index.find(wanted("Casablanca", 1943, "michael curtiz")).draft
    assert index.find(wanted("Casablanca", 1943, is_sole=True)).draft
    assert index.find(wanted("Casablanca", 1944, is_sole=True)).draft is None


def test_a_name_cut_at_its_apostrophe_is_completed_by_year_and_director() -> None:
    index = TitleIndex(
        [film("a", "Ocean's Eleven", 2001, "Steven Soderbergh"), film("b", "Oceans Apart", 2001)]
    )
    found, _ = identify(index, "Ocean", 2001, "Steven Soderbergh")
    assert found
    assert found.key == "a"
    assert identify(index, "Ocean", 2001, "Somebody Else")[0] is None


def test_what_was_glued_to_a_name_is_taken_off() -> None:
    index = TitleIndex([film("a", "Creed", 2015, "Ryan Coogler")])
    found, _ = identify(index, "Creed (Live Show)", 2015, "Ryan Coogler")
    assert found
    assert found.key == "a"


def catalogue_with(*rows: tuple[str, str, tuple[str, str] | None]) -> Catalogue:
    catalogue = Catalogue()
    for title, name, person in rows:
        catalogue.title(title).credits.append(Credit(name, "director", 1, "test", "", person))
        if person:
            catalogue.know_person(person, name)
    return catalogue


def test_two_ids_on_one_title_under_one_name_are_one_person() -> None:
    people = People(
        catalogue_with(("t", "Ann Lee", ("justwatch", "7")), ("t", "Ann Lee", ("imdb", "nm0000001")))
    )
    assert people.key("t", "Ann Lee", ("justwatch", "7")) == "nm0000001"


def test_two_imdb_ids_are_never_one_person() -> None:
    people = People(
        catalogue_with(("t", "Ann Lee", ("imdb", "nm0000001")), ("u", "Ann Lee", ("imdb", "nm0000002")))
    )
    assert people.key("u", "Ann Lee", ("imdb", "nm0000002")) == "nm0000002"
    assert people.key("v", "Ann Lee") == "name:ann-lee"
    assert people.key("t", "Ann Lee") == "nm0000001"
    assert people.sole("Ann Lee") is None


def test_a_bare_name_joins_the_only_person_who_has_it() -> None:
    people = People(catalogue_with(("t", "Zoë Kazan", ("justwatch", "9"))))
    assert people.key("u", "Zoe Kazan") == "jw:9"
    assert people.key("u", "Nobody Else") == "name:nobody-else"
