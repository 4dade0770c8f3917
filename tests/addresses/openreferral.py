"""The national standard's own addresses: open to all, and read by machines."""

from tests.addresses.rows import Row, everyone

ROWS = {
    "openreferral:details": Row(is_page=False, get=everyone()),
}
