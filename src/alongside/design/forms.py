"""How Django's forms look here."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Field and form templates of the house."""
