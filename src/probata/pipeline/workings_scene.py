"""How place, means and way of a claim were read, and what the tables know beside what the text says."""

from __future__ import annotations

from collections.abc import Iterator

from probata.pipeline.labels import Labels
from probata.records import Claim, LegRole, Means, MeansKind, Place, Report

Row = tuple[str, str]


def scene_told(claim: Claim, report: Report) -> Iterator[Row]:
    """Where, by what and which way, each with its words; nothing for what the text doesn't tell."""
    labels = Labels()
    if claim.place is not None:
        yield "place", _place(claim.place, labels)
    for means in claim.means:
        yield "carried by", f"“{means.text}” at {means.start}, {means.kind.value}{_numbers(means, report)}"
        if means.kind is MeansKind.VESSEL and means.name and (known := labels.imo(means.name)) is not None:
            agrees = "" if means.imo is None else " as the text" if means.imo == known else ", not as the text"
            yield "table", f"IMO {known} for {means.name}{agrees}; a number alone proves no identity"
    for leg in claim.route:
        role = "one end" if leg.role is LegRole.END else leg.role.value
        by = f", by “{leg.by.text}”" if leg.by is not None else ""
        yield f"way: {role}", f"{_place(leg.place, labels)}{by}"


def _place(place: Place, labels: Labels) -> str:
    kind = place.kind.value if place.kind is not None else "kind not told"
    state = labels.actor(place.state) if place.state else "no state told"
    named = f" is {place.name}" if place.name and place.name != place.text else ""
    return f"“{place.text}” at {place.start}, behind “{place.relation or '–'}”{named}: {kind}, {state}"


def _numbers(means: Means, report: Report) -> str:
    told = []
    for name in ("imo", "mmsi", "flag", "registration"):
        for start, end in getattr(means.evidence, name):
            told.append(f"{name} {getattr(means, name)} from “{report.text[start:end]}” at {start}")
    if means.imo is not None:
        told.append("its check digit fits" if means.imo_valid else "its check digit is WRONG: kept as printed")
    return "".join(f"; {t}" for t in told)
