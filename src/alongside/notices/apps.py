from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext


class NoticesConfig(AppConfig):
    name = "alongside.notices"
    label = "notices"

    def ready(self) -> None:
        from alongside.notices import actions, following, slots, work  # noqa: F401  (the room's jobs)
        from alongside.notices.checks import mail_server, mailbox
        from alongside.people import erasing
        from alongside.record import sentences

        checks.register(mail_server)
        checks.register(mailbox)
        slots.fill()
        following.register()
        erasing.mention(actions.forget_mentions)
        erasing.ours("notices.mail", "notices.returned")
        sentences.register("notices.sent_again", lambda event: gettext("Sent again"))
        sentences.register("notices.stopped", lambda event: gettext("Mails stopped"))
        sentences.register("notices.wanted_again", lambda event: gettext("Mails wanted again"))
        sentences.register("notices.settled", lambda event: gettext("What came back was dealt with"))
        sentences.register("notices.test_sent", lambda event: gettext("Test mail sent"))
        sentences.register("notices.test_arrived", lambda event: gettext("Test mail arrived"))
