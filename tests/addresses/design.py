"""The gallery and the accent."""

from tests.addresses.rows import Row, everyone

ROWS = {
    "design:gallery": Row(get=everyone()),
    "design:place_css": Row(is_page=False, get=everyone(), args=lambda county: {"colour": "74204f"}),
}
