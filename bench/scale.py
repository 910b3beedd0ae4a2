"""Synthetic desks of up to a million claims: what adding a report costs, and whether the truth is found.

    python bench/scale.py /tmp/w/scale                  every step that has no result yet
    python bench/scale.py /tmp/w/scale add 10000        one step, anew

Steps: ``build N`` makes a desk, ``add N`` adds the reports kept back one by one in a fresh process, by the product's
own path, ``truth N`` holds its incidents against what the generator knows. Results stand in ``scale.json`` in that
folder, so that a run can be cut off and taken up again. What must be reached: issue 5, "Measures".
"""

from __future__ import annotations

import json
import os
import pickle
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from synthetic import EventTruth, SyntheticReport, generate
from synthetic_report import ENGINE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from probata.records import Incident

SEED = 7
SIZES = (10_000, 100_000, 1_000_000)
SEARCHED = 100_000
"""Claims of a desk up to which copies are sought among all its reports; above, only where the generator made some.
The reports that are added and timed are held against the whole desk either way."""
TRUTH = (10_000, 50_000)
STEPS = (*((s, n) for n in SIZES for s in ("build", "add")), *(("truth", n) for n in TRUTH))


def build(folder: Path, claims: int) -> dict[str, Any]:
    """The desk, anew."""
    from scale_build import build as make

    shutil.rmtree(folder / f"desk-{claims}", ignore_errors=True)
    started = time.monotonic()
    tell = lambda line: print(f"  {time.monotonic() - started:.0f} s: {line}", flush=True)  # noqa: E731
    made = make(folder, claims, SEED, tell, search=claims <= SEARCHED)
    size = sum(f.stat().st_size for f in (folder / f"desk-{claims}").rglob("*") if f.is_file())
    return made | {"seconds": round(time.monotonic() - started), "MB on disk": size // 1_000_000, "peak GB": _peak()}


def add(folder: Path, claims: int) -> dict[str, Any]:
    """Each report kept back: its saving with its line in the custody log, its copies and cells, and their settling.

    What people have decided is asked for too; there is nothing. Making the records of the incidents that changed is
    timed apart, of every tenth report: it is done once for all that has come, and its cost goes by the size of the
    incidents. Records that the desk was built without are not made.
    """
    from scale_build import further_file

    from probata.desk import Desk
    from probata.pipeline.engine import Engine
    from probata.settings import Settings

    settings = Settings(author="benchmark")
    engine = Engine(settings)
    further = pickle.loads(further_file(folder, claims).read_bytes())
    copy = folder / "desk-added"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder / f"desk-{claims}", copy)
    tables = (engine.knowledge.actors, engine.regimes)  # read once a process, so not timed
    assert all(tables)
    times: dict[str, list[float]] = defaultdict(list)
    with Desk.open(copy, settings) as desk, desk.writing():
        from probata.desk.models import IncidentRow

        IncidentRow.objects.using(desk.base).update(stale=False)
        recorded, plain = further[::10], [f for n, f in enumerate(further) if n % 10]
        for told in plain:
            _add(desk, engine, told, times)
        peak = _peak()
        IncidentRow.objects.using(desk.base).update(stale=False)
        made = 0
        for told in recorded:
            _add(desk, engine, told, times)
            made += _timed(times["records"], lambda: _assess().document(desk, engine))
    shutil.rmtree(copy)
    return {name: _spread(values) for name, values in times.items()} | {
        "peak GB": peak, "peak GB with records": _peak(), "records made": made, "reports": len(further),
    }  # fmt: skip


def _add(desk: Any, engine: Any, told: Any, times: dict[str, list[float]]) -> None:
    """One report, as ``probata run`` does it once it has been read (pipeline/walk.py and lists.py)."""
    from probata.pipeline.lists import READ, record

    assess = _assess()
    settings, report = engine.settings, told.extraction.report

    def save() -> None:
        desk.save_capture(told.capture)
        desk.save_extraction(
            told.extraction, ENGINE, record(desk, settings, READ, report.id, {"capture": report.capture})
        )
        desk.finish_reading(told.capture.id, ENGINE, [report.id], [])

    started = time.perf_counter()
    _timed(times["save"], save)
    rulings = _timed(times["decisions"], lambda: assess.take(desk) if desk.unfinished else None)
    _timed(times["place"], lambda: assess.place_new(desk, engine.knowledge, rulings))
    _timed(times["settle"], lambda: assess.settle(desk))
    _timed(times["decisions"], lambda: assess.rule(desk, engine.knowledge, rulings))
    times["add"].append(time.perf_counter() - started)


def _assess() -> Any:
    from probata.pipeline import assess  # it needs an open desk's database

    return assess


def _timed(into: list[float], step: Callable[[], Any]) -> Any:
    started = time.perf_counter()
    result = step()
    into.append(time.perf_counter() - started)
    return result


def truth(folder: Path, claims: int) -> dict[str, Any]:
    """Origins, events and contradictions against the truth; an event is the incident of most of its claims."""
    del folder
    reports = list(generate(SEED, claims))
    return score(
        fused(reports), {c: e for r in reports for c, e in r.events.items()}, [t for r in reports for t in r.closed]
    )


def fused(reports: Sequence[SyntheticReport]) -> Sequence[Incident]:
    """The incidents of synthetic reports, with their copies found as they come."""
    from probata.incidents import fuse
    from probata.incidents.copies import COPIED, MemoryIndex, find, fingerprints, taking_part
    from probata.incidents.copies.words import words_of
    from probata.knowledge import load

    extractions = [r.extraction for r in reports]
    by_id = {e.report.id: e.report for e in extractions}
    words = {report: words_of(by_id[report]) for report in by_id}
    index, copies = MemoryIndex(), []
    for report in by_id.values():
        own = fingerprints(report)
        copies += find(report, index, by_id.get, own=own, read=lambda r: words[r.id], least=COPIED)
        index.add(report.id, own)
    return fuse(
        [c for e in extractions for c in e.claims],
        [s for e in extractions for s in e.statements],
        list(by_id.values()),
        load(),
        copies=taking_part(sorted(copies, key=lambda c: (c.a, c.b))),
    )


def score(incidents: Any, event_of: dict[str, str], truths: list[EventTruth]) -> dict[str, Any]:
    """Shares of events with the right number of origins, told as one incident of their own, and of contradictions."""
    by_id = {i.id: i for i in incidents}
    held: dict[str, Counter[str]] = defaultdict(Counter)
    for incident in incidents:
        for claim in incident.claims:
            if claim in event_of:
                held[event_of[claim]][incident.id] += 1
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for event in truths:
        incident = by_id[held[event.id].most_common(1)[0][0]]
        events = {event_of[c] for c in incident.claims if c in event_of}
        right["one incident"] += len(held[event.id]) == 1 and len(events) == 1
        right["origins"] += incident.independent_origins == len(event.roots)
        right["origins too many"] += incident.independent_origins > len(event.roots)
        told = {c.about for c in incident.conflicts}
        wanted.update(k.value for k in event.conflicts)
        found.update(k.value for k in event.conflicts & told)
    shares: dict[str, Any] = {name: round(n / len(truths), 4) for name, n in sorted(right.items())}
    shares["contradictions"] = {k: f"{found[k]} of {n}" for k, n in sorted(wanted.items())}
    return shares | {"contradictions found": round(found.total() / wanted.total(), 4), "events": len(truths)}


def row(results: dict[str, Any]) -> dict[str, float]:
    """The figures for docs/evaluation.md."""
    shown: dict[str, float] = {}
    for claims in SIZES:
        added = results.get(f"add {claims}")
        if added:
            shown |= {f"{claims:,}: p50 ms": added["add"]["p50"], f"{claims:,}: p95 ms": added["add"]["p95"]}
            shown |= {f"{claims:,}: peak GB": added["peak GB"], f"{claims:,}: records, p95 ms": added["records"]["p95"]}
    small, large = (results.get(f"add {n}") for n in (SIZES[0], SIZES[-1]))
    if small and large:
        shown["growth"] = round(large["add"]["p95"] / small["add"]["p95"], 2)
    for claims in TRUTH:
        held = results.get(f"truth {claims}")
        if held:
            shown |= {f"{claims:,}: {name}": held[name] for name in ("origins", "one incident", "contradictions found")}
    return shown


def measure(folder: Path | None = None) -> dict[str, float]:
    """The row of the evaluation page; each step in a process of its own, those that have no result yet."""
    folder = folder or Path(os.environ.get("PROBATA_SCALE", Path(tempfile.gettempdir()) / "probata-scale"))
    folder.mkdir(parents=True, exist_ok=True)
    for step, claims in STEPS:
        if f"{step} {claims}" not in _results(folder):
            subprocess.run([sys.executable, __file__, str(folder), step, str(claims)], check=True)
    return row(_results(folder))


def told(history: Sequence[dict[str, Any]]) -> list[str]:
    """The section of the evaluation page."""
    rows = [h for h in reversed(history) if h.get("scale")]
    if not rows:
        return []
    columns = list(rows[0]["scale"])
    return [
        "## Scale",
        "",
        "Synthetic desks of so many claims from a fifth as many reports (`bench/scale.py`, `bench/synthetic.py`): what"
        " adding one report costs after it was read, copies and cells included; what making the records of the"
        " incidents that it changed costs on top (it grows with them, and is done once for a whole run); and shares of"
        " made-up events told as one incident, with the right number of origins and with their contradictions. In the"
        " desk of a million the copies are those that the generator made; the reports added are held against all.",
        "",
        "| date | commit | " + " | ".join(columns) + " |",
        "| --- " * (len(columns) + 2) + "|",
        *(
            f"| {h['date']} | {h['commit']} | " + " | ".join(str(h["scale"].get(c, "")) for c in columns) + " |"
            for h in rows
        ),
        "",
    ]


def _results(folder: Path) -> dict[str, Any]:
    file = folder / "scale.json"
    return json.loads(file.read_text()) if file.exists() else {}


def _spread(seconds: list[float]) -> dict[str, float]:
    """Milliseconds."""
    ordered = sorted(s * 1000 for s in seconds)
    at = {"p50": statistics.median(ordered), "p95": ordered[int(0.95 * (len(ordered) - 1))], "most": ordered[-1]}
    return {name: round(value, 1) for name, value in at.items()}


def _peak() -> float:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 3)


def main() -> None:
    folder = Path(sys.argv[1])
    if len(sys.argv) > 3:
        step, claims = sys.argv[2], int(sys.argv[3])
        folder.mkdir(parents=True, exist_ok=True)
        result = {"build": build, "add": add, "truth": truth}[step](folder, claims)
        (folder / "scale.json").write_text(json.dumps(_results(folder) | {f"{step} {claims}": result}, indent=1))
        print(f"{step} {claims}: {result}")
        return
    print(json.dumps(measure(folder), indent=1))


if __name__ == "__main__":
    main()
