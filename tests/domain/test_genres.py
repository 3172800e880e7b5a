import pytest

from daybill.domain.genres import GENRES, genres_from, read_genres


@pytest.mark.parametrize(
    ("source", "words", "genres"),
    [
        ("justwatch-titles", ["scifi", "documentation", "european"], ("science-fiction", "documentary")),
        ("justwatch-api", ["scf", "act", "trl", "hrr"], ("science-fiction", "action", "thriller", "horror")),
        ("tmdb", ["Science Fiction", "TV Movie"], ("science-fiction",)),
        (
            "tmdb",
            ["Sci-Fi & Fantasy", "Action & Adventure"],
            ("science-fiction", "fantasy", "action", "adventure"),
        ),
        (
            "movietweetings",
            ["Sci-Fi", "Film-Noir", "Biography"],
            ("science-fiction", "film-noir", "biography"),
        ),
        ("kaggle-netflix", ["International TV Shows", "TV Dramas", "Crime TV Shows"], ("drama", "crime")),
        ("kaggle-hulu", ["Drama", "drama"], ("drama",)),
        ("au-films", ["Sport", "Supernatural"], ("sport",)),
    ],
)
def test_words_of_each_source_come_to_the_list(
    source: str, words: list[str], genres: tuple[str, ...]
) -> None:
    assert genres_from(source, words) == genres


def test_an_unknown_word_is_handed_back_and_not_guessed() -> None:
    read = read_genres("tmdb", ["Drama", "Zither Western-ish"])
    assert read.genres == ("drama",)
    assert read.unknown == ("Zither Western-ish",)


def test_a_three_letter_code_means_nothing_outside_justwatch() -> None:
    assert read_genres("kaggle-hulu", ["trl"]).unknown == ("trl",)


def test_every_label_is_the_slug_in_words() -> None:
    assert all(label.casefold().replace(" ", "-") == slug for slug, label in GENRES.items())
