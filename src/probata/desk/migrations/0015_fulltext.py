"""Words to search by, with an index beside them that the database keeps in step; those of older desks are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from probata.desk.fulltext import texts

KINDS: dict[str, Callable[[Any], str]] = {
    "report": lambda row: texts.report_words(row.record, row.text),
    "statement": lambda row: texts.statement_words(row.record, row.report.text),
    "claim": lambda row: texts.claim_words(row.record, row.report.text),
}
AT_ONCE = 500

_SQLITE = (
    # Words come with blanks between them and in small letters: all that "ascii" changes nothing of.
    "CREATE VIRTUAL TABLE {t}_index USING fts5(words, content='{t}', content_rowid='id', tokenize='ascii')",
    "CREATE TRIGGER {t}_added AFTER INSERT ON {t} BEGIN"
    " INSERT INTO {t}_index (rowid, words) VALUES (new.id, new.words); END",
    "CREATE TRIGGER {t}_removed AFTER DELETE ON {t} BEGIN"
    " INSERT INTO {t}_index ({t}_index, rowid, words) VALUES ('delete', old.id, old.words); END",
    "CREATE TRIGGER {t}_changed AFTER UPDATE ON {t} BEGIN"
    " INSERT INTO {t}_index ({t}_index, rowid, words) VALUES ('delete', old.id, old.words);"
    " INSERT INTO {t}_index (rowid, words) VALUES (new.id, new.words); END",
)
_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION desk_placed(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(string_agg('''' || word || ''':' || least(place, 16383), ' '), '')::tsvector
    FROM unnest(string_to_array(btrim(words, ' '), ' ')) WITH ORDINALITY AS told (word, place)
   WHERE word <> ''
$$
"""
_POSTGRESQL = (
    "ALTER TABLE {t} ADD COLUMN placed tsvector GENERATED ALWAYS AS (desk_placed(words)) STORED",
    "CREATE INDEX {t}_index ON {t} USING gin (placed)",
)


def make_indexes(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """An index of the words of each kind."""
    sqlite = editor.connection.vendor == "sqlite"
    if not sqlite:
        editor.execute(_POSTGRESQL_FUNCTION)
    for kind in KINDS:
        for statement in _SQLITE if sqlite else _POSTGRESQL:
            editor.execute(statement.format(t=f"desk_{kind}words"))


def drop_indexes(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """They follow from the words."""
    for kind in KINDS:
        if editor.connection.vendor == "sqlite":
            for name in ("added", "removed", "changed"):
                editor.execute(f"DROP TRIGGER desk_{kind}words_{name}")
            editor.execute(f"DROP TABLE desk_{kind}words_index")
        else:
            editor.execute(f"ALTER TABLE desk_{kind}words DROP COLUMN placed")
    if editor.connection.vendor != "sqlite":
        editor.execute("DROP FUNCTION desk_placed(text)")


def fill(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """The words of the records that there are."""
    for kind, words_of in KINDS.items():
        table = apps.get_model("desk", f"{kind.capitalize()}Words")
        rows = _rows(apps.get_model("desk", f"{kind.capitalize()}Row").objects.using(editor.connection.alias), kind)
        made = (table(record_id=row.id, words=words_of(row)) for row in rows)
        while part := list(islice(made, AT_ONCE)):
            table.objects.using(editor.connection.alias).bulk_create(part)


def _rows(manager: Any, kind: str) -> Iterator[Any]:
    """In the order of ids, some at a time: a cursor held open would be in the way of what is written."""
    rows = manager.order_by("id") if kind == "report" else manager.select_related("report").order_by("id")
    last = ""
    while part := list(rows.filter(id__gt=last)[:AT_ONCE]):
        yield from part
        last = part[-1].id


def _words_of(kind: str) -> Any:
    return migrations.CreateModel(
        name=f"{kind.capitalize()}Words",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("words", models.TextField()),
            (
                "record",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE, related_name="words", to=f"desk.{kind}row"
                ),
            ),
        ],
        options={"abstract": False},
    )


class Migration(migrations.Migration):
    dependencies: ClassVar[list[Any]] = [("desk", "0014_review_queue")]
    operations: ClassVar[list[Any]] = [
        *(_words_of(kind) for kind in KINDS),
        migrations.RunPython(make_indexes, drop_indexes),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
