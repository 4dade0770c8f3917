"""What goes into a log: never a link that somebody was mailed, since whoever reads the log could use it."""

import logging
import re
from typing import Any

_TOKEN = re.compile(r"(?<![\w-])(?=[\w:.-]*[A-Z_:])[\w:.-]{24,}")
"""A part of an address that is as long as our tokens and no slug: slugs are small letters, digits and hyphens."""


class WithoutTokens(logging.Filter):
    """Named in LOGGING, on the handler: takes the tokens of mailed links out of every line, and out of what is told of a fault."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = stripped(record.getMessage())
        record.args = None
        if record.exc_info:
            record.exc_text = stripped(_TELLS.formatException(record.exc_info))
        return True


_TELLS = logging.Formatter()


def stripped(text: Any) -> str:
    """`text` without the tokens of links."""
    return re.sub(r"/[^\s'\"<>)]*", lambda path: _TOKEN.sub("…", path[0]), str(text))
