"""The tables of a desk.

Each record stands in full as JSON (``record``); the columns beside it are copies for finding it.
Link tables carry what a record has several of. Dates are ISO strings, which sort as dates do.
Cells, incidents, findings and what engages nothing are derived; a report that comes or goes touches those of its
claims, and their records are made anew when somebody next asks.
Decisions are only ever added: nothing updates or deletes one, and the tables themselves refuse it.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

ID = 64
"""Room for identifiers: today 13 characters; a custom ``make_id`` prefix must not need a migration."""


class DeskInfo(models.Model):
    """One row: what made this desk, how far its custody log went, what made its incidents, how many of the
    decisions they take into account, and whether it takes two people to confirm a finding. ``identity``: the folder
    holds it too, where its tables stand elsewhere."""

    schema = models.PositiveIntegerField()
    made_by = models.CharField(max_length=100)
    created_at = models.CharField(max_length=40)
    custody_seq = models.BigIntegerField(default=0)
    custody_hash = models.CharField(max_length=64, default="")
    assessed_with = models.TextField(default="")
    ruled = models.PositiveIntegerField(default=0)
    identity = models.CharField(max_length=32, default="")
    two_persons = models.BooleanField(default=False)


class CaptureRow(models.Model):
    """The evidentiary copy's metadata. ``read_with`` names the engine that has read all of it."""

    id = models.CharField(max_length=ID, primary_key=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    url_final = models.TextField()
    captured_at = models.CharField(max_length=40)
    record = models.JSONField()
    read_with = models.TextField(default="")
    failures = models.JSONField(default=list)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["captured_at", "id"], name="capture_by_time")]


class ReportRow(models.Model):
    """A report. Its text stands in ``text`` alone; ``record`` is all the rest. ``engine`` read the claims;
    ``placed``: they stand in their cells. ``marks``: every time and quantity that was read in it, ``None`` where it
    was read before those were kept."""

    id = models.CharField(max_length=ID, primary_key=True)
    capture = models.ForeignKey(CaptureRow, on_delete=models.CASCADE, related_name="reports")
    part = models.TextField(default="")
    sha256 = models.CharField(max_length=64, db_index=True)
    label = models.TextField(default="", db_index=True)
    outlet = models.TextField(default="")
    published = models.CharField(max_length=10, default="")
    text = models.TextField()
    record = models.JSONField()
    engine = models.TextField(default="")
    placed = models.BooleanField(default=False)
    marks = models.JSONField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["published", "id"], name="report_by_day"),
            models.Index(fields=["outlet", "published"], name="report_of_outlet"),
            models.Index(fields=["id"], name="report_unplaced", condition=models.Q(placed=False)),
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
    """*Said*. ``place`` keeps the order of the text. ``day`` to ``day_last``: when it was said, else published.
    ``person``: who speaks for the source, where it is somebody else."""

    id = models.CharField(max_length=ID, primary_key=True)
    report = models.ForeignKey(ReportRow, on_delete=models.CASCADE, related_name="statements")
    place = models.PositiveIntegerField()
    source = models.TextField()
    person = models.TextField(default="")
    stance = models.CharField(max_length=20, db_index=True)
    said_from = models.CharField(max_length=10, default="")
    said_to = models.CharField(max_length=10, default="")
    day = models.CharField(max_length=10, default="")
    day_last = models.CharField(max_length=10, default="")
    record = models.JSONField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["day", "id", "day_last"], name="statement_by_day"),
            models.Index(fields=["day_last"], name="statement_by_last_day"),
            models.Index(fields=["source", "stance", "day"], name="statement_of_source"),
            models.Index(
                fields=["person", "stance", "day"], name="statement_of_person", condition=~models.Q(person="")
            ),
        ]


class ClaimRow(models.Model):
    """*Claimed*. ``happened_*`` are the ends of the event's time, empty where unknown. ``published`` is its report's
    day, ``statement`` the id of the statement that makes it, empty for none. ``verdict`` is what people have
    made of it. Where they have entered values, ``record`` and the columns have those and ``machine`` is the record as
    it was read; else ``machine`` is ``None``."""

    id = models.CharField(max_length=ID, primary_key=True)
    report = models.ForeignKey(ReportRow, on_delete=models.CASCADE, related_name="claims")
    place = models.PositiveIntegerField()
    type = models.CharField(max_length=20, db_index=True)
    stance = models.CharField(max_length=20, db_index=True)
    status = models.CharField(max_length=20)
    happened_from = models.CharField(max_length=10, default="")
    happened_to = models.CharField(max_length=10, default="", db_index=True)
    published = models.CharField(max_length=10, default="")
    statement = models.CharField(max_length=ID, default="")
    record = models.JSONField()
    machine = models.JSONField(null=True)
    verdict = models.CharField(max_length=20, default="unreviewed")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["happened_from", "id", "happened_to"], name="claim_by_time"),
            models.Index(fields=["published", "id"], name="claim_by_day"),
            models.Index(fields=["statement"], name="claim_by_statement"),
            models.Index(fields=["verdict", "id"], name="claim_verdict"),
        ]


class ClaimActor(models.Model):
    """Who takes part in a claim: as agent, counterpart or source."""

    claim = models.ForeignKey(ClaimRow, on_delete=models.CASCADE, related_name="actors", db_index=False)
    actor = models.TextField()
    role = models.CharField(max_length=20)

    class Meta:
        # Together, so that a database without statistics never looks one claim's actor up among all of that actor.
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["claim", "actor"], name="actor_of_claim"),
            models.Index(fields=["actor", "role"], name="claim_of_actor"),
        ]


class ClaimKey(models.Model):
    """What a claim is found by: ``kind`` is ``place`` (of the event or its route) or ``carrier``, ``key`` a name or
    number in small letters; or ``goods`` and a class of goods; or ``amount``."""

    claim = models.ForeignKey(ClaimRow, on_delete=models.CASCADE, related_name="keys", db_index=False)
    kind = models.CharField(max_length=20)
    key = models.TextField(db_index=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["claim", "key"], name="key_of_claim")]


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
    """*Assessed*. ``disputed``: somebody denies it. ``engages``: it has a finding. ``stale``: its claims have changed
    since ``record`` was made; a row without a record is made so when a claim first founds it."""

    id = models.CharField(max_length=ID, primary_key=True)
    block = models.ForeignKey(BlockRow, on_delete=models.CASCADE, related_name="incidents")
    type = models.CharField(max_length=20, db_index=True)
    happened_from = models.CharField(max_length=10, default="")
    happened_to = models.CharField(max_length=10, default="", db_index=True)
    origins = models.PositiveIntegerField(default=0)
    disputed = models.BooleanField(default=False, db_index=True)
    engages = models.BooleanField(default=False)
    reliability = models.CharField(max_length=1, default="")
    credibility = models.CharField(max_length=1, default="")
    record = models.JSONField(null=True)
    stale = models.BooleanField(default=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["happened_from", "id", "happened_to"], name="incident_by_time"),
            models.Index(fields=["origins", "id"], name="incident_by_origins"),
            models.Index(fields=["happened_from", "type", "disputed"], name="incident_by_month"),
            models.Index(fields=["type"], name="incident_bare", condition=models.Q(record__isnull=True)),
            models.Index(fields=["id"], name="incident_stale", condition=models.Q(stale=True)),
            models.Index(fields=["id"], name="incident_engaging", condition=models.Q(engages=True)),
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

    incident = models.ForeignKey(IncidentRow, on_delete=models.CASCADE, related_name="actors", db_index=False)
    actor = models.TextField(db_index=True)
    role = models.CharField(max_length=20)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["incident", "actor"], name="actor_of_incident")]


class IncidentOrigin(models.Model):
    """A root that claims of an incident go back to. ``day``: the first on which it was published there, empty where
    none is known, by which the grade of the source is chosen. ``counted``: it is one of the independent origins,
    beside ``others``. ``disputed`` is the incident's."""

    incident = models.ForeignKey(IncidentRow, on_delete=models.CASCADE, related_name="roots", db_index=False)
    root = models.TextField()
    label = models.TextField(default="")
    kind = models.CharField(max_length=20)
    day = models.CharField(max_length=10, default="")
    counted = models.BooleanField()
    others = models.PositiveIntegerField()
    disputed = models.BooleanField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["incident"], name="origin_of_incident"),
            models.Index(fields=["root", "counted", "others", "day", "disputed"], name="origin_by_root"),
        ]


class SourceRow(models.Model):
    """A source in few words (:class:`probata.desk.sources.Source`), counted anew after what it says has changed
    (``stale``). ``name`` is what it is called, for its order; ``words`` the same with its id in small letters."""

    id = models.TextField(primary_key=True)
    name = models.TextField(default="")
    words = models.TextField(default="")
    kind = models.CharField(max_length=20, default="")
    told = models.PositiveIntegerField(default=0)
    last = models.CharField(max_length=10, default="")
    record = models.JSONField(default=dict)
    stale = models.BooleanField(default=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["told", "id"], name="source_by_number"),
            models.Index(fields=["last", "id"], name="source_by_last_day"),
            models.Index(fields=["name", "id"], name="source_by_name"),
            models.Index(fields=["id"], name="source_stale", condition=models.Q(stale=True)),
        ]


class SummaryRow(models.Model):
    """An incident in few words: apart from its record, which may be a thousand times as long."""

    incident = models.OneToOneField(IncidentRow, on_delete=models.CASCADE, primary_key=True, related_name="summary")
    record = models.JSONField()


class IncidentGoods(models.Model):
    """A class of goods that an incident is about."""

    incident = models.ForeignKey(IncidentRow, on_delete=models.CASCADE, related_name="goods", db_index=False)
    goods = models.CharField(max_length=40, db_index=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["incident", "goods"], name="goods_of_incident")]


class FindingRow(models.Model):
    """An incident held against one measure. ``happened_from`` is the incident's, ``number`` empty until a person takes
    it up, ``due`` the first day by which a reply is still awaited, empty where none is."""

    id = models.CharField(max_length=ID, primary_key=True)
    incident = models.ForeignKey(IncidentRow, on_delete=models.CASCADE, related_name="findings", db_index=False)
    regime = models.CharField(max_length=ID, db_index=True)
    measure = models.CharField(max_length=ID, db_index=True)
    status = models.CharField(max_length=20, db_index=True)
    happened_from = models.CharField(max_length=10, default="")
    number = models.CharField(max_length=20, default="")
    citation_status = models.CharField(max_length=10, default="")
    due = models.CharField(max_length=10, default="")
    record = models.JSONField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["regime", "measure", "happened_from", "id"], name="finding_by_measure"),
            models.Index(fields=["incident", "regime", "status"], name="finding_of_incident"),
            models.Index(fields=["happened_from", "id"], name="finding_by_time"),
            models.Index(fields=["number"], name="finding_by_number"),
            models.Index(fields=["due", "id"], name="finding_due", condition=~models.Q(due="")),
            models.Index(fields=["regime", "measure", "status"], name="finding_by_status"),
        ]


class NotEngagedRow(models.Model):
    """Why an incident engages no measure of a regime."""

    incident = models.ForeignKey(IncidentRow, on_delete=models.CASCADE, related_name="not_engaged")
    regime = models.CharField(max_length=ID, db_index=True)
    record = models.JSONField()


class CapRow(models.Model):
    """What a claim of an incident has to do with a measure that has a ceiling. ``shown``: it stands in the account."""

    measure = models.CharField(max_length=ID)
    incident = models.ForeignKey(IncidentRow, on_delete=models.CASCADE, related_name="caps")
    claim = models.ForeignKey(ClaimRow, on_delete=models.CASCADE, related_name="caps")
    shown = models.BooleanField()
    record = models.JSONField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["measure", "shown", "claim"], name="cap_of_measure")
        ]


class DecisionRow(models.Model):
    """A person's decision. ``entry`` is the number of its entry in the custody log, hence its order."""

    id = models.CharField(max_length=ID, primary_key=True)
    entry = models.BigIntegerField(unique=True)
    act = models.CharField(max_length=20)
    author = models.TextField()
    at = models.CharField(max_length=40)
    record = models.JSONField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["act", "entry"], name="decision_of_act")]


class DecisionSubject(models.Model):
    """What a decision names, to find it by. No key leads to claims or reports: a decision outlives them."""

    decision = models.ForeignKey(DecisionRow, on_delete=models.PROTECT, related_name="subjects")
    kind = models.CharField(max_length=20)
    subject = models.TextField(db_index=True)


class CustodyRow(models.Model):
    """Where an entry stands in the custody log, to find it by its subject or author. The log is what counts: a row says
    only where to look, and what is found there is held against it."""

    seq = models.BigIntegerField(primary_key=True)
    offset = models.BigIntegerField()
    author = models.TextField()
    act = models.TextField()
    subject = models.TextField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["subject", "seq"], name="custody_of_subject"),
            models.Index(fields=["author", "seq"], name="custody_of_author"),
        ]


class WaitingRow(models.Model):
    """What a finding that is only proposed still lacks. ``contrary``: contrary evidence is told or noted; ``asked``:
    somebody was asked for a reply; ``due``: the first day by which a reply is awaited, empty where none is."""

    finding = models.OneToOneField(FindingRow, on_delete=models.CASCADE, primary_key=True, related_name="waiting")
    contrary = models.BooleanField()
    asked = models.BooleanField()
    due = models.CharField(max_length=10, default="", db_index=True)


class Words(models.Model):
    """What a record is found by in a search: its words as :mod:`probata.desk.fulltext` makes them, a blank round each.

    An index of the words stands beside each of these tables and is kept in step by the database itself, so that
    whatever adds or removes a row can't leave it behind. A migration that makes one of the tables anew has to make its
    triggers anew too (``0015_fulltext``).
    """

    words = models.TextField()

    class Meta:
        abstract = True


class ReportWords(Words):
    """Of a report: title and text."""

    record = models.OneToOneField(ReportRow, on_delete=models.CASCADE, related_name="words")


class StatementWords(Words):
    """Of a statement: who says it, and what."""

    record = models.OneToOneField(StatementRow, on_delete=models.CASCADE, related_name="words")


class ClaimWords(Words):
    """Of a claim: its quote, what its values were read from, and who takes part."""

    record = models.OneToOneField(ClaimRow, on_delete=models.CASCADE, related_name="words")
