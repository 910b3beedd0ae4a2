"""The nouns of Probata, as frozen typed values.

Every step of the pipeline takes and returns these; nothing here imports anything else of ours.
Their JSON Schema (``probata schema NAME``) is made from these same classes, so that code, JSON,
screen and documentation can't drift apart.

Offsets are Unicode code points into :attr:`Report.text`; an end is exclusive. Dates are ISO 8601
strings (``YYYY-MM-DD``), times of acts ISO 8601 in UTC. Unknown is a value: ``None`` or ``()``.
"""

from probata.records.caps import CapAccount, CapLine, CapTotal, Column, LeftOut, RunningTotal
from probata.records.captelling import CapTelling, Counted, Measured
from probata.records.capture import Capture, CustodyEntry
from probata.records.claim import Claim, ClaimEvidence, ClaimType, Factuality, ObjectClass, Status
from probata.records.copying import Copy, CopyKind, Difference, Passage
from probata.records.correction import (
    CLEARABLE,
    Correction,
    EnteredPlace,
    EnteredQuantity,
    EnteredSource,
    EnteredTime,
)
from probata.records.decision import CREDIBILITY, ON_FINDING, RELIABILITY, VERDICTS, Act, Decision
from probata.records.edit import Edit, EditKind
from probata.records.entered import ClaimField, Entered, Verdict, in_brackets
from probata.records.extraction import Extraction
from probata.records.finding import (
    IN_FORCE_AT_ALL,
    READING,
    Element,
    ElementState,
    Finding,
    FindingStatus,
    NotEngaged,
    Reply,
)
from probata.records.grade import Grade, Proposal, SourceGrade
from probata.records.identity import make_id
from probata.records.incident import Conflict, ConflictKind, Incident, Question, QuestionKind, ReportedQuantity
from probata.records.jsonable import RECORDS, all_from_json, from_json, json_schema, to_json
from probata.records.listing import (
    Birth,
    Change,
    Entry,
    EntryKind,
    Identifier,
    ListDifference,
    ListedName,
    NameKind,
    Snapshot,
)
from probata.records.means import Means, MeansEvidence, MeansKind, valid_imo
from probata.records.onfinding import CONFIDENCE, NUMBER, OnFinding
from probata.records.origin import Origin, OriginKind, OriginPath, OriginStep, PossiblySame, StepKind
from probata.records.place import Leg, LegRole, Place, PlaceKind
from probata.records.quantity import Amount, Quantity, QuantityRole
from probata.records.report import Credit, CreditKind, DateEvidence, Derivation, Report, Segment, SegmentKind
from probata.records.sourcesummary import SourceMonth, SourceSummary
from probata.records.span import Offsets, Span
from probata.records.statement import ENTERED, NOBODY, REPORT_VOICE, Source, SourceKind, Stance, Statement, Via
from probata.records.story import Story, StoryFeature, StoryJoin, StoryRule
from probata.records.summary import IncidentOutline, IncidentSummary, Outlined, summary_of
from probata.records.time import DateInterval, Precision, Timex, TimexType
from probata.records.units import units

__all__ = [
    "CLEARABLE",
    "CONFIDENCE",
    "CREDIBILITY",
    "ENTERED",
    "IN_FORCE_AT_ALL",
    "NOBODY",
    "NUMBER",
    "ON_FINDING",
    "READING",
    "RECORDS",
    "RELIABILITY",
    "REPORT_VOICE",
    "VERDICTS",
    "Act",
    "Amount",
    "Birth",
    "CapAccount",
    "CapLine",
    "CapTelling",
    "CapTotal",
    "Capture",
    "Change",
    "Claim",
    "ClaimEvidence",
    "ClaimField",
    "ClaimType",
    "Column",
    "Conflict",
    "ConflictKind",
    "Copy",
    "CopyKind",
    "Correction",
    "Counted",
    "Credit",
    "CreditKind",
    "CustodyEntry",
    "DateEvidence",
    "DateInterval",
    "Decision",
    "Derivation",
    "Difference",
    "Edit",
    "EditKind",
    "Element",
    "ElementState",
    "Entered",
    "EnteredPlace",
    "EnteredQuantity",
    "EnteredSource",
    "EnteredTime",
    "Entry",
    "EntryKind",
    "Extraction",
    "Factuality",
    "Finding",
    "FindingStatus",
    "Grade",
    "Identifier",
    "Incident",
    "IncidentOutline",
    "IncidentSummary",
    "LeftOut",
    "Leg",
    "LegRole",
    "ListDifference",
    "ListedName",
    "Means",
    "MeansEvidence",
    "MeansKind",
    "Measured",
    "NameKind",
    "NotEngaged",
    "ObjectClass",
    "Offsets",
    "OnFinding",
    "Origin",
    "OriginKind",
    "OriginPath",
    "OriginStep",
    "Outlined",
    "Passage",
    "Place",
    "PlaceKind",
    "PossiblySame",
    "Precision",
    "Proposal",
    "Quantity",
    "QuantityRole",
    "Question",
    "QuestionKind",
    "Reply",
    "Report",
    "ReportedQuantity",
    "RunningTotal",
    "Segment",
    "SegmentKind",
    "Snapshot",
    "Source",
    "SourceGrade",
    "SourceKind",
    "SourceMonth",
    "SourceSummary",
    "Span",
    "Stance",
    "Statement",
    "Status",
    "StepKind",
    "Story",
    "StoryFeature",
    "StoryJoin",
    "StoryRule",
    "Timex",
    "TimexType",
    "Verdict",
    "Via",
    "all_from_json",
    "from_json",
    "in_brackets",
    "json_schema",
    "make_id",
    "summary_of",
    "to_json",
    "units",
    "valid_imo",
]
