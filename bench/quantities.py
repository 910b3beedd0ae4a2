"""Scores amounts on NewsQuant, by the rule that CQE was published with.

    python bench/quantities.py                 the dev part
    python bench/quantities.py --show          with every miss and every amount too many
    python bench/quantities.py path/to/docs.jsonl

Source of the rule: Almasian, Kazakova, Göldner and Gertz, "CQE: A Comprehensive Quantity Extractor" (EMNLP 2023),
and ``evaluate_models.py`` of github satya77/CQE_Evaluation, by which they score: a gold amount is found if a value is
equal (``numpy.isclose``, relative 1e-5, absolute 1e-8; of a range both ends), and found with its unit if the
normalised unit is equal too. Precision is over everything found, recall over everything labelled, all sentences pooled.

What is compared
    Each amount of ``probata extract`` is an answer, and so is each of its ``alternatives``. An answer whose ``low`` and
    ``high`` are equal is a point; one that is open on one side is a point at the other (gold writes "more than 20" as
    20 with change ">"); any other is a range. A point is right where gold has a point, a range where gold has a range.
    Gold writes some falls as ranges from above ("from 4.8 to 4.7"); the ends of a range are put in order first.
    Gold's intervals for soft words ("dozens" 12-120, "millions" 1-10 million) are not those of our guidelines
    ("dozens" is 24 and more) and are left to count as misses.
    Each gold amount takes at most one answer of its sentence and each answer serves one gold amount: first those that
    agree in value and unit, then those that agree in value. (CQE's script lets a gold amount take a second answer
    until the units agree, which can only raise its figures.)

Bound
    Of the amounts that agree in value: gold's change must be ours. Ours is ``>`` where ``high`` is open, ``<`` where
    ``low`` is, ``~`` where there is an approximator that leaves both, else ``=``. Gold's "up" and "down" tell which
    way something went and count as ``=``: Probata reads no trends.

Unit
    Units of measure and currencies are compared by name, ours put into gold's words by ``GOLD_NAMES``, also in a rate
    ("USD per barrel" is "dollar per barrel"). ``None`` is gold's "-".
    A counted noun is a class of ours ("soldiers" are ``person``), while gold keeps the noun with its modifiers
    ("first-team player"). *unit*: the head of gold's words falls into our class, by the product's own table.
    *unit to the letter*: the words of our amount behind its number, lemmas without function words, are gold's
    normalised unit; this is CQE's own test.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from probata.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("PROBATA_SHARED", ROOT.parent / "shared"))
DEV = "gold/quantities/newsquant-dev.jsonl"

GOLD_NAMES = {
    "USD": "dollar",
    "EUR": "euro",
    "GBP": "pound sterling",
    "JPY": "japanese yen",
    "CAD": "canadian dollar",
    "AUD": "australian dollar",
    "NZD": "new zealand dollar",
    "HKD": "hong kong dollar",
    "SGD": "singaporean dollar",
    "CHF": "swiss franc",
    "CNY": "chinese yuan",
    "KRW": "south korean won",
    "INR": "indian rupee",
    "RUB": "russian ruble",
    "UAH": "ukrainian hryvnia",
    "MYR": "malaysian ringgit",
    "DKK": "danish krone",
    "SEK": "swedish krona",
    "NOK": "norwegian krone",
    "ILS": "shekel",
    "HRK": "croatian kuna",
    "TRY": "turkish lira",
    "ZAR": "south african rand",
    "MXN": "mexican peso",
    "BRL": "brazilian real",
    "BTC": "bitcoin",
    "percent": "percentage",
    "fraction": "%",
    "time": "count",
    "pound": "pound-mass",
    "revolution": "revolutions",
}
_SAME = {"united states dollar": "dollar", "square feet": "square foot", "metric ton": "tonne", "ton": "tonne"}
_DROPPED = frozenset("of the a an its their his her our your my this these those in on at for to and or".split())


@dataclass(frozen=True)
class Answer:
    """One value that was found, with the words it was found in."""

    low: float | None
    high: float | None
    unit: str | None
    text: str
    soft: bool

    @property
    def change(self) -> str:
        """The bound in gold's signs."""
        if self.high is None:
            return ">"
        if self.low is None:
            return "<"
        return "~" if self.soft else "="

    @property
    def value(self) -> tuple[float, ...]:
        """A point or the two ends of a range."""
        ends = [x for x in (self.low, self.high) if x is not None]
        return (ends[0],) if len(set(ends)) == 1 else (ends[0], ends[1])


def answers(found: Iterable[dict[str, Any]]) -> Iterator[Answer]:
    """Every amount and every alternative of a line of ``probata extract``."""
    for q in found:
        words = (q["approximator"] or "").lower()
        soft = bool(words) and not re.fullmatch(
            r"between|another|exactly|a total of|total|(?:an )?(?:additional|extra|combined)", words
        )
        yield Answer(q["low"], q["high"], q["unit"], q["text"], soft)
        for other in q["alternatives"]:
            yield Answer(other["low"], other["high"], other["unit"], other["text"], soft)


def value_of(gold: dict[str, Any]) -> tuple[float, ...]:
    """Gold's value: one number or the ends of a range in order."""
    text = gold["value"].replace(" ", "")
    match = re.fullmatch(r"(-?[\d.]+)-(-?[\d.]+)", text)
    return tuple(sorted((float(match[1]), float(match[2])))) if match else (float(text),)


def same_value(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    """``numpy.isclose`` at every end."""
    return len(a) == len(b) and all(math.isclose(x, y, rel_tol=1e-5, abs_tol=1e-8) for x, y in zip(a, b, strict=True))


def same_bound(gold: dict[str, Any], answer: Answer) -> bool:
    """Whether gold's change is the bound that was read; which way it went is not asked."""
    return bool({"up": "=", "down": "="}.get(gold["change"], gold["change"]) == answer.change)


def gold_name(unit: str | None) -> str:
    """Our unit in gold's words."""
    if unit is None:
        return "-"
    parts = [GOLD_NAMES.get(part, part) for part in unit.split(" per ")]
    return " per ".join(parts).lower()


def _plain(unit: str) -> str:
    name = unit.lower().strip()
    for words, other in _SAME.items():
        name = re.sub(rf"^{words}\b", other, name)
    return name


def same_unit(gold: dict[str, Any], answer: Answer) -> bool:
    """Whether the unit is gold's by name, or the head of gold's noun phrase is of our class."""
    name, ours = gold["normalized_unit"], gold_name(answer.unit)
    if _plain(name) == _plain(ours):
        return True
    if name.startswith("%"):
        return ours in ("%", "percentage")
    if answer.unit is None or "-" in (name, ours):
        return False
    return any(class_of(words) == answer.unit for words in (gold["unit"], name))


def class_of(words: str) -> str | None:
    """The class of ours that a noun phrase of gold belongs to, by its head."""
    from probata.language.quantities_units import unit_of

    phrase = re.split(r"\s(?:of|responsible|to|in)\s", re.sub(r"^of (?:the )?", "", words))[0].split()
    return unit_of(singular(phrase[-1]), phrase[-1]) if phrase else None


def singular(word: str) -> str:
    """The singular of a noun, well enough for a table of nouns."""
    lower = word.lower()
    for ending, other in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x")):
        if lower.endswith(ending):
            return lower.removesuffix(ending) + other
    return lower.removesuffix("s") if not lower.endswith(("ss", "us", "is")) else lower


def to_the_letter(gold: dict[str, Any], answer: Answer) -> bool:
    """Whether unit and modifiers are gold's normalised unit."""
    from probata.language.numbers import scan_numbers

    name = gold["normalized_unit"].lower().replace("%", "").strip()
    if _plain(gold["normalized_unit"]) == _plain(gold_name(answer.unit)):
        return True
    numbers = scan_numbers(answer.text)
    after = answer.text[numbers[-1].end :] if numbers else answer.text
    words = [w for w in re.findall(r"[^\W_][\w’'-]*", after) if w.lower() not in _DROPPED]
    return bool(words) and (
        " ".join([*words[:-1], singular(words[-1])]).lower() == name or " ".join(words).lower() == name
    )


def score(documents: Iterable[dict[str, Any]], found: Iterable[dict[str, Any]], show: bool = False) -> dict[str, Any]:
    """P, R and F1 of values, of values with their bound, with their unit, and with the unit to the letter."""
    hits: Counter[str] = Counter()
    asked = given = 0
    for document, line in zip(documents, found, strict=True):
        golds, ours = list(document["quantities"]), list(answers(line.get("quantities", ())))
        asked, given = asked + len(golds), given + len(ours)
        pairs = []
        for also in (lambda g, a: same_unit(g, a) and to_the_letter(g, a), same_unit, lambda g, a: True):
            for gold in list(golds):
                match = next((a for a in ours if same_value(value_of(gold), a.value) and also(gold, a)), None)
                if match is not None:
                    golds.remove(gold)
                    ours.remove(match)
                    pairs.append((gold, match))
        for gold, match in pairs:
            right = {"value": True, "bound": same_bound(gold, match), "unit": same_unit(gold, match)}
            right["letter"] = right["unit"] and to_the_letter(gold, match)
            hits.update(k for k, ok in right.items() if ok)
        if show:
            told = [f"   missed   {g['change']} {g['value']} [{g['unit']}] {g['normalized_unit']}" for g in golds]
            told += [f"   too many {a.change} {a.value} {a.unit} {a.text!r}" for a in ours]
            told += [
                f"   unit     {g['value']} [{g['unit']}] {g['normalized_unit']} <> {a.unit} {a.text!r}"
                for g, a in pairs
                if not same_unit(g, a)
            ]
            told += [
                f"   bound    {g['change']} {g['value']} <> {a.change} {a.text!r}"
                for g, a in pairs
                if not same_bound(g, a)
            ]
            if told:
                print(document["id"], document["text"], *told, sep="\n")
    return {name: _prf(hits[name], given, asked) for name in ("value", "bound", "unit", "letter")}


def _prf(right: int, given: int, asked: int) -> dict[str, float]:
    p, r = right / max(given, 1), right / max(asked, 1)
    return {"p": round(100 * p, 1), "r": round(100 * r, 1), "f1": round(100 * 2 * p * r / max(p + r, 1e-9), 1)}


def measure(documents: list[dict[str, Any]], settings: Settings, show: bool = False) -> dict[str, Any]:
    """The figures of ``probata extract`` on labelled sentences."""
    from probata.pipeline import extract_lines

    asked = (json.dumps({"id": d["id"], "text": d["text"]}) for d in documents)
    return score(documents, map(json.loads, extract_lines(asked, settings)), show)


def main() -> int:
    """Prints the figures of a file."""
    from probata.settings import Settings

    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("file", nargs="?", type=Path, default=SHARED / DEV)
    options.add_argument("--show", action="store_true")
    arguments = options.parse_args()
    documents = [json.loads(line) for line in arguments.file.read_text(encoding="utf-8").splitlines() if line.strip()]
    print(json.dumps(measure(documents, Settings.from_environment(), arguments.show)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
