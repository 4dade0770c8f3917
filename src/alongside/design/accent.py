"""The one colour that a place chooses, and everything that is worked out from it.

Text in the accent must be readable on paper and on tint, by day and by night: at least 4.5 to 1 (WCAG 2.2, 1.4.3).
A colour that is too pale for that by day is refused with the nearest one that works; for the night we lighten it ourselves.
Lightness is moved in OKLCH, where a step looks the same for every hue.
"""

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

HOUSE = "#74204f"
READABLE = 4.5
PAPER, TINT = "#fdfbfa", "#f5eff1"
NIGHT_PAPER, NIGHT_TINT = "#1a131a", "#261c26"

Rgb = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The accent tokens of one theme, as the style sheet names them."""

    accent: str
    on_accent: str
    accent_soft: str
    accent_deep: str
    accent_on_deep: str


@dataclass(frozen=True, slots=True)
class Accent:
    """The tokens by day and by night."""

    light: Tokens
    dark: Tokens


class UnreadableColour(ValueError):
    """The colour cannot carry text. The message says why and what would."""


def contrast(one: str, other: str) -> float:
    """How well two colours are told apart, from 1 to 21, as WCAG 2.2 reckons it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def refusal(colour: str) -> str:
    """Why this colour cannot be the accent, in plain words, or "" when it can."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        return _("Give the colour as six digits, like #74204f")
    least = _least(colour, PAPER, TINT)
    if least >= READABLE:
        return ""
    return _(
        "This colour is too pale to read on our pages: %(least)s to 1, and 4.5 is needed. %(nearest)s is close and works."
    ) % {
        "least": f"{least:.1f}",
        "nearest": nearest(colour),
    }


def nearest(colour: str) -> str:
    """The same hue, made darker until text in it can be read by day."""
    return _moved(colour, (PAPER, TINT), READABLE, step=-0.005)


@lru_cache(maxsize=32)
def tokens(colour: str) -> Accent:
    """Everything the style sheet needs, or UnreadableColour."""
    if reason := refusal(colour):
        raise UnreadableColour(reason)
    night = _moved(_at(colour, 0.8, most=0.12), (NIGHT_PAPER, NIGHT_TINT), 7, step=0.005)
    light = Tokens(
        accent=colour.lower(),
        on_accent="#ffffff",
        accent_soft=_at(colour, 0.945, most=0.025),
        accent_deep=_moved(colour, (_at(colour, 0.945, most=0.025),), 7.5, step=-0.005, first=-0.08),
        accent_on_deep=night,
    )
    dark = Tokens(
        accent=night,
        on_accent=_at(colour, 0.22, most=0.07),
        accent_soft=_at(colour, 0.29, most=0.06),
        accent_deep=_moved(night, (_at(colour, 0.29, most=0.06),), 7.5, step=0.005, first=0.07),
        accent_on_deep=night,
    )
    return Accent(light, dark)


def css(colour: str) -> str:
    """The place's own style sheet."""
    both = tokens(colour)
    return f":root{{{_declared(both.light)}}}@media screen and (prefers-color-scheme:dark){{:root{{{_declared(both.dark)}}}}}\n"


def _declared(one: Tokens) -> str:
    return ";".join(f"--{name.replace('_', '-')}:{getattr(one, name)}" for name in one.__slots__)


def _least(colour: str, *grounds: str) -> float:
    return min(contrast(colour, ground) for ground in grounds)


def _moved(colour: str, grounds: tuple[str, ...], wanted: float, *, step: float, first: float = 0.0) -> str:
    """The same hue, lighter or darker in small steps until it reaches the wanted contrast on every ground."""
    lightness, chroma, hue = _lch(colour)
    lightness += first
    found = _hex(lightness, chroma, hue)
    while _least(found, *grounds) < wanted and 0 < lightness < 1:
        lightness += step
        found = _hex(lightness, chroma, hue)
    return found


def _at(colour: str, lightness: float, *, most: float) -> str:
    """The same hue at a given lightness, with no more than `most` of colourfulness."""
    chroma, hue = _lch(colour)[1:]
    return _hex(lightness, min(chroma, most), hue)


def _linear(colour: str) -> Rgb:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return _uncurved(red), _uncurved(green), _uncurved(blue)


def _uncurved(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _lch(colour: str) -> Rgb:
    """OKLCH of an sRGB colour (Björn Ottosson's matrices)."""
    red, green, blue = _linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def _hex(lightness: float, chroma: float, hue: float) -> str:
    """The sRGB colour, with as much of the colourfulness as a screen can show."""
    while chroma > 0 and not all(-0.0005 <= part <= 1.0005 for part in _rgb(lightness, chroma, hue)):
        chroma -= 0.004
    return "#" + "".join(
        f"{round(_curved(min(1.0, max(0.0, part))) * 255):02x}" for part in _rgb(lightness, max(0.0, chroma), hue)
    )


def _rgb(lightness: float, chroma: float, hue: float) -> Rgb:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _curved(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
