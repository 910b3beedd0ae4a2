"""The words of likelihood and confidence, and the sentence that Probata writes itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probata.errors import KnowledgeError
from probata.knowledge import estimates
from probata.knowledge.estimates import read_estimates
from probata.records import (
    IN_FORCE_AT_ALL,
    READING,
    REPORT_VOICE,
    ClaimType,
    DateInterval,
    Element,
    ElementState,
    Finding,
    Incident,
    ObjectClass,
    QuantityRole,
    ReportedQuantity,
)
from probata.regimes import lint
from probata.regimes.sentence import sentence

TABLES = read_estimates()


@pytest.mark.parametrize(
    "text",
    [
        "It is likely that the train went to Tikhoretsk.",
        "It is almost certain. Our confidence is moderate.",
        "Two origins, one of them an official; a denial stands against them.",
        "It is almost certain that a certain ship called there.",
        "In May 2024 the ship lay in Rajin.",
        "He said “it is possible, with high confidence, that this violates nothing”.",
        "The likelihood of a leak was never told.",
        "",
    ],
)
def test_a_calibrated_text_has_nothing_to_mend(text: str) -> None:
    assert lint(text) == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("We have high confidence that it is likely.", "“confidence” and “likely” stand in one sentence"),
        ("It is probable; we are\nsure. We are confident it is improbable.", "“confident” and “improbable”"),
        ("High-confidence: almost  certainly shells", "“confidence” and “almost  certainly”"),
        ("It is possible that they were shells.", "“possible” has no range"),
        ("They may have been shells.", "“may” has no range"),
        ("This is highly likely.", "“highly likely” has no range"),
        ("This is not likely.", "“not likely” has no range"),
        ("It can’t be ruled out.", "“can’t be ruled out” has no range"),
        ("It is certain.", "“is certain” has no range"),
        ("It is likely. The rest is improbable.", "“likely” and “improbable” are of two rows"),
        ("It violates 1718 OP8(b).", "write “engages”"),
        ("A BREACH of the ban.", "write “engages”"),
    ],
)
def test_what_leaves_a_reader_unsure_is_named(text: str, says: str) -> None:
    (told,) = lint(text)
    assert says in told


def test_the_scale_is_whole() -> None:
    steps = sorted({(w.low, w.high) for w in TABLES.likelihoods})
    assert [a[1] for a in steps[:-1]] == [b[0] for b in steps[1:]], "each step begins where the last ended"
    assert {len({w.row for w in TABLES.likelihoods if (w.low, w.high) == s}) for s in steps} == {2}
    assert TABLES.likelihood(" Very  LIKELY ") == TABLES.forms["very likely"]
    assert TABLES.likelihood("possible") is None


@given(st.sampled_from([w.word for w in TABLES.likelihoods]), st.sampled_from(TABLES.confidence))
def test_every_word_stands_alone_and_never_beside_confidence(word: str, sure: str) -> None:
    assert lint(f"That is {word}. Confidence is {sure}.") == ()
    assert any("one sentence" in told for told in lint(f"With {sure} confidence that is {word}."))


@given(st.sampled_from(TABLES.others), st.text(alphabet="xyz ", max_size=10))
def test_no_word_off_the_list_passes(word: str, before: str) -> None:
    assert any("has no range" in told for told in lint(f"{before} {word} {before}"))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("low: 5, high: 20", "low: 6, high: 20"),
        ("low: 5, high: 20", "low: 5, high: 5"),
        ("[low, moderate, high]", "[low, high]"),
        ("improbably: improbable", "improbably: likely"),
        ("[likely, probable]", "[likely]"),
    ],
)
def test_a_scale_with_a_gap_is_refused(change: str, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from probata.knowledge.yamlfile import data_folder, parse_yaml

    text = data_folder().joinpath(estimates.FILE).read_text(encoding="utf-8")
    assert change in text
    monkeypatch.setattr(estimates, "read_yaml", lambda name: parse_yaml(text.replace(change, says), name))
    with pytest.raises(KnowledgeError, match=r"estimates\.yml:\d+"):
        read_estimates.__wrapped__()


UNKNOWN = Element("exemption or approval", ElementState.UNKNOWN, "nobody tells")
FINDING = Finding("f1", "i1", "UN-KP", "KP.ARMS.FROM", ("1718 OP8(b)",), "seen", "UN-KP@1", (UNKNOWN,))
PARTIES = st.lists(st.sampled_from(["KP", "RU", "US", "Kim Jong Un", REPORT_VOICE.id]), max_size=3, unique=True).map(
    tuple
)
DAYS = st.sampled_from([None, "2024-05-01", "2024-05-31"])
AMOUNTS = st.builds(
    ReportedQuantity, st.just(7000), st.just(7000), st.just("container"), st.sampled_from(["about 7,000 containers"]),
    st.just(("c1",)), st.sampled_from(QuantityRole),
)  # fmt: skip
INCIDENTS = st.builds(
    Incident,
    id=st.just("i1"), type=st.sampled_from(ClaimType), agent=PARTIES, counterpart=PARTIES,
    object=st.lists(st.sampled_from(ObjectClass), max_size=2).map(tuple),
    time=st.none() | st.builds(DateInterval, DAYS, DAYS, st.sampled_from(["", "last year"])),
    quantities=st.lists(AMOUNTS, max_size=2).map(tuple), claims=st.just(("c1",)), reports=st.just(("r1",)),
    asserted_by=PARTIES, alleged_by=PARTIES, denied_by=PARTIES, unverified_by=PARTIES, origins=st.just(()),
    independent_origins=st.integers(0, 12), conflicts=st.just(()),
)  # fmt: skip


@given(INCIDENTS)
def test_each_sentence_of_ours_is_calibrated_and_whole(incident: Incident) -> None:
    told = sentence(FINDING, incident, str)
    assert lint(told) == ()
    assert "engages KP.ARMS.FROM" in told
    assert told.endswith("not known: exemption or approval.")
    assert "  " not in told
    for denier in incident.denied_by:
        assert denier in told.partition("it is denied by")[2], "no denial is lost"
    assert ("no claim denies it" in told) is (not incident.denied_by)
    for actor in {*incident.alleged_by} - {REPORT_VOICE.id}:
        assert actor in told.partition("alleged by")[2]


def test_who_asserts_is_told_apart_from_who_alleges() -> None:
    incident = Incident(
        "i1", ClaimType.TRANSFER, ("KP",), ("RU",), (ObjectClass.ARMS_AMMUNITION,),
        DateInterval("2024-01-01", "2024-03-31", "since January"),
        (ReportedQuantity(7000, 7000, "container", "about 7,000 containers", ("c1",)),), ("c1",), ("r1",), ("KR",),
        ("US",), ("RU", "KP"), (), (), 2, (),
    )  # fmt: skip
    assert sentence(FINDING, incident, str) == (
        "A transfer of ammunition by KP to RU (about 7,000 containers), between 2024-01-01 and 2024-03-31, is "
        "asserted by KR and alleged by US (2 independent origins); it is denied by RU and KP; it engages KP.ARMS.FROM "
        "(1718 OP8(b)); not known: exemption or approval."
    )
    many = tuple(replace(incident.quantities[0], text=f"{n} containers") for n in range(4))
    assert "(4 amounts told, none added up)" in sentence(FINDING, replace(incident, quantities=many), str)
    alone = replace(incident, asserted_by=(REPORT_VOICE.id,), alleged_by=(), denied_by=(), time=None, quantities=())
    assert sentence(FINDING, alone, str) == (
        "A transfer of ammunition by KP to RU (no amount told), at a time not told, is reported in a report's own "
        "voice (2 independent origins); no claim denies it; it engages KP.ARMS.FROM (1718 OP8(b)); not known: "
        "exemption or approval."
    )


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ((), "it engages KP.ARMS.FROM"),
        ((READING,), "it engages, by a contested reading, KP.ARMS.FROM"),
        ((IN_FORCE_AT_ALL,), "it engages, by contested rules, KP.ARMS.FROM"),
        ((READING, IN_FORCE_AT_ALL), "it engages, by a contested reading and contested rules, KP.ARMS.FROM"),
    ],
)
def test_what_is_contested_is_never_told_as_plain(names: tuple[str, ...], told: str) -> None:
    disputed = replace(FINDING, elements=(*(Element(n, ElementState.UNKNOWN, "x") for n in names), UNKNOWN))
    incident = Incident("i1", ClaimType.DEPLOYMENT, ("KP",), ("RU",), (), None, (), ("c1",), ("r1",), (), (), (), (),
                        (), 1, ())  # fmt: skip
    assert told in sentence(disputed, incident, str)
    assert lint(sentence(disputed, incident, str)) == ()
