"""Agency copies of news-dev: how many are found, how many pairs of different events are, and how long it takes.

    python bench/copies.py

Recall is over the pairs of ``copies-silver-dev.jsonl`` whose five-word containment is .5 or more; a pair is found
where :func:`probata.incidents.copies.find` names it from either side (a shared quotation is no copy). False pairs
are sought among *all* pairs of the articles, each compared, not just those that fingerprints propose.
"""

from __future__ import annotations

import json
import os
import statistics
import time
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from probata.records import Copy, Report

SHARED = Path(os.environ.get("PROBATA_SHARED", Path(__file__).resolve().parents[2] / "shared"))
CONTAINED = 0.5


def lines(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SHARED / path).read_text(encoding="utf-8").splitlines() if line.strip()]


def read(docs: Iterable[dict[str, Any]]) -> dict[str, Report]:
    """The articles as reports, by the set's own id."""
    from probata.reading import read_text

    return {
        d["id"]: read_text(d["text"], label=d["id"], url=d["url"], published=d["date"][:10], title=d["title"])
        for d in docs
    }


def measure() -> dict[str, float]:
    """The row of the evaluation page."""
    from probata.incidents.copies import MemoryIndex, compare, find, fingerprints

    docs = lines("gold/clusters/news-dev.jsonl")
    event = {d["id"]: d["EventId"] for d in docs}
    reports = read(docs)
    label = {r.id: r.label for r in reports.values()}
    by_id = {r.id: r for r in reports.values()}
    index, spent, rows = MemoryIndex(), [], []
    found: dict[frozenset[str], Copy] = {}
    for report in reports.values():
        started = time.process_time()
        own = fingerprints(report)
        for copy in find(report, index, by_id.get, own=own):
            found[frozenset((label[copy.a], label[copy.b]))] = copy
        index.add(report.id, own)
        spent.append(time.process_time() - started)
        rows.append(len(own))
    must = [
        frozenset((p["a"], p["b"]))
        for p in lines("gold/clusters/copies-silver-dev.jsonl")
        if p["containment5"] >= CONTAINED
    ]
    hit = [pair for pair in must if pair in found and found[pair].kind != "quotation"]
    all_pairs = {
        frozenset((x, y)): copy
        for x, y in combinations(reports, 2)
        if (copy := compare(reports[x], reports[y])) is not None
    }
    false = [p for p in {**all_pairs, **found} if len({event[i] for i in p}) > 1]
    unproposed = [p for p, c in all_pairs.items() if c.kind != "quotation" and p not in found]
    kinds = {kind: sum(c.kind == kind for c in found.values()) for kind in ("copy", "excerpt", "rewrite", "quotation")}
    return {
        "recall": round(100 * len(hit) / len(must), 1),
        "pairs": len(must),
        "false pairs": len(false),
        "found": len(found),
        **kinds,
        "missed by fingerprints": len(unproposed),
        "rows a report": round(statistics.mean(rows), 1),
        "ms a report, median": round(1000 * statistics.median(spent), 1),
        "ms a report, 95 %": round(1000 * statistics.quantiles(spent, n=20)[-1], 1),
    }


def told(history: Sequence[dict[str, Any]]) -> list[str]:
    """The section of the evaluation page."""
    rows = [h for h in reversed(history) if h.get("copies")]
    if not rows:
        return []
    columns = list(rows[0]["copies"])
    return [
        "## Copies, news-dev",
        "",
        "Recall of the agency copies with a containment of .5 or more, and pairs of different events among all 14,878"
        " pairs of the 173 articles; the definitions stand in `bench/copies.py`.",
        "",
        "| date | commit | " + " | ".join(columns) + " |",
        "| --- " * (len(columns) + 2) + "|",
        *(
            f"| {h['date']} | {h['commit']} | " + " | ".join(str(h["copies"].get(c, "")) for c in columns) + " |"
            for h in rows
        ),
        "",
    ]


if __name__ == "__main__":
    for name, figure in measure().items():
        print(f"{name:26} {figure}")
