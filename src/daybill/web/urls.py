"""Every address of a site. What others rely on is held by tests/web/test_contract.py."""

from django.urls import include, path, re_path, register_converter
from wagtail.admin import urls as wagtailadmin_urls

from .pages import awards, choose, citations, home, person, provider, publisher, robots, search, title
from .place import PlaceConverter

register_converter(PlaceConverter, "place")

urlpatterns = [
    path("", home.choose_country, name="choose-country"),
    path("choose/", choose.choose, name="choose"),
    path("search/", search.search_page, name="search"),
    re_path(r"^(?P<slug>about|privacy|disclosure)/$", publisher.publisher_page, name="publisher-page"),
    path("robots.txt", robots.robots, name="robots"),
    path("api/v1/", include("daybill.api.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("<place:place>/", home.country_home, name="country"),
    path("<place:place>/awards/", awards.awards_page, name="awards"),
    path("<place:place>/awards/<slug:body>/<int:year>/", awards.ceremony_page, name="ceremony"),
    path("<place:place>/person/<slug:slug>/", person.person_page, name="person"),
    path("<place:place>/provider/<slug:slug>/", provider.provider_page, name="provider"),
    re_path(
        r"^(?P<place>[A-Za-z]{2}(?:-[A-Za-z]{2,3})?)/(?P<title_type>movie|series)/(?P<slug>[-a-zA-Z0-9_]+)/$",
        title.title_page,
        name="title",
    ),
    re_path(
        r"^(?P<place>[A-Za-z]{2}(?:-[A-Za-z]{2,3})?)/(?P<title_type>movie|series)/(?P<slug>[-a-zA-Z0-9_]+)/"
        r"citations\.(?P<ending>json|bib)$",
        citations.citations,
        name="citations",
    ),
]

handler404 = "daybill.web.pages.errors.not_found"
handler500 = "daybill.web.pages.errors.server_error"
