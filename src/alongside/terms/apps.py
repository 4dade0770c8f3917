from django.apps import AppConfig


class TermsConfig(AppConfig):
    name = "alongside.terms"
    label = "terms"

    def ready(self) -> None:
        from alongside.terms import sentences, slots

        slots.fill()
        sentences.register()
