from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "alongside.places"
    label = "places"

    def ready(self) -> None:
        from alongside.kit import adjustable
        from alongside.places import papers, queries, sentences, slots, work  # noqa: F401  (the room's jobs)

        adjustable.read_from(queries.rules_set)
        papers.register()
        slots.fill()
        sentences.register()
