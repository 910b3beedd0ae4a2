"""The indexes that lists are paged by; apart from filling their columns, which PostgreSQL wants done first."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar[list[Any]] = [("desk", "0011_lists")]

    operations: ClassVar[list[Any]] = [
        migrations.AddIndex("capturerow", models.Index(fields=["captured_at", "id"], name="capture_by_time")),
        migrations.AddIndex("reportrow", models.Index(fields=["published", "id"], name="report_by_day")),
        migrations.AddIndex("statementrow", models.Index(fields=["day", "id", "day_last"], name="statement_by_day")),
        migrations.AddIndex("statementrow", models.Index(fields=["day_last"], name="statement_by_last_day")),
        migrations.AddIndex(
            "claimrow", models.Index(fields=["happened_from", "id", "happened_to"], name="claim_by_time")
        ),
        migrations.AddIndex("claimrow", models.Index(fields=["published", "id"], name="claim_by_day")),
        migrations.AddIndex("claimrow", models.Index(fields=["statement"], name="claim_by_statement")),
        migrations.AddIndex(
            "incidentrow", models.Index(fields=["happened_from", "id", "happened_to"], name="incident_by_time")
        ),
        migrations.AddIndex("incidentrow", models.Index(fields=["origins", "id"], name="incident_by_origins")),
        migrations.AddIndex(
            "findingrow",
            models.Index(fields=["regime", "measure", "happened_from", "id"], name="finding_by_measure"),
        ),
        migrations.AddIndex("claimactor", models.Index(fields=["claim", "actor"], name="actor_of_claim")),
        migrations.AddIndex("claimkey", models.Index(fields=["claim", "key"], name="key_of_claim")),
        migrations.AddIndex("incidentactor", models.Index(fields=["incident", "actor"], name="actor_of_incident")),
        migrations.AddIndex("incidentgoods", models.Index(fields=["incident", "goods"], name="goods_of_incident")),
        migrations.AddIndex(
            "findingrow", models.Index(fields=["incident", "regime", "status"], name="finding_of_incident")
        ),
        migrations.AddIndex("findingrow", models.Index(fields=["happened_from", "id"], name="finding_by_time")),
        migrations.AddIndex("findingrow", models.Index(fields=["number"], name="finding_by_number")),
        migrations.AddIndex(
            "findingrow", models.Index(fields=["due", "id"], name="finding_due", condition=~models.Q(due=""))
        ),
    ]
