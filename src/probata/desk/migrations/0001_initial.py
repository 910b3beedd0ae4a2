"""The first schema: captures, reports, statements, claims, incidents, findings."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    initial = True

    dependencies: ClassVar[list[tuple[str, str]]] = []

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="CaptureRow",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                ("url_final", models.TextField()),
                ("captured_at", models.CharField(db_index=True, max_length=40)),
                ("record", models.JSONField()),
                ("read_with", models.TextField(default="")),
                ("failures", models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            name="ClaimRow",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("place", models.PositiveIntegerField()),
                ("type", models.CharField(db_index=True, max_length=20)),
                ("stance", models.CharField(db_index=True, max_length=20)),
                ("status", models.CharField(max_length=20)),
                ("happened_from", models.CharField(db_index=True, default="", max_length=10)),
                ("happened_to", models.CharField(db_index=True, default="", max_length=10)),
                ("record", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="DeskInfo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("schema", models.PositiveIntegerField()),
                ("made_by", models.CharField(max_length=100)),
                ("created_at", models.CharField(max_length=40)),
                ("custody_seq", models.BigIntegerField(default=0)),
                ("custody_hash", models.CharField(default="", max_length=64)),
                ("stale", models.BooleanField(default=False)),
                ("assessed_with", models.TextField(default="")),
            ],
        ),
        migrations.CreateModel(
            name="IncidentRow",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("type", models.CharField(db_index=True, max_length=20)),
                ("happened_from", models.CharField(db_index=True, default="", max_length=10)),
                ("happened_to", models.CharField(db_index=True, default="", max_length=10)),
                ("origins", models.PositiveIntegerField()),
                ("disputed", models.BooleanField(db_index=True)),
                ("record", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="ClaimActor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("actor", models.TextField(db_index=True)),
                ("role", models.CharField(max_length=20)),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="actors", to="desk.claimrow"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="IncidentClaim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="incidents", to="desk.claimrow"
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="desk.incidentrow"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="IncidentActor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("actor", models.TextField(db_index=True)),
                ("role", models.CharField(max_length=20)),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="actors", to="desk.incidentrow"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FindingRow",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("regime", models.CharField(db_index=True, max_length=64)),
                ("measure", models.CharField(db_index=True, max_length=64)),
                ("status", models.CharField(db_index=True, max_length=20)),
                ("record", models.JSONField()),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="findings", to="desk.incidentrow"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NotEngagedRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("regime", models.CharField(db_index=True, max_length=64)),
                ("record", models.JSONField()),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="not_engaged", to="desk.incidentrow"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReportRow",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("part", models.TextField(default="")),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                ("label", models.TextField(db_index=True, default="")),
                ("outlet", models.TextField(db_index=True, default="")),
                ("published", models.CharField(db_index=True, default="", max_length=10)),
                ("text", models.TextField()),
                ("record", models.JSONField()),
                ("engine", models.TextField(default="")),
                (
                    "capture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reports", to="desk.capturerow"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="claimrow",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="claims", to="desk.reportrow"
            ),
        ),
        migrations.CreateModel(
            name="StatementRow",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("place", models.PositiveIntegerField()),
                ("source", models.TextField(db_index=True)),
                ("stance", models.CharField(db_index=True, max_length=20)),
                ("said_from", models.CharField(default="", max_length=10)),
                ("said_to", models.CharField(default="", max_length=10)),
                ("record", models.JSONField()),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="statements", to="desk.reportrow"
                    ),
                ),
            ],
        ),
    ]
