"""The text index, which belongs to the database: FTS5 kept by triggers, or a generated tsvector under a GIN index."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FORGET = "INSERT INTO search_text(search_text, rowid, title, body, keys) VALUES ('delete', old.id, old.title, old.body, old.keys);"
LEARN = "INSERT INTO search_text(rowid, title, body, keys) VALUES (new.id, new.title, new.body, new.keys);"

# The lone 0 keeps the last word of a title and the first of a body from making a phrase; no word is written so.
# Without fastupdate a search never has to read through a list of pending writes.
MAKE = {
    "sqlite": (
        "CREATE VIRTUAL TABLE search_text USING fts5(title, body, keys, content='search_entry', content_rowid='id', "
        "tokenize='unicode61 remove_diacritics 0')",
        f"CREATE TRIGGER search_text_insert AFTER INSERT ON search_entry BEGIN {LEARN} END",
        f"CREATE TRIGGER search_text_delete AFTER DELETE ON search_entry BEGIN {FORGET} END",
    ),
    "postgresql": (
        "ALTER TABLE search_entry ADD COLUMN text tsvector NOT NULL GENERATED ALWAYS AS ("
        "to_tsvector('simple'::regconfig, title || ' 0 ' || body) || array_to_tsvector(string_to_array(keys, ' '))) STORED",
        "CREATE INDEX search_text ON search_entry USING gin (text) WITH (fastupdate = off)",
    ),
}
UNMAKE = {
    "sqlite": (
        "DROP TRIGGER search_text_insert",
        "DROP TRIGGER search_text_delete",
        "DROP TABLE search_text",
    ),
    "postgresql": ("DROP INDEX search_text", "ALTER TABLE search_entry DROP COLUMN text"),
}


def make(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in MAKE[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def unmake(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in UNMAKE[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = (("search", "0001_initial"),)

    operations = (migrations.RunPython(make, unmake),)
