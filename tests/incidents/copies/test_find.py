"""Fingerprints, the index and the whole step for one report."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probata.incidents.copies import COPIED, CopyIndex, MemoryIndex, find, fingerprints
from probata.incidents.copies.fingerprints import address_number, address_of
from probata.records import CopyKind, Report

from .conftest import OTHER, STORY, mangled, report


class TableIndex:
    """The index as the desk holds it: a table, and the one query that the protocol's text gives."""

    def __init__(self) -> None:
        self.db = sqlite3.connect(":memory:")
        self.db.execute("CREATE TABLE copies (hash INTEGER, report TEXT, PRIMARY KEY (hash, report)) WITHOUT ROWID")

    def add(self, report: str, fingerprints: Iterable[int]) -> None:
        self.remove(report)
        self.db.executemany("INSERT INTO copies VALUES (?, ?)", [(n, report) for n in set(fingerprints)])

    def remove(self, report: str) -> None:
        self.db.execute("DELETE FROM copies WHERE report = ?", (report,))

    def holders(self, fingerprints: Sequence[int], most: int = 32) -> Mapping[int, Sequence[str]]:
        found: dict[int, list[str]] = {}
        for at in range(0, len(fingerprints), 400):
            part = fingerprints[at : at + 400]
            one = "SELECT * FROM (SELECT hash, report FROM copies WHERE hash = ? ORDER BY report LIMIT ?)"
            query = " UNION ALL ".join([one] * len(part))
            for number, report_id in self.db.execute(query, [x for n in part for x in (n, most)]):
                found.setdefault(number, []).append(report_id)
        return found


def filled(index: CopyIndex, reports: Iterable[Report]) -> CopyIndex:
    for one in reports:
        index.add(one.id, fingerprints(one))
    return index


@pytest.mark.parametrize("index", [MemoryIndex(), TableIndex()], ids=["memory", "table"])
def test_one_report_finds_its_own_among_others(index: CopyIndex) -> None:
    reports = [
        report(STORY, "reprint"),
        report("\n".join(STORY.split("\n")[2:4]), "excerpt"),
        report(mangled(STORY), "rewrite"),
        report(OTHER, "other"),
        *(report(f"{OTHER}\nNumber {n} of the series on plums in the valley of Istra.", f"more{n}") for n in range(9)),
    ]
    known = {r.id: r for r in reports}
    asked = report(STORY + "\nIt rained.", "asked")
    found = {known[c.b].label: c.kind for c in find(asked, filled(index, [*reports, asked]), known.get)}
    assert found == {"reprint": CopyKind.COPY, "excerpt": CopyKind.EXCERPT, "rewrite": CopyKind.REWRITE}
    index.remove(reports[0].id)
    assert "reprint" not in {known[c.b].label for c in find(asked, index, known.get)}


def test_ten_quoted_words_bring_two_reports_together() -> None:
    speech = "“no hold of any ship from Ormond will stay closed to my officers”"
    one = report(STORY + f"\nThe inspector said that {speech} from now on.", "a")
    other = report(OTHER + f"\nRadio Sest quoted an inspector as promising {speech} until May.", "b")
    copies = find(one, filled(MemoryIndex(), [other]), {other.id: other}.get)
    assert [c.kind for c in copies] == [CopyKind.QUOTATION]


def test_versions_of_a_page_meet_by_their_address() -> None:
    first = report(STORY, "a", url="https://example.org/story")
    later = report(mangled(STORY), "b", url="https://www.example.org/story#top")
    assert set(fingerprints(report("Other words.", "c", url=first.url))) & set(fingerprints(later))
    copies = find(later, filled(MemoryIndex(), [first]), {first.id: first}.get)
    assert [c.kind for c in copies] == [CopyKind.VERSION]


def test_a_story_in_many_papers_is_found_and_few_are_compared() -> None:
    papers = [report(STORY + f"\nEdition {n}.", f"paper{n}") for n in range(100)]
    known = {r.id: r for r in papers}
    read: list[str] = []

    def get(report_id: str) -> Report | None:
        read.append(report_id)
        return known.get(report_id)

    copies = find(report(STORY, "new"), filled(MemoryIndex(), papers), get, compared=5)
    assert [c.kind for c in copies] == [CopyKind.COPY] * 5
    assert len(read) == 5


def test_a_paragraph_within_many_pages_of_a_site_makes_no_copy() -> None:
    notice = (
        "Radio Ormond is paid for by its listeners and by nobody else, which is why we ask you to send a gift to "
        "our studio in Quay Street, where Marta Hollis and her team read every letter that you write to us."
    )

    def page(n: int) -> Report:
        own = "\n".join(
            f"Item {n}-{k}: councillor Name{n}x{k} spoke on matter {n * 31 + k} at Town{n}." for k in range(8)
        )
        return report(f"{own}\n{notice}\nThe next item of series {n} is due in week {n}.", f"page{n}")

    pages = [page(n) for n in range(40)]
    known = {r.id: r for r in pages}
    assert find(page(41), filled(MemoryIndex(), pages), known.get) == []


def test_a_report_that_is_gone_is_passed_over() -> None:
    one = report(STORY, "a")
    assert find(report(STORY, "b"), filled(MemoryIndex(), [one]), lambda _: None) == []


def test_adding_a_report_again_replaces_it() -> None:
    index = filled(MemoryIndex(), [report(STORY, "a"), report(OTHER, "a")])
    assert not index.holders(sorted(set(fingerprints(report(STORY, "a"))) - set(fingerprints(report(OTHER, "a")))))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400), st.none() | st.text(max_size=40))
def test_fingerprints_of_any_text_fit_a_column_and_never_change(text: str, url: str | None) -> None:
    numbers = fingerprints(report(text, "a", url=url))
    assert numbers == fingerprints(report(text, "b", url=url))
    assert list(numbers) == sorted(set(numbers))
    assert all(0 <= n < 2**63 for n in numbers)


def test_fingerprints_are_the_same_on_every_machine() -> None:
    assert fingerprints(report("Four words, no more.", "a")) == (706512527855125477,)


def test_a_long_text_has_few_rows() -> None:
    long = " ".join(f"word{n % 9973} Name{n % 7919} “said{n % 6101} of it all”." for n in range(40_000))
    assert len(fingerprints(report(long, "a"))) < 1000


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://www.example.org/a/?utm_source=x#top", "example.org/a"),
        ("https://example.org/a", "example.org/a"),
        ("https://example.org/a?id=7&b=1", "example.org/a?b=1&id=7"),
        ("https://example.org/", None),
        (None, None),
        ("http://[broken", None),
    ],
)
def test_an_address_names_the_page_alone(url: str | None, address: str | None) -> None:
    assert address_of(url) == address


def test_reports_that_share_few_fingerprints_are_not_read() -> None:
    asked = replace(report(STORY, "asked"), url="https://a.example/shells")
    page = address_number(asked)
    assert page is not None
    own = [n for n in fingerprints(asked) if n != page]
    index = MemoryIndex()
    for name, held in (("two", own[:2]), ("three", own[:3]), ("page", [page])):
        index.add(name, held)
    read: list[str] = []

    def get(name: str) -> None:
        read.append(name)

    find(asked, index, get, least=COPIED)
    assert sorted(read) == ["page", "three"]


def test_a_report_of_few_fingerprints_need_share_fewer() -> None:
    asked = report("Shells went by rail to the port of Istra on Monday, a clerk said.", "asked")
    own = fingerprints(asked)
    assert len(own) < 8 * COPIED
    index = MemoryIndex()
    index.add("one", own[:1])
    read: list[str] = []

    def get(name: str) -> None:
        read.append(name)

    find(asked, index, get, least=COPIED)
    assert read == ["one"]
