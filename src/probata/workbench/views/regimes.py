"""The rule base: which regimes there are, and what each measure says, since when and by which source."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from probata.errors import NotFound, UsageError
from probata.pipeline import rulebase
from probata.workbench import opened

ORDER = ("unseen", "partly", "seen")


def regimes(request: HttpRequest) -> HttpResponse:
    """All regimes in use."""
    found = rulebase.regimes(opened.settings())
    rows = [(r, sum(not m.unmatched for m in r.measures)) for r in found]
    return render(request, "workbench/regimes.html", {"rows": rows, "folder": opened.settings().regimes})


def regime(request: HttpRequest, wanted: str) -> HttpResponse:
    """One regime with its measures."""
    found = rulebase.regime_with_id(wanted, opened.settings())
    rows = [
        (m, min(p.in_force_from for p in m.paragraphs), _end(m), _lowest(m))
        for m in found.measures
    ]  # fmt: skip
    held = [row for row in rows if not row[0].unmatched]
    return render(
        request, "workbench/regime.html", {"regime": found, "held": held, "others": [r for r in rows if r not in held]}
    )


def measure(request: HttpRequest, wanted: str, measure_id: str) -> HttpResponse:
    """One measure with its chain of paragraphs."""
    found = rulebase.regime_with_id(wanted, opened.settings())
    try:
        one = rulebase.measure_named(found, measure_id)
    except UsageError as error:
        raise NotFound(measure_id, str(error)) from None
    context = {"regime": found, "measure": one, "dispute": one.contested or found.contested, "lowest": _lowest(one),
               "exemptions": (*one.exemptions, *found.exemptions)}  # fmt: skip
    return render(request, "workbench/measure.html", context)


def by_measure(request: HttpRequest, measure_id: str) -> HttpResponse:
    """A measure by its id alone."""
    found = next((r for r in rulebase.regimes(opened.settings()) if r.measure(measure_id)), None)
    if found is None:
        raise NotFound(measure_id, "no regime of the rule base has such a measure")
    return measure(request, found.id, measure_id)


def _end(measure: rulebase.Measure) -> str | None:
    """The last day of the chain; ``None`` where it goes on."""
    ends = [p.in_force_to for p in measure.paragraphs]
    return None if None in ends else max(e for e in ends if e)


def _lowest(measure: rulebase.Measure) -> str:
    return min((p.citation_status.value for p in measure.paragraphs), key=ORDER.index)


urlpatterns = [
    path("regimes", regimes, name="regimes"),
    path("regimes/<str:wanted>", regime, name="regime"),
    path("regimes/<str:wanted>/<str:measure_id>", measure, name="regime-measure"),
    path("measures/<str:measure_id>", by_measure, name="measure"),
]
