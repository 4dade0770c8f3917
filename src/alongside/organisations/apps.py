from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "alongside.organisations"
    label = "organisations"

    def ready(self) -> None:
        from alongside.organisations import describing, sentences, slots, standing, work  # noqa: F401  (the room's jobs)

        slots.fill()
        sentences.register()
        describing.register()
        standing.register()
