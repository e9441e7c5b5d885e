"""The gate: the served reader's figures on a small fixed part of the development split do not fall.

The floors stand in ``training/floors.json``. They are lowered by hand only, in a commit that says why.
"""

import json
from pathlib import Path

import pytest

from summariser.encoders import find_models
from summariser.encoders.run import load_reader
from training.datasets import debates, news
from training.measure import (
    ROLE_LABELS,
    STANCE_LABELS,
    read_examples,
    score_roles,
    score_sides,
    score_stances,
)

pytestmark = pytest.mark.shared
FLOORS = Path(__file__).parent.parent / "training" / "floors.json"


def test_floors(shared: Path) -> None:
    """Roles, stances, and the side of what bears on a motion, on twenty blocks of debates and the chosen reports."""
    chosen = [example for example in debates(shared) if example.part == "dev"][::4]
    chosen += [example for example in news(shared) if example.part == "dev"]
    reader = load_reader(find_models() / "reader")
    reads = read_examples(reader, chosen)
    figures = {
        "role macro-F1": score_roles(reader, reads).macro(ROLE_LABELS),
        "stance macro-F1": score_stances(reader, reads).macro(STANCE_LABELS),
        "side accuracy": score_sides(reader, reads).accuracy(),
    }
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    assert {name: value for name, value in figures.items() if value < floors[name]} == {}, figures
