"""Scores an exported tagger alone, without the rules, on the dev parts, and times it against the parser.

    python training/attribution/evaluate.py NAME FOLDER [--bias -0.5 0 0.5]

Run with the project's own Python. One line for each bias goes to training/attribution/scores.jsonl, from which
`make bench` prints the comparison. The bias is added to the scores of a cue's first word: more cues, or fewer.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from prepare import paragraphs

from probata.language.annotated import Paragraph
from probata.language.parse import load_model
from probata.language.tagger import Tagger, Tags
from probata.records import SegmentKind
from probata.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("PROBATA_SHARED", ROOT.parent / "shared"))
SCORES = Path(__file__).with_name("scores.jsonl")
SETS = {"attribution": ("polnear-dev",), "factuality": ("uw-dev", "uds_ih2-dev")}


class Timed:
    """CPU seconds of the parser and of the tagger."""

    def __init__(self, tagger: Tagger) -> None:
        self.tagger, self.nlp = tagger, load_model(Settings().model)
        self.parser = self.tags = 0.0

    def read(self, text: str) -> tuple[list[Paragraph], list[Tags]]:
        """A text's paragraphs with their tags."""
        lines = list(paragraphs(text))
        started = time.process_time()
        docs = list(self.nlp.pipe([line for _, line in lines], batch_size=32))
        self.parser += time.process_time() - started
        found = [
            Paragraph(n, at, at + len(line), SegmentKind.BODY, doc)
            for n, ((at, line), doc) in enumerate(zip(lines, docs, strict=True))
        ]
        started = time.process_time()
        tags = self.tagger.read(found)
        self.tags += time.process_time() - started
        return found, tags


def statements(found: list[Paragraph], tags: list[Tags]) -> Iterator[dict[str, Any]]:
    """What the scorer reads of the tagger's attributions."""
    for paragraph, own in zip(found, tags, strict=True):
        for one in own.attributions:
            place = lambda run, p=paragraph: p.offsets(p.doc[slice(*run)])  # noqa: E731
            span = lambda run: dict(zip(("start", "end"), place(run), strict=True))  # noqa: B023, E731
            yield {"source": span(one.source) if one.source else None, "cue": span(one.cue),
                   "content": [list(place(run)) for run in one.content]}  # fmt: skip


def labels(document: dict[str, Any], found: list[Paragraph], tags: list[Tags], scale: int) -> Iterator[float]:
    """A number for each target of a document."""
    for target in document["targets"]:
        spans = ((p, p.span(target["start"], target["end"])) for p in found if p.start <= target["start"] < p.end)
        paragraph, span = next(spans, (None, None))
        yield float(tags[paragraph.index].facts[span.root.i][scale]) if paragraph and span else 3.0


def predict(kind: str, document: dict[str, Any], timed: Timed) -> dict[str, Any]:
    """One line for the scorer."""
    found, tags = timed.read(document["text"])
    if kind == "attribution":
        return {"id": document["id"], "statements": list(statements(found, tags))}
    return {"id": document["id"], "labels": list(labels(document, found, tags, int(document["id"].startswith("uds"))))}


def score(kind: str, name: str, timed: Timed) -> dict[str, Any]:
    """The scorer's answer for one set."""
    gold = SHARED / "gold" / kind / f"{name}.jsonl"
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as pred, gold.open(encoding="utf-8") as lines:
        pred.writelines(json.dumps(predict(kind, json.loads(line), timed)) + "\n" for line in lines)
        pred.flush()
        asked = [sys.executable, str(SHARED / "bench/score.py"), kind, str(gold), pred.name]
        return dict(json.loads(subprocess.run(asked, capture_output=True, text=True, check=True).stdout))


def write_card(card: Path, row: dict[str, Any]) -> None:
    """Puts the scores into the model card, between its marks; a folder without a card stays without."""
    if not card.is_file():
        return
    before, _, rest = card.read_text(encoding="utf-8").partition("<!-- scores -->\n")
    table = ["| what | score |", "| --- | --- |", *(f"| {k} | {v} |" for k, v in row.items() if k != "name")]
    text = (
        before + "<!-- scores -->\n" + "\n".join(table) + "\n<!-- /scores -->" + rest.partition("<!-- /scores -->")[2]
    )
    card.write_text(text, encoding="utf-8")


def main() -> None:
    """Scores and keeps a line for each bias."""
    p = argparse.ArgumentParser()
    p.add_argument("name")
    p.add_argument("folder", type=Path)
    p.add_argument("--bias", type=float, nargs="*")
    p.add_argument("--dry", action="store_true", help="print only")
    a = p.parse_args()
    made = json.loads((a.folder / "tagger.json").read_text(encoding="utf-8"))
    size = sum(f.stat().st_size for f in a.folder.iterdir()) / 1e6
    for bias in a.bias or [made["cue_bias"]]:
        tagger = Tagger(a.folder)
        tagger.bias = bias
        timed = Timed(tagger)
        s = score("attribution", "polnear-dev", timed)
        row: dict[str, Any] = {
            "name": a.name, "version": made["version"], "layers": made["layers"], "steps": made["steps"], "bias": bias,
            "MB": round(size, 1), "tagger / parser": round(timed.tags / timed.parser, 2),
            "relation": s["relation_f1"]["f1"],
            **{f"exact {f}": s["exact_span_f1"][f]["f1"] for f in ("source", "cue", "content")},
            **{f"token {f}": s["token_f1"][f]["f1"] for f in ("source", "cue", "content")},
        }  # fmt: skip
        if bias == made["cue_bias"]:
            for name in SETS["factuality"]:
                s = score("factuality", name, timed)
                row |= {f"{name} r": s["r"], f"{name} macro-F1": s["macro_f1"]}
        print(json.dumps(row), flush=True)
        if not a.dry:
            with SCORES.open("a", encoding="utf-8") as f:
                f.write(json.dumps(row) + "\n")
        if not a.dry and bias == made["cue_bias"]:
            write_card(a.folder / "card.md", row)


if __name__ == "__main__":
    main()
