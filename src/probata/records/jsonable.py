"""Records to JSON and back, and their JSON Schema, from the classes themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar

from probata.records.caps import CapAccount
from probata.records.capture import Capture, CustodyEntry
from probata.records.claim import Claim
from probata.records.copying import Copy
from probata.records.decision import Decision
from probata.records.extraction import Extraction
from probata.records.finding import Finding, NotEngaged
from probata.records.incident import Incident
from probata.records.quantity import Quantity
from probata.records.report import Report
from probata.records.statement import Statement
from probata.records.summary import IncidentSummary
from probata.records.time import Timex

if TYPE_CHECKING:
    from pydantic import TypeAdapter

R = TypeVar("R")

RECORDS: Mapping[str, type] = {
    "capture": Capture,
    "custody": CustodyEntry,
    "report": Report,
    "statement": Statement,
    "claim": Claim,
    "time": Timex,
    "quantity": Quantity,
    "copy": Copy,
    "incident": Incident,
    "incident_summary": IncidentSummary,
    "finding": Finding,
    "not_engaged": NotEngaged,
    "extraction": Extraction,
    "decision": Decision,
    "cap_account": CapAccount,
}
"""The records that ``probata schema NAME`` describes."""


_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}


def to_json(value: Any) -> Any:
    """A record as JSON-ready values: dataclasses become objects, tuples arrays, enums their value."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_json(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(k): to_json(v) for k, v in value.items()}
    if isinstance(value, (tuple, list)):
        return [to_json(v) for v in value]
    return value


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    # pydantic takes a tenth of a second to import: only here, where a schema is needed.
    from pydantic import TypeAdapter

    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def from_json(kind: type[R], value: Any) -> R:
    """The record that :func:`to_json` wrote. Raises ``ValueError`` where it doesn't fit the schema."""
    result: R = _adapter(kind).validate_python(value)
    return result


def all_from_json(kind: type[R], texts: Iterable[str]) -> list[R]:
    """The records of many JSON texts, several times as quick as one by one; ``ValueError`` as :func:`from_json`."""
    result: list[R] = _adapter(list[kind]).validate_json(f"[{','.join(texts)}]")  # type: ignore[valid-type]
    return result


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema of a record by its name in :data:`RECORDS`; ``KeyError`` for another name."""
    return _adapter(RECORDS[name]).json_schema(mode="serialization")
