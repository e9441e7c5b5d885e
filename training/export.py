"""Writes a trained model to ``models/``: int8 weights, calibration, digests.

``python -m training.export training/configs/reader.toml --shared ../shared`` takes the finished run (or, with
``--checkpoint``, an unfinished one), stores it, and fits its calibration on the development split.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tomllib
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.numpy import save_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy
from transformers import AutoConfig

from summariser.data import Stance
from summariser.encoders.inputs import Layout
from summariser.encoders.run import load_reader
from summariser.encoders.weights import digest_of, pack
from training.datasets import SETS
from training.examples import STANCES
from training.measure import Read, read_examples
from training.train import frame_of

SHARD_BYTES = 60_000_000  # no file in git over 90 MB
NEUTRAL = {
    "roles": {"scale": 1.0, "bias": [0.0] * 4},
    "bears": {"scale": 1.0, "bias": 0.0},
    "side": {"scale": 1.0, "bias": 0.0},
}


def export(state: dict[str, Tensor], base: Path, layers: int, target: Path) -> None:
    """Weights, tokenizer and configuration, not yet calibrated."""
    target.mkdir(parents=True, exist_ok=True)
    for old in target.glob("*.safetensors"):
        old.unlink()
    packed = pack({name: tensor.float().numpy() for name, tensor in state.items()})
    for number, shard in enumerate(shards(packed), 1):
        save_file(shard, target / f"weights-{number}.safetensors")
    shutil.copyfile(base / "tokenizer.json", target / "tokenizer.json")
    encoder = AutoConfig.from_pretrained(base, num_hidden_layers=layers).to_diff_dict()
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    config = {
        "encoder": {
            key: value for key, value in encoder.items() if key not in ("transformers_version", "_name_or_path")
        },
        "frame": asdict(frame_of(tokenizer)),
        "padding": tokenizer.token_to_id("<pad>") or 0,
        "layout": asdict(Layout()),
        "calibration": NEUTRAL,
    }
    write_config(target, config)


def shards(tensors: dict[str, Any]) -> Iterable[dict[str, Any]]:
    """The tensors in files of a size that git takes."""
    shard: dict[str, Any] = {}
    for name, tensor in tensors.items():
        if sum(kept.nbytes for kept in shard.values()) + tensor.nbytes > SHARD_BYTES:
            yield shard
            shard = {}
        shard[name] = tensor
    yield shard


def write_config(target: Path, config: dict[str, Any]) -> None:
    """The configuration, readable."""
    (target / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")


def calibrate(reads: list[Read]) -> dict[str, Any]:
    """Scales and biases that make the scores of the development split as likely as they can be."""
    roles = np.concatenate([read.logits.roles[read.has_role] for read in reads])
    role = np.concatenate([read.roles[read.has_role] for read in reads])
    bears = np.concatenate([read.logits.bears for read in reads])
    side = np.concatenate([read.logits.side for read in reads])
    stance = np.concatenate([read.stances for read in reads])
    sided = stance != STANCES.index(Stance.NEITHER)
    scale, bias = fit(roles, lambda x: cross_entropy(x, torch.tensor(role)))
    bears_scale, bears_bias = fit(bears[:, None], likelihood(sided))
    side_scale, side_bias = fit(side[sided, None], likelihood(stance[sided] == STANCES.index(Stance.FOR)))
    return {
        "roles": {"scale": scale, "bias": bias},
        "bears": {"scale": bears_scale, "bias": bears_bias[0]},
        "side": {"scale": side_scale, "bias": side_bias[0]},
    }


def likelihood(right: np.ndarray) -> Any:
    """The loss of a logit for a yes-or-no."""
    truth = torch.tensor(right, dtype=torch.float64)
    return lambda x: binary_cross_entropy_with_logits(x[:, 0], truth)


def fit(logits: np.ndarray, loss: Any) -> tuple[float, list[float]]:
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


def write_manifest(models: Path) -> None:
    """The digest of every file of every model."""
    manifest = {
        folder.name: {
            "files": {
                path.name: digest_of(path)
                for path in sorted(folder.iterdir())
                if path.suffix in (".json", ".safetensors")
            }
        }
        for folder in sorted(models.iterdir())
        if folder.is_dir()
    }
    (models / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Export one run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--runs", type=Path, default=Path("runs"))
    parser.add_argument("--models", type=Path, default=Path("models"))
    parser.add_argument("--checkpoint", action="store_true", help="of a run that is not finished")
    parser.add_argument("--manifest-only", action="store_true", help="only write the digests anew")
    arguments = parser.parse_args()
    if not arguments.manifest_only:
        config = tomllib.loads(arguments.config.read_text())
        run = arguments.runs / config["name"] / ("checkpoint.pt" if arguments.checkpoint else "final.pt")
        target = arguments.models / config["name"]
        state = torch.load(run, weights_only=True)["reader"]
        export(state, arguments.runs / "bases" / config["base"], config["layers"], target)
        dev = [e for name in ("debates", "news") for e in SETS[name](arguments.shared) if e.part == "dev"]
        settings = json.loads((target / "config.json").read_text())
        settings["calibration"] = calibrate(read_examples(load_reader(target), dev))
        write_config(target, settings)
        print(json.dumps(settings["calibration"]))
    write_manifest(arguments.models)


if __name__ == "__main__":
    main()
