"""A name, and what is known of its bearer, held against a list: which entries it may be, and why.

A name alone is never a finding: where nothing else can be compared, that is the result ("same name, nothing to
compare"), whatever the score.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from probata.records import Entry, EntryKind, Identifier, ListedName, NameKind
from probata.screening.comparing import BORDERLINE, THRESHOLD, Comparison, compare
from probata.screening.index import Index, is_person
from probata.screening.names import name_of

CONTEXT: dict[str, float] = {
    "kind": 0.30,  # a person where the list has a ship
    "birth": 0.30,  # another year of birth, by more than one year
    "country": 0.10,  # no country in common
    "identifier": 0.30,  # a number of the same kind, but another
    "weak name": 0.15,  # the list itself calls the name weak
    "initials": 0.15,  # a first name is only an initial
}
"""What speaks against an entry whose name fits, and what it takes from the score; by judgement."""


class Verdict(StrEnum):
    """What comes out of it. ``IDENTIFIED``: a number that only one bears. ``MATCH``: the name fits, something else
    agrees, nothing disagrees. ``NAME_ONLY``: the name fits and there is nothing to compare. ``CHECK``: borderline."""

    IDENTIFIED = "identified by number"
    MATCH = "match"
    NAME_ONLY = "same name, nothing to compare"
    CHECK = "to check"


@dataclass(frozen=True, slots=True)
class Query:
    """Who is asked for. Unknown is ``None`` or ``()``. ``countries`` are codes (ISO 3166, two letters)."""

    name: str
    kind: EntryKind | None = None
    births: tuple[int, ...] = ()
    countries: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that may be meant: by which of its names, with what score, and what agrees and disagrees, in words."""

    entry: Entry
    form: ListedName
    score: float
    verdict: Verdict
    agrees: tuple[str, ...]
    disagrees: tuple[str, ...]


Countries = Callable[[str], str]
"""The code of a country in the list's words; the words themselves where it isn't known."""


def screen(
    query: Query, index: Index, threshold: float = THRESHOLD, countries: Countries = lambda words: words.upper()
) -> list[Match]:
    """The entries that the query may be, best first: those from ``threshold`` on, and the borderline ones."""
    found: dict[str, Match] = {}
    for number in query.identifiers:
        for entry in index.by_number(number.value, number.kind):
            found[entry.ref] = identified(entry, number, query.name)
    asked = name_of(query.name)
    best: dict[int, tuple[Comparison, ListedName]] = {}
    for candidate in index.candidates(asked.words):
        compared = compare(asked, candidate.compared, candidate.person)
        if compared.score >= BORDERLINE and (
            candidate.entry not in best or _rank(compared, candidate.name) > _rank(*best[candidate.entry])
        ):
            best[candidate.entry] = compared, candidate.name
    for n, (compared, form) in best.items():
        entry = index.entry(n)
        if entry.ref not in found:
            match = judge(query, entry, form, compared, threshold, countries)
            if match is not None:
                found[entry.ref] = match
    return sorted(found.values(), key=lambda m: (m.verdict is not Verdict.IDENTIFIED, -m.score, m.entry.ref))


def identified(entry: Entry, number: Identifier, name: str = "") -> Match:
    """The match by a number. Ships are renamed and keep theirs; for others (two states may give one passport number) a
    name that is none of the entry's leaves it to be checked."""
    form = next((n for n in entry.names if n.kind is NameKind.PRIMARY), entry.names[0])
    agrees = (f"{number.kind} {number.value}",)
    asked, person = name_of(name), is_person(entry.kind)
    if not name or any(compare(asked, name_of(n.text), person).score >= BORDERLINE for n in entry.names):
        return Match(entry, form, 1.0, Verdict.IDENTIFIED, agrees, ())
    verdict = Verdict.IDENTIFIED if number.kind == "imo" else Verdict.CHECK
    return Match(entry, form, 1.0, verdict, agrees, (f"name: {name} is none of the entry's",))


def judge(
    query: Query, entry: Entry, form: ListedName, compared: Comparison, threshold: float, countries: Countries
) -> Match | None:
    """The match with what speaks for and against it; ``None`` where it falls below the borderline."""
    agrees: list[str] = []
    disagrees: list[str] = []
    cost = 0.0
    if compared.agree:
        agrees.append("name: " + " ".join(compared.agree))
    named = list(compared.differences)
    disagrees += [f"name, {d.name}{': ' + d.words if d.words else ''} (-{d.cost:.2f})" for d in named]
    context = 0

    def against(what: str, told: str) -> None:
        nonlocal cost
        cost += CONTEXT[what]
        disagrees.append(f"{told} (-{CONTEXT[what]:.2f})")

    if query.kind not in (None, EntryKind.UNKNOWN) and entry.kind is not EntryKind.UNKNOWN:
        if query.kind is entry.kind:
            agrees.append(f"kind: {entry.kind}")
        else:
            against("kind", f"kind: {query.kind}, on the list {entry.kind}")
    if query.births and entry.births:
        listed = ", ".join(b.date or f"{b.first}-{b.last}" for b in entry.births)
        if any(b.first - 1 - b.circa <= year <= b.last + 1 + b.circa for b in entry.births for year in query.births):
            agrees.append(f"birth: {listed}")
            context += 1
        else:
            against("birth", f"birth: {', '.join(map(str, query.births))}, on the list {listed}")
    if query.countries and entry.countries:
        codes = {countries(c) for c in entry.countries}
        if codes & set(query.countries):
            agrees.append("country: " + ", ".join(sorted(codes & set(query.countries))))
            context += 1
        else:
            against("country", f"country: {', '.join(query.countries)}, on the list {', '.join(sorted(codes))}")
    for number in query.identifiers:
        others = [i.value for i in entry.identifiers if i.kind == number.kind]
        if others:
            against("identifier", f"{number.kind}: {number.value}, on the list {', '.join(others)}")
    if form.kind is NameKind.WEAK:
        against("weak name", "the list calls this name weak")
    if any(d.name == "initial" for d in named):
        against("initials", "a name is only an initial")
    contradicted = cost > 0
    score = round(max(0.0, compared.score - cost), 3)
    if compared.score < BORDERLINE or (score < BORDERLINE and not contradicted):
        return None
    if (
        score < threshold
        or contradicted
        or (len(name_of(form.text).words) == 1 and not context and not _said(query, form))
    ):
        verdict = Verdict.CHECK
    else:
        verdict = Verdict.MATCH if context else Verdict.NAME_ONLY
    return Match(entry, form, score, verdict, tuple(agrees), tuple(disagrees))


def best_first(matches: Iterable[Match]) -> list[Match]:
    """Matches of several lists in one order."""
    order = list(Verdict)
    return sorted(matches, key=lambda m: (order.index(m.verdict), -m.score, m.entry.id))


def _said(query: Query, form: ListedName) -> bool:
    """Whether a single word is asked for to the letter; then it is as good a name as any."""
    bare = form.text.strip(" \"'“”‘’«»")
    return query.name.casefold() == bare.casefold() and form.kind is not NameKind.WEAK


def _rank(compared: Comparison, form: ListedName) -> tuple[float, bool]:
    return compared.score, form.kind is not NameKind.WEAK
