"""Finds a model's folder and checks it against its published digests before anything in it is used."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from summariser.errors import MissingModel

VARIABLE = "SUMMARISER_MODELS"
SCALE = ".scale"  # beside an int8 matrix: the factor of each of its rows


def find_models(folder: str | Path | None = None) -> Path:
    """The folder of models: as given, else ``$SUMMARISER_MODELS``, else ``models/`` of the checkout.

    Raises:
        MissingModel: the first of the three that is named holds no manifest; the message names it.
    """
    checkout = Path(__file__).resolve().parents[2] / "models"
    place = Path(folder or os.environ.get(VARIABLE) or checkout)
    if (place / "manifest.json").is_file():
        return place
    raise MissingModel(
        f"no models in {place}: a folder with manifest.json was expected. "
        f"Give the folder of the models, or set {VARIABLE} to it; a checkout of the project has it as models/."
    )


def verify(models: Path, name: str) -> Path:
    """The folder of one model, after each of its files was found to be the one that was published.

    Raises:
        MissingModel: the model is not in the manifest, or a file of it is missing or altered.
    """
    manifest = json.loads((models / "manifest.json").read_text(encoding="utf-8"))
    if name not in manifest:
        raise MissingModel(f"{models / 'manifest.json'} knows no model {name!r}; it has {', '.join(manifest)}.")
    for file, digest in manifest[name]["files"].items():
        path = models / name / file
        if not path.is_file():
            raise MissingModel(f"{path} is missing. Fetch the checkout anew, large files included.")
        if digest_of(path) != digest:
            raise MissingModel(f"{path} is not the file that was published (its SHA-256 differs). Fetch it anew.")
    return models / name


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def pack(tensors: dict[str, NDArray[np.float32]]) -> dict[str, NDArray[np.generic]]:
    """The tensors as they are stored: matrices in int8 with a factor for each row, the rest as it is."""
    found: dict[str, NDArray[np.generic]] = {}
    for name, tensor in tensors.items():
        if tensor.ndim == 2 and tensor.size > 100_000:
            scale = np.maximum(np.abs(tensor).max(axis=1), 1e-8) / 127
            found[name] = np.rint(tensor / scale[:, None]).astype(np.int8)
            found[name + SCALE] = scale.astype(np.float32)
        else:
            found[name] = np.ascontiguousarray(tensor, dtype=np.float32)
    return found
