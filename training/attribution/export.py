"""Writes the trained network as the files that ship: two ONNX graphs in 8-bit weights, and their table.

python training/attribution/export.py RUN OUT --encoder DIR [--bias 0.3] [--float]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).resolve().parent))
from model import PAIR_FEATURES, WORD_FEATURES, Tagger, build


class Attention(nn.Module):
    """One layer's attention with its three projections in one product, the scale within the first."""

    def __init__(self, own: nn.Module, heads: int) -> None:
        super().__init__()
        parts = (own.query, own.key, own.value)
        width = own.query.out_features
        scale = (width // heads) ** -0.5
        self.heads = heads
        self.all = nn.Linear(width, 3 * width)
        self.all.weight.data = torch.cat([p.weight * (scale if n == 0 else 1) for n, p in enumerate(parts)])
        self.all.bias.data = torch.cat([p.bias * (scale if n == 0 else 1) for n, p in enumerate(parts)])

    def forward(self, x: Tensor, hidden: Tensor) -> Tensor:
        """What each piece sees."""
        cut = self.all(x).view(x.size(0), x.size(1), 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        share = torch.softmax(cut[0] @ cut[1].transpose(-1, -2) + hidden, dim=-1)
        seen = (share @ cut[2]).permute(0, 2, 1, 3).contiguous()
        return seen.view(seen.size(0), seen.size(1), x.size(2))


class Encoder(nn.Module):
    """The encoder written out plainly: a third faster in onnxruntime than the library's own form of it."""

    def __init__(self, bert: nn.Module) -> None:
        super().__init__()
        self.bert = bert
        heads = bert.config.num_attention_heads
        self.attention = nn.ModuleList(Attention(layer.attention.self, heads) for layer in bert.encoder.layer)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> SimpleNamespace:
        """The last layer's vectors."""
        e = self.bert.embeddings
        places = torch.cumsum(torch.ones_like(input_ids), 1) - 1
        x = e.word_embeddings(input_ids) + e.position_embeddings(places)
        x = e.LayerNorm(x + e.token_type_embeddings(torch.zeros_like(input_ids)))
        hidden = (1.0 - attention_mask[:, None, None, :].to(torch.float32)) * -1e4
        for attention, layer in zip(self.attention, self.bert.encoder.layer, strict=True):
            x = layer.attention.output.LayerNorm(layer.attention.output.dense(attention(x, hidden)) + x)
            x = layer.output.LayerNorm(layer.output.dense(nn.functional.gelu(layer.intermediate.dense(x))) + x)
        return SimpleNamespace(last_hidden_state=x)


class Words(nn.Module):
    """Pieces to word vectors, cue scores and factuality."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, pieces: Tensor, mask: Tensor, first: Tensor, *features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Vectors, cue scores, numbers of factuality."""
        words = self.tagger(pieces, mask, first, dict(zip(WORD_FEATURES, features, strict=True)))
        return words, self.tagger.cue(words), self.tagger.facts(words)


class Pairs(nn.Module):
    """The words of each cue's window to the scores of their roles."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, own: Tensor, real: Tensor, first: Tensor, last: Tensor, *features: Tensor) -> Tensor:
        """Scores (cues, words, tags)."""
        return self.tagger.roles(own, real, first, last, dict(zip(PAIR_FEATURES, features, strict=True)))


def write(module: nn.Module, example: tuple[Tensor, ...], given: dict[str, list[str]], out: list[str], path: Path,
          quantize: bool) -> None:  # fmt: skip
    """One graph; ``given`` names the free axes of each input. Its weights are written in 8 bits if ``quantize``."""
    free = {name: dict(enumerate(axes)) for name, axes in given.items()}
    first = next(iter(given.values()))[0]
    free |= {name: {0: first, 1: "words"} for name in out}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(module, example, whole, input_names=list(given), output_names=out, dynamic_axes=free,
                          opset_version=17, dynamo=False)  # fmt: skip
        if not quantize:
            shutil.copy(whole, path)
            return
        floats = {"DefaultTensorType": onnx.TensorProto.FLOAT}
        quantize_dynamic(whole, path, weight_type=QuantType.QInt8, extra_options=floats)


def main() -> None:
    """Exports."""
    p = argparse.ArgumentParser()
    p.add_argument("run", type=Path)
    p.add_argument("out", type=Path)
    p.add_argument("--encoder", required=True)
    p.add_argument("--bias", type=float, default=0.0)
    p.add_argument("--float", action="store_true", help="32-bit weights, for comparison")
    a = p.parse_args()
    saved = torch.load(a.run / "state.pt", weights_only=False)
    tagger = build(saved["shape"], a.encoder)
    tagger.load_state_dict(saved["model"])
    tagger.eval()
    tagger.encoder = Encoder(tagger.encoder)
    a.out.mkdir(parents=True, exist_ok=True)
    one = lambda *shape: torch.ones(*shape, dtype=torch.long)  # noqa: E731
    words, cues = ["batch", "words"], ["cues", "words"]
    with torch.no_grad():
        write(Words(tagger), (one(2, 9), one(2, 9), one(2, 7), *[one(2, 7)] * len(WORD_FEATURES)),
              {"pieces": ["batch", "pieces"], "mask": ["batch", "pieces"], "first": words}
              | dict.fromkeys(WORD_FEATURES, words),
              ["words", "cues", "facts"], a.out / "words.onnx", not a.float)  # fmt: skip
        own = torch.zeros(3, 7, 2 * saved["shape"].width)
        write(Pairs(tagger), (own, one(3, 7), one(3), one(3), *[one(3, 7)] * len(PAIR_FEATURES)),
              {"own": cues, "real": cues, "first": ["cues"], "last": ["cues"]} | dict.fromkeys(PAIR_FEATURES, cues),
              ["roles"], a.out / "pairs.onnx", not a.float)  # fmt: skip
    shutil.copy(Path(a.encoder) / "tokenizer.json", a.out / "tokenizer.json")
    chain = {
        name: {"moves": [[round(float(x), 4) for x in row] for row in crf.scores()[0].detach()],
               "first": [round(float(x), 4) for x in crf.scores()[1].detach()]}
        for name, crf in (("cue", tagger.cue_crf), ("pair", tagger.pair_crf))
    }  # fmt: skip
    digest = hashlib.sha256(b"".join((a.out / f).read_bytes() for f in ("words.onnx", "pairs.onnx"))).hexdigest()
    table = {
        "version": digest[:12],
        "cue_bias": a.bias,
        "steps": saved["step"],
        "layers": saved["shape"].layers,
        **chain,
    }
    (a.out / "tagger.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(table["version"], {f.name: f"{f.stat().st_size / 1e6:.1f} MB" for f in sorted(a.out.iterdir())})


if __name__ == "__main__":
    main()
