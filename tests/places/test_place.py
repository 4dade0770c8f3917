"""What the place is called, and what it says about distances."""

import pytest

from alongside.design.accent import UnreadableColour
from alongside.places import actions, distance, outcodes, queries
from alongside.places.models import Place
from alongside.record.models import Event


@pytest.mark.django_db
def test_a_place_is_set_up_and_changed_with_a_record_of_what_changed() -> None:
    actions.describe_place(name="Marlshire", coordinator_name="Marlshire Voluntary Action", by=None)
    actions.describe_place(name="Marlshire", coordinator_name="Marlshire Voluntary Action", phone="01632 960100", by=None)
    actions.describe_place(name="Marlshire", coordinator_name="Marlshire Voluntary Action", phone="01632 960100", by=None)
    assert queries.the_place().phone == "01632 960100"
    facts = [event.facts["changed"] for event in Event.objects.filter(kind="places.described").order_by("at")]
    assert facts == [["accent", "coordinator_name", "email", "name", "phone"], ["phone"]]


@pytest.mark.django_db
@pytest.mark.parametrize("accent", ["#ffee00", "red", ""])
def test_an_accent_that_cannot_be_read_is_refused(accent: str) -> None:
    with pytest.raises(UnreadableColour):
        actions.describe_place(name="Marlshire", coordinator_name="MVA", accent=accent, by=None)
    assert not Place.objects.exists()


@pytest.mark.parametrize(
    ("metres", "precisions", "said"),
    [
        (700, ("postcode", "postcode"), "0.4 miles"),
        (700, ("postcode", "given"), "0.4 miles"),
        (700, ("outcode", "postcode"), "close by"),
        (900, ("outcode", "postcode"), "about 0.6 miles"),
        (5000, ("postcode", "town"), "about 3.1 miles"),
    ],
)
def test_a_distance_is_said_with_about_when_an_end_is_rough(metres: float, precisions: tuple[str, ...], said: str) -> None:
    assert distance.said(metres, *precisions) == said


def test_distances_are_those_of_the_map() -> None:
    assert distance.metres(51.5074, -0.1278, 51.5074, -0.1278) == 0
    assert distance.metres(51.5074, -0.1278, 53.4808, -2.2426) == pytest.approx(262_000, rel=0.01)


def test_the_table_of_outward_codes_covers_great_britain_and_says_whose_data_it_is() -> None:
    table = outcodes.shipped()
    assert len(table) > 2800
    assert {"TA1", "TW3", "EC1A", "ZE1"} <= table.keys() and not {"BT1", "JE2", "IM1"} & table.keys()
    assert all(49 < latitude < 61 and -9 < longitude < 2 for latitude, longitude in table.values())
    words = " ".join(str(line) for line in outcodes.ATTRIBUTION)
    assert all(whose in words for whose in ("OS data", "Royal Mail data", "National Statistics data", "Open Government Licence"))
