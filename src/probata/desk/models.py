"""The tables of a desk.

Each record stands in full as JSON (``record``); the columns beside it are copies for finding it.
Link tables carry what a record has several of. Dates are ISO strings, which sort as dates do.
Cells, incidents, findings and what engages nothing are derived; a report that comes or goes touches those of its
claims, and their records are made anew when somebody next asks.
Decisions are only ever added: nothing updates or deletes one, and on SQLite the tables themselves refuse it.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

ID = 64
"""Room for identifiers: today 13 characters; a custom ``make_id`` prefix must not need a migration."""


class DeskInfo(models.Model):
    """One row: what made this desk, how far its custody log went, what made its incidents, and how many of the
    decisions they take into account."""

    schema = models.PositiveIntegerField()
    made_by = models.CharField(max_length=100)
    created_at = models.CharField(max_length=40)
    custody_seq = models.BigIntegerField(default=0)
    custody_hash = models.CharField(max_length=64, default="")
    assessed_with = models.TextField(default="")
    ruled = models.PositiveIntegerField(default=0)


class CaptureRow(models.Model):
    """The evidentiary copy's metadata. ``read_with`` names the engine that has read all of it."""

    id = models.CharField(max_length=ID, primary_key=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    url_final = models.TextField()
    captured_at = models.CharField(max_length=40, db_index=True)
    record = models.JSONField()
    read_with = models.TextField(default="")
    failures = models.JSONField(default=list)


class ReportRow(models.Model):
    """A report. Its text stands in ``text`` alone; ``record`` is all the rest. ``engine`` read the claims;
    ``placed``: they stand in their cells."""

    id = models.CharField(max_length=ID, primary_key=True)
    capture = models.ForeignKey(CaptureRow, on_delete=models.CASCADE, related_name="reports")
    part = models.TextField(default="")
    sha256 = models.CharField(max_length=64, db_index=True)
    label = models.TextField(default="", db_index=True)
    outlet = models.TextField(default="", db_index=True)
    published = models.CharField(max_length=10, default="", db_index=True)
    text = models.TextField()
    record = models.JSONField()
    engine = models.TextField(default="")
    placed = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["id"], name="report_unplaced", condition=models.Q(placed=False))
        ]


class FingerprintedRow(models.Model):
    """A report whose fingerprints stand in the table ``desk_fingerprint`` (hash, report: this row's number).

    ``hashes``: the same, eight bytes each, to take them out again. That table is no model: 16 million rows of two
    numbers, which SQLite keeps in the index alone. ``original``: the report whose words its claims were traced by,
    empty for its own.
    """

    report = models.OneToOneField(ReportRow, on_delete=models.CASCADE, related_name="fingerprinted")
    hashes = models.BinaryField()
    original = models.CharField(max_length=ID, default="")


class CopyRow(models.Model):
    """Two reports that share a text."""

    a = models.ForeignKey(ReportRow, on_delete=models.CASCADE, related_name="+")
    b = models.ForeignKey(ReportRow, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    in_a = models.FloatField()
    in_b = models.FloatField()
    record = models.JSONField()


class StatementRow(models.Model):
    """*Said*. ``place`` keeps the order of the text."""

    id = models.CharField(max_length=ID, primary_key=True)
    report = models.ForeignKey(ReportRow, on_delete=models.CASCADE, related_name="statements")
    place = models.PositiveIntegerField()
    source = models.TextField(db_index=True)
    stance = models.CharField(max_length=20, db_index=True)
    said_from = models.CharField(max_length=10, default="")
    said_to = models.CharField(max_length=10, default="")
    record = models.JSONField()


class ClaimRow(models.Model):
    """*Claimed*. ``happened_*`` are the ends of the event's time, empty where unknown."""

    id = models.CharField(max_length=ID, primary_key=True)
    report = models.ForeignKey(ReportRow, on_delete=models.CASCADE, related_name="claims")
    place = models.PositiveIntegerField()
    type = models.CharField(max_length=20, db_index=True)
    stance = models.CharField(max_length=20, db_index=True)
    status = models.CharField(max_length=20)
    happened_from = models.CharField(max_length=10, default="", db_index=True)
    happened_to = models.CharField(max_length=10, default="", db_index=True)
    record = models.JSONField()


class ClaimActor(models.Model):
    """Who takes part in a claim: as agent, counterpart or source."""

    claim = models.ForeignKey(ClaimRow, on_delete=models.CASCADE, related_name="actors")
    actor = models.TextField(db_index=True)
    role = models.CharField(max_length=20)


class ClaimKey(models.Model):
    """Where a claim's event happens and what carries in it, to find it by: ``kind`` is ``place`` (of the event or
    its route) or ``carrier``, ``key`` a name or number in small letters."""

    claim = models.ForeignKey(ClaimRow, on_delete=models.CASCADE, related_name="keys")
    kind = models.CharField(max_length=20)
    key = models.TextField(db_index=True)


class BlockRow(models.Model):
    """Parties, goods and phase that claims share to meet at all (``record``); ``twin`` is the block of the same in the
    other phase, whether there is one or not. ``weight`` counts the claims in its
    cells that speak of an event; ``swept``: somebody denies all of it; ``barren``: it holds nothing but denials of
    what the same parties are told to have done in the other phase."""

    id = models.CharField(max_length=ID, primary_key=True)
    twin = models.CharField(max_length=ID, db_index=True)
    record = models.JSONField()
    weight = models.PositiveIntegerField(default=0)
    swept = models.BooleanField(default=False)
    barren = models.BooleanField(default=False)


class CellRow(models.Model):
    """The smallest group of claims: a block and a time. ``own`` is the incident that it would be by itself, ``label``
    the one that the rules put it into. ``loose``: claims have come or gone since, so the cells round it are to be
    looked at again."""

    key = models.CharField(max_length=ID, primary_key=True)
    block = models.ForeignKey(BlockRow, on_delete=models.CASCADE, related_name="cells")
    kind = models.CharField(max_length=20)
    name = models.TextField(default="")
    start = models.CharField(max_length=10, default="")
    end = models.CharField(max_length=10, default="")
    weight = models.PositiveIntegerField(default=0)
    own = models.CharField(max_length=ID, db_index=True)
    label = models.CharField(max_length=ID, default="", db_index=True)
    loose = models.BooleanField(default=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["block", "kind", "start"], name="cell_of_block"),
            models.Index(fields=["key"], name="cell_loose", condition=models.Q(loose=True)),
        ]


class IncidentRow(models.Model):
    """*Assessed*. ``disputed``: somebody denies it. ``stale``: its claims have changed since ``record`` was made; a
    row without a record is made so when a claim first founds it."""

    id = models.CharField(max_length=ID, primary_key=True)
    block = models.ForeignKey(BlockRow, on_delete=models.CASCADE, related_name="incidents")
    type = models.CharField(max_length=20, db_index=True)
    happened_from = models.CharField(max_length=10, default="", db_index=True)
    happened_to = models.CharField(max_length=10, default="", db_index=True)
    origins = models.PositiveIntegerField(default=0)
    disputed = models.BooleanField(default=False, db_index=True)
    record = models.JSONField(null=True)
    stale = models.BooleanField(default=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["id"], name="incident_stale", condition=models.Q(stale=True))
        ]


class MemberRow(models.Model):
    """A claim in a cell and so in an incident: the cell's, or the one where a person has put it (``ruled``).

    ``founds``: it speaks of the event; ``sweeping``: it denies all that its block tells, and so stands in the record of
    more incidents than this one. ``trace``: where it comes from, as its report alone and the copies of it tell.
    """

    cell = models.ForeignKey(CellRow, on_delete=models.CASCADE, related_name="members", db_index=False)
    claim = models.ForeignKey(ClaimRow, on_delete=models.CASCADE, related_name="incidents")
    report = models.ForeignKey(ReportRow, on_delete=models.CASCADE, related_name="members")
    incident = models.ForeignKey(IncidentRow, on_delete=models.CASCADE, related_name="members")
    trace = models.JSONField()
    founds = models.BooleanField()
    sweeping = models.BooleanField(default=False)
    ruled = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["cell", "incident"], name="member_of_cell"),
            models.Index(fields=["cell"], name="member_sweeping", condition=models.Q(sweeping=True)),
            models.Index(fields=["cell"], name="member_ruled", condition=models.Q(ruled=True)),
        ]


class IncidentActor(models.Model):
    """Who takes part in an incident, or speaks of it."""

    incident = models.ForeignKey(IncidentRow, on_delete=models.CASCADE, related_name="actors")
    actor = models.TextField(db_index=True)
    role = models.CharField(max_length=20)


class FindingRow(models.Model):
    """An incident held against one measure."""

    id = models.CharField(max_length=ID, primary_key=True)
    incident = models.ForeignKey(IncidentRow, on_delete=models.CASCADE, related_name="findings")
    regime = models.CharField(max_length=ID, db_index=True)
    measure = models.CharField(max_length=ID, db_index=True)
    status = models.CharField(max_length=20, db_index=True)
    record = models.JSONField()


class NotEngagedRow(models.Model):
    """Why an incident engages no measure of a regime."""

    incident = models.ForeignKey(IncidentRow, on_delete=models.CASCADE, related_name="not_engaged")
    regime = models.CharField(max_length=ID, db_index=True)
    record = models.JSONField()


class DecisionRow(models.Model):
    """A person's decision. ``entry`` is the number of its entry in the custody log, hence its order."""

    id = models.CharField(max_length=ID, primary_key=True)
    entry = models.BigIntegerField(unique=True)
    act = models.CharField(max_length=20)
    author = models.TextField()
    at = models.CharField(max_length=40)
    record = models.JSONField()


class DecisionSubject(models.Model):
    """What a decision names, to find it by. No key leads to claims or reports: a decision outlives them."""

    decision = models.ForeignKey(DecisionRow, on_delete=models.PROTECT, related_name="subjects")
    kind = models.CharField(max_length=20)
    subject = models.TextField(db_index=True)
