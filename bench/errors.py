"""Prints a sample of the misses and false ones in attribution, for reading: what is behind the figures?

    python bench/errors.py [--engine auto|rules] [--seed 20261125] [--number 20]

A miss is a labelled attribution that no found one matches as the scorer's relation does (contents overlap by half,
sources touch); a false one the reverse. Beside each stands the nearest of the other side. The texts are their
publishers': read them here, and write down kinds and counts only (`bench/attribution_errors.md`).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("PROBATA_SHARED", ROOT.parent / "shared"))
FIELDS = ("source", "cue", "content")
Attribution = dict[str, list[list[int]]]


def found_in(statement: dict[str, Any]) -> Attribution:
    """A statement of `probata extract` in the shape of a labelled attribution."""
    places = {f: [[p["start"], p["end"]]] if (p := statement.get(f)) and p["start"] is not None else []
              for f in ("source", "cue")}  # fmt: skip
    return {**places, "content": statement["content"]}


def covered(spans: Iterable[Iterable[int]]) -> set[int]:
    """The characters of some spans."""
    return {n for start, end in spans for n in range(start, end)}


def match(one: Attribution, other: Attribution) -> bool:
    """Whether two attributions are the same relation."""
    a, b = (covered(x["content"]) for x in (one, other))
    sources = [covered(x.get("source") or []) for x in (one, other)]
    same = bool(sources[0] & sources[1]) or not any(sources)
    return same and len(a & b) >= 0.5 * max(1, len(a | b))


def near(one: Attribution, others: Iterable[Attribution]) -> Attribution | None:
    """The attribution of the other side that shares words with this one's cue or content."""
    mine = covered(one.get("cue") or []) | covered(one["content"])
    touching = [(len(mine & (covered(o.get("cue") or []) | covered(o["content"]))), n, o) for n, o in enumerate(others)]
    best = max(touching, default=(0, 0, None), key=lambda t: t[:2])
    return best[2] if best[0] else None


def words(text: str, one: Attribution | None) -> str:
    """An attribution as "source | cue | content"."""
    if one is None:
        return "nothing"
    return " | ".join(" ... ".join(text[a:b] for a, b in one.get(f) or []) or "-" for f in FIELDS).replace("\n", " ")


def differences(gold: dict[str, Any], found: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """The misses and false ones of one document, each with its nearest."""
    labelled, ours = gold["attributions"], [found_in(s) for s in found]
    for one in labelled:
        if one.get("content") and not any(match(one, o) for o in ours):
            yield "miss", f"{words(gold['text'], one)}\n      found: {words(gold['text'], near(one, ours))}"
    for one, statement in zip(ours, found, strict=True):
        if not any(match(one, o) for o in labelled if o.get("content")):
            by = f"{statement['engine']} {statement['rule']}"
            yield "false", f"{words(gold['text'], one)} ({by})\n      gold: {words(gold['text'], near(one, labelled))}"


def main() -> None:
    """Prints the sample."""
    from probata.pipeline import extract_lines
    from probata.settings import Settings

    p = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    p.add_argument("--engine", default="auto")
    p.add_argument("--seed", type=int, default=20_261_125)
    p.add_argument("--number", type=int, default=20)
    a = p.parse_args()
    path = SHARED / "gold/attribution/polnear-dev.jsonl"
    docs = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    asked = (json.dumps({"id": d["id"], "text": d["text"]}) for d in docs)
    told: dict[str, list[str]] = {"miss": [], "false": []}
    for doc, line in zip(docs, extract_lines(asked, Settings(attribution=a.engine)), strict=True):
        for kind, text in differences(doc, json.loads(line).get("statements", [])):
            told[kind].append(f"{doc['id']}: {text}")
    for kind, lines in told.items():
        print(f"\n{len(lines)} {kind}\n")
        for n, line in enumerate(random.Random(a.seed).sample(lines, min(a.number, len(lines))), start=1):
            print(f"{n:3} {line}")


if __name__ == "__main__":
    sys.exit(main())
