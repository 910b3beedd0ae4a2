"""A text through reading, language and claims."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from probata.claims import extract
from probata.knowledge import load
from probata.language import annotate
from probata.language.annotated import Annotated
from probata.language.parse import load_model
from probata.reading import read_text
from probata.records import Claim
from probata.settings import Settings

Reader = Callable[..., tuple[Claim, ...]]


def annotated_text(text: str, published: str | None = "2024-06-17") -> Annotated:
    """The text with everything that the language step finds."""
    return annotate(read_text(text, label="test", published=published), load(), load_model(Settings().model))


def claims_of(text: str, published: str | None = "2024-06-17") -> tuple[Claim, ...]:
    """The claims of a text published on a day."""
    return extract(annotated_text(text, published), load())


@pytest.fixture(scope="session")
def read_claims() -> Reader:
    """Text in, claims out."""
    return claims_of


@pytest.fixture(scope="session")
def read_annotated() -> Callable[..., Annotated]:
    """Text in, annotated text out."""
    return annotated_text
