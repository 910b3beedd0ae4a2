"""Words of the core as a page says them: it has buttons and fields where the command line has commands and options,
and names where records have codes."""

from __future__ import annotations

import re

from probata.workbench import opened

_COMMANDS: tuple[tuple[str, str], ...] = (
    ("to agree with it: probata review accept [^ ]+", "to agree with it, accept the claim"),
    (r" ?\(undo: probata review retract ([^ ]+) --reason …\)", r" (undone on the page of \1)"),
    (r"see `probata show [^`]+`", "its page shows which are"),
    ("`probata show` an incident to see its origins", "an incident's page shows its origins"),
    ("`probata show` an incident for both", "an incident's page shows both"),
    ("(see|take an id from) `probata (incidents|claims|findings)`", r"the list of \2 has their ids"),
    ("see `probata review list`", "the history of a record links its decisions"),
    ("see `probata review ask`", "keep the question that was put to them first"),
    ("import one with: probata lists import FILE", "import one on the page Screening"),
    ("see `probata sources`", "the page Sources has them all"),
    ("run `probata verify`", "check all evidence on the page Custody"),
    ("The running total: probata caps --measure [A-Z0-9.]+", "The running total stands under Caps"),
)

_FIELDS = {"due": "Answer due by", "low": "At least", "high": "At most", "from": "first day", "to": "last day",
           "until": "last day", "list": "List"}  # fmt: skip
"""What a page calls an option; another is called as it is."""

_OPTION = re.compile(r"(?<![\w-])--([a-z]+)\b")

_QUOTED = re.compile(r"""(?<!\w)'(?:\\.|[^'\\])*'(?!\w)|"(?:\\.|[^"\\])*"|“[^”]*”""")
_ACTOR = re.compile(
    r"(?:^|(?<=\()|(?<=[,;:] )|(?<= and )|(?<= or )|(?<= by )|(?<= of )|(?<= to )|(?<= into )|(?<= from )"
    r"|(?<= against ))"
    r"(?:[A-Z]{2}|anonymous|report)"
    r"(?=$|[,;:.)]| and | or | to | against | for ['\"]| asserts| alleges| denies| unverified| is blank)"
)
"""Where the core names an actor by its code, or nobody: "denied by KP", "RU to KP: into KP", "(KR for 'March')"."""


def on_page(words: object) -> str:
    """What the core says, an error among others, without the names of commands and options, and with those of actors.

    Words of others, which stand in quotation marks, are left as they are.
    """
    told = str(words)
    for command, page in _COMMANDS:
        told = re.sub(command, page, told)
    told = _OPTION.sub(lambda found: f"“{_FIELDS.get(found[1], found[1].capitalize())}”", told)
    return _named(told)


def _named(told: str) -> str:
    """The same with names for the codes of actors."""
    actor, at, parts = opened.labels().actor, 0, list[str]()
    quoted = [(m.start(), m.end()) for m in _QUOTED.finditer(told)]
    for found in _ACTOR.finditer(told):
        if not any(a <= found.start() < b for a, b in quoted):
            parts += [told[at : found.start()], actor(found[0])]
            at = found.end()
    return "".join([*parts, told[at:]])
