from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "alongside.organisations"
    label = "organisations"

    def ready(self) -> None:
        from alongside.organisations import belonging, describing, mails, papers, sentences, slots, standing, work  # noqa: F401  (the room's jobs)

        mails.register()
        slots.fill()
        belonging.register()
        sentences.register()
        describing.register()
        papers.register()
        standing.register()
