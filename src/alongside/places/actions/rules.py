"""Setting a rule of the house otherwise for this place, and taking that back."""

from django.db import models, transaction
from django.utils.translation import gettext as _

from alongside.kit import adjustable, clock
from alongside.kit.adjustable import Days, Number
from alongside.places.actions.patches import WrongMove
from alongside.places.models import SetRule
from alongside.record import actions as record


@transaction.atomic
def set_rule(rule: Number | Days, number: int, *, by: models.Model) -> SetRule:
    """From now on this holds here. Raises WrongMove for a number outside the limits."""
    if not rule.at_least <= number <= rule.at_most:
        limits = {"least": rule.said(rule.at_least), "most": rule.said(rule.at_most)}
        raise WrongMove(_("Choose a number from %(least)s to %(most)s.") % limits)
    held = SetRule.objects.select_for_update().filter(name=rule.name).first()
    before = held.number if held else rule.default
    facts = {"number": number, "before": before, "set_at": clock.now(), "set_by": by.pk}
    if before == number and held:
        return held
    kept, _new = SetRule.objects.update_or_create(name=rule.name, defaults=facts)
    record.write("places.rule_set", on=kept, by=by, facts={"rule": rule.name, "from": before, "to": number})
    transaction.on_commit(adjustable.look_again)
    adjustable.look_again()
    return kept


def undo_rule(rule: Number | Days, *, by: models.Model) -> SetRule:
    """What held before holds again. Done twice, it is as it was."""
    held = SetRule.objects.filter(name=rule.name).first()
    if held is None:
        raise WrongMove(_("This rule was never changed here."))
    return set_rule(rule, held.before, by=by)
