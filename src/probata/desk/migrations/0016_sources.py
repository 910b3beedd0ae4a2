"""Who says what, found by the source: the roots of incidents, the persons who speak, and sources in few words, which
are counted with the next list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce

REPLACED = (("ReportRow", "outlet"), ("StatementRow", "source"), ("ClaimActor", "actor"))
"""Columns whose own index is the beginning of one of the new ones."""
CLIP = 600


def add_person(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """An empty column, added in place: Django would write the whole table anew."""
    table = editor.quote_name(apps.get_model("desk", "StatementRow")._meta.db_table)
    order = ' COLLATE "C"' if editor.connection.vendor == "postgresql" else ""
    editor.execute(f"ALTER TABLE {table} ADD COLUMN \"person\" text{order} DEFAULT '' NOT NULL")


def drop_person(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """A copy of what stands in the records."""
    table = editor.quote_name(apps.get_model("desk", "StatementRow")._meta.db_table)
    editor.execute(f'ALTER TABLE {table} DROP COLUMN "person"')


def drop_single_indexes(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """The indexes that the new ones replace; none is left twice."""
    for name, column in REPLACED:
        model = apps.get_model("desk", name)
        with editor.connection.cursor() as cursor:
            held = editor.connection.introspection.get_constraints(cursor, model._meta.db_table)
        for index, told in held.items():
            if told["index"] and told["columns"] == [column] and not told["unique"]:
                editor.execute(f"DROP INDEX {editor.quote_name(index)}")


def make_single_indexes(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """As it was before."""
    for name, column in REPLACED:
        table = apps.get_model("desk", name)._meta.db_table
        quoted = (editor.quote_name(v) for v in (f"{table}_{column}_single", table, column))
        editor.execute("CREATE INDEX {} ON {} ({})".format(*quoted))


def fill(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Persons and roots out of the records, and the names of the sources."""
    base = editor.connection.alias

    def table(name: str) -> Any:
        return apps.get_model("desk", name).objects.using(base)

    said = table("StatementRow")
    said.update(person=Coalesce(KT("record__source__person"), Value("")))
    # What SQLite makes of a person who isn't there; and who speaks for himself.
    said.filter(models.Q(person="null") | models.Q(person=models.F("source"))).update(person="")
    published = dict(table("ReportRow").values_list("id", "published"))
    origins = apps.get_model("desk", "IncidentOrigin")

    def rows() -> Iterator[Any]:
        made = table("IncidentRow").filter(record__isnull=False)
        for incident, record in made.values_list("id", "record").iterator(chunk_size=100):
            for it in record["origins"]:
                days = [d for path in it["paths"] if (d := published.get(path["report"], ""))]
                yield origins(
                    incident_id=incident, root=it["root"][:CLIP], label=it["label"][:CLIP], kind=it["kind"],
                    day=min(days, default=""), counted=it["counted"],
                    others=max(0, record["independent_origins"] - it["counted"]), disputed=bool(record["denied_by"]),
                )  # fmt: skip

    _in_parts(origins.objects.using(base), rows())
    source = apps.get_model("desk", "SourceRow")
    names: set[str] = set(table("ReportRow").order_by().values_list("outlet", flat=True).distinct())
    for column in ("source", "person"):
        names |= set(table("StatementRow").order_by().values_list(column, flat=True).distinct())
    names |= set(table("ClaimActor").filter(role="source").order_by().values_list("actor", flat=True).distinct())
    named = origins.objects.using(base).exclude(root__startswith="anonymous in ").order_by()
    names |= set(named.values_list("root", flat=True).distinct())
    _in_parts(source.objects.using(base), (source(id=n) for n in sorted(names - {"", "report", "anonymous"})))


def _in_parts(manager: Any, rows: Iterator[Any], size: int = 5000) -> None:
    part: list[Any] = []
    for row in rows:
        part.append(row)
        if len(part) == size:
            manager.bulk_create(part)
            part = []
    manager.bulk_create(part)


class Migration(migrations.Migration):
    dependencies: ClassVar[list[Any]] = [("desk", "0015_fulltext")]

    operations: ClassVar[list[Any]] = [
        migrations.SeparateDatabaseAndState(
            [migrations.RunPython(add_person, drop_person)],
            [migrations.AddField("statementrow", "person", models.TextField(default=""))],
        ),
        migrations.SeparateDatabaseAndState(
            [migrations.RunPython(drop_single_indexes, make_single_indexes)],
            [
                migrations.AlterField("reportrow", "outlet", models.TextField(default="")),
                migrations.AlterField("statementrow", "source", models.TextField()),
                migrations.AlterField("claimactor", "actor", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="IncidentOrigin",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("root", models.TextField()),
                ("label", models.TextField(default="")),
                ("kind", models.CharField(max_length=20)),
                ("day", models.CharField(default="", max_length=10)),
                ("counted", models.BooleanField()),
                ("others", models.PositiveIntegerField()),
                ("disputed", models.BooleanField()),
                (
                    "incident",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="roots",
                        to="desk.incidentrow",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SourceRow",
            fields=[
                ("id", models.TextField(primary_key=True, serialize=False)),
                ("name", models.TextField(default="")),
                ("words", models.TextField(default="")),
                ("kind", models.CharField(default="", max_length=20)),
                ("told", models.PositiveIntegerField(default=0)),
                ("last", models.CharField(default="", max_length=10)),
                ("record", models.JSONField(default=dict)),
                ("stale", models.BooleanField(default=True)),
            ],
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
