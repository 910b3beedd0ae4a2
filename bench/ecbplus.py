"""Event coreference on ECB+ dev, of the events whose words call up one of our frames.

    python bench/ecbplus.py              CoNLL F1 of the lemma baselines and of ours, and the weights of the features
    python bench/ecbplus.py --show       and the pairs joined wrongly and missed, the commonest words first

The subset
    Gold event mentions in validated sentences (those in which ECB+ ties events over documents, and in which others
    score) whose head calls up a frame with all words that the trigger asks for. The frames were made for other news:
    "hit" and "host" call up some of them by another sense. Spans are gold; chain and topic serve for scoring alone.

The baselines
    *In the topic*: the same lemma of the head is the same event inside a gold topic, which ours isn't told; the one
    to beat. *Over topics*: the same lemma is the same event in the whole half. *In the story*: the topic is that of
    ``probata stories`` over all reports; nothing is fitted. It shows how much of ours is due to the stories alone.

Ours
    Mentions that share no type of event never meet, as in the product. Any other pair has a score, the sum of the
    named features of ``bench/eventpairs.py`` (from -1 to 1) times their weights. The two groups likeliest to be one
    event by the mean of their pairs become one, again and again, down to a threshold. Parse, references, times,
    places, amounts and the likeness of reports are the product's. Weights (logistic regression) and threshold are
    fitted on one half of the topics and scored on the other, both ways, for every way to halve them; "ours" is of the
    halves by turns (first, third ... topic; second, fourth ...). Which features there are was chosen on these halves
    too, and the rarity of terms and the scale of "report" (``incidents/stories``) on three sets of which ECB+ dev is
    one: a set never seen may do worse.

    ECB+ tells of crime, film, sport and disasters, so that few claims come of it, and hardly any with both parties:
    the product's cells and incidents can't be measured on it. This tells what the same kinds of evidence are worth
    in other news; nothing of it is in the product but what it reuses.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import mean
from typing import TYPE_CHECKING, Any

from eventpairs import FEATURES, Event, Model, Pairs, Vector, clusters, fit, scored
from stories import clusters as stories_of
from stories import documents, ecb

from probata.claims.framefile import Frames, load_frames
from probata.claims.limits import beside
from probata.claims.tree import headline_verb, is_verb, noun_slots, verb_slots
from probata.incidents.stories.terms import terms_of
from probata.incidents.stories.weights import Frequencies

if TYPE_CHECKING:
    from spacy.tokens import Token

    from probata.language.annotated import Annotated, Paragraph

GOLD = "gold/clusters/ecbplus-dev.jsonl"


def events(given: Sequence[Mapping[str, Any]]) -> list[Event]:
    """The subset of the documents' mentions, in order of the set; ``ValueError`` where offsets would not hold."""
    from probata.knowledge import load
    from probata.language.annotation import annotate
    from probata.language.parse import load_model
    from probata.reading import read_text
    from probata.settings import Settings

    nlp, knowledge, frames = load_model(Settings().model), load(), load_frames()
    items = ecb(given)
    story = stories_of(items)
    pages = {i.id: terms_of(i.id, i.text, title=i.title) for i in items}
    frequencies = Frequencies()
    for terms in pages.values():
        frequencies.add(terms)
    found = []
    for document in given:
        annotated = annotate(read_text(document["text"], label=document["id"]), knowledge, nlp)
        if annotated.report.text != document["text"]:
            raise ValueError(f"reading has changed the text of {document['id']}, so its labels have moved")
        vector = frequencies.vector(pages[document["id"]])
        reader = _Reader(annotated, vector, story[document["id"]], frames)
        counted = [m for m in document["mentions"] if m["event"] and m["sent"] in document["validated_sentences"]]
        found += [e for m in counted if (e := reader.event(document, m)) is not None]
    return found


def called(token: Token, frames: Frames) -> tuple[frozenset[str], dict[str, list[Token]]]:
    """The types of event that a word calls up, and what stands in its slots."""
    verb = is_verb(token) or headline_verb(token)
    slots = verb_slots(token) if verb else noun_slots(token, frozenset())
    around = beside(token, slots)
    pairs = (frames.by_verb if verb else frames.by_noun).get(token.lemma_.lower(), ())
    return frozenset(f.type.value for t, f in pairs if all(w in around for w in t.with_words)), slots


_AGENT = ("subject", "by", "poss")
_PATIENT = ("object", "dative", "of", "to", "at", "on", "against", "from")


class _Reader:
    """One report, to be asked for what is told of a word in it."""

    def __init__(self, annotated: Annotated, page: Vector, story: str, frames: Frames) -> None:
        self._annotated, self._page, self._story, self._frames = annotated, page, story, frames
        self._behind = {(r.start, r.end): r for r in annotated.references}

    def event(self, document: Mapping[str, Any], mention: Mapping[str, Any]) -> Event | None:
        """The mention as an event; ``None`` where it calls up no frame."""
        paragraph = self._at(mention["start"])
        span = paragraph.span(mention["start"], mention["end"]) if paragraph is not None else None
        if paragraph is None or span is None:
            return None
        token = span.root
        types, slots = called(token, self._frames)
        if not types:
            return None
        start, end = paragraph.offsets(token.sent)
        told = self._annotated
        inside = [t.interval for t in told.times if start <= t.start < end and t.interval is not None]
        amounts = [q for q in told.quantities if start <= q.start < end]
        return Event(
            id=f"{document['id']} {mention['m_id']}",
            report=document["id"],
            topic=document["topic"],
            chain=mention["cluster"],
            text=mention["text"],
            lemma=token.lemma_.lower(),
            types=types,
            agent=self._who(paragraph, slots, _AGENT),
            patient=self._who(paragraph, slots, _PATIENT),
            days=tuple((i.start, i.end) for i in inside if i.start and i.end),
            places=frozenset(p.name for p in told.places if start <= p.start < end and p.name and not p.wide),
            amounts=tuple((q.unit, q.low, q.high) for q in amounts if q.unit),
            page=self._page,
            story=self._story,
        )

    def _at(self, offset: int) -> Paragraph | None:
        return next((p for p in self._annotated.paragraphs if p.start <= offset < p.end), None)

    def _who(self, paragraph: Paragraph, slots: Mapping[str, list[Token]], names: Iterable[str]) -> frozenset[str]:
        """The last words of the names, else the nouns, that stand in the slots; a pronoun is the noun behind it."""
        heads = [t for name in names for t in slots.get(name, ())]
        return frozenset(w for t in heads if (w := self._word(paragraph, t)))

    def _word(self, paragraph: Paragraph, token: Token) -> str | None:
        start, end = paragraph.offsets(token)
        reference = self._behind.get((start, end))
        if reference is not None and not reference.clause:
            behind = self._at(reference.head)
            span = behind.span(reference.head, reference.head + 1) if behind is not None else None
            token = span.root if span is not None else token
        return token.lemma_.lower() if token.pos_ in {"NOUN", "PROPN"} else None


def same_lemma(found: Iterable[Event], in_topic: bool) -> dict[str, Hashable]:
    """The lemma baseline."""
    return {e.id: (e.topic if in_topic else 0, e.lemma) for e in found}


@dataclass(frozen=True)
class Half:
    """Some topics, scored by a model of the other ones."""

    pairs: Pairs
    model: Model
    told: Mapping[str, Hashable]

    @property
    def f1(self) -> float:
        """CoNLL F1 of ours."""
        return scored(self.pairs.events, self.told).f1

    def baseline(self, in_topic: bool) -> float:
        """CoNLL F1 of the lemma baseline."""
        return scored(self.pairs.events, same_lemma(self.pairs.events, in_topic)).f1


def both_ways(pairs: Pairs, first: Iterable[int]) -> tuple[Half, Half]:
    """The topics in two halves, each scored by the other's model; ``first`` are those of one."""
    topics = {e.topic for e in pairs.events}
    one, other = (pairs.within(t) for t in (frozenset(first), topics - frozenset(first)))
    halves = []
    for scored_on, fitted_on in ((one, other), (other, one)):
        model = fit(fitted_on)
        halves.append(Half(scored_on, model, clusters(scored_on, model)))
    return halves[0], halves[1]


def halvings(topics: Sequence[int]) -> list[tuple[int, ...]]:
    """Each way to halve the topics, told by the half with the first topic, once."""
    return [c for c in combinations(topics, len(topics) // 2) if topics[0] in c]


def measure(pairs: Pairs) -> dict[str, float]:
    """The row of the evaluation page. :class:`ValueError` is raised for a set without two topics."""
    topics = sorted({e.topic for e in pairs.events})
    if len(topics) < 2:
        raise ValueError("the mentions are of one topic, which can't be halved")
    halves = both_ways(pairs, topics[::2])
    told = {m: (n, g) for n, half in enumerate(halves) for m, g in half.told.items()}
    all_halves = [half for first in halvings(topics) for half in both_ways(pairs, first)]
    chains = Counter(e.chain for e in pairs.events)
    ours = scored(pairs.events, told)
    over = {m: (n, g) for n, h in enumerate(halves) for m, g in same_lemma(h.pairs.events, False).items()}
    share = {
        "ours": ours.f1,
        "lemma, in the topic": scored(pairs.events, same_lemma(pairs.events, True)).f1,
        "lemma, over topics": scored(pairs.events, over).f1,
        "lemma, in the story": scored(pairs.events, {e.id: (e.story, e.lemma) for e in pairs.events}).f1,
        "MUC": ours.muc.f1,
        "B3": ours.b_cubed.f1,
        "CEAF-e": ours.ceaf_e.f1,
        "ours, mean of all halves": mean(h.f1 for h in all_halves),
        "lemma in the topic, mean of all halves": mean(h.baseline(in_topic=True) for h in all_halves),
        "halves above it": mean(h.f1 > h.baseline(in_topic=True) for h in all_halves),
    }
    return {name: round(100 * value, 1) for name, value in share.items()} | {
        "mentions": len(pairs.events),
        "events": len(chains),
        "told more than once": sum(n > 1 for n in chains.values()),
        "reports": len({e.report for e in pairs.events}),
    }


def figures(given: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """The row of the evaluation page, from the documents of the set."""
    return measure(Pairs.of(events(given)))


def show(half: Half) -> None:
    """Prints the words of the pairs that are joined wrongly and of those missed."""
    wrong: dict[str, Counter[str]] = {"joined": Counter(), "missed": Counter()}
    for a, b in combinations(half.pairs.events, 2):
        if (a.chain == b.chain) != (half.told[a.id] == half.told[b.id]):
            words = f"{a.topic} {' / '.join(sorted((a.text, b.text)))}"
            wrong["missed" if a.chain == b.chain else "joined"][words] += 1
    for name, pairs in wrong.items():
        print(name, *(f"   {n:4} {words}" for words, n in pairs.most_common(20)), sep="\n")


def main() -> None:
    """Prints what is asked for."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--show", action="store_true")
    asked = options.parse_args()
    pairs = Pairs.of(events(list(documents(GOLD))))
    print(json.dumps(measure(pairs), indent=1))
    for half in both_ways(pairs, sorted({e.topic for e in pairs.events})[::2]):
        weights = {f.name: round(w, 2) for f, w in zip(FEATURES, half.model.weights, strict=True)}
        print("topics", *sorted({e.topic for e in half.pairs.events}), "by the weights of the others:", weights)
        print(f"   bias {half.model.bias:.2f}, threshold {half.model.least}, ours {100 * half.f1:.1f}", end=", ")
        topic, over = (100 * half.baseline(in_topic=known) for known in (True, False))
        print(f"lemma in the topic {topic:.1f}, over topics {over:.1f}")
        if asked.show:
            show(half)


if __name__ == "__main__":
    main()
