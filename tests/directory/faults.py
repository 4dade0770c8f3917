"""The same services as another list would tell them: with slips of the pen, other words, other forms, gaps. Always the same ones."""

import re
from collections.abc import Callable
from random import Random
from typing import Any

from alongside.directory.actions.importing.shapes import Record
from alongside.directory.queries.duplicates.traits import Traits, traits_of

Words = dict[str, Any]


def words_of(one: Record) -> Words:
    """What a record says that services are compared by."""
    contacts = one.facts["contacts"]
    return {
        "name": one.name,
        "runner": one.runner.name,
        "url": one.facts["url"],
        "text": one.facts["description"],
        "phones": [each["value"] for each in contacts if each["kind"] != "email"],
        "emails": [each["value"] for each in contacts if each["kind"] == "email"],
        "postcodes": [place["postcode"] for place in one.facts["locations"]],
    }


def traits(one: Record, key: Any, words: Words | None = None) -> Traits:
    return traits_of(key, **(words_of(one) if words is None else words))


def copy_of(one: Record, chance: Random) -> Words:
    """The record as another list has it, with three faults."""
    words = words_of(one)
    for fault in chance.sample(FAULTS, 3):
        fault(words, chance)
    return words


def _slip(words: Words, chance: Random) -> None:
    """Two letters of the name change places."""
    name = words["name"]
    if len(name) > 5:
        at = chance.randrange(1, len(name) - 2)
        words["name"] = name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _lost_letter(words: Words, chance: Random) -> None:
    name = words["name"]
    at = chance.randrange(len(name))
    words["name"] = name[:at] + name[at + 1 :] if len(name) > 5 else name


def _forms(words: Words, chance: Random) -> None:
    """ "&" for "and", capitals, "Ltd"."""
    words["name"] = words["name"].replace(" and ", " & ").upper()
    words["runner"] = f"The {words['runner']} Ltd"


def _with_runner(words: Words, chance: Random) -> None:
    """The name of the organisation stands before that of the service."""
    if words["runner"].casefold() not in words["name"].casefold():
        words["name"] = f"{words['runner']}: {words['name']}"


def _runner_slip(words: Words, chance: Random) -> None:
    other = {"name": words["runner"]}
    _slip(other, chance)
    words["runner"] = other["name"]


def _no_link(words: Words, chance: Random) -> None:
    words["url"] = ""


def _other_link(words: Words, chance: Random) -> None:
    words["url"] = re.sub(r"^https?://(www\.)?", "http://www.", words["url"]).rstrip("/") + "/"


def _own_words(words: Words, chance: Random) -> None:
    """The description is written anew, and shorter."""
    said = words["text"].split()
    chance.shuffle(said)
    words["text"] = " ".join(said[: len(said) // 2])


def _cut(words: Words, chance: Random) -> None:
    words["text"] = words["text"][: len(words["text"]) // 3]


def _no_contact(words: Words, chance: Random) -> None:
    words["emails"], words["phones"] = [], []


def _no_place(words: Words, chance: Random) -> None:
    words["postcodes"] = []


FAULTS: list[Callable[[Words, Random], None]] = [
    _slip,
    _lost_letter,
    _forms,
    _with_runner,
    _runner_slip,
    _no_link,
    _other_link,
    _own_words,
    _cut,
    _no_contact,
    _no_place,
]
