"""The nouns and pronouns of a text as what a pronoun may refer to: head, role, number, sex, kind.

One pass over the parse. A noun stands for its phrase up to its head ("the minister" of "the minister
who left"); a coordination ("Ana and Bo") is one more noun, plural, beside its parts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from probata.language.annotated import Paragraph
from probata.language.antecedents_noun import Article, Noun, Role, Word
from probata.language.antecedents_words import TITLES, Kind, Number, Sex, Words

if TYPE_CHECKING:
    from spacy.tokens import Token


_WORDS = {
    **dict.fromkeys("he him his himself".split(), Word.HE),
    **dict.fromkeys("she her hers herself".split(), Word.SHE),
    **dict.fromkeys("it its itself".split(), Word.IT),
    **dict.fromkeys("they them their theirs themselves themself".split(), Word.THEY),
    **dict.fromkeys(
        "i me my mine myself we us our ours ourselves you your yours yourself yourselves".split(), Word.SPEAKER
    ),
}
_SKIPPED = frozenset("who whom whose which what that there whoever whatever 's".split())
_ROLES = {
    "nsubj": Role.SUBJECT, "csubj": Role.SUBJECT, "nsubjpass": Role.PASSIVE, "dobj": Role.OBJECT,
    "dative": Role.OBJECT, "poss": Role.OWNER, "attr": Role.PREDICATE, "oprd": Role.PREDICATE,
    "acomp": Role.PREDICATE, "appos": Role.APPOSED, "compound": Role.PART, "nmod": Role.PART, "amod": Role.PART,
    "ROOT": Role.ALONE,
}  # fmt: skip
_ARTICLES = {
    "the": Article.THE, "a": Article.A, "an": Article.A, "some": Article.A, "another": Article.A,
    "this": Article.THIS, "that": Article.THIS, "these": Article.THIS, "those": Article.THIS, "such": Article.THIS,
    "any": Article.ANY, "no": Article.ANY, "every": Article.ANY, "each": Article.ANY,
}  # fmt: skip
_NAMED_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART"})
_PART_LABELS = frozenset({"PERSON", "ORG", "GPE"})
_INSIDE_NAME = frozenset({"-", "–", "&", "'", "’"})
_QUOTES = frozenset({'"', "“", "”", "''", "``", "„", "«", "»"})
_CLIMB = 8
_MANY = 5
"""Words that no person's name has: the parser takes programmes and awards for people."""


def find_nouns(paragraphs: Sequence[Paragraph], words: Words, kinds: Mapping[tuple[int, int], Kind]) -> list[Noun]:
    """The nouns of a text in order. ``kinds`` tells, by paragraph and token, what is known of names already."""
    found: list[Noun] = []
    seen: set[str] = set()
    at = sentence = 0
    for paragraph in paragraphs:
        reader = _Reader(paragraph, words, kinds, at, sentence, seen)
        found += reader.read()
        at, sentence = at + len(paragraph.doc), reader.sentence + 1
    return found


class _Reader:
    """Reads one paragraph."""

    def __init__(
        self,
        paragraph: Paragraph,
        words: Words,
        kinds: Mapping[tuple[int, int], Kind],
        at: int,
        sentence: int,
        seen: set[str],
    ) -> None:
        self._seen = seen
        self._paragraph, self._words, self._kinds, self._at, self.sentence = paragraph, words, kinds, at, sentence
        self._tokens = list(paragraph.doc)
        self._deps = [t.dep_ for t in self._tokens]
        self._heads = [t.head.i for t in self._tokens]
        self._poses = [t.pos_ for t in self._tokens]
        self._lowers = [t.lower_ for t in self._tokens]

    def read(self) -> list[Noun]:
        found: list[Noun] = []
        by_head: dict[int, Noun] = {}
        quote, quotes = 0, 0
        continued = {h for h, d in zip(self._heads, self._deps, strict=True) if d == "conj"}
        for i, token in enumerate(self._tokens):
            if i and token.is_sent_start:
                self.sentence += 1
            if self._lowers[i] in _QUOTES:
                quotes += not quote
                quote = 0 if quote else quotes
            noun = self._noun(i, token, quote)
            if noun is None:
                continue
            by_head[i] = noun
            found.append(noun)
            if self._deps[i] == "conj" and i not in continued:
                group = self._group(noun, by_head)
                if group:
                    found.append(group)
        return found

    def _noun(self, i: int, token: Token, quote: int) -> Noun | None:
        pos, dep, lower = self._poses[i], self._deps[i], self._lowers[i]
        word = _WORDS.get(lower)
        if word is None:
            named = pos == "PROPN" and token.text[:1].isalnum() and not token.text[:1].islower()
            if named or (lower.isalpha() and self._is_name_again(i, token)):
                word = Word.NAME
            elif pos == "NOUN" or (pos == "PROPN" and lower.isalpha()):
                word = Word.NOUN
            elif (
                (pos == "PRON" and lower not in _SKIPPED)
                or (lower == "that" and dep in ("nsubj", "dobj", "pobj") and pos == "PRON")
            ) or (
                dep in ("nsubj", "nsubjpass", "dobj", "pobj", "conj")
                and pos in ("ADJ", "NUM", "DET")
                and lower not in _SKIPPED
            ):
                word = Word.OTHER
            else:
                return None
        elif dep == "expl" or pos == "PROPN":
            return None
        role, joined = self._role(i)
        if role is Role.PART and (word is not Word.NAME or not self._is_own_part(i, token)):
            return None
        last = i + 1
        first = self._first(i, token)
        name: tuple[str, ...] = ()
        label = ""
        if word is Word.NAME:
            label = token.ent_type_
            first, last, name = self._name(i, first, role)
            if role is not Role.PART:
                self._seen.add(name[-1])
        number, sex, kind = self._values(i, token, word, name, label)
        return Noun(
            self._paragraph, i, first, last, self._at + i, self.sentence, word, role, number, sex, kind,
            self._article(first, i), self._verb(i), quote, joined, self._lemma(token, word), name,
        )  # fmt: skip

    def _is_name_again(self, i: int, token: Token) -> bool:
        """Whether a capitalised word that the parser takes for another is a name: the last word of one before, or
        behind a name's other words."""
        text, pos = token.text, self._poses[i]
        if not text[:1].isupper() or text.isupper() or pos not in ("NOUN", "VERB", "ADJ", "ADV"):
            return False
        if text in self._seen and self._deps[i] not in ("ROOT", "advmod", "amod"):
            return True
        return pos == "NOUN" and i > 0 and self._poses[i - 1] == "PROPN" and self._heads[i - 1] == i

    @staticmethod
    def _lemma(token: Token, word: Word) -> str:
        return token.lemma_.lower() if word is Word.NOUN else token.lower_

    def _first(self, i: int, token: Token) -> int:
        first = token.left_edge.i
        while first < i and (self._tokens[first].is_punct or self._deps[first] in ("cc", "preconj", "mark", "prep")):
            first += 1
        return first

    def _is_own_part(self, i: int, token: Token) -> bool:
        """Whether a name before another noun is a name of its own: "the Trump administration", no title."""
        if token.ent_type_ not in _PART_LABELS and token.text not in self._seen:
            return False
        nxt = i + 1
        if (
            nxt < len(self._tokens)
            and self._tokens[nxt].ent_type_ == token.ent_type_
            and self._tokens[nxt].ent_iob_ == "I"
        ):
            return False
        return self._poses[self._heads[i]] != "PROPN"

    def _name(self, i: int, first: int, role: Role) -> tuple[int, int, tuple[str, ...]]:
        """The tokens of a name around its head, with an "of" phrase that belongs to it, and its words."""
        begin = i
        while begin > first and (self._poses[begin - 1] == "PROPN" or self._lowers[begin - 1] in _INSIDE_NAME):
            if self._lowers[begin - 1] in ("'", "’") or self._deps[begin - 1] == "poss":
                break
            begin -= 1
        while begin < i and self._poses[begin] != "PROPN":
            begin += 1
        last = i + 1
        tokens = self._tokens
        person = self._tokens[i].ent_type_ == "PERSON" or self._lowers[begin] in self._words.given
        if not person and last + 1 < len(tokens) and self._lowers[last] == "of" and self._heads[last] == i:
            end = last + 1
            end += self._lowers[end] == "the"
            while end < len(tokens) and (self._poses[end] == "PROPN" or self._lowers[end] in ("-", "&", "and")):
                end += 1
            while end > last + 1 and self._poses[end - 1] != "PROPN":
                end -= 1
            if end > last + 1:
                last = end
        cut = self._person_inside(begin, i)
        if cut > begin:
            begin, last = cut, i + 1
        words = tuple(t.text for t in tokens[begin:last] if t.text not in ("the", "The")) or (tokens[i].text,)
        while begin > first and (self._poses[begin - 1] == "DET" and role is not Role.PART):
            begin -= 1
        return begin, last, words

    def _person_inside(self, begin: int, i: int) -> int:
        """Where a person's name begins that the parser glued to words before: "Texas University Amneh Jafari"."""
        label = self._tokens[i].ent_type_
        if label == "PERSON":
            start = i
            while start > begin and self._tokens[start].ent_iob_ == "I" and self._tokens[start - 1].ent_type_ == label:
                start -= 1
            if start < i:
                return start
        for j in range(begin + 1, i):
            lower = self._lowers[j]
            begins = lower in self._words.given or lower.rstrip(".") in TITLES
            if begins and self._tokens[j - 1].ent_type_ != "PERSON" and self._lowers[j - 1].rstrip(".") not in TITLES:
                return j
        return begin

    def _values(self, i: int, token: Token, word: Word, name: tuple[str, ...], label: str) -> tuple[Number, Sex, Kind]:
        words = self._words
        if word is Word.HE or word is Word.SHE:
            return Number.ONE, Sex.MALE if word is Word.HE else Sex.FEMALE, Kind.PERSON
        if word is Word.IT:
            return Number.ONE, Sex.UNKNOWN, Kind.OTHER
        if word is Word.THEY:
            return Number.SEVERAL, Sex.UNKNOWN, Kind.OTHER
        if word is Word.SPEAKER:
            return Number.UNKNOWN, Sex.UNKNOWN, Kind.PERSON
        lower = self._lowers[i]
        plural = token.tag_ in ("NNS", "NNPS")
        known = self._kinds.get((self._paragraph.index, i))
        if word is Word.NAME:
            kind = words.kind_of_name(name or (token.text,), label)
            if known is not None and (known is not Kind.PERSON or (len(name) < _MANY and "of" not in name)):
                kind = known
            maybe = kind is Kind.PERSON or (kind is Kind.NAME and len(name) < _MANY - 1 and "of" not in name)
            sex = words.sex_of_name(name) if maybe else Sex.UNKNOWN
            if sex and kind is Kind.NAME:
                kind = Kind.PERSON
            number = Number.COLLECTIVE if kind is Kind.BODY else Number.ONE
            return (Number.SEVERAL if plural and kind is not Kind.BODY else number), sex, kind
        if word is Word.OTHER:
            if lower.endswith(("one", "body")) and lower != "one":
                return Number.COLLECTIVE, Sex.UNKNOWN, Kind.PERSON
            several = lower in ("these", "those", "many", "few", "several", "both", "others", "all", "most", "some")
            one = lower in ("this", "that", "one", "something", "nothing", "everything", "anything", "another")
            number = Number.SEVERAL if several else Number.ONE if one else Number.UNKNOWN
            of = self._partitive(i) if lower in words.partitive else None
            return number, Sex.UNKNOWN, of or Kind.OTHER
        lemma = token.lemma_.lower()
        kind = known if known is not None else words.kind_of_noun(lemma, lower)
        if label in ("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY") or token.ent_type_ in ("DATE", "TIME", "PERCENT"):
            kind = Kind.TIME
        if lower in words.partitive:
            of = self._partitive(i)
            if of is not None:
                return Number.SEVERAL, Sex.UNKNOWN, of
        if lower == "people":
            return Number.SEVERAL, Sex.UNKNOWN, Kind.PERSON
        if plural:
            return Number.SEVERAL, words.sex_of_noun(lower), kind
        collective = kind is Kind.BODY or lemma in words.collective
        return (Number.COLLECTIVE if collective else Number.ONE), words.sex_of_noun(lower), kind

    def _partitive(self, i: int) -> Kind | None:
        """The kind of what "a number of" something is; ``None`` if nothing follows."""
        if i + 1 >= len(self._tokens) or self._lowers[i + 1] != "of":
            return None
        for j in range(i + 2, min(i + 8, len(self._tokens))):
            if self._deps[j] == "pobj" and self._heads[j] == i + 1:
                return self._words.kind_of_noun(self._tokens[j].lemma_.lower(), self._lowers[j])
        return None

    def _article(self, first: int, i: int) -> Article:
        for j in range(first, min(i, first + 2)):
            if self._heads[j] == i:
                if self._deps[j] == "poss":
                    return Article.OWNER
                if (article := _ARTICLES.get(self._lowers[j])) is not None:
                    return article
        return (
            Article.OWNER
            if any(self._deps[j] == "poss" and self._heads[j] == i for j in range(first, i))
            else Article.NONE
        )

    def _role(self, i: int) -> tuple[Role, bool]:
        joined = False
        for _ in range(_CLIMB):
            dep = self._deps[i]
            if dep != "conj":
                break
            head = self._heads[i]
            if self._poses[head] in ("VERB", "AUX"):
                return Role.ALONE, joined
            joined, i = True, head
        dep, head = self._deps[i], self._heads[i]
        if dep == "pobj":
            above = self._heads[head]
            if self._poses[above] in ("VERB", "AUX") or self._deps[head] == "agent":
                return Role.AFTER_VERB, joined
            return (Role.OF if self._lowers[head] == "of" else Role.AFTER_NOUN), joined
        return _ROLES.get(dep, Role.OTHER), joined

    def _verb(self, i: int) -> int:
        for _ in range(_CLIMB):
            head = self._heads[i]
            if head == i:
                return i if self._poses[i] in ("VERB", "AUX") else -1
            i = head
            if self._poses[i] in ("VERB", "AUX"):
                return i
        return -1

    def _group(self, last: Noun, by_head: dict[int, Noun]) -> Noun | None:
        """The coordination that ends with a noun."""
        parts = [last]
        i = last.i
        while self._deps[i] == "conj" and (part := by_head.get(self._heads[i])) is not None:
            parts.append(part)
            i = part.i
        if len(parts) < 2 or any(p.word is Word.SPEAKER for p in parts):
            return None
        parts.reverse()
        if not any(self._lowers[j] in ("and", "&", "or") for j in range(parts[0].i, last.i)):
            return None
        head = parts[0]
        kinds = {p.kind for p in parts}
        kind = (
            head.kind if len(kinds) == 1 else Kind.PERSON if Kind.PERSON in kinds and Kind.NAME in kinds else Kind.OTHER
        )
        return Noun(
            self._paragraph, head.i, head.first, last.last, self._at + last.i, self.sentence, Word.NOUN, head.role,
            Number.SEVERAL, Sex.UNKNOWN, kind, head.article, head.clause, head.quote, False, "", (),
            tuple(parts),
        )  # fmt: skip
