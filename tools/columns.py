"""The tables of columns in docs/exports.md, from the code.

python tools/columns.py            writes them into the page
"""

from __future__ import annotations

from pathlib import Path

from probata.exchange import TABLES

PAGE = Path(__file__).resolve().parents[1] / "docs" / "exports.md"
BEGIN = "<!-- columns: written by tools/columns.py -->\n"
END = "<!-- end of columns -->"


def tables() -> str:
    """All tables in Markdown."""
    told = []
    for kind, columns in TABLES.items():
        rows = "".join(f"| `{c.name}` | {c.type.value} | {c.about} |\n" for c in columns)
        told.append(f"### {kind.capitalize()}\n\n| column | type | what it says |\n| --- | --- | --- |\n{rows}")
    return "\n".join(told) + "\n"


def page(text: str) -> str:
    """The page with the tables in their place."""
    head, _, rest = text.partition(BEGIN)
    return f"{head}{BEGIN}\n{tables()}{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
