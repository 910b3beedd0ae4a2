"""Parses the training texts once and writes what training needs of them.

    python training/attribution/prepare.py OUT

Run with the project's own Python: the features must come from the parser that ships. Writes one pickle a
set into OUT; nothing of the texts themselves is kept but word pieces and offsets.
"""

from __future__ import annotations

import json
import os
import pickle
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from probata.language.parse import load_model
from probata.language.windows import Pieces, Window, windows
from probata.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("PROBATA_SHARED", ROOT.parent / "shared"))
TAGS = ("O", "B-source", "I-source", "B-content", "I-content")
SETS = (
    "attribution/polnear-train", "attribution/polnear-dev", "factuality/uw-train", "factuality/uw-dev",
    "factuality/uds_ih2-train", "factuality/uds_ih2-dev",
)  # fmt: skip


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text with their offsets."""
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, line
        at += len(line) + 1


def covered(places: list[tuple[int, int]], spans: list[list[int]]) -> list[tuple[int, int]]:
    """The runs of words (first, last exclusive) that touch each span."""
    found = []
    for start, end in spans:
        inside = [n for n, (a, b) in enumerate(places) if a < end and start < b]
        if inside:
            found.append((inside[0], inside[-1] + 1))
    return found


def begun(tags: list[int]) -> list[int]:
    """Tags whose every run has its beginning: a source within the content cuts it in two."""
    return [t - 1 if t in (2, 4) and (n == 0 or tags[n - 1] not in (t, t - 1)) else t for n, t in enumerate(tags)]


def labelled(window: Window, places: list[tuple[int, int]], doc: dict[str, Any]) -> dict[str, Any]:
    """A window with the attributions whose cue it holds, or the events that are labelled in it."""
    pairs = []
    start, end = places[0][0], places[-1][1]
    for a in doc.get("attributions", ()):
        spans = {f: [s for s in a.get(f) or [] if s[0] < end and start < s[1]] for f in ("source", "cue", "content")}
        cue = covered(places, spans["cue"][:1])
        if not cue:
            continue
        tags = [0] * len(places)
        for kind, begin in (("content", 3), ("source", 1)):
            for first, last in covered(places, spans[kind]):
                tags[first:last] = [begin, *[begin + 1] * (last - first - 1)]
        pairs.append((cue[0], begun(tags)))
    events = []
    for n, target in enumerate(doc.get("targets", ())):
        here = covered(places, [[target["start"], target["end"]]])
        if here and start <= target["start"] < end:
            events.append((n, here[0][0], target["label"]))
    return {"pairs": pairs, "events": events}


def prepare(path: Path, nlp: Any, pieces: Pieces) -> Iterator[dict[str, Any]]:
    """The labelled windows of one set."""
    with path.open(encoding="utf-8") as lines:
        docs = [json.loads(line) for line in lines]
    for doc in docs:
        lines = list(paragraphs(doc["text"]))
        for (at, _), parsed in zip(lines, nlp.pipe([line for _, line in lines], batch_size=32), strict=True):
            for window in windows(parsed, pieces):
                tokens = [parsed[int(i)] for i in window.tokens]
                places = [(at + t.idx, at + t.idx + len(t)) for t in tokens]
                yield {"id": doc["id"], "window": window, "places": places} | labelled(window, places, doc)


def main(out: Path) -> None:
    """Prepares each set that isn't there yet."""
    out.mkdir(parents=True, exist_ok=True)
    nlp = load_model(Settings().model)
    tokenizer = Tokenizer.from_file(os.environ["ENCODER"] + "/tokenizer.json")
    tokenizer.no_truncation()
    tokenizer.no_padding()
    for name in SETS:
        target = out / f"{name.rpartition('/')[2]}.pickle"
        if not target.exists():
            rows = list(prepare(SHARED / "gold" / f"{name}.jsonl", nlp, Pieces(tokenizer)))
            with target.open("wb") as f:
                pickle.dump(rows, f)
            print(target.name, len(rows), "windows,", sum(len(r["window"].pieces) for r in rows), "pieces", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
