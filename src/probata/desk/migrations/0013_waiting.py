"""What findings wait for, and the indexes that the first page of a desk counts by.

Findings that people have taken up are made anew with the next list: only then is it known what was noted of them.
"""

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation


def enter_waiting(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """What each finding of the desk waits for."""
    base = editor.connection.alias
    findings, waiting = (apps.get_model("desk", n).objects.using(base) for n in ("FindingRow", "WaitingRow"))
    findings.filter(number="null").update(number="")  # what SQLite makes of a number that isn't there
    taken = findings.exclude(number="").values("incident_id")
    apps.get_model("desk", "IncidentRow").objects.using(base).filter(id__in=taken).update(stale=True)
    proposed = findings.filter(status="proposed").values_list("id", "incident__disputed")
    waiting.bulk_create(
        (
            waiting.model(finding_id=finding, contrary=disputed, asked=False)
            for finding, disputed in proposed.iterator()
        ),
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0012_list_indexes")]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="WaitingRow",
            fields=[
                (
                    "finding",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="waiting",
                        serialize=False,
                        to="desk.findingrow",
                    ),
                ),
                ("contrary", models.BooleanField()),
                ("asked", models.BooleanField()),
                ("due", models.CharField(db_index=True, default="", max_length=10)),
            ],
        ),
        migrations.AddIndex(
            "findingrow", models.Index(fields=["regime", "measure", "status"], name="finding_by_status")
        ),
        migrations.AddIndex(
            "incidentrow", models.Index(fields=["happened_from", "type", "disputed"], name="incident_by_month")
        ),
        migrations.AddIndex(
            "incidentrow",
            models.Index(fields=["type"], name="incident_bare", condition=models.Q(record__isnull=True)),
        ),
        migrations.RunPython(enter_waiting, migrations.RunPython.noop),
    ]
