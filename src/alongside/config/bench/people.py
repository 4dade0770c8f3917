"""People and organisations: a county's list brought in beside bare inserts, and the officers' list beside a bare page."""

import argparse
import csv
import io
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from statistics import median

from alongside.config import ground
from alongside.config.bench import Figures, Reach

HELP = "a county's organisations: bringing 5,000 in beside bare inserts, and the officers' list beside a bare page"
ORGANISATIONS = 5_000
REACH = {"import_vs_bare_insert": Reach(at_most=12), "list_vs_hello": Reach(at_most=25), "show_me_s": Reach(at_most=60)}
SEED = 20
ROUNDS = 15
TURNS = 3
MANY = 20_000
"""Of what the person with most records has: things that they did, and mails to them."""
FIRST = (
    "Ashby Otter Marl Brack Thorn Mill Hazel Stone Wells Bridge Fox Raven Elm North South Upper Lower Green White Black".split()
)
SECOND = "Choir Carers Gardeners Youth Community Heritage Sports Food Toy Walking Craft Repair Music Drama Bowls Cricket".split()
THIRD = "Group Club Trust Society Project Association Network Forum Centre Friends Circle Guild".split()


def options(parser: argparse.ArgumentParser) -> None:
    """What may be given."""
    parser.add_argument("--organisations", type=int, metavar="N", default=ORGANISATIONS, help="how many organisations")


def run(given: argparse.Namespace) -> Figures:
    """Measure in a process and a data folder of its own."""
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder:
        plain = {name: value for name, value in os.environ.items() if not name.startswith(("ALONGSIDE_", "DATABASE_"))}
        command = [sys.executable, "-m", "alongside.config.bench.people", str(given.organisations)]
        done = subprocess.run(
            command,
            env=plain | {"ALONGSIDE_DATA_DIR": folder, "ALONGSIDE_SECOND_STEP_FOR": ""},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return {name: round(figure, 3) for name, figure in figures.items()}


def measure(size: int) -> Figures:
    """Bring a list in, then write as many bare rows, then look at the list as an officer does."""
    ground.ready()
    sheet = made(size)
    (bare, bare_cpu), (brought, brought_cpu) = _by_turns(lambda: _insert(sheet), lambda: _bring(sheet))
    page, hello = _pages()
    shown = _show_me()
    return {
        "import_s": brought,
        "bare_insert_s": bare,
        "import_vs_bare_insert": brought_cpu / bare_cpu,
        "list_ms": page,
        "hello_ms": hello,
        "list_vs_hello": page / hello,
        "show_me_s": shown,
    }


def made(size: int) -> bytes:
    """A list as a charity has it: a telephone number and an address of mail for each, a number for every third."""
    chance = random.Random(SEED)  # noqa: S311
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow("Org name,Charity No,Tel,E-mail,Contact name,Address 1,Town,Postcode,Income,Website".split(","))
    for number in range(size):
        name = f"{chance.choice(FIRST)} {chance.choice(SECOND)} {chance.choice(THIRD)} {number}"
        writer.writerow([
            name, 1_000_000 + number if number % 3 == 0 else "", f"01632 {number:06}", f"hello{number}@example.org",
            f"{chance.choice(FIRST)} {chance.choice(SECOND)}", f"{number % 90 + 1} High Street", chance.choice(FIRST),
            f"TA{number % 20 + 1} {number % 9}{chance.choice('ABDEFG')}{chance.choice('ABDEFG')}", number * 37 % 200_000,
            f"https://group{number}.example.org",
        ])  # fmt: skip
    return out.getvalue().encode()


def _by_turns(*things: Callable[[], object]) -> list[tuple[float, float]]:
    """The least of three times that each took, by turns: on the clock, and of the processor.

    What else the machine does meanwhile only ever adds, and to the clock most, so the ratio is of the processor's time.
    """
    took: list[list[tuple[float, float]]] = [[] for _thing in things]
    for _turn in range(TURNS):
        for at, do in enumerate(things):
            _empty()
            began = time.process_time()
            on_the_clock = _timed(do)
            took[at].append((on_the_clock, time.process_time() - began))
    return [(min(clock for clock, _cpu in each), min(cpu for _clock, cpu in each)) for each in took]


def _timed(do: Callable[[], object]) -> float:
    start = time.perf_counter()
    do()
    return time.perf_counter() - start


def _insert(sheet: bytes) -> None:
    """The least that any program must do: the same rows, read and written in one transaction without a check or a model."""
    import uuid

    from django.db import transaction

    from alongside.config.bench.filling import Table

    tables = {
        name: Table(f"organisations.{name}", **plain)
        for name, plain in (
            ("Organisation", {"sector": "voluntary"}),
            ("Contact", {}),
            ("Identifier", {}),
            ("OrganisationAddress", {}),
        )
    }
    rows = [(uuid.uuid4().hex, row) for row in csv.DictReader(io.StringIO(sheet.decode()))]
    with transaction.atomic():
        tables["Organisation"].insert(
            {"id": key, "name": row["Org name"], "slug": key, "url": row["Website"]} for key, row in rows
        )
        tables["Contact"].insert(
            {"id": uuid.uuid4().hex, "organisation_id": key, "kind": kind, "value": row[column], "name": row["Contact name"]}
            for key, row in rows
            for kind, column in (("phone", "Tel"), ("email", "E-mail"))
        )
        tables["Identifier"].insert(
            {"id": uuid.uuid4().hex, "organisation_id": key, "scheme": "GB-CHC", "number": row["Charity No"]}
            for key, row in rows
            if row["Charity No"]
        )
        tables["OrganisationAddress"].insert(
            {
                "id": uuid.uuid4().hex,
                "organisation_id": key,
                "line_1": row["Address 1"],
                "town": row["Town"],
                "postcode": row["Postcode"],
            }
            for key, row in rows
        )


def _empty() -> None:
    from django.apps import apps

    apps.get_model("organisations.Organisation").objects.all().delete()


def _bring(sheet: bytes) -> None:
    """What an officer waits for: from the bytes of a file to the last row written, with its preview and its report."""
    from pathlib import Path

    from alongside.organisations.actions import importing

    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        Path(file.name).write_bytes(sheet)
        report = importing.import_organisations(file.name, by=None, progress=lambda said: None)
    assert report["created"] == sheet.count(b"\n") - 1, report  # noqa: S101


def _pages() -> tuple[float, float]:
    """The officers' list narrowed by income, and a page that says hello, through the whole house; the middle of many, in ms."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    from alongside.organisations import actions
    from alongside.people import actions as people

    officer = people.add("officer@example.org", name="Officer", by=None)
    coordinator = actions.add("Marlshire Voluntary Action", sector="voluntary", kind="charity", is_coordinator=True, by=officer)
    actions.seat(officer, coordinator, role="lead", by=officer)
    client = Client(SERVER_NAME="localhost")
    client.force_login(get_user_model().objects.get(pk=officer.pk))
    page, hello = ("/organisations/records/?size=small&sector=voluntary", "/robots.txt")
    times: dict[str, list[float]] = {page: [], hello: []}
    for _round in range(ROUNDS):
        for address, found in times.items():
            found.append(1000 * _timed(lambda address=address: _answered(client, address)))  # type: ignore[misc]
    return median(times[page]), median(times[hello])


def _show_me() -> float:
    """All that is held about the officer, who brought most in: as a page, as JSON, and as a copy with files. In seconds."""
    import uuid

    from django.apps import apps

    from alongside.config.bench.filling import Table
    from alongside.kit import clock
    from alongside.people import copies, queries, showing, whose

    officer = queries.by_email("officer@example.org")
    assert officer is not None  # noqa: S101
    apps.get_model("account.EmailAddress").objects.filter(user=officer).update(verified=True)
    now = clock.now()
    plain = {
        "kind": "organisations.changed",
        "by": officer.pk.hex,
        "facts": {"fields": ["name"]},
        "at": now,
        "subject_kind": "organisations.organisation",
    }
    mails = {"kind": "bench", "to": officer.email, "sender": officer.email, "status": "sent", "source": b"", "subject": "Hello"}
    times = {"made_at": now, "waits_since": now, "due_at": now, "ended_at": now}
    Table("record.Event", **plain).insert({"id": uuid.uuid4().hex, "subject_id": uuid.uuid4().hex} for _number in range(MANY))
    Table("notices.Mail", **mails, **times).insert({"id": uuid.uuid4().hex} for _number in range(MANY))

    def shown() -> None:
        everything = showing.everything(whose.of_person(officer), most=None)
        assert everything.total >= 2 * MANY, everything.total  # noqa: S101
        showing.as_json(everything)
        copies.make(str(copies.ask(officer).pk))

    return _timed(shown)


def _answered(client: object, address: str) -> None:
    answer = client.get(address)  # type: ignore[attr-defined]
    assert answer.status_code == 200, answer.status_code  # noqa: S101


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
