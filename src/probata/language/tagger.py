"""The learned tagger: cues, their sources and contents, and how far each event is put as having happened.

A small encoder and three heads, trained by ``training/attribution`` (model card beside the model file),
run by onnxruntime on one thread. It only proposes spans; who the source is and which stance the cue has
are the rules' work (:mod:`probata.language.attribution`).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from probata.errors import KnowledgeError
from probata.language.annotated import Paragraph
from probata.language.decoding import Floats, Ints, best_tags, runs, shares
from probata.language.windows import WORD_FEATURES, Pieces, Window, seen_from, windows

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

BUDGET = 320
"""Word pieces read at once, with their padding: what stays in the processor's cache, by measurement."""
CUES = 16
"""Cues looked at at once, for the same reason."""
DECODED = 64
"""Windows whose tags are decoded at once; they come in order of length, so that little is padding."""
SLOW = ["SkipLayerNormFusion"]
"""What onnxruntime does to make a graph faster, and makes this one slower by a sixth (1.32, measured)."""

Run = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tagged:
    """An attribution as the model sees it, in tokens of one parse (first, last exclusive).

    ``score`` is the model's own probability of the cue, 0 to 1.
    """

    cue: Run
    source: Run | None
    content: tuple[Run, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Tags:
    """What the model makes of one parse. ``facts`` has two numbers from -3 to 3 for each token: how sure the
    writer is of its event, and whether it has happened; ``cues`` its probability of being part of a cue."""

    attributions: tuple[Tagged, ...]
    facts: Floats
    cues: Floats


class Tagger:
    """The model in a folder: ``words.onnx``, ``pairs.onnx``, ``tokenizer.json`` and ``tagger.json``."""

    def __init__(self, folder: Path) -> None:
        # It reports to its maker from the moment it is imported (seen in 1.32; its own switch only works after that),
        # and what an analyst reads is nobody else's.
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        from onnxruntime import InferenceSession, SessionOptions
        from tokenizers import Tokenizer

        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._words: InferenceSession = InferenceSession(folder / "words.onnx", options, disabled_optimizers=SLOW)
        self._asked = [i.name for i in self._words.get_inputs()]
        self._pairs: InferenceSession = InferenceSession(folder / "pairs.onnx", options, disabled_optimizers=SLOW)
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self.pieces = Pieces(tokenizer)
        made: dict[str, Any] = json.loads((folder / "tagger.json").read_text(encoding="utf-8"))
        self.version: str = made["version"]
        self.bias = float(made["cue_bias"])
        self._chain = {
            name: (np.array(made[name]["moves"], dtype=np.float32), np.array(made[name]["first"], dtype=np.float32))
            for name in ("cue", "pair")
        }

    def read(self, paragraphs: Sequence[Paragraph]) -> list[Tags]:
        """The tags of each paragraph, in their order."""
        cut = [(n, w) for n, p in enumerate(paragraphs) for w in windows(p.doc, self.pieces)]
        cut.sort(key=lambda c: -len(c[1].pieces))
        words: list[Floats] = []
        emissions: list[Floats] = []
        facts = [np.zeros((len(p.doc), 2), dtype=np.float32) for p in paragraphs]
        for batch in _batches(cut):
            vectors, scores, numbers = self._encode([w for _, w in batch])
            for (n, window), own in zip(batch, numbers, strict=True):
                facts[n][window.tokens] = np.clip(own[: len(window.tokens)], -3, 3)
            words += list(vectors)
            emissions += list(scores)
        attributions: list[list[Tagged]] = [[] for _ in paragraphs]
        shares_ = [np.zeros(len(p.doc), dtype=np.float32) for p in paragraphs]
        some = [w for _, w in cut]
        cues: list[tuple[int, int, int, float]] = []
        for at, (own, share) in enumerate(self._cues(some, emissions)):
            n, window = cut[at]
            shares_[n][window.tokens] = 1 - share[:, 0]
            cues += [(at, a, b, float(share[a, 1])) for a, b in own]
        for at, found in self._attributions(some, words, cues):
            attributions[cut[at][0]].append(found)
        return [
            Tags(tuple(sorted(found, key=lambda t: t.cue)), own, share)
            for found, own, share in zip(attributions, facts, shares_, strict=True)
        ]

    def _encode(self, some: Sequence[Window]) -> tuple[Floats, Floats, Floats]:
        given = {
            "pieces": padded([w.pieces for w in some]),
            "mask": padded([np.ones_like(w.pieces) for w in some]),
            "first": padded([w.first for w in some]),
            **{f: padded([w.features[f] for w in some]) for f in WORD_FEATURES},
        }
        given = {name: given[name] for name in self._asked}  # a graph without attention asks for no mask
        words, emissions, facts = self._words.run(["words", "cues", "facts"], given)
        return words, emissions, facts

    def _cues(self, some: Sequence[Window], emissions: Sequence[Floats]) -> Iterator[tuple[list[Run], Floats]]:
        """The cues of each window and the shares of their tags; many windows at once, a word being one step for all."""
        for begin in range(0, len(some), DECODED):
            part = some[begin : begin + DECODED]
            real = padded([np.ones_like(w.first) for w in part])
            scores = np.zeros((*real.shape, 3), dtype=np.float32)
            for row, window in enumerate(part):
                scores[row, : len(window.first)] = emissions[begin + row][: len(window.first)]
            scores[:, :, 1] += self.bias
            tags = best_tags(scores, *self._chain["cue"], real)
            share = shares(scores, *self._chain["cue"], real)
            for window, own, of in zip(part, tags, share, strict=True):
                yield list(runs(own.tolist(), 1)), of[: len(window.first)]

    def _attributions(
        self, some: Sequence[Window], words: Sequence[Floats], cues: Sequence[tuple[int, int, int, float]]
    ) -> Iterator[tuple[int, Tagged]]:
        for begin in range(0, len(cues), CUES):
            asked = cues[begin : begin + CUES]
            for (n, a, b, score), own in zip(asked, self._roles(some, words, asked), strict=True):
                tokens = some[n].tokens
                tagged = _tagged(tokens, (a, b), own[: len(tokens)].tolist(), score)
                if tagged is not None:
                    yield n, tagged

    def _roles(
        self, some: Sequence[Window], words: Sequence[Floats], cues: Sequence[tuple[int, int, int, float]]
    ) -> Ints:
        real = padded([np.ones_like(some[n].first) for n, *_ in cues])
        own = np.zeros((*real.shape, words[0].shape[1]), dtype=np.float32)
        for row, (n, *_) in enumerate(cues):
            own[row, : len(some[n].first)] = words[n][: len(some[n].first)]
        seen = [seen_from(some[n], a, b) for n, a, b, _ in cues]
        scores = self._pairs.run(
            ["roles"],
            {
                "own": own,
                "real": real,
                "first": np.array([a for _, a, *_ in cues]),
                "last": np.array([b - 1 for _, _, b, _ in cues]),
                **{f: padded([s[f] for s in seen]) for f in seen[0]},
            },
        )[0]
        return best_tags(scores, *self._chain["pair"], real)


def _tagged(tokens: Ints, cue: Run, tags: Sequence[int], score: float) -> Tagged | None:
    def place(run: Run) -> Run:
        return int(tokens[run[0]]), int(tokens[run[1] - 1]) + 1

    content = tuple(place(r) for r in runs(tags, 3))
    if not content:
        return None
    source = max(runs(tags, 1), key=lambda r: r[1] - r[0], default=None)
    return Tagged(place(cue), place(source) if source else None, content, score)


def padded(arrays: Sequence[Ints]) -> Ints:
    """The arrays in one, filled up with 0 at their ends."""
    found = np.zeros((len(arrays), max(len(a) for a in arrays)), dtype=np.int64)
    for n, a in enumerate(arrays):
        found[n, : len(a)] = a
    return found


def _batches(cut: Sequence[tuple[int, Window]]) -> Iterator[list[tuple[int, Window]]]:
    """Windows of like length together: padding costs as much as words."""
    batch: list[tuple[int, Window]] = []
    for one in cut:
        if batch and (len(batch) + 1) * len(batch[0][1].pieces) > BUDGET:
            yield batch
            batch = []
        batch.append(one)
    if batch:
        yield batch


@cache
def load_tagger(language: str = "en") -> Tagger:
    """The model that ships for a language, loaded once a process. :class:`KnowledgeError` if there is none."""
    folder = Path(str(files("probata.language") / "models" / language))
    advice = "install Probata anew or set PROBATA_ATTRIBUTION=rules"
    if not (folder / "words.onnx").is_file():
        raise KnowledgeError(f"the attribution model is not in {folder}; {advice}")
    try:
        return Tagger(folder)
    except Exception as error:  # a cut file, a library that doesn't load: each fails in its own way
        words = " ".join(str(error).split())[:200]
        raise KnowledgeError(f"the attribution model in {folder} can't be read ({words}); {advice}") from error
