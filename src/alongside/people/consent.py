"""Consent to show how somebody is reached, in the same words in every room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Publish(models.TextChoices):
    """Whether a contact may be shown. Unknown is not shown: consent is never invented."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")
