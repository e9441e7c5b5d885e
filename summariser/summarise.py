"""Judgements → Summary: the arguments for and against, the commitments, and what could not be decided."""

from __future__ import annotations

from collections.abc import Sequence

from summariser.data import (
    Attribution,
    Document,
    Judgement,
    KeyPoint,
    Kind,
    Nobody,
    Role,
    Stance,
    Summary,
)

ARGUED = (Kind.SPEECH, Kind.NARRATION)  # not the Chair, not procedure, not what stands about the text


def summarise_judgements(
    document: Document, attribution: Attribution, judgements: Sequence[Judgement], motion: str
) -> Summary:
    """The whole answer. Key points come strongest first, then by place."""
    spoken = [judgement for judgement in judgements if is_spoken(document, judgement)]
    arguments = [judgement for judgement in spoken if is_argument(judgement)]
    points = sorted(map(key_point, arguments), key=lambda point: (-point.score, point.headline.statement.sentence.span))
    return Summary(
        motion=motion,
        document=document,
        attribution=attribution,
        judgements=tuple(judgements),
        key_points=tuple(points),
        commitments=tuple(judgement for judgement in spoken if judgement.reading.role is Role.COMMITMENT),
        unresolved=(*document.unresolved, *attribution.unresolved),
    )


def is_spoken(document: Document, judgement: Judgement) -> bool:
    """Whether somebody but the Chair says it; one whose name is unknown is somebody."""
    kind = document.contributions[judgement.statement.sentence.contribution].kind
    return kind in ARGUED and judgement.statement.speaker is not Nobody.NONE


def is_argument(judgement: Judgement) -> bool:
    """Whether the sentence argues a side."""
    return judgement.reading.role is not Role.OTHER and judgement.reading.stance is not Stance.NEITHER


def key_point(argument: Judgement) -> KeyPoint:
    """The argument as a point of its own."""
    stance = argument.reading.stance
    return KeyPoint(
        id=f"k{argument.statement.sentence.span.start}",
        stance=stance,
        headline=argument,
        arguments=(argument,),
        score=argument.reading.stances[stance],
    )
