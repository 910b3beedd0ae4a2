"""Claims in news of other topics (PolNeAR dev), judged by reading: how many are wrong in 1,000 sentences?

    python bench/extra.py draw [--number 100]     prints a sample that nobody has judged yet, for reading
    python bench/extra.py rate                    the share of wrong ones among those judged, at this commit

A claim is right if the text tells that event, its parties and its object are those of the text (an empty party is no
error), and its direction, polarity and source hold. Verdicts stand in `bench/extra_judged.jsonl`: the place and the
values that were judged, never the text, which is its publishers'. A claim whose values change must be judged anew.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("PROBATA_SHARED", ROOT.parent / "shared"))
JUDGED = ROOT / "bench" / "extra_judged.jsonl"
NUMBER, SEED = 100, 20261125
VALUES = ("doc", "start", "end", "type", "agent", "counterpart", "object", "status", "negated", "stance", "source")


def claims() -> tuple[list[dict[str, Any]], int]:
    """All claims of the dev articles, each with its words around it, and the number of sentences."""
    from probata.pipeline.engine import Engine
    from probata.reading import read_text
    from probata.settings import Settings

    engine = Engine(Settings())
    found: list[dict[str, Any]] = []
    sentences = 0
    for line in (SHARED / "gold/attribution/polnear-dev.jsonl").read_text(encoding="utf-8").splitlines():
        doc = json.loads(line)
        report = read_text(doc["text"], label=doc["id"], published=doc["date"])
        annotated, extraction = engine.read(report)
        sentences += sum(1 for p in annotated.paragraphs for _ in p.doc.sents)
        for c in extraction.claims:
            before, after = doc["text"][max(0, c.start - 150) : c.start], doc["text"][c.end : c.end + 80]
            found.append(
                {
                    "doc": doc["id"], "start": c.start, "end": c.end, "type": c.type.value, "agent": list(c.agent),
                    "counterpart": list(c.counterpart), "object": [o.value for o in c.object],
                    "status": c.status.value, "negated": c.negated, "stance": c.stance.value, "source": c.source.id,
                    "words": f"{before}[[{c.quote}]]{after}".replace("\n", " "),
                }
            )  # fmt: skip
    return found, sentences


def key(claim: dict[str, Any]) -> str:
    """What a verdict is about: the place and all values."""
    return hashlib.sha256(json.dumps([claim[v] for v in VALUES]).encode()).hexdigest()[:16]


def judged() -> dict[str, dict[str, Any]]:
    """The verdicts by what they are about."""
    lines = JUDGED.read_text(encoding="utf-8").splitlines() if JUDGED.exists() else []
    return {v["key"]: v for v in map(json.loads, lines)}


def sample(found: list[dict[str, Any]], number: int) -> Iterator[dict[str, Any]]:
    """The claims drawn: by a fixed order of their keys, so that a claim that stays is drawn again."""
    order = random.Random(SEED).random()
    yield from sorted(found, key=lambda c: hashlib.sha256(f"{order}{key(c)}".encode()).digest())[:number]


def rate() -> dict[str, Any]:
    """Claims in 1,000 sentences and wrong ones among them, as far as the drawn ones have been judged."""
    found, sentences = claims()
    drawn, verdicts = list(sample(found, NUMBER)), judged()
    seen = [verdicts[key(c)] for c in drawn if key(c) in verdicts]
    wrong = sum(v["wrong"] for v in seen)
    return {
        "claims": len(found),
        "sentences": sentences,
        "claims in 1,000 sentences": round(1000 * len(found) / sentences, 1),
        "drawn": len(drawn),
        "judged": len(seen),
        "wrong": wrong,
        "wrong in 1,000 sentences": round(1000 * len(found) / sentences * wrong / len(seen), 1)
        if seen
        else "not judged",
    }


def listed() -> list[str]:
    """The verdicts as rows of a table, the wrong ones first."""
    rows = sorted(judged().values(), key=lambda v: (not v["wrong"], v["doc"], v["start"]))
    return ["| article | from | to | claim | verdict |", "| --- | --- | --- | --- | --- |"] + [
        f"| {v['doc']} | {v['start']} | {v['end']} | {v['type']} | {'wrong: ' + v['why'] if v['wrong'] else 'right'} |"
        for v in rows
    ]


def main() -> None:
    """Draws or rates."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("draw", "rate"))
    parser.add_argument("--number", type=int, default=NUMBER)
    a = parser.parse_args()
    if a.what == "rate":
        print(json.dumps(rate(), indent=1))
        return
    known = judged()
    for claim in sample(claims()[0], a.number):
        if key(claim) not in known:
            print(json.dumps({"key": key(claim)} | claim, ensure_ascii=False))


if __name__ == "__main__":
    main()
