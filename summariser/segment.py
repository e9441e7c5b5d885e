"""Document → Sentences: spans inside the paragraphs of each contribution. What a sentence is: ``encoders/split.py``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from summariser.data import Contribution, Document, Kind, Sentence, Span, Splitter


def segment_document(document: Document, splitter: Splitter) -> tuple[Sentence, ...]:
    """The sentences of a document, in order: disjoint, and together all of its paragraphs but the space between."""
    return tuple(
        Sentence(span, number)
        for number, contribution in enumerate(document.contributions)
        for paragraph in contribution.paragraphs
        for span in _segment_paragraph(document.text, contribution, paragraph, splitter)
    )


def _segment_paragraph(text: str, contribution: Contribution, paragraph: Span, splitter: Splitter) -> Iterator[Span]:
    words = paragraph.of(text)
    whole = contribution.kind is Kind.HEADING
    starts = () if whole else splitter.split(words, report=contribution.kind is Kind.NARRATION)
    for start, end in pairwise((0, *starts, len(words))):
        piece = words[start:end]
        if stripped := piece.strip():
            first = paragraph.start + start + piece.index(stripped)
            yield Span(first, first + len(stripped))
