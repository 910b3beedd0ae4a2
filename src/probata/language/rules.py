"""What the names of rules mean, in words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from probata.errors import KnowledgeError
from probata.knowledge.yamlfile import parse_yaml

_FILE = "language/data/rules.yml"


def explain(kind: str, rule: str) -> str:
    """What a rule of a kind ("attribution", "source") does; empty for one that has no entry.

    :class:`KnowledgeError` where the packaged list can't be read.
    """
    known = _rules()[kind]
    fitting = [name for name in known if rule == name or rule.startswith((name + ":", name + " "))]
    return known[max(fitting, key=len)] if fitting else ""


@cache
def _rules() -> Mapping[str, Mapping[str, str]]:
    try:
        text = (files("probata.language") / "data" / "rules.yml").read_text(encoding="utf-8")
    except OSError as error:
        raise KnowledgeError(f"{_FILE}: can't be read ({error}); reinstall Probata") from error
    content = parse_yaml(text, _FILE)
    return {kind: {str(k): str(v) for k, v in content[kind].items()} for kind in ("attribution", "source")}
