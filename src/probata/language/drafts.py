"""A mention while it is being worked out, and the places of tokens that mentions need."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from probata.language.annotated import Mention, Paragraph, Reading, TokenRun
from probata.records import Offsets, SourceKind

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(slots=True)
class Draft(TokenRun):
    """A :class:`Mention` that later rules may still fill in. ``first``/``last`` are tokens of ``paragraph``.

    ``state`` is whom a person or body acts for where the text itself says so; ``role`` the key of its
    role noun; ``plural`` whether it stands for several; ``core`` the tokens of the name or role noun.
    """

    paragraph: Paragraph
    first: int
    last: int
    head: int
    ids: tuple[str, ...] = ()
    kind: SourceKind = SourceKind.ANONYMOUS
    named: bool = False
    reading: Reading = Reading.ACTOR
    person: str | None = None
    state: str | None = None
    role: str = ""
    plural: bool = False
    joint: bool = False
    female: bool | None = None
    antecedent: Offsets | None = None
    alternatives: tuple[str, ...] = ()
    rule: str = ""
    people: tuple[str, ...] = ()
    core: tuple[int, int] = field(default=(0, 0))

    @property
    def token(self) -> Token:
        return self.paragraph.doc[self.head]

    def done(self) -> Mention:
        """The finished mention."""
        start, end = self.start, self.end
        text = self.paragraph.doc[self.first : self.last].text  # doc.text is put together anew at each call
        return Mention(
            start=start,
            end=end,
            text=text,
            paragraph=self.paragraph.index,
            first=self.first,
            last=self.last,
            head=self.head,
            ids=self.ids,
            kind=self.kind,
            named=self.named,
            reading=self.reading,
            person=self.person,
            antecedent=self.antecedent,
            alternatives=self.alternatives,
            rule=self.rule,
            people=self.people,
        )


def head_of(paragraph: Paragraph, first: int, last: int) -> int:
    """The syntactic head of a run of tokens: the one whose governor lies outside, the last such."""
    heads = [
        t.i for t in paragraph.doc[first:last] if not first <= t.head.i < last or t.head.i == t.i if not t.is_punct
    ]
    if not heads:
        return last - 1
    nominal = [i for i in heads if paragraph.doc[i].pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "NUM")]
    return (nominal or heads)[-1]
