import datetime as dt

import time_machine
from django.template import engines

WORDS = """{{ far|miles }}; {{ day|full_date }}; {{ day|near_date }}; {{ day|day }}; {{ day|when }}; {{ time|clock }};
{{ number|days }}; {{ names|joined }}; {{ text|prose }}"""


def test_templates_speak_the_same_plain_words() -> None:
    facts = {"far": 644, "day": dt.date(2026, 11, 10), "time": dt.time(10), "number": 3, "names": ["a", "b"], "text": "<hi>"}
    with time_machine.travel(dt.datetime(2026, 11, 9, 12, tzinfo=dt.UTC)):
        assert engines["django"].from_string(WORDS).render(facts) == (
            "0.4 miles; 10 November 2026; 10 November; Tuesday 10 November; tomorrow; 10 am;\n3 days; a and b; <p>&lt;hi&gt;</p>"
        )
