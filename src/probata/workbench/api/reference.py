"""What the records are held against: regimes and their measures, and ceilings; and the desk itself."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import BaseModel, Field, StringConstraints

from probata.errors import NotFound
from probata.pipeline import rulebase, running_totals
from probata.records import CapAccount
from probata.workbench import opened
from probata.workbench.api.answers import shape, tell
from probata.workbench.api.operations import only, reading

TAGS = ["reference"]

Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class Counts(BaseModel):
    """How many records there are of each kind."""

    captures: int
    reports: int
    statements: int
    claims: int
    incidents: int
    findings: int
    decisions: int


class DeskTold(BaseModel):
    """What the desk says of itself. ``stale``: claims or decisions wait to be taken into account. ``people``: how many
    different people it takes to confirm a finding."""

    name: str
    schema_version: int
    made_by: str
    created_at: str
    stale: bool
    people: int
    counts: Counts


@reading("/desk", DeskTold, tags=TAGS)
def desk(request: HttpRequest) -> HttpResponse:
    """The desk that this server has open."""
    state = opened.desk().state
    told = {"name": opened.name(), "schema_version": state.schema, "made_by": state.made_by}
    told |= {"people": opened.desk().people}
    return tell(request, told | {"created_at": state.created_at, "stale": state.stale, "counts": state.counts})


@reading("/regimes", shape("Regimes", regimes=list[dict[str, Any]]), tags=TAGS)
def regimes(request: HttpRequest) -> HttpResponse:
    """The rule base: sanctions regimes as dated data."""
    return tell(request, {"regimes": rulebase.regimes(opened.settings())})


@reading("/regimes/{regime}", shape("RegimeAnswer", regime=dict[str, Any]), tags=TAGS)
def regime(request: HttpRequest, regime: str) -> HttpResponse:
    """One regime with its measures."""
    return tell(request, {"regime": rulebase.regime_with_id(regime, opened.settings())})


MeasureAnswer = shape("MeasureAnswer", measure=dict[str, Any])


@reading("/regimes/{regime}/measures/{measure}", MeasureAnswer, url_name="regime-measure", tags=TAGS)
def measure(request: HttpRequest, regime: str, measure: str) -> HttpResponse:
    """One measure with its paragraphs, days, exemptions and sources."""
    found = rulebase.regime_with_id(regime, opened.settings())
    one = found.measure(measure)
    if one is None:
        raise NotFound(measure[:64], f"{found.id} has no such measure; see /api/regimes/{found.id}")
    return tell(request, {"measure": one})


@reading("/measures/{measure}", MeasureAnswer, tags=TAGS)
def measure_alone(request: HttpRequest, measure: str) -> HttpResponse:
    """One measure by its id alone."""
    found = (r.measure(measure) for r in rulebase.regimes(opened.settings()))
    one = next((m for m in found if m is not None), None)
    if one is None:
        raise NotFound(measure[:64], "no regime has such a measure; see /api/regimes")
    return tell(request, {"measure": one})


class Period(BaseModel):
    """Which periods, and by what had been published when."""

    period: Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")] | None = None
    as_of: Day | None = Field(default=None, alias="as-of")


class CapsAsked(Period):
    """Which ceiling, too."""

    measure: Annotated[str, StringConstraints(max_length=64)] | None = None


Caps = shape("Caps", caps=list[CapAccount])


@reading("/caps", Caps, tags=TAGS)
def caps(request: HttpRequest, asked: Query[CapsAsked]) -> HttpResponse:
    """What is told to have been delivered under each ceiling, period by period."""
    only(request, CapsAsked)
    found = running_totals(opened.desk(), opened.settings(), asked.measure, asked.period, asked.as_of)
    return tell(request, {"caps": found})


@reading("/caps/{measure}", Caps, tags=TAGS)
def cap(request: HttpRequest, measure: str, asked: Query[Period]) -> HttpResponse:
    """The ceiling of one measure, period by period."""
    only(request, Period)
    found = running_totals(opened.desk(), opened.settings(), measure, asked.period, asked.as_of)
    if not found:
        raise NotFound(measure[:64], "has no ceiling; /api/caps tells those that have")
    return tell(request, {"caps": found})
