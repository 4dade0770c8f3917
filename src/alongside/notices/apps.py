from django.apps import AppConfig
from django.core import checks


class NoticesConfig(AppConfig):
    name = "alongside.notices"
    label = "notices"

    def ready(self) -> None:
        from alongside.notices import work  # noqa: F401  (the room's jobs)
        from alongside.notices.checks import mail_server

        checks.register(mail_server)
