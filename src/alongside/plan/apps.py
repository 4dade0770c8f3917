from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanConfig(AppConfig):
    name = "alongside.plan"
    label = "plan"

    def ready(self) -> None:
        from alongside.files import owners
        from alongside.plan import policy, sentences, slots  # noqa: F401  (the room's rules of this place)
        from alongside.plan.actions.planning import KEEPS
        from alongside.plan.actions.reporting import EVIDENCE
        from alongside.plan.queries import plans
        from alongside.record import threads

        sentences.register()
        threads.register(plans.ACTION, plans.described_actions)
        threads.register(plans.PLAN, plans.described_plans)
        threads.say(KEEPS, _("What it keeps"), _("What came of it"))
        owners.register(EVIDENCE, plans.may_open_evidence)
        slots.fill()
