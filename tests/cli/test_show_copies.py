"""``probata show`` of a report with copies, and of an incident whose claims count under another report's words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

FILL = (
    "Dock hands in Ormond loaded 214 crates on the freighter Halina Star before dawn and then left. "
    "Inspector Dunja Kessel photographed the \x1b[2Jlabels and asked the yard of Brevik for the papers of 96 lorries. "
    "A second vessel, the Maren Lys, took the same berth in the night and was gone before the pilots returned."
)
TOLD = "North Korea shipped artillery shells to Russia on 12 September 2023."
ADDED = "Nobody at the yard could be reached on Sunday."
PAGE = "https://www.bbc.com/news/crates"


def line(name: str, day: str | None, text: str, url: str) -> dict[str, str]:
    return {"id": name, "text": text, "url": url} | ({"published": day} if day else {})


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    from probata.desk import Desk
    from probata.pipeline import run
    from probata.settings import Settings

    text = f"{TOLD}\n\n{FILL}\n"
    lines = [
        line("first", "2023-10-01", text, url=PAGE),
        line("edited", "2023-10-03", f"{text}\n{ADDED}\n", url=PAGE),
        line("reprint", "2023-10-02", text, url="https://www.cnn.com/x"),
        line("undated", None, text, url="https://www.theguardian.com/y"),
    ]
    (tmp_path / "news.jsonl").write_text("".join(json.dumps(one) + "\n" for one in lines), encoding="utf-8")
    settings = Settings(author="tester")
    with Desk.open(tmp_path / "desk", settings, create=True) as opened:
        assert run([str(tmp_path / "news.jsonl")], opened, settings).failures == ()
    return tmp_path / "desk"


def ids(probata: Any, desk: Path) -> dict[str, str]:
    return {r["label"]: r["id"] for r in json.loads(probata("reports", "--json", desk=desk).out)["reports"]}


def flat(text: str) -> str:
    return " ".join(text.split())


def test_a_report_tells_its_copies_and_whose_words_it_has(probata: Any, desk: Path) -> None:
    named = ids(probata, desk)
    done = probata("show", named["undated"], desk=desk)
    assert done.code == 0, done.err
    told = flat(done.out.split("\nCopies", 1)[1])
    assert f"words of {named['first']}" in told
    assert f"reprint of {named['first']}: 100% of its words; it is the earliest, dated 2023-10-01" in told
    assert "CNN, 2023-10-02" in told
    own = flat(probata("show", named["first"], desk=desk).out.split("\nCopies", 1)[1])
    assert "words of its own; 3 other reports of the desk may have them" in own
    assert f"taken by {named['reprint']}, for it is dated 2023-10-02, the other 2023-10-01" in own


def test_why_shows_the_passages_and_what_versions_changed(probata: Any, desk: Path) -> None:
    named = ids(probata, desk)
    for shown, word in (("first", f"put in there {{}}: “{ADDED.rstrip('.')}”"), ("edited", "put in here {}: “Nobody")):
        done = probata("show", named[shown], "--why", desk=desk)
        assert done.code == 0, done.err
        told = flat(done.out.split("\nCopies", 1)[1])
        edited = json.loads(probata("show", named["edited"], "--json", desk=desk).out)["report"]["text"]
        start = edited.index("Nobody")
        assert word.format(f"{start}–{start + len(ADDED) - 1}") in told
        assert "same words" in told
        assert "\x1b" not in done.out
        assert "taken out" not in told


def test_json_has_the_copies_as_records(probata: Any, desk: Path) -> None:
    named = ids(probata, desk)
    told = json.loads(probata("show", named["edited"], "--json", desk=desk).out)
    (version,) = [c for c in told["copies"] if c["kind"] == "version"]
    assert (version["a"], version["b"]) == (named["edited"], named["first"])
    assert version["later"] == named["edited"]
    assert [(d["a"]["text"], d["b"]["text"]) for d in version["differences"]] == [(ADDED.rstrip("."), "")]
    assert told["original"]["report"] == named["first"]


def incident(probata: Any, desk: Path) -> dict[str, Any]:
    told = json.loads(probata("incidents", "--json", desk=desk).out)["incidents"]
    (found,) = [i for i in told if i["object"] == ["arms.ammunition"]]
    return dict(found)


def test_the_origin_tree_names_the_copy_and_a_person_may_part_them(probata: Any, desk: Path) -> None:
    named = ids(probata, desk)
    before = incident(probata, desk)
    assert f"reprint of {named['first']}: 100% of its words" in flat(probata("show", before["id"], desk=desk).out)
    # Each of the two is set apart from all that would still lead to the other.
    others = [named[n] for n in ("first", "edited", "undated")]
    made = []
    for other in others:
        args = ("not-same-origin", named["reprint"], other, "--reason", "was there", "--author", "a", "--json")
        done = probata("review", *args, desk=desk)
        assert done.code == 0, done.err
        made.append(json.loads(done.out)["decision"]["id"])
    apart = incident(probata, desk)
    assert apart["independent_origins"] == before["independent_origins"] + 1
    shown = flat(probata("show", named["reprint"], desk=desk).out)
    assert "A person has decided that the two are origins of their own." in shown
    assert "words of its own" in shown
    for decision in made:
        probata("review", "retract", decision, "--reason", "was not", "--author", "a", desk=desk)
    assert incident(probata, desk) == before
