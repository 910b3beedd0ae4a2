"""What the names of rules mean, in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from probata.errors import KnowledgeError
from probata.knowledge.yamlfile import parse_yaml

_FILE = "language/data/rules.yml"
_KINDS = ("attribution", "added", "source", "time", "held")
_UNITS = "day|night|week|weekend|fortnight|month|quarter|year|decade|century|second|minute|hour"
_FAMILIES = (
    (
        "counted",
        re.compile(rf"(?:some-|period-)?(?:{_UNITS}|units|hours)s?-(?:ago|earlier|later|before|hence|from-now)"),
    ),
    ("unit", re.compile(rf"[a-z]+-(?:{_UNITS})")),
    ("season", re.compile(r"[a-z]+-season|season")),
    ("stretch", re.compile(r"[a-z]+-length")),
    ("vague", re.compile(r"[a-z]+-vague")),
)
"""Names that the readings put together from words of the text, and the entry that tells of all of them."""


def explain(kind: str, rule: str) -> str:
    """What a rule of a kind ("attribution", "source") does, with what was added to it; empty for one without an entry.

    :class:`KnowledgeError` where the packaged list can't be read.
    """
    rules = _rules()
    known, (rule, plus, added) = rules[kind], rule.partition("+")
    fitting = [name for name in known if rule == name or rule.startswith(name + ":")]
    told = known[max(fitting, key=len)] if fitting else ""
    return f"{told}; {rules['added'][plus + added]}" if told and added else told


def explain_time(rule: str) -> str:
    """How a time was read ("since-month-year") and, where the rule says so, what it hangs on ("last-year+event").

    Empty for a rule without an entry. :class:`KnowledgeError` where the packaged list can't be read.
    """
    rules = _rules()
    name, _, held = rule.partition("+")
    open_ended = name.startswith("since-")
    name = name.removeprefix("since-")
    known = rules["time"]
    family = next((kind for kind, pattern in _FAMILIES if pattern.fullmatch(name)), name)
    told = known.get(name) or known.get(family, "")
    if not told:
        return ""
    since = '; with "since": from its first day to the day counted from' if open_ended else ""
    return f"{told}{since}" + (f"; {rules['held'][held]}" if held in rules["held"] else "")


@cache
def _rules() -> Mapping[str, Mapping[str, str]]:
    try:
        text = (files("probata.language") / "data" / "rules.yml").read_text(encoding="utf-8")
    except OSError as error:
        raise KnowledgeError(f"{_FILE}: can't be read ({error}); reinstall Probata") from error
    content = parse_yaml(text, _FILE)
    return {kind: {str(k): str(v) for k, v in content[kind].items()} for kind in _KINDS}
