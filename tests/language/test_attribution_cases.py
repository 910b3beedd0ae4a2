"""The case table of attribution, ``attribution_cases.yml``: every statement of made-up sentences.

A case is a text and all the statements that it makes; a statement that isn't listed fails the case, unless it
says ``more: true``. The head of the table explains its words.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from probata.language.annotated import Annotated
from probata.records import SourceKind, Stance, Statement

Read = Callable[..., Annotated]
TABLE = Path(__file__).with_name("attribution_cases.yml")
CASES: list[dict[str, Any]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
_EDGES = " \n\t,;:.–—-“”\"'‘’"
_CASE_KEYS = {"text", "says", "absent", "more"}
_SAYS_KEYS = {"source", "words", "cue", "content", "stance", "via", "kind"}
_ABSENT_KEYS = {"source", "stance", "holds"}


def _trimmed(text: str) -> str:
    """Without marks and stops at its edges, so that the table can be read; spaces are told alike."""
    return " ".join(text.split()).strip(_EDGES)


def _content(annotated: Annotated, statement: Statement) -> list[str]:
    return [_trimmed(annotated.report.text[a:b]) for a, b in statement.content]


def _fits(annotated: Annotated, found: Statement, wanted: dict[str, Any]) -> bool:
    content = wanted["content"] if isinstance(wanted["content"], list) else [wanted["content"]]
    return (
        found.source.id == wanted["source"]
        and found.stance.value == wanted.get("stance", "asserts")
        and _content(annotated, found) == [_trimmed(c) for c in content]
        and ("words" not in wanted or found.source.text == wanted["words"])
        and ("cue" not in wanted or (found.cue is not None and wanted["cue"] == found.cue.text))
        and ("kind" not in wanted or found.source.kind.value == wanted["kind"])
        and [v.id for v in found.via] == wanted.get("via", [])
    )


def _breaks(annotated: Annotated, found: Statement, absent: dict[str, Any]) -> bool:
    return (
        ("source" not in absent or found.source.id == absent["source"])
        and ("stance" not in absent or found.stance.value == absent["stance"])
        and ("holds" not in absent or any(absent["holds"] in c for c in _content(annotated, found)))
    )


def _told(annotated: Annotated) -> list[tuple[object, ...]]:
    return [
        (s.source.id, s.source.text, s.cue and s.cue.text, s.stance.value, _content(annotated, s), s.via, s.rule)
        for s in annotated.statements
    ]


@pytest.mark.parametrize("case", [pytest.param(c, id=c["text"][:60]) for c in CASES])
def test_statements_of_a_case(read: Read, case: dict[str, Any]) -> None:
    annotated = read(case["text"].rstrip("\n"))
    left = list(annotated.statements)
    for wanted in case.get("says", []):
        match = next((s for s in left if _fits(annotated, s, wanted)), None)
        assert match is not None, (wanted, _told(annotated))
        left.remove(match)
    assert case.get("more") or not left, _told(annotated)
    for absent in case.get("absent", []):
        assert not any(_breaks(annotated, s, absent) for s in annotated.statements), (absent, _told(annotated))


def test_the_table_is_well_formed() -> None:
    kinds, stances = {k.value for k in SourceKind}, {s.value for s in Stance}
    assert len({c["text"] for c in CASES}) == len(CASES)
    for case in CASES:
        assert set(case) <= _CASE_KEYS, case
        assert "says" in case or "absent" in case, case
        for says in case.get("says", []):
            assert set(says) <= _SAYS_KEYS, says
            assert says.get("stance", "asserts") in stances
            assert says.get("kind", "state") in kinds
            pieces = says["content"] if isinstance(says["content"], list) else [says["content"]]
            assert all(" ".join(p.split()) in " ".join(case["text"].split()) for p in pieces), says
        assert all(set(a) <= _ABSENT_KEYS for a in case.get("absent", []))
