"""The cue table: which words show that somebody says something, what they take, in which stance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from probata.errors import KnowledgeError
from probata.knowledge.yamlfile import parse_yaml, specs
from probata.records import Stance


class Takes(StrEnum):
    """What holds the words said, as the head of ``data/cues.yml`` explains."""

    CLAUSE = "clause"
    QUOTE = "quote"
    OBJECT = "object"
    CHARGE = "charge"
    REPORT = "report"
    JUDGED = "judged"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue word. ``evidence``: its subject may be a thing that shows ("images show")."""

    stance: Stance
    takes: frozenset[Takes] = frozenset()
    evidence: bool = False


@dataclass(frozen=True, slots=True)
class Cues:
    """All cue words by lemma, and the words of denial that the head of their list explains."""

    verbs: Mapping[str, Cue]
    nouns: Mapping[str, Cue]
    light_verbs: frozenset[str]
    evidence_nouns: frozenset[str]
    unverified: frozenset[str]
    deniable: frozenset[str]
    withheld: frozenset[str]
    untrue: frozenset[str]
    absurd: frozenset[str]
    falsehoods: frozenset[str]
    proof: frozenset[str]
    calls: frozenset[str]
    phrasal_denials: frozenset[str]


_LISTS = (
    "light_verbs", "evidence_nouns", "unverified", "deniable", "withheld", "untrue", "absurd", "falsehoods", "proof",
    "calls", "phrasal_denials",
)  # fmt: skip
_FILE = "language/data/cues.yml"


@cache
def load_cues() -> Cues:
    """The packaged cues. :class:`KnowledgeError` names the file and the line of what is wrong in it."""
    try:
        text = (files("probata.language") / "data" / "cues.yml").read_text(encoding="utf-8")
    except OSError as error:
        raise KnowledgeError(f"{_FILE}: can't be read ({error}); reinstall Probata") from error
    content = parse_yaml(text, _FILE)
    verbs: dict[str, Cue] = {}
    for spec in specs(content["verbs"], ("stance", "takes", "evidence", "lemmas"), _FILE):
        cue = Cue(spec.choice("stance", Stance), frozenset(spec.choices("takes", Takes)), spec.flag("evidence"))
        for lemma in spec.texts("lemmas"):
            old = verbs.get(lemma)
            verbs[lemma] = cue if old is None else Cue(old.stance, old.takes | cue.takes, old.evidence or cue.evidence)
    nouns = {
        lemma: Cue(spec.choice("stance", Stance))
        for spec in specs(content["nouns"], ("stance", "lemmas"), _FILE)
        for lemma in spec.texts("lemmas")
    }
    return Cues(
        verbs,
        nouns,
        *(frozenset(content[name]) for name in _LISTS),
    )
