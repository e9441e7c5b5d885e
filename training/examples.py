"""Labelled passages become windows with targets: another motion, another wording, another cut in each epoch."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tokenizers import Tokenizer

from summariser.data import Passage, Stance
from summariser.encoders.inputs import Frame, Layout, Window, cut, tokenise
from summariser.encoders.run import ROLES, STANCES
from training.datasets import Example, Labels, Wordings

SWAPPED = {Stance.FOR: Stance.AGAINST, Stance.AGAINST: Stance.FOR, Stance.NEITHER: Stance.NEITHER, None: None}
UNLABELLED = -100


@dataclass(frozen=True, slots=True)
class Lesson:
    """A window and what is right: for each of its lines the index of role and stance, and the weight of each."""

    window: Window
    roles: tuple[int, ...]
    stances: tuple[int, ...]
    role_weights: tuple[float, ...]
    bears_weights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Teacher:
    """Makes lessons of examples, the same ones for the same seed."""

    tokenizer: Tokenizer
    frame: Frame
    wordings: dict[str, Wordings]
    motions: dict[str, float]  # the odds of configs/*.toml, [motions]
    tokens: tuple[int, int] = (160, 360)  # the shortest and the longest window

    def lessons(self, examples: Sequence[Example], rng: random.Random) -> list[Lesson]:
        """Each line of each example once, on one motion."""
        foreign = [motion for example in examples if example.connected for motion in example.stances]
        found: list[Lesson] = []
        for example in examples:
            if not self.argued(example):
                continue
            motion, labels = self.choose(example, foreign, rng)
            if not example.connected:
                example, labels = shuffle(example, labels, rng)
            if rng.random() < self.motions["nameless"]:
                example = replace(example, lines=tuple(replace(line, speaker=None) for line in example.lines))
            layout = Layout(tokens=rng.randrange(*self.tokens), before=0, after=0)
            found += self.cut(example, motion, labels, layout)
        return found

    def cut(self, example: Example, motion: str, labels: Labels, layout: Layout) -> list[Lesson]:
        """The example's windows on one motion."""
        pieces = tokenise(self.tokenizer, Passage(motion, example.lines))
        bears = 1.0 if example.connected else 0.3  # bare arguments all bear on their topic: a debate's do not
        lessons = []
        for window in cut(pieces, layout, self.frame):
            lines = range(window.first, window.first + len(window.lines))
            kept = [line in window.kept for line in lines]
            roles = tuple(index(ROLES, example.roles[i]) if k else UNLABELLED for i, k in zip(lines, kept, strict=True))
            stances = tuple(index(STANCES, labels[i]) if k else UNLABELLED for i, k in zip(lines, kept, strict=True))
            weights = tuple(1.0 if example.sure[i] else 0.5 for i in lines)
            lessons.append(Lesson(window, roles, stances, weights, tuple(bears * weight for weight in weights)))
        return lessons

    def argued(self, example: Example) -> list[str]:
        """The example's motions of which enough lines take a side; all of them where nothing is asked."""
        least = self.motions.get("argued", 0) * len(example.lines)
        sided = {m: sum(x in (Stance.FOR, Stance.AGAINST) for x in labels) for m, labels in example.stances.items()}
        return [motion for motion, count in sided.items() if count >= least]

    def choose(self, example: Example, foreign: Sequence[str], rng: random.Random) -> tuple[str, Labels]:
        """A motion for the example and the stances on it."""
        odds, motions = self.motions, self.argued(example)
        if example.connected and rng.random() < odds["unrelated"]:
            motion = rng.choice([motion for motion in foreign if motion not in example.stances])
            return motion, (Stance.NEITHER,) * len(example.lines)
        first = len(motions) == 1 or rng.random() < odds["primary"]
        motion = motions[0] if first else rng.choice(motions[1:])
        labels, others, draw = example.stances[motion], self.wordings.get(motion), rng.random()
        if others and draw < odds["opposed"]:
            return rng.choice(others.opposed), tuple(SWAPPED[label] for label in labels)
        if others and draw < odds["opposed"] + odds["same"]:
            return rng.choice(others.same), labels
        return motion, labels


def index(names: Sequence[object], label: object) -> int:
    """The label's place, or ``UNLABELLED``."""
    return UNLABELLED if label is None else names.index(label)


def shuffle(example: Example, labels: Labels, rng: random.Random) -> tuple[Example, Labels]:
    """The arguments in another order, so that nothing is learned from their neighbours."""
    order = rng.sample(range(len(example.lines)), len(example.lines))
    moved = replace(
        example,
        lines=tuple(example.lines[i] for i in order),
        roles=tuple(example.roles[i] for i in order),
        sure=tuple(example.sure[i] for i in order),
    )
    return moved, tuple(labels[i] for i in order)
