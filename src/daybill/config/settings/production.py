"""The site as readers get it; its address decides how strict the transport is."""

from daybill.config.settings.base import *  # noqa: F403
from daybill.config.settings.base import DAYBILL

if DAYBILL.is_https:
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
