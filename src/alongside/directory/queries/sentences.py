"""What a service says of itself, put into short sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.directory.models import Service, ServiceLocation
from alongside.directory.queries.facts import Facts
from alongside.kit import words

Access = ServiceLocation.Access


def cost(service: Service) -> str:
    """What it costs ("Free", "£5"), or plainly that it is not given."""
    if service.cost == Service.Cost.FEE:
        price = pounds(service.cost_pence) if service.cost_pence else ""
        said = ". ".join(part for part in (price, service.cost_text) if part)
        return said or _("There is a price. Ask how much.")
    label = {Service.Cost.FREE: _("Free"), Service.Cost.GIFT: _("A gift, if you like")}.get(Service.Cost(service.cost), "")
    return ". ".join(part for part in (label, service.cost_text) if part) or _("Not given. Ask before you go.")


def cost_in_brief(service: Service) -> str:
    """The same for a list: "Free", "£5", the provider's words, or nothing where it is not given."""
    if service.cost == Service.Cost.FREE:
        return _("Free")
    if service.cost == Service.Cost.GIFT:
        return service.cost_text or _("Free, gifts welcome")
    price = pounds(service.cost_pence) if service.cost_pence else ""
    return price or service.cost_text or (_("There is a price") if service.cost == Service.Cost.FEE else "")


def pounds(pence: int) -> str:
    if pence < 100:
        return f"{pence}p"
    return f"£{pence // 100}" + (f".{pence % 100:02}" if pence % 100 else "")


def ages(minimum: int | None, maximum: int | None) -> str:
    if minimum is not None and maximum is not None:
        return _("Ages %(low)s to %(high)s.") % {"low": minimum, "high": maximum}
    if minimum is not None:
        return _("From %(age)s years.") % {"age": minimum}
    return _("Up to %(age)s years.") % {"age": maximum} if maximum is not None else ""


def start(service: Service) -> str:
    """How to begin, in the fewest words; the service's own words come after it."""
    return {
        Service.Start.JUST_COME: _("Just come."),
        Service.Start.RING: _("Ring or write first."),
        Service.Start.FORM: _("Fill in a form."),
        Service.Start.REFERRAL: _("A professional, such as your doctor, refers you."),
    }.get(Service.Start(service.start), "")


YES = {
    Access.STEP_FREE: gettext_lazy("Step-free."),
    Access.TOILET: gettext_lazy("Toilet for wheelchair users."),
    Access.LOOP: gettext_lazy("Hearing loop."),
    Access.PARKING: gettext_lazy("Blue badge parking."),
    Access.BUS: gettext_lazy("Near a bus stop."),
}
NO = {
    Access.STEP_FREE: gettext_lazy("Not step-free."),
    Access.TOILET: gettext_lazy("No toilet for wheelchair users."),
    Access.LOOP: gettext_lazy("No hearing loop."),
    Access.PARKING: gettext_lazy("No blue badge parking."),
    Access.BUS: gettext_lazy("No bus stop near."),
}


def getting_in(access: Facts, text: str = "") -> str:
    """What is known of getting in. What nobody told is not said."""
    said = [str((YES if access[feature] else NO)[feature]) for feature in Access if access.get(feature) in (True, False)]
    return " ".join([*said, text] if text else said)


def address(location: ServiceLocation) -> str:
    """An address on one line, without its name."""
    street = ", ".join(part for part in (location.line_1, location.line_2) if part and part != location.name)
    town = " ".join(part for part in (location.town, location.postcode) if part)
    return ", ".join(part for part in (street, town) if part)


def ways(service: Service) -> list[str]:
    """How it reaches people beside at a place."""
    given = (
        (service.at_home, _("Comes to your home")),
        (service.by_phone, _("By phone")),
        (service.online, _("Online")),
    )
    return [said for is_so, said in given if is_so]


def area(service: Service, place: str) -> str:
    """Whom it serves by where they live, or nothing where that was not told."""
    if service.everywhere:
        return _("The whole of %(place)s") % {"place": place}
    return words.joined([*(patch.name for patch in service.patches.all()), *(area.name for area in service.areas.all())])


def rest_of(description: str, summary: str) -> str:
    """The long text without the sentences that stand above it already."""
    flat = summary.rstrip("…")
    if summary.endswith("…") or not flat:
        return description
    position = 0
    for letter in flat:
        while position < len(description) and description[position] in " \n-" and description[position] != letter:
            position += 1
        if position >= len(description) or (
            description[position] != letter and not (letter == " " and description[position].isspace())
        ):
            return description
        position += 1
    return description[position:].lstrip()
