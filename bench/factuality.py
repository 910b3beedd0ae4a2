"""Scores of factuality for the labelled sets, and the calibration of the rule scores on their train parts.

    python bench/factuality.py uw-dev uds_ih2-dev      r, error and macro-F1 beside all "+3"
    python bench/factuality.py --calibrate             writes the table `scores` of signatures.yml anew

The two sets ask two questions (how sure is the writer; has it happened), so each is scored on its own scale.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from probata.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("PROBATA_SHARED", ROOT.parent / "shared"))
SIGNATURES = ROOT / "src" / "probata" / "language" / "data" / "signatures.yml"

PULL = 10
"""A cell's mean counts this many labels of the mean of its group with it: negated or not, plain statement or not."""
MIDDLE, LOW = 0.25, 0.4
"""The share of labels between -1 and 1, or at most -1, from which a cell's score is drawn into that band: the mean of
a skewed cell lies in a band where few of its labels are."""


def read(name: str) -> list[dict[str, Any]]:
    """The documents of a labelled set by its name ("uw-dev")."""
    path = SHARED / "gold" / "factuality" / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def scale_of(name: str) -> str:
    """The question that a set asks, by its name or a document's id."""
    return "happened" if name.startswith("uds") else "committed"


def token_at(doc: Doc, start: int, end: int) -> Token:
    """The word of a target; of several the one that heads them."""
    words = [t for t in doc if t.idx < end and t.idx + len(t) > start]
    if not words:
        raise ValueError(f"no word at {start}..{end}")
    return next((w for w in words if w.head not in words or w.head == w), words[0])


def parsed(documents: Iterable[dict[str, Any]], settings: Settings) -> Iterator[tuple[dict[str, Any], list[Token]]]:
    """Each document with the words of its targets, in order."""
    from probata.language.parse import load_model

    pairs = load_model(settings.model).pipe(((d["text"], d) for d in documents), as_tuples=True, batch_size=64)
    for doc, document in pairs:
        yield document, [token_at(doc, t["start"], t["end"]) for t in document["targets"]]


def predict(docs: Iterable[dict[str, Any]], settings: Settings, engine: str = "rules") -> Iterator[dict[str, Any]]:
    """``{"id", "labels"}`` for each document: one score for each target, in order; the labels are not looked at."""
    from probata.language.factuality import Scale, factuality

    if engine != "rules":
        raise ValueError(f"no engine {engine!r}")
    for document, words in parsed(docs, settings):
        scale = Scale(scale_of(document["id"]))
        yield {"id": document["id"], "labels": [factuality(w, scale) for w in words]}


Cells = Mapping[tuple[str, bool], Sequence[float]]


def cells(name: str, settings: Settings) -> Cells:
    """The labels of a set by the kind that the rules find and whether it is negated."""
    from probata.language.factuality import project

    found: dict[tuple[str, bool], list[float]] = defaultdict(list)
    for document, words in parsed(read(name), settings):
        for word, target in zip(words, document["targets"], strict=True):
            verdict = project(word)
            found[verdict.kind, verdict.negated].append(target["label"])
    return found


def cell_score(labels: Sequence[float], prior: float) -> float:
    """The score of one cell; see PULL, MIDDLE, LOW."""
    score = (sum(labels) + PULL * prior) / (len(labels) + PULL)
    if len(labels) >= 5:
        middle = sum(-1 < x < 1 for x in labels) / len(labels)
        low = sum(x <= -1 for x in labels) / len(labels)
        if low >= LOW and low >= middle:
            score = min(score, -1.0)
        elif middle >= MIDDLE:
            score = max(min(score, 0.95), -0.95)
    return round(score, 2) + 0.0


def calibrate(settings: Settings) -> None:
    """Writes the scores of every kind, in the order of the file, from the train parts."""
    import yaml

    from probata.language.event_clause import FACTUAL

    text = SIGNATURES.read_text(encoding="utf-8")
    kinds = list(yaml.safe_load(text)["scores"])
    table: dict[str, dict[tuple[str, bool], float]] = {}
    for name in ("uw-train", "uds_ih2-train"):
        found = cells(name, settings)
        scores: dict[tuple[str, bool], float] = {}
        for negated, factual in product((False, True), repeat=2):
            group = [k for k in kinds if (k in FACTUAL) is factual]
            labels = [x for k in group for x in found.get((k, negated), ())]
            prior = sum(labels) / len(labels)
            scores |= {(k, negated): cell_score(found.get((k, negated), ()), prior) for k in group}
        table[scale_of(name)] = scores
    head = text[: text.index("\nscores:\n") + len("\nscores:\n")]
    lines = [
        f"  {kind}: {{{', '.join(f'{scale}: [{s[kind, False]}, {s[kind, True]}]' for scale, s in table.items())}}}\n"
        for kind in kinds
    ]
    SIGNATURES.write_text(head + "".join(lines), encoding="utf-8")


def main() -> int:
    """Exit code 0, or the scorer's."""
    from probata.settings import Settings

    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("sets", nargs="*", default=["uw-dev", "uds_ih2-dev"])
    options.add_argument("--calibrate", action="store_true")
    arguments = options.parse_args()
    if arguments.calibrate:
        calibrate(Settings.from_environment())
        return 0
    code = 0
    for name in arguments.sets:
        print(name, flush=True)
        with tempfile.TemporaryDirectory() as folder:
            found = Path(folder, "found.jsonl")
            lines = (json.dumps(p) + "\n" for p in predict(read(name), Settings.from_environment()))
            found.write_text("".join(lines), encoding="utf-8")
            gold = SHARED / "gold" / "factuality" / f"{name}.jsonl"
            scorer = [sys.executable, str(SHARED / "bench" / "score.py"), "factuality", str(gold), str(found)]
            code = subprocess.run(scorer, check=False).returncode or code
    return code


if __name__ == "__main__":
    sys.exit(main())
