"""Writes a finished run to ``models/``: int8 weights, tokenizer, configuration, digests.

``python -m training.export training/configs/reader-alternatives.toml``, then ``training.evaluate --calibrate``.
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

import torch
from safetensors.numpy import save_file
from torch import Tensor

from summariser.encoders.inputs import Layout, load_tokenizer
from summariser.encoders.weights import digest_of, pack
from training.train import frame_of, shape_of

SHARD_BYTES = 60_000_000  # no file in git over 90 MB
NEUTRAL = {
    "roles": {"scale": 1.0, "bias": [0.0] * 4},
    "bears": {"scale": 1.0, "bias": 0.0},
    "side": {"scale": 1.0, "bias": 0.0, "lean": 0.0},
    "threshold": 0.5,
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
    tokenizer = load_tokenizer(base)
    config = {
        "encoder": asdict(shape_of(base, layers)),
        "frame": asdict(frame_of(tokenizer)),
        "padding": tokenizer.token_to_id("<pad>") or 0,
        "layout": asdict(Layout()),
        "calibration": {"debate": NEUTRAL, "report": NEUTRAL},
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
    parser.add_argument("--runs", type=Path, default=Path("runs"))
    parser.add_argument("--models", type=Path, default=Path("models"))
    arguments = parser.parse_args()
    config = tomllib.loads(arguments.config.read_text())
    state = torch.load(arguments.runs / config["name"] / "final.pt", weights_only=True)["reader"]
    base = arguments.runs / "bases" / config["base"]
    export(state, base, config["layers"], arguments.models / config.get("model", config["name"]))
    write_manifest(arguments.models)


if __name__ == "__main__":
    main()
