"""How long the server takes for each page of the workbench, how many questions it puts to the database and what the
page weighs.

    python bench/pages.py DESK [--each 40] [--out FILE] [--keep]

``DESK`` (made by ``bench/scale.py``; ``PROBATA_DATABASE`` where its tables are on a server) is opened as ``probata
serve`` opens it, and people are entered into its ``workbench.sqlite3``. Records are drawn at random by a fixed seed,
and the ten incidents with the most claims are asked for on top. Times are of the whole answer inside this process, as
Django's test client gets it: no network and no waiting for others. Weights are uncompressed and with every style and
script. With ``--keep`` the figures are added to ``bench/history.jsonl``, from which ``docs/evaluation.md`` is written.
Must and aim: issue 7, "Measures".
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

HISTORY = Path(__file__).with_name("history.jsonl")
SEED = 7
LARGEST = 10
PASSWORD = "a horse that knows no staple"

FIXED = (
    "/", "/review", "/findings", "/incidents", "/claims", "/statements", "/reports", "/replies", "/custody", "/caps",
    "/regimes", "/regimes/UN-KP", "/screening", "/timeline", "/flow", "/map", "/people", "/account", "/tokens",
    "/reports/new", "/sources", "/search", "/search?words=shells", "/search?words=north+korea",
    "/incidents?actor=KP&type=transfer", "/incidents?disputed=yes", "/claims?stance=denies", "/claims?order=happened",
    "/reports?order=published",
)  # fmt: skip
RECORDS = {
    "incident": ("", "/passages", "/why", "/timeline", "/origins"),
    "finding": ("",),
    "report": ("", "/copies"),
    "capture": ("",),
    "claim": ("",),
    "statement": ("",),
}
LINKED = re.compile(r'(?:href|src)="(/static/[^"]+)"')


def addresses(desk: Any, each: int) -> Mapping[str, Sequence[str]]:
    """What is asked for, by the kind of page."""
    from django.db.models import Count

    from probata.desk import models
    from probata.workbench.links import url_of

    chance = random.Random(SEED)
    asked: dict[str, list[str]] = {page: [page] * max(5, each // 4) for page in FIXED}
    for kind, pages in RECORDS.items():
        rows = getattr(models, f"{kind.capitalize()}Row").objects.using(desk.base)
        ids = chance.sample(ids, min(each, len(ids))) if (ids := list(rows.values_list("pk", flat=True))) else []
        for page in pages:
            asked[f"/{kind}s/…{page}"] = [url_of(i) + page for i in ids]
    told = models.CellRow.objects.using(desk.base).values("label").annotate(n=Count("members")).order_by("-n")
    largest = [row["label"] for row in told[:LARGEST] if row["label"]]
    for page in RECORDS["incident"]:
        asked[f"/incidents/(largest){page}"] = [url_of(i) + page for i in largest]
    return asked


class Questions:
    """Counts what is put to the databases."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self, execute: Any, *given: Any) -> Any:
        self.number += 1
        return execute(*given)


def measure(desk: Any, each: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each kind of page and its figures: milliseconds, questions, bytes."""
    from django.db import connections
    from django.test import Client

    from probata.workbench import routers
    from probata.workbench.models import Person, Role

    if not Person.objects.filter(username="bench").exists():
        Person.objects.enter("bench", "The Bench", Role.REVIEWER, PASSWORD)
    client = Client(SERVER_NAME="localhost")
    client.force_login(Person.objects.get(username="bench"), backend="probata.workbench.people.ByPassword")
    weights: dict[str, int] = {}
    counted = Questions()
    with ExitStack() as stack:
        for alias in (desk.base, routers.people()):
            stack.enter_context(connections[alias].execute_wrapper(counted))
        for page, asked in addresses(desk, each).items():
            if not asked:
                continue
            first = client.get(asked[0])
            if first.status_code != 200:
                yield page, {"status": first.status_code}
                continue
            walls, works, numbers, sizes = [], [], [], []
            for address in asked:
                counted.number = 0
                work, wall = time.process_time(), time.perf_counter()
                answer = client.get(address)
                body = answer.content if not answer.streaming else b"".join(answer.streaming_content)
                walls.append(1000 * (time.perf_counter() - wall))
                works.append(1000 * (time.process_time() - work))
                numbers.append(counted.number)
                sizes.append(len(body) + _linked(client, body, weights))
            yield page, {
                "asked": len(asked), "p50": _at(walls, 50), "p95": _at(walls, 95), "most": round(max(walls), 1),
                "cpu p95": _at(works, 95), "queries": max(numbers), "kB": round(max(sizes) / 1000, 1),
            }  # fmt: skip


def _linked(client: Any, body: bytes, weights: dict[str, int]) -> int:
    """Bytes of the styles, scripts and pictures that a page asks for, as they are sent without compression."""
    names = set(LINKED.findall(body.decode("utf-8", "replace")))
    for name in names - weights.keys():
        answer = client.get(name)
        weights[name] = len(b"".join(answer.streaming_content) if answer.streaming else answer.content)
    return sum(weights[name] for name in names)


def _at(values: Sequence[float], percent: int) -> float:
    if len(values) < 2:
        return round(values[0], 1)
    return round(statistics.quantiles(values, n=100, method="inclusive")[percent - 1], 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("desk", type=Path)
    parser.add_argument("--each", type=int, default=40, help="records of a kind that are asked for")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--keep", action="store_true", help="add the figures to the history")
    given = parser.parse_args()

    import os

    from probata.settings import Settings
    from probata.workbench import server

    settings = Settings(desk=given.desk, author="benchmark", database=os.environ.get("PROBATA_DATABASE"))
    began = time.perf_counter()
    it = server.open_workbench(settings)
    print(f"opened in {time.perf_counter() - began:.1f} s", flush=True)
    rows = {}
    for page, told in measure(it.desk, given.each):
        rows[page] = told
        print(f"{page:40} {json.dumps(told)}", flush=True)
    timed = [r for r in rows.values() if "p95" in r]
    print(f"slowest p95 {max(r['p95'] for r in timed)} ms; heaviest {max(r['kB'] for r in timed)} kB")
    if given.out:
        given.out.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    if given.keep:
        _keep(it.desk, rows)


def _keep(desk: Any, rows: Mapping[str, Mapping[str, Any]]) -> None:
    from django.db import connections

    from probata.desk import models

    if wrong := [page for page, told in rows.items() if "status" in told]:
        raise SystemExit(f"not kept, as these pages were refused: {', '.join(wrong)}")
    base = connections[desk.base]
    told = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True)
    row = {
        "date": datetime.now(UTC).date().isoformat(), "version": version("probata"), "commit": told.stdout.strip(),
        "sets": {}, "versions": {"django": version("django")},
        "pages": {"claims": models.ClaimRow.objects.using(desk.base).count(), "database": base.display_name} | rows,
    }  # fmt: skip
    with HISTORY.open("a", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
