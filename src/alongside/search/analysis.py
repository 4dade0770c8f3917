"""The one analyser: text to tokens that mean the same to every database.

Tokens of words are plain ASCII letters and digits that begin with a letter, so that neither FTS5's `unicode61` nor
PostgreSQL's `simple` can split or fold them differently. Tokens of anything else (kind, cell) begin with MARK,
which no word can contain.
"""

import re
import threading
import unicodedata
from functools import lru_cache
from hashlib import blake2b

import snowballstemmer

MARK = "þ"
LONGEST = 40
TITLE_WORDS = 100
LEAD_WORDS = 60
BODY_WORDS = 4000
OFTEN = 200  # PostgreSQL keeps 256 positions of a word

# Words of grammar: neither indexed nor asked for.
STOP = frozenset(
    "a an and are as at be been but by for from had has have he her his i if in into is it its me my of on or our she so than that "
    "the their them then there these they this those to us was we were which who will with would you your am do does".split()
)
# Words that only say that something is asked for. They are indexed, since phrases hold them ("someone to talk to").
ASKING = frozenset(
    "any anybody anyone anything around can could find get give go good help how local looking look like near nearby nearest need "
    "needs not please some somebody someone something somewhere thing things want wants what when where".split()
)

# Words whose stem is that of another word: who types "refuge" is in danger and does not ask for refugees, and who types
# "counciling" asks for somebody to talk to and not for the council.
APART = {
    "refugee": "refugee",
    "refugees": "refugee",
    "pensioner": "pensioner",
    "pensioners": "pensioner",
    "traveller": "traveller",
    "travellers": "traveller",
    "mindfulness": "mindfulness",
    "university": "university",
    "universities": "university",
    "counciling": "counsel",
    "councilling": "counsel",
}

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile("['`\u00b4\u2019](s\\b)?", re.IGNORECASE)  # typewriter, grave, acute, printed
_stemmer = snowballstemmer.stemmer("english")
_one_at_a_time = threading.Lock()


def fold(text: str) -> str:
    """The text without accents, in lower case, apostrophes gone: "Men's Café" -> "men cafe"."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHE.sub("", text)).casefold()
    if not plain.isascii():
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return plain


def words(text: str) -> list[str]:
    """The words of a text that carry meaning, folded, in their order."""
    return [word for word in _WORD.findall(fold(text)) if word not in STOP]


@lru_cache(maxsize=65536)
def token(word: str) -> str:
    """The token of a folded word: its stem, in letters that every database treats alike."""
    if word in APART:
        return APART[word]
    with _one_at_a_time:
        stem: str = _stemmer.stemWord(word[:LONGEST])
    if not stem.isascii():
        return "x" + stem.encode().hex()[: LONGEST * 2]
    return stem if stem[0].isalpha() else "n" + stem


def tokens(folded: list[str], limit: int) -> list[str]:
    """The tokens of a text of a document, without endless repetition."""
    seen: dict[str, int] = {}
    kept = []
    for one in map(token, folded[:limit]):
        seen[one] = seen.get(one, 0) + 1
        if seen[one] <= OFTEN:
            kept.append(one)
    return kept


@lru_cache(maxsize=65536)
def mark(one: str, *, lead: bool = False) -> int:
    """The token as a number of 32 bits, under which the words of titles are kept; those of leads have another.

    What was kept with 64 bits begins, in bytes, with the same number: it is read as two, of which the second is nobody's.
    """
    return int.from_bytes(blake2b(one.encode(), digest_size=8, person=b"lead" if lead else b"").digest()[:4], "little")
