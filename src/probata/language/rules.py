"""What the names of rules mean, in words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from probata.errors import KnowledgeError
from probata.knowledge.yamlfile import parse_yaml

_FILE = "language/data/rules.yml"


def explain(kind: str, rule: str) -> str:
    """What a rule of a kind ("attribution", "source") does, with what was added to it; empty for one without an entry.

    :class:`KnowledgeError` where the packaged list can't be read.
    """
    rules = _rules()
    known, (rule, plus, added) = rules[kind], rule.partition("+")
    fitting = [name for name in known if rule == name or rule.startswith(name + ":")]
    told = known[max(fitting, key=len)] if fitting else ""
    return f"{told}; {rules['added'][plus + added]}" if told and added else told


@cache
def _rules() -> Mapping[str, Mapping[str, str]]:
    try:
        text = (files("probata.language") / "data" / "rules.yml").read_text(encoding="utf-8")
    except OSError as error:
        raise KnowledgeError(f"{_FILE}: can't be read ({error}); reinstall Probata") from error
    content = parse_yaml(text, _FILE)
    return {kind: {str(k): str(v) for k, v in content[kind].items()} for kind in ("attribution", "added", "source")}
