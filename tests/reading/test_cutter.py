"""Text dumps of pages: title, body, captions and furniture."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probata.reading.cutter import cut
from probata.records import SegmentKind

BODY = "Officials in Northport said on Monday that machine parts had left the harbour."
DENIAL = "Eastland denied it."


def shown(text: str) -> list[tuple[str, str]]:
    return [(str(s.kind), text[s.start : s.end]) for s in cut(text)]


def dropped(text: str) -> dict[str, str]:
    return {text[s.start : s.end]: s.reason for s in cut(text) if s.kind is SegmentKind.FURNITURE}


def test_title_is_the_first_line_without_a_full_stop() -> None:
    assert shown(f"Parts leave Northport\n{BODY}\n{DENIAL}")[0] == ("title", "Parts leave Northport")


def test_a_first_sentence_is_no_title() -> None:
    assert shown(f"{BODY}\n\n{DENIAL}") == [("body", BODY), ("body", DENIAL)]


def test_a_single_line_is_no_title() -> None:
    assert shown("Parts leave Northport") == [("body", "Parts leave Northport")]


def test_the_title_that_the_record_names() -> None:
    text = f"Northport Courier\nParts leave Northport\n{BODY}"
    title = next(s for s in cut(text, title="Parts Leave Northport") if s.kind is SegmentKind.TITLE)
    assert text[title.start : title.end] == "Parts leave Northport"


def test_picture_name_caption_and_credit() -> None:
    text = f"{BODY}\n\ncranes.jpg\nThe cranes of Northport stand idle, May 2, 2024.\n\nReuters\n\n{DENIAL}"
    assert shown(text) == [
        ("body", BODY),
        ("furniture", "cranes.jpg"),
        ("caption", "The cranes of Northport stand idle, May 2, 2024."),
        ("furniture", "Reuters"),
        ("body", DENIAL),
    ]


def test_a_video_is_its_length_and_the_title_above() -> None:
    text = f"{BODY}\n\nHow the port grew\n\n02:59\n\n{DENIAL}"
    assert dropped(text) == {"How the port grew": "video", "02:59": "video"}


def test_a_sentence_above_a_length_stays() -> None:
    assert dropped(f"{BODY}\n{DENIAL}\n02:59\n{BODY}") == {"02:59": "video"}


def test_the_pages_own_title_above_a_clock_stays() -> None:
    text = f"Parts leave Northport\n14:30\n{BODY}"
    assert shown(text)[0] == ("title", "Parts leave Northport")


TAIL = (
    "You May Also Like\n\nCouncil backs the tram line\n\nA majority voted on Tuesday to approve a new…\n\n"
    "Bakery moves to the old town\n\nAfter nearly five decades the owner will…"
)


def test_teasers_at_the_end() -> None:
    found = dropped(f"{BODY}\n\n{DENIAL}\n\nSource link\n\n{TAIL}")
    assert list(found.values()) == ["navigation", "related-heading", "teaser", "teaser", "teaser", "teaser"]


def test_text_after_teasers_comes_back() -> None:
    found = dropped(f"{BODY}\n\n{TAIL}\n\n{DENIAL}\n\n{BODY}")
    assert DENIAL not in found
    assert BODY not in found
    assert len(found) == 5


def test_a_subhead_after_a_related_heading_stays() -> None:
    found = dropped(f"{BODY}\nRelated\nCouncil backs the tram line in a late vote\nA cautious answer\n{DENIAL}\n{BODY}")
    assert found == {"Related": "related-heading", "Council backs the tram line in a late vote": "teaser"}


def test_a_quotation_under_a_related_heading_stays() -> None:
    denial = "“We have never sold a single part to anyone”"
    assert denial not in dropped(f"{BODY}\nRelated\n{denial}\n{DENIAL}\n{BODY}")


def test_the_title_under_a_list_at_the_head_of_a_page_stays() -> None:
    title = "Machine parts leave Northport for the border"
    text = f"Trending\nCouncil backs the tram line in a late vote\n{title}\n{BODY}\n{DENIAL}"
    assert title not in dropped(text)


def test_read_more_alone_opens_no_list() -> None:
    assert dropped(f"{BODY}\nRead more\nA cautious answer\n{DENIAL}") in ({}, {"Read more": "navigation"})


def test_subheads_are_kept_and_marked() -> None:
    text = f"{BODY}\n\n“This is a victory”\n\n{DENIAL}"
    assert [s.reason for s in cut(text)] == ["", "subhead", ""]


def test_first_line_labels_are_headlines() -> None:
    assert shown(f"Watch: Ferry leaves Northport\n{BODY}\n{DENIAL}")[0][0] == "title"


def test_gallery_controls_are_cut_from_captions() -> None:
    text = f"{BODY}\nDockers wait at the gate. Hide Caption 1 of 8\n{DENIAL}"
    assert shown(text)[1:3] == [("caption", "Dockers wait at the gate."), ("furniture", "Hide Caption 1 of 8")]


def test_markdown_marks_are_set_apart() -> None:
    assert shown(f"# Parts leave Northport\n\n{BODY}\n")[:2] == [("furniture", "#"), ("title", "Parts leave Northport")]


def test_seed_article(shared: Path) -> None:
    gold = json.loads((shared / "gold/claims/seed.json").read_text(encoding="utf-8"))
    text = (shared / "seed/article.txt").read_text(encoding="utf-8")
    segments = cut(text)
    assert [text[s.start : s.end] for s in segments if s.kind is SegmentKind.FURNITURE] == gold["dropped"]
    assert [text[s.start : s.end] for s in segments if s.kind is SegmentKind.CAPTION] == gold["captions"]


@pytest.mark.parametrize("name", ["gold/claims/real-dev.jsonl", "gold/claims/A.jsonl", "corpus/reports.jsonl"])
def test_labelled_texts_lose_no_line(shared: Path, name: str) -> None:
    for line in (shared / name).read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        expected = record.get("dropped") or []
        found = [t for t, why in dropped(record["text"]).items() if why != "gallery"]
        assert found == expected, record["id"]


@given(st.text())
@pytest.mark.timeout(120)
def test_segments_partition_any_text(text: str) -> None:
    partition(text)


WORDS = st.sampled_from(
    [
        "Related",
        "You May Also Like",
        "x.jpg",
        "02:59",
        "Read more",
        "A line…",
        BODY,
        DENIAL,
        "A head",
        "Reuters",
        "# T",
        "\r",
        "By A B",
        "Hide Caption 1 of 8",
    ]
)


@given(st.lists(WORDS, max_size=14))
def test_segments_partition_any_page(lines: list[str]) -> None:
    text = "\n".join(lines)
    partition(text)
    assert BODY not in dropped(text)
    assert DENIAL not in dropped(text) or "A line…" in lines


def partition(text: str) -> None:
    end = 0
    seen: set[int] = set()
    for s in cut(text):
        assert end <= s.start < s.end <= len(text)
        assert s.kind is not SegmentKind.FURNITURE or s.reason
        end = s.end
        seen.update(range(s.start, s.end))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= seen
