"""What people have made of claims, beside what the machine read; all times and amounts of a report; two persons.

The columns of large tables are added in plain SQL: on SQLite Django would copy the tables.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models


def added(table: str, model: str, name: str, sql: str, field: models.Field[Any, Any]) -> migrations.RunSQL:
    """A column that every row has from the start."""
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD COLUMN {name} {sql}",
        f"ALTER TABLE {table} DROP COLUMN {name}",
        state_operations=[migrations.AddField(model, name, field)],
    )


class Migration(migrations.Migration):
    dependencies: ClassVar[list[Any]] = [("desk", "0009_identity")]
    operations: ClassVar[list[Any]] = [
        migrations.AddField("deskinfo", "two_persons", models.BooleanField(default=False)),
        migrations.AddField("reportrow", "marks", models.JSONField(null=True)),
        migrations.AddField("claimrow", "machine", models.JSONField(null=True)),
        added(
            "desk_claimrow",
            "claimrow",
            "verdict",
            "varchar(20) DEFAULT 'unreviewed' NOT NULL",
            models.CharField(max_length=20, default="unreviewed"),
        ),
        migrations.AddIndex("claimrow", models.Index(fields=["verdict", "id"], name="claim_verdict")),
        added(
            "desk_incidentrow", "incidentrow", "engages", "bool DEFAULT false NOT NULL",
            models.BooleanField(default=False),
        ),
        migrations.RunSQL(
            "UPDATE desk_incidentrow SET engages = true WHERE id IN (SELECT incident_id FROM desk_findingrow)",
            migrations.RunSQL.noop,
        ),
        migrations.AddIndex("incidentrow", models.Index(fields=["engages", "id"], name="incident_engages")),
    ]  # fmt: skip
