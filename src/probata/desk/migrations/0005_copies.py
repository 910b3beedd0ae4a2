"""Reports that share a text, and the fingerprints to find them by."""

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation


def make_table(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Two numbers a row, kept in the order of look-up and nowhere else; other databases do with the key."""
    alone = " WITHOUT ROWID" if editor.connection.vendor == "sqlite" else ""
    editor.execute(
        "CREATE TABLE desk_fingerprint (hash BIGINT NOT NULL, report BIGINT NOT NULL, PRIMARY KEY (hash, report))"
        + alone
    )


def drop_table(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Fingerprints follow from the texts."""
    editor.execute("DROP TABLE desk_fingerprint")


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0004_cells")]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="FingerprintedRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("hashes", models.BinaryField()),
                ("original", models.CharField(default="", max_length=64)),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fingerprinted",
                        to="desk.reportrow",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CopyRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("in_a", models.FloatField()),
                ("in_b", models.FloatField()),
                ("record", models.JSONField()),
                (
                    "a",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="desk.reportrow"
                    ),
                ),
                (
                    "b",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="desk.reportrow"
                    ),
                ),
            ],
        ),
        migrations.RunPython(make_table, drop_table),
    ]
