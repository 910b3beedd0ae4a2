"""Origins are counted, not articles."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

import pytest

from probata.incidents import fuse
from probata.incidents.origin_count import Contribution, contributions, independent
from probata.incidents.origins import find_origins, trace_all
from probata.records import CopyKind, SourceKind, Stance, Statement, Status, Via

MEDIUM = {"source_kind": SourceKind.MEDIA}
LATER = {"start": 90, "end": 91, "quote": "x"}
UNNAMED = {"source_text": "two US officials", "named": False}
HOUSE = {"source_kind": SourceKind.ORGANISATION}

# (why, claims as (source, fields), reports as fields, roots that back it, how many count)
CASES = [
    ("one official in two reports", [("KR", {}), ("KR", {"report": "r2"})], [{}, {}], ["KR"], 1),
    ("two governments", [("KR", {}), ("US", {"stance": Stance.ALLEGES})], [{}], ["KR", "US"], 2),
    ("a ministry is its government", [("KR", {}), ("Made-up Ministry", {})], [{}], ["KR"], 1),
    ("a state medium is its government", [("KP", {}), ("State Herald", MEDIUM)], [{}], ["KP"], 1),
    ("an official in office", [("Vladimir Putin", {}), ("RU", {})], [{}], ["RU"], 1),
    ("a denial supports nothing", [("KR", {}), ("RU", {"stance": Stance.DENIES})], [{}], ["KR"], 1),
    ("unverified supports nothing", [("KR", {}), ("US", {"stance": Stance.UNVERIFIED})], [{}], ["KR"], 1),
    ("an expert", [("KR", {}), ("An Expert", {})], [{}], ["An Expert", "KR"], 2),
    ("unnamed beside named", [("KR", {}), ("anonymous", {})], [{}], ["KR", "anonymous in r1"], 1),
    (
        "unnamed alone",
        [("anonymous", {}), ("anonymous", {"report": "r2"})],
        [{}, {}],
        ["anonymous in r1", "anonymous in r2"],
        1,
    ),
    (
        "unnamed officials of a state in two reports are one",
        [("US", UNNAMED), ("US", UNNAMED | {"report": "r2"})],
        [{}, {}],
        ["unnamed of US"],
        1,
    ),
    (
        "unnamed officials and a named one count once",
        [("US", {"source_text": "a US official", "named": False}), ("US", {"report": "r2"})],
        [{}, {}],
        ["US", "unnamed of US"],
        1,
    ),
    (
        "an unnamed source whose words give its state",
        [("anonymous", {"source_text": "an American intelligence official"})],
        [{}],
        ["unnamed of US"],
        1,
    ),
    (
        "analysts of a nationality are not its state",
        [("anonymous", {"source_text": "American analysts"})],
        [{}],
        ["anonymous in r1"],
        1,
    ),
    (
        "two newspapers",
        [("report", {"quote": "a"}), ("report", {"report": "r2", "quote": "b"})],
        [{"outlet": "Daily Paper"}, {"outlet": "Evening Paper"}],
        ["Daily Paper", "Evening Paper"],
        2,
    ),
    (
        "sites that nobody knows may all repeat one text",
        [("report", {"quote": "a"}), ("report", {"report": "r2", "quote": "b"}), ("report", {"report": "r3"})],
        [{"outlet": "a.example"}, {"outlet": "b.example"}, {"outlet": "Reprinter"}],
        ["Reprinter", "a.example", "b.example"],
        1,
    ),
    (
        "two prints of one wire",
        [("report", {}), ("report", {"report": "r2"})],
        [{"outlet": "Daily Paper", "wire": "Wire Service"}, {"outlet": "b.example", "wire": "Wire Service"}],
        ["Wire Service"],
        1,
    ),
    (
        "two prints of one interview",
        [("report", {}), ("report", {"report": "r2"})],
        [{"told": "Wire Service"}, {"told": "Wire Service"}],
        ["Wire Service"],
        1,
    ),
    (
        "a paper that quotes what another was told",
        [("report", {})],
        [{"outlet": "Daily Paper", "told": "Wire Service"}],
        ["Daily Paper"],
        1,
    ),
    ("the voice rests on the one whom it names", [("report", {}), ("KR", {})], [{"outlet": "Daily Paper"}], ["KR"], 1),
    (
        "the voice beside several",
        [("report", {}), ("KR", {}), ("US", {})],
        [{"outlet": "Daily Paper"}],
        ["Daily Paper", "KR", "US"],
        2,
    ),
    (
        "the voice doesn't rest on who denies",
        [("report", {}), ("RU", {"stance": Stance.DENIES})],
        [{"outlet": "Daily Paper"}],
        ["Daily Paper"],
        1,
    ),
    (
        "nor on who speaks of other goods",
        [("report", {}), ("KR", {"what": "transfer KP>RU coal", "aside": True})],
        [{"outlet": "Daily Paper"}],
        ["Daily Paper"],
        1,
    ),
    (
        "nor on who counts something else",
        [("report", {"how_many": (900, 900, "round")}), ("KR", {"how_many": (50, 50, "round")})],
        [{"outlet": "Daily Paper"}],
        ["Daily Paper", "KR"],
        1,
    ),
    (
        "a voice beside another report's source",
        [("report", {}), ("KR", {"report": "r2"})],
        [{"outlet": "Daily Paper"}, {"outlet": "Evening Paper"}],
        ["Daily Paper", "KR"],
        2,
    ),
    (
        "a state medium's own page",
        [("report", {}), ("KP", {"report": "r2"})],
        [{"outlet": "State Herald"}, {}],
        ["KP"],
        1,
    ),
    (
        "a paper relays an official",
        [("Daily Paper", MEDIUM | {"via": (Via("officials", "US", 0, 1),)}), ("US", {"report": "r2"})],
        [{}, {}],
        ["US"],
        1,
    ),
    ("a paper's scoop", [("Daily Paper", MEDIUM), ("US", {"report": "r2"})], [{}, {}], ["Daily Paper", "US"], 2),
    (
        "a paper relays the house that reads images",
        [("Daily Paper", MEDIUM), ("Image House", HOUSE | {"report": "r2"})],
        [{"text": "Daily Paper has it from satellite pictures that Image House studied."}, {}],
        ["Image House"],
        1,
    ),
    (
        "a report of nobody but the house",
        [("report", {})],
        [{"outlet": "a.example", "text": "Image House counted the ships."}],
        ["Image House"],
        1,
    ),
    (
        "a house named in passing has nothing to do with it",
        [("report", {})],
        [{"outlet": "a.example", "text": "Much else happened that day. " * 20 + "Image House watches the port."}],
        ["a.example"],
        1,
    ),
    (
        "what a house says of one thing is not its word on all",
        [("report", {}), ("Image House", HOUSE | {"what": "transfer RU>KP coal", "aside": True})],
        [{"outlet": "a.example", "text": "Image House counted the ships."}],
        ["a.example"],
        1,
    ),
    (
        "the analysis is the house's",
        [
            ("anonymous", {"source_text": "the analysis"}),
            ("US", {"aside": True}),
        ],
        [{"text": "The analysis by Image House shows it."}],
        ["Image House"],
        1,
    ),
    (
        "the agency is who was named before",
        [("KR", {"what": "visit KP>RU", "aside": True}), ("anonymous", {"source_text": "The agency"} | LATER)],
        [{}],
        ["KR"],
        1,
    ),
    (
        "a house's people",
        [("Ann Other", {"source_text": "Image House's Ann Other"}), ("Image House", HOUSE)],
        [{"text": "Image House's Ann Other said so."}],
        ["Image House"],
        1,
    ),
    (
        "one whose post stands after the name",
        [("Ann Other", {})],
        [{"text": "Ann Other, an analyst at Image House, said so."}],
        ["Image House"],
        1,
    ),
    (
        "a lawmaker after a closed briefing",
        [("A Deputy", {"source_text": "lawmaker A Deputy"}), ("KR", {"report": "r2"})],
        [{"text": "South Korea's Intelligence Bureau briefed a closed meeting, lawmaker A Deputy said."}, {}],
        ["KR"],
        1,
    ),
    (
        "nobody owns up by a pronoun where another speaks of it",
        [("RU", {"source_text": "They", "rule": "pronoun:they"}), ("KR", {})],
        [{}],
        ["KR"],
        1,
    ),
    (
        "nor counts as owning up where nobody does",
        [("RU", {"source_text": "They", "rule": "pronoun:they"}), ("KR", {"report": "r2"})],
        [{}, {}],
        ["KR", "RU"],
        1,
    ),
    (
        "but an accuser may be a pronoun",
        [("KR", {"source_text": "They", "rule": "pronoun:they"}), ("US", {})],
        [{}],
        ["KR", "US"],
        2,
    ),
    (
        "a joint statement is one",
        [("KR", {"source_text": "a joint statement"}), ("US", {"source_text": "a joint statement"})],
        [{}],
        ["KR", "US"],
        1,
    ),
    (
        "and stays one beside one of its signers",
        [("KR", {"source_text": "both"}), ("US", {"source_text": "both"}), ("KR", {"report": "r2"})],
        [{}, {}],
        ["KR", "US"],
        1,
    ),
    (
        "a body and the states that make it up",
        [("Joint Monitors", HOUSE), ("Joint Monitors", HOUSE | {"report": "r2"})],
        [{}, {}],
        ["Joint Monitors"],
        1,
    ),
    (
        "a veto is on record",
        [("report", {"what": "veto RU>UN"}), ("report", {"what": "veto RU>UN", "report": "r2"})],
        [{"outlet": "Daily Paper"}, {"outlet": "Evening Paper"}],
        ["UN"],
        1,
    ),
    (
        "a veto that is only feared is not",
        [("report", {"what": "veto RU>UN", "status": Status.POSSIBLE})],
        [{"outlet": "Daily Paper"}],
        ["Daily Paper"],
        1,
    ),
]


@pytest.mark.parametrize(("claims", "reports", "roots", "count"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_origins(
    claims: Any, reports: Any, roots: list[str], count: int, make_claim: Any, make_report: Any, knowledge: Any
) -> None:
    made, event = [], []
    for by, fields in claims:
        claim = make_claim(by=by, **{k: v for k, v in fields.items() if k not in ("aside", "rule")})
        if "rule" in fields:
            claim = replace(claim, source=replace(claim.source, rule=fields["rule"], start=5, end=9))
        made.append(claim)
        # What is aside helps to tell where the others come from and is no claim of the event.
        event += [] if fields.get("aside") else [claim]
    given = {f"r{n}": make_report(f"r{n}", **fields) for n, fields in enumerate(reports, 1)}
    traces = trace_all(made, given, knowledge)
    found, independent_ = find_origins(event, given, knowledge, traces=traces)
    backing = [o for o in found if "supports nothing" not in o.because]
    assert sorted(o.root for o in backing) == roots
    assert independent_ == count
    assert sum(o.counted for o in found) in (count, 0)
    assert all(o.because and o.label for o in found)


@pytest.mark.parametrize(
    ("by", "fields", "kind"),
    [
        ("KR", {}, "official"),
        ("anonymous", {}, "anonymous"),
        ("Wire Service", MEDIUM, "agency"),
        ("A Watcher", HOUSE | {"source_text": "a watcher's commercial satellite images"}, "imagery"),
        ("A Port", HOUSE | {"source_text": "customs data of a port"}, "document"),
        ("An Expert", {}, "person"),
    ],
)
def test_kinds(by: str, fields: Any, kind: str, make_claim: Any, knowledge: Any) -> None:
    (incident,) = fuse([make_claim(by=by, **fields)], (), (), knowledge)
    assert [o.kind for o in incident.origins] == [kind]


class Copy(NamedTuple):
    a: str
    b: str
    kind: CopyKind | None = CopyKind.COPY
    in_a: float = 0.93
    in_b: float = 0.41


@pytest.mark.parametrize(
    ("copies", "roots", "count"),
    [
        ((), ["Daily Paper", "Evening Paper", "Morning Paper"], 3),
        ((("r1", "r2"),), ["Daily Paper", "Morning Paper"], 2),
        ((("r1", "r2"), ("r3", "r2")), ["Daily Paper"], 1),
    ],
)
def test_copies_have_the_root_of_the_first(
    copies: Any, roots: list[str], count: int, make_claim: Any, make_report: Any, knowledge: Any
) -> None:
    papers = {"r1": "Daily Paper", "r2": "Evening Paper", "r3": "Morning Paper"}
    claims = [make_claim(by="report", report=r) for r in papers]
    reports = {r: make_report(r, published=f"2024-06-1{r[1]}", outlet=name) for r, name in papers.items()}
    taken = {r: [Copy(*c) for c in copies if r in c] for r in papers}
    found, independent_ = find_origins(claims, reports, knowledge, taken)
    assert sorted(o.root for o in found) == roots
    assert independent_ == count
    for path in (p for o in found for p in o.paths if p.report == "r2" and copies):
        assert (path.steps[1].who, path.steps[1].kind) == ("Daily Paper", "copy")
        assert path.steps[1].because == "reprint of r1: 41% of its words; it is the earliest, dated 2024-06-11"


def test_the_way_back_has_every_link(make_claim: Any, make_report: Any, knowledge: Any) -> None:
    text = "Wire Service reported that minister Ann Other had said so."
    report = make_report(outlet="Daily Paper", text=text, reported="Wire Service")
    claim = make_claim(by="KR", source_text="minister Ann Other", person="Ann Other")
    ((origin,), _) = find_origins([claim], {"r1": report}, knowledge)
    (path,) = origin.paths
    assert [(s.who, s.kind) for s in path.steps] == [
        ("Daily Paper", "outlet"),
        ("Wire Service", "agency"),
        ("Ann Other", "speaker"),
        ("South Korea", "state"),
    ]
    assert path.claims == (claim.id,)
    assert all(s.because for s in path.steps)


def test_what_rests_on_another_says_how_else_it_can_be_read(make_claim: Any, make_report: Any, knowledge: Any) -> None:
    claims = [make_claim(by="report", quote="the headline"), make_claim(by="KR")]
    ((origin,), _) = find_origins(claims, {"r1": make_report(outlet="Daily Paper")}, knowledge)
    (voice,) = (p for p in origin.paths if claims[0].id in p.claims)
    assert voice.steps[-1].alternative == "Daily Paper knows it itself"


@pytest.mark.parametrize(
    ("sources", "one", "other", "word"),
    [
        ((("US", {"source_text": "US officials", "named": False}), ("US", {})), "unnamed of US", "US", "nobody names"),
        ((("Joint Monitors", HOUSE), ("US", {})), "Joint Monitors", "US", "member"),
        ((("Public Radio", MEDIUM), ("KR", {})), "Public Radio", "KR", "paid by"),
        ((("KR", {"source_text": "both"}), ("US", {"source_text": "both"})), "KR", "US", "breath"),
    ],
)
def test_what_may_be_one_says_so(
    sources: Any, one: str, other: str, word: str, make_claim: Any, make_report: Any, knowledge: Any
) -> None:
    claims = [make_claim(by=by, **fields) for by, fields in sources]
    found, _ = find_origins(claims, {"r1": make_report()}, knowledge)
    possibly = {(o.root, p.root): p.because for o in found for p in o.possibly}
    assert word in possibly[one, other]
    assert (other, one) in possibly


def test_no_label_is_an_id(make_claim: Any, make_report: Any, knowledge: Any) -> None:
    report = make_report("rx7", title="A headline")
    claims = [make_claim(by=by, report="rx7") for by in ("report", "anonymous")]
    found, _ = find_origins(claims, {"rx7": report}, knowledge)
    labels = sorted(o.label for o in found)
    page = "the report “A headline”"
    assert labels == [f"an unnamed source (“people familiar with it”) in {page}", page]


@pytest.mark.parametrize(
    ("speaker", "words", "root"),
    [
        ("US", "South Korean shells", "US"),
        ("US", "the matter", "a.example"),
        ("KR", "South Korean shells", "a.example"),
        ("Daily Paper", "South Korean shells", "a.example"),
    ],
)
def test_an_unknown_site_rests_on_its_only_speaker(
    speaker: str, words: str, root: str, make_claim: Any, make_report: Any, knowledge: Any
) -> None:
    """If that speaks of the agent of what the site tells, and is no party, which would own up by it."""
    said = make_claim(by=speaker, source_kind=SourceKind.MEDIA).source if speaker == "Daily Paper" else None
    source = said or make_claim(by=speaker).source
    statement = Statement("s1", "r1", source, None, ((0, len(words)),), Stance.ASSERTS)
    claim = make_claim("transfer KR>RU arms.ammunition", by="report")
    report = make_report(outlet="a.example", text=words)
    traces = trace_all([claim], {"r1": report}, knowledge, statements=[statement])
    assert traces[claim.id].root.key == root


def test_each_report_contributes_by_itself(make_claim: Any, make_report: Any, knowledge: Any) -> None:
    claims = [make_claim(by="report"), make_claim(by="KR"), make_claim(by="US", report="r2")]
    claims.append(make_claim(by="RU", stance=Stance.DENIES, report="r2"))
    reports = {r: make_report(r, outlet="Daily Paper") for r in ("r1", "r2")}
    traces = trace_all(claims, reports, knowledge)
    first, second = (contributions([c for c in claims if c.report == r], traces) for r in ("r1", "r2"))
    assert first == (Contribution("KR", "KR", backs=True, counts=True),)
    assert second == (Contribution("RU", "RU", backs=False, counts=False), Contribution("US", "US", True, True))
    assert independent([*first, *second]) == find_origins(claims, reports, knowledge)[1] == 2
    assert independent(second[:1]) == 0
