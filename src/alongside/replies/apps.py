from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RepliesConfig(AppConfig):
    name = "alongside.replies"
    label = "replies"

    def ready(self) -> None:
        from alongside.organisations import following as organisations
        from alongside.people import mentions
        from alongside.replies import following, mails, sentences, slots, work  # noqa: F401  (the room's jobs)

        organisations.register(
            "replies",
            organisations.Following(
                _("Answers owed"), following.of, following.move, standing=following.standing, end=following.end
            ),
        )
        organisations.register("covers", organisations.Following(_("Who covers there"), following.covers, following.move_covers))
        mentions.register("replies.owedreply", _("What was asked, and the answer"), "title", "answer")
        mentions.register("replies.turn", _("What was said on the way to an answer"), "text")
        sentences.register()
        mails.register()
        slots.fill()
