from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "alongside.people"
    label = "people"

    def ready(self) -> None:
        from alongside.files import owners
        from alongside.people import consent, copies, holds, leaving, mentions, menus, personal, sentences, slots, work  # noqa: F401  (the room's jobs)

        menus.fill()
        sentences.register()
        personal.collect()
        owners.register(copies.OWNER, copies.may_open, is_sensitive=True)
        mentions.register("people.complaint", _("A complaint about data"), "what", "wants")
        mentions.register("people.hold", _("Why something is kept for now"), "why")
        slots.fill()
        consent.register(consent.SPEAK, consent.SPEAK_WORDING)
        leaving.register(lambda person: (), holds.refuse)
        leaving.register(lambda person: (), copies.let_go)
