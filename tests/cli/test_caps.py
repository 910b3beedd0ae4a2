"""``probata caps``: the totals of a desk, and what a finding says of its ceiling."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from probata.records import CapAccount, from_json

REPORTS = {
    "told": (
        "2024-05-03",
        "White House speaks of fuel\n\nThe United States said that Russia had delivered more than 1,065,000 barrels "
        "of refined petroleum to North Korea in March 2024.\n\n"
        "Russia denied that it had delivered refined petroleum to North Korea.\n",
    ),
    "hostile": (
        "2024-06-01",
        "South Korea said that Russia had delivered 10 barrels of \u202erefined petroleum\u202c and \x1b[2J oil to "
        "North Korea.\n",
    ),
    "notified": (
        "2024-02-10",
        "Russia on its deliveries\n\nRussia reported that it had delivered 15,279 barrels of refined petroleum to "
        "North Korea in January 2024.\n",
    ),
}


@pytest.fixture(scope="module")
def oil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from probata.desk import Desk
    from probata.pipeline import run
    from probata.settings import Settings

    folder = tmp_path_factory.mktemp("caps")
    news, desk = folder / "news.jsonl", folder / "desk"
    lines = [{"id": name, "text": text, "published": day} for name, (day, text) in REPORTS.items()]
    news.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    settings = Settings(author="tester")
    with Desk.open(desk, settings, create=True) as opened:
        assert run([str(news)], opened, settings).failures == ()
    return desk


@pytest.mark.parametrize("columns", [60, 200])
def test_it_prints_the_limit_both_columns_and_the_ids(columns: int, probata, oil: Path) -> None:
    done = probata("caps", "--measure", "kp.oil.ref", "--period", "2024", desk=oil, columns=columns)
    assert (done.code, done.err) == (0, "")
    told = " ".join(done.out.split())
    assert "500,000 barrels" in told
    assert "15,279 – 15,279 barrels" in told
    assert "Told as reached: at least 2.1 times the limit, open above, if the alleged deliveries are right." in told
    assert "a denial changes no bound" in told
    assert "KP.OIL.CRUDE" not in told
    assert "violat" not in told.lower()


def test_json_fits_the_schema_and_every_line_leads_to_a_claim(probata, oil: Path) -> None:
    accounts = json.loads(probata("caps", "--json", desk=oil).out)["caps"]
    refined = next(from_json(CapAccount, a) for a in accounts if a["measure"] == "KP.OIL.REF")
    lines = [line for r in refined.running for line in r.lines]
    assert lines
    for line in lines:
        shown = probata("show", line.claim, "--json", desk=oil)
        claim = json.loads(shown.out)["claim"]
        assert [list(p) for p in line.passages] == sorted(
            claim["evidence"]["quantity"] + claim["evidence"]["time"] + claim["evidence"]["object"]
        )


@pytest.mark.parametrize("flags", [(), ("--json",), ("--csv",)])
def test_nothing_in_a_report_reaches_the_terminal_as_a_command(flags: tuple[str, ...], probata, oil: Path) -> None:
    out = probata("caps", "--measure", "KP.OIL.REF", *flags, desk=oil).out
    assert "10 barrels" in out
    assert not any(c in out for c in ("\x1b", "\u202e", "\u202c"))


def test_csv_has_a_row_for_each_total_and_telling(probata, oil: Path) -> None:
    done = probata("caps", "--csv", "--period", "2024-03", desk=oil)
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert {"total as notified", "total as alleged", "notified", "alleged"} <= {row["counted"] for row in rows}
    alleged = next(row for row in rows if row["counted"] == "alleged")
    assert (alleged["low"], alleged["high"], alleged["in_low"]) == ("1065000.0", "", "true")


def test_as_of_leaves_out_what_came_later(probata, oil: Path) -> None:
    told = " ".join(probata("caps", "--measure", "KP.OIL.REF", "--as-of", "2024-03-01", desk=oil).out.split())
    assert "as alleged nothing told" in told
    assert "published on 2024-05-03, after 2024-03-01" in told


def test_a_period_without_anything_says_so(probata, oil: Path) -> None:
    told = probata("caps", "--measure", "KP.OIL.REF", "--period", "2019", desk=oil).out
    assert "No delivery with a date is told for a period." in told


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("--period", "last year"), "YYYY"),
        (("--as-of", "2024"), "YYYY-MM-DD"),
        (("--measure", "KP.ARMS.FROM"), "has no ceiling"),
        (("--measure", "KP.NONSENSE"), "KP.OIL.REF"),
        (("--json", "--csv"), "choose one"),
    ],
)
def test_wrong_usage_is_one_line(args: tuple[str, ...], says: str, probata, oil: Path) -> None:
    done = probata("caps", *args, desk=oil)
    assert done.code == 2
    assert says in done.err
    assert done.err.count("\n") == 1


def test_a_finding_says_what_is_told_of_its_ceiling_and_leaves_it_unknown(probata, oil: Path) -> None:
    findings = json.loads(probata("findings", "--measure", "KP.OIL.REF", "--json", desk=oil).out)["findings"]
    shown = [json.loads(probata("show", f["id"], "--json", desk=oil).out)["finding"] for f in findings]
    ceilings = [e for f in shown for e in f["elements"] if e["name"] == "ceiling of the period reached"]
    assert {e["state"] for e in ceilings} == {"unknown"}
    assert any("2024 as alleged: Told as reached" in e["because"] and e["claims"] for e in ceilings)


def test_the_example_of_the_page_comes_out_as_it_says(probata, tmp_path: Path) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "caps.md").read_text(encoding="utf-8")
    given, printed = re.search(r"```jsonl\n(.*?)```\n.*?```\n(.*?)```", page, re.DOTALL).groups()
    (tmp_path / "fuel.jsonl").write_text(given, encoding="utf-8")
    assert probata("run", "fuel.jsonl").code == 0
    told = " ".join(probata("caps", "--measure", "KP.OIL.REF", "--period", "2024").out.split())
    for line in printed.splitlines():
        assert " ".join(line.split()) in told
