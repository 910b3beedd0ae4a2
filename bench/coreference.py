"""Scores how pronouns and short names are taken back to whom they mean, on the GUM documents.

    python bench/coreference.py                     the dev part
    python bench/coreference.py --show              with every miss
    python bench/coreference.py path/to/docs.jsonl

What is asked
    *Pronouns*: each gold mention that is one of he, she, it, they, him, her, his, their, its, them
    (as one word), if its entity has at least one mention that is not such a pronoun. So weather "it" is
    never asked; the "it" of "it is hard to say" is, since GUM ties it to the clause after it.
    *Short names*: each gold mention by part of a name given before. A mention's name is its first run of
    capitalised words (joined by "of", "the", "and", "for", "&", "-"), from behind the last title ("Mr.",
    "President") in it. It is short if the mention is nothing but its name, an article, titles and "'s", and
    an earlier mention of the same entity has a name that holds these words in a row and is longer: "Shin"
    after "Shin Won-sik". "The ministry" is not asked, nor a name as long as any before it.

What counts as right
    The answer is followed by its antecedents to the end. The place it ends at stands for the gold mention
    that shares most of it (intersection over union of characters, the shorter one of equals). The answer is
    right if that mention is of the asked mention's entity and no third-person pronoun itself; for a short name
    it must not be a short name either. So a chain of pronouns that never gets to a noun is wrong.

Figures
    ``share``: right over asked, what issue 3 holds us to; ``precision``: right over answered; counts of both.
    ``baseline``: the same for two rules that know nothing: he, she and their forms go to the nearest
    preceding person, the other pronouns to the nearest preceding mention of any kind that is no third-person
    pronoun, a short name to the mention with the shortest name before it that holds its words. Both are given the
    *gold* mentions and types to choose from, which no system has: it flatters them.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from probata.language.annotated import Annotated, Reference
    from probata.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("PROBATA_SHARED", ROOT.parent / "shared"))
DEV = "gold/coreference/gum-dev.jsonl"

PRONOUNS = frozenset("he she it they him her his their its them".split())
PERSONAL = frozenset("he she him her his".split())
_TITLES = frozenset(
    """mr mrs ms miss dr prof professor sir lord lady president minister secretary senator sen rep representative
    governor gov general gen king queen prince princess pope chancellor judge justice""".split()
)
_JOINS = frozenset("of the and for & -".split())

Place = tuple[int, int]


def name_of(text: str) -> tuple[str, ...]:
    """The words of a mention's name, empty where it has none. See the module's docstring."""
    words = text.replace("’", "'").removesuffix("'s").split()
    runs: list[list[str]] = [[]]
    for word in words:
        if (word[:1].isupper() and len(word) > 1) or (word in _JOINS and runs[-1]):
            runs[-1].append(word)
        else:
            runs.append([])
    kept = next((r for r in runs if r), [])
    while kept and kept[-1] in _JOINS:
        kept = kept[:-1]
    last = max((i for i, w in enumerate(kept[:-1]) if w.rstrip(".").lower() in _TITLES), default=-1)
    if last >= 0 and kept[last + 1] not in _JOINS:
        kept = kept[last + 1 :]
    return tuple(kept[1:] if kept[:1] in (["the"], ["The"]) else kept)


def is_bare_name(text: str) -> bool:
    """Whether a mention is nothing but a name with its article and titles."""
    name = name_of(text)
    words = text.replace("’", "'").removesuffix("'s").split()
    before = words[: -len(name)] if name else words
    return (
        bool(name)
        and tuple(words[-len(name) :]) == name
        and all(w.lower() == "the" or w.rstrip(".").lower() in _TITLES for w in before)
    )


def holds(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """Whether a name has another's words in a row and more."""
    n = len(shorter)
    return n > 0 and len(longer) > n and any(longer[i : i + n] == shorter for i in range(len(longer) - n + 1))


def asked(document: Mapping[str, Any]) -> dict[Place, tuple[str, int]]:
    """The places that are asked, with their kind ("pronoun" or "name") and entity."""
    found: dict[Place, tuple[str, int]] = {}
    by_entity: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for m in document["mentions"]:
        by_entity[m["cluster"]].append(m)
    for entity, mentions in by_entity.items():
        nominal = [m for m in mentions if m["text"].lower() not in PRONOUNS]
        if not nominal:
            continue
        for m in mentions:
            if m["text"].lower() in PRONOUNS:
                found[m["start"], m["end"]] = ("pronoun", entity)
            elif is_bare_name(m["text"]):
                name = name_of(m["text"])
                if any(n["end"] <= m["start"] and holds(name_of(n["text"]), name) for n in nominal):
                    found[bare_place(m)] = ("name", entity)
    return found


def bare_place(mention: Mapping[str, Any]) -> Place:
    """Where a gold mention stands without its "'s"."""
    text = mention["text"]
    bare = text.replace("’", "'").removesuffix("'s").rstrip()
    return mention["start"], mention["start"] + len(text[: len(bare)])


def gold_at(document: Mapping[str, Any], place: Place) -> Mapping[str, Any] | None:
    """The gold mention that a place stands for."""
    best: tuple[float, int] = (0.0, 0)
    chosen = None
    for m in document["mentions"]:
        shared = min(place[1], m["end"]) - max(place[0], m["start"])
        if shared > 0:
            union = max(place[1], m["end"]) - min(place[0], m["start"])
            if (value := (shared / union, -(m["end"] - m["start"]))) > best:
                best, chosen = value, m
    return chosen


def links_of(annotated: Annotated) -> dict[Place, Place]:
    """What the language step says that each place refers to: its references, else its mentions' antecedents."""
    mentioned = {(m.start, m.end): m.antecedent for m in annotated.mentions if m.antecedent is not None}
    return mentioned | links_of_references(annotated.references)


def links_of_references(references: Iterable[Reference]) -> dict[Place, Place]:
    """What references alone say."""
    return {(r.start, r.end): r.antecedent for r in references}


def baseline_of(document: Mapping[str, Any], places: Iterable[Place]) -> dict[Place, Place]:
    """The answers of the two rules that know nothing."""
    links: dict[Place, Place] = {}
    for place in places:
        word = document["text"][place[0] : place[1]]
        before = [m for m in document["mentions"] if m["end"] <= place[0] and m["text"].lower() not in PRONOUNS]
        if word.lower() in PERSONAL:
            before = [m for m in before if m["type"] == "person"]
        if word.lower() not in PRONOUNS:
            before = [m for m in before if holds(name_of(m["text"]), name_of(word))]
            before = sorted(before, key=lambda m: len(name_of(m["text"])))[:1]
        if before:
            nearest = max(before, key=lambda m: (m["end"], -m["start"]))
            links[place] = (nearest["start"], nearest["end"])
    return links


class Count:
    """Asked, answered and right, of one kind."""

    def __init__(self) -> None:
        self.asked = self.answered = self.right = 0

    def figures(self) -> dict[str, float]:
        """Shares in per cent, with the counts."""
        return {
            "share": round(100 * self.right / max(1, self.asked), 1),
            "precision": round(100 * self.right / max(1, self.answered), 1),
            "asked": self.asked,
            "answered": self.answered,
            "right": self.right,
        }


def follow(links: Mapping[Place, Place], place: Place) -> Place | None:
    """Where a chain of links ends."""
    end = links.get(place)
    seen = {place}
    while end is not None and end in links and end not in seen:
        seen.add(end)
        end = links[end]
    return end


def judge(
    document: Mapping[str, Any], links: Mapping[Place, Place], counts: Mapping[str, Count], show: bool = False
) -> None:
    """Adds one document's answers to the counts: both, of their kind, of the genre."""
    places = asked(document)
    text = document["text"]
    for place, (kind, entity) in sorted(places.items()):
        end = follow(links, place)
        gold = gold_at(document, end) if end is not None else None
        right = False
        if gold is not None and gold["cluster"] == entity and gold["text"].lower() not in PRONOUNS:
            right = kind == "pronoun" or bare_place(gold) not in places
        for name in ("all", kind, document["genre"]):
            counts[name].asked += 1
            counts[name].answered += end is not None
            counts[name].right += right
        if show and not right:
            told = text[end[0] : end[1]] if end else None
            meant = [m["text"] for m in document["mentions"] if m["cluster"] == entity and m["start"] < place[0]]
            print(
                f"{document['id']} {text[max(0, place[0] - 150) : place[0]]!r} [[{text[place[0] : place[1]]}]]", end=""
            )
            print(f" {text[place[1] : place[1] + 40]!r}\n    told {told!r}, meant {meant[-3:]}")


def judge_all(answers: Iterable[tuple[Mapping[str, Any], Mapping[Place, Place]]]) -> dict[str, dict[str, float]]:
    """The figures of several documents' answers."""
    counts: dict[str, Count] = defaultdict(Count)
    for document, links in answers:
        judge(document, links, counts)
    return {name: c.figures() for name, c in sorted(counts.items())}


def score(
    documents: Iterable[Mapping[str, Any]], settings: Settings | None = None, show: bool = False
) -> dict[str, Any]:
    """Share right, precision and counts of all, pronouns, short names and genres, and the baseline's."""
    from probata.knowledge import load
    from probata.language import annotate
    from probata.language.parse import load_model
    from probata.reading import read_text
    from probata.settings import Settings

    knowledge, nlp = load(), load_model((settings or Settings()).model)
    ours: dict[str, Count] = defaultdict(Count)
    base: dict[str, Count] = defaultdict(Count)
    for document in documents:
        report = read_text(document["text"], label=document["id"])
        judge(document, links_of(annotate(report, knowledge, nlp)), ours, show)
        judge(document, baseline_of(document, asked(document)), base)
    return {
        **{name: c.figures() for name, c in sorted(ours.items())},
        "baseline": {name: c.figures() for name, c in sorted(base.items())},
    }


def main() -> None:
    """Prints the figures as JSON."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("file", nargs="?", default=str(SHARED / DEV))
    options.add_argument("--show", action="store_true")
    arguments = options.parse_args()
    with Path(arguments.file).open(encoding="utf-8") as f:
        documents = [json.loads(line) for line in f if line.strip()]
    json.dump(score(documents, show=arguments.show), sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
