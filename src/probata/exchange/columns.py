"""What a column of a table is, and the builders that several tables share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from probata.records import DateInterval, Source, Via

if TYPE_CHECKING:
    from probata.exchange.lines import Line
    from probata.pipeline import Labels

Value = str | int | float | bool | None | Sequence[str | int | float | None]


class Type(StrEnum):
    """What the values of a column are; ``…s`` are lists. Each may be missing."""

    TEXT = "text"
    TEXTS = "list of texts"
    NUMBER = "number"
    NUMBERS = "list of numbers"
    WHOLE = "whole number"
    FLAG = "true or false"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name (that of the value in the record's JSON, inner names after ``_``), what its values are, what
    they say, and how they are taken from a record."""

    name: str
    type: Type
    about: str
    of: Callable[[Line, Labels], Value]


def plain(name: str, about: str, type_: Type = Type.TEXT, at: str = "") -> Column:
    """A value of the record itself, by its path in it (``at``; else its name); enums by their value."""
    path = (at or name).split(".")
    return Column(name, type_, about, lambda line, _: _reach(line.it, path))


def actors(name: str, about: str, of: Callable[[Any], Iterable[str]] | None = None) -> tuple[Column, Column]:
    """Ids of actors, and the same by name."""

    def ids(line: Line, _: Labels) -> Value:
        return list(of(line.it) if of else getattr(line.it, name))

    def names(line: Line, labels: Labels) -> Value:
        return [labels.actor(i) for i in (of(line.it) if of else getattr(line.it, name))]

    return (
        Column(name, Type.TEXTS, f"{about}: ids", ids),
        Column(f"{name}_names", Type.TEXTS, "the same by name", names),
    )


def source() -> tuple[Column, ...]:
    """Who says it, for claims and statements."""

    def told(line: Line) -> Source:
        found: Source = line.it.source
        return found

    def via(it: Any) -> list[str]:
        links: Sequence[Via] = it.via
        return [v.id for v in links]

    return (
        Column("source", Type.TEXT, "Who says it: id", lambda line, _: told(line).id),
        Column("source_name", Type.TEXT, "the same by name", lambda line, labels: labels.actor(told(line).id)),
        Column("source_person", Type.TEXT, "The person who speaks for it", lambda line, _: told(line).person),
        Column("source_kind", Type.TEXT, "state, person, organisation, media, anonymous or report",
               lambda line, _: told(line).kind.value),
        *actors("via", "Through whom it came", via),
    )  # fmt: skip


def report() -> tuple[Column, ...]:
    """The report that a claim or statement stands in."""
    return (
        plain("report", "The report that it stands in: id"),
        Column("published", Type.TEXT, "Its day of publication (ISO)", lambda line, _: line.report and line.report[0]),
        Column("outlet", Type.TEXT, "Who published it", lambda line, _: line.report and line.report[1]),
        Column("report_title", Type.TEXT, "Its title, else what the user calls it",
               lambda line, _: line.report and line.report[2]),
    )  # fmt: skip


def days(name: str, about: str, of: Callable[[Line], DateInterval | None]) -> tuple[Column, ...]:
    """A time: the first and last day that it may mean, and its words."""

    def part(which: str) -> Callable[[Line, Labels], Value]:
        def value(line: Line, _: Labels) -> Value:
            time = of(line)
            return None if time is None else getattr(time, which)

        return value

    return (
        Column(f"{name}_start", Type.TEXT, f"{about}: the first day that is possible; none where open", part("start")),
        Column(f"{name}_end", Type.TEXT, "the last such day", part("end")),
        Column(f"{name}_text", Type.TEXT, "the words that it was read from", part("text")),
    )  # fmt: skip


def plain_value(value: Any) -> Value:
    """A value of a record as a cell has it: enums by their value, tuples as lists."""
    if isinstance(value, (tuple, list)):
        return [getattr(v, "value", v) for v in value]
    found: Value = getattr(value, "value", value)
    return found


def _reach(it: Any, path: Sequence[str]) -> Value:
    for name in path:
        if it is None:
            return None
        it = getattr(it, name)
    return plain_value(it)
