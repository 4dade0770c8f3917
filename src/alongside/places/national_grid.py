"""From the British National Grid (eastings and northings, OSGB36) to latitude and longitude as everyone else counts them.

The inverse transverse Mercator projection on the Airy ellipsoid, then a seven-parameter Helmert shift to WGS84. It is right
to about five metres, which is less than a postcode is wide; the exact shift would need a grid file of several megabytes.
"""

from math import atan2, cos, degrees, hypot, radians, sin, sqrt, tan

A, B = 6_377_563.396, 6_356_256.909  # Airy 1830, half axes in metres
SCALE = 0.9996012717  # on the central meridian
LATITUDE_0, LONGITUDE_0 = radians(49), radians(-2)  # the true origin
EASTING_0, NORTHING_0 = 400_000.0, -100_000.0
FLAT = (A * A - B * B) / (A * A)  # eccentricity squared
N = (A - B) / (A + B)

WGS84_A, WGS84_B = 6_378_137.0, 6_356_752.314245
WGS84_FLAT = (WGS84_A**2 - WGS84_B**2) / WGS84_A**2
SHIFT = (446.448, -125.157, 542.060)  # metres
TURN = tuple(radians(seconds / 3600) for seconds in (0.1502, 0.2470, 0.8421))
STRETCH = -20.4894e-6


def to_wgs84(easting: float, northing: float) -> tuple[float, float]:
    """Latitude and longitude in degrees of a point given in metres."""
    x, y, z = _shifted(*_cartesian(*_on_airy(easting, northing)))
    flat_distance = hypot(x, y)
    latitude = atan2(z, flat_distance * (1 - WGS84_FLAT))
    for _ in range(6):
        normal = WGS84_A / sqrt(1 - WGS84_FLAT * sin(latitude) ** 2)
        latitude = atan2(z + WGS84_FLAT * normal * sin(latitude), flat_distance)
    return degrees(latitude), degrees(atan2(y, x))


def _on_airy(easting: float, northing: float) -> tuple[float, float]:
    latitude = LATITUDE_0
    meridian = 0.0
    while abs(northing - NORTHING_0 - meridian) >= 1e-5:
        latitude += (northing - NORTHING_0 - meridian) / (A * SCALE)
        meridian = _meridian(latitude)
    return _off_the_meridian(latitude, easting - EASTING_0)


def _meridian(latitude: float) -> float:
    """How far it is along the central meridian from the true origin."""
    apart, together = latitude - LATITUDE_0, latitude + LATITUDE_0
    return (
        B
        * SCALE
        * (
            (1 + N + 5 / 4 * N**2 + 5 / 4 * N**3) * apart
            - (3 * N + 3 * N**2 + 21 / 8 * N**3) * sin(apart) * cos(together)
            + (15 / 8 * N**2 + 15 / 8 * N**3) * sin(2 * apart) * cos(2 * together)
            - 35 / 24 * N**3 * sin(3 * apart) * cos(3 * together)
        )
    )


def _off_the_meridian(latitude: float, east: float) -> tuple[float, float]:
    """The point that lies `east` metres off the central meridian, by the series in powers of that distance."""
    nu = A * SCALE / sqrt(1 - FLAT * sin(latitude) ** 2)
    rho = A * SCALE * (1 - FLAT) / (1 - FLAT * sin(latitude) ** 2) ** 1.5
    eta2, t, sec = nu / rho - 1, tan(latitude), 1 / cos(latitude)
    north = (
        t / (2 * rho * nu) * east**2
        - t / (24 * rho * nu**3) * (5 + 3 * t**2 + eta2 - 9 * t**2 * eta2) * east**4
        + t / (720 * rho * nu**5) * (61 + 90 * t**2 + 45 * t**4) * east**6
    )
    around = (
        sec / nu * east
        - sec / (6 * nu**3) * (nu / rho + 2 * t**2) * east**3
        + sec / (120 * nu**5) * (5 + 28 * t**2 + 24 * t**4) * east**5
        - sec / (5040 * nu**7) * (61 + 662 * t**2 + 1320 * t**4 + 720 * t**6) * east**7
    )
    return latitude - north, LONGITUDE_0 + around


def _cartesian(latitude: float, longitude: float) -> tuple[float, float, float]:
    normal = A / sqrt(1 - FLAT * sin(latitude) ** 2)
    level = normal * cos(latitude)
    return level * cos(longitude), level * sin(longitude), (1 - FLAT) * normal * sin(latitude)


def _shifted(x: float, y: float, z: float) -> tuple[float, float, float]:
    (tx, ty, tz), (rx, ry, rz), scale = SHIFT, TURN, 1 + STRETCH
    return (
        tx + x * scale - y * rz + z * ry,
        ty + x * rz + y * scale - z * rx,
        tz - x * ry + y * rx + z * scale,
    )
