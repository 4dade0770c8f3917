from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "alongside.agreements"
    label = "agreements"

    def ready(self) -> None:
        from alongside.agreements import signing_ready, signing_work  # noqa: F401  (the room's jobs)

        signing_ready.register()
