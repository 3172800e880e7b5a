"""People who sign in: editors today; readers' accounts come later and are optional."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """An editor. The e-mail address is unique so that it can serve for signing in and for recovery."""

    email = models.EmailField(_("e-mail address"), unique=True)

    wagtail_reference_index_ignore = True
