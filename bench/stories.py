"""Reports into events: B-cubed of ``probata stories`` on the labelled and the made-up sets.

    python bench/stories.py                  news-dev at the shipped setting, as bench/score.py counts it
    python bench/stories.py --choose         the sets that the threshold was chosen on, over thresholds
    python bench/stories.py --moved          news-dev with the threshold moved by a fifth both ways
    python bench/stories.py --show           news-dev: every event that is split and every story of two events

Nothing is chosen on news-dev. What is chosen on, all of train or dev parts of other sets:

*ecb*: ECB+ dev, 197 articles of 16 events; two of one kind each (two earthquakes, two acquisitions): hard.
*paraphrases*: corpus/reports.jsonl, reports with a group, and the off-topic ones without, each an event of its own.
*halves*: every sixth article of PolNeAR train cut into its odd and even paragraphs, every second without
  its other half.
*leads*: every sixth article into its first three paragraphs, half of the rest, and a sixth of the rest.
*mixture*: ecb, paraphrases and 100 halves together.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from probata.incidents.stories import ALIKE, stories, terms_of

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("PROBATA_SHARED", ROOT.parent / "shared"))
NEWS = "gold/clusters/news-dev.jsonl"
THRESHOLDS = (0.14, 0.16, 0.18, 0.20, 0.22, 0.24, 0.26, 0.28)


@dataclass(frozen=True)
class Item:
    """A report and its event."""

    id: str
    title: str
    text: str
    event: str
    published: str | None = None


def documents(path: str) -> Iterator[dict[str, Any]]:
    """The lines of a file of the shared folder."""
    with (SHARED / path).open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def ecb(given: Iterable[Mapping[str, Any]] | None = None) -> list[Item]:
    """ECB+ dev, or other documents of that form; an address at the top is left out, as reading does."""
    found = []
    for d in documents("gold/clusters/ecbplus-dev.jsonl") if given is None else given:
        lines = d["text"].split("\n")
        while lines and lines[0].startswith(("http", "www")):
            lines = lines[1:]
        found.append(Item(d["id"], lines[0], "\n".join(lines), d["subtopic"]))
    return found


def paraphrases() -> list[Item]:
    """The paraphrased reports whose event is known."""
    return [
        Item(d["id"], d["text"].split("\n")[0], d["text"], d["group"] or d["id"], d["published"])
        for d in documents("corpus/reports.jsonl")
        if d["group"] or d["topic"] == "off-topic-news"
    ]


def halves() -> list[Item]:
    """Articles in two."""
    found = []
    for n, (d, parts) in enumerate(_articles(0, 8)):
        both = [
            Item(f"{d['id']} {k}", parts[k], "\n".join(parts[k::2]), d["id"], d["date"])
            for k in range(2 - (n % 2 == 0))
        ]
        found += both
    return found


def leads() -> list[Item]:
    """Articles in three of different length."""
    found = []
    for n, (d, p) in enumerate(_articles(1, 10)):
        pieces = [p[:3], p[3::2], p[4::2][: max(1, len(p) // 6)]]
        found += [
            Item(f"{d['id']} {k}", piece[0], "\n".join(piece), d["id"], d["date"])
            for k, piece in enumerate(pieces[: 1 if n % 3 == 0 else 3])
        ]
    return found


def _articles(first: int, least: int) -> Iterator[tuple[dict[str, Any], list[str]]]:
    for d in list(documents("gold/attribution/polnear-train.jsonl"))[first::6]:
        parts = [p for p in d["text"].split("\n") if p.strip()]
        if len(parts) >= least:
            yield d, parts


def news() -> list[Item]:
    """The set that is only measured on."""
    return [Item(d["id"], d["title"] or "", d["text"], str(d["EventId"]), d["date"]) for d in documents(NEWS)]


def chosen_on() -> dict[str, list[Item]]:
    """The sets that thresholds and weights were chosen on."""
    hard, reworded, cut = ecb(), paraphrases(), halves()
    return {
        "ecb": hard,
        "paraphrases": reworded,
        "halves": cut,
        "leads": leads(),
        "mixture": hard + reworded + cut[:100],
    }


def clusters(items: Iterable[Item], alike: float = ALIKE) -> dict[str, str]:
    """The story of each report."""
    terms = [terms_of(i.id, i.text, title=i.title or None, published=i.published) for i in items]
    return {report: story.id for story in stories(terms, alike=alike) for report in story.reports}


def b_cubed(gold: Mapping[str, str], told: Mapping[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1, as ``bench/score.py clusters`` counts them."""
    right: Counter[tuple[str, str]] = Counter((gold[i], told[i]) for i in gold)
    events, groups = Counter(gold.values()), Counter(told[i] for i in gold)
    precision = sum(n * n / groups[g] for (_, g), n in right.items()) / len(gold)
    recall = sum(n * n / events[e] for (e, _), n in right.items()) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def f1(items: list[Item], alike: float = ALIKE) -> float:
    """B-cubed F1 in per cent."""
    return round(100 * b_cubed({i.id: i.event for i in items}, clusters(items, alike))[2], 1)


def as_scored() -> dict[str, Any]:
    """What ``bench/score.py clusters`` says of ``probata stories`` on news-dev, through the pipeline."""
    from probata.pipeline import story_lines
    from probata.settings import Settings

    asked = [
        json.dumps({"id": d["id"], "text": d["text"], "title": d["title"], "published": (d["date"] or "")[:10] or None})
        for d in documents(NEWS)
    ]
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "stories.jsonl"
        told.write_text("".join(line + "\n" for line in story_lines(asked, Settings())), encoding="utf-8")
        out = subprocess.run(
            [sys.executable, str(SHARED / "bench/score.py"), "clusters", str(SHARED / NEWS), str(told)],
            capture_output=True,
            text=True,
            check=True,
        )
    found: dict[str, Any] = json.loads(out.stdout)
    return found


def figures() -> dict[str, float]:
    """The row of the evaluation page."""
    said = as_scored()
    return {"P": said["b3"]["p"], "R": said["b3"]["r"], "F1": said["b3"]["f1"], "stories": said["clusters"]}


def show(items: list[Item]) -> None:
    """Prints the events that are split and the stories that are mixed."""
    told = clusters(items)
    size = Counter(told.values())
    events: dict[str, dict[str, list[Item]]] = defaultdict(lambda: defaultdict(list))
    for i in items:
        events[i.event][told[i.id]].append(i)
    for event, parts in events.items():
        if len(parts) > 1 or any(size[t] > len(p) for t, p in parts.items()):
            print(event)
            for t, p in sorted(parts.items(), key=lambda e: -len(e[1])):
                print(f"   {len(p)} of {size[t]}", *(f"{i.title[:70]!r} {i.published}" for i in p[:4]), sep="\n      ")


def main() -> None:
    """Prints what is asked for."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    for name in ("choose", "moved", "show"):
        options.add_argument(f"--{name}", action="store_true")
    asked = options.parse_args()
    if asked.choose:
        sets = chosen_on()
        print("threshold", *sets, "mean", sep="\t")
        for alike in THRESHOLDS:
            row = [f1(items, alike) for items in sets.values()]
            print(f"{alike:.2f}", *row, round(sum(row) / len(row), 1), sep="\t")
    elif asked.moved:
        for alike in (0.8 * ALIKE, ALIKE, 1.2 * ALIKE):
            p, r, f = b_cubed({i.id: i.event for i in news()}, clusters(news(), alike))
            print(f"{alike:.3f}\tP {p:.3f}\tR {r:.3f}\tF1 {f:.3f}")
    elif asked.show:
        show(news())
    else:
        json.dump(as_scored(), sys.stdout, indent=1)
        print()


if __name__ == "__main__":
    main()
