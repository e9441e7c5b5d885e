"""The report that the project began from: what it says of a national inquiry, and nothing else."""

from pathlib import Path

import pytest

from summariser import summarise_file
from summariser.data import Judgement, Speaker, Stance, Summary

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def summary(shared: Path) -> Summary:
    """The report on the motion that comes with the project."""
    return summarise_file(shared / "seed" / "national-inquiry-article.txt")


def found(summary: Summary, words: str) -> Judgement:
    """The judgement of the sentence that holds the words."""
    text = summary.document.text
    (match,) = [each for each in summary.judgements if words in each.statement.sentence.span.of(text)]
    return match


@pytest.mark.parametrize(
    ("words", "speaker", "stance"),
    [
        ("has rejected calls for a national inquiry", "Yvette Cooper", Stance.AGAINST),
        ("effective local inquiries can delve", "Yvette Cooper", Stance.AGAINST),
        ("previously called for a nationwide inquiry", "Sarah Champion", Stance.FOR),
        ("She proposed a national", "Sarah Champion", Stance.FOR),
        ("She set out a five-point plan", "Sarah Champion", Stance.FOR),
        ("Local inquiries on this issue are not sufficient", "Andrew RT Davies", Stance.FOR),
        ("Only with a national inquiry", "Andrew RT Davies", Stance.FOR),
    ],
)
def test_sides(summary: Summary, words: str, speaker: str, stance: Stance) -> None:
    """Each argument stands with its speaker on its side."""
    judgement = found(summary, words)
    assert isinstance(judgement.statement.speaker, Speaker)
    assert (judgement.statement.speaker.name, judgement.reading.stance) == (speaker, stance)
    assert judgement in [argument for point in summary.key_points for argument in point.arguments]


@pytest.mark.parametrize(
    "words",
    [
        "develop a new framework",
        "overhaul the data",
        "immediately expand the ethnicity data",
        "oversee a rapid audit",
        "lay out a clear timetable",
        "we have accepted them",
        "implement all the remaining recommendations",
    ],
)
def test_promises(summary: Summary, words: str) -> None:
    """What the Home Secretary promises stands under commitments."""
    judgement = found(summary, words)
    assert judgement in summary.commitments
    assert isinstance(judgement.statement.speaker, Speaker)
    assert judgement.statement.speaker.name == "Yvette Cooper"
