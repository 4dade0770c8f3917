"""Points that Ordnance Survey publishes in both systems, from Scilly to Shetland."""

import pytest

from alongside.places.distance import metres
from alongside.places.national_grid import to_wgs84

POINTS = [
    (91492.146, 11318.804, 49.92226393730, -6.29977752014),
    (170370.718, 11572.405, 49.96006137820, -5.20304609998),
    (250359.811, 62016.569, 50.43885825610, -4.10864563561),
    (449816.371, 75335.861, 50.57563665000, -1.29782277240),
    (438710.920, 114792.250, 50.93127937910, -1.45051433700),
    (292184.870, 168003.465, 51.40078220140, -3.55128349240),
    (639821.835, 169565.858, 51.37447025550, 1.44454730409),
    (530624.974, 178388.464, 51.48936564950, -0.11992557180),
]


@pytest.mark.parametrize(("easting", "northing", "latitude", "longitude"), POINTS)
def test_a_known_point_is_met_within_ten_metres(easting: float, northing: float, latitude: float, longitude: float) -> None:
    assert metres(*to_wgs84(easting, northing), latitude, longitude) < 10
