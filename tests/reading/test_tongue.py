"""The language of a text."""

from __future__ import annotations

import pytest

from probata.errors import OtherLanguage
from probata.reading.tongue import language_of, require_read

GERMAN = (
    "Das Ministerium wies den Bericht am Montag zurück und nannte ihn eine Erfindung unfreundlicher Kreise im Ausland."
)
RUSSIAN = "Министерство опровергло сообщение и назвало его выдумкой недружественных кругов за рубежом."
KOREAN = (
    "외교부는 월요일 이 보도를 부인하며 비우호적인 세력의 조작이라고 밝혔다. "
    "화물의 내용은 알려지지 않았고 관계자들은 답변을 거부했다."
)


def test_english() -> None:
    assert (
        language_of("The ministry denied the report on Monday and called it a fabrication by circles abroad.") == "en"
    )


@pytest.mark.parametrize(("text", "name"), [(GERMAN, "German"), (RUSSIAN, "Russian"), (KOREAN, "Korean")])
def test_other_languages_are_refused_by_name(text: str, name: str) -> None:
    with pytest.raises(OtherLanguage, match=name):
        require_read(text, "x")


@pytest.mark.parametrize("text", ["", "Kim", "Choe Son Hui Pak Jong Chon", "Łódź", "1234 5678 " * 30])
def test_short_texts_are_let_through(text: str) -> None:
    assert require_read(text, "x") is None


def test_english_full_of_foreign_names_is_english() -> None:
    text = (
        "Ministers Nguyen Van Thanh, Phan Thi Minh Hoa and Tran Quoc Bao met with Rustam Nurgaliev and "
        "Ildar Khabibullin, who had come from Kazan for the talks."
    )
    assert require_read(text, "x") == "en"
