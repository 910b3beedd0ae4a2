"""Lets a folder and a database of a server tell whether they are one desk."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """A column for the id that both hold; empty where the tables are in the folder."""

    dependencies: ClassVar[list[Any]] = [("desk", "0008_custody")]
    operations: ClassVar[list[Any]] = [
        migrations.AddField("deskinfo", "identity", models.CharField(default="", max_length=32)),
    ]
