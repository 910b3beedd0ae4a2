"""The walk: once and again, with what fails, and held against its evidence."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from probata.desk import DATABASE, Desk
from probata.errors import KnowledgeError, UsageError
from probata.pipeline import Engine, Labels, Progress, RunResult, doctor, extract_lines, refresh, run, verify
from probata.settings import Settings

TEXT = (
    "Shells said to have gone by rail\n\n"
    "South Korean officials accused North Korea of sending Russia about 2,000 containers of artillery shells "
    "in March 2024. The shipments went by rail, the officials said.\n\n"
    "Russia denied that it had received artillery shells from North Korea.\n"
)


@pytest.fixture
def settings() -> Settings:
    return Settings(author="tester")


@pytest.fixture
def desk(tmp_path: Path, settings: Settings) -> Iterator[Desk]:
    with Desk.open(tmp_path / "desk", settings, create=True) as opened:
        yield opened


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "shells.txt").write_text(TEXT, encoding="utf-8")
    return folder


def walk(desk: Desk, settings: Settings, source: Path, **more: Any) -> RunResult:
    return run([str(source)], desk, settings, published="2024-04-02", **more)


def everything(desk: Desk) -> tuple[list[str], dict[str, bytes]]:
    """The whole database in SQL, and every byte of the evidence."""
    base = sqlite3.connect(desk.path / DATABASE)
    dump = list(base.iterdump())
    base.close()
    files = {str(p): p.read_bytes() for p in sorted(desk.evidence.rglob("*")) if p.is_file()}
    return dump, files


def test_from_bytes_to_findings(desk: Desk, settings: Settings, news: Path) -> None:
    seen: list[Progress] = []
    result = walk(desk, settings, news, on_progress=seen.append)
    (report,) = result.reports
    assert (report.published, report.text.split()[0], result.new, result.failures) == ("2024-04-02", "Shells", 1, ())
    assert {c.report for c in result.claims} == {report.id}
    assert "KP.ARMS.FROM" in {f.measure for f in result.findings}
    assert {p.step for p in seen} == {"capture", "read", "fuse"}
    assert desk.findings() == list(result.findings)
    assert verify(desk).problems == ()


def test_the_same_again_changes_nothing(
    desk: Desk, settings: Settings, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (news / "empty.txt").touch()
    (news / "binary.txt").write_bytes(bytes(range(256)) * 8)
    first = walk(desk, settings, news)
    before = everything(desk)
    monkeypatch.setattr(Engine, "extract", lambda *_: pytest.fail("a report was parsed again"))
    again = walk(desk, settings, news)
    assert everything(desk) == before
    assert again.new == 0
    assert (again.reports, again.claims, again.findings) == (first.reports, first.claims, first.findings)
    assert [str(f) for f in again.failures] == [str(f) for f in first.failures]
    assert len(first.failures) == 2


def test_a_new_date_is_read_into_the_same_report(desk: Desk, settings: Settings, news: Path) -> None:
    undated = run([str(news)], desk, settings)
    assert undated.reports[0].published is None
    dated = walk(desk, settings, news)
    assert [r.published for r in desk.reports()] == ["2024-04-02"]
    assert dated.new == 1
    assert verify(desk).problems == ()


def test_one_bad_report_doesn_t_stop_the_rest(
    desk: Desk, settings: Settings, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (news / "a-bad-one.txt").write_text(TEXT.replace("2,000", "3,000"), encoding="utf-8")
    real = Engine.extract

    def stumble(self: Engine, report: Any) -> Any:
        if "3,000" in report.text:
            monkeypatch.setattr("probata.claims.extract", lambda *_: 1 / 0)
        try:
            return real(self, report)
        finally:
            monkeypatch.undo()
            monkeypatch.setattr(Engine, "extract", stumble)

    monkeypatch.setattr(Engine, "extract", stumble)
    result = walk(desk, settings, news)
    assert [r.label for r in result.reports] == ["shells.txt"] or len(result.reports) == 1
    (failure,) = result.failures
    assert "could not be processed (ZeroDivisionError" in failure.reason
    assert len(desk.captures()) == 2, "what can't be read is kept all the same"


def test_an_interrupted_fusion_is_made_up_for(
    desk: Desk, settings: Settings, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("probata.pipeline.assess.settle", die)
        with pytest.raises(KeyboardInterrupt):
            walk(desk, settings, news)
    assert desk.state.stale
    assert desk.claims()
    assert desk.findings() == []
    assert refresh(desk, settings)
    assert desk.findings()
    assert not refresh(desk, settings)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("UPDATE desk_reportrow SET text = replace(text, '2,000', '9,000')", "its text was changed"),
        ('UPDATE desk_claimrow SET record = replace(record, \'"quote": "\', \'"quote": "X\')', "damaged"),
        (
            "UPDATE desk_claimrow SET record = json_set(record, '$.quote', upper(json_extract(record, '$.quote')))",
            "quote",
        ),
        ("UPDATE desk_capturerow SET record = replace(record, 'text/plain', 'text/other')", "not the one in the evid"),
        ("UPDATE desk_reportrow SET record = '[]'", "damaged"),
        ("UPDATE desk_statementrow SET report_id = 'gone'", "gone"),
    ],
)
def test_verify_names_a_change_in_the_database(
    change: str, named: str, desk: Desk, settings: Settings, news: Path
) -> None:
    walk(desk, settings, news)
    assert verify(desk).problems == ()
    base = sqlite3.connect(desk.path / DATABASE)
    with base:
        base.execute(change)
    base.close()
    assert any(named in p.what for p in verify(desk).problems), verify(desk).problems


def test_verify_names_a_text_and_hash_changed_together(desk: Desk, settings: Settings, news: Path) -> None:
    import hashlib

    (report,) = walk(desk, settings, news).reports
    changed = report.text.replace("2,000", "9,000")
    digest = hashlib.sha256(changed.encode()).hexdigest()
    base = sqlite3.connect(desk.path / DATABASE)
    with base:
        base.execute(
            "UPDATE desk_reportrow SET text = ?, record = replace(record, ?, ?)", (changed, report.sha256, digest)
        )
    base.close()
    assert any("no entry of the custody log" in p.what for p in verify(desk).problems)


def test_verify_names_a_changed_blob_and_a_cut_log(desk: Desk, settings: Settings, news: Path) -> None:
    walk(desk, settings, news)
    log = desk.evidence / "custody.jsonl"
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join(lines[:-1]))
    assert any("removed" in p.what for p in verify(desk).problems)
    log.write_bytes(b"".join(lines))
    assert verify(desk).problems == ()
    (blob,) = (p for p in desk.evidence.joinpath("blobs").rglob("*") if p.is_file())
    blob.chmod(0o644)
    blob.write_bytes(blob.read_bytes().replace(b"2,000", b"9,000"))
    assert any(blob.name in p.where for p in verify(desk).problems)


def line(**values: object) -> str:
    return json.dumps(values)


def test_extract_gives_a_line_for_a_line(settings: Settings) -> None:
    lines = [
        line(id="a1", text=TEXT, published="2024-04-02", url=None),
        "not json",
        "",
        line(id="a2"),
        line(text="no id"),
        line(id="a3", text=7),
        "[1]",
        line(id="a4", html="<p>x", text="both"),
        line(id="a5", text=TEXT, published="2024-99-99"),
        line(id="a6", text=TEXT),
    ]
    out = [json.loads(made) for made in extract_lines(lines, settings)]
    assert [o["id"] for o in out] == ["a1", None, "a2", None, "a3", None, "a4", "a5", "a6"]
    assert [bool(o.get("error")) for o in out] == [False, True, True, True, True, True, True, True, False]
    first = out[0]
    assert list(first) == [
        "id", "text", "title", "published", "language", "dropped", "statements", "times", "quantities", "claims",
    ]  # fmt: skip
    assert first["text"] == TEXT
    assert first["published"] == "2024-04-02"
    assert first["claims"]
    for claim in first["claims"]:
        assert TEXT[claim["start"] : claim["end"]] == claim["quote"]
        assert "report" not in claim
    assert first["statements"]
    for statement in first["statements"]:
        source = statement["source"]
        assert source["start"] is None or TEXT[source["start"] : source["end"]] == source["text"]


@pytest.mark.parametrize("attribution", ["learned", "rules"])
def test_extract_tells_how_far_asked_events_are_put_as_facts(settings: Settings, attribution: str) -> None:
    text = "The tanker left the port on Monday. It did not call at Vladivostok."
    targets = [{"start": text.index(w), "end": text.index(w) + len(w)} for w in ("left", "call")]
    targets.append({"start": 900, "end": 905})
    chosen = replace(settings, attribution=attribution)
    (made,) = extract_lines([line(id="t", text=text, targets=targets)], chosen)
    left, call, nowhere = json.loads(made)["factuality"]
    assert left["happened"] > 1
    assert left["happened"] - call["happened"] > 1.5
    assert left["committed"] > 1 > -1 > call["committed"]
    assert left["engine"] == ("rules" if attribution == "rules" else "rules, tagger")
    assert nowhere is None


@pytest.mark.parametrize("targets", ["left", [1], [{"start": 3}], [{"start": 5, "end": 5}], [{"start": "1", "end": 2}]])
def test_targets_that_are_no_places_are_one_line(settings: Settings, targets: object) -> None:
    (made,) = extract_lines([line(id="t", text="The tanker left.", targets=targets)], settings)
    assert json.loads(made)["id"] == "t"
    assert "target" in json.loads(made)["error"]


def test_who_says_what_can_be_left_to_the_rules(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def engines(attribution: str) -> set[str]:
        (made,) = extract_lines([line(id="t", text=TEXT)], replace(settings, attribution=attribution))
        return {s["engine"] for s in json.loads(made)["statements"]}

    assert engines("rules") == {"rules"}
    assert "rules, tagger" in engines("learned")
    assert engines("auto") == engines("learned")
    with pytest.raises(UsageError, match="auto, learned, rules"):
        engines("magic")

    def missing(language: str = "en") -> None:
        raise KnowledgeError("no model")

    monkeypatch.setattr("probata.language.tagger.load_tagger", missing)
    assert engines("auto") == {"rules"}
    with pytest.raises(KnowledgeError, match="no model"):
        engines("learned")


def test_the_reader_names_the_tagger(settings: Settings) -> None:
    learned, rules = Engine(settings), Engine(replace(settings, attribution="rules"))
    assert learned.tagger is not None
    assert learned.tagger.version in learned.reader
    assert rules.reader.endswith("; rules")


def test_workers_give_the_same_in_the_same_order(settings: Settings) -> None:
    lines = [line(id=f"n{n}", text=TEXT.replace("2,000", f"{n},000"), published="2024-04-02") for n in range(2, 12)]
    lines.insert(3, "{")
    assert list(extract_lines(lines, settings, workers=2)) == list(extract_lines(lines, settings))


def test_names(settings: Settings) -> None:
    labels = Labels()
    assert labels.actors(["KP", "RU", "A Made-up Trading Company"]) == "North Korea, Russia, A Made-up Trading Company"
    assert labels.find_actors(["North Korea", "kp", "Nobody Known"]) == ("KP", "Nobody Known")
    assert labels.find_measure("kp.lux") == "KP.LUX"


def test_doctor(settings: Settings, tmp_path: Path) -> None:
    well = doctor(replace(settings, desk=tmp_path / "none"))
    assert all(c.well for c in well), well
    assert not (tmp_path / "none").exists()
    ill = {c.name: c for c in doctor(replace(settings, model="no_such_model"))}
    assert not ill["model"].well
    assert "no_such_model" in ill["model"].found


def test_a_text_in_another_language_is_read_but_gives_no_claims() -> None:
    text = (
        "Der Minister sagte am Montag, dass die Lieferung von Waffen nach Russland nicht bestätigt werden könne und "
        "die Regierung weiter prüfe, was in den Containern war."
    )
    (line,) = extract_lines([json.dumps({"id": "d", "text": text})], Settings())
    answer = json.loads(line)
    assert (answer["text"], answer["language"], answer["claims"]) == (text, "de", [])
    assert "German" in answer["error"]


def test_a_run_gives_its_own_records_however_they_are_asked_for(
    desk: Desk, settings: Settings, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = "South Korea said North Korea had sent Russia {} tanks on {} May 2024.\n"
    for n in range(3):
        (news / f"tanks{n}.txt").write_text(more.format(n + 4, n * 5 + 2), encoding="utf-8")
    once = walk(desk, settings, news)
    assert len(once.incidents) > 2
    assert len(once.findings) > 2
    monkeypatch.setattr("probata.pipeline.walk.PART", 1)
    assert walk(desk, settings, news) == replace(once, new=0)
    alone = walk(desk, settings, news / "tanks0.txt")
    assert [r.label for r in alone.reports] == ["tanks0.txt"]
    assert {c.report for c in alone.claims} == {alone.reports[0].id}
    assert all({c.id for c in alone.claims} & set(i.claims) for i in alone.incidents)
