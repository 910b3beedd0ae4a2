"""Learns the weights of language/antecedents from the GUM train part and writes data/antecedents.json.

    python training/coreference/train.py            trains on all of train, writes the file
    python training/coreference/train.py --folds 2  cross-validation on train alone; with --run FOLDER each fold's
                                                    answers are kept there, and a stopped run goes on with the rest

A log-linear ranker: a pronoun's candidates and "nobody" compete in a softmax; the loss is minus the log of the
share that the candidates of the right entity get, plus a squared penalty. The walk is repeated: first
with the gold antecedents taken, then with the model's own, so that it learns to live with its mistakes.
Full-batch Adam from nil weights: no randomness but the folds' (seed 0).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from probata.language.annotated import Paragraph
from probata.language.antecedents import Resolver, known_kinds
from probata.language.antecedents_noun import Noun, Word
from probata.language.antecedents_rank import SIZE, dump_weights, shared_of
from probata.language.antecedents_words import Kind

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("PROBATA_SHARED", ROOT.parent / "shared"))
OUT = ROOT / "src/probata/language/data/antecedents.json"
sys.path.insert(0, str(ROOT / "bench"))

from coreference import PRONOUNS, gold_at, judge_all, links_of_references  # noqa: E402

SEED = 0
ROUNDS = 2
STEPS = 80
RATE = 0.1
PENALTY = 15.0
"""Chosen by cross-validation on train (--folds)."""


@dataclass
class Document:
    """A gold document with its parse."""

    gold: Mapping[str, Any]
    paragraphs: Sequence[Paragraph]
    kinds: Mapping[tuple[int, int], Kind]
    """What the tables tell of its names, as in the language step."""
    nominal: set[int] = field(default_factory=set)
    """Entities with a mention that is no third-person pronoun."""

    def __post_init__(self) -> None:
        self.nominal = {m["cluster"] for m in self.gold["mentions"] if m["text"].lower() not in PRONOUNS}

    def entity(self, noun: Noun) -> int | None:
        """The entity of the smallest gold mention that holds a noun's head, for a coordination all heads, and of the
        gold mention that a clause shares most with."""
        if noun.word is Word.CLAUSE:
            clause = gold_at(self.gold, (noun.start, noun.end))
            return clause["cluster"] if clause is not None else None
        heads = [p.paragraph.start + p.paragraph.doc[p.i].idx for p in (noun.parts or (noun,))]
        holding = [m for m in self.gold["mentions"] if m["start"] <= min(heads) and max(heads) < m["end"]]
        best = min(holding, key=lambda m: m["end"] - m["start"], default=None)
        return best["cluster"] if best is not None else None


@dataclass
class Example:
    """A pronoun: the features of its candidates, "nobody" last, and which are right."""

    rows: list[list[int]]
    right: list[bool]


def read(path: Path) -> list[Document]:
    """The labelled documents, parsed."""
    from probata.knowledge import load
    from probata.language.mentions import draft_names
    from probata.language.parse import load_model, parse
    from probata.reading import read_text
    from probata.settings import Settings

    knowledge, nlp = load(), load_model(Settings().model)
    with path.open(encoding="utf-8") as f:
        gold = [json.loads(line) for line in f if line.strip()]
    found = []
    for document in gold:
        report = read_text(document["text"], label=document["id"])
        paragraphs = parse(report, nlp)
        kinds = known_kinds(draft_names(paragraphs, report, knowledge), knowledge)
        found.append(Document(document, paragraphs, kinds))
    return found


def collect(document: Document, weights: Sequence[float] | None) -> list[Example]:
    """The pronouns of a document on a walk by the gold (no weights) or by weights."""
    found: list[Example] = []

    def ask(pronoun: Noun, candidates: list[Noun], rows: list[list[int]], nobody: list[int]) -> int | None:
        entity = document.entity(pronoun)
        right = [entity is not None and document.entity(c) == entity for c in candidates]
        none = not any(right)
        if not none or entity is None or entity not in document.nominal:
            found.append(Example([*rows, nobody], [*right, none]))
        if weights is not None:
            return None
        return right.index(True) if any(right) else -1

    Resolver(document.paragraphs, document.kinds, weights or [0.0] * SIZE, ask).read()
    return found


def learn(examples: Sequence[Example]) -> np.ndarray:
    """The weights with the least loss over the examples."""
    # Each feature counts twice, for its pronoun group and for all: what the groups share is learned once.
    owner = np.concatenate([np.full(len(e.rows), k) for k, e in enumerate(examples)])
    right = np.concatenate([np.array(e.right) for e in examples])
    width = max(len(r) for e in examples for r in e.rows)
    none, size = SIZE, 2 * SIZE + 1
    rows = np.full((len(owner), 2 * width), none)
    shared = np.array([SIZE + 1 + shared_of(k) for k in range(SIZE)] + [none])
    for k, row in enumerate(r for e in examples for r in e.rows):
        rows[k, : len(row)] = row
    rows[:, width:] = shared[rows[:, :width]]
    weights = np.zeros(size)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        scores = weights[rows].sum(axis=1)
        top = np.full(len(examples), -np.inf)
        np.maximum.at(top, owner, scores)
        parts = np.exp(scores - top[owner])
        whole = np.bincount(owner, parts, len(examples))
        good = np.bincount(owner, parts * right, len(examples))
        pull = parts / whole[owner] - parts * right / np.maximum(good, 1e-12)[owner]
        slope = np.bincount(rows.ravel(), np.repeat(pull, 2 * width), size) + PENALTY * weights
        slope[none] = 0.0
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        weights = weights - RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights[:SIZE] + weights[shared[:SIZE]]


def train(documents: Sequence[Document]) -> list[float]:
    """Weights by rounds: examples of the gold walk, then of the model's own walks."""
    weights: list[float] | None = None
    gold = [e for d in documents for e in collect(d, None)]
    for _ in range(ROUNDS):
        own = [e for d in documents for e in collect(d, weights)] if weights is not None else []
        weights = learn([*gold, *own]).tolist()
    assert weights is not None
    return weights


def links(document: Document, weights: Sequence[float]) -> dict[tuple[int, int], tuple[int, int]]:
    """What the resolver says of a document."""
    return links_of_references(Resolver(document.paragraphs, document.kinds, weights).read())


def fold_answers(documents: Sequence[Document], fold: int, folds: int) -> dict[str, list[list[int]]]:
    """What a ranker that is trained on the other folds answers on the documents of one."""
    weights = train([d for i, d in enumerate(documents) if i % folds != fold])
    return {
        d.gold["id"]: [[*place, *antecedent] for place, antecedent in links(d, weights).items()]
        for i, d in enumerate(documents)
        if i % folds == fold
    }


def cross_validate(path: Path, folds: int, seed: int, run: Path | None) -> dict[str, dict[str, float]]:
    """The figures of train by folds of documents. ``run`` keeps what is done, by the state of the code."""
    code = b"".join(p.read_bytes() for p in sorted((ROOT / "src/probata/language").glob("antecedents*.py")))
    state = hashlib.sha256(code + Path(__file__).read_bytes()).hexdigest()[:12]
    documents: list[Document] = []
    answers: dict[str, list[list[int]]] = {}
    for fold in range(folds):
        done = run / f"fold-{state}-{seed}-{folds}-{fold}.json" if run is not None else None
        if done is not None and done.exists():
            answers |= json.loads(done.read_text(encoding="utf-8"))
            continue
        if not documents:
            documents = read(path)
            random.Random(seed).shuffle(documents)
        found = fold_answers(documents, fold, folds)
        answers |= found
        if done is not None:
            done.parent.mkdir(parents=True, exist_ok=True)
            done.write_text(json.dumps(found), encoding="utf-8")
    with path.open(encoding="utf-8") as f:
        gold = [json.loads(line) for line in f if line.strip()]
    return judge_all((d, {(a, b): (c, e) for a, b, c, e in answers[d["id"]]}) for d in gold)


def main() -> None:
    """Trains, and prints the scores on dev, or of the folds."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--folds", type=int, default=0)
    options.add_argument("--seed", type=int, default=SEED, help="of the shuffle into folds")
    options.add_argument("--run", type=Path, help="folder for what is done")
    arguments = options.parse_args()
    path = SHARED / "gold/coreference/gum-train.jsonl"
    if arguments.folds:
        print("folds", json.dumps(cross_validate(path, arguments.folds, arguments.seed, arguments.run)))
        return
    documents = read(path)
    weights = train(documents)
    dev = read(SHARED / "gold/coreference/gum-dev.jsonl")
    print("dev", json.dumps(judge_all((d.gold, links(d, weights)) for d in dev)))
    OUT.write_text(json.dumps({"weights": dump_weights(weights)}, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
