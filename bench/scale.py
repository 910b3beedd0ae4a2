"""Synthetic desks of up to a million claims: what adding a report costs, and whether the truth is found.

    python bench/scale.py /tmp/w/scale                  every step that has no result yet
    python bench/scale.py /tmp/w/scale add 10000        one step, anew

Steps: ``build N`` makes a desk, ``add N`` adds the reports kept back one by one in a fresh process, by the product's
own path, ``truth N`` holds its incidents against what the generator knows. Results stand in ``scale.json`` in that
folder, so that a run can be cut off and taken up again. What must be reached: issue 5, "Measures".
"""

from __future__ import annotations

import json
import pickle
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from synthetic import EventTruth, generate

SEED = 7
SIZES = (10_000, 100_000, 1_000_000)
TRUTH = (10_000, 50_000)
STEPS = (*((s, n) for n in SIZES for s in ("build", "add")), *(("truth", n) for n in TRUTH))


def build(folder: Path, claims: int) -> dict[str, Any]:
    """The desk, anew."""
    from scale_build import build as make

    shutil.rmtree(folder / f"desk-{claims}", ignore_errors=True)
    started = time.monotonic()
    made = make(folder, claims, SEED, lambda line: print(f"  {time.monotonic() - started:.0f} s: {line}", flush=True))
    size = sum(f.stat().st_size for f in (folder / f"desk-{claims}").rglob("*") if f.is_file())
    return made | {"seconds": round(time.monotonic() - started), "MB on disk": size // 1_000_000, "peak GB": _peak()}


def add(folder: Path, claims: int) -> dict[str, Any]:
    """Each report kept back: its saving, the settling of its claims, and the records that a list then needs."""
    from scale_build import further_file

    from probata.desk import Desk
    from probata.pipeline.engine import Engine
    from probata.settings import Settings

    settings = Settings(author="benchmark")
    engine = Engine(settings)
    further = pickle.loads(further_file(folder, claims).read_bytes())
    before = folder / f"desk-{claims}"
    copy = folder / "desk-added"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(before, copy)
    times: dict[str, list[float]] = defaultdict(list)
    tables = (engine.knowledge.actors, engine.knowledge.regimes)  # read once a process, so not timed
    assert all(tables)
    with Desk.open(copy, settings) as desk, desk.writing():
        from probata.pipeline import assess  # it needs an open desk's database

        for told in further:
            marks = [time.perf_counter()]
            desk.save_capture(told.capture)
            desk.save_extraction(told.extraction, "synthetic/1")
            marks.append(time.perf_counter())
            assess.place_new(desk, engine.knowledge)
            marks.append(time.perf_counter())
            assess.settle(desk)
            marks.append(time.perf_counter())
            for name, start, end in zip(("save", "place", "settle"), marks, marks[1:], strict=False):
                times[name].append(end - start)
            times["add"].append(marks[-1] - marks[0])
        peak = _peak()
        started = time.perf_counter()
        told_anew = assess.document(desk, engine)
        times["record"] = [(time.perf_counter() - started) / max(1, told_anew)]
    shutil.rmtree(copy)
    return {name: _spread(values) for name, values in times.items()} | {
        "peak GB": peak, "peak GB with records": _peak(), "records made": told_anew, "reports": len(further),
    }  # fmt: skip


def truth(folder: Path, claims: int) -> dict[str, Any]:
    """Origins, events and contradictions against the truth; an event is the incident of most of its claims."""
    from probata.incidents import fuse
    from probata.knowledge import load

    del folder
    reports = list(generate(SEED, claims))
    extractions = [r.extraction for r in reports]
    incidents = fuse(
        [c for e in extractions for c in e.claims],
        [s for e in extractions for s in e.statements],
        [e.report for e in extractions],
        load(),
    )
    return score(
        incidents, {c: e for r in reports for c, e in r.events.items()}, [t for r in reports for t in r.closed]
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
            shown[f"{claims:,}: peak GB"] = added["peak GB"]
    small, large = (results.get(f"add {n}") for n in (SIZES[0], SIZES[-1]))
    if small and large:
        shown["growth"] = round(large["add"]["p95"] / small["add"]["p95"], 2)
    last = results.get(f"truth {TRUTH[-1]}")
    if last:
        shown |= {name: last[name] for name in ("origins", "one incident", "contradictions found")}
    return shown


def _spread(seconds: list[float]) -> dict[str, float]:
    """Milliseconds."""
    ordered = sorted(s * 1000 for s in seconds)
    at = {"p50": statistics.median(ordered), "p95": ordered[int(0.95 * (len(ordered) - 1))], "most": ordered[-1]}
    return {name: round(value, 1) for name, value in at.items()}


def _peak() -> float:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 3)


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "scale.json"
    results: dict[str, Any] = json.loads(file.read_text()) if file.exists() else {}
    if len(sys.argv) > 3:
        step, claims = sys.argv[2], int(sys.argv[3])
        results[f"{step} {claims}"] = {"build": build, "add": add, "truth": truth}[step](folder, claims)
        file.write_text(json.dumps(results, indent=1))
        print(f"{step} {claims}: {results[f'{step} {claims}']}")
        return
    for step, claims in STEPS:
        if f"{step} {claims}" not in results:
            subprocess.run([sys.executable, __file__, str(folder), step, str(claims)], check=True)
    print(json.dumps(row(json.loads(file.read_text())), indent=1))


if __name__ == "__main__":
    main()
