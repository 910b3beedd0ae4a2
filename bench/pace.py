"""How long the steps take against spaCy's bare parse of the same texts, and how the time grows with the text."""

from __future__ import annotations

import json
import os
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

    from probata.knowledge import Knowledge
    from probata.language.annotated import Annotated
    from probata.language.tagger import Tagger
    from probata.records import Report

SHARED = Path(os.environ.get("PROBATA_SHARED", Path(__file__).resolve().parents[2] / "shared"))
ROUNDS = 7
SMALL, LARGE = 100_000, 1_000_000
"""Characters of the two texts whose times are compared."""


def texts() -> list[str]:
    """The articles that are timed."""
    lines = (SHARED / "gold/attribution/polnear-dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines]


def timed(step: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds of a step, and its result."""
    started = time.process_time()
    result = step()
    return time.process_time() - started, result


def pace() -> dict[str, float]:
    """CPU time of the whole extraction and of its steps against the bare parser, on the same 20 articles.

    The median of ROUNDS rounds that each time every step: one round alone is off by a quarter on a shared machine.
    """
    from probata.knowledge import load
    from probata.language.parse import load_model
    from probata.pipeline.engine import Engine
    from probata.reading import read_text
    from probata.settings import Settings

    articles = texts()[:20]
    nlp, knowledge, tagger = load_model(Settings().model), load(), Engine(Settings()).tagger
    reports = [read_text(t, label=str(i), published="2016-11-01") for i, t in enumerate(articles)]
    pace_round(reports[:2], nlp, knowledge, tagger)  # warm
    rounds = [pace_round(reports, nlp, knowledge, tagger) for _ in range(ROUNDS)]
    words = sum(len(t.split()) for t in articles)
    found = {name: statistics.median(r[name] for r in rounds) for name in rounds[0]}
    return {
        "words": words,
        "words a second, whole": round(words / found.pop("seconds")),
        **{f"{name} / bare parser": round(ratio, 2) for name, ratio in found.items()},
        f"{LARGE // 1000} kB over {SMALL // 1000} kB": growth(),
    }


def pace_round(
    reports: Sequence[Report], nlp: Language, knowledge: Knowledge, tagger: Tagger | None
) -> dict[str, float]:
    """One round: the seconds of the whole, and each step over the bare parse of the same round."""
    from probata.claims import extract
    from probata.language import annotate
    from probata.language.attribution import attribute
    from probata.language.parse import parse
    from probata.language.quantities import find_quantities
    from probata.language.times import find_times
    from probata.reading import read_text

    bare, _ = timed(lambda: [parse(r, nlp) for r in reports])
    reading, _ = timed(lambda: [read_text(r.text, label="x", published="2016-11-01") for r in reports])
    language, annotated = timed(lambda: [annotate(r, knowledge, nlp, tagger) for r in reports])
    tagged, tags = timed(lambda: [tagger.read(a.paragraphs) if tagger else () for a in annotated])
    by_rules, _ = timed(lambda: [attribute(*steps(a, knowledge)) for a in annotated])
    attributed, _ = timed(
        lambda: [attribute(*steps(a, knowledge), tuple(t)) for a, t in zip(annotated, tags, strict=True)]
    )
    times, _ = timed(lambda: [find_times(a.paragraphs, a.report.published) for a in annotated])
    quantities, _ = timed(lambda: [find_quantities(a.paragraphs) for a in annotated])
    claims, _ = timed(lambda: [extract(a, knowledge) for a in annotated])
    whole = reading + language + claims
    return {
        "seconds": whole,
        "whole": whole / bare,
        "reading": reading / bare,
        "language with its parse": language / bare,
        "claims with factuality": claims / bare,
        "times": times / bare,
        "quantities": quantities / bare,
        "times, quantities and claims": (times + quantities + claims) / bare,
        "attribution": (tagged + attributed) / bare,
        "attribution by rules": by_rules / bare,
    }


def growth() -> float:
    """How many times as long a text of LARGE characters takes as one of SMALL, from text to claims; ten is linear."""
    from probata.pipeline.engine import Engine
    from probata.reading import read_text
    from probata.settings import Settings

    articles = "\n\n".join(texts())
    engine = Engine(Settings())
    whole = (articles * (LARGE // len(articles) + 1))[:LARGE]
    engine.read(read_text(whole[:2000], label="warm"))
    small, large = (timed(lambda n=n: engine.read(read_text(whole[:n], label="x")))[0] for n in (SMALL, LARGE))
    return round(large / small, 1)


def steps(annotated: Annotated, knowledge: Knowledge) -> tuple[Any, ...]:
    """What attribution is given of a report that has been read."""
    return annotated.report, annotated.paragraphs, annotated.mentions, annotated.times, knowledge
