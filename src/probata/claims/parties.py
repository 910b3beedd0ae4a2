"""Common nouns that claims are made with: who can be a party, and what can and can't be handed over."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from probata.errors import KnowledgeError
from probata.knowledge.yamlfile import parse_yaml


@cache
def load_parties() -> frozenset[str]:
    """Nouns of people and bodies, as lemmas (``parties.yml``): a party is told, though nobody says which.

    :class:`~probata.errors.KnowledgeError` where the file is wrong.
    """
    return frozenset().union(*_groups("parties.yml").values())


@cache
def load_material() -> frozenset[str]:
    """Nouns of things that can be handed over (``things.yml``). :class:`KnowledgeError` as above."""
    return _groups("things.yml")["material"]


@cache
def load_immaterial() -> frozenset[str]:
    """Nouns of what nobody sells or ships but in a figure of speech. :class:`KnowledgeError` as above."""
    return _groups("things.yml")["immaterial"]


def _groups(name: str) -> Mapping[str, frozenset[str]]:
    table = parse_yaml((files("probata.claims") / name).read_text(encoding="utf-8"), name)
    if not isinstance(table, dict) or not all(isinstance(v, list) for v in table.values()):
        raise KnowledgeError(f"{name}: groups of nouns are wanted, each a list")
    return {key: frozenset(map(str, nouns)) for key, nouns in table.items()}
