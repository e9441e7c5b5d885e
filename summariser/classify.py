"""Statements → Judgements: the role of each sentence and its stance towards the motion."""

from __future__ import annotations

from collections.abc import Sequence

from summariser.data import (
    Document,
    Encoders,
    Judgement,
    Kind,
    Line,
    Passage,
    Reading,
    Role,
    Speaker,
    Stance,
    Statement,
)

# Procedure and the headings of a debate are not anybody's argument, and the model never saw them: nothing to read.
UNREAD = Reading(
    Role.OTHER,
    Stance.NEITHER,
    {role: float(role is Role.OTHER) for role in Role},
    {stance: float(stance is Stance.NEITHER) for stance in Stance},
)


def classify_statements(
    document: Document, statements: Sequence[Statement], encoders: Encoders, motion: str
) -> tuple[Judgement, ...]:
    """One judgement a statement, in order. A report's headings are read, for what they tell of the lines below."""
    read = [statement for statement in statements if is_read(document, statement)]
    lines = tuple(line_of(document, statement) for statement in read)
    passage = Passage(motion, lines, report=document.format == "report")
    (readings,) = encoders.read([passage])
    found = dict(zip((statement.id for statement in read), readings, strict=True))
    return tuple(Judgement(statement, found.get(statement.id, UNREAD)) for statement in statements)


def is_read(document: Document, statement: Statement) -> bool:
    """Whether the model is given the statement."""
    kind = document.contributions[statement.sentence.contribution].kind
    return kind in (Kind.SPEECH, Kind.CHAIR, Kind.NARRATION) or document.format == "report"


def line_of(document: Document, statement: Statement) -> Line:
    """The statement as the model is given it: white space folded, since a source may wrap its lines."""
    speaker = statement.speaker.name if isinstance(statement.speaker, Speaker) else None
    return Line(speaker, " ".join(statement.sentence.span.of(document.text).split()))
