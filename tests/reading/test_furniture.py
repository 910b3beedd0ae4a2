"""What a line is by its own words: furniture with its reason, or text that must stay."""

from __future__ import annotations

import pytest

from probata.reading.furniture import furniture, is_byline, is_caption, is_photo_credit, is_related_heading

FURNITURE = [
    ("harbour-cranes_2024.jpg", "image-name"),
    ("IMG 0042.JPEG", "image-name"),
    ("Share", "share"),
    ("Share on Facebook Tweet Email", "share"),
    ("Follow us on Twitter", "share"),
    ("Source link", "navigation"),
    ("Home > World > Asia", "navigation"),
    ("Tags: harbour, shipping", "navigation"),
    ("4 min read", "navigation"),
    ("Advertisement", "advertisement"),
    ("ADVERTISEMENT", "advertisement"),
    ("Story continues below advertisement", "advertisement"),
    ("Leave a comment", "comments"),
    ("Published: June 17, 2024, 10:30 a.m. KST", "date"),
    ("June 17, 2024", "date"),
    ("Mon, 17 Jun 2024 08:15 GMT", "date"),
    ("2024-06-17 08:15", "date"),
    ("3 hours ago", "date"),
    ("By Jane Porter", "byline"),
    ("By JANE PORTER and Tom de Vries, Northport Courier", "byline"),
    ("(Reporting by Jane Porter; editing by Tom Reed.)", "byline"),
    ("© 2024 Northport Courier", "copyright"),
    ("Copyright 2024 Northport Courier. All rights reserved.", "copyright"),
    ("This material may not be published, broadcast or rewritten without permission.", "copyright"),
    ("READ MORE: Council votes on the new tram line", "teaser"),
    ("[Council votes on the new tram line]", "teaser"),
    ("WATCH: Tram rolls into the old town", "video"),
    ("Sign up for our daily newsletter", "newsletter"),
    ("3 of 12", "gallery"),
    ("* * *", "markup"),
    ("Reuters", "credit"),
]

TEXT = [
    "By Tuesday, the ships had left.",
    "By Monday the ministry had denied it",
    "By the end of the year, Eastland Steel",
    "“This visit is a victory”",
    "Softened tone",
    "REALITY, NOT A THREAT",
    "GET TOUGH ON EASTLAND, SENATOR SAYS",
    "Sources: Eastland to send workers to Northport",
    "Source: envoy dead",
    "Copyright infringement cases have doubled, the ministry said.",
    "The report may not be published until Friday, officials said.",
    "(c) the supply, sale or transfer of arms",
    "The minister told reporters on June 17, 2024 that nothing had been sent.",
    "Both countries denied it.",
    "He said: “No.”",
    "Share prices fell after the ministry's denial.",
    "Video of the harbour shows two cranes at work",
    "Image of a new frigate alarms neighbours",
    "More than 7,000 containers have left the port",
    "In March, officials said that 9,000 containers had arrived.",
    "Print media in Eastland rejected the charge",
    "Comment was not available from the embassy.",
    "United Nations, March 28",
]


@pytest.mark.parametrize(("line", "reason"), FURNITURE)
def test_furniture_has_its_reason(line: str, reason: str) -> None:
    assert furniture(line) == reason


@pytest.mark.parametrize("line", TEXT)
def test_text_stays(line: str) -> None:
    assert furniture(line) is None
    assert not is_photo_credit(line)
    assert not is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Tom Reed / Northport Courier",
        "Tom Reed/Getty Images",
        "Image credit: Eastland Ministry of Defence",
        "AP Photo",
    ],
)
def test_photo_credits(line: str) -> None:
    assert is_photo_credit(line)


def test_a_photo_label_before_a_sentence_is_a_caption() -> None:
    line = "Photo: Dockers load a crate onto the ferry"
    assert not is_photo_credit(line)
    assert is_caption(line)


@pytest.mark.parametrize(
    ("line", "yes"),
    [
        ("Dockers load a crate in this undated photo. (Tom Reed/AFP)", True),
        ("A ferry is seen off Northport on May 2. (Reuters)", True),
        ("The ferry left at noon, the operator said. (Yonhap)", False),
        ("The ministry denies the report. (With inputs from agencies.)", False),
    ],
)
def test_captions(line: str, yes: bool) -> None:
    assert is_caption(line) is yes


@pytest.mark.parametrize(
    ("line", "strength"),
    [
        ("You May Also Like", "strong"),
        ("Related Articles:", "strong"),
        ("Editor’s Picks", "strong"),
        ("More from Northport", "strong"),
        ("Read more", "weak"),
        ("The latest from the harbour came on Monday.", None),
        ("Related companies paid for it", None),
    ],
)
def test_related_headings(line: str, strength: str | None) -> None:
    assert is_related_heading(line) == strength
