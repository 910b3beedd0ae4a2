"""Scores a training state on the dev parts: exact spans, tokens and relations, and factuality.

    python training/attribution/evaluate.py PREPARED RUN [--bias 0.5 ...]

Writes RUN/pred.jsonl in the shape that the shared scorer reads, so that one scorer serves all engines.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parent))
from model import build
from train import encode, pair_scores, scale

from probata.language.decoding import best_tags, runs

SHARED = Path(os.environ.get("PROBATA_SHARED", Path(__file__).resolve().parents[3] / "shared"))


def statements(model: Any, rows: list[dict[str, Any]], bias: float) -> list[list[dict[str, Any]]]:
    """The statements of each window; ``bias`` is added to the scores of a cue's tags."""
    words, real = encode(model, rows)
    moves, first = (x.detach().numpy() for x in model.cue_crf.scores())
    pair_moves, pair_first = (x.detach().numpy() for x in model.pair_crf.scores())
    emissions = model.cue(words).float().numpy()
    emissions[:, :, 1] += bias
    found: list[list[dict[str, Any]]] = [[] for _ in rows]
    cues = []
    for n, row in enumerate(rows):
        size = len(row["places"])
        tags = best_tags(emissions[n : n + 1, :size], moves, first)[0]
        cues += [(n, a, b) for a, b in runs(tags, 1)]
    if not cues:
        return found
    scores = pair_scores(model, words, real, rows, cues).numpy()
    for (n, a, b), own in zip(cues, scores, strict=True):
        places = rows[n]["places"]
        tags = best_tags(own[None, : len(places)], pair_moves, pair_first)[0]
        span = lambda run, p=places: {"start": p[run[0]][0], "end": p[run[1] - 1][1]}  # noqa: E731
        sources = sorted(runs(tags, 1), key=lambda r: r[0] - r[1])
        content = [list(span(r).values()) for r in runs(tags, 3)]
        if content:
            found[n].append({"source": span(sources[0]) if sources else None, "cue": span((a, b)), "content": content})
    return found


def main() -> None:
    """Evaluates and prints the scorer's answer."""
    p = argparse.ArgumentParser()
    p.add_argument("prepared", type=Path)
    p.add_argument("run", type=Path)
    p.add_argument("--encoder", required=True)
    p.add_argument("--bias", type=float, nargs="*", default=[0.0])
    p.add_argument("--threads", type=int, default=1)
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    saved = torch.load(a.run / "state.pt", weights_only=False)
    model = build(saved["shape"], a.encoder)
    model.load_state_dict(saved["model"])
    model.eval()
    print("step", saved["step"])
    with torch.no_grad():
        rows = pickle.loads((a.prepared / "polnear-dev.pickle").read_bytes())
        for bias in a.bias:
            by_doc = defaultdict(list)
            for n in range(0, len(rows), 16):
                some = rows[n : n + 16]
                for row, found in zip(some, statements(model, some, bias), strict=True):
                    by_doc[row["id"]] += found
            pred = a.run / "pred.jsonl"
            pred.write_text("".join(json.dumps({"id": k, "statements": v}) + "\n" for k, v in by_doc.items()))
            gold = SHARED / "gold/attribution/polnear-dev.jsonl"
            out = subprocess.run([sys.executable, SHARED / "bench/score.py", "attribution", gold, pred],
                                 capture_output=True, text=True, check=True).stdout  # fmt: skip
            s = json.loads(out)
            print(bias, "relation", s["relation_f1"], "exact", {k: v["f1"] for k, v in s["exact_span_f1"].items()},
                  "token", {k: v["f1"] for k, v in s["token_f1"].items()}, s["predicted"], flush=True)  # fmt: skip
        for name in ("uw-dev", "uds_ih2-dev"):
            rows = pickle.loads((a.prepared / f"{name}.pickle").read_bytes())
            rows = [r for r in rows if r["events"]]
            guess: dict[str, dict[int, float]] = defaultdict(dict)
            for n in range(0, len(rows), 16):
                some = rows[n : n + 16]
                facts = model.facts(encode(model, some)[0]).numpy()
                for k, row in enumerate(some):
                    for target, place, _ in row["events"]:
                        guess[row["id"]][target] = float(np.clip(facts[k, place, scale(row)], -3, 3))
            gold = SHARED / f"gold/factuality/{name}.jsonl"
            docs = [json.loads(line) for line in gold.open()]
            pred = a.run / f"{name}.jsonl"
            pred.write_text("".join(json.dumps({"id": d["id"], "labels": [guess[d["id"]].get(i, 3.0) for i in
                            range(len(d["targets"]))]}) + "\n" for d in docs))  # fmt: skip
            out = subprocess.run([sys.executable, SHARED / "bench/score.py", "factuality", gold, pred],
                                 capture_output=True, text=True, check=True).stdout  # fmt: skip
            s = json.loads(out)
            print(name, {k: s[k] for k in ("r", "mae", "mae_of_all_plus_3", "macro_f1")},
                  {k: v["f1"] for k, v in s["by_band"].items()}, flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
