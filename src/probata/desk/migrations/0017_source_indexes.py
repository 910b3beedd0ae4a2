"""The indexes by which sources are counted; apart from filling their columns, which PostgreSQL wants done first."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar[list[Any]] = [("desk", "0016_sources")]

    operations: ClassVar[list[Any]] = [
        migrations.AddIndex("reportrow", models.Index(fields=["outlet", "published"], name="report_of_outlet")),
        migrations.AddIndex(
            "statementrow", models.Index(fields=["source", "stance", "day"], name="statement_of_source")
        ),
        migrations.AddIndex(
            "statementrow",
            models.Index(
                fields=["person", "stance", "day"], name="statement_of_person", condition=~models.Q(person="")
            ),
        ),
        migrations.AddIndex("claimactor", models.Index(fields=["actor", "role"], name="claim_of_actor")),
        migrations.AddIndex("incidentorigin", models.Index(fields=["incident"], name="origin_of_incident")),
        migrations.AddIndex(
            "incidentorigin",
            models.Index(fields=["root", "counted", "others", "day", "disputed"], name="origin_by_root"),
        ),
        migrations.AddIndex("sourcerow", models.Index(fields=["told", "id"], name="source_by_number")),
        migrations.AddIndex("sourcerow", models.Index(fields=["last", "id"], name="source_by_last_day")),
        migrations.AddIndex("sourcerow", models.Index(fields=["name", "id"], name="source_by_name")),
        migrations.AddIndex(
            "sourcerow", models.Index(fields=["id"], name="source_stale", condition=models.Q(stale=True))
        ),
    ]
