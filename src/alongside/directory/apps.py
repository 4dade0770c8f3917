"""The directory tells the rooms below what it brings."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "alongside.directory"
    label = "directory"

    def ready(self) -> None:
        from alongside.design.slots import Item, about_links, navigation
        from alongside.directory import policy, registry, sentences, slots, work  # noqa: F401  (the room's jobs)
        from alongside.directory.actions import by_mail, cards, changes, conditions, following, indexing, saying
        from alongside.directory.queries import confirmations, described, documents, news, owed, runners, towns
        from alongside.notices import news as notices
        from alongside.organisations import following as organisations
        from alongside.organisations import registry as found
        from alongside.people import erasing, mentions
        from alongside.places import names
        from alongside.record import threads
        from alongside.replies import confirmations as replies
        from alongside.replies import subjects
        from alongside.search import registry as search
        from alongside.terms import registry as terms

        navigation.add(Item(_("Find support"), "directory:find", order=10))
        about_links.add(Item(_("For professionals"), "directory:professionals", order=30))
        search.register(documents.KIND, documents.documents)
        names.register("directory", names.Source(towns.edition, towns.names))
        registry.with_service(indexing.index)
        registry.with_service(cards.write)
        registry.with_service(conditions.write)
        terms.on_change(indexing.terms_changed)
        subjects.register(changes.KIND, subjects.Subject(_("a change to read"), policy.APPROVE_IN_DAYS, owed.told_changes))
        subjects.register(saying.CORRECTION, subjects.Subject(_("a correction"), policy.CORRECT_IN_DAYS, owed.told_corrections))
        subjects.register(saying.ENQUIRY, subjects.Subject(_("a call for help"), policy.ASK_IN_DAYS, owed.told_enquiries))
        erasing.register("directory.contact", saying.erase_contacts)
        mentions.register("directory.correction", _("Something wrong with an entry"), "what")
        mentions.register("directory.enquiry", _("A call for help"), "need")
        replies.register(confirmations.to_confirm)
        replies.confirmed_by(
            confirmations.KIND, by_mail.still_true, show=confirmations.show, choose=by_mail.choose, tell=by_mail.tell
        )
        found.register(runners.at_postcode)
        found.on_change(following.renamed)
        notices.register(news.latest)
        sentences.register()
        threads.register(described.SERVICE, described.services)
        organisations.register(
            "services",
            organisations.Following(
                _("Services"),
                following.of,
                following.move,
                standing=following.standing,
                end=following.end,
                ended=following.ended,
                again=following.again,
            ),
        )
        organisations.register("sources", organisations.Following(_("Sources that know it"), following.runs, following.move_runs))
        slots.fill()
