"""Walks a labelled file of claims and prints what the scorer says, with every hit, miss and false claim if asked.

    python bench/claims.py seed.json
    python bench/claims.py --show A.jsonl real-dev.jsonl

Names are files of ``gold/claims`` in the shared folder (``PROBATA_SHARED``), or paths.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("PROBATA_SHARED", ROOT.parent / "shared"))


def read_documents(path: Path) -> list[dict[str, Any]]:
    """The documents of a JSON or JSON Lines file."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        return [json.loads(text)]
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def walk(document: dict[str, Any]) -> dict[str, Any]:
    """One document through reading, language and claims, as ``probata extract`` would print its claims."""
    from probata.pipeline.engine import Engine
    from probata.reading import read_text
    from probata.records import to_json
    from probata.settings import Settings

    report = read_text(document["text"], label=document["id"], published=document["published"])
    extraction = Engine(Settings.from_environment()).extract(report)
    return {"id": document["id"], "claims": [to_json(c) for c in extraction.claims]}


def show(document: dict[str, Any], predicted: dict[str, Any]) -> None:
    """The labelled claims and the found ones, in order of the text."""
    print(f"== {document['id']}")
    rows: list[tuple[int, str, dict[str, Any]]] = []
    rows += [(document["text"].find(c["quote"]), "gold", c) for c in document["claims"]]
    rows += [(c["start"], "    found", c) for c in predicted["claims"]]
    for _, kind, claim in sorted(rows, key=lambda row: row[0]):
        no = " NOT" if claim["negated"] else ""
        sides = f"{','.join(claim['agent'])}>{','.join(claim['counterpart'])}"
        print(f"{kind} {claim['type']} {sides} {','.join(claim['object'])} {claim['status']}{no}", end=" ")
        print(f"[{claim['source']['id']} {claim['stance']}] {claim['quote'][:110]!r}")


def main() -> int:
    """Exit code 0, or the scorer's."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("files", nargs="+")
    options.add_argument("--show", action="store_true")
    arguments = options.parse_args()
    code = 0
    for name in arguments.files:
        path = Path(name) if Path(name).exists() else SHARED / "gold" / "claims" / name
        documents = read_documents(path)
        predictions = [walk(d) for d in documents]
        with tempfile.TemporaryDirectory() as folder:
            gold, found = Path(folder, "gold.jsonl"), Path(folder, "found.jsonl")
            gold.write_text("".join(json.dumps(d) + "\n" for d in documents), encoding="utf-8")
            found.write_text("".join(json.dumps(p) + "\n" for p in predictions), encoding="utf-8")
            if arguments.show:
                for document, prediction in zip(documents, predictions, strict=True):
                    show(document, prediction)
            print(path.name, flush=True)
            scorer = [sys.executable, str(SHARED / "bench" / "score.py"), "claims", str(gold), str(found)]
            code = subprocess.run(scorer, check=False).returncode or code
    return code


if __name__ == "__main__":
    sys.exit(main())
