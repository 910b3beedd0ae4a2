"""Trains the tagger; goes on where it stopped.

    python training/attribution/train.py PREPARED RUN [--layers 4] [--epochs 6] ...

PREPARED is what prepare.py wrote, RUN a folder that keeps the state. Stopping costs the steps since the
last save; the same seed and the same data give the same order of batches, however often it was stopped.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import smooth_l1_loss

sys.path.insert(0, str(Path(__file__).resolve().parent))
from model import WORD_FEATURES, Shape, Tagger, build

from probata.language.windows import seen_from

SEED = 20_261_125
SAVE = 150
"""Steps between two saved states."""


def batches(rows: list[dict[str, Any]], budget: int, order: random.Random) -> list[list[dict[str, Any]]]:
    """Windows of like length together, up to ``budget`` word pieces with their padding.

    Few different shapes: the matrix library compiles its kernels for each shape it meets.
    """
    alike: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        alike.setdefault(rounded(len(row["window"].pieces)), []).append(row)
    found = []
    for length in sorted(alike):
        some = alike[length]
        order.shuffle(some)
        size = max(1, budget // length)
        found += [some[n : n + size] for n in range(0, len(some), size)]
    order.shuffle(found)
    return found


def rounded(length: int, step: int = 8) -> int:
    """The next multiple of ``step``."""
    return -(-length // step) * step


def padded(arrays: list[np.ndarray], value: int = 0) -> Tensor:
    """The arrays in one tensor, filled up at their ends."""
    out = torch.full((len(arrays), rounded(max(len(a) for a in arrays))), value, dtype=torch.long)
    for n, a in enumerate(arrays):
        out[n, : len(a)] = torch.as_tensor(np.asarray(a))
    return out


def encode(model: Tagger, rows: list[dict[str, Any]]) -> tuple[Tensor, Tensor]:
    """The words' vectors, and which of them are words."""
    ws = [r["window"] for r in rows]
    pieces, first = padded([w.pieces for w in ws]), padded([w.first for w in ws])
    mask = padded([np.ones(len(w.pieces), dtype=np.int64) for w in ws])
    real = padded([np.ones(len(w.first), dtype=np.int64) for w in ws])
    return model(pieces, mask, first, {f: padded([w.features[f] for w in ws]) for f in WORD_FEATURES}), real


def pair_scores(model: Tagger, words: Tensor, real: Tensor, rows: list[dict[str, Any]], cues: list[Any]) -> Tensor:
    """The pair head for cues (window, first word, end)."""
    asked = len(cues)
    cues = [*cues, *[cues[0]] * (rounded(asked, 16) - asked)]
    seen = [seen_from(rows[w]["window"], a, b) for w, a, b in cues[:asked]]
    seen += [seen[0]] * (len(cues) - asked)
    longest = words.shape[1]
    features = {}
    for name in seen[0]:
        t = torch.zeros(len(cues), longest, dtype=torch.long)
        for n, s in enumerate(seen):
            t[n, : len(s[name])] = torch.as_tensor(s[name])
        features[name] = t
    index = [torch.tensor([c[0] for c in cues]), torch.tensor([c[1] for c in cues]),
             torch.tensor([c[2] - 1 for c in cues])]  # fmt: skip
    return model.pairs(words, real, *index, features)[:asked]


def loss_of(model: Tagger, rows: list[dict[str, Any]]) -> dict[str, Tensor]:
    """The losses of one batch: of cues and pairs, or of factuality."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        words, real = encode(model, rows)
        if rows[0]["events"]:
            facts = model.facts(words)
            at = [(n, place, scale(r), label) for n, r in enumerate(rows) for _, place, label in r["events"]]
            guess = facts[[a[0] for a in at], [a[1] for a in at], [a[2] for a in at]]
            return {"fact": smooth_l1_loss(guess, torch.tensor([a[3] for a in at]), beta=0.5)}
        cue_scores = model.cue(words)
        cues = [(n, a, b, tags) for n, r in enumerate(rows) for (a, b), tags in r["pairs"]]
        scores = pair_scores(model, words, real, rows, [c[:3] for c in cues]) if cues else None
    tags = torch.zeros(real.shape, dtype=torch.long)
    for n, a, b, _ in cues:
        tags[n, a] = 1
        tags[n, a + 1 : b] = 2
    losses = {"cue": model.cue_crf.loss(cue_scores, tags, real)}
    if scores is not None:
        gold = padded([np.array(c[3]) for c in cues])
        gold = nn.functional.pad(gold, (0, scores.shape[1] - gold.shape[1]))
        losses["pair"] = model.pair_crf.loss(scores, gold, real[[c[0] for c in cues]])
    return losses


def scale(row: dict[str, Any]) -> int:
    """Which of the two questions a set's labels answer: how sure (UW), or has it happened (UDS-IH2)."""
    return int(row["id"].startswith("uds"))


def plan(sets: dict[str, list[dict[str, Any]]], epoch: int, budget: int) -> list[list[dict[str, Any]]]:
    """The batches of an epoch, in the order that seed and epoch give."""
    order = random.Random(SEED + epoch)
    found = [b for rows in sets.values() for b in batches(rows, budget, order)]
    order.shuffle(found)
    return found


def importance(model: Tagger, rows: list[dict[str, Any]], budget: int) -> list[Tensor]:
    """How much each inner unit of each layer of the encoder does: activation times gradient, over a sample."""
    layers = model.encoder.encoder.layer
    found = [torch.zeros(layer.intermediate.dense.out_features) for layer in layers]
    seen: dict[int, Tensor] = {}

    def keep(n: int) -> Any:
        def hook(module: nn.Module, given: Any, out: Tensor) -> None:
            out.retain_grad()
            seen[n] = out

        return hook

    hooks = [layer.intermediate.register_forward_hook(keep(n)) for n, layer in enumerate(layers)]
    model.eval()
    for batch in batches(random.Random(SEED).sample(rows, min(640, len(rows))), budget, random.Random(SEED)):
        torch.stack(list(loss_of(model, batch).values())).sum().backward()
        for n, out in seen.items():
            if out.grad is not None:
                found[n] += (out * out.grad).float().abs().sum((0, 1)).detach()
        model.zero_grad()
    for hook in hooks:
        hook.remove()
    model.train()
    return found


def narrowed(model: Tagger, state: Path, rows: list[dict[str, Any]], inner: int, budget: int) -> None:
    """Cuts the least important inner units off the saved state: a third less work for the encoder.

    The heads, the other weights and the optimiser's memory of them stay; the rest of the training makes up for it.
    """
    saved = torch.load(state, weights_only=False)
    names = [n for n, _ in model.named_parameters()]
    order = [n for n in names if n.startswith("encoder.")] + [n for n in names if not n.startswith("encoder.")]
    for n, weights in enumerate(importance(model, rows, budget)):
        kept = weights.topk(inner).indices.sort().values
        print(f"layer {n}: {weights[kept].sum() / weights.sum():.2f} of the importance is kept", flush=True)
        layer = f"encoder.encoder.layer.{n}"
        parts = (("intermediate.dense.weight", 0), ("intermediate.dense.bias", 0), ("output.dense.weight", 1))
        for name, side in ((f"{layer}.{part}", side) for part, side in parts):
            saved["model"][name] = saved["model"][name].index_select(side, kept).clone()
            memory = saved["optimizer"]["state"][order.index(name)]
            for key in ("exp_avg", "exp_avg_sq"):
                memory[key] = memory[key].index_select(side, kept).clone()
    saved["shape"] = replace(saved["shape"], inner=inner)
    torch.save(saved, state)


def main() -> None:
    """Trains, saving now and then."""
    p = argparse.ArgumentParser()
    p.add_argument("prepared", type=Path)
    p.add_argument("run", type=Path)
    p.add_argument("--encoder", required=True)
    p.add_argument("--layers", type=int, default=4)
    p.add_argument("--inner", type=int, default=768, help="inner units of each layer that are kept")
    p.add_argument("--narrow-at", type=int, default=1650, help="the step at which the others are cut off")
    p.add_argument("--epochs", type=int, default=6)
    p.add_argument("--budget", type=int, default=2400)
    p.add_argument("--rate", type=float, default=1.2e-4)
    p.add_argument("--head-rate", type=float, default=1e-3)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--stop-after", type=float, default=1e9, help="minutes")
    p.add_argument("--no-facts", action="store_true")
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(SEED)
    a.run.mkdir(parents=True, exist_ok=True)
    names = ["polnear-train"] + ([] if a.no_facts else ["uw-train", "uds_ih2-train"])
    sets = {}
    for name in names:
        with (a.prepared / f"{name}.pickle").open("rb") as f:
            rows = pickle.load(f)
        sets[name] = rows if name == "polnear-train" else [r for r in rows if r["events"]]
    state = a.run / "state.pt"
    saved = torch.load(state, weights_only=False) if state.exists() else None
    shape = saved["shape"] if saved else Shape(layers=a.layers)
    model = build(shape, a.encoder)
    bare = [q for n, q in model.named_parameters() if n.startswith("encoder.")]
    heads = [q for n, q in model.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": bare, "lr": a.rate}, {"params": heads, "lr": a.head_rate}], weight_decay=0.01, fused=True
    )
    total = sum(len(plan(sets, e, a.budget)) for e in range(a.epochs))
    warm = total * 0.06
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min(n / warm, max(0.0, (total - n) / (total - warm)))
    )
    step = 0
    if saved:
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        torch.set_rng_state(saved["rng"])
        step = saved["step"]
    print(f"{total} steps, from {step}; {sum(q.numel() for q in model.parameters()):,} parameters", flush=True)

    def save() -> None:
        new = state.with_suffix(".new")
        torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step, "shape": shape,
                    "schedule": schedule.state_dict(), "rng": torch.get_rng_state()}, new)  # fmt: skip
        new.replace(state)

    model.train()
    started, done, sums, seen = time.time(), 0, {}, 0
    for epoch in range(a.epochs):
        for batch in plan(sets, epoch, a.budget):
            done += 1
            if done <= step:
                continue
            if step == a.narrow_at and model.shape.inner > a.inner:
                save()
                narrowed(model, state, sets["polnear-train"], a.inner, a.budget)
                main()
                return
            losses = loss_of(model, batch)
            torch.stack([x * (0.5 if k == "fact" else 0.3) for k, x in losses.items()]).sum().backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            step += 1
            seen += sum(len(r["window"].pieces) for r in batch)
            for k, x in losses.items():
                s = sums.setdefault(k, [0.0, 0])
                s[0], s[1] = s[0] + x.item(), s[1] + 1
            if step % 50 == 0:
                print(json.dumps({"epoch": epoch, "step": step, "pieces/s": round(seen / (time.time() - started))}
                                 | {k: round(s / n, 3) for k, (s, n) in sums.items()}), flush=True)  # fmt: skip
                sums = {}
            if step % SAVE == 0:
                save()
            if time.time() - started > 60 * a.stop_after:
                save()
                return
    save()
    print("trained", flush=True)


if __name__ == "__main__":
    main()
