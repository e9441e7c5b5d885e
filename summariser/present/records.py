"""The summary as JSON, for other programs: the schema stands beside this file, and keys are only ever added."""

from __future__ import annotations

import json
from typing import Any

from summariser.data import (
    Contribution,
    Document,
    KeyPoint,
    Nobody,
    Quote,
    Reading,
    Span,
    Speaker,
    Statement,
    Summary,
    Unresolved,
)
from summariser.present.arrange import find_statement

SCHEMA = "summariser/1"

Record = dict[str, Any]


def write_records(summary: Summary) -> str:
    """The whole summary as JSON; ``null`` stands for what the source does not give or we cannot tell."""
    return json.dumps(_summary(summary), ensure_ascii=False, indent=2) + "\n"


def _summary(summary: Summary) -> Record:
    document, attribution = summary.document, summary.attribution
    turns = zip(document.contributions, attribution.turns, strict=True)
    return {
        "schema": SCHEMA,
        "motion": summary.motion,
        "document": _document(document),
        "speakers": [_speaker(speaker) for speaker in attribution.speakers],
        "contributions": [_contribution(turn, speaker) for turn, speaker in turns],
        "statements": [_statement(one.statement, one.reading, document) for one in summary.judgements],
        "key_points": [_key_point(point) for point in summary.key_points],
        "commitments": [
            {"statement": one.statement.id, "speaker": _id(one.statement.speaker)} for one in summary.commitments
        ],
        "divisions": [
            _span(division.span)
            | {"question": _words(division.question, document), "result": _words(division.result, document)}
            for division in document.divisions
        ],
        "questions": [_span(question) for question in document.questions],
        "unresolved": [_unresolved(doubt, summary) for doubt in summary.unresolved],
    }


def _document(document: Document) -> Record:
    keys = ("id", "title", "date", "chamber", "format", "source", "text")
    return {key: getattr(document, key) for key in keys}


def _speaker(speaker: Speaker) -> Record:
    keys = ("id", "name", "party", "office", "constituency", "source_id")
    return {key: getattr(speaker, key) for key in keys}


def _contribution(turn: Contribution, speaker: Speaker | None) -> Record:
    place = turn.place and {"column": turn.place.column, "url": turn.place.url}
    printed = turn.printed.text if turn.printed else None
    return (
        {"id": turn.id}
        | _span(turn.span)
        | {"kind": turn.kind.value, "speaker": _id(speaker), "printed": printed, "place": place}
    )


def _statement(statement: Statement, reading: Reading, document: Document) -> Record:
    sentence, speaker = statement.sentence, statement.speaker
    return (
        {"id": statement.id}
        | _span(sentence.span)
        | {
            "text": sentence.span.of(document.text),
            "contribution": document.contributions[sentence.contribution].id,
            "speaker": _id(speaker),
            "attribution": speaker.value if isinstance(speaker, Nobody) else "named",
            "voice": statement.voice.value,
            "quotes": [_quote(quote) for quote in statement.quotes],
            "role": reading.role.value,
            "stance": reading.stance.value,
            "scores": {
                "role": {role.value: round(score, 4) for role, score in reading.roles.items()},
                "stance": {stance.value: round(score, 4) for stance, score in reading.stances.items()},
            },
        }
    )


def _quote(quote: Quote) -> Record:
    return _span(quote.span) | {"speaker": _id(quote.speaker)}


def _key_point(point: KeyPoint) -> Record:
    return {
        "id": point.id,
        "stance": point.stance.value,
        "headline": point.headline.statement.id,
        "statements": [argument.statement.id for argument in point.arguments],
        "speakers": [speaker.id for speaker in point.speakers],
        "score": round(point.score, 4),
    }


def _unresolved(doubt: Unresolved, summary: Summary) -> Record:
    statement = find_statement(summary, doubt.span)
    return (
        {"stage": doubt.stage.value, "code": doubt.code}
        | _span(doubt.span)
        | {
            "statement": statement.id if statement else None,
            "candidates": [speaker.id for speaker in doubt.candidates],
            "reason": doubt.reason,
        }
    )


def _span(span: Span) -> Record:
    return {"start": span.start, "end": span.end}


def _words(span: Span | None, document: Document) -> str | None:
    return span.of(document.text) if span else None


def _id(speaker: Speaker | Nobody | None) -> str | None:
    return speaker.id if isinstance(speaker, Speaker) else None
