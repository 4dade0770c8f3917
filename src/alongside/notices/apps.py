from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext


class NoticesConfig(AppConfig):
    name = "alongside.notices"
    label = "notices"

    def ready(self) -> None:
        from alongside.notices import work  # noqa: F401  (the room's jobs)
        from alongside.notices.checks import mail_server
        from alongside.record import sentences

        checks.register(mail_server)
        sentences.register("notices.sent_again", lambda event: gettext("Sent again"))
