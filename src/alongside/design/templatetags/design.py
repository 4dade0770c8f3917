"""Tags that every template may use without loading them."""

from typing import Any

from django import forms, template
from django.utils.safestring import SafeString

from alongside.design import slots
from alongside.design.forms import wrongs
from alongside.kit import prose as texts

register = template.Library()


@register.simple_tag(takes_context=True)
def slot(context: template.Context, name: str, *things: Any) -> SafeString:
    """What the rooms above put here: `{% slot "service.actions" service %}`."""
    return slots.render(name, context["request"], *things)


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
