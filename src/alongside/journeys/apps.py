"""The flows tell the rooms below what they bring."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JourneysConfig(AppConfig):
    name = "alongside.journeys"
    label = "journeys"

    def ready(self) -> None:
        from alongside.journeys import following, mails, parting, renewals, slots, telling, work  # noqa: F401  (the room's jobs)
        from alongside.journeys import policy as ours
        from alongside.journeys.actions import claiming, complaining, joining, leaving, reporting
        from alongside.organisations import policy
        from alongside.replies import subjects

        subjects.register(
            claiming.KIND, subjects.Subject(_("a claim"), policy.CLAIM_IN_DAYS, telling.told_claims, any_officer=True)
        )
        subjects.register(
            leaving.KIND,
            subjects.Subject(_("a group without a lead"), policy.CLAIM_IN_DAYS, telling.told_leaderless, any_officer=True),
        )
        subjects.register(
            complaining.KIND,
            subjects.Subject(
                _("a complaint about data"), ours.COMPLAINT_IN_DAYS, telling.told_complaints, telling.NEXT_STEP, prefix="DATA"
            ),
        )
        subjects.register(
            joining.KIND,
            subjects.Subject(_("a wish to be a member"), policy.JOIN_IN_DAYS, telling.told_members, any_officer=True),
        )
        subjects.register(
            reporting.KIND,
            subjects.Subject(_("a report to a network"), policy.REPORT_IN_DAYS, telling.told_reports, asks_itself=True),
        )
        mails.register()
        renewals.register()
        slots.fill()
        parting.register()
        following.register()
