"""The demonstration's own pages: a real place does not have them."""

from tests.addresses.notices import failed_mail
from tests.addresses.rows import Row, everyone, signed_in

ROWS = {
    "demo:county": Row(get=everyone(404)),
    "demo:remove": Row(get=signed_in(404), post=signed_in(404)),
    "demo:mailbox": Row(get=everyone(404)),
    "demo:mail": Row(get=everyone(404), args=failed_mail),
    "demo:mail_html": Row(get=everyone(404), args=failed_mail),
}
