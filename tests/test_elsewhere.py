"""The sets of others are read as their authors meant them, and votes are counted as they were cast."""

import json
from collections import Counter
from inspect import getdoc
from pathlib import Path

import pytest
from invented import debate

from summariser.attribute import attribute_sentences
from summariser.data import Role, Speaker, Stance
from summariser.encoders import find_models
from summariser.encoders.split import load_splitter
from summariser.segment import segment_document
from training.datasets import argkp, debates
from training.elsewhere import (
    AGAINST,
    FOR,
    LEAST,
    NEITHER,
    NEUTRAL,
    Division,
    alone,
    balances,
    divisions,
    first,
    iam,
    labelled_parts,
    macro_accuracy,
    majority,
    measure_speech_acts,
    place,
    read_debate,
    same_answer,
    score_votes,
    speech_acts,
)

VOTES = {"person/1": Stance.FOR, "person/2": Stance.FOR, "person/3": Stance.AGAINST, "person/4": Stance.AGAINST}
DIVISION = Division("d", "day.xml", "There should be a levy on river barges.", VOTES)


def test_a_member_is_on_the_side_of_the_member_s_own_words() -> None:
    votes = score_votes(DIVISION, balances(debate().judgements))
    assert votes.guess.tolist() == [FOR, AGAINST, NEITHER, NEITHER]
    assert votes.truth.tolist() == [FOR, FOR, AGAINST, AGAINST]
    assert macro_accuracy(votes) == 0.5


@pytest.mark.parametrize(
    ("sums", "told", "accuracy", "of_majority"),
    [
        ((2, 3, -4, -5), (FOR, FOR, AGAINST, AGAINST), 1, 0.5),
        ((2, -3, -4, 0), (FOR, AGAINST, AGAINST, NEITHER), 0.75, 0.5),
        ((0, 0, -LEAST, LEAST), (NEITHER, NEITHER, AGAINST, FOR), 0.5, 0),
        ((0.9, 0, 0, -0.9), (NEITHER,) * 4, 0, 0),
    ],
)
def test_votes(sums: tuple[float, ...], told: tuple[int, ...], accuracy: float, of_majority: float) -> None:
    votes = score_votes(DIVISION, dict(zip(VOTES, sums, strict=True)))
    assert votes.guess.tolist() == list(told)
    assert macro_accuracy(votes) == accuracy
    assert macro_accuracy(majority(votes)) == of_majority
    assert same_answer(votes, AGAINST).accuracy() == 0.5


def test_places_are_in_the_order_of_the_day() -> None:
    ids = ["uk.org.publicwhip/debate/2016-05-09b.458.2", "2016-05-09b.458.10/6", "2016-05-09b.1003.0"]
    assert [place(id_) for id_ in ids] == sorted(place(id_) for id_ in ids) == [(458, 2), (458, 10), (1003, 0)]


@pytest.mark.shared
def test_lone_lines_are_the_same_lines(shared: Path) -> None:
    example = next(found for found in argkp(shared) if found.part == "dev")
    lone = list(alone(example))
    assert tuple(line for one in lone for line in one.lines) == example.lines
    assert tuple(label for one in lone for label in one.stances[example.group]) == example.stances[example.group]
    assert [len(one.lines) for one in first(lone, 3)] == [1, 1, 1]


@pytest.mark.shared
def test_the_claims_of_iam_are_those_with_a_stance(shared: Path) -> None:
    sided = {
        task: Counter(
            (example.group, line.text, stance)
            for example in iam(shared, task)
            for line, stance in zip(example.lines, example.stances[example.group], strict=True)
            if stance is not Stance.NEITHER
        )
        for task in ("claims", "stance")
    }
    assert sided["claims"] == sided["stance"] != Counter()


@pytest.mark.shared
def test_each_speech_act_is_a_line(shared: Path) -> None:
    documents = list(speech_acts(shared))
    assert {role for document in documents for role in document.roles} == {Role.COMMITMENT, Role.OTHER}
    assert all(line.text for document in documents for line in document.lines)
    assert {motion for document in documents for motion in document.stances} == {NEUTRAL}
    assert NEUTRAL in (getdoc(measure_speech_acts) or "")


@pytest.mark.shared
def test_all_who_voted_are_found_with_their_words(shared: Path) -> None:
    """A Member's words in the debate are those counted for the division; and a debate lies in one part of the split."""
    splitter, labelled = load_splitter(find_models() / "punkt"), list(debates(shared))
    published = json.loads((shared / "hansard" / "votes.json").read_text(encoding="utf-8"))
    for division, row in zip(divisions(shared), published, strict=True):
        document, words, texts = read_debate(shared, division), Counter[str](), []
        for statement in attribute_sentences(document, segment_document(document, splitter)).statements:
            texts.append(statement.sentence.span.of(document.text))
            if isinstance(statement.speaker, Speaker):
                words[statement.speaker.source_id or ""] += len(texts[-1].split())
        counted = {member["id"]: member["words"] for member in row["members"]}
        assert {id_: words[id_] for id_ in counted} == pytest.approx(counted, rel=0.05)
        assert len(labelled_parts(texts, labelled)) == 1
