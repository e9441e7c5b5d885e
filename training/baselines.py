"""What simpler means reach on the same lines: the commonest label, and regression on words and on frozen vectors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import SGDClassifier
from sklearn.pipeline import make_pipeline
from transformers import AutoModel

from summariser.encoders.inputs import load_tokenizer
from summariser.encoders.run import ROLES, STANCES
from training.bases import fetch_base
from training.datasets import Example
from training.examples import UNLABELLED, index
from training.measure import ROLE_LABELS, STANCE_LABELS, Ints, f1

FROZEN = "all-minilm-l6-v2"
Pair = tuple[str, str]  # motion and sentence; the motion is empty where the role is asked
Vectors = NDArray[np.float32]
Guesser = Callable[[Sequence[Pair]], Ints]


def baselines(
    train: Sequence[Example], measured: dict[str, Sequence[Example]], bases: Path
) -> dict[str, dict[str, float]]:
    """For each set that is measured the macro-F1 of roles and of stances, by "what, means"."""
    found: dict[str, dict[str, float]] = {name: {} for name in measured}
    embed = Embedder(fetch_base(FROZEN, bases))
    for what, rows, labels in (("role", role_rows, ROLE_LABELS), ("stance", stance_rows, STANCE_LABELS)):
        pairs, right = split(rows(train))
        means: dict[str, Guesser] = {
            "majority": by_count(right),
            "TF-IDF and logistic regression": by_words(pairs, right),
            "frozen MiniLM and logistic regression": by_vectors(embed, pairs, right),
        }
        for (kind, guess), (name, examples) in product(means.items(), measured.items()):
            asked, truth = split(rows(examples))
            guesses = guess(asked)
            found[name][f"{what}, {kind}"] = round(float(np.mean([f1(truth, guesses, x) for x in labels])), 3)
    return found


def by_count(right: Ints) -> Guesser:
    """The commonest label, whatever is asked."""
    return lambda asked: np.full(len(asked), np.bincount(right).argmax())


def by_words(pairs: Sequence[Pair], right: Ints) -> Guesser:
    """A regression on the words and pairs of words of motion and sentence."""
    model = make_pipeline(TfidfVectorizer(ngram_range=(1, 2), min_df=3, sublinear_tf=True), regression(1e-5))
    model.fit([" ".join(pair) for pair in pairs], right)
    return lambda asked: np.asarray(model.predict([" ".join(pair) for pair in asked]))


def by_vectors(embed: Embedder, pairs: Sequence[Pair], right: Ints) -> Guesser:
    """A regression on what an encoder that was not trained further makes of motion and sentence."""
    model = regression(1e-4).fit(embed.pairs(pairs), right)
    return lambda asked: np.asarray(model.predict(embed.pairs(asked)))


def regression(penalty: float) -> SGDClassifier:
    """Logistic regression in which each class weighs the same."""
    return SGDClassifier("log_loss", alpha=penalty, class_weight="balanced", random_state=0)


class Embedder:
    """Sentences as the mean of a frozen encoder's token vectors, each sentence once."""

    def __init__(self, folder: Path) -> None:
        self.tokenizer, self.model = load_tokenizer(folder), AutoModel.from_pretrained(folder).eval()
        self.known: dict[str, Vectors] = {}

    def pairs(self, pairs: Sequence[Pair]) -> Vectors:
        """Pairs × 4 widths: motion, sentence, their product and their distance; the sentence alone without a motion."""
        self.learn(sorted({text for pair in pairs for text in pair if text not in self.known}, key=len))
        motion, line = (np.stack([self.known[pair[side]] for pair in pairs]) for side in (0, 1))
        return line if not pairs[0][0] else np.concatenate([motion, line, motion * line, abs(motion - line)], axis=1)

    def learn(self, texts: Sequence[str], size: int = 64) -> None:
        """Read the texts, the like-sized together."""
        for start in range(0, len(texts), size):
            chosen = texts[start : start + size]
            ids = [encoding.ids[:256] for encoding in self.tokenizer.encode_batch_fast(chosen)]
            tokens, longest = torch.zeros(len(ids), max(map(len, ids)), dtype=torch.long), max(map(len, ids))
            for row, found in enumerate(ids):
                tokens[row, : len(found)] = torch.tensor(found)
            mask = torch.arange(longest)[None] < torch.tensor([len(found) for found in ids])[:, None]
            with torch.inference_mode():
                states = self.model(input_ids=tokens, attention_mask=mask.long()).last_hidden_state
            means = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
            self.known |= dict(zip(chosen, means.numpy().astype(np.float32), strict=True))


def split(rows: Iterator[tuple[Pair, int]]) -> tuple[list[Pair], Ints]:
    """The labelled rows as pairs and labels."""
    kept = [row for row in rows if row[1] != UNLABELLED]
    return [pair for pair, _ in kept], np.array([label for _, label in kept])


def role_rows(examples: Sequence[Example]) -> Iterator[tuple[Pair, int]]:
    """Sentences and their roles."""
    for example in examples:
        for line, role in zip(example.lines, example.roles, strict=True):
            yield ("", line.text), index(ROLES, role)


def stance_rows(examples: Sequence[Example]) -> Iterator[tuple[Pair, int]]:
    """Motion and sentence, and the stance."""
    for example in examples:
        for motion, labels in example.stances.items():
            for line, label in zip(example.lines, labels, strict=True):
                yield (motion, line.text), index(STANCES, label)
