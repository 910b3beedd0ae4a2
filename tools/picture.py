"""Draws the picture of the README: what the command line prints for one measure of the demo's desk.

    make demo && .venv/bin/python tools/picture.py

The SVG names no outside font, so that nothing is fetched by whoever looks at it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parents[1]
SHOWN = ["findings", "--desk", "demo-desk", "--measure", "KP.ARMS.FROM"]
WIDTH = 100


def main() -> None:
    """Runs the command with colours on and writes docs/findings.svg."""
    out = subprocess.run(
        [sys.executable, "-m", "probata.cli", *SHOWN],
        cwd=ROOT,
        env=os.environ | {"FORCE_COLOR": "1", "COLUMNS": str(WIDTH)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=WIDTH, file=nowhere, force_terminal=True)
        console.print(Text.from_ansi(f"$ probata findings --measure KP.ARMS.FROM\n{out}"))
        svg = console.export_svg(title="probata")
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    (ROOT / "docs" / "findings.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
