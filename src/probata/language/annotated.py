"""What the language step gives: the parsed paragraphs and everything found on them.

Offsets are code points into the report's text; token numbers count within one paragraph's parse.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from probata.records import (
    Means,
    ObjectClass,
    Offsets,
    PlaceKind,
    Quantity,
    Report,
    SegmentKind,
    SourceKind,
    Statement,
    Timex,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from probata.language.tagger import Tags


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of readable text (never furniture) with its own parse.

    Sentences never run over the end of a paragraph. ``start`` is the offset of the parse's first
    character in the report's text.
    """

    index: int
    start: int
    end: int
    kind: SegmentKind
    doc: Doc
    text: str = field(init=False, repr=False, compare=False)
    """The text of the parse, kept, since spaCy puts ``doc.text`` together anew at each call."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", self.doc.text)

    def offsets(self, piece: Span | Token) -> Offsets:
        """The place of a token or span of this paragraph's parse in the report's text."""
        if hasattr(piece, "idx"):
            return self.start + piece.idx, self.start + piece.idx + len(piece)
        return self.start + piece.start_char, self.start + piece.end_char

    def span(self, start: int, end: int) -> Span | None:
        """The tokens that cover the text between two offsets of the report; ``None`` if there are none."""
        return self.doc.char_span(start - self.start, end - self.start, alignment_mode="expand")


class TokenRun:
    """What draws on the tokens ``first`` to ``last`` (exclusive) of a paragraph, with its place in the report."""

    __slots__ = ()
    paragraph: Paragraph
    first: int
    last: int

    @property
    def start(self) -> int:
        """The offset of its first character in the report's text."""
        return self.paragraph.start + self.paragraph.doc[self.first].idx

    @property
    def end(self) -> int:
        """The offset behind its last character."""
        token = self.paragraph.doc[self.last - 1]
        return self.paragraph.start + token.idx + len(token)


class Reading(StrEnum):
    """How a mention stands in its sentence."""

    ACTOR = "actor"
    PLACE = "place"
    MODIFIER = "modifier"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Mention:
    """A participant named in the text, with what it stands for.

    ``ids`` are ids of ``gold/claims/GUIDELINES.md`` for a *participant* or *source*: the state's code
    for a state, its capital, an office holder or an army; else the name. A joint mention ("both
    countries", "U.S. and South Korean officials") has several. ``person`` is a person's usual
    English name. ``first``/``last`` are the token range (``last`` exclusive) and ``head`` the
    syntactic head in paragraph ``paragraph``. ``antecedent`` is the mention that a pronoun or short
    form was resolved to. ``alternatives`` keeps other possible ids. ``people`` are the persons of a joint
    mention ("they", said of two leaders), for events that are persons' own.
    """

    start: int
    end: int
    text: str
    paragraph: int
    first: int
    last: int
    head: int
    ids: tuple[str, ...]
    kind: SourceKind
    named: bool
    reading: Reading
    person: str | None = None
    antecedent: Offsets | None = None
    alternatives: tuple[str, ...] = ()
    rule: str = ""
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """A pronoun or short name with what it refers to, of any kind, participant or not.

    ``antecedent`` is never a third-person pronoun: a chain is followed to its first noun. ``head`` is the
    offset of its head word and ``name`` its words where it is a name. It stands before the reference unless
    ``cataphoric``; with ``clause`` it is the clause behind ("it is hard to say"). ``score`` is how likely it
    is among all that fit (1 for a name); ``alternatives`` are the others that are nearly as likely.
    """

    start: int
    end: int
    text: str
    antecedent: Offsets
    head: int
    name: str
    score: float
    alternatives: tuple[Offsets, ...] = ()
    cataphoric: bool = False
    clause: bool = False


@dataclass(frozen=True, slots=True)
class GoodsMention:
    """Goods, people or money named in the text; ``item`` is the entry of the goods table.

    ``calibres`` are the millimetres that stand beside it ("152 mm or 500,000 122 mm rounds"), in order of the text.
    """

    start: int
    end: int
    text: str
    paragraph: int
    first: int
    last: int
    head: int
    classes: tuple[ObjectClass, ...]
    item: str
    calibres: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place in the text, by name or by a noun that says what it is ("depot near the border").

    ``name``, ``kind`` and ``state`` as in :class:`~probata.records.Place`; ``near`` is the word between the noun
    and the name that it lies at ("depot *near* Tikhoretsk"). ``head`` is the token by which it hangs in its
    sentence. ``acts``: a capital that stands for its state ("arms from Pyongyang"), and may still be on the way.
    """

    start: int
    end: int
    text: str
    paragraph: int
    first: int
    last: int
    head: int
    name: str | None
    kind: PlaceKind | None
    state: str | None
    near: str = ""
    acts: bool = False

    @property
    def wide(self) -> bool:
        """Whether it tells no more than a state."""
        return self.kind is PlaceKind.STATE or self.acts


@dataclass(frozen=True, slots=True)
class MeansMention:
    """A ship, aircraft, train in the text with its identifiers; ``how``: it only tells how ("by rail")."""

    means: Means
    paragraph: int
    first: int
    last: int
    head: int
    plural: bool = False
    how: bool = False


@dataclass(frozen=True, slots=True)
class Annotated:
    """A report with its parse and everything the language step found, in order of the text.

    ``tags`` are the learned tagger's, one for each paragraph, empty where the rules were alone. ``bodies`` are
    companies and groups that no table knows, apart from ``mentions``.
    """

    report: Report
    paragraphs: tuple[Paragraph, ...]
    mentions: tuple[Mention, ...]
    goods: tuple[GoodsMention, ...]
    times: tuple[Timex, ...]
    quantities: tuple[Quantity, ...]
    statements: tuple[Statement, ...]
    tags: tuple[Tags, ...] = ()
    references: tuple[Reference, ...] = ()
    bodies: tuple[Mention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    means: tuple[MeansMention, ...] = ()
