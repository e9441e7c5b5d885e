"""Labels without text: found again in invented copies, and put back on real Hansard, where that is here."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.boundaries import digest
from training.labels import (
    LABELS,
    Label,
    Words,
    build,
    codes_of,
    fold,
    letters_of,
    load_labels,
    locate,
    read_sources,
    restore,
    row_of,
    write,
)

SAID = ["Order.", "“Will it hold?” he asked.", "No.", "Now the wall—all 4.5 metres of it—stands.", "No."]
COPIES = {
    "as it was": "\n".join(SAID),
    "moved": "Another preface.\n" + "\n".join(SAID),
    "on one line": " ".join(SAID),
    "other marks": "\n".join(SAID).replace("“", '"').replace("”", '"').replace("—", " – "),
    "tokenised": "Order . “ Will it hold ? ” he asked . No . Now the wall — all 4.5 metres of it — stands . No .",
}


def labels_in(text: str, offsets: bool = True) -> list[Label]:
    spans = locate(SAID, text, 0) or []
    return [
        Label(
            debate="d",
            block=1,
            id=str(number),
            speaker=None,
            source="day",
            start=span.start if offsets else None,
            end=span.end if offsets else None,
            letters=len(letters_of(sentence)),
            sha1=digest(letters_of(sentence)),
            codes="xn",
        )
        for number, (span, sentence) in enumerate(zip(spans, SAID, strict=True))
    ]


@pytest.mark.parametrize("offsets", [True, False])
@pytest.mark.parametrize("copy", COPIES)
def test_a_sentence_is_found_in_any_copy(copy: str, offsets: bool) -> None:
    labels = labels_in(COPIES["as it was"], offsets)
    words = [found or "" for _, found in restore(labels, {"day": Words(COPIES[copy])})]
    assert list(map(letters_of, words)) == list(map(letters_of, SAID))
    if copy in ("as it was", "moved", "on one line"):
        assert words == SAID


@pytest.mark.parametrize(
    ("name", "text"), [("day", "Order. Nobody knew."), ("day", "No1. Order"), ("night", "No."), ("day", "")]
)
def test_other_words_are_no_match(name: str, text: str) -> None:
    labels = labels_in("\n".join(SAID))
    assert [found for _, found in restore(labels[2:], {name: Words(text)})] == [None] * 3


def test_a_repeated_sentence_is_found_where_it_stands() -> None:
    words = Words("\n".join(SAID))
    places = [words.find(label, after=9) for label in labels_in(words.text, offsets=False)]
    assert [span.start for span in places if span] == [0, 7, 33, 37, 33]
    assert [span.start for span in locate(SAID, words.text, 0) or []] == [0, 7, 33, 37, 79]


@given(st.lists(st.text("ab .”—\n", min_size=1).filter(letters_of), min_size=1, max_size=5))
def test_what_is_located_stands_there(texts: list[str]) -> None:
    sentences = list(map(fold, texts))
    text = "\n".join(sentences)
    spans = locate(sentences, text, 0)
    assert spans is not None
    assert [span.of(text) for span in spans] == sentences


def test_published_labels_are_whole() -> None:
    labels = load_labels()
    table = json.loads((LABELS / "debates.json").read_text(encoding="utf-8"))
    assert {label.debate for label in labels} == {debate for group in table["groups"] for debate in group}
    assert len({(label.debate, label.id) for label in labels}) == len(labels)
    for label in labels:
        assert Label.of(label.line) == label
        assert codes_of(row_of(label, table["motions"][label.debate], "")) == label.codes
        assert re.fullmatch(r"[0-9a-f]{12}", label.sha1)


def test_a_file_that_does_not_fit_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    label = load_labels()[0]
    (tmp_path / f"{label.source}.txt").write_text("Tolland coughed.", encoding="utf-8")
    assert write(tmp_path, tmp_path / "out") == 1
    assert re.search(
        rf"^ *(\d+) of +\1 not found: {label.source} \(not in {label.source}\)$", capsys.readouterr().out, re.M
    )


@pytest.mark.shared
def test_labels_go_back_on_the_files(shared: Path, tmp_path: Path) -> None:
    labels = load_labels()
    assert write(shared / "hansard", tmp_path) == 0
    restored = {(row["debate"], row["id"]): row for row in rows_in(tmp_path)}
    labelled = {(row["debate"], row["id"]): row | {"text": fold(row["text"])} for row in rows_in(shared / "annotation")}
    assert restored == {key: labelled[key] for key in ((x.debate, x.id) for x in labels if x.start is not None)}
    assert len(labelled) == len(labels)


@pytest.mark.shared
def test_labels_go_back_without_offsets(shared: Path) -> None:
    source = "debates2009-10-27d"
    labels = [label for label in load_labels() if label.source == source]
    sources = read_sources(shared / "hansard", [source])
    blind = [replace(label, start=None, end=None) for label in labels]
    assert [words for _, words in restore(blind, sources)] == [words for _, words in restore(labels, sources)]


@pytest.mark.shared
def test_the_labels_are_those_of_the_labelled_files(shared: Path, tmp_path: Path) -> None:
    build(shared, tmp_path)
    assert [path.read_bytes() for path in sorted(tmp_path.iterdir())] == [
        (LABELS / path.name).read_bytes() for path in sorted(tmp_path.iterdir())
    ]


def rows_in(annotation: Path) -> list[dict[str, object]]:
    paths = (annotation / "train").glob("*.jsonl")
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
