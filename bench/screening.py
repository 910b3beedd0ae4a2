"""Sanctions screening: do names match as people say, and how long does it take against 50,000 entries?

``match`` is scored by the shared scorer (``names/pairs-dev``; there is no train part). The weights in
``probata.screening.comparing`` are set by judgement; :func:`fitted` fits them anew by logistic regression, ten-fold, so
that the page shows what fitting would bring. Times are measured on an invented list of 50,000 entries with three names
each (words of random syllables, as skewed as names are) and the UN's list of 2020, imported from UN XML.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import numpy as np

SHARED = Path(os.environ.get("PROBATA_SHARED", Path(__file__).resolve().parents[2] / "shared"))
PAIRS = SHARED / "gold" / "names" / "pairs-dev.jsonl"
LISTED = SHARED / "gold" / "lists" / "un-consolidated-2020.jsonl"
CORPUS = SHARED / "corpus" / "reports.jsonl"
ENTRIES = 50_000
ASKED = 500


def matches(pair: dict[str, Any]) -> bool:
    """Whether the two names of a pair are one at the shipped threshold."""
    from probata.screening.comparing import THRESHOLD, compare
    from probata.screening.names import name_of

    person = pair["schema"] == "Person"
    return compare(name_of(pair["name1"]), name_of(pair["name2"]), person).score >= THRESHOLD


def measure() -> dict[str, float]:
    """The CPU times in milliseconds (of 95 in 100 names, of a report of 1,000 words) and seconds, and F1 if fitted."""
    from probata.desk import Desk
    from probata.pipeline import Screener, import_list
    from probata.settings import Settings

    rng = random.Random(1)
    names = list(_invented(rng)) + list(_listed())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.xml"
        path.write_text(_xml(names), encoding="utf-8")
        settings = Settings(desk=Path(folder) / "desk", author="bench")
        with Desk.open(settings.desk, settings, create=True) as desk:
            started = time.process_time()
            one, _ = import_list(desk, settings, str(path))
            imported = time.process_time() - started
            started = time.process_time()
            screener = Screener(desk)
            opened = time.process_time() - started
            with screener:
                asked = [_slip(rng.choice(rng.choice(names)), rng) for _ in range(ASKED)]
                screener.name(asked[0])  # what loads on first use
                times = sorted(_timed(lambda n=name: screener.name(n)) for name in asked)
                texts = sorted(_timed(lambda t=text: screener.text(t)) for text in _texts())
    return {
        "entries": one.entries,
        "names": sum(map(len, names)),
        "import, CPU s": round(imported, 1),
        "open, CPU ms": round(1000 * opened, 1),
        "a name, CPU ms, median": round(1000 * statistics.median(times), 1),
        "a name, CPU ms, 95 %": round(1000 * times[int(0.95 * len(times))], 1),
        "1,000 words, CPU ms, median": round(1000 * statistics.median(texts), 1),
        "1,000 words, CPU ms, 95 %": round(1000 * texts[int(0.95 * len(texts))], 1),
        "F1 if fitted": fitted(),
    }


def fitted(folds: int = 10) -> float:
    """F1 on the pairs, each judged by weights and a threshold fitted to the other nine tenths."""
    from probata.screening.comparing import WEIGHTS, compare
    from probata.screening.names import name_of

    pairs = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    keys = {name: i for i, name in enumerate(WEIGHTS)}
    x, y = np.zeros((len(pairs), len(keys))), np.array([p["match"] for p in pairs], float)
    for row, pair in zip(x, pairs, strict=True):
        found = compare(name_of(pair["name1"]), name_of(pair["name2"]), pair["schema"] == "Person")
        for difference in found.differences:
            row[keys[difference.name]] += difference.value
    order = np.random.default_rng(1).permutation(len(pairs))
    said = np.zeros(len(pairs), bool)
    for fold in range(folds):
        test = order[fold::folds]
        train = np.setdiff1d(order, test)
        cost = x @ _regression(x[train], y[train])
        best = max(np.unique(cost[train]), key=lambda limit: _f1(cost[train] <= limit, y[train]))
        said[test] = cost[test] <= best
    return round(100 * _f1(said, y), 1)


def told(history: Sequence[dict[str, Any]]) -> list[str]:
    """The section of the evaluation page."""
    rows = [h for h in reversed(history) if h.get("screening")]
    if not rows:
        return []
    columns = list(rows[0]["screening"])
    return [
        "## Screening",
        "",
        "Against an invented list with the UN's of 2020 in it, imported from XML; half of the names asked for with a"
        " slip; the definitions stand in `bench/screening.py`.",
        "",
        "| date | commit | " + " | ".join(columns) + " |",
        "| --- " * (len(columns) + 2) + "|",
        *(
            f"| {h['date']} | {h['commit']} | " + " | ".join(str(h["screening"].get(c, "")) for c in columns) + " |"
            for h in rows
        ),
        "",
    ]


def _timed(act: Any) -> float:
    started = time.process_time()
    act()
    return time.process_time() - started


def _regression(x: Any, y: Any, l2: float = 0.3, rounds: int = 2000, rate: float = 0.1) -> Any:
    """Weights of a logistic regression that are not below 0, by gradient descent."""
    weights, bias = np.ones(x.shape[1]), 2.0
    for _ in range(rounds):
        wrong = 1 / (1 + np.exp(x @ weights - bias)) - y
        bias -= rate * wrong.mean()
        weights = np.maximum(weights + rate * ((x.T @ wrong) - l2 * weights) / len(y), 0)
    return weights


def _f1(said: Any, true: Any) -> float:
    both = float((said & (true > 0)).sum())
    return 2 * both / float(said.sum() + true.sum())


def _invented(rng: random.Random) -> Iterator[tuple[str, ...]]:
    starts = "b ch d f g h j k l m n p r s t v y z kh sh".split()
    syllables = [a + b + c for a in starts for b in "aeiou" for c in ("", "n", "r", "l", "m", "k")]
    family = ["".join(rng.choices(syllables, k=rng.choice((1, 2, 2, 3)))) for _ in range(12_000)]
    given = ["".join(rng.choices(syllables, k=rng.choice((1, 2, 2)))) for _ in range(1_500)]
    skewed = list(itertools.accumulate(1 / (i + 3) for i in range(len(given))))
    for n in range(ENTRIES):
        first, second = rng.choices(given, cum_weights=skewed, k=2)
        last = rng.choice(family)
        if n % 10 < 6:
            yield f"{first} {second} {last}".title(), f"{last} {first}".upper(), f"{second} {last}e".title()
        elif n % 10 < 9:
            yield (
                f"{last} {rng.choice(family)} Trading Company Limited".title(),
                f"{last}{first} LLC".upper(),
                f"{last} General Trading".title(),
            )
        else:
            yield f"{last} {n % 30}".upper(), f"{first} Star".title(), f"{last} Ocean".title()


def _listed() -> Iterator[tuple[str, ...]]:
    for line in LISTED.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        yield (entry["name"], *(a["name"] for a in entry.get("aliases", ()) if a.get("name")))


def _xml(names: Sequence[tuple[str, ...]]) -> str:
    rows = []
    for n, (first, *others) in enumerate(names):
        aliases = "".join(
            f"<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>{escape(o)}</ALIAS_NAME></INDIVIDUAL_ALIAS>"
            for o in others
        )
        rows.append(
            f"<INDIVIDUAL><DATAID>{n}</DATAID><FIRST_NAME>{escape(first)}</FIRST_NAME><UN_LIST_TYPE>X</UN_LIST_TYPE>"
            f"<REFERENCE_NUMBER>X{n}</REFERENCE_NUMBER><LISTED_ON>2020-01-01</LISTED_ON>{aliases}"
            "<INDIVIDUAL_DATE_OF_BIRTH><YEAR>1960</YEAR></INDIVIDUAL_DATE_OF_BIRTH></INDIVIDUAL>"
        )
    return f"<CONSOLIDATED_LIST><INDIVIDUALS>{''.join(rows)}</INDIVIDUALS></CONSOLIDATED_LIST>"


def _slip(name: str, rng: random.Random) -> str:
    at = rng.randrange(len(name))
    return name[:at] + name[at + 1 :] if rng.random() < 0.5 else name


def _texts() -> list[str]:
    reports = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    words = " ".join(r.get("text") or "" for r in reports).split(" ")
    return [" ".join(words[at : at + 1000]) for at in range(0, len(words) - 1000, 1000)][:40]


if __name__ == "__main__":
    for name, figure in measure().items():
        print(f"{name:26} {figure}")
