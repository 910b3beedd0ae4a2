"""The rule base: what the packaged file says, and what a wrong file is told."""

from __future__ import annotations

from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

from probata.errors import KnowledgeError
from probata.knowledge import load
from probata.knowledge.regimefile import find_problems, read_regime
from probata.knowledge.regimes import CitationStatus, Direction, Regime, load_regimes, lowest

SMALL = """\
id: MADE-UP
title: A made-up regime
targets: [XX]
compiled: 2026-01-01
resolutions:
  "100": {adopted: 2001-01-01, last_paragraph: 20, status: seen, source: "https://example.org/100"}
  "200": {adopted: 2002-01-01, status: seen, source: "https://example.org/200"}
measures:
  - id: XX.ARMS
    title: No arms
    direction: TO
    events: [transfer]
    objects: [arms.other]
    addressee: everybody
    paragraphs:
      - resolution: "100"
        paragraph: OP1(a)
        in_force_to: 2001-12-31
        superseded_by: 200 OP2
        scope: some arms
        status: seen
        source: https://example.org/100
      - {resolution: "200", paragraph: OP2, scope: all arms, status: partly, source: "https://example.org/200"}
"""


def test_a_new_regime_needs_no_code() -> None:
    regime = read_regime("made-up.yml", SMALL.encode())
    (measure,) = regime.measures
    assert [(p.label, p.in_force_from, p.in_force_to) for p in measure.paragraphs] == [
        ("100 OP1(a)", "2001-01-01", "2001-12-31"),
        ("200 OP2", "2002-01-01", None),
    ]


def test_the_version_is_the_content() -> None:
    assert read_regime("a.yml", SMALL.encode()).version == read_regime("b.yml", SMALL.encode()).version
    assert read_regime("a.yml", SMALL.encode()).version != read_regime("a.yml", SMALL.encode() + b"\n").version


# (old, new, words of the error)
SLIPS = [
    ('resolution: "100"', 'resolution: "300"', "300 is not in the table"),
    ("paragraph: OP1(a)", "paragraph: OP21", "there is no OP21: resolution 100 ends with OP20"),
    ("paragraph: OP1(a)", "paragraph: 1(a)", "not written like OP8"),
    ("superseded_by: 200 OP2", "superseded_by: 200 OP3", "200 OP3, which is not in its chain"),
    ("in_force_to: 2001-12-31", "in_force_to: 2001-11-30", "gap after 100 OP1(a)"),
    ("        in_force_to: 2001-12-31\n", "", "in_force_to and superseded_by together"),
    ("in_force_to: 2001-12-31", "in_force_to: 2002-03-01", "100 OP1(a) and 200 OP2 overlap"),
    ("paragraph: OP1(a)", "paragraph: (paragraph not seen)", "can't be seen whose paragraph is (paragraph not seen)"),
    ("    addressee: everybody\n", "    addressee: everybody\n    unmatched: x\n", "names no events, objects or items"),
    ("    addressee: everybody\n", "    addressee: everybody\n    targets: [YY]\n", "YY is not among the targets"),
    ("    events: [transfer]\n", "", "must name events and objects, or say why"),
    (
        "compiled: 2026-01-01\n",
        "compiled: 2026-01-01\nnot_named: [{events: transfer, objects: food, direction: TO, "
        "nearest: XX.FOOD, because: x, source: 'https://example.org'}]\n",
        "XX.FOOD is not in this file",
    ),
    (
        "compiled: 2026-01-01\n",
        "compiled: 2026-01-01\ncontested: {since: 2025-01-01, because: x, sides: [{who: A, "
        "says: b, source: 'https://example.org'}]}\n",
        "a dispute has two sides",
    ),
    ("in_force_to: 2001-12-31", "in_force_to: 2000-12-31", "ends before it begins"),
    ("        source: https://example.org/100\n", "", "'source' is missing"),
    ("        source: https://example.org/100\n", "        source: a colleague\n", "no web address"),
    ("        status: seen\n", "        status: sure\n", "it is one of seen, partly, unseen"),
    ("objects: [arms.other]", "objects: [arms.others]", "arms.others"),
    ("events: [transfer]", "events: [gift]", "gift"),
    ("direction: TO", "direction: INTO", "INTO"),
    ("    addressee: everybody\n", "", "'addressee' is missing"),
    ("    addressee: everybody\n", "    adressee: everybody\n", "unknown key 'adressee'"),
    ("adopted: 2002-01-01", "adopted: 2002-02-30", "there is no day"),
    ("adopted: 2002-01-01", "adopted: 2002", "only the year of 200 is known"),
    (
        "        scope: some arms\n",
        "        scope: some arms\n        in_force_from: 1999-01-01\n",
        "before 100 was adopted",
    ),
    ("        scope: some arms\n", "        scope: some arms\n        unclear: [coal]\n", "names coal"),
]


@pytest.mark.parametrize(("old", "new", "words"), SLIPS)
def test_a_slip_is_named_with_its_place(old: str, new: str, words: str) -> None:
    assert old in SMALL
    with pytest.raises(KnowledgeError) as error:
        read_regime("made-up.yml", SMALL.replace(old, new, 1).encode())
    assert words in str(error.value)
    assert str(error.value).startswith("made-up.yml:")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("content", [b"", b"[]", b"id: [", b"\xff\xfe", b"id: X\nid: Y\n"])
def test_what_is_no_regime_is_refused(content: bytes) -> None:
    with pytest.raises(KnowledgeError):
        read_regime("made-up.yml", content)


@pytest.fixture(scope="module")
def un_kp() -> Regime:
    return next(r for r in load_regimes() if r.id == "UN-KP")


class TestPackaged:
    def test_has_the_measures_of_the_fact_sheet(self, un_kp: Regime) -> None:
        needed = """
            ARMS.TO ARMS.FROM ARMS.FIN ARMS.TRAIN ARMS.REPAIR CATCHALL.MIL WMD.TO WMD.FROM CONV.DUAL CATCHALL.WMD
            BM.LAUNCH BM.COOP SCITECH TEACH OIL.REF OIL.CRUDE OIL.NGL FUEL.AV OIL.FUTURE LUX IND.MACH VEH METAL.TO
            VESSEL.TO X.COAL X.IRON X.LEAD X.SEAFOOD X.FISHRIGHTS X.MINERALS X.NONFERROUS X.STATUE X.TEXTILE X.FOOD
            X.MACH X.ELEC X.STONE X.WOOD X.VESSEL WORK TRAVEL EXPEL DIPL LUGGAGE SHIP.STS SHIP.LIST SHIP.PORT
            SHIP.REFUSE SHIP.INSPECT SHIP.HIGHSEAS SHIP.SEIZE SHIP.INSURE SHIP.CLASS SHIP.DEREG SHIP.CHARTER SHIP.CREW
            SHIP.FLAG SHIP.BUNKER SHIP.AIS AIR FREEZE FIN.GENERAL FIN.BANK FIN.TRADE FIN.CLEAR JV
        """
        assert {m.id for m in un_kp.measures} == {f"KP.{n}" for n in needed.split()}

    def test_each_file_is_whole(self) -> None:
        known = ([i.id for i in load().goods], [a.id for a in load().actors])
        for file in sorted((files("probata.knowledge") / "data" / "regimes").iterdir(), key=lambda f: f.name):
            assert find_problems(file.name, file.read_bytes(), *known) == ()

    def test_what_is_not_held_against_events_says_why(self, un_kp: Regime) -> None:
        for m in un_kp.measures:
            assert bool(m.unmatched) is not bool(m.events), m.id
            assert m.kind in ("ban", "ceiling") or m.unmatched, m.id

    # (measure, paragraph, from, status)
    @pytest.mark.parametrize(
        ("measure", "paragraph", "start", "status"),
        [
            ("KP.ARMS.TO", "1718 OP8(a)(i)", "2006-10-14", "seen"),
            ("KP.ARMS.TO", "1874 OP10", "2009-06-12", "seen"),
            ("KP.ARMS.TO", "2270 OP6", "2016-03-02", "partly"),
            ("KP.ARMS.FROM", "1718 OP8(b)", "2006-10-14", "seen"),
            ("KP.ARMS.FROM", "1874 OP9", "2009-06-12", "partly"),
            ("KP.CATCHALL.MIL", "2270 OP8", "2016-03-02", "seen"),
            ("KP.LUX", "1718 OP8(a)(iii)", "2006-10-14", "seen"),
            ("KP.VEH", "2397 OP7", "2017-12-22", "partly"),
            ("KP.OIL.REF", "2397 OP5", "2018-01-01", "seen"),
            ("KP.SCITECH", "2321 OP11", "2016-11-30", "seen"),
            ("KP.WORK", "2397 OP8", "2017-12-22", "seen"),
            ("KP.SHIP.STS", "2375 OP11", "2017-09-11", "partly"),
        ],
    )
    def test_paragraphs(self, un_kp: Regime, measure: str, paragraph: str, start: str, status: str) -> None:
        held = un_kp.measure(measure)
        assert held is not None
        found = next(p for p in held.paragraphs if p.label == paragraph)
        assert (found.in_force_from, found.citation_status) == (start, status)

    def test_the_measures_outlive_the_panel(self, un_kp: Regime) -> None:
        at_work = {m.id: m for m in un_kp.monitors}
        assert at_work["1718-PANEL"].at_work("2024-04-30")
        assert not at_work["1718-PANEL"].at_work("2024-05-01")
        assert at_work["MSMT"].at_work("2024-10-16")
        assert not at_work["MSMT"].un_body
        assert all(any(p.in_force_to is None for p in m.paragraphs) for m in un_kp.measures)

    def test_chains_run_forward(self, un_kp: Regime) -> None:
        for m in un_kp.measures:
            assert all(a.in_force_from <= b.in_force_from for a, b in pairwise(m.paragraphs)), m.id
            assert m.direction in Direction
            assert m.addressee


def test_all_that_is_wrong_is_found_not_only_the_first() -> None:
    wrong = SMALL.replace("adopted: 2001-01-01", "adopted: 2001-13-01").replace("direction: TO", "direction: INTO")
    wrong = wrong.replace("scope: all arms", "scope: ''")
    found = find_problems("made-up.yml", wrong.encode())
    assert len(found) == 4  # the date, the paragraph of that resolution, the empty scope, the direction
    assert all(line.startswith("made-up.yml:") for line in found)


def test_a_folder_of_ones_own_adds_and_replaces(tmp_path: Path, un_kp: Regime) -> None:
    (tmp_path / "made-up.yml").write_text(SMALL, "utf-8")
    (tmp_path / "mine.yaml").write_text(SMALL.replace("id: MADE-UP", "id: UN-KP"), "utf-8")
    found = {r.id: r for r in load_regimes(tmp_path)}
    assert "MADE-UP" in found
    assert found["UN-KP"].title == "A made-up regime" != un_kp.title
    assert len(found) == len(load_regimes()) + 1


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="can't be read"):
        load_regimes(tmp_path / "nowhere")


def test_the_lowest_status_counts() -> None:
    assert lowest([CitationStatus.SEEN, CitationStatus.UNSEEN, CitationStatus.PARTLY]) is CitationStatus.UNSEEN
    assert lowest([CitationStatus.SEEN]) is CitationStatus.SEEN
    assert lowest([]) is CitationStatus.UNSEEN
