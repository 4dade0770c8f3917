from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    name = "alongside.organisations"
    label = "organisations"

    def ready(self) -> None:
        from alongside.organisations import belonging, describing, mails, papers, sentences, slots, standing, work  # noqa: F401  (the room's jobs)
        from alongside.people import mentions

        mails.register()
        mentions.register("organisations.logentry", _("A talk in the contact log"), "spoke_with", "text", "next_step")
        mentions.register("organisations.claim", _("A claim, and how it was answered"), "how", "reason")
        mentions.register("organisations.claimnote", _("Something said about a claim"), "text")
        mentions.register("organisations.membership", _("What was said of a membership"), "reason")
        mentions.register("organisations.reportback", _("A report to a network"), "text")
        slots.fill()
        belonging.register()
        sentences.register()
        describing.register()
        papers.register()
        standing.register()
