"""``probata show`` of a finding: thirteen parts, each value with its evidence, nothing blank without saying so."""

from __future__ import annotations

import hashlib
import json
import re
import shlex
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from probata.desk import Desk
from probata.pipeline import sheet
from probata.records import Claim, Incident, Report, Stance
from probata.regimes import lint
from probata.settings import Settings

SETTINGS = Settings(author="tester")


@pytest.fixture
def finding(probata: Any, desk: Path) -> dict[str, Any]:
    found = json.loads(probata("findings", "--json", desk=desk).out)["findings"]
    return dict(next(f for f in found if f["measure"] == "KP.ARMS.FROM"))


def test_thirteen_parts_and_nothing_blank(probata: Any, desk: Path, finding: dict[str, Any]) -> None:
    done = probata("show", finding["id"], desk=desk, columns=200)
    assert (done.code, done.err) == (0, "")
    heads = re.findall(r"^(\d+) (\S.*)$", done.out, re.MULTILINE)
    assert [int(n) for n, _ in heads] == list(range(1, 14))
    for blank in (
        "none given yet; the first decision on it gives one",
        "nobody has been asked yet",
        "not judged yet",
        "nobody has confirmed or rejected it yet",
        "nobody has taken it up yet",
        "lacks       the reply is blank: nobody has been asked",
    ):
        assert blank in done.out
    assert "violat" not in done.out
    parts = done.out.partition("\nPassages")[0].splitlines()
    assert [line for line in parts if re.fullmatch(r"  \S.{0,10}", line.rstrip())] == [], "a label without a value"


def test_what_was_decided_is_in_it(probata: Any, desk: Path, finding: dict[str, Any], tmp_path: Path) -> None:
    import shutil

    own = tmp_path / "desk"
    shutil.copytree(desk, own)
    for args in (
        ("ask", finding["id"], "--of", "Russia", "--question", "Did the train come?", "--due", "2126-01-01"),
        ("answer", finding["id"], "--from", "RU", "--answer", "There was no train."),
        ("contrary", finding["id"], "TASS and KCNA of that month", "--none-found"),
        ("alternative", finding["id"], "It carried grain."),
        ("gap", finding["id"], "No wagon number is told."),
        ("judge", finding["id"], "--likelihood", "likely", "--confidence", "low", "--reason", "One origin."),
        ("confirm", finding["id"], "--reason", "read with a second analyst", "--author", "Zoe"),
    ):
        assert probata("review", *args, desk=own).code == 0, args
    made = probata("show", finding["id"], desk=own, columns=200)
    for told in (
        "Did the train come?", "There was no train.", "none found: TASS and KCNA of that month", "It carried grain.",
        "No wagon number is told.", "likely (55 to 80 %)", "read with a second analyst", "status      confirmed",
        ", when decided 20", ", now", "people      2 took part: ",
    ):  # fmt: skip
        assert told in made.out, told
    told = json.loads(probata("show", finding["id"], "--json", desk=own).out)
    assert (told["finding"]["status"], told["sheet"]["judgement"]["lacks"]) == ("confirmed", [])
    assert [s["decision"]["act"] for s in told["sheet"]["history"]] == [
        "ask", "answer", "contrary", "alternative", "gap", "judge", "confirm",
    ]  # fmt: skip
    contrary = told["sheet"]["history"][2]["decision"]["id"]
    assert probata("review", "retract", contrary, "--reason", "wrong month", desk=own).code == 0
    now = probata("show", finding["id"], desk=own, columns=200).out
    assert "what that rested on is gone" in now or "denied by   Russia" in now
    assert probata("verify", desk=own).code == 0


def test_every_piece_of_evidence_leads_to_its_bytes(desk: Path) -> None:
    with Desk.open(desk, SETTINGS) as opened:
        found = opened.findings()
        assert found
        for finding in found:
            made = sheet(opened, SETTINGS, finding)
            incident = opened.get(finding.incident)
            assert isinstance(incident, Incident)
            assert lint(made.statement) == ()
            assert {i.claim for i in made.evidence} == set(incident.claims), "every claim is a footnote"
            assert [i.number for i in made.evidence] == list(range(1, len(made.evidence) + 1))
            assert {n for a in made.annexes for n in a.evidence} == {i.number for i in made.evidence}
            for item in made.evidence:
                report, claim = opened.get(item.report), opened.get(item.claim)
                assert isinstance(report, Report)
                assert isinstance(claim, Claim)
                assert report.text[item.start : item.end] == item.quote
                assert hashlib.sha256(report.text.encode()).hexdigest() == item.report_sha256
                (blob,) = [p for p in (desk / "evidence").rglob(f"*{item.capture_sha256[4:]}*") if p.is_file()][:1]
                assert hashlib.sha256(blob.read_bytes()).hexdigest() == item.capture_sha256
                assert (item.side == "against") is (claim.stance is Stance.DENIES or claim.negated)
            denying = {i.number for i in made.evidence if i.stance == "denies"}
            assert denying <= set(made.contrary.evidence), "no denial is lost"
            assert {p.label for p in made.measure.paragraphs} == set(finding.paragraphs)


def test_the_example_of_the_page_comes_out_as_it_says(
    probata: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Path(__file__).resolve().parents[2]
    page = (root / "docs" / "findings.md").read_text(encoding="utf-8")
    given, printed = re.findall(r"```\n(.*?)```", page, re.DOTALL)
    wanted = re.findall(r"\bp\d{4}\b", page.partition("## An example")[2])
    lines = (root / "examples" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    two = [line for line in lines if json.loads(line)["id"] in wanted]
    assert len(two) == len(wanted) > 1
    (tmp_path / "two.jsonl").write_text("\n".join(two) + "\n", encoding="utf-8")
    assert probata("run", "two.jsonl").code == 0
    monkeypatch.setattr("probata.capture.utc_now", lambda: datetime(2026, 12, 1, tzinfo=UTC))
    monkeypatch.setenv("PROBATA_AUTHOR", "analyst")
    told = [probata(*shlex.split(command)[1:]) for command in given.splitlines()]
    assert [d.code for d in told].count(2) == 2, "the page shows two refusals"
    out = " ".join(" ".join(d.out + d.err for d in told).split())
    for line in printed.splitlines():
        assert line in out
    assert probata("verify").code == 0


def test_the_page_has_the_scale_as_it_is() -> None:
    from probata.knowledge.estimates import read_estimates

    page = (Path(__file__).resolve().parents[2] / "docs" / "findings.md").read_text(encoding="utf-8")
    scale = read_estimates().likelihoods
    rows = [f"| {a.word}, {b.word} | {a.low} to {a.high} |" for a, b in zip(scale[::2], scale[1::2], strict=True)]
    assert [line for line in page.splitlines() if re.search(r"\| \d+ to \d+ \|$", line)] == rows
