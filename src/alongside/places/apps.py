from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "alongside.places"
    label = "places"

    def ready(self) -> None:
        from alongside.places import papers, sentences, slots, work  # noqa: F401  (the room's jobs)

        papers.register()
        slots.fill()
        sentences.register()
