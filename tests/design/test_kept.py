"""Parts of a page that are rendered once for the same things."""

from dataclasses import replace

from django.template import Context, Template

from alongside.design.shell import Imprint
from alongside.design.slots import Entry

FOOT = Template('{% kept "design/foot.html" imprint=imprint help_links=links about_links=none %}')
HELP = Entry("Help", "/help/", "", 0, "")


def test_part_says_what_it_is_given_and_something_else_when_that_changes() -> None:
    imprint = Imprint(place="Marlshire", phone="01234 567890")
    first = _foot(imprint, [HELP])
    assert "Marlshire" in first
    assert 'href="tel:01234567890"' in first
    assert _foot(imprint, [HELP]) == first
    assert "01234 999999" in _foot(replace(imprint, phone="01234 999999"), [HELP])
    assert "/worried/" in _foot(imprint, [HELP, replace(HELP, label="Worried", url="/worried/")])
    assert 'aria-current="page"' in _foot(imprint, [replace(HELP, current="page")])
    assert _foot(imprint, [HELP]) == first


def test_words_in_a_part_are_escaped() -> None:
    assert "&lt;b&gt;" in _foot(Imprint(place="<b>"), [])


def _foot(imprint: Imprint, links: list[Entry]) -> str:
    return FOOT.render(Context({"imprint": imprint, "links": links, "none": []}))
