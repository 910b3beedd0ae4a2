"""What incidents tell under ceilings. A desk made before gets the rows when its incidents are made anew."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0006_member_of_cell")]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="CapRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("measure", models.CharField(max_length=64)),
                ("shown", models.BooleanField()),
                ("record", models.JSONField()),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="caps", to="desk.claimrow"
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="caps", to="desk.incidentrow"
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["measure", "shown", "claim"], name="cap_of_measure")]},
        ),
    ]
