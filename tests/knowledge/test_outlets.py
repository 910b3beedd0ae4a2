from __future__ import annotations

import pytest

from probata.knowledge import OutletKind, load

OUTLETS = load().outlets


@pytest.mark.parametrize(
    ("text", "outlet", "agency", "code"),
    [
        ("told the Associated Press", "The Associated Press", True, False),
        ("SEOUL (AP) -", "The Associated Press", True, True),
        ("Reuters reported", "Reuters", True, False),
        ("YONHAP NEWS AGENCY said", "Yonhap", True, False),
        ("the NK News website", "NK News", False, False),
        ("according to the Financial Times", "Financial Times", False, False),
    ],
)
def test_scan(text: str, outlet: str, agency: bool, code: bool) -> None:
    (match,) = OUTLETS.scan(text)
    assert (match.outlet, match.agency, match.code) == (outlet, agency, code)
    assert text[match.start : match.end] == match.text


def test_state_media_name_their_state() -> None:
    assert all(o.owner for o in OUTLETS if o.kind is OutletKind.STATE)
    kcna = OUTLETS.get("Korean Central News Agency")
    assert kcna is not None
    assert kcna.owner == "KP"


def test_by_host() -> None:
    found = OUTLETS.by_host("www.nknews.org")
    assert found is not None
    assert found.id == "NK News"
    assert OUTLETS.by_host("example.test") is None
    assert OUTLETS.by_host("org") is None
    assert OUTLETS.by_host("") is None
