"""From the words that name a source to who it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from probata.language.annotated import Mention, Paragraph, Reading
from probata.language.cues import Cues
from probata.records import Source, SourceKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TRIM_FRONT = frozenset(
    {",", ";", ":", "-", "–", "—", "“", '"', "”", "'", "''", "``", "(", "and", "but", "or", "while", "that"}
)
_TRIM_BACK = frozenset({",", ";", ":", "-", "–", "—", "“", '"', "”", "''", "``", "("})
_DATELINE = 14
"""Tokens within which a dateline ends."""
_SHOWN = frozenset("image imagery photo photograph picture video footage datum data".split())
_PART = frozenset("one another two three several some many most both all".split())
_OFFICIALS = frozenset(
    "representative official diplomat envoy spokesman spokesperson minister ambassador delegate".split()
)
"""Nouns of people who speak for the state that they belong to."""
_RELATIVE = frozenset({"who", "which", "that"})


class Sources:
    """Turns noun phrases of one paragraph into :class:`Source` values."""

    def __init__(self, paragraph: Paragraph, mentions: Sequence[Mention], cues: Cues) -> None:
        self._paragraph, self._doc, self._cues = paragraph, paragraph.doc, cues
        self._at: dict[int, list[Mention]] = defaultdict(list)
        for mention in mentions:
            for i in range(mention.first, mention.last):
                self._at[i].append(mention)

    def phrase(self, head: Token, without: frozenset[int] = frozenset()) -> tuple[int, int]:
        """The tokens of the noun phrase around a head, with its appositions; never over ``without``."""
        tokens = {t.i for t in head.subtree} - without
        first = last = head.i
        while first - 1 in tokens:
            first -= 1
        while last + 1 in tokens:
            last += 1
        last += 1
        first = past_dateline(self._doc, first, head.i + 1)
        if first <= head.i:
            # "SEOUL (AP) — Kim Yo Jong said": the parser may take the town for the head of the name after it.
            behind = past_dateline(self._doc, first, last)
            if head.i < behind < last and (self._doc[first].is_upper or self._doc[behind - 2].text == ")"):
                first = behind
        for m in self._at.get(head.i, ()):
            if not m.rule.startswith(("role:", "person:")):
                continue
            if not without & set(range(m.first, head.i)):
                first = m.first if m.first < first or self._is_time(m.first - 1) else first
            if not without & set(range(head.i + 1, m.last)):
                last = max(last, m.last)
        while first < head.i and self._doc[first].lower_ in _TRIM_FRONT:
            first += 1
        while last - 1 > head.i and self._doc[last - 1].lower_ in _TRIM_BACK:
            last -= 1
        return first, self._with_apposition(last, without)

    def _is_time(self, i: int) -> bool:
        """ "Two days earlier General Gerasimov": the time is no part of who speaks."""
        if i < 0:
            return False
        return self._doc[i].ent_type_ in ("DATE", "TIME") or self._doc[i].lower_ in ("earlier", "later", "ago")

    def _with_apposition(self, last: int, without: frozenset[int]) -> int:
        """A title that the parser left outside: "Ban Ki-moon, the secretary-general of the UN,"."""
        if last >= len(self._doc) or self._doc[last].text != ",":
            return last
        if not any(m.first == last + 1 and m.rule.endswith(":apposed") for m in self._at.get(last + 1, ())):
            return last
        end = last + 1
        while end < len(self._doc) and self._doc[end].text not in (",", ".", ";") and end not in without:
            end += 1
        return end if end > last + 1 else last

    def of(self, head: Token, first: int, last: int) -> tuple[Source, ...]:
        """Who the phrase with that head names: one source each for a joint one, ``anonymous`` for nobody."""
        if head.i < first:
            head = self._doc[first:last].root
        start, end, text = self.place(first, last)
        found = self._mentions_of(head, first, last) or self._of_several(head)
        sources: dict[str, Source] = {}
        for m in found:
            for one in m.ids:
                kind = m.kind if len(found) == 1 or m.kind is not SourceKind.ANONYMOUS else SourceKind.ORGANISATION
                source = Source(text, one, kind, m.named, start, end, m.person, m.alternatives, m.rule, m.antecedent)
                sources.setdefault(one, source)
        if sources:
            return tuple(sources.values())
        return (self._unknown(head, first, last),)

    def of_modifier(self, head: Token, first: int, last: int) -> tuple[Source, ...]:
        """Who an adjective or a possessor names ("U.S. accusations", "Seoul's concern")."""
        at = [m for m in self._at.get(head.i, ()) if m.ids]
        start, end, text = self.place(first, last)
        if not at:
            return (self._unknown(head, first, last) if head.dep_ in ("poss", "pobj") else self.anonymous(first, last),)
        mention = max(at, key=lambda m: m.last - m.first)
        return tuple(
            Source(
                text,
                i,
                mention.kind,
                mention.named,
                start,
                end,
                mention.person,
                mention.alternatives,
                mention.rule,
                mention.antecedent,
            )
            for i in mention.ids
        )

    def anonymous(self, first: int, last: int) -> Source:
        """Nobody can be told; the words are those that stand for it ("is believed", "growing concerns")."""
        start, end, text = self.place(first, last)
        return Source(text, "anonymous", SourceKind.ANONYMOUS, named=False, start=start, end=end)

    def place(self, first: int, last: int) -> tuple[int, int, str]:
        """The offsets in the report and the words of a run of tokens."""
        piece = self._doc[first:last]
        start, end = self._paragraph.offsets(piece)
        return start, end, piece.text

    def _heads(self, head: Token) -> list[Token]:
        if head.lower_ in _RELATIVE and head.dep_ in ("nsubj", "nsubjpass"):
            clause = head.head
            if clause.dep_ in ("relcl", "acl") and clause.head.i < head.i:
                head = clause.head
        return [head, *(t for t in head.conjuncts if t.pos_ in ("NOUN", "PROPN", "PRON"))]

    def _mentions_of(self, head: Token, first: int, last: int) -> list[Mention]:
        heads = self._heads(head)
        found: list[Mention] = []
        for one in heads:
            at = [m for m in self._at.get(one.i, ()) if m.reading is not Reading.MODIFIER]
            exact = [m for m in at if m.head == one.i] or at
            if exact:
                found.append(max(exact, key=lambda m: (m.head == one.i, bool(m.ids), m.last - m.first)))
        if any(m.ids for m in found):
            return [m for m in found if m.ids]
        if found or not self._is_evidence(head):
            return self._possessor(head) if not found and head.pos_ == "NOUN" and self._belongs(head) else []
        return self._possessor(head)

    def _is_evidence(self, head: Token) -> bool:
        return head.lemma_.lower() in self._cues.evidence_nouns

    def _belongs(self, head: Token) -> bool:
        return any(c.dep_ in ("poss", "compound") for c in head.children) and self._is_evidence(head)

    def shows_by_itself(self, head: Token) -> bool:
        """Whether images or data speak that nobody is named for: then the outlet shows them."""
        if head.lemma_.lower() in ("dozen", "hundred", "series", "number", "set"):
            of = next((c for c in head.children if c.dep_ == "prep" and c.lower_ == "of"), None)
            head = next((g for g in of.children if g.dep_ == "pobj"), head) if of is not None else head
        return head.lemma_.lower() in _SHOWN and head.pos_ == "NOUN" and not self._possessor(head)

    def _possessor(self, head: Token) -> list[Mention]:
        """Whose analysis, images or statement it is."""
        for child in head.children:
            if child.dep_ in ("poss", "compound", "nmod", "amod"):
                whose = child
            elif (child.dep_ == "prep" and child.lower_ in ("by", "from")) or child.dep_ == "agent":
                whose = next((g for g in child.children if g.dep_ == "pobj"), child)
            elif child.dep_ == "acl" and child.tag_ == "VBN":
                by = next((g for g in child.children if g.dep_ == "agent"), None)
                whose = next((g for g in by.children if g.dep_ == "pobj"), child) if by else child
            else:
                continue
            at = [m for m in self._at.get(whose.i, ()) if m.ids]
            if at:
                return [max(at, key=lambda m: m.last - m.first)]
        return []

    def _of_several(self, head: Token) -> list[Mention]:
        """ "One of its representatives": a state's, by whose they are."""
        of = next((c for c in head.children if c.dep_ == "prep" and c.lower_ == "of"), None)
        several = next((g for g in of.children if g.dep_ == "pobj"), None) if of is not None else None
        if several is None or head.lower_ not in _PART or several.lemma_.lower() not in _OFFICIALS:
            return []
        whose = next((c for c in several.children if c.dep_ == "poss"), None)
        if whose is None:
            return [m for m in self._at.get(several.i, ()) if m.ids][:1]
        # "its UN representatives" are not the UN's own
        besides = {i for c in several.children if c.dep_ == "compound" for m in self._at.get(c.i, ()) for i in m.ids}
        owners = [m for m in self._at.get(whose.i, ()) if m.ids and not set(m.ids) & besides]
        return owners[:1] or self._subject_before(whose)

    def _subject_before(self, pronoun: Token) -> list[Mention]:
        """The one state that is a subject of the sentence before a possessive that nothing else resolves."""
        subjects = [t for t in pronoun.doc[pronoun.sent.start : pronoun.i] if t.dep_ in ("nsubj", "nsubjpass")]
        found = [m for t in subjects for m in self._at.get(t.i, ()) if m.kind is SourceKind.STATE and m.ids]
        found = [m for m in found if m.reading is Reading.ACTOR]
        return found[:1] if pronoun.lower_ == "its" and len({m.ids for m in found}) == 1 else []

    def _unknown(self, head: Token, first: int, last: int) -> Source:
        start, end, text = self.place(first, last)
        head = self._heads(head)[0]
        if head.pos_ == "PROPN":
            ent = next((e for e in self._doc.ents if e.start <= head.i < e.end), None)
            label = ent.label_ if ent is not None else ""
            if label in ("PERSON", "ORG", "GPE", "NORP", "FAC", "PRODUCT", "WORK_OF_ART", "LAW", ""):
                name = ent.text if ent is not None and label else self._doc[head.left_edge.i : head.i + 1].text
                kind = SourceKind.PERSON if label == "PERSON" else SourceKind.ORGANISATION
                name = name.removeprefix("the ").removeprefix("The ").removesuffix("'s").removesuffix("’s")
                return Source(text, name, kind, named=True, start=start, end=end)
        return Source(text, "anonymous", SourceKind.ANONYMOUS, named=False, start=start, end=end)


def past_dateline(doc: Doc, first: int, last: int) -> int:
    """Where a passage begins behind the dateline of its paragraph ("SEOUL, Oct. 18 (Yonhap) - ")."""
    if first > 1:
        return first
    for i in range(first + 1, min(first + _DATELINE, last - 1)):
        token = doc[i]
        if token.text in ("-", "–", "—", "--") and doc[i - 1].whitespace_ and token.whitespace_:
            return i + 1
        if token.pos_ not in ("PROPN", "NUM", "PUNCT", "X", "SYM", "ADP", "NOUN"):
            return first
    return first
