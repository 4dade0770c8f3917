from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanConfig(AppConfig):
    name = "alongside.plan"
    label = "plan"

    def ready(self) -> None:
        from alongside.files import owners
        from alongside.notices import news
        from alongside.plan import following, policy, sentences, slots, work  # noqa: F401  (the room's rules of this place and its jobs)
        from alongside.plan.actions import by_mail, digest
        from alongside.plan.actions.action import KEEPS
        from alongside.plan.actions.reporting import EVIDENCE
        from alongside.plan.queries import asked, changes, plans
        from alongside.record import threads
        from alongside.replies import confirmations

        sentences.register()
        threads.register(plans.ACTION, plans.described_actions)
        threads.register(plans.PLAN, plans.described_plans)
        threads.say(KEEPS, _("What it keeps"), _("What came of it"))
        owners.register(EVIDENCE, plans.may_open_evidence)
        confirmations.register(asked.to_report)
        confirmations.register(asked.to_witness)
        confirmations.register(asked.to_follow)
        confirmations.confirmed_by(asked.REPORT, by_mail.still_so, show=asked.show_reports)
        confirmations.confirmed_by(asked.WITNESS, by_mail.seen_too, show=asked.show_witnesses)
        news.register(changes.latest)
        digest.register()
        following.register()
        slots.fill()
