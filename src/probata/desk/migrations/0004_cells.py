"""Claims in cells, cells in incidents; what was made of claims before is made anew at the next use."""

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation


def forget_incidents(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Incidents and findings follow from the claims, and no longer in the same way."""
    for name in ("FindingRow", "NotEngagedRow", "IncidentActor", "IncidentClaim", "IncidentRow"):
        apps.get_model("desk", name).objects.using(editor.connection.alias).all().delete()


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0003_decisions")]

    operations: ClassVar[list[Operation]] = [
        migrations.RunPython(forget_incidents, migrations.RunPython.noop),
        migrations.CreateModel(
            name="BlockRow",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("twin", models.CharField(db_index=True, max_length=64)),
                ("record", models.JSONField()),
                ("weight", models.PositiveIntegerField(default=0)),
                ("swept", models.BooleanField(default=False)),
                ("barren", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="CellRow",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20)),
                ("name", models.TextField(default="")),
                ("start", models.CharField(default="", max_length=10)),
                ("end", models.CharField(default="", max_length=10)),
                ("weight", models.PositiveIntegerField(default=0)),
                ("own", models.CharField(db_index=True, max_length=64)),
                ("label", models.CharField(db_index=True, default="", max_length=64)),
                ("loose", models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name="MemberRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("trace", models.JSONField()),
                ("founds", models.BooleanField()),
                ("sweeping", models.BooleanField(default=False)),
                ("ruled", models.BooleanField(default=False)),
            ],
        ),
        migrations.RemoveField(
            model_name="incidentclaim",
            name="claim",
        ),
        migrations.RemoveField(
            model_name="incidentclaim",
            name="incident",
        ),
        migrations.RemoveField(
            model_name="deskinfo",
            name="stale",
        ),
        migrations.AddField(
            model_name="incidentrow",
            name="stale",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="reportrow",
            name="placed",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="incidentrow",
            name="disputed",
            field=models.BooleanField(db_index=True, default=False),
        ),
        migrations.AlterField(
            model_name="incidentrow",
            name="origins",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="incidentrow",
            name="record",
            field=models.JSONField(null=True),
        ),
        migrations.AddIndex(
            model_name="reportrow",
            index=models.Index(condition=models.Q(("placed", False)), fields=["id"], name="report_unplaced"),
        ),
        migrations.AddField(
            model_name="incidentrow",
            name="block",
            preserve_default=False,
            field=models.ForeignKey(
                default="none",
                on_delete=django.db.models.deletion.CASCADE,
                related_name="incidents",
                to="desk.blockrow",
            ),
        ),
        migrations.AddIndex(
            model_name="incidentrow",
            index=models.Index(condition=models.Q(("stale", True)), fields=["id"], name="incident_stale"),
        ),
        migrations.AddField(
            model_name="cellrow",
            name="block",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="cells", to="desk.blockrow"
            ),
        ),
        migrations.AddField(
            model_name="memberrow",
            name="cell",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="members", to="desk.cellrow"
            ),
        ),
        migrations.AddField(
            model_name="memberrow",
            name="claim",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="incidents", to="desk.claimrow"
            ),
        ),
        migrations.AddField(
            model_name="memberrow",
            name="incident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="members", to="desk.incidentrow"
            ),
        ),
        migrations.AddField(
            model_name="memberrow",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="members", to="desk.reportrow"
            ),
        ),
        migrations.DeleteModel(
            name="IncidentClaim",
        ),
        migrations.AddIndex(
            model_name="cellrow",
            index=models.Index(fields=["block", "kind", "start"], name="cell_of_block"),
        ),
        migrations.AddIndex(
            model_name="cellrow",
            index=models.Index(condition=models.Q(("loose", True)), fields=["key"], name="cell_loose"),
        ),
        migrations.AddIndex(
            model_name="memberrow",
            index=models.Index(condition=models.Q(("sweeping", True)), fields=["cell"], name="member_sweeping"),
        ),
        migrations.AddIndex(
            model_name="memberrow",
            index=models.Index(condition=models.Q(("ruled", True)), fields=["cell"], name="member_ruled"),
        ),
        migrations.AddField(model_name="deskinfo", name="ruled", field=models.PositiveIntegerField(default=0)),
    ]
