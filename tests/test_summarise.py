"""Which judgements become arguments and commitments, in which order."""

from pathlib import Path

import pytest

from summariser import load_encoders, read_file, summarise_document, summarise_file, summarise_text
from summariser.data import (
    Attribution,
    Contribution,
    Document,
    Judgement,
    Kind,
    Nobody,
    Reading,
    Role,
    Sentence,
    Span,
    Speaker,
    Stance,
    Statement,
    Summary,
    Voice,
)
from summariser.errors import Misuse
from summariser.summarise import summarise_judgements

ANN = Speaker("ann-ash", "Ann Ash", None, None, None, None)
MOTION = "There should be a national inquiry into the reservoir alarms."


def judged(index: int, who: Speaker | Nobody, role: Role, stance: Stance, score: float = 0.8) -> Judgement:
    """The judgement of sentence ``index``, its contribution of the same number."""
    sentence = Sentence(Span(index, index + 1), index)
    roles = {each: 0.9 if each is role else 0.1 / 3 for each in Role}
    stances = {each: score if each is stance else (1 - score) / 2 for each in Stance}
    return Judgement(Statement(f"s{index}", sentence, who, Voice.DIRECT, ()), Reading(role, stance, roles, stances))


def summary_of(judgements: list[Judgement], kinds: dict[int, Kind] | None = None) -> Summary:
    """The summary of a document of one-letter contributions."""
    turns = tuple(
        Contribution(f"c{i}", Span(i, i + 1), (kinds or {}).get(i, Kind.SPEECH), (Span(i, i + 1),), None, None)
        for i in range(len(judgements))
    )
    text = "x" * len(judgements)
    document = Document("d", None, None, None, "hansard-text", None, text, turns, (), (), ())
    attribution = Attribution((ANN,), (None,) * len(turns), tuple(each.statement for each in judgements), ())
    return summarise_judgements(document, attribution, judgements, MOTION)


@pytest.mark.parametrize(
    ("who", "role", "stance", "kind", "argued", "promised"),
    [
        (ANN, Role.CLAIM, Stance.FOR, Kind.SPEECH, True, False),
        (ANN, Role.OBJECTION, Stance.AGAINST, Kind.SPEECH, True, False),
        (ANN, Role.COMMITMENT, Stance.AGAINST, Kind.SPEECH, True, True),
        (ANN, Role.COMMITMENT, Stance.NEITHER, Kind.SPEECH, False, True),
        (ANN, Role.CLAIM, Stance.NEITHER, Kind.SPEECH, False, False),
        (ANN, Role.OTHER, Stance.FOR, Kind.SPEECH, False, False),
        (ANN, Role.COMMITMENT, Stance.FOR, Kind.CHAIR, False, False),
        (ANN, Role.CLAIM, Stance.FOR, Kind.HEADING, False, False),
        (Nobody.NONE, Role.CLAIM, Stance.FOR, Kind.NARRATION, False, False),
        (Nobody.NONE, Role.COMMITMENT, Stance.FOR, Kind.PROCEDURE, False, False),
        (Nobody.UNKNOWN, Role.CLAIM, Stance.FOR, Kind.NARRATION, True, False),
    ],
)
def test_what_is_shown(
    who: Speaker | Nobody, role: Role, stance: Stance, kind: Kind, argued: bool, promised: bool
) -> None:
    """A side and a role that argues, said by somebody who is not the Chair."""
    summary = summary_of([judged(0, who, role, stance)], {0: kind})
    assert (bool(summary.key_points), bool(summary.commitments)) == (argued, promised)


def test_key_points_come_strongest_first_then_by_place() -> None:
    """The order of key points is that of their scores; equals stand as in the text."""
    scores = [0.6, 0.9, 0.6, 0.7]
    summary = summary_of([judged(i, ANN, Role.CLAIM, Stance.FOR, score) for i, score in enumerate(scores)])
    assert [point.id for point in summary.key_points] == ["k1", "k3", "k0", "k2"]


def test_ids_never_depend_on_the_motion(samples: Path) -> None:
    """The same source gives the same statements on any motion."""
    document, encoders = read_file(samples / "reservoir-alarms-report.txt"), load_encoders()
    one, two = (summarise_document(document, encoders, motion) for motion in (MOTION, "Buses should be free."))
    assert one.attribution == two.attribution


def test_every_sentence_is_kept(samples: Path) -> None:
    """Statements hold all words of all paragraphs, once and in order."""
    summary = summarise_file(samples / "reservoir-alarms-debate.txt", MOTION)
    text = summary.document.text
    shown = "".join(each.statement.sentence.span.of(text) for each in summary.judgements)
    there = "".join(span.of(text) for turn in summary.document.contributions for span in turn.paragraphs)
    assert "".join(shown.split()) == "".join(there.split())


def test_an_empty_motion_is_refused() -> None:
    """The message says what a motion is."""
    with pytest.raises(Misuse, match="motion is empty"):
        summarise_text("Ms Ash said: “No.”", " ")
