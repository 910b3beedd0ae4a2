"""Claims by place and carrier. Places of claims of a desk are entered; carriers come with a new reading."""

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation


def enter_places(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """A key for each claim's place, which was a bare passage before."""
    claims, keys = apps.get_model("desk", "ClaimRow"), apps.get_model("desk", "ClaimKey")
    base = editor.connection.alias
    placed = ((row.id, (row.record.get("place") or {}).get("text")) for row in claims.objects.using(base).iterator())
    keys.objects.using(base).bulk_create(
        (keys(claim_id=claim, kind="place", key=words.casefold()) for claim, words in placed if words), batch_size=500
    )


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0001_initial")]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="ClaimKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("key", models.TextField(db_index=True)),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="keys", to="desk.claimrow"
                    ),
                ),
            ],
        ),
        migrations.RunPython(enter_places, migrations.RunPython.noop),
    ]
