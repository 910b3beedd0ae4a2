"""The nouns for what carries, and how its names and numbers are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from probata.knowledge.phrases import plural
from probata.knowledge.scanner import Scanner
from probata.knowledge.yamlfile import Spec, read_yaml
from probata.records import MeansKind

_KINDS = tuple(k.value for k in MeansKind)


@dataclass(frozen=True, slots=True)
class Carriers:
    """``nouns`` (singular, small letters) and what stands after "by", with what they say; what stands before a
    ship's name (``dropped`` is no part of it, ``kept`` is); aircraft makers and nationality marks."""

    nouns: Mapping[str, MeansKind]
    by: Mapping[str, MeansKind]
    dropped: frozenset[str]
    kept: frozenset[str]
    makes: tuple[str, ...]
    makers: tuple[str, ...]
    marks: tuple[str, ...]
    _scanner: Scanner[MeansKind] = field(repr=False)

    def scan(self, text: str) -> Iterator[tuple[int, int, MeansKind]]:
        """(start, end, kind) of the nouns in a text, one or many, in any case; hyphen and space count as equal."""
        return self._scanner.scan(text)


def read_carriers() -> Carriers:
    """The words of ``data/means.yml``. :class:`~probata.errors.KnowledgeError` where the file is wrong."""
    known = ("nouns", "by", "prefixes", "makes", "makers", "marks")
    content = Spec(read_yaml("means.yml"), known, "means.yml")
    prefixes = Spec(content.raw("prefixes"), ("dropped", "kept"))
    nouns = _kinds(content, "nouns")
    return Carriers(
        nouns=nouns,
        by=_kinds(content, "by"),
        dropped=frozenset(prefixes.texts("dropped")),
        kept=frozenset(prefixes.texts("kept")),
        makes=content.texts("makes"),
        makers=content.texts("makers"),
        marks=content.texts("marks"),
        _scanner=Scanner({form: kind for n, kind in nouns.items() for form in (n, plural(n))}, ignore_case=True),
    )


def _kinds(content: Spec, key: str) -> dict[str, MeansKind]:
    spec = Spec(content.raw(key), _KINDS)
    return {noun: MeansKind(kind) for kind in _KINDS for noun in spec.texts(kind, ())}
