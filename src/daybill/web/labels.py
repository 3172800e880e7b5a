"""The words for what the catalogue stores as slugs and codes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from daybill.domain.offers import Group, Monetization

GENRES = {
    "action": _("Action"),
    "adventure": _("Adventure"),
    "animation": _("Animation"),
    "biography": _("Biography"),
    "comedy": _("Comedy"),
    "crime": _("Crime"),
    "documentary": _("Documentary"),
    "drama": _("Drama"),
    "family": _("Family"),
    "fantasy": _("Fantasy"),
    "film-noir": _("Film noir"),
    "history": _("History"),
    "horror": _("Horror"),
    "music": _("Music"),
    "musical": _("Musical"),
    "mystery": _("Mystery"),
    "news": _("News"),
    "reality": _("Reality"),
    "romance": _("Romance"),
    "science-fiction": _("Science fiction"),
    "short": pgettext_lazy("genre", "Short"),
    "sport": _("Sport"),
    "talk-show": _("Talk show"),
    "thriller": _("Thriller"),
    "war": _("War"),
    "western": _("Western"),
}

TYPES = {"movie": _("Film"), "series": _("Series"), "season": _("Season"), "episode": _("Episode")}

GROUPS = {
    Group.MINE: _("With what you have"),
    Group.FREE: _("Free"),
    Group.ADS: _("Free with ads"),
    Group.SUBSCRIPTION: _("With a subscription"),
    Group.RENT: _("Rent"),
    Group.BUY: _("Buy"),
    Group.CINEMA: _("In cinemas"),
}

MONETIZATIONS = {
    Monetization.FLATRATE: _("Subscription"),
    Monetization.ADS: _("Free with ads"),
    Monetization.FREE: _("Free"),
    Monetization.RENT: _("Rent"),
    Monetization.BUY: _("Buy"),
    Monetization.CINEMA: _("Cinema"),
}

QUALITIES = {"sd": _("SD"), "hd": _("HD"), "4k": _("4K")}

ROLES = {
    "director": _("Director"),
    "writer": _("Writer"),
    "creator": _("Creator"),
    "actor": _("Cast"),
    "composer": _("Music"),
    "cinematographer": _("Cinematography"),
    "editor": _("Editing"),
    "producer": _("Producer"),
}

RELATIONS = {
    "remake_of": _("A remake of"),
    "sequel_of": _("A sequel of"),
    "same_story": _("Tells the same story as"),
}
RELATIONS_BACK = {
    "remake_of": _("Remade as"),
    "sequel_of": _("Followed by"),
    "same_story": _("Tells the same story as"),
}
