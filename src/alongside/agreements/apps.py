from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgreementsConfig(AppConfig):
    name = "alongside.agreements"
    label = "agreements"

    def ready(self) -> None:
        from alongside.agreements import following, policy, sentences, signing_ready, signing_work, slots, upkeep, work  # noqa: F401  (the room's jobs)
        from alongside.agreements.actions.commenting import KIND
        from alongside.agreements.queries import comments, standing
        from alongside.replies import subjects

        subjects.register(
            KIND,
            subjects.Subject(label=_("a comment on an agreement"), days=policy.ANSWER_COMMENT_IN, describe=comments.describe),
        )
        following.register()
        sentences.register()
        standing.register()
        slots.fill()
        signing_ready.register()
        upkeep.register()
