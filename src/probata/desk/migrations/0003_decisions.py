"""Decisions: tables to which rows are only added; the database is told to refuse anything else."""

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

TABLES = ("desk_decisionrow", "desk_decisionsubject")


REFUSAL = "decisions are only added"


def keep_rows(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Triggers that refuse an update or a removal."""
    if editor.connection.vendor == "sqlite":
        for table in TABLES:
            for act in ("UPDATE", "DELETE"):
                editor.execute(
                    f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
                )
    elif editor.connection.vendor == "postgresql":
        editor.execute(
            "CREATE OR REPLACE FUNCTION desk_only_added() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        for table in TABLES:
            editor.execute(
                f"CREATE TRIGGER {table}_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION desk_only_added()"
            )


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0002_claimkey")]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="DecisionRow",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("entry", models.BigIntegerField(unique=True)),
                ("act", models.CharField(max_length=20)),
                ("author", models.TextField()),
                ("at", models.CharField(max_length=40)),
                ("record", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="DecisionSubject",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("subject", models.TextField(db_index=True)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="subjects", to="desk.decisionrow"
                    ),
                ),
            ],
        ),
        migrations.RunPython(keep_rows, migrations.RunPython.noop),
    ]
