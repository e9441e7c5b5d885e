"""What the model is given, and what becomes of its answers."""

import json
import shutil
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summariser import load_encoders
from summariser.data import Line, Passage, Reading, Role, Stance
from summariser.encoders.inputs import Frame, Layout, Pieces, batches, compose, cut
from summariser.encoders.run import load_weights
from summariser.encoders.weights import find_models, pack, verify
from summariser.errors import MissingModel

FRAME = Frame((0,), (2, 2), (2,))
LENGTHS = st.lists(st.integers(0, 60), min_size=1, max_size=40)
MOTION = "There should be a national inquiry into the Calder reservoirs."


def pieces(lengths: list[int], speakers: list[str | None] | None = None) -> Pieces:
    """Lines of the given lengths in tokens; token 100 + i belongs to line i."""
    names = tuple(speakers or [None] * len(lengths))
    return Pieces((7, 8, 9), names, tuple((5, 6) for _ in names), tuple((100 + i,) * n for i, n in enumerate(lengths)))


@given(LENGTHS, st.integers(40, 200))
def test_windows_keep_each_line_once(lengths: list[int], tokens: int) -> None:
    """However long the lines, each is kept by exactly one window, in order."""
    windows = list(cut(pieces(lengths), Layout(tokens, 1, 1), FRAME))
    assert [line for window in windows for line in window.kept] == list(range(len(lengths)))


@given(LENGTHS)
def test_a_line_is_pooled_from_its_own_tokens(lengths: list[int]) -> None:
    """The span of a line in a window holds its tokens and no other's."""
    for window in cut(pieces(lengths), Layout(120, 1, 1), FRAME):
        assert window.ids[window.motion.start : window.motion.end] == (7, 8, 9)
        for line, span in enumerate(window.lines, window.first):
            if lengths[line]:
                assert set(window.ids[span.start : span.end]) == {100 + line}


@given(st.lists(st.integers(1, 40), min_size=4, max_size=40))
def test_a_kept_line_has_context(lengths: list[int]) -> None:
    """A kept line that is not the text's first has the line before it in view."""
    for window in cut(pieces(lengths), Layout(200, 1, 1), FRAME):
        assert window.kept.start == 0 or window.first < window.kept.start


def test_a_turn_opens_with_its_speaker() -> None:
    """A mark stands where the speaker changes, and where a window opens in the middle of a turn."""
    turn = pieces([1, 1, 1, 1], [None, "Ann Ash", "Ann Ash", None])
    assert compose(turn, range(0, 4), range(0, 4), FRAME).ids == (0, 7, 8, 9, 2, 2, 100, 5, 6, 101, 102, 5, 6, 103, 2)
    assert compose(turn, range(2, 3), range(2, 3), FRAME).ids == (0, 7, 8, 9, 2, 2, 5, 6, 102, 2)


@given(LENGTHS, st.integers(50, 500))
def test_batches_hold_every_window_once(lengths: list[int], tokens: int) -> None:
    """No window is lost between batches."""
    windows = list(cut(pieces(lengths), Layout(100, 1, 1), FRAME))
    assert sorted(index for group in batches(windows, tokens) for index in group) == list(range(len(windows)))


def test_weights_survive_storage(tmp_path: Path) -> None:
    """int8 with a factor for each row keeps a matrix within half a step; small tensors are kept as they are."""
    from safetensors.numpy import save_file

    rng = np.random.default_rng(0)
    tensors = {
        "matrix": rng.normal(size=(400, 300)).astype(np.float32),
        "bias": rng.normal(size=400).astype(np.float32),
    }
    save_file(pack(tensors), tmp_path / "weights.safetensors")
    found = {name: tensor.numpy() for name, tensor in load_weights(tmp_path).items()}
    step = np.abs(tensors["matrix"]).max(axis=1, keepdims=True) / 127
    assert (np.abs(found["matrix"] - tensors["matrix"]) <= step * 0.51).all()
    assert (found["bias"] == tensors["bias"]).all()


@pytest.fixture
def altered(tmp_path: Path) -> Path:
    """A copy of the small model in which one byte was changed."""
    shutil.copytree(find_models() / "punkt", tmp_path / "punkt")
    shutil.copy(find_models() / "manifest.json", tmp_path)
    path = tmp_path / "punkt" / "parameters.json"
    path.write_bytes(path.read_bytes() + b" ")
    return tmp_path


def test_the_encoder_is_mpnet() -> None:
    """Its vectors are those of transformers' own class from the same weights, padding or not, near and far."""
    import torch
    from transformers import MPNetConfig, MPNetModel

    from summariser.encoders.network import Encoder, Shape
    from training.bases import our_name

    torch.manual_seed(1)
    shape = Shape(50, 24, 2, 3, 30, 310, 32, 1e-5, 1)
    ours = Encoder(shape).eval()
    theirs = MPNetModel(MPNetConfig(**asdict(shape)), add_pooling_layer=False).eval()
    ours.load_state_dict({our_name(name): weight for name, weight in theirs.state_dict().items()})
    ids, mask = torch.randint(2, 50, (2, 300)), torch.ones(2, 300, dtype=torch.bool)
    ids[1, 90:], mask[1, 90:] = shape.pad_token_id, False
    found, expected = ours(ids, mask), theirs(input_ids=ids, attention_mask=mask.long()).last_hidden_state
    assert torch.allclose(found[mask], expected[mask], atol=1e-5)


def test_nothing_stands_between_motion_and_lines() -> None:
    """The frame of the served reader holds the encoder's own marks and no padding."""
    config = json.loads((find_models() / "reader" / "config.json").read_text(encoding="utf-8"))
    assert config["frame"] == {"begin": [0], "middle": [2, 2], "end": [2]}


@pytest.mark.parametrize(
    ("scores", "stance"),
    [((0.45, 0.15, 0.4), 0), ((0.25, 0.35, 0.4), 1), ((0.29, 0.29, 0.42), 2), ((0.05, 0.9, 0.05), 1)],
)
def test_a_side_is_taken_from_a_threshold(scores: tuple[float, float, float], stance: int) -> None:
    """The likelier side where its score reaches the threshold, neither elsewhere."""
    from summariser.encoders.run import Calibration

    calibration = Calibration((1.0, (0.0,) * 4), (1.0, 0.0), (1.0, 0.0), 0.0, threshold=0.3)
    assert calibration.decide(np.array([scores])).tolist() == [stance]


def test_an_altered_model_is_refused(altered: Path) -> None:
    """A file that is not the published one is never loaded."""
    with pytest.raises(MissingModel, match="not the file that was published"):
        verify(altered, "punkt")


def test_a_missing_model_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says where models were looked for, and what to set."""
    monkeypatch.setenv("SUMMARISER_MODELS", str(tmp_path))
    with pytest.raises(MissingModel, match="SUMMARISER_MODELS"):
        find_models()


@pytest.fixture(scope="module")
def passage(samples: Path) -> Passage:
    """Twenty-four lines of two speakers."""
    words = [
        line
        for line in (samples / "reservoir-alarms-report.txt").read_text(encoding="utf-8").splitlines()
        if line.strip()
    ][:24]
    return Passage(MOTION, tuple(Line("Ann Ash" if i % 5 else "Bob Oak", text) for i, text in enumerate(words)))


def test_scores_are_distributions(passage: Passage) -> None:
    """Each line has a score for each role and stance, and each set sums to one."""
    (readings,) = load_encoders().read([passage])
    assert len(readings) == len(passage.lines)
    for reading in readings:
        assert set(reading.roles) == set(Role)
        assert set(reading.stances) == set(Stance)
        assert sum(reading.roles.values()) == pytest.approx(1)
        assert sum(reading.stances.values()) == pytest.approx(1)


def test_company_does_not_change_a_reading(passage: Passage) -> None:
    """A passage is read alike alone and in a batch with others, up to the arithmetic's noise."""
    other = Passage("Buses should be free.", passage.lines[:5])
    (alone,), (_, beside) = load_encoders().read([passage]), load_encoders().read([other, passage])
    assert [close(a, b) for a, b in zip(alone, beside, strict=True)] == [True] * len(alone)


@pytest.mark.parametrize(("threads", "tokens"), [(1, 5000), (2, 1), (2, 700)])
def test_machinery_does_not_change_a_reading(
    passage: Passage, monkeypatch: pytest.MonkeyPatch, threads: int, tokens: int
) -> None:
    """The same labels whatever the number of threads and the size of a batch."""
    import torch

    from summariser.encoders import run

    (usual,), before = load_encoders().read([passage]), torch.get_num_threads()
    monkeypatch.setattr(run, "BATCH_TOKENS", tokens)
    torch.set_num_threads(threads)
    try:
        (found,) = load_encoders().read([passage])
    finally:
        torch.set_num_threads(before)
    assert [(one.role, one.stance) for one in found] == [(one.role, one.stance) for one in usual]
    assert [close(a, b) for a, b in zip(found, usual, strict=True)] == [True] * len(usual)


def close(one: Reading, two: Reading) -> bool:
    """Whether two readings are the same up to 0.05 of a score: bf16 carries eight bits."""
    return all(abs(one.stances[key] - two.stances[key]) < 0.05 for key in one.stances) and all(
        abs(one.roles[key] - two.roles[key]) < 0.05 for key in one.roles
    )


@settings(max_examples=3, deadline=None)
@given(st.text(max_size=300))
def test_any_words_can_be_read(words: str) -> None:
    """No text breaks the reader: empty lines, controls, emoji."""
    (readings,) = load_encoders().read([Passage(MOTION, (Line(None, words), Line("Ann Ash", "")))])
    assert len(readings) == 2


def test_the_manifest_names_every_file() -> None:
    """What is published is what is there, and nothing that could hold code."""
    models = find_models()
    manifest = json.loads((models / "manifest.json").read_text(encoding="utf-8"))
    for name, entry in manifest.items():
        there = {path.name for path in (models / name).iterdir() if path.suffix in (".json", ".safetensors")}
        assert there == set(entry["files"])
    assert not [path for path in models.rglob("*") if path.suffix in (".bin", ".pt", ".pkl", ".pickle", ".py")]
