"""Every command: what it prints, where, and its exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from probata.records import RECORDS

UNSAFE = ("\x1b", "\x07", "\x9b", "\u202e", "\u202c")


def subprocess_of(*args: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "probata.cli", *args],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | environment,
        # What a shell starts in the background it makes deaf to Ctrl-C, tests included.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def test_version_and_help(probata) -> None:
    assert probata("--version").out.startswith("probata ")
    for args in (("--help",), ("-h",), ("run", "--help"), ("findings", "--help")):
        done = probata(*args)
        assert (done.code, done.err) == (0, "")
        assert "Usage: probata" in done.out


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("runn",), "No such command 'runn'"),
        (("run",), "Missing argument"),
        (("run", "x", "--nonsense"), "--nonsense"),
        (("run", "x", "--published", "last week"), "YYYY-MM-DD"),
        (("run", "x", "--published", "20240617"), "YYYY-MM-DD"),
        (("run", "x", "--published", (date.today() + timedelta(days=3)).isoformat()), "in the future"),
        (("schema", "nonsense"), "there are capture, custody"),
        (("findings", "--measure", "KP.NONSENSE"), "KP.ARMS.FROM"),
        (("findings", "--regime", "XX"), "UN-KP"),
        (("claims", "--type", "gossip"), "transfer"),
        (("claims", "--stance", "hopes"), "denies"),
        (("claims", "--since", "2024-02-30"), "YYYY-MM-DD"),
        (("claims", "--since", "2024-03-01", "--until", "2024-02-01"), "is after"),
        (("extract", "--workers", "0"), "--workers"),
        (("findings", "--json", "--csv"), "choose one"),
    ],
)
def test_wrong_usage_is_one_line_and_2(args: tuple[str, ...], says: str, probata, tmp_path: Path) -> None:
    done = probata(*args)
    assert (done.code, done.out) == (2, "")
    assert says in done.err
    assert done.err.startswith("probata: ")
    assert done.err.count("\n") == 1
    assert not any(tmp_path.iterdir()), "nothing is made for a command that can't work"


@pytest.mark.parametrize("command", ["findings", "incidents", "claims", "reports", "verify"])
def test_no_desk_is_3(command: str, probata) -> None:
    done = probata(command)
    assert (done.code, done.out) == (3, "")
    assert "there is no desk at desk; make one with: probata run INPUT --desk desk" in done.err


def test_run_prints_findings_and_keeps_a_desk(probata, news: Path, tmp_path: Path) -> None:
    done = probata("run", str(news))
    assert done.code == 0, done.err
    assert "North Korea → Russia  engages  KP.ARMS.FROM" in done.out
    assert "2 reports (2 new)" in done.out
    assert "probata show ID" in done.out
    assert (tmp_path / "desk" / "desk.sqlite3").exists()
    assert "2 reports (0 new)" in probata("run", str(news)).out
    assert probata("verify").code == 0


def test_failed_inputs_are_named_and_1(probata, news: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    done = probata("run", str(news), "empty.txt", "nowhere.txt", "--json")
    assert done.code == 1
    assert len(json.loads(done.out)["reports"]) == 2
    lines = done.err.splitlines()
    assert len(lines) == 2
    assert "empty.txt: " in lines[0]
    assert "nowhere.txt: " in lines[1]


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_a_finding_says_everything_at_any_width(columns: int, probata, desk: Path) -> None:
    done = probata("findings", "--measure", "kp.arms.from", desk=desk, columns=columns)
    assert done.code == 0, done.err
    assert max(map(len, done.out.splitlines())) <= columns
    flat = " ".join(done.out.split())
    for words in ("KP.ARMS.FROM", "engages") if columns < 150 else ("KP.ARMS.FROM", "measure"):
        assert words in flat
    for label in ("how much", "when", "asserted by", "alleged by", "denied by", "origins"):
        assert label in flat
    found = json.loads(probata("findings", "--measure", "kp.arms.from", "--json", desk=desk).out)["findings"]
    for finding in found:
        assert finding["id"] in done.out
    assert "violat" not in done.out


@pytest.mark.parametrize("command", ["findings", "incidents", "claims", "reports"])
def test_lists_in_json_and_csv(command: str, probata, desk: Path) -> None:
    records = json.loads(probata(command, "--json", desk=desk).out)
    assert list(records) == [command]
    assert records[command]
    rows = list(csv.DictReader(io.StringIO(probata(command, "--csv", desk=desk).out)))
    assert [r["id"] for r in rows] == [r["id"] for r in records[command]]
    for row in rows:
        assert not any(value.startswith(("=", "+", "-", "@")) for value in row.values())
    text = probata(command, desk=desk)
    assert (text.code, text.err) == (0, "")


@pytest.mark.parametrize("command", ["findings", "incidents", "claims", "reports"])
def test_filters_narrow(command: str, probata, desk: Path) -> None:
    def ids(*args: str) -> set[str]:
        done = probata(command, "--json", *args, desk=desk)
        assert done.code == 0, done.err
        return {r["id"] for r in json.loads(done.out)[command]}

    every = ids()
    assert ids("--actor", "North Korea") == ids("--actor", "KP") != set()
    assert ids("--actor", "China") == set()
    assert ids("--actor", "China", "--actor", "RU") == ids("--actor", "RU")
    assert ids("--since", "1990-01-01", "--until", "1999-12-31") == set()
    assert ids("--type", "launch") == set()
    assert ids("--regime", "un-kp") <= every
    assert ids("--stance", "denies") <= every
    assert ids("--disputed") | ids("--undisputed") <= every


def test_show_each_kind_with_its_passage(probata, desk: Path) -> None:
    claims = json.loads(probata("claims", "--json", desk=desk).out)["claims"]
    claim = next(c for c in claims if c["quantity"])
    shown = probata("show", claim["id"], desk=desk)
    assert shown.code == 0, shown.err
    assert " ".join(claim["quote"].split()) in " ".join(shown.out.split())
    assert "^^^^" in shown.out
    assert "alleges" in shown.out
    assert "(paraphrase)" in shown.out

    report = probata("show", claim["report"][:8], desk=desk)
    assert "A paraphrase: its text is a rewording" in report.out
    for words in ("shells", "2024-04-02", "sha256", "capture"):
        assert words in report.out

    for command in ("findings", "incidents"):
        for record in json.loads(probata(command, "--json", desk=desk).out)[command]:
            shown = probata("show", record["id"], desk=desk)
            assert shown.code == 0, shown.err
            before, passages = shown.out.split("Passages", 1)
            assert "violat" not in before.lower()
            assert "│" in passages
    statement = probata("show", claim["statement"], "--json", desk=desk)
    assert json.loads(statement.out)["statement"]["report"] == claim["report"]
    assert "Passage" in probata("show", claim["statement"], desk=desk).out
    capture = json.loads(probata("reports", "--json", desk=desk).out)["reports"][0]["capture"]
    assert "captured" in probata("show", capture, desk=desk).out


def test_why_names_rule_model_score_and_source(probata, desk: Path) -> None:
    claims = json.loads(probata("claims", "--json", desk=desk).out)["claims"]
    claim = next(c for c in claims if c["statement"] and c["source"]["id"] == "KR")
    statement = probata("show", claim["statement"], "--why", desk=desk).out.split("Why", 1)[1]
    for words in ("found by", "rule", "stance", "read with", "table of cues", "is KR"):
        assert words in statement
    why = json.loads(probata("show", claim["statement"], "--why", "--json", desk=desk).out)
    assert why["statement"]["id"] == claim["statement"]
    told = {line["what"]: line["how"] for line in why["why"]}
    if "tagger" in why["statement"]["engine"]:
        assert told["score"].startswith(f"{why['statement']['score']:.2f}")
    of_claim = " ".join(probata("show", claim["id"], "--why", desk=desk).out.split("Why", 1)[1].split())
    assert "presented as" in of_claim
    assert claim["statement"] in of_claim


def test_why_of_a_capture_is_refused(probata, desk: Path) -> None:
    capture = json.loads(probata("reports", "--json", desk=desk).out)["reports"][0]["capture"]
    done = probata("show", capture, "--why", desk=desk)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "statements, claims and incidents" in done.err


def test_show_of_nothing_is_1(probata, desk: Path) -> None:
    done = probata("show", "zzz", desk=desk)
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)


def test_hostile_text_never_reaches_the_terminal(probata, desk: Path) -> None:
    outputs = [probata(c, *flags, desk=desk).out for c in ("findings", "incidents", "claims", "reports")
               for flags in ((), ("--json",), ("--csv",))]  # fmt: skip
    for kind in ("reports", "claims"):
        records = json.loads(probata(kind, "--json", desk=desk).out)[kind]
        outputs += [probata("show", record["id"], desk=desk).out for record in records]
    outputs.append(probata("show", "\x1b[2J\u202e", desk=desk).err)
    for out in outputs:
        assert not any(c in out for c in UNSAFE)
    assert any("[bold red]says[/bold red]" in out for out in outputs), "markup is text"
    assert any("␛[2J" in out for out in outputs), "and what was in the text is shown"


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_schema_of_every_record(name: str, probata) -> None:
    done = probata("schema", name)
    assert done.code == 0
    assert json.loads(done.out)["title"]


def test_doctor(probata, tmp_path: Path) -> None:
    done = probata("doctor")
    assert done.code == 0, done.out
    assert "NOT OK" not in done.out
    assert not (tmp_path / "desk").exists()


def test_verify_says_what_is_broken(probata, news: Path, tmp_path: Path) -> None:
    assert probata("run", str(news)).code == 0
    log = tmp_path / "desk/evidence/custody.jsonl"
    log.write_bytes(log.read_bytes().replace(b"tester", b"nobody").replace(b'"author":"', b'"author":"x', 1))
    done = probata("verify")
    assert done.code == 1
    assert "custody.jsonl line 1" in done.out
    assert "problem(s) in" in done.out
    assert json.loads(probata("verify", "--json").out)["problems"]


def test_extract_from_standard_input(news: Path) -> None:
    process = subprocess_of("extract")
    out, err = process.communicate(news.read_text(encoding="utf-8") + "nonsense\n")
    assert (process.returncode, err) == (1, "")
    first, second, third = map(json.loads, out.splitlines())
    assert (first["id"], second["id"], third["id"]) == ("shells", "=hostile", None)
    assert first["claims"]
    assert third["error"]
    assert not any(c in out for c in UNSAFE)


def test_a_closed_pipe_is_quiet(desk: Path) -> None:
    process = subprocess_of("claims", "--json", "--desk", str(desk))
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == ""
    assert process.wait() == 141


def test_ctrl_c_is_one_line_and_the_desk_goes_on(probata, news: Path, tmp_path: Path) -> None:
    process = subprocess_of("run", "-", "--desk", str(tmp_path / "desk"))
    deadline = time.monotonic() + 30
    while not (tmp_path / "desk/evidence").exists() and time.monotonic() < deadline:
        time.sleep(0.05)  # it waits for its standard input now
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    assert process.returncode == 130, err
    assert "the same command goes on from there" in err
    assert err.count("\n") == 1
    assert probata("run", str(news)).code == 0
    assert probata("verify").code == 0


def test_debug_shows_the_traceback(probata, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("probata.desk.Desk.claims", lambda *_: 1 / 0)
    done = probata("claims", desk=desk)
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert "unexpected ZeroDivisionError" in done.err
    with pytest.raises(ZeroDivisionError):
        probata("claims", "--debug", desk=desk)


def test_no_colour_where_nobody_looks_or_none_is_wanted(probata, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in probata("findings", desk=desk).out
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[3" not in probata("findings", desk=desk).out


def test_show_tells_where_by_what_and_which_way(probata, tmp_path: Path) -> None:
    text = (
        "The tanker Grey Petrel (IMO 9123454) carried diesel from Russia to Nampo via Zarubino, South Korea said.\n\n"
        "North Korea fired two missiles from Sunan airfield, South Korea said.\n"
    )
    (tmp_path / "news.txt").write_text(text)
    desk = tmp_path / "made"
    assert probata("run", str(tmp_path / "news.txt"), "--published", "2024-03-20", desk=desk).code == 0
    claims = json.loads(probata("claims", "--carrier", "9123454", "--json", desk=desk).out)["claims"]
    (claim,) = claims
    assert claim["means"][0]["imo_valid"] is False
    assert [leg["role"] for leg in claim["route"]][-2:] == ["via", "destination"]
    shown = " ".join(probata("show", claim["id"], desk=desk, columns=200).out.split())
    assert "Grey Petrel (vessel, IMO 9123454 [wrong check digit])" in shown
    assert "via Zarubino (port, RU) [tanker Grey Petrel] → to Nampo (port, KP)" in shown
    why = " ".join(probata("show", claim["id"], "--why", desk=desk, columns=300).out.split())
    assert "imo 9123454 from “9123454” at 28; its check digit is WRONG: kept as printed" in why
    assert "way: via “Zarubino” at" in why
    (launch,) = json.loads(probata("claims", "--place", "sunan", "--json", desk=desk).out)["claims"]
    shown = " ".join(probata("show", launch["id"], desk=desk, columns=200).out.split())
    assert "where from Sunan airfield (airfield, KP)" in shown
    assert probata("verify", desk=desk).code == 0


def test_stories_of_a_file(tmp_path: Path) -> None:
    text = "A crane fell on the quay of Ostermole and hurt 14 dockers, Jonna Brekke of the port said."
    file = tmp_path / "reports.jsonl"
    file.write_text(
        "".join(json.dumps({"id": i, "text": f"{text} {i}"}) + "\n" for i in "ab") + "{\n", encoding="utf-8"
    )
    process = subprocess_of("stories", str(file), "--json")
    said, errors = process.communicate(timeout=120)
    told = [json.loads(line) for line in said.splitlines()]
    assert process.returncode == 1, errors
    assert told[0]["cluster"] == told[1]["cluster"]
    assert "error" in told[2]
