from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "alongside.jobs"
    label = "jobs"

    def ready(self) -> None:
        from alongside.jobs import work  # noqa: F401
