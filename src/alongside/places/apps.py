from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "alongside.places"
    label = "places"

    def ready(self) -> None:
        from alongside.places import slots

        slots.fill()
