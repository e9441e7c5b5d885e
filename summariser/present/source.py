"""The source text, whole and in order, cut where a sentence begins or ends so that a link can lead to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from summariser.data import Document, Kind, Span, Stance, Summary


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; ``statement`` is the start of the sentence it is, ``side`` the column that shows it."""

    text: str
    statement: int | None = None
    side: Stance | None = None


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
    blocks, text = [], summary.document.text
    for kind, span in _cut_paragraphs(summary.document):
        while sentences and sentences[0].end <= span.start:
            sentences.pop(0)
        inside = [one for one in sentences if one.start < span.end] if kind else []
        blocks.append(Block(kind, tuple(_cut_sentences(span, inside, sides, text))))
    return tuple(blocks)


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
