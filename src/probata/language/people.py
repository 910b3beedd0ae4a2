"""The people of one report: by the tables, by the parser's names, and by surname afterwards."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from probata.knowledge import ActorMatch, Form, Knowledge, RoleKind
from probata.language.annotated import Paragraph
from probata.language.antecedents_words import Sex, load_words
from probata.language.drafts import Draft, head_of
from probata.records import SourceKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(slots=True)
class Known:
    """A person of the report; ``state`` where the text or the tables say that it speaks for one."""

    name: str
    state: str | None = None
    by_table: bool = False
    alternatives: tuple[str, ...] = ()


_TITLES = frozenset(
    "mr mr. mrs mrs. ms ms. dr dr. sir lord lady prof prof. sen sen. rep rep. gov gov. gen gen.".split()
)


def within(matches: Sequence[ActorMatch], paragraph: Paragraph) -> Sequence[ActorMatch]:
    """The names that stand in a paragraph; ``matches`` are in order of the text."""
    first = bisect_left(matches, paragraph.start, key=lambda m: m.start)
    last = bisect_right(matches, paragraph.end, key=lambda m: m.end)
    return matches[first:last]


def _other_sex(names: Sequence[str], title: str) -> bool:
    """Whether a title before a surname ("Mrs. Clinton") fits none of those who have it."""
    wanted = load_words().sex_of_noun(title.rstrip(".")) if title.rstrip(".") in _TITLES else Sex.UNKNOWN
    sexes = {load_words().sex_of_name((name.split()[0],)) for name in names}
    return wanted is not Sex.UNKNOWN and not sexes & {wanted, Sex.UNKNOWN}


class People:
    """Who is who among a report's people.

    A surname alone means the person whose full name occurs in the report; where two share it, the one
    named last before the place, and the other is kept as an alternative.
    """

    def __init__(
        self, paragraphs: Sequence[Paragraph], matches: Sequence[ActorMatch], knowledge: Knowledge, on: date | None
    ) -> None:
        self._knowledge, self._on = knowledge, on
        self._by_surname: dict[str, list[tuple[int, Known]]] = defaultdict(list)
        self._by_name: dict[str, Known] = {}
        self._found: dict[int, list[Draft]] = {p.index: [] for p in paragraphs}
        people = [m for m in matches if self._is_person(m)]
        self._others = {(m.start, m.end) for m in matches if not self._is_person(m)}
        full = {m.ids[0] for m in people if m.form is not Form.SURNAME}
        for paragraph in paragraphs:
            self._read(paragraph, within(people, paragraph), full)

    def in_paragraph(self, paragraph: Paragraph) -> tuple[Draft, ...]:
        """The people named in a paragraph, in order."""
        return tuple(self._found[paragraph.index])

    def learn(self, draft: Draft, state: str) -> None:
        """Note that the text says for whom a person speaks, unless the tables know better."""
        known = self._by_name.get(draft.person or "")
        if known and not known.by_table:
            known.state = state
            draft.ids, draft.state = (state,), state
            draft.kind = SourceKind.STATE

    def _is_person(self, match: ActorMatch) -> bool:
        actor = self._knowledge.actors.get(match.ids[0])
        return actor is not None and actor.kind is SourceKind.PERSON

    def _read(self, paragraph: Paragraph, matches: Sequence[ActorMatch], full: set[str]) -> None:
        doc = paragraph.doc
        taken: set[int] = set()
        goods = [(m.start, m.end) for m in self._knowledge.goods.scan(doc.text)]
        beside = list(self._beside_roles(paragraph))
        for match in matches:
            span = paragraph.span(match.start, match.end)
            if span is None or not len(span):
                continue
            if match.form is Form.SURNAME and not self._surname_counts(match, full):
                continue
            if match.form is Form.SURNAME and any(a <= span.start < b for a, b in beside):
                continue
            if match.form is Form.SURNAME and _other_sex(match.ids, doc[max(0, span.start - 1)].lower_):
                continue
            wider = next(
                (e for e in doc.ents if e.label_ == "PERSON" and e.start <= span.start < span.end <= e.end), None
            )
            if match.form is Form.SURNAME and wider and self._other_full_name(wider.text, match):
                continue
            known = self._table_person(match, full)
            self._add(paragraph, span.start, span.end, known, f"person:{match.form.value}")
            taken |= set(range(span.start, span.end))
        for first, last in beside:
            if not taken & set(range(first, last)):
                name = " ".join(doc[first:last].text.split())
                self._add(paragraph, first, last, self._by_name.get(name) or Known(name), "person:role")
                taken |= set(range(first, last))
        for ent in doc.ents:
            if ent.label_ != "PERSON" or any(s < ent.end_char and ent.start_char < e for s, e in goods):
                continue
            first, last = self._trim(paragraph, ent.start, ent.end)
            if first >= last or taken & set(range(first, last)):
                continue
            if (paragraph.start + ent.start_char, paragraph.start + ent.end_char) in self._others:
                continue  # "N. Korea" looks like a person to the parser
            known_or_none = self._other_person(paragraph, first, last)
            if known_or_none:
                self._add(paragraph, first, last, known_or_none, "person:ner")
                taken |= set(range(first, last))
        for token in doc:
            if token.i not in taken and self._is_bare_surname(token):
                known = self._latest(self._by_surname[token.text.casefold()])
                if not known.by_table:
                    self._add(paragraph, token.i, token.i + 1, known, "person:surname")
        self._found[paragraph.index].sort(key=lambda d: d.first)

    def _is_bare_surname(self, token: Token) -> bool:
        """Whether a capitalised word alone is the surname of somebody named before ("Petri", not "Park Avenue")."""
        if token.pos_ != "PROPN" or not token.text.istitle() or token.text.casefold() not in self._by_surname:
            return False
        beside = [token.doc[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(token.doc)]
        return not any(t.pos_ == "PROPN" and t.lower_ not in _TITLES for t in beside)

    def _beside_roles(self, paragraph: Paragraph) -> Iterator[tuple[int, int]]:
        """Full names that a role noun shows to be people: "spokesman Moon Sang-gyun", "Nam Sung-wook, an expert"."""
        doc = paragraph.doc
        for match in self._knowledge.roles.scan(doc.text):
            span = doc.char_span(match.start, match.end, alignment_mode="expand")
            if span is None or match.role.kind is not RoleKind.PERSON or match.plural:
                continue
            last = span.end
            while last < len(doc) and self._in_name(doc, last, span.end):
                last += 1
            if self._is_full_name(paragraph, span.end, last):
                yield span.end, last
            comma = span.start
            while comma > 0 and span.start - comma < 6 and doc[comma - 1].pos_ in _BEFORE_ROLE:
                comma -= 1
            if comma < 3 or doc[comma - 1].text != ",":
                continue
            first = comma - 1
            while first > 0 and self._in_name(doc, first - 1, -1) and not doc[first].is_sent_start:
                first -= 1
            if self._is_full_name(paragraph, first, comma - 1):
                yield first, comma - 1

    @staticmethod
    def _in_name(doc: Doc, i: int, begin: int) -> bool:
        token = doc[i]
        if token.text == "-":
            return i > begin and not doc[i - 1].whitespace_ and not token.whitespace_
        glued = i > 0 and doc[i - 1].text == "-" and i - 1 > begin
        return (token.pos_ == "PROPN" and token.text[:1].isupper()) or (glued and token.text.isalpha())

    def _is_full_name(self, paragraph: Paragraph, first: int, last: int) -> bool:
        words = paragraph.doc[first:last].text.split() if last > first else []
        if not 2 <= len(words) <= 4 or last - first > 8:
            return False
        text = paragraph.doc[first:last].text
        known = [m for m in self._knowledge.actors.scan(text, self._on) if m.form is not Form.SURNAME]
        return not known and not self._knowledge.roles.scan(text)

    def _surname_counts(self, match: ActorMatch, full: set[str]) -> bool:
        if match.text.casefold() in self._by_surname:
            return True
        return match.sure or any(i in full for i in match.ids)

    def _other_full_name(self, text: str, match: ActorMatch) -> bool:
        """Whether the parser sees a longer name ("Robert Kim") that the tables give to nobody here."""
        words = [w for w in text.replace("’", "'").removesuffix("'s").split() if w.lower() not in _TITLES]
        actor = self._knowledge.actors.find(" ".join(words))
        return len(words) > 1 and words[0][:1].isupper() and (actor is None or actor.id not in match.ids)

    def _table_person(self, match: ActorMatch, full: set[str]) -> Known:
        ids = [i for i in match.ids if i in full]
        named_here = self._by_surname.get(match.text.casefold())
        if match.form is Form.SURNAME and not ids and named_here:
            return self._latest(named_here)
        ids = ids or list(match.ids[:1])
        if match.form is Form.SURNAME and len(ids) > 1:
            # Of a family the one in office is meant, unless another of office was named in full just before.
            others = [i for i in ids if self._knowledge.actors.office_of(i, self._on) is not None] or ids
            named = self._by_surname.get(match.text.casefold(), [])
            recent = [k.name for at, k in named if at > match.start - _JUST_BEFORE]
            ids = sorted(others, key=lambda i: not recent or i != recent[-1]) + [i for i in ids if i not in others]
        known = self._by_name.get(ids[0])
        if known is None:
            state = self._knowledge.actors.canonical_source(ids[0], self._on)
            known = Known(ids[0], state if state != ids[0] else None, by_table=True)
        if len(ids) > 1 and match.form is Form.SURNAME:
            known = Known(known.name, known.state, by_table=True, alternatives=tuple(ids[1:]))
        return known

    @staticmethod
    def _latest(entries: list[tuple[int, Known]]) -> Known:
        chosen = entries[-1][1]
        others = tuple(dict.fromkeys(k.name for _, k in entries if k.name != chosen.name))
        return chosen if not others else Known(chosen.name, chosen.state, chosen.by_table, others)

    def _other_person(self, paragraph: Paragraph, first: int, last: int) -> Known | None:
        words = [t.text for t in paragraph.doc[first:last]]
        text = paragraph.doc[first:last].text
        name = " ".join(text.split())
        if name in self._by_name:
            return self._by_name[name]
        if len(words) == 1:
            title = paragraph.doc[max(0, first - 1)].lower_
            entries = [e for e in self._by_surname.get(name.casefold(), ()) if not _other_sex((e[1].name,), title)]
            if entries:
                return self._latest(entries)
            if paragraph.doc[first].pos_ != "PROPN" or len(name) < 3 or self._knowledge.actors.find(name):
                return None
            if first > 0 and paragraph.doc[first - 1].lower_ == "the":
                return None  # "the Maria" is a ship
        elif not all(w[:1].isupper() or not w[:1].isalpha() or len(w) <= 3 for w in words):
            return None
        return Known(name)

    def _trim(self, paragraph: Paragraph, first: int, last: int) -> tuple[int, int]:
        doc = paragraph.doc
        while first < last and (doc[first].lower_ in _TITLES or not doc[first].text[:1].isalnum()):
            first += 1
        while last > first and (
            doc[last - 1].lower_ in ("'s", "’s", "’", "'")
            or not doc[last - 1].text[:1].isalnum()
            or (doc[last - 1].text.isdigit() and last - first > 1)
        ):
            last -= 1
        return first, last

    def _add(self, paragraph: Paragraph, first: int, last: int, known: Known, rule: str) -> None:
        head = head_of(paragraph, first, last)
        draft = Draft(paragraph, first, last, head, named=True, person=known.name, rule=rule, core=(first, last))
        draft.ids = (known.state or known.name,)
        draft.kind = SourceKind.STATE if known.state else SourceKind.PERSON
        draft.state, draft.alternatives = known.state, known.alternatives
        self._found[paragraph.index].append(draft)
        self._by_name.setdefault(known.name, known)
        for surname in self._surnames(known.name, paragraph.doc[first:last].text):
            entries = self._by_surname[surname]
            if not entries or entries[-1][1].name != known.name:
                entries.append((draft.start, known))

    def _surnames(self, name: str, written: str) -> Iterator[str]:
        """The words by which a person may be called afterwards; Korean and Chinese surnames come first."""
        for text in {name, written}:
            words = text.split()
            if len(words) > 1:
                yield words[-1].casefold()
                if len(words) == 3 or "-" in words[-1] or words[0].casefold() in _EASTERN:
                    yield words[0].casefold()


_BEFORE_ROLE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PART"})
_JUST_BEFORE = 300
"""Code points: about two sentences."""
_EASTERN = frozenset(
    """kim lee park choi choe jung jeong kang cho jo yoon yun jang chang lim im han oh seo suh shin sin kwon hwang
    ahn an song yoo yu ryu ri hong jeon jun moon mun bae baek pak pyon hyon xi wang li zhang liu chen yang zhao huang
    zhou wu xu sun hu zhu guo he lin luo""".split()
)
"""Korean and Chinese surnames, which stand before the given name. Common knowledge."""
