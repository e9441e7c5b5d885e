"""What the record says of the House itself: procedural lines, the questions put to it, and its divisions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summariser.data import Contribution, Division, Kind, Span

_STAGE_DIRECTION = re.compile(
    r"\[[^\[\]]{1,1500}\]\.?|\[|\]|\[?(?:Interruption|Laughter|Applause)\.?\]?"
    r"|(?:Several hon\. Members )?rose\s*[—–-]*\.?|(?:indicated|nodded) .{3,40}"
)
_SLANTED = re.compile(r"[\[(A-Z](?:\S*\s+){3}\S")  # shorter italics are a name, or a "v.", that broke a paragraph
_CLOSING = re.compile(
    r"(?:(?:Main |Original )?Question(?:, as amended,|, That .+,)?,? (?:again "
    r"|accordingly )?(?:put|proposed|agreed|negatived)\b"
    r"|The (?:House|Committee|Assembly|Grand Committee) (?:having )?divided\b.{0,30}?(?:[:.]|$)"
    r"|The (?:House|Committee|Assembly) proceeded to (?:a|the) Division"
    r"|(?:Ayes|Noes|Contents|Not[- ]Contents):? \d|Division (?:No\.? ?)?\d+$|Division (?:on|called)\b"
    r"|Votes cast by Members for constituencies|Tellers for the |On Question,"
    r"|Motion made,|Motion moved[,:.]|Motions?(?:, as amended,|, by leave,)? (?:agreed|withdrawn|negatived|disagreed)"
    r"|(?:Lords |Government |Manuscript )?(?:[Nn]ew )?(?:Amendment|Clause|Schedule)s?\b[^.]{0,90}"
    r"(?:agreed(?: to)?|disagreed(?: to)?|withdrawn|not moved|negatived|made|added to the Bill"
    r"|ordered to stand part of the Bill)(?:\.|, with .{3,60}\.)?$"
    r"|(?:Amendments?|Clauses?|Schedules?) \d+[A-Z]{0,3}(?: (?:and|to) \d+[A-Z]{0,3})?$|Moved (?:by|on)(?: .{3,80})?$"
    r"|(?:Resolved|Ordered)(?: \([^()]+\))?[,:.—]|Bill(?:,| accordingly| to be| read| reported| presented)\b"
    r"|Brought up,? and read|Read a (?:Second|Third) time|Third Reading\b.{0,60}$"
    r"|(?:House|Sitting|Committee|Meeting|Debate|Proceedings|Assembly) (?:adjourned|suspended|resumed|closed"
    r"|interrupted|to be resumed)\b"
    r"|(?:Adjourned|Meeting closed|On resuming)\b.{0,80}$"
    r"|The (?:Deputy |Madam )?(?:Speaker|Deputy Speaker|Chair(?:man)?) (?:then )?(?:put|declared|suspended)\b"
    r"|.{3,160} was asked\s*[—–-]+$|It being .{2,60}, the (?:debate|House|Speaker|Deputy Speaker|motion)\b)"
)
_RESULT = re.compile(
    r"(?:Ayes|Contents|For):? \d+[;,.]?\s+(?:Noes|Not[- ]Contents"
    r"|Against):? \d+(?:[;,]? Abst(?:entions|ained):? \d+)?\.?"
)
_ASKED = re.compile(
    r"\b(?:[Bb]eg to move,? |(?:Motion made|Question)\b(?:(?!agreed|negatived"
    r"|[Tt]hat\b).){0,80}?[,:] |[Qq]uestion is,? )"
    r"(?P<wording>[Tt]hat\b.+)",
    re.S,
)
_ASKED_NEXT = re.compile(
    r"\b(?:[Bb]eg to move|Motion (?:made|moved)|Question (?:put|proposed)[^.]*|^Moved by\b.*)\s*[,:.—]?$"
)
_NO_STOP = r"(?<!\bNo)(?<!\bNos)(?<!\bMr)(?<!\bMrs)(?<!\bDr)(?<!\bhon)(?<!\bHon)(?<!\bI)(?<!\bc)(?<!\bp)"
_WORDING = re.compile(rf"(?:.+?)(?=\.?\s*[—–-]+\s*[\[(]|{_NO_STOP}\.[”\"’']?(?:\s+[\[(“\"‘'A-Z]|\s*$)|\s*$)", re.S)


def mark_procedure(paragraphs: Sequence[str], italic: Sequence[bool]) -> list[bool]:
    """Which paragraphs of one turn are the record's own: once a question is put or a Bill read, all that follow."""
    marks, closed = [], False
    for words, slanted in zip(paragraphs, italic, strict=True):
        closed = closed or closes(words)
        marks.append(closed or is_stage_direction(words) or (slanted and _SLANTED.match(words) is not None))
    return marks


def is_stage_direction(words: str) -> bool:
    """Whether a paragraph is what the record says a person did: "rose—", "indicated assent.", "[Interruption.]"."""
    return _STAGE_DIRECTION.fullmatch(words) is not None


def closes(words: str) -> bool:
    """Whether a paragraph is the House's own act: "Question put and agreed to.", "The House divided:"."""
    return _CLOSING.match(words) is not None


def find_questions(text: str, contributions: Sequence[Contribution]) -> tuple[Span, ...]:
    """What the House was asked, each wording once, where it first stands; empty where nothing was."""
    first: dict[str, Span] = {}
    for span in _questions(text, contributions):
        first.setdefault(" ".join(span.of(text).casefold().split()), span)
    return tuple(first.values())


def find_divisions(text: str, contributions: Sequence[Contribution]) -> tuple[Division, ...]:
    """The votes that the text prints. ``question`` is None where it is not sure what was put."""
    questions = list(_questions(text, contributions))
    divisions: list[Division] = []
    for result in _results(text, contributions):
        after = divisions[-1].span.end if divisions else 0
        if divisions and _same_vote(text, divisions[-1], result, questions):
            continue
        question = _question_put(text, [span for span in questions if after <= span.start < result.start])
        start = question.start if question and _near(text, question, result) else result.start
        divisions.append(Division(Span(start, result.end), question, result))
    return tuple(divisions)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    span: Span
    words: str
    kind: Kind


def _paragraphs(text: str, contributions: Sequence[Contribution]) -> list[_Paragraph]:
    return [
        _Paragraph(span, span.of(text), contribution.kind)
        for contribution in contributions
        for span in contribution.paragraphs
    ]


def _questions(text: str, contributions: Sequence[Contribution]) -> Iterator[Span]:
    awaited = False
    for paragraph in _paragraphs(text, contributions):
        if paragraph.kind in (Kind.HEADING, Kind.NARRATION):
            continue
        if awaited and paragraph.words.startswith(("That ", "“That ")):
            yield _wording(paragraph.span.start + paragraph.words.index("That"), paragraph)
        elif (found := _ASKED.search(paragraph.words)) and _may_ask(paragraph, found):
            yield _wording(paragraph.span.start + found.start("wording"), paragraph)
        awaited = _ASKED_NEXT.search(paragraph.words) is not None


def _may_ask(paragraph: _Paragraph, found: re.Match[str]) -> bool:
    return paragraph.kind in (Kind.PROCEDURE, Kind.CHAIR) or "to move" in found[0][:20]


def _wording(start: int, paragraph: _Paragraph) -> Span:
    """From "That" to the end of the sentence, without its full stop and the mover's name."""
    found = _WORDING.match(paragraph.words, start - paragraph.span.start)
    return Span(start, paragraph.span.start + (found.end() if found else len(paragraph.words)))


def _results(text: str, contributions: Sequence[Contribution]) -> Iterator[Span]:
    before = ""
    for paragraph in _paragraphs(text, contributions):
        if paragraph.kind in (Kind.PROCEDURE, Kind.CHAIR) and "Votes cast by Members for" not in before:
            found = _RESULT.search(text, paragraph.span.start, paragraph.span.end + 40)
            if found and found.start() < paragraph.span.end:
                yield Span(found.start(), found.end())
        before = paragraph.words


def _same_vote(text: str, last: Division, result: Span, questions: Sequence[Span]) -> bool:
    """A record may print one vote twice: with the question, and again after the lists of names."""
    again = _figures((last.result or last.span).of(text)) == _figures(result.of(text))
    return again and not any(last.span.end <= span.start < result.start for span in questions)


def _figures(words: str) -> list[str]:
    return re.findall(r"\d+", words)


def _question_put(text: str, asked: Sequence[Span]) -> Span | None:
    """The question that was put: the last one, where "put" stands by it; else the only one that was asked."""
    if not asked:
        return None
    last = asked[-1]
    if re.search(r"\bput\b(?:[^.]|\bNo\.)*$", text[max(0, last.start - 80) : last.start]):
        return last
    return last if len({span.of(text).casefold() for span in asked}) == 1 else None


def _near(text: str, question: Span, result: Span) -> bool:
    return text.count("\n", question.end, result.start) <= 8
