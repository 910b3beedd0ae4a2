"""Incidents with findings in their order, for the list of claims to review: SQLite asks no index for a plain truth.
Decisions by their act: verdicts on claims are many, all others few."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar[list[Any]] = [("desk", "0013_waiting")]
    operations: ClassVar[list[Any]] = [
        migrations.RemoveIndex("incidentrow", name="incident_engages"),
        migrations.AddIndex(
            "incidentrow", models.Index(fields=["id"], name="incident_engaging", condition=models.Q(engages=True))
        ),
        migrations.AddIndex("decisionrow", models.Index(fields=["act", "entry"], name="decision_of_act")),
    ]
