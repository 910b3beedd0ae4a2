"""Where the entries of the custody log stand; entered when somebody next asks, or with the next run."""

from typing import ClassVar

from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0007_caps")]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="CustodyRow",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("offset", models.BigIntegerField()),
                ("author", models.TextField()),
                ("act", models.TextField()),
                ("subject", models.TextField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["subject", "seq"], name="custody_of_subject"),
                    models.Index(fields=["author", "seq"], name="custody_of_author"),
                ]
            },
        ),
    ]
