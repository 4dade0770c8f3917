from django.apps import AppConfig


class OpenReferralConfig(AppConfig):
    name = "alongside.openreferral"
    label = "openreferral"

    def ready(self) -> None:
        from alongside.directory import registry
        from alongside.openreferral import work  # noqa: F401  (the room's jobs)
        from alongside.openreferral.actions import publishing

        registry.with_service(publishing.write)
