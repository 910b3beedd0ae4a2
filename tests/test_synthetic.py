"""The generator of synthetic desks: the same each time, valid records, and a truth that its claims bear out."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import fields

import pytest
from scale import fused, score
from synthetic import SyntheticReport, generate

from probata.records import ConflictKind, Extraction, SourceKind, Stance, from_json, to_json


@pytest.fixture(scope="module")
def reports() -> list[SyntheticReport]:
    return list(generate(7, 1500))


def test_the_same_arguments_give_the_same_reports(reports: list[SyntheticReport]) -> None:
    assert list(generate(7, 1500)) == reports
    assert next(iter(generate(8, 1500))).extraction.report.text != reports[0].extraction.report.text


def test_it_gives_the_reports_asked_for(reports: list[SyntheticReport]) -> None:
    assert len(reports) == 300
    assert 4 <= sum(len(r.extraction.claims) for r in reports) / 300 <= 6
    days = [r.extraction.report.published or "" for r in reports]
    assert days == sorted(days)
    assert all(days)
    for records in ("report", "claims", "statements"):
        ids = [i for r in reports for i in _ids(getattr(r.extraction, records))]
        assert len(set(ids)) == len(ids)


def _ids(records: object) -> list[str]:
    return [r.id for r in (records if isinstance(records, tuple) else (records,))]  # type: ignore[attr-defined]


def test_every_value_stands_in_the_text(reports: list[SyntheticReport]) -> None:
    for told in reports:
        extraction = told.extraction
        text = extraction.report.text
        assert from_json(Extraction, to_json(extraction)) == extraction
        for span in extraction.report.credits:
            assert text[span.start : span.end] == span.text
        for statement in extraction.statements:
            assert statement.cue is not None
            assert text[statement.cue.start : statement.cue.end] == statement.cue.text
        for claim in extraction.claims:
            assert text[claim.start : claim.end] == claim.quote
            for value in (claim.quantity, claim.source if claim.source.start is not None else None, *claim.via):
                assert value is None or text[value.start : value.end] == value.text
            if claim.time is not None and claim.time.at is not None:
                assert text[slice(*claim.time.at)] == claim.time.text
            for passages in (getattr(claim.evidence, f.name) for f in fields(claim.evidence)):
                assert all(claim.start <= start < end <= claim.end for start, end in passages)


def test_the_truth_is_borne_out_by_the_claims(reports: list[SyntheticReport]) -> None:
    truths = {t.id: t for r in reports for t in r.closed}
    assert len(truths) == sum(len(r.closed) for r in reports)
    claims = defaultdict(list)
    for report in reports:
        for claim in report.extraction.claims:
            if claim.id in report.events:
                claims[report.events[claim.id]].append(claim)
            else:
                assert claim.stance is Stance.DENIES  # of all such deliveries
    assert set(claims) == set(truths)
    for event, told in claims.items():
        truth = truths[event]
        assert len(told) == truth.claims
        assert len({c.report for c in told}) == truth.reports
        states = {c.source.id for c in told if c.source.kind is SourceKind.STATE and c.stance is not Stance.DENIES}
        assert states <= truth.roots
        denied = any(c.stance is Stance.DENIES for c in told) and any(c.stance is not Stance.DENIES for c in told)
        assert denied == (ConflictKind.DENIAL in truth.conflicts)


def test_copies_keep_their_originals_words(reports: list[SyntheticReport]) -> None:
    by_id = {r.extraction.report.id: r.extraction.report.text for r in reports}
    hows = Counter(r.how for r in reports)
    assert all(hows[how] for how in ("original", "relay", "reprint", "excerpt", "rewrite"))
    for report in reports:
        if report.copy_of is not None:
            own = report.extraction.report
            body = own.text[: own.dropped[0].start] if own.dropped else own.text
            least = 0.25 if report.how == "rewrite" else 0.85
            assert _shared(body, by_id[report.copy_of]) >= least, report.how
    originals = [r.extraction.report.text for r in reports if r.how == "original"][:60]
    apart = max(_shared(a, b) for n, a in enumerate(originals) for b in originals[:n])
    assert apart < 0.15


def _shared(text: str, other: str) -> float:
    """The share of a text's stretches of five words that stand in the other."""
    mine, theirs = _shingles(text), _shingles(other)
    return len(mine & theirs) / len(mine)


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = text.split()
    return {tuple(words[n : n + 5]) for n in range(len(words) - 4)}


def test_there_are_contradictions_of_every_kind() -> None:
    kinds = Counter(kind for r in generate(3, 6000) for t in r.closed for kind in t.conflicts)
    assert all(kinds[kind] for kind in ConflictKind), kinds


def test_the_truth_is_found(reports: list[SyntheticReport]) -> None:
    events = {claim: event for r in reports for claim, event in r.events.items()}
    shares = score(fused(reports), events, [t for r in reports for t in r.closed])
    assert shares["origins"] >= 0.95
    assert shares["one incident"] >= 0.95
    assert shares["contradictions found"] >= 0.95
