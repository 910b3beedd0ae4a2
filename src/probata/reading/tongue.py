"""The language of a text, and the refusal of one that isn't read yet."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from probata.errors import OtherLanguage

if TYPE_CHECKING:
    from collections.abc import Callable

READ = ("en",)
"""Languages with tables and grammars."""

SHORTEST = 40
"""Letters below which no language is told: a headline of names looks like any language."""

LOOKED_AT = 4_000
"""Characters that are looked at; more changes no verdict."""

SURE = 0.9
"""Probability from which a verdict counts."""

ENGLISH = frozenset(
    "the of to and that for with said from have are its not were which this but will his they their who been would "
    "after".split()
)
"""Frequent words of English that hardly any other language has ("in", "was" and "is" are Dutch or German too)."""

ENGLISH_SHARE = 0.08
"""English prose has a fifth of its words from this list, other languages next to none: a text full of
foreign names is still English."""

NAMES = {
    "ko": "Korean", "ru": "Russian", "uk": "Ukrainian", "zh": "Chinese", "ja": "Japanese", "de": "German", "fr":
    "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "nl": "Dutch", "pl": "Polish", "tr": "Turkish",
    "ar": "Arabic", "fa": "Persian", "vi": "Vietnamese", "id": "Indonesian", "hi": "Hindi", "he": "Hebrew", "sv":
    "Swedish", "no": "Norwegian", "da": "Danish", "fi": "Finnish", "cs": "Czech", "hu": "Hungarian", "ro":
    "Romanian", "el": "Greek", "th": "Thai", "bg": "Bulgarian", "sr": "Serbian", "la": "Latin",
}  # fmt: skip
"""Names of the languages that news is most often in, for the message."""

_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language, ``None`` where the text is too short or the verdict unsure."""
    head = text[:LOOKED_AT]
    words = _WORD.findall(head.lower())
    if sum(map(len, words)) < SHORTEST:
        return None
    if sum(w in ENGLISH for w in words) > ENGLISH_SHARE * len(words):
        return "en"
    code, probability = _classifier()(head)
    return code if probability >= SURE else None


def require_read(text: str, where: str) -> str | None:
    """The language, or :class:`OtherLanguage` where it is certainly one that isn't read yet."""
    code = language_of(text)
    if code is not None and code not in READ:
        raise OtherLanguage(where, f"the text is in {NAMES.get(code, code)} ({code}); only English is read yet")
    return code


@cache
def _classifier() -> Callable[[str], tuple[str, float]]:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

    def classify(text: str) -> tuple[str, float]:
        code, probability = identifier.classify(text)
        return str(code), float(probability)

    return classify
