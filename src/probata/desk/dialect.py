"""What SQLite and PostgreSQL want to be told differently. Nothing else asks which of the two a desk is in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from django.db import connections

from probata.desk.chunks import chunks


class Dialect(Protocol):
    """Statements in one database's own words; ``cursor`` is Django's."""

    def enter_hashes(self, cursor: Any, row: int, hashes: Sequence[int]) -> None:
        """Enter the fingerprints of a report, by the number of its row."""

    def remove_hashes(self, cursor: Any, row: int, hashes: Sequence[int]) -> None:
        """Take them out again."""

    def holders(self, cursor: Any, hashes: Sequence[int], most: int) -> list[tuple[int, int]]:
        """Fingerprint and row of the first ``most`` reports that hold each of the fingerprints."""

    def damage(self, cursor: Any) -> list[str]:
        """What the database says is wrong with itself, twenty things at most of a kind."""


class _Sqlite:
    def enter_hashes(self, cursor: Any, row: int, hashes: Sequence[int]) -> None:
        cursor.executemany("INSERT INTO desk_fingerprint (hash, report) VALUES (%s, %s)", [(n, row) for n in hashes])

    def remove_hashes(self, cursor: Any, row: int, hashes: Sequence[int]) -> None:
        cursor.executemany("DELETE FROM desk_fingerprint WHERE hash = %s AND report = %s", [(n, row) for n in hashes])

    def holders(self, cursor: Any, hashes: Sequence[int], most: int) -> list[tuple[int, int]]:
        one = "SELECT * FROM (SELECT hash, report FROM desk_fingerprint WHERE hash = %s ORDER BY report LIMIT %s) AS f"
        found: list[tuple[int, int]] = []
        for part in chunks(hashes):
            cursor.execute(" UNION ALL ".join([one] * len(part)), [v for number in part for v in (number, most)])
            found += cursor.fetchall()
        return found

    def damage(self, cursor: Any) -> list[str]:
        cursor.execute("PRAGMA integrity_check(20)")
        found = [str(row[0]) for row in cursor.fetchall() if row[0] != "ok"]
        cursor.execute("PRAGMA foreign_key_check")
        return found + [f"a row of {row[0]} belongs to one of {row[2]} that is gone" for row in cursor.fetchmany(20)]


class _Postgresql:
    def enter_hashes(self, cursor: Any, row: int, hashes: Sequence[int]) -> None:
        cursor.execute(
            "INSERT INTO desk_fingerprint (hash, report) SELECT unnest(%s::bigint[]), %s", [list(hashes), row]
        )

    def remove_hashes(self, cursor: Any, row: int, hashes: Sequence[int]) -> None:
        cursor.execute(
            "DELETE FROM desk_fingerprint WHERE hash = ANY(%s::bigint[]) AND report = %s", [list(hashes), row]
        )

    def holders(self, cursor: Any, hashes: Sequence[int], most: int) -> list[tuple[int, int]]:
        cursor.execute(
            "SELECT f.hash, f.report FROM unnest(%s::bigint[]) AS wanted (hash) CROSS JOIN LATERAL (SELECT hash, report"
            " FROM desk_fingerprint WHERE hash = wanted.hash ORDER BY report LIMIT %s) AS f",
            [list(hashes), most],
        )
        found: list[tuple[int, int]] = cursor.fetchall()
        return found

    def damage(self, cursor: Any) -> list[str]:
        found = [f"{kind} {name} is {state}" for kind, name, state in _told(cursor, _SWITCHED_OFF)]
        for table, column, other, key in _told(cursor, _REFERENCES):
            cursor.execute(
                f'SELECT count(*) FROM "{table}" AS child WHERE child."{column}" IS NOT NULL'
                f' AND NOT EXISTS (SELECT 1 FROM "{other}" AS parent WHERE parent."{key}" = child."{column}")'
            )
            found += [f"a row of {table} belongs to one of {other} that is gone"] * min(20, cursor.fetchone()[0])
        return found


_SWITCHED_OFF = """
SELECT 'the index', indexrelid::regclass::text, 'not valid; rebuild it with REINDEX'
  FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
 WHERE relnamespace = current_schema()::regnamespace AND relname LIKE 'desk\\_%%' AND NOT indisvalid
UNION ALL
SELECT 'the trigger', tgrelid::regclass || '.' || tgname, 'switched off; switch it on with ALTER TABLE'
  FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
 WHERE relnamespace = current_schema()::regnamespace AND relname LIKE 'desk\\_%%' AND tgenabled NOT IN ('O', 'A')
"""

_REFERENCES = """
SELECT child.relname, own.attname, parent.relname, other.attname
  FROM pg_constraint AS c
  JOIN pg_class AS child ON child.oid = c.conrelid
  JOIN pg_class AS parent ON parent.oid = c.confrelid
  JOIN pg_attribute AS own ON own.attrelid = c.conrelid AND own.attnum = c.conkey[1]
  JOIN pg_attribute AS other ON other.attrelid = c.confrelid AND other.attnum = c.confkey[1]
 WHERE c.contype = 'f' AND child.relnamespace = current_schema()::regnamespace AND child.relname LIKE 'desk\\_%%'
 ORDER BY 1, 2
"""


def _told(cursor: Any, question: str) -> list[tuple[Any, ...]]:
    cursor.execute(question, [])
    found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


_DIALECTS: dict[str, Dialect] = {"sqlite": _Sqlite(), "postgresql": _Postgresql()}


def dialect(base: str) -> Dialect:
    """The words of the database under that alias."""
    return _DIALECTS[connections[base].vendor]
