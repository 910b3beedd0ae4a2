"""Words and sentences of made-up news: a line is a list of pieces, some of them labelled with what they give.

Lines of one draft keep their words when they are copied; two lines of one meaning made apart share little more
than names and figures, as independent reports do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random
from typing import Any

NOUNS = (
    "inspector harbour ledger convoy corridor warehouse ministry clerk railway invoice delegation shipyard archive "
    "pilot customs tender barge terminal quarry depot crane broker embassy counsel surveyor bulletin estuary granary "
    "viaduct foundry registry envoy magistrate auditor consignment manifest refinery turbine canteen dossier "
    "lighthouse siding workshop parliament bureau committee treasury garrison laboratory hangar orchard canal briefing "
    "census frontier insurer charter cargo gantry signal mooring escort toll permit forecast annexe rota stamp notebook"
).split()
ADJECTIVES = (
    "quiet northern disputed seasonal routine crowded narrow idle foreign provincial early late unusual heavy modest "
    "rusting temporary veteran careful private stormy distant joint coastal partial dusty sealed vacant brisk former "
    "floodlit unmarked bilateral tidal costly stubborn patient frozen hasty detailed muddy formal gradual hidden"
).split()
VERBS = (
    "reviewed followed crossed measured delayed repaired noted rented guarded emptied counted visited closed painted "
    "mapped audited escorted drained renewed surveyed postponed photographed unloaded fenced sketched weighed widened "
    "numbered copied stored towed fuelled sorted lit moved blocked cleared compared listed staffed rebuilt leased"
).split()
ADVERBS = (
    "slowly overnight again twice briefly openly nearby since before daily rarely abruptly quietly formally "
    "eventually jointly abroad ashore upstream inland carefully midweek anew partly"
).split()
GIVEN = "Mara Oskar Ilse Tobin Renata Jurek Halina Anselm Petra Corin Yara Matteo Signe Bram Odile Ravi".split()
FAMILY = (
    "Ostwick Brandel Kessling Marrow Ivandale Tollner Aske Verhoun Quillan Dastre Lowenz Pirrow Haskin Eldra".split()
)
SOUNDS = "ba ko ri ten mu sal dor vin ek lo par ush gri nel tam or ze fin wel ka".split()

SAYS = ("said", "stated", "announced", "reported", "told reporters", "confirmed", "maintained", "added")
ALLEGES = ("alleged", "claimed", "accused", "suspected", "charged", "contended")
DENIES = ("denied", "rejected the claim", "dismissed reports", "disputed")

_FILLERS = (
    "A {a} {n} near the {n2} had {v} the {n3} {d}",
    "{N} and {n2} were {v} {d} by a {a} {n3}",
    "Nobody at the {a} {n} had {v} its {n2} {d}",
    "The {n} of the {n2} {v} one {a} {n3} {d}",
    "{D}, a {n} with {a} papers {v} the {n2} beside its {n3}",
    "Two {a2} files on the {n} were {v} by the {a} {n2} {d}",
    "Its {n} stays {a}, although a {n2} {v} the {n3} {d}",
    "What the {a} {n} {v} {d} was a {a2} {n2}",
)
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence: its pieces with their labels (empty for none), and what it claims (``None`` for filling)."""

    pieces: tuple[tuple[str, str], ...]
    meaning: Any = None


def name(rng: Random) -> str:
    """A person nobody is."""
    made = "".join(rng.choices(SOUNDS, k=2)).capitalize()
    return f"{rng.choice(GIVEN)} {rng.choice(FAMILY)}-{made}"


def _fill(pattern: str, rng: Random) -> str:
    r = rng.choice
    n = r(NOUNS)
    d = r(ADVERBS)
    return pattern.format(
        n=n, N=n.capitalize(), n2=r(NOUNS), n3=r(NOUNS), a=r(ADJECTIVES), a2=r(ADJECTIVES), v=r(VERBS), d=d,
        D=d.capitalize(),
    )  # fmt: skip


def filler(rng: Random) -> Line:
    """A sentence that claims nothing, of two clauses, hardly ever the same twice."""
    first, second = rng.sample(_FILLERS, 2)
    other = _fill(second, rng)
    return Line((("", f"{_fill(first, rng)}, while {other[0].lower()}{other[1:]}."),))


def tail(rng: Random) -> str:
    """A clause to end a sentence with."""
    r = rng.choice
    link = r(("as", "after", "while", "before", "since"))
    return f"{link} a {r(ADJECTIVES)} {r(NOUNS)} {r(VERBS)} the {r(NOUNS)} {r(ADVERBS)}"


SAID = (
    "{source} {cue} {after} that {event}, {tail}.",
    "{event}, {source} {cue} {after}, {tail}.",
    "{Tail}, {source} {cue} that {event}.",
    "In a note on its {noun}, {source} {cue} that {event}.",
    "{source}, whose {noun} {tail}, {cue} that {event}.",
    "Asked about the {noun}, {source} {cue} that {event}, {tail}.",
)
RELAYED = (
    "{source} {cue} that {event}, {via} reported {after}, {tail}.",
    "{via} wrote, {tail}, that {source} {cue} that {event}.",
    "Citing {source}, who {cue} it {after}, {via} reported that {event}.",
)
VOICED = ("{event}, {tail}.", "{Tail}, {event}.", "{event}, and {tail}.")
ACTS = (
    "{agent} {verb}{things}{to}{place}{time}",
    "{time1}{agent} {verb}{things}{to}{place}",
    "{agent}, {tail2}, {verb}{things}{to}{time}{place}",
)


def compose(patterns: tuple[str, ...], slots: dict[str, str], rng: Random, meaning: Any) -> Line:
    """A sentence of a pattern; the slots named in ``slots`` become labelled pieces, in the order of the text.

    ``things``, ``to``, ``time`` and ``place`` may be missing. ``time`` and ``place`` come with a space before.
    """
    pieces: list[tuple[str, str]] = []

    def put(label: str, text: str) -> None:
        if text:
            pieces.append((label, text))

    def expand(pattern: str) -> None:
        at = 0
        for slot in _SLOT.finditer(pattern):
            put("", pattern[at : slot.start()])
            at = slot.end()
            key = slot[1]
            if key == "event":
                put("<", "\u200b")  # marks where the event's words begin and end; never printed
                expand(rng.choice(ACTS))
                put(">", "\u200b")
            elif key in ("tail", "tail2"):
                put("", tail(rng))
            elif key == "Tail":
                words = tail(rng)
                put("", words[0].upper() + words[1:])
            elif key == "noun":
                put("", rng.choice(NOUNS))
            elif key == "after":
                put("", f"{rng.choice(ADVERBS)} at a {rng.choice(ADJECTIVES)} {rng.choice(NOUNS)}")
            elif key == "things":
                if slots.get("quantity") or slots.get("object"):
                    put("", " ")
                if slots.get("quantity"):
                    put("quantity", slots["quantity"])
                    put("", " of " if slots.get("object") else "")
                put("object", slots.get("object", ""))
            elif key == "to" and slots.get("counterpart"):
                put("", slots["to"])
                put("counterpart", slots["counterpart"])
            elif key == "time1" and slots.get("time"):
                put("time", slots["time"])
                put("", ", ")
            elif key in ("time", "place") and slots.get(key):
                put("", " " if key == "time" else " near ")
                put(key, slots[key])
            elif key in slots and key not in ("to", "time", "place"):
                put(key, slots[key])
        put("", pattern[at:])

    expand(rng.choice(patterns))
    return Line(tuple(pieces), meaning)
