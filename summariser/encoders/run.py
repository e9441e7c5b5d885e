"""Passages through the network, in batches."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn

from summariser.data import Line, Passage, Reading, Role, Stance
from summariser.encoders.inputs import Frame, Layout, Window, batches, cut, load_tokenizer, tokenise
from summariser.encoders.network import Logits, Reader, Shape, collate
from summariser.encoders.weights import SCALE

Array = NDArray[np.float64]
ROLES, STANCES = tuple(Role), tuple(Stance)
BATCH_TOKENS = 1440  # three full windows: 40% faster than eight, whose buffers the allocator gives back each time


@dataclass(frozen=True, slots=True)
class Calibration:
    """Scale and bias of each logit, fitted on the development split: 0.8 is to be right eight times in ten."""

    roles: tuple[float, tuple[float, ...]]
    bears: tuple[float, float]
    side: tuple[float, float]
    lean: float  # how much of the speaker's lean is added to the side of a line
    threshold: float  # the least score of a side that is taken; chosen for the best macro-F1

    def scores(self, logits: LogitArrays) -> tuple[Array, Array]:
        """Lines × 4 role scores and lines × 3 stance scores (for, against, neither); each row sums to one."""
        scaled = logits.roles * self.roles[0] + np.array(self.roles[1])
        powers = np.exp(scaled - scaled.max(axis=1, keepdims=True))
        bears = sigmoid(logits.bears * self.bears[0] + self.bears[1])
        side = sigmoid(logits.side * self.side[0] + logits.lean * self.lean + self.side[1])
        stances = np.stack([bears * side, bears * (1 - side), 1 - bears], axis=1)
        return powers / powers.sum(axis=1, keepdims=True), stances

    def decide(self, stances: Array) -> NDArray[np.int64]:
        """The stance of each line, as its place in ``Stance``, from its scores: the likelier side, or neither."""
        sides = stances[:, :2]
        return np.where(sides.max(axis=1) >= self.threshold, sides.argmax(axis=1), 2)


@dataclass(frozen=True, slots=True)
class Calibrations:
    """One for each kind of text.

    Reports give few words of many people, debates many words of few, so a speaker's lean counts for more there.
    """

    debate: Calibration
    report: Calibration

    def of(self, report: bool) -> Calibration:
        """The one for reports, or the one for debates."""
        return self.report if report else self.debate

    def at(self, threshold: float) -> Calibrations:
        """The same with another threshold."""
        return Calibrations(replace(self.debate, threshold=threshold), replace(self.report, threshold=threshold))


def sigmoid(logits: Array) -> Array:
    """The logistic function, without overflow."""
    return 0.5 * (1 + np.tanh(logits / 2))


@dataclass(frozen=True, slots=True)
class LogitArrays:
    """The network's logits for the lines of a passage, as fp64 arrays of one row a line."""

    roles: Array
    bears: Array
    side: Array
    lean: Array  # the mean side of what else the line's speaker says; 0 where nobody is named


def lean_of(lines: Sequence[Line], bears: Array, side: Array) -> Array:
    """The light second pass: what a speaker says elsewhere, as far as it bears on the motion, helps to read a line."""
    weights, found = sigmoid(bears), np.zeros(len(lines))
    for name in {line.speaker for line in lines} - {None}:
        rows = np.array([line.speaker == name for line in lines])
        total, mass = (weights * side)[rows].sum(), weights[rows].sum()
        found[rows] = (total - (weights * side)[rows]) / (mass - weights[rows] + 1)
    return found


@dataclass(frozen=True, slots=True)
class SentenceReader:
    """The reader, ready to run. Made by ``load_reader``."""

    network: Reader
    tokenizer: Tokenizer
    frame: Frame
    layout: Layout
    calibrations: Calibrations
    padding: int
    low: bool

    def read(self, passages: Iterable[Passage]) -> list[tuple[Reading, ...]]:
        """One reading for each line of each passage, in order; the lines of all passages share batches."""
        known = list(passages)
        return [
            self.readings(logits, self.calibrations.of(passage.report))
            for passage, logits in zip(known, self.logits(known), strict=True)
        ]

    def readings(self, logits: LogitArrays, calibration: Calibration) -> tuple[Reading, ...]:
        """Calibrated scores of lines, and the labels that follow."""
        roles, stances = calibration.scores(logits)
        labels = zip(roles.argmax(axis=1), calibration.decide(stances), strict=True)
        return tuple(
            Reading(
                ROLES[role],
                STANCES[stance],
                dict(zip(ROLES, by_role, strict=True)),
                dict(zip(STANCES, by_side, strict=True)),
            )
            for (role, stance), by_role, by_side in zip(labels, roles.tolist(), stances.tolist(), strict=True)
        )

    def logits(self, passages: Sequence[Passage]) -> list[LogitArrays]:
        """The raw logits of each passage's lines."""
        found = [np.zeros((len(passage.lines), len(Role) + 2)) for passage in passages]
        windows, owners = [], []
        for owner, passage in enumerate(passages):
            for window in cut(tokenise(self.tokenizer, passage), self.layout, self.frame):
                windows.append(window)
                owners.append(owner)
        for group in batches(windows, BATCH_TOKENS):
            rows = iter(self.forward([windows[index] for index in group]))
            for index in group:
                for line in range(windows[index].first, windows[index].first + len(windows[index].lines)):
                    row = next(rows)
                    if line in windows[index].kept:
                        found[owners[index]][line] = row
        return [
            LogitArrays(rows[:, :-2], rows[:, -2], rows[:, -1], lean_of(passage.lines, rows[:, -2], rows[:, -1]))
            for rows, passage in zip(found, passages, strict=True)
        ]

    def forward(self, windows: Sequence[Window]) -> Array:
        """Lines × 6: role logits, bears, side, for every line of every window."""
        with torch.inference_mode(), self.arithmetic():
            out: Logits = self.network(collate(windows, self.padding))
        columns = torch.cat([out.roles, out.bears[:, None], out.side[:, None]], dim=1)
        return columns.double().numpy()

    def arithmetic(self) -> AbstractContextManager[object]:
        """bf16 where the CPU multiplies it in hardware, fp32 elsewhere."""
        return torch.autocast("cpu", torch.bfloat16, enabled=self.low)


def load_reader(folder: Path) -> SentenceReader:
    """The reader from its folder: weights, tokenizer, configuration."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    tokenizer = load_tokenizer(folder)
    frame = config["frame"]
    network, low = load_network(folder, config["encoder"]), multiplies_bf16()
    if low:
        lower(network)
    return SentenceReader(
        network=network,
        tokenizer=tokenizer,
        frame=Frame(*(tuple(frame[part]) for part in ("begin", "middle", "end"))),
        layout=Layout(**config["layout"]),
        calibrations=Calibrations(*(calibration_of(config["calibration"][kind]) for kind in ("debate", "report"))),
        padding=config["padding"],
        low=low,
    )


def calibration_of(fitted: dict[str, Any]) -> Calibration:
    """A calibration as ``config.json`` holds it."""
    return Calibration(
        (fitted["roles"]["scale"], tuple(fitted["roles"]["bias"])),
        (fitted["bears"]["scale"], fitted["bears"]["bias"]),
        (fitted["side"]["scale"], fitted["side"]["bias"]),
        fitted["side"]["lean"],
        fitted["threshold"],
    )


def load_network(folder: Path, encoder: dict[str, Any]) -> Reader:
    """The network with its weights; nothing is initialised at random first, which would take a second."""
    with torch.device("meta"):
        network = Reader(Shape(**encoder))
    network.load_state_dict(load_weights(folder), assign=True)
    return network.eval()


def load_weights(folder: Path) -> dict[str, Tensor]:
    """All tensors of a model's ``*.safetensors`` as fp32; int8 matrices times the factors of their rows."""
    found: dict[str, Tensor] = {}
    for path in sorted(folder.glob("*.safetensors")):
        found |= load_file(path)
    # By torch, on all cores: numpy takes 1.1 seconds for the 95 million weights, this 0.2.
    return {
        name: tensor.float().mul_(found[name + SCALE][:, None]) if name + SCALE in found else tensor.float()
        for name, tensor in found.items()
        if not name.endswith(SCALE)
    }


def lower(network: Reader) -> None:
    """Keep the encoder's matrices in bf16: autocast would convert them anew for each batch."""
    for module in network.encoder.modules():
        if isinstance(module, nn.Linear):
            module.to(torch.bfloat16)


def multiplies_bf16() -> bool:
    """Whether this CPU has bf16 products. On AVX2 alone they are emulated, a hundred times slower than fp32."""
    forced = os.environ.get("SUMMARISER_ARITHMETIC")
    if forced:
        return forced == "bf16"
    abilities = torch.cpu.get_capabilities()
    return bool(abilities.get("avx512_bf16") or abilities.get("amx_bf16") or abilities.get("bf16"))
