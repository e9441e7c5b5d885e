"""The source text, whole and in order, cut where a sentence begins or ends so that a link can lead to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from summariser.data import Document, Kind, Span, Stance, Summary


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; ``statement`` is the start of the sentence it is, ``side`` the column that shows it.

    ``name`` marks the attribution that is printed before a contribution.
    """

    text: str
    statement: int | None = None
    side: Stance | None = None
    name: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the source, or what stands between two; ``kind`` is ``None`` for the latter."""

    kind: Kind | None
    pieces: tuple[Piece, ...]


def arrange_source(summary: Summary) -> tuple[Block, ...]:
    """The whole text, block by block; only the white space between blocks is dropped."""
    sides = {
        argument.statement.sentence.span: point.stance for point in summary.key_points for argument in point.arguments
    }
    sentences = [one.statement.sentence.span for one in summary.judgements]
    blocks, text, names = [], summary.document.text, _find_names(summary.document)
    for kind, span in _cut_paragraphs(summary.document):
        while sentences and sentences[0].end <= span.start:
            sentences.pop(0)
        inside = [one for one in sentences if one.start < span.end] if kind else []
        pieces = _cut_sentences(span, inside, sides, text) if kind else _cut_names(span, names, text)
        blocks.append(Block(kind, tuple(pieces)))
    return tuple(blocks)


def _find_names(document: Document) -> list[Span]:
    """Where the attribution of a contribution is printed before it."""
    names, position = [], 0
    for turn in document.contributions:
        printed = turn.printed.text if turn.printed else ""
        start = document.text.rfind(printed, position, turn.span.start) if printed else -1
        if start >= 0:
            names.append(Span(start, start + len(printed)))
        position = turn.span.end
    return names


def _cut_paragraphs(document: Document) -> Iterator[tuple[Kind | None, Span]]:
    """Paragraphs and what stands between them, in order, without those that hold only white space."""
    position = 0
    for turn in document.contributions:
        for paragraph in turn.paragraphs or (turn.span,):
            yield from _between(position, paragraph.start, document.text)
            if paragraph.of(document.text).strip():
                yield turn.kind, paragraph
            position = paragraph.end
    yield from _between(position, len(document.text), document.text)


def _between(start: int, end: int, text: str) -> Iterator[tuple[None, Span]]:
    words = text[start:end].strip()
    if words:
        start = text.index(words, start)
        yield None, Span(start, start + len(words))


def _cut_names(span: Span, names: list[Span], text: str) -> Iterator[Piece]:
    position = span.start
    for name in names:
        if span.start <= name.start and name.end <= span.end:
            yield Piece(text[position : name.start])
            yield Piece(name.of(text), name=True)
            position = name.end
    yield Piece(text[position : span.end])


def _cut_sentences(span: Span, sentences: list[Span], sides: dict[Span, Stance], text: str) -> Iterator[Piece]:
    position = span.start
    for sentence in sentences:
        start, end = max(sentence.start, position), min(sentence.end, span.end)
        if position < start:
            yield Piece(text[position:start])
        # A sentence that runs over two paragraphs gets its anchor once, where it begins.
        yield Piece(text[start:end], sentence.start if start == sentence.start else None, sides.get(sentence))
        position = end
    if position < span.end:
        yield Piece(text[position : span.end])
