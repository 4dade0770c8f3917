from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "alongside.places"
    label = "places"

    def ready(self) -> None:
        from alongside.places import sentences, slots

        slots.fill()
        sentences.register()
