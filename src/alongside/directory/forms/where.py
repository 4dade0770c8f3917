"""When and where a service runs."""

import datetime as dt
import re
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from alongside.design.forms import DayField, TimeInput
from alongside.directory.forms.base import Line, Part, Row, Text, rows
from alongside.directory.models import ServiceLocation
from alongside.directory.queries import facts as reading
from alongside.directory.queries.facts import Facts
from alongside.directory.queries.times import CODES, BadRule, Slot, Timetable, parse, sentences
from alongside.kit import words
from alongside.places import postcodes
from alongside.places import queries as places
from alongside.places.address import Precision

WAYS = (
    ("at_place", _("People come to a place")),
    ("at_home", _("Somebody comes to their home")),
    ("by_phone", _("By phone")),
    ("online", _("Online")),
)
KNOWN = (("", _("Not sure")), ("yes", _("Yes")), ("no", _("No")))
HOW = (
    ("weekly", _("Every week")),
    ("fortnightly", _("Every other week")),
    ("1", _("On the first of the month")),
    ("2", _("On the second of the month")),
    ("3", _("On the third of the month")),
    ("4", _("On the fourth of the month")),
    ("-1", _("On the last of the month")),
    ("kept", _("As it is")),
)
DAYS = tuple(zip(CODES, (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")), strict=True))


class Where(Part):
    """The second part: ways, dates when it is closed, and whom it serves. Places and times are rows of their own."""

    ways = forms.MultipleChoiceField(
        label=_("How does it reach people?"),
        choices=WAYS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one")},
    )
    times_text = Line(
        label=_("Anything else about when?"), required=False, max_length=300, help_text=_("Such as: in school term only.")
    )
    closed_on_holidays = forms.BooleanField(label=_("It is closed on bank holidays"), required=False)
    closed_on = Text(label=_("Other days when it is closed"), rows=3, help_text=_("One date on each line, such as 22 12 2026."))
    everywhere = forms.BooleanField(label=_("It is for people from the whole county"), required=False)
    patches = forms.MultipleChoiceField(
        label=_("Or only for people from some parts of it?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["patches"]
        field.choices = [(patch.slug, patch.name) for patch in places.patches()]  # type: ignore[attr-defined]
        if not field.choices:  # type: ignore[attr-defined]
            del self.fields["patches"]

    @classmethod
    def initial_of(cls, facts: Facts) -> dict[str, Any]:
        dates = [dt.date.fromisoformat(date) for date in facts.get("closed_on") or []]
        return super().initial_of(facts) | {
            "ways": [way for way, _label in WAYS if facts.get(way)],
            "closed_on": "\n".join(words.date(date) for date in dates),
        }

    def clean_closed_on(self) -> list[str]:
        field = DayField()
        lines = [line for line in self.cleaned_data["closed_on"].splitlines() if line.strip(" -")]
        try:
            dates = [field.clean(line.removeprefix("- ")) for line in lines]
        except forms.ValidationError as wrong:
            raise forms.ValidationError(_("Give each date like 22 12 2026, one on each line")) from wrong
        return sorted({date.isoformat() for date in dates if date})

    def facts(self) -> Facts:
        said = dict(self.cleaned_data)
        ways = said.pop("ways")
        return said | {way: way in ways for way, _label in WAYS}


class Known(forms.ChoiceField):
    """Yes, no, or nobody has said."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=KNOWN, required=False, widget=forms.Select(attrs={"class": "in--8"}), **options)


class Place(Row):
    """One address."""

    meaningful: ClassVar = ("name", "line_1", "line_2", "town", "postcode")

    name = Line(label=_("Name of the building"), required=False, max_length=200)
    line_1 = Line(label=_("Street and number"), required=False, max_length=200)
    line_2 = Line(label=_("Second line"), required=False, max_length=200)
    town = Line(label=_("Town or village"), required=False, max_length=120)
    postcode = Line(
        label=_("Postcode of the place"),
        required=False,
        max_length=10,
        help_text=_("We use it for the map and the distance."),
        widget=forms.TextInput(attrs={"class": "in--8", "autocomplete": "postal-code"}),
    )
    hidden = forms.BooleanField(
        label=_("Keep this address private"),
        required=False,
        help_text=_("It is never shown, nor put on a map. People are told to ring first."),
    )
    step_free = Known(label=_("Is it step-free?"))
    toilet = Known(label=_("Is there a toilet for wheelchair users?"))
    loop = Known(label=_("Is there a hearing loop?"))
    parking = Known(label=_("Is there blue badge parking?"))
    bus = Known(label=_("Is a bus stop near?"))
    access_text = Line(label=_("More about getting in"), required=False, max_length=300)

    @classmethod
    def initial_of(cls, facts: Facts) -> dict[str, Any]:
        """How the row stands for a location."""
        access = {
            str(key): {True: "yes", False: "no"}.get(facts.get("access", {}).get(key), "") for key in ServiceLocation.Access
        }
        return {key: facts.get(key) for key in (*reading.ADDRESS, "hidden", "access_text")} | access | {"row_id": facts.get("id")}

    def clean_postcode(self) -> str:
        given = self.cleaned_data["postcode"]
        if given:
            postcodes.validate(given)
        return postcodes.said(given) if given else ""

    def facts(self) -> Facts:
        said = self.cleaned_data
        access = {str(key): said[key] == "yes" for key in ServiceLocation.Access if said[key]}
        return {
            **{key: said.get(key, "") for key in reading.ADDRESS},
            "id": said["row_id"],
            "hidden": said["hidden"],
            "access": access,
            "access_text": said["access_text"],
            "latitude": None,
            "longitude": None,
            "precision": Precision.NONE.value,
        }


class Time(Row):
    """One time at which it runs. A rule that this row cannot show is kept as it is."""

    meaningful: ClassVar = ("days", "opens", "closes", "rule")

    how = forms.ChoiceField(label=_("How often?"), choices=HOW, widget=forms.Select(attrs={"class": "in--20"}))
    days = forms.MultipleChoiceField(
        label=_("On which days?"),
        choices=DAYS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one day")},
    )
    opens = forms.TimeField(label=_("Starts at"), widget=TimeInput, error_messages={"required": _("Say when it starts")})
    closes = forms.TimeField(label=_("Ends at"), widget=TimeInput, error_messages={"required": _("Say when it ends")})
    starts = DayField(
        label=_("First on"),
        required=False,
        help_text=_("Only for every other week: one day on which it happens, like 14 10 2026."),
    )
    rule = forms.CharField(required=False, widget=forms.HiddenInput)
    ends = forms.CharField(required=False, widget=forms.HiddenInput)
    location = forms.CharField(required=False, widget=forms.HiddenInput)

    @classmethod
    def initial_of(cls, facts: Facts) -> dict[str, Any]:
        """How the row stands for a time."""
        how, days = _how(facts["rule"])
        return {
            "row_id": facts.get("id"),
            "how": how,
            "days": days,
            "opens": facts["opens"],
            "closes": facts["closes"],
            "starts": dt.date.fromisoformat(facts["starts"]) if facts.get("starts") else None,
            "ends": facts.get("ends") or "",
            "location": facts.get("location") or "",
            "rule": facts["rule"] if how == "kept" else "",
        }

    @property
    def said(self) -> str:
        """The rule that is kept as it is, in words."""
        rule = str(self["rule"].value() or "")
        try:
            table = Timetable((Slot(rule, dt.time(0), dt.time(1)),))
            return sentences(table, today=dt.date.min).partition(",")[0] if rule else ""
        except BadRule:
            return ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self["how"].value() == "kept":
            self.fields["days"].required = False

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        opens, closes = said.get("opens"), said.get("closes")
        if opens and closes and closes <= opens:
            self.add_error("closes", _t("Choose a time after %(opens)s, when it starts") % {"opens": words.time(opens)})
        if said.get("how") == "fortnightly" and not said.get("starts") and "starts" not in self.errors:
            self.add_error("starts", _("Give one day on which it happens"))
        if said.get("how") == "kept":
            self._check_rule(said.get("rule", ""))
        return said

    def _check_rule(self, rule: str) -> None:
        try:
            parse(rule)
        except BadRule as wrong:
            self.add_error("how", str(wrong))

    def facts(self) -> Facts:
        said = self.cleaned_data
        return {
            "id": said["row_id"],
            "rule": said["rule"] if said["how"] == "kept" else _rule(said["how"], said["days"]),
            "opens": said["opens"].isoformat("minutes"),
            "closes": said["closes"].isoformat("minutes"),
            "starts": said["starts"].isoformat() if said["starts"] else None,
            "ends": said["ends"] if re.fullmatch(r"\d{4}-\d\d-\d\d", said["ends"]) else None,
            "location": said["location"] or None,
        }


def _how(rule: str) -> tuple[str, list[str]]:
    """How often and on which days, where the row can show the rule."""
    found = parse(rule)
    days = [CODES[day] for _nth, day in found.days]
    nths = {nth for nth, _day in found.days}
    if not found.monthly and found.every in (1, 2):
        return ("weekly", "fortnightly")[found.every - 1], days
    if found.monthly and found.every == 1 and len(nths) == 1 and str(*nths) in dict(HOW):
        return str(*nths), days
    return "kept", []


def _rule(how: str, days: list[str]) -> str:
    chosen = [code for code in CODES if code in days]
    if how == "weekly":
        return f"FREQ=WEEKLY;BYDAY={','.join(chosen)}"
    if how == "fortnightly":
        return f"FREQ=WEEKLY;INTERVAL=2;BYDAY={','.join(chosen)}"
    return f"FREQ=MONTHLY;BYDAY={','.join(how + day for day in chosen)}"


Places = rows(Place)
Times = rows(Time)
