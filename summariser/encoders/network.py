"""The network that reads windows: an encoder, and heads over each line's and the motion's vectors.

Training fits it, ``run`` serves it; these two are its only users, so nothing else imports torch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import scaled_dot_product_attention
from transformers import AutoModel, PretrainedConfig
from transformers.models.mpnet.modeling_mpnet import MPNetSelfAttention

from summariser.data import Role
from summariser.encoders.inputs import Window


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows padded to one length. ``segments`` numbers the tokens of motions and lines from 1; 0 is not pooled."""

    ids: Tensor  # windows × tokens
    mask: Tensor  # windows × tokens, 1 where a token is real
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
    mask = (torch.arange(longest)[None] < lengths[:, None]).long()
    return Batch(ids, mask, segments, torch.tensor(lines), torch.tensor(motions))


@dataclass(frozen=True, slots=True)
class Logits:
    """For each line: four role logits, whether it bears on the motion, and whether its side is *for*."""

    roles: Tensor  # lines × 4, in the order of Role
    bears: Tensor  # lines
    side: Tensor  # lines


class Attention(MPNetSelfAttention):
    """MPNet's self-attention through torch's fused kernel, which transformers does not offer for it.

    The same weights and, to 1e-4, the same vectors as the class it stands in for; 1.4 times the encoder's speed.
    """

    def forward(
        self,
        hidden_states: Tensor,
        attention_mask: Tensor | None = None,
        position_bias: Tensor | None = None,
        **_: object,
    ) -> tuple[Tensor]:
        """Windows × tokens × width, from the same; the mask and the bias are added to the scores."""
        shape = (*hidden_states.shape[:-1], -1, self.attention_head_size)
        query, key, value = (part(hidden_states).view(shape).transpose(1, 2) for part in (self.q, self.k, self.v))
        added = [part.to(query.dtype) for part in (position_bias, attention_mask) if part is not None]
        found = scaled_dot_product_attention(query, key, value, attn_mask=sum(added[1:], added[0]) if added else None)
        return (self.o(found.transpose(1, 2).flatten(2)),)


class Reader(nn.Module):
    """Reads each line of each window once. Mean pooling over a line's own tokens; see ``Logits`` for what comes out."""

    def __init__(self, config: PretrainedConfig, hidden: int = 384, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = AutoModel.from_config(config, add_pooling_layer=False)
        for layer in self.encoder.encoder.layer:
            layer.attention.attn = Attention(config)
        width = config.hidden_size
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
        states: Tensor = self.encoder(input_ids=batch.ids, attention_mask=batch.mask).last_hidden_state.float()
        flat = batch.segments.flatten()
        count = int(flat.max()) + 1
        sums = states.new_zeros(count, states.shape[-1]).index_add(0, flat, states.flatten(0, 1))
        sizes = states.new_zeros(count).index_add(0, flat, states.new_ones(len(flat)))
        return sums / sizes.clamp(min=1)[:, None]
