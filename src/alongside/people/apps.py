from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "alongside.people"
    label = "people"

    def ready(self) -> None:
        from alongside.people import holds, leaving, menus, personal, sentences, slots, work  # noqa: F401  (the room's jobs)

        menus.fill()
        sentences.register()
        personal.collect()
        slots.fill()
        leaving.register(lambda person: (), holds.refuse)
