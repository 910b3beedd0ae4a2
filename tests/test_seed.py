"""The article that the whole idea comes from, through the whole walk: what must come out right."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

Json = dict[str, Any]


def probata(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "probata.cli", *args],
        cwd=cwd,
        capture_output=True,
        text=True,
        env=os.environ | {"NO_COLOR": "1", "COLUMNS": "100"},
        check=False,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("seed")


@pytest.fixture(scope="module")
def dated(shared: Path, folder: Path) -> Json:
    done = probata("run", str(shared / "seed/article.txt"), "--published", "2024-06-17", "--json", cwd=folder)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def undated(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Json:
    done = probata("run", str(shared / "seed/article.txt"), "--json", cwd=tmp_path_factory.mktemp("undated"))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def gold(shared: Path) -> Json:
    return json.loads((shared / "gold/claims/seed.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def incidents_of(result: Json, measure: str) -> list[Json]:
    ids = {f["incident"] for f in result["findings"] if f["measure"] == measure}
    return [i for i in result["incidents"] if i["id"] in ids]


def test_all_furniture_and_no_sentence_is_dropped(dated: Json, gold: Json) -> None:
    (report,) = dated["reports"]
    dropped = [report["text"][s["start"] : s["end"]].strip() for s in report["segments"] if s["kind"] == "furniture"]
    lines = [line.strip() for piece in dropped for line in piece.splitlines() if line.strip()]
    assert lines == gold["dropped"]
    captions = [report["text"][s["start"] : s["end"]].strip() for s in report["segments"] if s["kind"] == "caption"]
    assert captions == gold["captions"]


def test_the_arms_transfers_engage_the_export_ban(dated: Json) -> None:
    arms = [i for i in incidents_of(dated, "KP.ARMS.FROM") if i["agent"] == ["KP"] and i["counterpart"] == ["RU"]]
    assert {"US", "KR"} <= {s for i in arms for s in i["alleged_by"] + i["asserted_by"]}
    assert {"US", "KR"} <= {s for i in arms for s in i["alleged_by"]}
    assert {"KP", "RU"} <= {s for i in arms for s in i["denied_by"]}
    amounts = [q for i in arms for q in i["quantities"] if q["unit"] == "container"]
    assert [(q["low"], q["high"]) for q in amounts] == [(7000, 7000)]
    (counted,) = amounts
    shin = [c for c in dated["claims"] if c["id"] in counted["claims"]]
    assert {(c["source"]["id"], c["source"]["named"]) for c in shin} == {("KR", True)}
    assert all(c["source"]["text"].endswith("Shin Wonsik") for c in shin)


def test_origins_are_what_a_careful_reader_counts(dated: Json) -> None:
    """Seoul (its minister and its officials), Washington's officials and the expert; denials back nothing."""
    arms = max((i for i in incidents_of(dated, "KP.ARMS.FROM")), key=lambda i: len(i["claims"]))
    counted = {o["root"] for o in arms["origins"] if o["counted"]}
    assert counted == {"KR", "unnamed of US", "Andrei Lankov"}
    assert arms["independent_origins"] == 3
    assert {o["root"] for o in arms["origins"] if "supports nothing" in o["because"]} == {"KP", "RU"}
    (visit,) = [i for i in dated["incidents"] if i["type"] == "visit" and i["independent_origins"] == 2]
    assert {o["root"] for o in visit["origins"] if o["counted"]} == {"KP", "RU"}
    ids = {r["id"] for r in dated["reports"]}
    assert all(o["label"] and not any(i in o["label"] for i in ids) for v in dated["incidents"] for o in v["origins"])


def test_the_limousine_engages_two_measures(dated: Json) -> None:
    for measure in ("KP.LUX", "KP.VEH"):
        (car,) = [i for i in incidents_of(dated, measure) if i["agent"] == ["RU"] and i["counterpart"] == ["KP"]]
        quotes = [c["quote"] for c in dated["claims"] if c["id"] in car["claims"]]
        assert any("Aurus Senat limousine" in q for q in quotes)


def test_aid_engages_nothing_and_says_why(dated: Json) -> None:
    aid = [c for c in dated["claims"] if c["quantity"] and c["quantity"]["low"] == 9000]
    assert {(tuple(c["object"]), c["quantity"]["high"]) for c in aid} == {(("aid",), None)}
    (incident,) = [i for i in dated["incidents"] if {c["id"] for c in aid} & set(i["claims"])]
    assert incident["id"] not in {f["incident"] for f in dated["findings"]}
    (reason,) = [n for n in dated["not_engaged"] if n["incident"] == incident["id"]]
    assert "aid" in reason["because"]


def test_every_value_is_where_its_passage_says(dated: Json) -> None:
    texts = {r["id"]: r["text"] for r in dated["reports"]}
    assert dated["claims"]
    for claim in dated["claims"]:
        text = texts[claim["report"]]
        assert text[claim["start"] : claim["end"]] == claim["quote"]
        for name in ("agent", "counterpart", "object", "quantity", "time"):
            assert bool(claim[name]) <= bool(claim["evidence"][name]), (claim["id"], name)
        if claim["quantity"]:
            quantity = claim["quantity"]
            assert text[quantity["start"] : quantity["end"]] == quantity["text"]


def test_without_a_publication_date_none_is_invented(undated: Json) -> None:
    (report,) = undated["reports"]
    assert report["published"] is None
    resolved = {
        c["time"]["text"]: (c["time"]["start"], c["time"]["end"])
        for c in undated["claims"]
        if c["time"] and c["time"]["start"]
    }
    assert resolved, "the dates that the text itself gives in full are kept"
    assert all(any(ch.isdigit() for ch in words) for words in resolved), resolved


def test_the_article_is_in_the_custody_of_the_desk(dated: Json, folder: Path) -> None:
    assert dated["findings"]
    done = probata("verify", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_finding_can_be_shown_down_to_its_words(dated: Json, folder: Path) -> None:
    finding = next(f for f in dated["findings"] if f["measure"] == "KP.LUX")
    done = probata("show", finding["id"], cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "Aurus Senat limousine" in " ".join(done.stdout.split())
    ours = re.sub("“[^”]*”", "", done.stdout)
    assert ours.count("“") == 0
    assert "violat" not in ours.split("Passages")[0].lower(), "a measure is engaged; the software judges nobody"
