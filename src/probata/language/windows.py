"""What the learned tagger sees of a parse: word pieces, and a few features of each word.

Training and run time share this file, so that both see the same. A window is a paragraph, or a run of
its sentences where it is long; its words are the parser's tokens without white space.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from probata.errors import KnowledgeError
from probata.language.quotations import MARK, find_quotations

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from tokenizers import Tokenizer

Ints = NDArray[np.int64]

LONGEST = 254
"""Word pieces of one window, without the two marks at its ends. The encoder has 512 places; cost grows with length
and a paragraph of news has about 50."""
DEPENDENCIES = (
    "ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj csubjpass dative"
    " dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj poss preconj"
    " predet prep prt punct quantmod relcl xcomp"
).split()
PARTS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X SPACE".split()
SHAPES = ("lower", "title", "upper", "digit", "mark", "mixed")
_DEPENDENCY = {name: n + 1 for n, name in enumerate(DEPENDENCIES)}
_PART = {name: n + 1 for n, name in enumerate(PARTS)}
KNOWN = 50_000
"""Words that are remembered at most: a hostile text could else fill the memory."""
UP, DOWN, NEAR, FAR = 4, 5, 2, 64
"""Where steps up and down the parse, sentences between, and words between stop being told apart."""
WORD_FEATURES = ("dependency", "part", "shape", "quote")
"""The features of a word alone; those of a word as seen from a cue are the keys of :func:`seen_from`."""
SIZES = {
    "dependency": len(DEPENDENCIES) + 1,
    "part": len(PARTS) + 1,
    "shape": len(SHAPES),
    "quote": 4,
    "path": (UP + 1) * (DOWN + 1) + 1,
    "sentence": 2 * NEAR + 1,
    "distance": 2 * FAR + 1,
    "cue": 2,
}


@dataclass(frozen=True, slots=True)
class Window:
    """Some sentences of one parse. ``tokens`` are the numbers of its words in the parse.

    ``pieces`` are the ids of the word pieces with their two end marks, ``first`` the place of each
    word's first piece among them. ``head`` is the place in the window of the word that a word hangs on,
    itself for a root. The other arrays hold one feature a word.
    """

    tokens: Ints
    pieces: Ints
    first: Ints
    features: dict[str, Ints]
    head: Ints
    sentence: Ints


class Pieces:
    """Words to word pieces by a tokenizer, each word once: a text's words repeat."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._known: dict[str, tuple[int, ...]] = {}
        self.unknown, self.begin, self.end = (_mark(tokenizer, m) for m in ("[UNK]", "[CLS]", "[SEP]"))

    def of(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """The pieces of each word, at least one. Of a very long one (an address, a run of code) only the first."""
        new = [w for w in dict.fromkeys(words) if w not in self._known]
        if new:
            if len(self._known) + len(new) > KNOWN:
                self._known.clear()
                new = list(dict.fromkeys(words))
            encoded = self._tokenizer.encode(new, is_pretokenized=True, add_special_tokens=False)
            found: list[list[int]] = [[] for _ in new]
            for piece, word in zip(encoded.ids, encoded.word_ids, strict=True):
                if word is not None:
                    found[word].append(piece)
            self._known.update(zip(new, (tuple(f[:16]) or (self.unknown,) for f in found), strict=True))
        return [self._known[w] for w in words]


def windows(doc: Doc, pieces: Pieces, longest: int = LONGEST) -> Iterator[Window]:
    """The windows of a parse, in order; a sentence that is too long alone is cut between words."""
    words = [t for t in doc if not t.is_space]
    if not words:
        return
    texts = [t.text for t in words]
    own = pieces.of(texts)
    starts = [n for n, t in enumerate(words) if n == 0 or t.is_sent_start]
    whole = _Words(doc, words, texts, starts)
    for first, last in _cuts(starts, [len(p) for p in own], longest):
        yield whole.window(first, last, own[first:last], (pieces.begin, pieces.end))


def _mark(tokenizer: Tokenizer, name: str) -> int:
    number = tokenizer.token_to_id(name)
    if number is None:
        raise KnowledgeError(f"the attribution model's tokenizer has no {name}; install Probata anew")
    return number


def _cuts(starts: Sequence[int], lengths: Sequence[int], longest: int) -> Iterator[tuple[int, int]]:
    """Runs of whole sentences within ``longest`` pieces; ``starts`` are the sentences' first words."""
    start = end = size = 0
    for a, b in zip(starts, [*starts[1:], len(lengths)], strict=True):
        here = sum(lengths[a:b])
        if end > start and size + here > longest:
            yield start, end
            start, size = a, 0
        end, size = b, size + here
        while size > longest:
            cut, taken = start, 0
            while taken + lengths[cut] <= longest:
                taken += lengths[cut]
                cut += 1
            yield start, cut
            start, size = cut, size - taken
    if end > start:
        yield start, end


def _quoted(doc: Doc) -> Ints:
    """For each token 1 at a quotation mark that opens, 2 within, 3 at the one that closes."""
    found = np.zeros(len(doc), dtype=np.int64)
    if not MARK.search(doc.text):
        return found
    for q in find_quotations(doc.text, [s.end_char for s in doc.sents]):
        span = doc.char_span(q.start, q.end, alignment_mode="expand")
        if span is not None and len(span):
            found[span.start : span.end] = 2
            found[span.start] = 1
            if q.closed:
                found[span.end - 1] = 3
    return found


class _Words:
    """The features of all words of a parse, to be cut into windows."""

    def __init__(self, doc: Doc, words: Sequence[Token], texts: Sequence[str], starts: Sequence[int]) -> None:
        self._tokens = np.array([t.i for t in words])
        place = np.zeros(len(doc), dtype=np.int64)
        place[self._tokens] = np.arange(len(words))
        self._head = place[[t.head.i for t in words]]
        begun = np.zeros(len(words), dtype=np.int64)
        begun[starts] = 1
        self._sentence = np.cumsum(begun)
        self._features = {
            "dependency": np.array([_DEPENDENCY.get(t.dep_, 0) for t in words]),
            "part": np.array([_PART.get(t.pos_, 0) for t in words]),
            "shape": np.array([_shape(text) for text in texts]),
            "quote": _quoted(doc)[self._tokens],
        }

    def window(self, first: int, last: int, pieces: Sequence[Sequence[int]], marks: tuple[int, int]) -> Window:
        """The window of the words ``first`` to ``last`` (exclusive)."""
        size = last - first
        head = self._head[first:last] - first
        lengths = np.array([len(p) for p in pieces])
        return Window(
            tokens=self._tokens[first:last],
            pieces=np.array([marks[0], *(i for p in pieces for i in p), marks[1]]),
            first=1 + np.cumsum(lengths) - lengths,
            features={name: values[first:last] for name, values in self._features.items()},
            head=np.where((head < 0) | (head >= size), np.arange(size), head),
            sentence=self._sentence[first:last],
        )


@lru_cache(maxsize=KNOWN)
def _shape(text: str) -> int:
    if text.islower():
        return 0
    if text.istitle():
        return 1
    if text.isupper():
        return 2
    if any(c.isdigit() for c in text):
        return 3
    return 4 if not any(c.isalpha() for c in text) else 5


def top(window: Window, first: int, last: int) -> int:
    """The word of a run of the window that the others hang on."""
    for n in range(first, last):
        if not first <= window.head[n] < last or window.head[n] == n:
            return n
    return first


def seen_from(window: Window, first: int, last: int) -> dict[str, Ints]:
    """How each word of a window lies to a cue: its path in the parse, the branch it is on, its distance."""
    cue = top(window, first, last)
    head, dependency = window.head, window.features["dependency"]
    size = len(head)
    above = {cue: 0}
    at, steps = cue, 0
    while head[at] != at and steps < 64:
        at, steps = int(head[at]), steps + 1
        above[at] = steps
    up, down = np.full(size, -1), np.zeros(size, dtype=np.int64)
    branch = np.zeros(size, dtype=np.int64)
    for n, steps in above.items():
        up[n] = steps
    for n in range(size):
        at = n
        climbed: list[int] = []
        while up[at] < 0 and len(climbed) < 64:
            climbed.append(at)
            if head[at] == at:
                break
            at = int(head[at])
        if up[at] < 0:
            continue  # another sentence
        for child in reversed(climbed):
            parent = int(head[child])
            up[child], down[child] = up[parent], down[parent] + 1
            branch[child] = branch[parent] if down[parent] else dependency[child]
    path = np.where(up < 0, 0, 1 + np.minimum(up, UP) * (DOWN + 1) + np.minimum(down, DOWN))
    places = np.arange(size)
    away = np.where(places < first, places - first, np.where(places >= last, places - last + 1, 0))
    return {
        "path": path,
        "branch": branch,
        "sentence": NEAR + np.clip(window.sentence - window.sentence[cue], -NEAR, NEAR),
        "distance": FAR + np.clip(away, -FAR, FAR),
        "cue": ((places >= first) & (places < last)).astype(np.int64),
    }
