"""Counts in how many news reports each term stands: the background that rare terms are told by.

    python training/stories/frequencies.py

Reads the train parts of the labelled sets of the shared folder (their texts only, no labels) and writes
``src/probata/incidents/stories/background.txt``: the number of reports, then a term and its count a line, for
terms of at least LEAST reports. Counts of words over more than a thousand texts; no text can be got back from it.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

from probata.incidents.stories.terms import terms_of

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("PROBATA_SHARED", ROOT.parent / "shared"))
SETS = ("attribution/polnear-train", "times/tempeval3-train", "coreference/gum-train")
LEAST = 3
OUT = ROOT / "src" / "probata" / "incidents" / "stories" / "background.txt"


def main() -> None:
    """Writes the table."""
    found: Counter[str] = Counter()
    reports = 0
    for name in SETS:
        with (SHARED / "gold" / f"{name}.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                document = json.loads(line)
                found.update(terms_of(document["id"], document["text"]).counts.keys())
                reports += 1
    kept = sorted((w, n) for w, n in found.items() if n >= LEAST)
    OUT.write_text(f"{reports}\n" + "".join(f"{w} {n}\n" for w, n in kept), encoding="utf-8")
    print(f"{len(kept)} terms of {reports} reports")


if __name__ == "__main__":
    main()
