"""Lists in a desk: imported whole or not at all, compared, verified, and used for screening."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from probata.capture import Fetched
from probata.desk import Desk
from probata.errors import BadList, EvidenceError, NotFound, TooLarge, UsageError
from probata.pipeline import Screener, difference, import_list, snapshots, verify
from probata.settings import Settings

DATA = Path(__file__).parents[1] / "screening" / "data"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(desk=tmp_path / "desk", author="tester")


@pytest.fixture
def desk(settings: Settings) -> Iterator[Desk]:
    with Desk.open(settings.desk, settings, create=True) as opened:
        yield opened


def changed(tmp_path: Path, *pairs: tuple[str, str]) -> str:
    text = (DATA / "un.xml").read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "changed.xml"
    path.write_text(text, "utf-8")
    return str(path)


def test_every_format_is_imported_and_verified(desk: Desk, settings: Settings) -> None:
    for name in ("un.xml", "ofac.xml", "eu.xml", "uk.xml", "opensanctions.jsonl"):
        one, new = import_list(desk, settings, str(DATA / name))
        assert (one.entries, new, one.size) == (2, True, (DATA / name).stat().st_size)
    one, new = import_list(desk, settings, str(DATA / "uk.csv"), "UK-CSV")
    assert (one.list, new) == ("UK-CSV", True)
    assert {s.list for s in snapshots(desk)} == {"UN", "OFAC", "EU", "UK", "UK-CSV", "OPENSANCTIONS"}
    checked = verify(desk)
    assert (checked.problems, checked.notes, checked.snapshots) == ((), (), 6)
    assert (desk.evidence / "blobs" / one.sha256[:2] / one.sha256).read_bytes() == (DATA / "uk.csv").read_bytes()


def test_the_same_bytes_are_no_new_snapshot(desk: Desk, settings: Settings) -> None:
    first, _ = import_list(desk, settings, str(DATA / "un.xml"))
    assert import_list(desk, settings, str(DATA / "un.xml")) == (first, False)
    assert len(snapshots(desk)) == 1


def test_what_changed_is_told(desk: Desk, settings: Settings, tmp_path: Path) -> None:
    import_list(desk, settings, str(DATA / "un.xml"))
    with pytest.raises(NotFound, match="one snapshot"):
        difference(desk, "UN")
    import_list(desk, settings, changed(tmp_path, ("KPe.902", "KPe.903"), ("1961-03-05", "1962-03-05")))
    found = difference(desk, "UN")
    assert [e.ref for e in found.added] == ["KPe.903"]
    assert [e.ref for e in found.removed] == ["KPe.902"]
    assert [(c.entry.ref, [f[0] for f in c.fields]) for c in found.changed] == [("KPi.901", ["births"])]
    back = difference(desk, "UN", found.new.id, found.old.id)
    assert (back.added, back.removed) == (found.removed, found.added)


def test_a_broken_list_leaves_the_last_in_use(desk: Desk, settings: Settings, tmp_path: Path) -> None:
    good, _ = import_list(desk, settings, str(DATA / "un.xml"))
    torn = tmp_path / "torn.xml"
    torn.write_bytes((DATA / "un.xml").read_bytes()[:-300])
    log = (desk.evidence / "custody.jsonl").read_bytes()
    with pytest.raises(BadList, match=r"torn\.xml: line \d+"):
        import_list(desk, settings, str(torn))
    assert snapshots(desk) == [good]
    assert (desk.evidence / "custody.jsonl").read_bytes() == log
    assert verify(desk).problems == verify(desk).notes == ()
    assert [p.name for p in (desk.path / "lists").iterdir()] == ["UN"]
    with Screener(desk) as screener:
        assert [m.entry.ref for m in screener.name("Pak Tong Rim")] == ["KPi.901"]


def test_what_is_too_large_or_missing_or_misnamed(desk: Desk, settings: Settings, tmp_path: Path) -> None:
    from dataclasses import replace

    with pytest.raises(TooLarge, match="line 1"):
        import_list(desk, replace(settings, max_list_bytes=100), str(DATA / "un.xml"))
    for wrong in (str(tmp_path / "none.xml"), str(tmp_path), "", "\x00"):
        with pytest.raises(NotFound):
            import_list(desk, settings, wrong)
    with pytest.raises(UsageError, match="can't be the id"):
        import_list(desk, settings, str(DATA / "un.xml"), "../UN")
    with pytest.raises(NotFound, match="no list"):
        Screener(desk)


def test_a_change_of_a_snapshot_is_found(desk: Desk, settings: Settings) -> None:
    import sqlite3

    one, _ = import_list(desk, settings, str(DATA / "un.xml"))
    path = desk.path / "lists" / "UN" / f"{one.id}.sqlite3"
    base = sqlite3.connect(path)
    base.execute("UPDATE entry SET record = replace(record, 'PAK', 'PEK')")
    base.commit()
    base.close()
    assert [p.what for p in verify(desk).problems] == [
        "its entries were changed: they aren't those that were imported; import the list again"
    ]
    path.write_bytes(b"no database")
    assert "is no snapshot of a list" in verify(desk).problems[0].what
    path.unlink()
    assert "is missing" in verify(desk).problems[0].what
    (path.parent / "lputtherehere.sqlite3").write_bytes(b"")
    assert {p.where for p in verify(desk).problems} == {
        f"lists/UN/{one.id}.sqlite3",
        "lists/UN/lputtherehere.sqlite3",
    }


def test_a_snapshot_of_another_probata_is_verified_and_compared_but_searched_only_anew(
    desk: Desk, settings: Settings
) -> None:
    from probata.screening.index import set_meta

    one, _ = import_list(desk, settings, str(DATA / "un.xml"))
    set_meta(desk.path / "lists" / "UN" / f"{one.id}.sqlite3", "index", "0")
    assert verify(desk).problems == ()
    with pytest.raises(EvidenceError, match="import the list again"):
        Screener(desk)
    second, new = import_list(desk, settings, str(DATA / "un.xml"))
    assert (new, second.digest) == (True, one.digest)
    assert difference(desk, "UN").changed == ()
    with Screener(desk) as screener:
        assert screener.name("Pak Tong Rim")


def test_from_an_address(desk: Desk, settings: Settings) -> None:
    class Web:
        def fetch(self, url: str) -> Fetched:
            return Fetched((DATA / "eu.xml").read_bytes(), url + "/content", 200, {"etag": "x"})

    one, _ = import_list(desk, settings, "https://lists.example/eu", fetcher=Web())
    assert (one.list, one.source) == ("EU", "https://lists.example/eu/content")
    assert verify(desk).problems == ()


def test_screening_from_the_command_line(desk: Desk, settings: Settings, tmp_path: Path) -> None:
    import json

    import_list(desk, settings, str(DATA / "un.xml"))
    import_list(desk, settings, str(DATA / "ofac.xml"))

    def probata(*args: str, given: str = "") -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-m", "probata.cli", *args, "--desk", str(settings.desk)],
            input=given,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert "Traceback" not in done.stderr
        return done.returncode, done.stdout + done.stderr

    text = "The tanker (IMO 9074729) belonged to 박동림, the list says."
    code, out = probata("screen", "-", "--json", given=text)
    hits = json.loads(out)["hits"]
    assert [(text[h["start"] : h["end"]], h["entry"]["ref"]) for h in hits] == [
        ("IMO 9074729", "90002"),
        ("박동림", "KPi.901"),
    ]
    code, out = probata("screen", "Pak Tong Rim", "--born", "1961", "--country", "North Korea")
    assert (code, out.splitlines()[0]) == (0, "UN:KPi.901 PAK TONG RIM 1.00 match")
    assert "agrees: name: pak tong rim; birth: 1961-03-05, 1959-1960; country: KP" in out
    assert "identified by number" in probata("screen", "9074729")[1]
    assert "Nothing on the lists." in probata("screen", "Igor Morozenko")[1]
    assert probata("screen")[0] == 2
    assert probata("screen", "x", "--kind", "spaceship")[0] == 2
    assert probata("screen", "x", "--list", "XX")[0] == 1
    assert "OFAC  2 entries" in probata("lists", "list")[1].replace("OFAC 2", "OFAC  2")


def test_the_page_shows_what_is_printed(desk: Desk, settings: Settings) -> None:
    import_list(desk, settings, str(DATA / "un.xml"))
    page = (Path(__file__).parents[2] / "docs" / "screening.md").read_text("utf-8")
    shown = page.split('$ probata screen "Park Dong-rim" --born 1985\n')[1].split("```")[0]
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "probata.cli",
            "screen",
            "Park Dong-rim",
            "--born",
            "1985",
            "--desk",
            str(settings.desk),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split("Lists:")[0] == shown


def test_the_participants_of_an_incident(desk: Desk, settings: Settings, tmp_path: Path) -> None:
    """Offsets are into the report, whatever window was searched."""
    from probata.pipeline import run

    import_list(desk, settings, str(DATA / "un.xml"))
    import_list(desk, settings, str(DATA / "ofac.xml"))
    text = (
        "South Korea said on Monday that Haedol Machinery Trading Corporation of North Korea shipped artillery shells "
        "to Russia in September 2023 aboard the cargo ship Grey Heron Star (IMO 9074729)."
    )
    path = tmp_path / "report.txt"
    path.write_text(text, "utf-8")
    result = run([str(path)], desk, settings)
    assert result.incidents
    found = set()
    with Screener(desk) as screener:
        for incident in result.incidents:
            for one in screener.incident(incident.id):
                assert one.report.text[one.hit.start : one.hit.end] == one.hit.text
                found.add((one.hit.match.entry.ref, one.hit.match.verdict.value))
        with pytest.raises(NotFound, match="not an incident"):
            screener.incident(result.reports[0].id)
    assert ("KPe.902", "same name, nothing to compare") in found
    assert ("90002", "identified by number") in found
