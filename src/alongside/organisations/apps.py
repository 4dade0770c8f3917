from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "alongside.organisations"
    label = "organisations"

    def ready(self) -> None:
        from alongside.organisations import describing, sentences, slots

        slots.fill()
        sentences.register()
        describing.register()
