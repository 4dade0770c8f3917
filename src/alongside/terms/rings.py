"""From lines as officers write them to the thesaurus that search uses.

A *lead* says what people type when they have a need and, after an arrow, what services call the thing that helps:
`lonely, no friends -> this need, befriending, lunch club`. A line of words *alike* names one and the same thing:
`food bank, foodbank, food parcel`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

ARROW = re.compile(r"->|=>|\N{RIGHTWARDS ARROW}")

ITSELF = "this need"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the thesaurus needs to know of one term."""

    name: str
    leads: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()


def words(text: str) -> list[str]:
    """The words and phrases between the commas, in lower case, each once."""
    return list(dict.fromkeys(word for part in text.split(",") if (word := " ".join(part.lower().split()))))


def sides(lead: str) -> tuple[list[str], list[str]]:
    """What people say, and what else to look for."""
    said, *found = ARROW.split(lead)
    return words(said), words(",".join(found))


def written(line: str) -> str:
    """A line as we keep it: small letters, single spaces, a comma between words, and one kind of arrow."""
    said, meant = sides(line)
    return " -> ".join(", ".join(part) for part in (said, meant) if part)


def synonyms(entries: Iterable[Entry]) -> dict[str, list[str]]:
    """Every word or phrase that somebody may type -> other words for what they look for, the likeliest first.

    Who says a word before an arrow looks for the words behind it; without an arrow, for the term itself, which stands
    behind an arrow as "this need". Who says the name of a term looks for all that those leads find. Words alike stand
    for each other, also behind an arrow.
    """
    every = list(entries)
    same = _same(every)
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for word, others in same.items():
        found[word].update(dict.fromkeys(others))
    for entry in every:
        name = entry.name.lower()
        for said, meant in map(sides, entry.leads):
            itself = not meant or ITSELF in meant
            plain = [name] * itself + [word for word in meant if word != ITSELF]
            wide = [w for word in plain for w in (word, *same.get(word, ()))]
            for word in [*said, *[name] * itself]:
                found[word].update(dict.fromkeys(wide))
    return {word: rest for word, others in sorted(found.items()) if (rest := [other for other in others if other != word])}


def _same(entries: list[Entry]) -> dict[str, dict[str, None]]:
    same: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for entry in entries:
        for line in entry.alike:
            alike = words(line)
            for word in alike:
                same[word].update(dict.fromkeys(other for other in alike if other != word))
    return same
