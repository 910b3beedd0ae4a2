"""A report made of lines, annotated with the packaged model."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from probata.knowledge import load
from probata.language import annotate
from probata.language.annotated import Annotated
from probata.language.modality import Modality, modality
from probata.language.parse import load_model
from probata.language.tagger import load_tagger
from probata.records import Derivation, Report, Segment, SegmentKind
from probata.settings import Settings

Read = Callable[..., Annotated]


def report_of(text: str, published: str | None = "2024-06-17") -> Report:
    segments, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            segments.append(Segment(at, at + len(line), SegmentKind.BODY))
        at += len(line) + 1
    return Report(
        id="rtest",
        capture="ctest",
        part="",
        sha256="",
        text=text,
        title=None,
        published=published,
        language="en",
        url=None,
        outlet=None,
        segments=tuple(segments),
        date_evidence=(),
        credits=(),
        derivation=Derivation("test", "1"),
    )


@pytest.fixture(scope="session")
def read() -> Read:
    """Annotates a text; each line is a paragraph."""
    nlp = load_model(Settings().model)

    def annotated(text: str, published: str | None = "2024-06-17") -> Annotated:
        return annotate(report_of(text, published), load(), nlp)

    return annotated


@pytest.fixture(scope="session")
def modality_of() -> Callable[[str, str], Modality]:
    """The modality of a word of a sentence."""
    nlp = load_model(Settings().model)

    def found(text: str, trigger: str) -> Modality:
        return modality(next(t for t in nlp(text) if t.text == trigger))

    return found


@pytest.fixture(scope="session")
def read_learned() -> Read:
    """Annotates a text with the learned tagger, too; each line is a paragraph."""
    nlp, tagger = load_model(Settings().model), load_tagger()

    def annotated(text: str, published: str | None = "2024-06-17") -> Annotated:
        return annotate(report_of(text, published), load(), nlp, tagger)

    return annotated
