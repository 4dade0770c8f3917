"""The rules of the directory that a place may set otherwise."""

import datetime as dt

CONFIRM_EVERY = dt.timedelta(days=91)
"""How often an organisation is asked whether a service is still as it says."""

CONFIRM_AHEAD = dt.timedelta(days=14)
"""How long before that day they find it on their desk."""

RECENT = dt.timedelta(days=183)
"""After this long without an answer a service says of itself that it is not confirmed."""

APPROVE_IN_DAYS = 5
"""By when an officer answers a change that needs approval."""

CORRECT_IN_DAYS = 10
"""By when a correction is answered."""

ASK_IN_DAYS = 2
"""By when somebody who asks a person hears back."""

KEEP_UPLOADS = dt.timedelta(days=7)
"""How long a sheet that was sent in waits to be brought in."""
