"""Names made comparable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probata.screening.names import name_of, skeleton


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("VERTINSKOV, Arkady", ("vertinskov", "arkady")),
        ("Dr. Arkadij Vertinskóv", ("arkadij", "vertinskov")),
        ("Аркадий Вертинсков", ("arkadiy", "vertinskov")),
        ("Abd al-Rahman bin Salih", ("abd", "rahman", "salih")),
        ("Qa'im Sa’id Harun", ("qaim", "said", "harun")),
        ("박동림", ("bag", "dong", "lim")),
        ("P.A.K. Shipping Co., Ltd.", ("pak", "shipping")),
        ("OOO “Vertinskov Logistics”", ("vertinskov", "logistics")),
        ("Brigade Forty-Four", ("brigade", "44")),
        ("Heron Fund VII", ("heron", "fund", "7")),
        ("Sheikh", ("sheikh",)),
        ("LLC", ("llc",)),
    ],
)
def test_words(text: str, words: tuple[str, ...]) -> None:
    assert name_of(text).words == words


def test_a_form_of_company_is_told_apart() -> None:
    assert name_of("Heron Limited Liability Company").form == name_of("OOO Heron").form == {"ltd"}
    assert name_of("Heron GmbH").form == {"gmbh"}


@pytest.mark.parametrize(
    ("one", "other"),
    [("muhammad", "mohamed"), ("pak", "paek"), ("jong", "chong"), ("ri", "lee"), ("kim", "gim"), ("arkady", "arkadij")],
)
def test_romanisations_share_their_bones(one: str, other: str) -> None:
    assert skeleton(one).replace("j", "") == skeleton(other).replace("j", "")


@pytest.mark.parametrize(("one", "other"), [("ahmed", "mohamed"), ("castillo", "castro"), ("nam", "sam")])
def test_other_names_have_others(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@given(st.text(max_size=80))
def test_any_text_becomes_plain_words_and_stays_so(text: str) -> None:
    words = name_of(text).words
    assert all(w and w.isascii() and w == w.lower() for w in words)
    again = name_of(" ".join(words)).words
    assert set(again) <= set(words) | {str(n) for n in range(100)} | set("".join(words))
    assert all(skeleton(w) for w in words)
