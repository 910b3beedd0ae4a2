"""Event coreference of the bench: what a feature tells, how groups follow, that no half is fitted on itself."""

from __future__ import annotations

from dataclasses import replace
from math import comb

import pytest
from ecbplus import both_ways, events, halvings, measure
from eventpairs import Event, Model, Pairs, amounts, clusters, fit, lemma, participants, place, report, time

PAGES = ({"quake": 1.0}, {"merger": 1.0})


def _event(name: str, chain: str, word: str = "attack", topic: int = 1, page: int = 0) -> Event:
    return Event(
        id=name,
        report=f"r{name}",
        topic=topic,
        chain=chain,
        text=word,
        lemma=word,
        types=frozenset({"use"}),
        agent=frozenset(),
        patient=frozenset(),
        days=(),
        places=frozenset(),
        amounts=(),
        page=PAGES[page],
        story=str(page),
    )


A, B = _event("a", "x"), _event("b", "x", "strike", page=1)


def test_features_speak_for_against_and_not_at_all() -> None:
    assert (lemma(A, A), lemma(A, B)) == (1, -1)
    assert participants(A, B) == 0
    army, rebels = (replace(A, agent=frozenset({w})) for w in ("army", "rebel"))
    assert (participants(army, army), participants(army, rebels), participants(army, A)) == (0.5, -0.5, 0)
    may, june = (replace(A, days=((f"2023-{m}-01", f"2023-{m}-03"),)) for m in ("05", "06"))
    assert (time(may, may), time(may, june), time(may, A)) == (1, -1, 0)
    port = replace(A, places=frozenset({"Odesa"}))
    assert (place(port, port), place(port, A)) == (1, 0)
    five, nine, some = (replace(A, amounts=(("ship", n, h),)) for n, h in ((5, 5), (9, 9), (4, None)))
    assert (amounts(five, five), amounts(five, nine), amounts(nine, some), amounts(five, A)) == (1, -0.5, 0, 0)
    assert (report(A, B), report(A, replace(B, page=PAGES[0])), report(A, replace(B, report=A.report))) == (0, 1, 1)


def test_groups_need_the_mean_of_their_pairs_and_a_type_in_common() -> None:
    # The bias alone decides: all pairs are as likely.
    model = Model((0.0,) * 6, 1.0, 0.5)
    other = replace(_event("c", "y"), types=frozenset({"visit"}))
    told = clusters(Pairs.of([A, B, other]), model)
    assert told["a"] == told["b"] != told["c"]
    both = replace(_event("d", "y"), types=frozenset({"use", "visit"}))
    told = clusters(Pairs.of([A, B, both, other]), model)
    # a, b and d are one; c could meet d alone, and a third of .73 is below a half.
    assert told["a"] == told["b"] == told["d"] != told["c"]
    assert len(set(clusters(Pairs.of([A, B]), replace(model, least=0.8)).values())) == 2
    assert clusters(Pairs.of([]), model) == {}


def _set() -> list[Event]:
    """Four topics with two events each, told by the page alone: all say "attack"."""
    return [
        replace(_event(f"{t} {p} {n}", f"{t} {p}", topic=t, page=p), page={f"{t} {p}": 1.0})
        for t in range(4)
        for p in range(2)
        for n in range(3)
    ]


def test_what_is_fitted_parts_two_events_of_one_topic() -> None:
    figures = measure(Pairs.of(_set()))
    assert figures["ours"] == figures["ours, mean of all halves"] == figures["halves above it"] == 100
    assert figures["lemma, over topics"] < figures["lemma, in the topic"] < 100
    assert (figures["mentions"], figures["events"], figures["reports"]) == (24, 8, 24)


def test_the_scored_half_is_never_fitted_on() -> None:
    found = _set()
    seen = both_ways(Pairs.of(found), (0, 1))[0]
    changed = [replace(e, chain=f"{e.chain} {e.id}") if e.topic < 2 else e for e in found]
    unseen = both_ways(Pairs.of(changed), (0, 1))[0]
    assert (unseen.model, unseen.told) == (seen.model, seen.told)
    assert unseen.f1 < seen.f1
    assert fit(Pairs.of(changed)) != fit(Pairs.of(found))


def test_every_halving_once() -> None:
    found = halvings(range(8))
    assert len(set(found)) == len(found) == comb(8, 4) // 2
    with pytest.raises(ValueError, match="one topic"):
        measure(Pairs.of([A, B]))


def test_mentions_that_call_up_no_frame_are_left_out() -> None:
    text = "Talks in Kyiv\nThe minister visited Kyiv on 3 May 2023 . He shocked the town ."
    mentions = [
        {"m_id": w, "start": at, "end": at + len(w), "text": w, "sent": 1, "event": True, "cluster": w}
        for w in ("visited", "shocked")
        for at in (text.index(w),)
    ]
    document = {"id": "d", "topic": 1, "subtopic": "s", "validated_sentences": [1], "text": text, "mentions": mentions}
    (found,) = events([document])
    assert (found.id, found.lemma, found.agent) == ("d visited", "visit", {"minister"})
    assert found.days == (("2023-05-03", "2023-05-03"),)
    assert "visit" in found.types
    assert events([document | {"validated_sentences": [0]}]) == []
