"""The language and claims steps with what they need, loaded when first needed."""

from __future__ import annotations

import hashlib
from functools import cache, cached_property
from importlib import metadata, resources
from typing import TYPE_CHECKING

from probata.errors import InputError, KnowledgeError, ProbataError, UsageError
from probata.records import Extraction, Report
from probata.settings import Settings
from probata.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.resources.abc import Traversable

    from probata.knowledge import Knowledge
    from probata.knowledge.regimes import Regime
    from probata.language.annotated import Annotated
    from probata.language.tagger import Tagger

READERS = ("records", "knowledge", "reading", "language", "claims")
"""The rooms whose code or tables decide what is read from a report."""

ASSESSORS = ("records", "knowledge", "incidents", "regimes")
"""The rooms whose code or tables decide which incidents and findings follow from the claims."""


ENGINES = ("auto", "learned", "rules")
"""What can find who says what."""


class Engine:
    """Turns a report into what it says and claims. One per process; the model loads with the first report."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def knowledge(self) -> Knowledge:
        """The tables."""
        from probata.knowledge import load

        return load()

    @cached_property
    def regimes(self) -> tuple[Regime, ...]:
        """The rule base: the packaged regimes, and those of the folder that the settings name."""
        from probata.pipeline.rulebase import regimes

        return regimes(self.settings)

    @cached_property
    def reader(self) -> str:
        """What reads reports: version, digest of code and tables, and model. Another one reads anew."""
        try:
            model = metadata.version(self.settings.model.replace("_", "-"))
        except metadata.PackageNotFoundError:
            model = "unknown"
        tagger = f"tagger {self.tagger.version}" if self.tagger is not None else "rules"
        return f"probata {__version__}+{_digest(READERS)}; {self.settings.model} {model}; {tagger}"

    @cached_property
    def tagger(self) -> Tagger | None:
        """The learned tagger, ``None`` where the rules are alone.

        :class:`KnowledgeError` if it is asked for and amiss, :class:`UsageError` for a setting that there isn't.
        """
        wanted = self.settings.attribution
        if wanted not in ENGINES:
            raise UsageError(f"PROBATA_ATTRIBUTION={wanted!r} is not one of {', '.join(ENGINES)}; mend or unset it")
        if wanted == "rules":
            return None
        from probata.language.tagger import load_tagger

        try:
            return load_tagger()
        except KnowledgeError:
            if wanted == "learned":
                raise
            return None

    @cached_property
    def assessor(self) -> str:
        """What makes incidents and findings of claims: version, digest of code and tables, rules of one's own."""
        own = " ".join(r.rule_base for r in self.regimes) if self.settings.regimes else ""
        mark = f"; rules {hashlib.sha256(own.encode()).hexdigest()[:12]}" if own else ""
        return f"probata {__version__}+{_digest(ASSESSORS)}{mark}"

    def extract(self, report: Report) -> Extraction:
        """What one report says and claims. Errors as in :meth:`read`."""
        return self.read(report)[1]

    def read(self, report: Report) -> tuple[Annotated, Extraction]:
        """One report with its parse, and what it says and claims.

        A slip of ours on one report must not take the other thousand along: it becomes an
        :class:`InputError` that names the report, unless ``settings.debug``.
        """
        try:
            from probata.claims import extract
            from probata.language import annotate
            from probata.language.parse import load_model

            annotated = annotate(report, self.knowledge, load_model(self.settings.model), self.tagger)
            claims = extract(annotated, self.knowledge)
            return annotated, Extraction(report, annotated.statements, claims, annotated.times, annotated.quantities)
        except ProbataError:
            raise
        except Exception as error:
            if self.settings.debug:
                raise
            raise slip(report.label or report.id, error) from error


def slip(where: str, error: Exception) -> InputError:
    """A mistake of the software on one input, as an input that failed."""
    words = " ".join(str(error).split())[:200]
    return InputError(where, f"could not be processed ({type(error).__name__}: {words}); please report it")


@cache
def _digest(rooms: Sequence[str]) -> str:
    """A digest of the code and tables of some rooms, so that a change of either is another version."""
    total = hashlib.sha256()
    for room in rooms:
        for name, file in sorted(_files(resources.files("probata") / room, room)):
            total.update(name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()[:12]


def _files(folder: Traversable, name: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for entry in folder.iterdir():
        path = f"{name}/{entry.name}"
        if entry.is_dir():
            found += _files(entry, path) if entry.name != "__pycache__" else []
        elif not entry.name.endswith((".pyc", "~")):
            found.append((path, entry))
    return found
