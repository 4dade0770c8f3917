"""What the gallery shows: every component with its odd cases, and what it says about itself at its top."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import yaml
from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from slippers.props import Props
from slippers.templatetags.slippers import extract_template_parts

from alongside.design import accent, stylesheet
from alongside.design.forms import DayField, Hinted, TimeInput
from alongside.design.maps import Pin, Town, svg
from alongside.design.plots import Bar, bars
from alongside.design.props import Words

TEMPLATES = Path(__file__).parent / "templates"
SHOWN = (
    "paper",
    "sheet",
    "tint",
    "tint-2",
    "ink",
    "ink-2",
    "accent",
    "accent-soft",
    "accent-deep",
    "ok",
    "warn",
    "bad",
    "edge",
    "visited",
)
SECTORS = ("voluntary", "council", "health", "public", "business")


@dataclass(frozen=True, slots=True)
class Section:
    """One component: its tag, what it is for, what it is given, and where its examples are."""

    name: str
    about: str
    given: list[tuple[str, str]]
    example: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the look that has classes of its own and no tag."""

    name: str
    heading: str | Promise
    about: str | Promise

    @property
    def example(self) -> str:
        return f"design/gallery/part-{self.name}.html"


def parts() -> list[Part]:
    """What is no component: type, colour, buttons, fields, pictures."""
    return [
        Part("type", _("Type"), _("Serif for headings and for people’s own words. Sans for the rest.")),
        Part("colours", _("Colours"), _("Roles, not paints. The accent is the place’s own. Text needs 4.5 to 1.")),
        Part("buttons", _("Buttons and links"), _("One strong button in view. 44 px at least.")),
        Part("forms", _("Form fields"), _("Label, hint, error, field: in this order, always.")),
        Part("hit", _("A service in a list"), _("A plain partial, since lists of it are long.")),
        Part("map", _("Map"), _("Drawn by the server. Its list is the text.")),
        Part("plot", _("Plot"), _("A plot is its table, drawn.")),
        Part("rtl", _("Right to left"), _("The same markup with another direction. Nothing is written twice.")),
    ]


def sections() -> list[Section]:
    """Every component that `components.yaml` lists, in its order."""
    listed = yaml.safe_load((TEMPLATES / "components.yaml").read_text())["components"]
    return [_section(name, TEMPLATES / path) for name, path in listed.items()]


def _section(name: str, path: Path) -> Section:
    matter, _body = extract_template_parts(path.read_text())
    props = Props.from_string({}, matter)
    about = " ".join(line.removeprefix("# ") for line in matter.splitlines() if line.startswith("# "))
    given = [(word, _kind(kind, props.defaults.get(word, ...))) for word, kind in props.types.items()]
    return Section(name, about, given, f"design/gallery/{name}.html")


def _kind(kind: Any, default: Any) -> str:
    """A type as a person reads it: the words it may be, else its name; and whether it may be left out."""
    words = get_args(kind)
    if words and isinstance(words[0], str):
        shown = ", ".join(f"“{word}”" for word in words if word)
    else:
        shown = kind.__name__ if isinstance(kind, type) else str(kind).replace(str(Words), "words").replace("typing.", "")
    return shown if default is ... else _optional(shown)


def _optional(shown: str) -> str:
    return str(_("%(kind)s, if wanted")) % {"kind": shown}


class Example(forms.Form):
    """Every kind of field once."""

    name = forms.CharField(label=_("What do people call it?"), help_text=_("The name on the poster. Not the name of your group."))
    about = forms.CharField(label=_("What happens there?"), widget=forms.Textarea(attrs={"rows": 4}), required=False)
    starts = DayField(label=_("When does it start?"))
    opens = forms.TimeField(label=_("Opens at"), widget=TimeInput)
    days = forms.MultipleChoiceField(
        label=_("On which days?"),
        choices=[(day, day) for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")],
        widget=forms.CheckboxSelectMultiple,
    )
    cost = forms.ChoiceField(
        label=_("What does it cost?"),
        help_text=_("As people would say it on the phone."),
        choices=[
            ("no", _("Nothing")),
            ("gift", Hinted(_("A gift, if you like"), _("Nobody is asked at the door"))),
            ("fee", _("A fixed price")),
        ],
        widget=forms.RadioSelect,
    )
    access = forms.ChoiceField(
        label=_("How do people get in?"), choices=[("level", _("Step-free from the street")), ("stairs", _("Stairs only"))]
    )
    agreed = forms.BooleanField(label=_("Our board has decided this"), help_text=_("The minutes say so"))


def example() -> Mapping[str, Any]:
    """What the examples are made of. All invented."""
    return {
        "plain": Example(auto_id="plain-%s", initial={"days": ["Tue"], "cost": "gift"}),
        "wrong": Example({"name": "", "starts": "14th of Octember", "opens": "25:00", "access": "level"}, auto_id="wrong-%s"),
        "colours": [_colour(name) for name in SHOWN],
        "many": [["voluntary"] * 46 + ["voluntary part"] * 4, ["council"] * 4, ["health"] * 7 + ["health mute"], ["public"] * 2, ["business"] * 2],
        "some": [["voluntary"] * 19 + ["voluntary part"] * 2 + ["voluntary no"], ["council"] * 6, ["health"] * 6 + ["health part", "health mute"], ["public"] * 2, ["business", "business no"]],
        "one": [["voluntary"]],
        "asked": [["voluntary mute"] * 3, ["council mute"] * 2],
        "actions": [["done"] * 3 + ["run"] * 3 + ["warn", "bad", "mute", "no"]],
        "map": svg(pins=_pins(), you=(53.23, -0.54), outlines=_outlines(), towns=_towns()),
        "bare_map": svg(pins=[Pin(53.23, -0.54, number) for number in range(1, 8)]),
        "plot": bars([Bar("Company", 124), Bar("Food and fuel", 96), Bar("Getting about", 31), Bar("Advice on debt, benefits and housing in one place", 7), Bar("A piano", 0)], caption=str(_("What people looked for in October")), number=str(_("Searches"))),
        "sector_plot": bars([Bar("Voluntary", 1180, "voluntary"), Bar("Council", 79, "council"), Bar("Health", 4, "health", "fewer than 10")], caption=str(_("Answers in time, by sector")), number=str(_("Answers"))),
        "answer_rows": [("Name", "Wednesday Wool", "#answers"), ("E-mail", "", "#answers"), ("Days and times", "Wednesdays and first Fridays,\n10 am to noon", "#answers")],
        "some_tally": [(34, "agree"), (3, "agree with a reservation"), (2, "cannot agree yet"), (1, "not answered")],
        "action_tally": [(3, "done"), (3, "on track"), (1, "at risk"), (1, "off track"), (1, "not reported"), (1, "not started")],
        "chips_on": [("Within 5 miles", "#chips"), ("Adults", "#chips")],
        "chips_links": [("Feeling lonely", "#chips"), ("Food and fuel", "#chips")],
        "fact_rows": [("Cost", "Free"), ("Area it serves", "Otterdale, Marl Vale, and anyone registered with a surgery in either")],
        "key_pairs": [
            (("ok", "On track", ""), ("ok", "They see it too", "")),
            (("ok", "On track", ""), ("warn", "In doubt", "NHS: “Two numbers still ring out.”")),
            (("silent", "Not reported", "Was due 30 October"), ("idle", "Not asked yet", "")),
            (("done", "Done", ""), ("bad", "Not so", "Voluntary sector and one council: “The form is the same as before, with a new logo.”")),
            (("", "Paused", "By the board, 2 July"), ("silent", "Not answered", "")),
        ],
        "step_rows": [("You apply", "Five questions."), ("Colm answers by Monday", "By name and date."), ("You start", "")],
        "week_days": [("Mon", ["9–5"]), ("Tue", ["9–5"]), ("Wed", ["9–5", "7–9"]), ("Thu", []), ("Fri", ["9–1"]), ("Sat", []), ("Sun", [])],
        "pages": _Pages(first=21, last=40, total=64, number=2, has_next=True, has_previous=True),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Pages:
    first: int
    last: int
    total: int
    number: int
    has_next: bool
    has_previous: bool


def _colour(name: str) -> dict[str, Any]:
    light, dark = stylesheet.tokens()[name]
    paper = stylesheet.tokens()["paper"]
    return {
        "name": name,
        "fill": f"var(--{name})",
        "light": light,
        "dark": dark,
        "by_day": f"{accent.contrast(light, paper[0]):.1f}",
        "by_night": f"{accent.contrast(dark, paper[1]):.1f}",
    }


def _pins() -> list[Pin]:
    spots = [
        (53.234, -0.535),
        (53.226, -0.551),
        (53.2262, -0.55),
        (53.25, -0.50),
        (53.205, -0.60),
        (53.21, -0.47),
        (53.226, -0.551),
    ]
    return [Pin(lat, lon, number, f"#r{min(number, 2)}", unsure=number == 5) for number, (lat, lon) in enumerate(spots, 1)]


def _towns() -> list[Town]:
    return [Town("Ottersford", 53.222, -0.535), Town("Nether Marl", 53.245, -0.61), Town("Long Tolling", 53.252, -0.46)]


def _outlines() -> list[list[list[list[float]]]]:
    west = [[-0.9, 53.0], [-0.56, 53.05], [-0.575, 53.2], [-0.55, 53.24], [-0.58, 53.4], [-0.9, 53.4]]
    east = [[-0.56, 53.05], [-0.1, 53.0], [-0.1, 53.4], [-0.58, 53.4], [-0.55, 53.24], [-0.575, 53.2]]
    return [[west], [east]]
