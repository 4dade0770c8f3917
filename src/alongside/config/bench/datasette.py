"""The peer: Datasette on the same SQLite file, with one canned query in the plan that serves it best.

It is given what a knowing user would give it: a full text index, all points, and the days of each service in a table of
their own. It answers the best twenty, without a total and without counts. Of the plans that were tried (an R*Tree first, the
filters first, the points of each match) the last was the fastest at every size: most words are rarer than places are far.
"""

import json
import math
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlencode

from alongside.config.bench.questions import MILES, Question
from alongside.config.bench.servers import end, free_port, wait_for

METRES = MILES * 1609.344
TABLES = """
CREATE VIRTUAL TABLE bench_text USING fts5(name, about, content='', tokenize='unicode61');
INSERT INTO bench_text (rowid, name, about)
    SELECT s.rowid, s.name, s.summary || ' ' || s.description || ' ' || o.name || ' ' || group_concat(l.town, ' ')
    FROM directory_service s JOIN organisations_organisation o ON o.id = s.organisation_id
    JOIN directory_servicelocation l ON l.service_id = s.id GROUP BY s.rowid;
INSERT INTO bench_text (bench_text) VALUES ('optimize');
CREATE TABLE bench_point (
    service INTEGER, number INTEGER, latitude REAL, longitude REAL, PRIMARY KEY (service, number)
) WITHOUT ROWID;
INSERT INTO bench_point SELECT s.rowid, l.rowid, l.latitude, l.longitude
    FROM directory_servicelocation l JOIN directory_service s ON s.id = l.service_id;
CREATE TABLE bench_day (service INTEGER, day TEXT, PRIMARY KEY (service, day)) WITHOUT ROWID;
INSERT INTO bench_day SELECT DISTINCT s.rowid, lower(substr(t.rule, -2))
    FROM directory_servicetime t JOIN directory_service s ON s.id = t.service_id;
ANALYZE;
"""
FIND = """
WITH hit AS MATERIALIZED (
    SELECT rowid AS service, bm25(bench_text) AS score FROM bench_text
    WHERE bench_text MATCH :words AND EXISTS (
        SELECT 1 FROM bench_point p WHERE p.service = bench_text.rowid
        AND p.latitude BETWEEN :south AND :north AND p.longitude BETWEEN :west AND :east
    )
)
SELECT s.id, s.name, o.name AS organisation, s.slug, min(2 * 6371008.8 * asin(sqrt(
    pow(sin(radians(p.latitude - :lat) / 2), 2)
    + cos(radians(:lat)) * cos(radians(p.latitude)) * pow(sin(radians(p.longitude - :lon) / 2), 2)
))) AS distance
FROM hit JOIN directory_service s ON s.rowid = hit.service
JOIN organisations_organisation o ON o.id = s.organisation_id
JOIN bench_point p ON p.service = hit.service
WHERE s.cost = :cost AND EXISTS (SELECT 1 FROM bench_day d WHERE d.service = hit.service AND d.day = :day)
GROUP BY hit.service HAVING distance <= :metres
ORDER BY score, distance LIMIT 20
"""


def prepare(file: Path) -> None:
    """Make the tables that this peer wants, and leave nothing in the log: it reads the file as one that never changes."""
    with closing(sqlite3.connect(file)) as database:
        database.executescript(TABLES)
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def path(question: Question) -> str:
    """The address of its answer."""
    tall = METRES / 111_195
    wide = tall / math.cos(math.radians(question.latitude))
    asked = {
        "words": question.words,
        "lat": question.latitude,
        "lon": question.longitude,
        "south": question.latitude - tall,
        "north": question.latitude + tall,
        "west": question.longitude - wide,
        "east": question.longitude + wide,
        "cost": question.cost,
        "day": question.day[:2],
        "metres": METRES,
    }
    return f"/alongside/find.json?{urlencode(asked)}&_shape=array"


@contextmanager
def serving(file: Path) -> Iterator[int]:
    """Datasette on the file, as its documentation advises for a file that does not change; the port it listens on."""
    port = free_port()
    facts = {"databases": {file.stem: {"queries": {"find": {"sql": FIND}}}}}
    about = file.with_name("datasette.json")
    about.write_text(json.dumps(facts))
    command = [
        sys.executable,
        "-m",
        "datasette",
        "serve",
        "--immutable",
        str(file),
        "--metadata",
        str(about),
        "--port",
        str(port),
    ]
    server = subprocess.Popen(
        [*command, "--setting", "sql_time_limit_ms", "20000"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(port, server)
        yield port
    finally:
        end(server)
