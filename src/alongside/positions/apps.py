from django.apps import AppConfig


class PositionsConfig(AppConfig):
    name = "alongside.positions"
    label = "positions"

    def ready(self) -> None:
        from alongside.positions import following, sentences, slots, work  # noqa: F401  (the room's jobs)

        following.register()
        sentences.register()
        slots.fill()
