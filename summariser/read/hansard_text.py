"""Hansard as plain text, as copied from a page: each speaker's heading on a line of its own, or before a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from summariser.data import Contribution, Document, Kind, Place, Printed, Span
from summariser.read.builder import digest_id
from summariser.read.chair import is_chair, named_in_the_chair, plain_name, presiding
from summariser.read.front_matter import FrontMatter, read_front_matter
from summariser.read.page_marks import column_of, is_page_mark
from summariser.read.paragraphs import find_paragraphs
from summariser.read.procedure import closes, find_divisions, find_questions, is_stage_direction, mark_procedure
from summariser.read.speaker_lines import SpeakerLines, ends_a_sentence, is_held, learn_speaker_lines

FORMAT = "hansard-text"

# A page prints "Ann Vale (Wexley) (Lab)" on two lines: the name, and what stands in brackets.
_NAMED = re.compile(r"[A-ZÀ-Þ][^().:!?]{2,150}[^\W\d_]")
_DETAILS = re.compile(r"\([^()]+(?:\([^()]*\)[^()]*)?\)(?: \([^()]+\))*(?: \[[A-Z]\])?")
_ADDRESSED = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness|Viscount|Viscountess)\b")


@dataclass(slots=True)
class _Turn:
    """What stands under one heading, while it is gathered."""

    printed: Span | None
    column: str | None
    paragraphs: list[Span] = field(default_factory=list)
    title: bool = False


def is_hansard_text(text: str) -> bool:
    """Whether the text reads as Hansard: two or more speakers' headings that no report prints."""
    return learn_speaker_lines([span.of(text) for span in _lines(text)]).is_debate


def read_hansard_text(text: str, source: str | None) -> Document:
    """The Document of one debate; date and chamber are None where the top lines give none."""
    spans = _lines(text)
    words = [span.of(text) for span in spans]
    lines = learn_speaker_lines(words)
    front = read_front_matter(words, lines)
    turns = list(_turns(text, spans, lines, front))
    chairs = _chairs(text, turns)
    contributions = tuple(contribution for turn in turns for contribution in _contributions(text, turn, chairs))
    return Document(
        id=digest_id(text),
        title=front.title,
        date=front.date,
        chamber=front.chamber,
        format=FORMAT,
        source=source,
        text=text,
        contributions=contributions,
        divisions=find_divisions(text, contributions),
        questions=find_questions(text, contributions),
        unresolved=(),
    )


def _lines(text: str) -> tuple[Span, ...]:
    """The paragraphs, with a heading that stands on two lines, a name and its brackets or its office, as one."""
    joined: list[Span] = []
    for span in find_paragraphs(text):
        if joined and _DETAILS.fullmatch(span.of(text)) and _NAMED.fullmatch(joined[-1].of(text)):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(_with_offices(text, joined))


def _with_offices(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """The lines, each office that stands under one name alone as one with it.

    What stands above an office may also be a title, "Water Safety" over "The Minister for Tides". It is a name for sure
    with a form of address, or where it comes again: over the same office, or with a seat or a party in brackets.
    """
    words = ["", *(" ".join(span.of(text).split()) for span in spans)]
    over: dict[str, list[str]] = {}
    for above, line in pairwise(words):
        over.setdefault(line.partition(" (")[0], []).append(above)
    introduced = {line.partition(" (")[0] for line in words if line.endswith(")")}
    held = []
    for above, line in pairwise(words):
        others = over[line.partition(" (")[0]]
        sure = _ADDRESSED.match(above) or above in introduced or len(others) > 1
        held.append(bool(sure) and len(set(others)) == 1 and is_held(line, above))
    for number, span in enumerate(spans):
        if number + 1 < len(spans) and held[number + 1]:
            continue
        yield Span(spans[number - 1].start, span.end) if held[number] else span


def _turns(text: str, spans: Sequence[Span], lines: SpeakerLines, front: FrontMatter) -> Iterator[_Turn]:
    turn, column = _Turn(None, None), None
    for number, span in enumerate(spans):
        words = span.of(text)
        following = _next_words(text, spans, number)
        if is_page_mark(words):
            column = column_of(words) or column
        elif number < front.length or _is_title(words, following, lines):
            yield turn
            yield _Turn(None, column, [span], title=True)
            turn = _Turn(None, column)
        elif found := lines.match(words, following):
            yield turn
            printed = Span(span.start + found.start, span.start + found.end)
            turn = _Turn(printed, column)
            if found.rest < len(words):
                turn.paragraphs.append(Span(span.start + found.rest, span.end))
        else:
            turn.paragraphs.append(span)
    yield turn


def _next_words(text: str, spans: Sequence[Span], number: int) -> str:
    """The next line that is not a mark of the page; empty at the end."""
    later = (spans[index].of(text) for index in range(number + 1, len(spans)))
    return next((words for words in later if not is_page_mark(words)), "")


def _is_title(words: str, following: str, lines: SpeakerLines) -> bool:
    """A heading inside a debate: an unfinished line, with a speaker's heading or a procedural line under it."""
    if ends_a_sentence(words) or words[-1] in ",;-”\"'" or not words[0].isupper() or len(words.split()) > 15:
        return False
    if closes(words) or is_stage_direction(words) or lines.match(words, following):
        return False
    return lines.match(following, ".") is not None or closes(following)


def _contributions(text: str, turn: _Turn, chairs: frozenset[str]) -> Iterator[Contribution]:
    """The contributions of one turn: the words of the person, and the record's own, each by itself."""
    if not turn.paragraphs:
        return
    if turn.title:
        yield _contribution(turn, turn.paragraphs, Kind.HEADING, None)
        return
    words = [span.of(text) for span in turn.paragraphs]
    marks = mark_procedure(words, [False] * len(words))
    name = turn.printed.of(text) if turn.printed else None
    printed = Printed(name, None, None) if name else None
    own = Kind.CHAIR if name and (is_chair(name) or plain_name(name) in chairs) else Kind.SPEECH
    for procedural, run in groupby(zip(turn.paragraphs, marks, strict=True), key=lambda item: item[1]):
        spans = [span for span, _ in run]
        act = procedural and is_stage_direction(spans[0].of(text)) and not spans[0].of(text).startswith("[")
        yield _contribution(
            turn, spans, Kind.PROCEDURE if procedural else own, printed if act or not procedural else None
        )


def _contribution(turn: _Turn, spans: Sequence[Span], kind: Kind, printed: Printed | None) -> Contribution:
    return Contribution(
        id=f"c{spans[0].start}",
        span=Span(spans[0].start, spans[-1].end),
        kind=kind,
        paragraphs=tuple(spans),
        printed=printed,
        place=Place(turn.column, None) if turn.column else None,
    )


def _chairs(text: str, turns: Sequence[_Turn]) -> frozenset[str]:
    """Those in the Chair: named by a line of the text, or known by what they say."""
    named = (named_in_the_chair(span.of(text)) for turn in turns for span in turn.paragraphs)
    spoken = (
        (plain_name(turn.printed.of(text)), " ".join(span.of(text) for span in turn.paragraphs))
        for turn in turns
        if turn.printed and turn.paragraphs
    )
    return presiding(spoken) | {name for name in named if name}
