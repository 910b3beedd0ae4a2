"""What lists are ordered and narrowed by, beside the records; columns of a desk made before are filled from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Case, F, OuterRef, Subquery, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce

DAY, NONE = 10, ""
NEW = {
    "StatementRow": {"day": DAY, "day_last": DAY},
    "ClaimRow": {"published": DAY, "statement": 64},
    "IncidentRow": {"reliability": 1, "credibility": 1},
    "FindingRow": {"happened_from": DAY, "number": 20, "citation_status": 10, "due": DAY},
}
REPLACED = (("CaptureRow", "captured_at"), ("ReportRow", "published"), ("ClaimRow", "happened_from"),
            ("IncidentRow", "happened_from"), ("ClaimActor", "claim_id"), ("ClaimKey", "claim_id"),
            ("IncidentActor", "incident_id"), ("FindingRow", "incident_id"))  # fmt: skip
"""Columns whose own index is the beginning of one of the new ones."""

Change = Callable[[Any, BaseDatabaseSchemaEditor], None]


def add_columns(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Empty text columns, added in place: Django would write the whole table of a million rows anew for each."""
    for model, columns in NEW.items():
        table = editor.quote_name(apps.get_model("desk", model)._meta.db_table)
        for name, width in columns.items():
            editor.execute(
                f"ALTER TABLE {table} ADD COLUMN {editor.quote_name(name)} varchar({width}) DEFAULT '' NOT NULL"
            )


def drop_columns(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Copies of what stands in the records."""
    for model, columns in NEW.items():
        table = editor.quote_name(apps.get_model("desk", model)._meta.db_table)
        for name in columns:
            editor.execute(f"ALTER TABLE {table} DROP COLUMN {editor.quote_name(name)}")


def drop_single_indexes(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """The indexes that the new ones replace; none is left twice."""
    for name, column in REPLACED:
        model = apps.get_model("desk", name)
        with editor.connection.cursor() as cursor:
            held = editor.connection.introspection.get_constraints(cursor, model._meta.db_table)
        for index, told in held.items():
            if told["index"] and told["columns"] == [column] and not told["unique"]:
                editor.execute(f"DROP INDEX {editor.quote_name(index)}")


def make_single_indexes(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """As it was before."""
    for name, column in REPLACED:
        table = apps.get_model("desk", name)._meta.db_table
        quoted = (editor.quote_name(v) for v in (f"{table}_{column}_single", table, column))
        editor.execute("CREATE INDEX {} ON {} ({})".format(*quoted))


def fill(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """The columns of rows that there are already, from their records."""
    base = editor.connection.alias

    def table(name: str) -> Any:
        return apps.get_model("desk", name).objects.using(base)

    day = Subquery(table("ReportRow").filter(id=OuterRef("report_id")).values("published")[:1])
    table("ClaimRow").update(published=day, statement=_told("statement"))
    table("StatementRow").update(
        day=Case(When(said_from=NONE, then=day), default=F("said_from")),
        day_last=Case(When(said_to=NONE, then=day), default=F("said_to")),
    )
    made = table("IncidentRow").filter(record__isnull=False)
    made.update(reliability=_told("reliability"), credibility=_told("credibility"))
    happened = Subquery(table("IncidentRow").filter(id=OuterRef("incident_id")).values("happened_from")[:1])
    table("FindingRow").update(happened_from=happened, number=_told("number"), citation_status=_told("citation_status"))
    for i, replies in table("FindingRow").values_list("id", "record__replies").iterator(chunk_size=500):
        if due := _due(replies or ()):
            table("FindingRow").filter(id=i).update(due=due)
    claim, incident = apps.get_model("desk", "ClaimKey"), apps.get_model("desk", "IncidentGoods")
    summary = apps.get_model("desk", "SummaryRow")
    _in_parts(summary.objects.using(base), (
        summary(incident_id=row.id, record=_summary(row.record)) for row in made.iterator(chunk_size=100)
    ), 100)  # fmt: skip
    _in_parts(claim.objects.using(base), (
        claim(claim_id=i, kind="goods", key=goods)
        for i, told in table("ClaimRow").values_list("id", "record__object").iterator(chunk_size=2000)
        for goods in told or ()
    ))  # fmt: skip
    _in_parts(incident.objects.using(base), (
        incident(incident_id=i, goods=goods)
        for i, told in made.values_list("id", "record__object").iterator(chunk_size=2000)
        for goods in told or ()
    ))  # fmt: skip


def _told(name: str) -> Coalesce:
    return Coalesce(KT(f"record__{name}"), Value(NONE))


def _due(replies: Iterable[Any]) -> str:
    return min((r["due"] or NONE for r in replies if r["answer"] is None and r["answered"] is None), default=NONE)


def _summary(told: Any) -> dict[str, Any]:
    """As version 0.2 had it: numbers for lists of ids."""
    same = ("id", "type", "agent", "counterpart", "object", "time", "asserted_by", "alleged_by", "denied_by",
            "unverified_by", "independent_origins", "reliability", "credibility")  # fmt: skip
    return {name: told[name] for name in same} | {
        "quantities": [q | {"claims": []} for q in told["quantities"]],
        "claims": len(told["claims"]),
        "reports": len(told["reports"]),
        "conflicts": list(dict.fromkeys(c["about"] for c in told["conflicts"])),
        "questions": len(told.get("questions", ())),
    }


def _in_parts(manager: Any, rows: Iterable[Any], size: int = 5000) -> None:
    part: list[Any] = []
    for row in rows:
        part.append(row)
        if len(part) == size:
            manager.bulk_create(part)
            part = []
    manager.bulk_create(part)


def forget_goods(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """The keys of claims that weren't there before."""
    apps.get_model("desk", "ClaimKey").objects.using(editor.connection.alias).filter(kind="goods").delete()


def _by_hand(forward: Change, back: Change, state: list[Any]) -> Any:
    return migrations.SeparateDatabaseAndState([migrations.RunPython(forward, back)], state)


def _to(table: str, name: str) -> Any:
    return models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name=name, to=table, db_index=False)


class Migration(migrations.Migration):
    dependencies: ClassVar[list[Any]] = [("desk", "0010_verdicts")]

    operations: ClassVar[list[Any]] = [
        _by_hand(
            add_columns,
            drop_columns,
            [
                migrations.AddField(model.lower(), name, models.CharField(max_length=width, default=""))
                for model, columns in NEW.items()
                for name, width in columns.items()
            ],
        ),
        _by_hand(
            drop_single_indexes,
            make_single_indexes,
            [
                migrations.AlterField("capturerow", "captured_at", models.CharField(max_length=40)),
                migrations.AlterField("reportrow", "published", models.CharField(max_length=DAY, default="")),
                migrations.AlterField("claimrow", "happened_from", models.CharField(max_length=DAY, default="")),
                migrations.AlterField("incidentrow", "happened_from", models.CharField(max_length=DAY, default="")),
                migrations.AlterField("claimactor", "claim", _to("desk.claimrow", "actors")),
                migrations.AlterField("claimkey", "claim", _to("desk.claimrow", "keys")),
                migrations.AlterField("incidentactor", "incident", _to("desk.incidentrow", "actors")),
                migrations.AlterField("findingrow", "incident", _to("desk.incidentrow", "findings")),
            ],
        ),
        migrations.CreateModel(
            name="IncidentGoods",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("goods", models.CharField(db_index=True, max_length=40)),
                (
                    "incident",
                    _to("desk.incidentrow", "goods"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SummaryRow",
            fields=[
                (
                    "incident",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="summary",
                        serialize=False,
                        to="desk.incidentrow",
                    ),
                ),
                ("record", models.JSONField()),
            ],
        ),
        migrations.RunPython(fill, forget_goods),
    ]
