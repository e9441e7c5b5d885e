"""Fine-tunes a model: ``python -m training.train training/configs/reader.toml --shared ../shared``.

Seeded, resumable after a kill (it goes on from the last checkpoint under ``runs/``), logged to ``runs/NAME/log.jsonl``.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
import tomllib
from dataclasses import dataclass, fields
from itertools import chain
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy
from tqdm import tqdm
from transformers import AutoConfig, AutoModel

from summariser.data import Stance
from summariser.encoders.inputs import Frame, batches, load_tokenizer
from summariser.encoders.network import Logits, Reader, Shape, collate
from summariser.encoders.run import STANCES, multiplies_bf16
from training.bases import fetch_base, our_name
from training.datasets import SETS, Example, wordings
from training.examples import UNLABELLED, Lesson, Teacher

ROLE_WEIGHTS = (0.8, 1.6, 1.1, 1.0)  # about the inverse square root of each role's share, at mean one over the lines
CHECKPOINT_STEPS = 150


@dataclass(frozen=True, slots=True)
class Targets:
    """What is right for each line of a batch."""

    roles: Tensor
    stances: Tensor
    role_weights: Tensor
    bears_weights: Tensor


def targets(lessons: list[Lesson]) -> Targets:
    """The lessons' targets, window by window."""
    return Targets(
        torch.tensor([role for lesson in lessons for role in lesson.roles]),
        torch.tensor([stance for lesson in lessons for stance in lesson.stances]),
        torch.tensor([weight for lesson in lessons for weight in lesson.role_weights]),
        torch.tensor([weight for lesson in lessons for weight in lesson.bears_weights]),
    )


def loss(logits: Logits, right: Targets) -> dict[str, Tensor]:
    """Three losses: the role, whether a line bears on the motion, and, where it does, its side."""
    role = cross_entropy(
        logits.roles,
        right.roles,
        torch.tensor(ROLE_WEIGHTS),
        ignore_index=UNLABELLED,
        reduction="none",
        label_smoothing=0.05,
    )
    judged = right.stances != UNLABELLED
    bears = binary_cross_entropy_with_logits(
        logits.bears, (right.stances != STANCES.index(Stance.NEITHER)).float(), reduction="none"
    )
    sided = judged & (right.stances != STANCES.index(Stance.NEITHER))
    side = binary_cross_entropy_with_logits(
        logits.side, (right.stances == STANCES.index(Stance.FOR)).float(), reduction="none"
    )
    count = max(1, len(right.roles))
    return {
        "role": (role * right.role_weights).sum() / count,
        "bears": (bears * right.bears_weights * judged).sum() / count,
        "side": (side * right.role_weights * sided).sum() / max(1, int(sided.sum())),
    }


def load_base(folder: Path, layers: int) -> Reader:
    """A reader whose encoder holds the base's weights, its lowest ``layers`` layers alone."""
    reader = Reader(shape_of(folder, layers))
    base = AutoModel.from_pretrained(folder, add_pooling_layer=False)
    weights = {our_name(name): weight for name, weight in base.state_dict().items()}
    reader.encoder.load_state_dict({name: weights[name] for name in reader.encoder.state_dict()})
    return reader


def shape_of(folder: Path, layers: int) -> Shape:
    """The measures of a base encoder, cut to so many layers."""
    config = AutoConfig.from_pretrained(folder, num_hidden_layers=layers)
    return Shape(**{field.name: getattr(config, field.name) for field in fields(Shape)})


def parameter_groups(reader: Reader, config: dict[str, Any]) -> list[dict[str, Any]]:
    """Rates by layer; the frozen ones take none."""
    groups = []
    for name, parameter in reader.named_parameters():
        parts = name.split(".")
        layer = int(parts[parts.index("layers") + 1]) if "layers" in parts else None
        if name.startswith("encoder.") and (layer is None or layer < config["frozen"]):
            parameter.requires_grad_(False)
            continue
        rate = config["head_rate"]
        if layer is not None:
            rate = config["rate"] * config["decay"] ** (config["layers"] - 1 - layer)
        groups.append({"params": [parameter], "lr": rate, "weight_decay": 0.01 if parameter.ndim > 1 else 0.0})
    return groups


def epoch_batches(teacher: Teacher, examples: list[Example], config: dict[str, Any], epoch: int) -> list[list[Lesson]]:
    """The lessons of one epoch in padded batches, shuffled; the same for the same seed."""
    rng = random.Random(f"{config['seed']}-{epoch}")
    chosen = [example for example in examples if epoch < config["mix"].get(example.source, 0)]
    lessons = teacher.lessons(chosen, rng)
    groups = batches([lesson.window for lesson in lessons], config["batch_tokens"])
    rng.shuffle(groups)
    return [[lessons[index] for index in group] for group in groups]


class Run:
    """One training run: its model, its optimiser, and where it stands."""

    def __init__(self, config: dict[str, Any], folder: Path, reader: Reader, steps: int) -> None:
        self.config, self.folder, self.reader, self.steps = config, folder, reader, steps
        self.optimiser = torch.optim.AdamW(parameter_groups(reader, config), betas=(0.9, 0.98), eps=1e-6, fused=True)
        warmup = max(1, int(config["warmup"] * steps))
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimiser, lambda step: min(1.0, (step + 1) / warmup) * max(0.02, 1 - step / steps)
        )
        self.step = 0
        if self.checkpoint.exists():
            state = torch.load(self.checkpoint, weights_only=True)
            self.reader.load_state_dict(state["reader"])
            self.optimiser.load_state_dict(state["optimiser"])
            self.schedule.load_state_dict(state["schedule"])
            self.step = state["step"]

    @property
    def checkpoint(self) -> Path:
        """Where the run goes on from."""
        return self.folder / "checkpoint.pt"

    def save(self) -> None:
        """Write the checkpoint whole or not at all."""
        state = {
            "reader": self.reader.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "schedule": self.schedule.state_dict(),
            "step": self.step,
        }
        torch.save(state, self.checkpoint.with_suffix(".part"))
        self.checkpoint.with_suffix(".part").replace(self.checkpoint)

    def learn(self, lessons: list[Lesson], padding: int, low: bool) -> dict[str, float]:
        """One step."""
        batch, right = collate([lesson.window for lesson in lessons], padding), targets(lessons)
        torch.manual_seed(self.config["seed"] + self.step)
        with torch.autocast("cpu", torch.bfloat16, enabled=low):
            logits = self.reader(batch)
        losses = loss(Logits(logits.roles.float(), logits.bears.float(), logits.side.float()), right)
        self.optimiser.zero_grad(set_to_none=True)
        weights = self.config.get("losses", {})
        sum((weights.get(name, 1.0) * value for name, value in losses.items()), torch.zeros(())).backward()
        torch.nn.utils.clip_grad_norm_(self.reader.parameters(), 1.0)
        self.optimiser.step()
        self.schedule.step()
        self.step += 1
        return {name: float(value) for name, value in losses.items()}


def frame_of(tokenizer: Tokenizer) -> Frame:
    """The special tokens around a pair of texts, as the base's own tokenizer sets them."""
    one, two = tokenizer.encode("a"), tokenizer.encode("a", "b")
    begin, end = one.ids[0], one.ids[-1]
    return Frame((begin,), tuple(two.ids[2:-2]), (end,))


def main() -> None:
    """Train one configuration."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--runs", type=Path, default=Path("runs"))
    arguments = parser.parse_args()
    config = tomllib.loads(arguments.config.read_text())
    folder = arguments.runs / config["name"]
    folder.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(os.cpu_count() or 1)
    torch.manual_seed(config["seed"])
    base = fetch_base(config["base"], arguments.runs / "bases")
    tokenizer = load_tokenizer(base)
    windows = [tuple(config["windows"])] if "windows" in config else []
    teacher = Teacher(tokenizer, frame_of(tokenizer), wordings(arguments.shared), config["motions"], *windows)
    examples = [e for name in config["mix"] for e in SETS[name](arguments.shared) if e.part == "train"]
    plan = list(chain(*(epoch_batches(teacher, examples, config, epoch) for epoch in range(config["epochs"]))))
    reader = load_base(base, config["layers"])
    if "start" in config:
        start = torch.load(arguments.runs / config["start"] / "final.pt", weights_only=True)
        reader.load_state_dict(start["reader"])
    run = Run(config, folder, reader, len(plan))
    last = config.get("stop", run.steps)  # a part may end before its rate has fallen: the next one goes on from there
    low, padding, log = multiplies_bf16(), tokenizer.token_to_id("<pad>") or 0, folder / "log.jsonl"
    run.reader.train()
    for lessons in tqdm(plan[run.step : last], initial=run.step, total=last, unit="step", mininterval=10):
        start = time.monotonic()
        losses = run.learn(lessons, padding, low)
        with log.open("a") as file:
            print(json.dumps({"step": run.step, "seconds": round(time.monotonic() - start, 2), **losses}), file=file)
        if run.step % CHECKPOINT_STEPS == 0 or run.step == last:
            run.save()
    torch.save({"reader": run.reader.state_dict()}, folder / "final.pt")


if __name__ == "__main__":
    main()
