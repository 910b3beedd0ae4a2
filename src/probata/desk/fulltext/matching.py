"""The rows of words that answer what is asked, in the words of either database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from django.db import connections
from django.db.models import BooleanField, F, Func, QuerySet

from probata.desk.fulltext.asked import Alternative, Asked, Term
from probata.desk.models import ClaimWords, ReportWords, StatementWords

Searched = Literal["reports", "statements", "claims"]
"""Kinds with words of their own."""

TABLES: Mapping[Searched, type[Any]] = {"reports": ReportWords, "statements": StatementWords, "claims": ClaimWords}


def matching(base: str, kind: Searched, asked: Asked) -> QuerySet[Any]:
    """The rows of words; ``record_id`` says whose they are."""
    rows: QuerySet[Any] = TABLES[kind]._default_manager.using(base).filter(_Answers(asked))
    return rows


def scores(base: str, kind: Searched, asked: Asked, most: int) -> dict[str, float]:
    """How well records answer, a higher number for better, of ``most`` of them at most. Numbers of one database and
    one question can be compared, no others."""
    table = TABLES[kind]._meta.db_table
    with connections[base].cursor() as cursor:
        if connections[base].vendor == "sqlite":
            cursor.execute(
                f"SELECT own.record_id, -bm25({table}_index) FROM {table}_index"
                f" JOIN {table} AS own ON own.id = {table}_index.rowid WHERE {table}_index MATCH %s LIMIT %s",
                [_match(asked), most],
            )
        else:
            test, values = _test(asked, "own")
            wanted = " | ".join(_lexeme(word, False) for t in asked.wanted for word in t.words)
            cursor.execute(
                f"SELECT own.record_id, ts_rank(own.placed, %s::tsquery, 1) FROM {table} AS own WHERE {test} LIMIT %s",
                [wanted, *values, most],
            )
        return {record: round(score, 9) for record, score in cursor.fetchall()}


class _Answers(Func):
    """Whether the words of a row answer."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, asked: Asked) -> None:
        super().__init__(F("id"))
        self._asked = asked

    def as_sqlite(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        own, table = self._own(compiler)
        index = connection.ops.quote_name(f"{table}_index")
        return f"{own}.id IN (SELECT rowid FROM {index} WHERE {index} MATCH %s)", [_match(self._asked)]

    def as_postgresql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, list[Any]]:
        return _test(self._asked, self._own(compiler)[0])

    def _own(self, compiler: Any) -> tuple[str, str]:
        """What the row's table is called in the question, and its name."""
        column: Any = self.get_source_expressions()[0]
        return compiler.quote_name_unless_alias(column.alias), column.target.model._meta.db_table


def _match(asked: Asked) -> str:
    """For FTS5. Words have letters and digits only, so nothing in them has a meaning there."""
    return " OR ".join(f"({_match_all(a)})" for a in asked.alternatives)


def _match_all(told: Alternative) -> str:
    having = " AND ".join(_quoted(t) for t in told.having)
    return f"({having}) NOT ({' OR '.join(_quoted(t) for t in told.lacking)})" if told.lacking else having


def _quoted(term: Term) -> str:
    return f'"{" ".join(term.words)}"' + (" *" if term.prefix else "")


def _test(asked: Asked, own: str) -> tuple[str, list[Any]]:
    """For PostgreSQL: the index finds the words, the row itself says whether they follow one another. It knows no place
    beyond the 16,383rd word, nor more than 256 of one word."""
    told, values = [], list[Any]()
    for alternative in asked.alternatives:
        tests = [_has(t, own, values) for t in alternative.having]
        tests += [f"NOT {_has(t, own, values)}" for t in alternative.lacking]
        told.append(f"({' AND '.join(tests)})")
    return f"({' OR '.join(told)})", values


def _has(term: Term, own: str, values: list[Any]) -> str:
    last = len(term.words) - 1
    values.append(" & ".join(_lexeme(w, term.prefix and n == last) for n, w in enumerate(term.words)))
    test = f"{own}.placed @@ %s::tsquery"
    if not last:
        return test
    values.append(f" {' '.join(term.words)}{'' if term.prefix else ' '}")
    return f"({test} AND strpos({own}.words, %s) > 0)"


def _lexeme(word: str, prefix: bool) -> str:
    return f"'{word}'" + (":*" if prefix else "")
