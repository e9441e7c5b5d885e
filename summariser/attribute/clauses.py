"""Sentences that give the words of two: "Ann Vale called it a scandal; Owen Dray said it was fair"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summariser.attribute.cues import Cue, Frame, find_cue
from summariser.attribute.mentions import QUOTED, Mention, find_mentions
from summariser.attribute.portraits import Person
from summariser.data import Span

_JOINT = re.compile(r"; (?:but |and |while )?|,? (?:while|whereas) |,? (?P<loose>but|and) (?=[A-Z\x02])")
_COMMA = re.compile(r", (?P<loose>)")
_ANYBODY = re.compile(
    r"(?!(?:he|she|it|they|that|this|there) )(?:[\w’'-]+ ){1,5}?"
    r"(?:said|says|told|tells|called|calls|argued|insisted|replied|claimed|warned)\b"
)
_OPENING = re.compile(r"(?:While|Whereas|Although|Though) ")


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence with a source of its own; ``cue`` is ``None`` for a stranger: "one resident said"."""

    span: Span
    cue: Cue | None
    mentions: Sequence[Mention]


def find_clauses(text: str, words: str, span: Span, people: Sequence[Person]) -> list[Clause]:
    """The parts of a sentence that give a source each, in order; empty where fewer than two do.

    What follows "and" may still be the first one's words ("She said it was dear and Owen Dray had lied"), so there the
    second must be quoted.
    """
    parts = list(_parts(words, span))
    found: list[Clause] = []
    for part in parts if len(parts) > 1 else ():
        mentions = find_mentions(words, part, people)
        cue = find_cue(text, words, part, mentions)
        if cue and (not found or cue.frame is Frame.AFTER or cue.mention.span.start == part.start):
            found.append(Clause(part, cue, mentions))
        elif found and cue is None and is_somebodys(part, words):
            found.append(Clause(part, None, mentions))
    return found if len(found) > 1 else []


def is_somebodys(clause: Span, words: str) -> bool:
    """Whether a clause quotes somebody, known or not: "one resident said it was “fair”", not "the report said so"."""
    return QUOTED in clause.of(words) and _ANYBODY.match(words, clause.start, clause.end) is not None


def _parts(words: str, span: Span) -> Iterator[Span]:
    start = span.start
    opening = _OPENING.match(words, start, span.end)
    if opening:
        start = opening.end()
    for joint in (_COMMA if opening else _JOINT).finditer(words, start, span.end):
        if not joint["loose"] or QUOTED in words[joint.end() : span.end]:
            yield Span(start, joint.start())
            start = joint.end()
    yield Span(start, span.end)
