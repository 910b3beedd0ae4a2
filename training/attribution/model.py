"""The tagger's network: a small encoder that all tasks share, and a head for each.

1. *cues*: each word is tagged B, I or O.
2. *pairs*: for each cue the words of its window are tagged as its source and its content. A word is seen
   with the cue's vector, its way to the cue in the parse, and its distance; two light attention layers and
   a linear-chain CRF make spans of it. One reading of the encoder serves all cues.
3. *factuality*: two numbers for each word, how sure its writer is of what it says, and whether it has happened.

Method: cue first and roles by cue follows Pareti (2015) and CofeNet (Wang et al., COLING 2022) in its
structure; the code is our own.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from probata.language.windows import SIZES, WORD_FEATURES

CUE_TAGS, PAIR_TAGS, SCALES = 3, 5, 2
PAIR_FEATURES = ("path", "branch", "sentence", "distance", "cue")


@dataclass(frozen=True)
class Shape:
    """What the network is made of."""

    layers: int = 4
    inner: int = 1536
    width: int = 128
    pair_layers: int = 2
    dropout: float = 0.1


class Crf(nn.Module):
    """Linear-chain CRF; tags that can't follow one another ("I" without its "B") cost beyond reach."""

    def __init__(self, tags: int, forbidden: list[tuple[int, int]]) -> None:
        super().__init__()
        self.moves = nn.Parameter(torch.zeros(tags, tags))
        self.first = nn.Parameter(torch.zeros(tags))
        mask = torch.zeros(tags, tags)
        for a, b in forbidden:
            mask[a, b] = -1e4
        self.register_buffer("mask", mask)
        start = torch.zeros(tags)
        start[2::2] = -1e4
        self.register_buffer("start_mask", start)

    def scores(self) -> tuple[Tensor, Tensor]:
        """The costs of moving between tags, and of beginning with one."""
        return self.moves + self.mask, self.first + self.start_mask

    def loss(self, emissions: Tensor, tags: Tensor, real: Tensor) -> Tensor:
        """Mean negative log likelihood of the tag sequences; ``real`` marks words against padding."""
        moves, first = self.scores()
        emissions = emissions.float()
        score = first[tags[:, 0]] + emissions[:, 0].gather(1, tags[:, :1]).squeeze(1)
        alpha = first + emissions[:, 0]
        for n in range(1, emissions.shape[1]):
            here = emissions[:, n]
            on = real[:, n]
            step = moves[tags[:, n - 1], tags[:, n]] + here.gather(1, tags[:, n : n + 1]).squeeze(1)
            score = score + step * on
            forward = torch.logsumexp(alpha.unsqueeze(2) + moves, dim=1) + here
            alpha = torch.where(on.unsqueeze(1) > 0, forward, alpha)
        return (torch.logsumexp(alpha, dim=1) - score).mean()


def crf(tags: int) -> Crf:
    """A CRF over O, B-x, I-x, B-y, I-y ...: an I follows only its own B or I."""
    inside = range(2, tags, 2)
    return Crf(tags, [(a, i) for i in inside for a in range(tags) if a not in (i, i - 1)])


class Attention(nn.Module):
    """Self-attention, written out: torch's own fixes the length of its example when it is exported."""

    def __init__(self, width: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.in_proj_weight = nn.Parameter(torch.empty(3 * width, width))
        self.in_proj_bias = nn.Parameter(torch.zeros(3 * width))
        self.out_proj = nn.Linear(width, width)
        nn.init.xavier_uniform_(self.in_proj_weight)

    def forward(self, x: Tensor, real: Tensor) -> Tensor:
        """Words that see the words of their window."""
        rows, words, width = x.shape
        cut = nn.functional.linear(x, self.in_proj_weight, self.in_proj_bias)
        q, k, v = cut.view(rows, words, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        hidden = ((real == 0) * -1e4)[:, None, None, :].to(x.dtype)
        share = torch.softmax((q @ k.transpose(2, 3)).float() * (width // self.heads) ** -0.5 + hidden, dim=3)
        share = nn.functional.dropout(share.to(x.dtype), self.dropout, self.training)
        return self.out_proj((share @ v).transpose(1, 2).reshape(rows, words, width))


class Layer(nn.Module):
    """One light attention layer."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width = shape.width
        self.self_attn = Attention(width, 4, shape.dropout)
        self.linear1, self.linear2 = nn.Linear(width, 3 * width), nn.Linear(3 * width, width)
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.drop = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, real: Tensor) -> Tensor:
        """The words after attention and a step each."""
        x = self.norm1(x + self.drop(self.self_attn(x, real)))
        return self.norm2(x + self.drop(self.linear2(self.drop(nn.functional.gelu(self.linear1(x))))))


class Layers(nn.Module):
    """The light layers one after another."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.pair_layers))

    def forward(self, x: Tensor, real: Tensor) -> Tensor:
        """All of them."""
        for layer in self.layers:
            x = layer(x, real)
        return x


class Tagger(nn.Module):
    """Encoder and heads. ``forward`` gives the words' vectors; the heads are called on them."""

    def __init__(self, shape: Shape, encoder: BertModel) -> None:
        super().__init__()
        self.shape = shape
        hidden = encoder.config.hidden_size
        self.encoder = encoder
        self.word_features = nn.ModuleDict({f: nn.Embedding(SIZES[f], 24) for f in WORD_FEATURES})
        self.word = nn.Sequential(nn.Linear(hidden + 24 * len(WORD_FEATURES), 2 * shape.width), nn.GELU())
        self.drop = nn.Dropout(shape.dropout)
        self.cue = nn.Linear(2 * shape.width, CUE_TAGS)
        self.cue_crf = crf(CUE_TAGS)
        self.fact = nn.Sequential(nn.Linear(2 * shape.width, shape.width), nn.GELU(), nn.Linear(shape.width, SCALES))
        sizes = {**SIZES, "branch": SIZES["dependency"]}
        self.pair_features = nn.ModuleDict({f: nn.Embedding(sizes[f], shape.width) for f in PAIR_FEATURES})
        self.pair_word = nn.Linear(2 * shape.width, shape.width)
        self.pair_cue = nn.Linear(4 * shape.width, shape.width)
        self.pair_norm = nn.LayerNorm(shape.width)
        self.pair_layers = Layers(shape)
        self.pair = nn.Linear(shape.width, PAIR_TAGS)
        self.pair_crf = crf(PAIR_TAGS)

    def forward(self, pieces: Tensor, mask: Tensor, first: Tensor, features: dict[str, Tensor]) -> Tensor:
        """Vectors of the words (batch, words, 2 x width)."""
        hidden = self.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state
        words = hidden.gather(1, first.unsqueeze(2).expand(-1, -1, hidden.shape[2]))
        parts = [self.word_features[f](features[f]) for f in WORD_FEATURES]
        return self.drop(self.word(self.drop(torch.cat([words, *parts], dim=2))))

    def facts(self, words: Tensor) -> Tensor:
        """How sure the writer is of each word's event, and whether it has happened, each about -3 to 3."""
        return 3 * self.fact(words).float()

    def pairs(
        self, words: Tensor, real: Tensor, window: Tensor, first: Tensor, last: Tensor, features: dict[str, Tensor]
    ) -> Tensor:
        """Scores (cues, words, tags) of the words of each cue's window; ``last`` is the cue's last word."""
        return self.roles(words[window], real[window], first, last, features)

    def roles(self, own: Tensor, real: Tensor, first: Tensor, last: Tensor, features: dict[str, Tensor]) -> Tensor:
        """The same, for cues whose words are given."""
        at = torch.arange(own.shape[0])
        cue = torch.cat([own[at, first], own[at, last]], dim=1)
        x = self.pair_word(own) + self.pair_cue(cue).unsqueeze(1)
        for name in PAIR_FEATURES:
            x = x + self.pair_features[name](features[name])
        x = self.drop(self.pair_norm(x))
        x = self.pair_layers(x, real)
        return self.pair(x).float()


def narrow(layer: nn.Module, kept: Tensor) -> None:
    """Keeps only some of the inner units of a layer of the encoder."""
    into, out = layer.intermediate.dense, layer.output.dense
    into.weight = nn.Parameter(into.weight.detach()[kept].clone())
    into.bias = nn.Parameter(into.bias.detach()[kept].clone())
    out.weight = nn.Parameter(out.weight.detach()[:, kept].clone())


def build(shape: Shape, folder: str) -> Tagger:
    """The network with the lower layers of the encoder in ``folder``; none of them for ``layers=0``."""
    config = BertConfig.from_pretrained(folder)
    config.num_hidden_layers = max(shape.layers, 1)
    encoder = BertModel.from_pretrained(folder, config=config, add_pooling_layer=False)
    if not shape.layers:
        encoder.encoder.layer = nn.ModuleList()
    for layer in encoder.encoder.layer:
        narrow(layer, torch.arange(shape.inner))
    return Tagger(shape, encoder)
