"""One pass over a report's text: parse, mentions, times, quantities, attribution, modality.

:func:`annotate` is the way in; :func:`voices` tells who is speaking at a place. Both are imported when
first asked for, since the parser behind them is heavy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from probata.language.annotation import annotate
    from probata.language.voice import voice_of

__all__ = ["annotate", "voice_of"]


def __getattr__(name: str) -> object:
    if name == "annotate":
        from probata.language.annotation import annotate

        return annotate
    if name == "voice_of":
        from probata.language.voice import voice_of

        return voice_of
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
