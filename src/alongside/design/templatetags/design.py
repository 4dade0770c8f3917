"""Tags that every template may use without loading them."""

from collections.abc import Hashable
from functools import lru_cache
from typing import Any

from django import forms, template
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from alongside.design import slots
from alongside.design.forms import wrongs
from alongside.kit import prose as texts

register = template.Library()


@register.simple_tag(takes_context=True)
def slot(context: template.Context, name: str, *things: Any) -> SafeString:
    """What the rooms above put here: `{% slot "service.actions" service %}`."""
    return slots.render(name, context["request"], *things)


@register.simple_tag
def kept(name: str, **things: Hashable | list[Hashable]) -> SafeString:
    """A part of a page that says the same of the same things, rendered once: `{% kept "design/foot.html" imprint=shell.imprint %}`.

    It sees these things and nothing else. They are plain values, or frozen and made of plain values: text that is marked safe
    equals the same text that is not.
    """
    part: Any = get_template(name)
    plain = ((key, tuple(thing) if isinstance(thing, list) else thing) for key, thing in things.items())
    return _rendered(part.template, get_language(), tuple(plain))


@lru_cache(maxsize=2000)
def _rendered(part: template.Template, language: str | None, things: tuple[tuple[str, Hashable], ...]) -> SafeString:
    return part.render(template.Context(dict(things)))


@register.inclusion_tag("design/forms/summary.html")
def summary(form: forms.BaseForm) -> dict[str, Any]:
    """What to put right in a form, each linked to its field; nothing when all is well."""
    return {"wrongs": wrongs(form) if form.is_bound else []}


@register.filter
def prose(text: str) -> SafeString:
    """A text as we keep it, in paragraphs and lists: `{{ service.description|prose }}`."""
    return texts.to_html(text)


@register.simple_tag(takes_context=True)
def page_url(context: template.Context, number: int, step: int, name: str = "page") -> str:
    """The address of the page before or after, with everything else that was asked for."""
    asked = context["request"].GET.copy()
    asked[name] = str(number + step)
    return f"?{asked.urlencode()}"
