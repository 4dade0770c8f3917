"""The rules of this room that a place may want otherwise. Days are working days in England."""

COMPLAINT_IN_DAYS = 15
"""How long there is to answer a complaint about data. The law asks that it is acknowledged within 30 days, which the first mail
does at once, and answered without undue delay."""
