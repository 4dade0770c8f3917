"""Says at the start, and not when the first mail waits, that the mail server or the mailbox is written down wrongly."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured

from alongside.notices.mailbox import place_of
from alongside.notices.post import server_of


def mail_server(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    try:
        if settings.SMTP_URL:
            server_of(settings.SMTP_URL)
    except ImproperlyConfigured as reason:
        return [Error(str(reason), id="notices.E001")]
    return []


def mailbox(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    try:
        if settings.RETURNS_URL:
            place_of(settings.RETURNS_URL)
    except ImproperlyConfigured as reason:
        return [Error(str(reason), id="notices.E002")]
    return []
