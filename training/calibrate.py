"""Fits the scales and biases that turn a reader's logits into scores: one that says 0.8 is right eight times in ten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from summariser.data import Stance
from summariser.encoders.run import STANCES, calibration_of
from training.measure import STANCE_LABELS, Read, f1

Loss = Callable[[Tensor], Tensor]


def calibrate(reads: Sequence[Read]) -> dict[str, Any]:
    """Scales and biases that make the scores of the development split as likely as they can be."""
    roles = np.concatenate([read.logits.roles[read.has_role] for read in reads])
    role = np.concatenate([read.roles[read.has_role] for read in reads])
    bears = np.concatenate([read.logits.bears for read in reads])
    side = np.concatenate([read.logits.side for read in reads])
    stance = np.concatenate([read.stances for read in reads])
    sided = stance != STANCES.index(Stance.NEITHER)
    scale, bias = fit(roles, lambda x: cross_entropy(x, torch.tensor(role)))
    bears_scale, bears_bias = fit(bears[:, None], likelihood(sided))
    lean = np.concatenate([read.logits.lean for read in reads])
    side_scale, lean_scale, side_bias = fit_side(side[sided], lean[sided], stance[sided] == STANCES.index(Stance.FOR))
    fitted = {
        "roles": {"scale": scale, "bias": bias},
        "bears": {"scale": bears_scale, "bias": bears_bias[0]},
        "side": {"scale": side_scale, "bias": side_bias, "lean": lean_scale},
    }
    return fitted | {"threshold": choose_threshold(reads, fitted)}


def choose_threshold(reads: Sequence[Read], fitted: dict[str, Any]) -> float:
    """The least score of a side under which the stances' macro-F1 is best."""
    truth = np.concatenate([read.stances for read in reads])

    def macro(threshold: float) -> float:
        calibration = calibration_of(fitted | {"threshold": threshold})
        guess = np.concatenate([calibration.decide(calibration.scores(read.logits)[1]) for read in reads])
        return float(np.mean([f1(truth, guess, label) for label in STANCE_LABELS]))

    return max((step / 50 for step in range(8, 31)), key=macro)


def likelihood(right: NDArray[np.bool_]) -> Loss:
    """The loss of a logit for a yes-or-no."""
    truth = torch.tensor(right, dtype=torch.float64)
    return lambda x: binary_cross_entropy_with_logits(x[:, 0], truth)


def fit(logits: NDArray[np.float64], loss: Loss) -> tuple[float, list[float]]:
    """The scale and the biases of logits under which the loss is least."""
    inputs = torch.tensor(logits)
    scale, bias = nn.Parameter(torch.ones(1).double()), nn.Parameter(torch.zeros(logits.shape[1]).double())
    optimiser = torch.optim.LBFGS([scale, bias], max_iter=200, line_search_fn="strong_wolfe")

    def closure() -> Tensor:
        optimiser.zero_grad()
        value: Tensor = loss(inputs * scale + bias) + 1e-4 * bias.square().sum()
        value.backward()
        return value

    optimiser.step(closure)
    return round(scale.item(), 4), [round(value, 4) for value in bias.tolist()]


def fit_side(
    side: NDArray[np.float64], lean: NDArray[np.float64], right: NDArray[np.bool_]
) -> tuple[float, float, float]:
    """How much a line's own side and its speaker's lean count, and the bias."""
    inputs = np.stack([side, lean], axis=1)
    model = LogisticRegression(C=100.0).fit(inputs, right)
    own, other = model.coef_[0]
    return round(float(own), 4), round(float(other), 4), round(float(model.intercept_[0]), 4)
