"""What crawlers are asked to leave alone."""

from django.http import HttpRequest, HttpResponse

_RULES = "User-agent: *\nDisallow: /admin/\nDisallow: /search/\nDisallow: /choose/\nDisallow: /*?as_of=\n"


def robots(request: HttpRequest) -> HttpResponse:
    """``/robots.txt``"""
    return HttpResponse(_RULES, content_type="text/plain")
