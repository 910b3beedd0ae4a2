"""An origin as a tree: the root, who passes it on, the reports at the ends. Ways that begin alike share a branch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from probata.records import Origin, OriginPath, StepKind


@dataclass(slots=True)
class Branch:
    """One link: who passes it on, and what shows it. ``claims`` are those of the reports that stand here."""

    who: str
    kind: StepKind
    because: tuple[str, ...]
    alternatives: tuple[str, ...]
    branches: list[Branch] = field(default_factory=list)
    report: str = ""
    claims: tuple[str, ...] = ()

    @property
    def ends(self) -> int:
        """How many reports are at its ends, counted once for each way to them."""
        return bool(self.report) + sum(b.ends for b in self.branches)


def branches(origin: Origin, first: int = 0, most: int | None = None) -> list[Branch]:
    """What stands below the root, for ``most`` of its paths from the one numbered ``first`` on.

    The link of the root itself is left out: it is the origin. A report whose own voice is the root has a branch of its
    own all the same, so that each path has an end.
    """
    top: list[Branch] = []
    paths = origin.paths[first:] if most is None else origin.paths[first : first + most]
    for path in paths:
        _grow(top, path)
    return top


def _grow(level: list[Branch], path: OriginPath) -> None:
    *between, end = list(reversed(path.steps))[1:] or list(path.steps)
    for step in between:
        found = next((b for b in level if (b.who, b.kind, b.report) == (step.who, step.kind, "")), None)
        if found is None:
            found = Branch(step.who, step.kind, (), ())
            level.append(found)
        found.because = _added(found.because, [step.because])
        found.alternatives = _added(found.alternatives, [step.alternative])
        level = found.branches
    known = next((b for b in level if b.report == path.report), None)
    if known is None:
        level.append(Branch(end.who, end.kind, (end.because,), _added((), [end.alternative]), [], path.report,
                            path.claims))  # fmt: skip
        return
    known.claims = tuple(dict.fromkeys((*known.claims, *path.claims)))
    known.alternatives = _added(known.alternatives, [end.alternative])


def reports_of(tree: Iterable[Branch]) -> Iterator[str]:
    """The reports at the ends, each as often as it stands there."""
    for branch in tree:
        if branch.report:
            yield branch.report
        yield from reports_of(branch.branches)


def _added(told: tuple[str, ...], more: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*told, *(m for m in more if m))))
