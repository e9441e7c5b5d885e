"""The network that reads windows: an encoder, and heads over each line's and the motion's vectors.

Training fits it, ``run`` serves it; these two are its only users, so nothing else imports torch.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import gelu, scaled_dot_product_attention

from summariser.data import Role
from summariser.encoders.inputs import Window


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows padded to one length. ``segments`` numbers the tokens of motions and lines from 1; 0 is not pooled."""

    ids: Tensor  # windows × tokens
    mask: Tensor  # windows × tokens, true where a token is real
    segments: Tensor  # windows × tokens
    lines: Tensor  # lines: the segment of each, window by window
    motions: Tensor  # lines: the segment of its motion


def collate(windows: Sequence[Window], padding: int) -> Batch:
    """The windows as tensors."""
    longest = max(len(window.ids) for window in windows)
    ids = torch.full((len(windows), longest), padding)
    segments = torch.zeros((len(windows), longest), dtype=torch.long)
    lines, motions, number = [], [], 0
    for row, window in enumerate(windows):
        ids[row, : len(window.ids)] = torch.tensor(window.ids)
        number += 1
        motion = number
        segments[row, window.motion.start : window.motion.end] = motion
        for span in window.lines:
            number += 1
            segments[row, span.start : span.end] = number
            lines.append(number)
            motions.append(motion)
    lengths = torch.tensor([len(window.ids) for window in windows])
    mask = torch.arange(longest)[None] < lengths[:, None]
    return Batch(ids, mask, segments, torch.tensor(lines), torch.tensor(motions))


@dataclass(frozen=True, slots=True)
class Shape:
    """The measures of an MPNet encoder, under the names of its published configuration."""

    vocab_size: int
    hidden_size: int
    num_hidden_layers: int
    num_attention_heads: int
    intermediate_size: int
    max_position_embeddings: int
    relative_attention_num_buckets: int
    layer_norm_eps: float
    pad_token_id: int


class Layer(nn.Module):
    """One layer of MPNet: attention with a bias by distance, then two matrices; each with its residual and norm."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        width, inner = shape.hidden_size, shape.intermediate_size
        self.heads, self.dropout = shape.num_attention_heads, nn.Dropout(dropout)
        self.q, self.k, self.v, self.o = (nn.Linear(width, width) for _ in "qkvo")
        self.attended = nn.LayerNorm(width, shape.layer_norm_eps)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm = nn.LayerNorm(width, shape.layer_norm_eps)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """Windows × tokens × width, from the same; ``bias`` (windows × heads × tokens × tokens) is added to scores."""
        query, key, value = (
            matrix(states).unflatten(-1, (self.heads, -1)).transpose(1, 2) for matrix in (self.q, self.k, self.v)
        )
        seen = scaled_dot_product_attention(query, key, value, attn_mask=bias.to(query.dtype))
        states = self.attended(states + self.dropout(self.o(seen.transpose(1, 2).flatten(2))))
        out: Tensor = self.norm(states + self.dropout(self.down(gelu(self.up(states)))))
        return out


class Encoder(nn.Module):
    """MPNet (Song et al., NeurIPS 2020): the vectors that transformers' ``MPNetModel`` gives, from the same weights.

    Written out because importing that class takes 3.7 seconds of every start, and because it has no fused attention,
    with which a window takes a third less time. ``training.bases`` knows which weight has which published name.
    """

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape, self.dropout = shape, nn.Dropout(dropout)
        self.words = _table(shape.vocab_size, shape.hidden_size)
        self.places = _table(shape.max_position_embeddings, shape.hidden_size)
        self.norm = nn.LayerNorm(shape.hidden_size, shape.layer_norm_eps)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.num_hidden_layers))
        self.distances = _table(shape.relative_attention_num_buckets, shape.num_attention_heads)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Windows × tokens × width, from windows × tokens; ``mask`` is true where a token is real."""
        places = torch.arange(ids.shape[1]) + self.shape.pad_token_id + 1
        states: Tensor = self.dropout(self.norm(self.words(ids) + self.places(places)))
        bias = self.bias(ids.shape[1]) + torch.where(mask, 0.0, -torch.inf)[:, None, None]
        for layer in self.layers:
            states = layer(states, bias)
        return states

    def bias(self, tokens: int) -> Tensor:
        """1 × heads × tokens × tokens: what attention adds for the distance from one token to another."""
        offsets = torch.arange(1 - tokens, tokens)
        half = self.shape.relative_attention_num_buckets // 2
        exact, far = half // 2, offsets.abs().clamp(min=1)
        coarse = exact + (torch.log(far / exact) / math.log(128 / exact) * (half - exact)).long()
        bucket = torch.where(far < exact, offsets.abs(), coarse.clamp(max=half - 1)) + half * (offsets > 0)
        rows = torch.arange(tokens)
        found: Tensor = self.distances(bucket)[rows[None] - rows[:, None] + tokens - 1]
        return found.permute(2, 0, 1)[None]


def _table(rows: int, width: int) -> nn.Embedding:
    """An embedding whose weights are still to be loaded: drawing them on the meta device would import torch's compiler.

    That import takes 1.8 seconds.
    """
    table: nn.Embedding = nn.Embedding.from_pretrained(torch.empty(rows, width), freeze=False)
    return table


@dataclass(frozen=True, slots=True)
class Logits:
    """For each line: four role logits, whether it bears on the motion, and whether its side is *for*."""

    roles: Tensor  # lines × 4, in the order of Role
    bears: Tensor  # lines
    side: Tensor  # lines


class Reader(nn.Module):
    """Reads each line of each window once. Mean pooling over a line's own tokens; see ``Logits`` for what comes out."""

    def __init__(self, shape: Shape, hidden: int = 384, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(shape, dropout)
        width = shape.hidden_size
        self.roles = nn.Sequential(nn.LayerNorm(width), nn.Dropout(dropout), nn.Linear(width, len(Role)))
        self.pair = nn.Sequential(
            nn.LayerNorm(4 * width), nn.Dropout(dropout), nn.Linear(4 * width, hidden), nn.GELU(), nn.Dropout(dropout)
        )
        self.bears = nn.Linear(hidden, 1)
        self.side = nn.Linear(hidden, 1)

    def forward(self, batch: Batch) -> Logits:
        """The logits of all lines of the batch, window by window."""
        vectors = self.pool(batch)
        line, motion = vectors[batch.lines], vectors[batch.motions]
        pair = self.pair(torch.cat([line, motion, line * motion, (line - motion).abs()], dim=-1))
        return Logits(self.roles(line), self.bears(pair).squeeze(-1), self.side(pair).squeeze(-1))

    def pool(self, batch: Batch) -> Tensor:
        """Segments × width: the mean of each segment's token vectors, in fp32."""
        states = self.encoder(batch.ids, batch.mask).float()
        flat = batch.segments.flatten()
        count = int(flat.max()) + 1
        sums = states.new_zeros(count, states.shape[-1]).index_add(0, flat, states.flatten(0, 1))
        sizes = states.new_zeros(count).index_add(0, flat, states.new_ones(len(flat)))
        means: Tensor = sums / sizes.clamp(min=1)[:, None]
        return means
