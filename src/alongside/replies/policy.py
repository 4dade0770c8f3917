"""The rules of this room that a place may want otherwise. Days are working days in England."""

import datetime as dt

DAYS = 5
"""How long there is to answer, where the kind of question does not say."""

REMIND_BEFORE = 1
"""A reminder goes this many days before an answer is due."""

TO_LEAD_AFTER = 3
"""So many days late, the question goes to the lead of the organisation."""

TO_COORDINATOR_AFTER = 6
"""So many days late, it goes to the organisation that coordinates the place."""

DISPUTE_WITHIN = dt.timedelta(days=28)
"""For so long an asker may say: this does not answer me."""

ANSWER_LINK = dt.timedelta(days=42)
"""For so long the link in a mail lets its reader answer without signing in."""

KEEP_ADDRESSES = dt.timedelta(days=180)
"""How long after the end the e-mail address of somebody without an account is kept."""

MEDIATE_FROM_ROUND = 3
"""Asked so many times, it is the coordinator that answers."""
