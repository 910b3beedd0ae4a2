"""Finds the claims of a cell that stand in another incident without reading those that stand where they should."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """The index of a cell's members by their incident, in place of that by the cell alone."""

    dependencies: ClassVar[list[Any]] = [("desk", "0005_copies")]
    operations: ClassVar[list[Any]] = [
        migrations.AddIndex("memberrow", models.Index(fields=["cell", "incident"], name="member_of_cell")),
        migrations.AlterField(
            "memberrow",
            "cell",
            models.ForeignKey("desk.cellrow", models.CASCADE, related_name="members", db_index=False),
        ),
    ]
