from django.apps import AppConfig


class RepliesConfig(AppConfig):
    name = "alongside.replies"
    label = "replies"

    def ready(self) -> None:
        from alongside.replies import sentences, work  # noqa: F401  (the room's jobs)

        sentences.register()
