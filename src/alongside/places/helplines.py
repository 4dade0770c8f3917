"""The numbers that come with the software: they answer everywhere in England. A place that has its own shows those."""

import uuid

from django.utils.translation import gettext as _

from alongside.places.models import Helpline

_IDS = uuid.UUID("5d0f4d0e-2f63-4c62-9a4e-6f0b8c1c2a11")


def shipped() -> list[Helpline]:
    """They are not saved, and nobody here has tried them yet."""
    said = (
        (
            _("NHS 111"),
            "111",
            _("Health worries that are not an emergency. Choose option 2 when somebody is in a mental health crisis."),
            _("Day and night, free"),
        ),
        (_("Police, not urgent"), "101", _("Something has happened, and nobody is in danger now."), _("Day and night")),
        (_("Samaritans"), "116 123", _("Somebody to talk to, for whoever finds it hard to go on."), _("Day and night, free")),
        (_("Childline"), "0800 1111", _("For children and young people, about anything."), _("Day and night, free")),
        (_("NSPCC"), "0808 800 5000", _("For grown-ups who worry about a child."), _("Weekdays and weekends, free")),
        (
            _("National Domestic Abuse Helpline"),
            "0808 2000 247",
            _("For women who are afraid of somebody at home, and for those who worry about them."),
            _("Day and night, free"),
        ),
    )
    return [
        Helpline(id=uuid.uuid5(_IDS, number), name=name, number=number, about=about, hours=hours, position=place)
        for place, (name, number, about, hours) in enumerate(said)
    ]
