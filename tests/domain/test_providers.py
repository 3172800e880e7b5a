import pytest

from daybill.domain.errors import InvalidRecord
from daybill.domain.providers import ProviderWord, providers, resolve, usual_monetization


@pytest.mark.parametrize(
    ("word", "slug"),
    [
        ("Netflix", "netflix"),
        ("Disney Plus", "disney-plus"),
        ("Disney+", "disney-plus"),
        ("MGM+", "mgm-plus"),
        ("MGM Plus", "mgm-plus"),
        ("Paramount+", "paramount-plus"),
        ("Apple TV Store", "apple-tv"),
        ("Amazon Video", "amazon-video"),
        ("Amazon Prime Video", "prime-video"),
        ("BBC i", "bbc-iplayer"),
        ("STAN", "stan"),
        ("ABC iview", "abc-iview"),
    ],
)
def test_one_provider_has_one_slug(word: str, slug: str) -> None:
    assert resolve(word).slug == slug


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("Amazon Prime Video with Ads", ProviderWord("prime-video", "Prime Video", None, True, "with-ads")),
        (
            "Amazon Prime Video Free with Ads",
            ProviderWord("prime-video", "Prime Video", None, True, "free-with-ads"),
        ),
        ("Netflix Standard with Ads", ProviderWord("netflix", "Netflix", None, True, "standard-with-ads")),
        ("Paramount Plus Premium", ProviderWord("paramount-plus", "Paramount+", None, None, "premium")),
        (
            "Paramount Plus Basic with Ads",
            ProviderWord("paramount-plus", "Paramount+", None, True, "basic-with-ads"),
        ),
    ],
)
def test_a_plan_in_a_word_is_a_tier_and_no_provider(word: str, meaning: ProviderWord) -> None:
    assert resolve(word) == meaning


@pytest.mark.parametrize(
    ("word", "slug", "parent"),
    [
        ("Paramount+ Amazon Channel", "paramount-plus-amazon-channel", "prime-video"),
        ("HBO Max  Amazon Channel", "hbo-max-amazon-channel", "prime-video"),
        ("AMC Plus Apple TV Channel ", "amc-plus-apple-tv-channel", "apple-tv"),
        ("Starz Roku Premium Channel", "starz-roku-channel", "the-roku-channel"),
        ("MGM Plus Roku", "mgm-plus-roku-channel", "the-roku-channel"),
        ("HBO Max on U-Next", "hbo-max-on-u-next", "u-next"),
        ("Apple TV Amazon Channel", "apple-tv-amazon-channel", "prime-video"),
    ],
)
def test_a_channel_is_its_own_provider_inside_a_shop(word: str, slug: str, parent: str) -> None:
    assert (resolve(word).slug, resolve(word).parent) == (slug, parent)


def test_the_roku_channel_is_no_channel_of_another() -> None:
    assert resolve("The Roku Channel") == ProviderWord("the-roku-channel", "The Roku Channel")


def test_an_unknown_word_keeps_its_name_without_its_spaces() -> None:
    word = resolve("Movistar Plus+ Ficción Total ")
    assert word == ProviderWord("movistar-plus-ficcion-total", "Movistar Plus+ Ficción Total")


def test_a_word_without_letters_is_refused() -> None:
    with pytest.raises(InvalidRecord):
        resolve(" ?! ")


def test_the_nature_of_a_provider_says_what_a_bare_listing_means() -> None:
    found = [usual_monetization(s) for s in ("kanopy", "tubi", "netflix", "nobody-knows")]
    assert found == ["free", "ads", "flatrate", "flatrate"]


def test_every_name_and_alias_resolves_to_its_own_row() -> None:
    for slug, row in providers().items():
        assert {resolve(word).slug for word in (row.name, *row.aliases)} == {slug}
