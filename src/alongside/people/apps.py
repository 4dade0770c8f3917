from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "alongside.people"
    label = "people"

    def ready(self) -> None:
        from alongside.files import owners
        from alongside.people import consent, copies, holds, leaving, menus, personal, sentences, slots, work  # noqa: F401  (the room's jobs)

        menus.fill()
        sentences.register()
        personal.collect()
        owners.register(copies.OWNER, copies.may_open, is_sensitive=True)
        slots.fill()
        consent.register(consent.SPEAK, consent.SPEAK_WORDING)
        leaving.register(lambda person: (), holds.refuse)
        leaving.register(lambda person: (), copies.let_go)
