"""How long the questions take that the pages of a desk ask: processor time and waiting, on desks of any size.

    python bench/workbench.py DESK [DESK …]

Each desk (made by ``bench/scale.py``) has to be up to date. It is written to: older tables are brought up to date, and
entries of its custody log are marked.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from probata.desk import Desk
from probata.settings import Settings

TIMES = 9
"""Asked so many times, after once that isn't timed."""

TODAY = "2026-11-26"


def questions(desk: Desk, settings: Settings) -> Mapping[str, Callable[[], Any]]:
    """What is asked, by the name of its row in ``docs/evaluation.md``."""
    from probata.desk.overview import newest_reports, overview
    from probata.pipeline import running_totals
    from probata.pipeline.custody import entries_about, entries_before
    from probata.pipeline.verifying import verifying
    from probata.pipeline.versions import versions

    newest: Any = desk.get(newest_reports(desk.base, 1)[0].id)
    return {
        "overview": lambda: overview(desk.base, TODAY),
        "caps": lambda: running_totals(desk, settings),
        "custody, last page": lambda: entries_before(desk),
        "custody of a record": lambda: entries_about(desk, "desk"),
        "versions of a report": lambda: versions(desk, newest),
        "state of checking": lambda: verifying(desk),
    }


def measure(ask: Callable[[], Any]) -> dict[str, float]:
    """Milliseconds: the median of the processor's time, the median and the most that was waited."""
    ask()
    worked, waited = [], []
    for _ in range(TIMES):
        cpu, clock = time.process_time(), time.perf_counter()
        ask()
        worked.append(1000 * (time.process_time() - cpu))
        waited.append(1000 * (time.perf_counter() - clock))
    told = {"cpu": statistics.median(worked), "p50": statistics.median(waited), "most": max(waited)}
    return {name: round(value, 1) for name, value in told.items()}


def main() -> None:
    settings = Settings(author="benchmark")
    for folder in map(Path, sys.argv[1:]):
        with Desk.open(folder, settings) as desk:
            rows = {name: measure(ask) for name, ask in questions(desk, settings).items()}
        print(json.dumps({folder.name: rows}, indent=1))


if __name__ == "__main__":
    main()
