"""Reads labelled examples with a model and counts how often it is right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summariser.data import Passage, Role, Stance
from summariser.encoders.run import ROLES, STANCES, Calibration, LogitArrays, SentenceReader
from training.datasets import Example
from training.examples import UNLABELLED, index

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Read:
    """One example read on one motion. Rows are its lines, as far as their stance on the motion is labelled."""

    example: Example
    motion: str
    primary: bool
    logits: LogitArrays
    roles: Ints
    stances: Ints

    @property
    def has_role(self) -> NDArray[np.bool_]:
        """Lines whose role counts here: once a line, on the example's first motion."""
        return np.asarray((self.roles != UNLABELLED) & self.primary, dtype=np.bool_)


def read_examples(reader: SentenceReader, examples: Iterable[Example]) -> list[Read]:
    """Every example on each of its motions."""
    wanted = [(example, motion) for example in examples for motion in example.stances]
    found = reader.logits([Passage(motion, example.lines, example.report) for example, motion in wanted])
    return [read_of(example, motion, logits) for (example, motion), logits in zip(wanted, found, strict=True)]


def read_of(example: Example, motion: str, logits: LogitArrays) -> Read:
    """The labelled lines of one reading."""
    stances = np.array([index(STANCES, label) for label in example.stances[motion]])
    roles = np.array([index(ROLES, role) for role in example.roles])
    kept = stances != UNLABELLED
    rows = LogitArrays(logits.roles[kept], logits.bears[kept], logits.side[kept], logits.lean[kept])
    return Read(example, motion, motion == next(iter(example.stances)), rows, roles[kept], stances[kept])


@dataclass(frozen=True, slots=True)
class Scored:
    """Labels and predictions of a set of lines, with the debate, report or topic of each for resampling."""

    truth: Ints
    guess: Ints
    score: NDArray[np.float64]  # of the guess
    group: NDArray[np.str_]

    def f1(self, label: int) -> float:
        """F1 of one label."""
        return f1(self.truth, self.guess, label)

    def macro(self, labels: Sequence[int]) -> float:
        """The mean F1 of the labels."""
        return float(np.mean([self.f1(label) for label in labels]))

    def accuracy(self) -> float:
        """The share that is right."""
        return float((self.truth == self.guess).mean())

    def calibration_error(self, bins: int = 10) -> float:
        """Expected calibration error over bins of equal width."""
        places = np.minimum((self.score * bins).astype(int), bins - 1)
        right = self.truth == self.guess
        gaps = [
            abs(right[places == b].mean() - self.score[places == b].mean()) * (places == b).mean()
            for b in range(bins)
            if (places == b).any()
        ]
        return float(sum(gaps))

    def interval(self, measure: Callable[[Scored], float], rounds: int = 500) -> tuple[float, float]:
        """The 95% interval of a measure under resampling of whole groups."""
        rng, names = np.random.default_rng(0), np.unique(self.group)
        rows = {name: np.flatnonzero(self.group == name) for name in names}
        values = []
        for _ in range(rounds):
            chosen = np.concatenate([rows[name] for name in rng.choice(names, len(names))])
            values.append(
                measure(Scored(self.truth[chosen], self.guess[chosen], self.score[chosen], self.group[chosen]))
            )
        low, high = np.quantile(values, [0.025, 0.975])
        return float(low), float(high)


def f1(truth: Ints, guess: Ints, label: int) -> float:
    """F1 of one label; 0 where it is neither there nor guessed."""
    hits = float(((truth == label) & (guess == label)).sum())
    seen = float((truth == label).sum() + (guess == label).sum())
    return 2 * hits / seen if seen else 0.0


def calibration_for(reader: SentenceReader, read: Read) -> Calibration:
    """The calibration of the kind of text that was read."""
    return reader.calibrations.of(read.example.report)


def likeliest(_read: Read, scores: NDArray[np.float64]) -> Ints:
    """The place of each row's highest score."""
    return np.asarray(scores.argmax(axis=1), dtype=np.int64)


def score_roles(reader: SentenceReader, reads: Sequence[Read]) -> Scored:
    """Roles, once a line."""
    return scored(
        reads,
        lambda read: calibration_for(reader, read).scores(read.logits)[0],
        lambda read: read.roles,
        lambda read: read.has_role,
    )


def score_stances(reader: SentenceReader, reads: Sequence[Read]) -> Scored:
    """Stances, once a line and motion."""
    return scored(
        reads,
        lambda read: calibration_for(reader, read).scores(read.logits)[1],
        lambda read: read.stances,
        lambda read: np.ones(len(read.stances), dtype=bool),
        lambda read, scores: calibration_for(reader, read).decide(scores),
    )


def score_sides(reader: SentenceReader, reads: Sequence[Read]) -> Scored:
    """Of the lines that bear on the motion, which side the side head takes (0 for, 1 against)."""
    return scored(
        reads,
        lambda read: calibration_for(reader, read).scores(read.logits)[1][:, :2],
        lambda read: read.stances,
        lambda read: read.stances != STANCES.index(Stance.NEITHER),
    )


def scored(
    reads: Sequence[Read],
    scores: Callable[[Read], NDArray[np.float64]],
    truth: Callable[[Read], Ints],
    kept: Callable[[Read], NDArray[np.bool_]],
    decide: Callable[[Read, NDArray[np.float64]], Ints] = likeliest,
) -> Scored:
    """The kept rows of all reads, put together."""
    columns: dict[str, list[NDArray[np.generic]]] = defaultdict(list)
    for read in reads:
        rows, found = kept(read), scores(read)
        columns["truth"].append(truth(read)[rows])
        guess = decide(read, found)
        columns["guess"].append(guess[rows])
        columns["score"].append(found[np.arange(len(guess)), guess][rows])
        columns["group"].append(np.full(int(rows.sum()), read.example.group))
    return Scored(*(np.concatenate(columns[name]) for name in ("truth", "guess", "score", "group")))


ROLE_LABELS = tuple(range(len(Role)))
STANCE_LABELS = tuple(range(len(Stance)))
