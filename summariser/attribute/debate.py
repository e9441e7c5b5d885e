"""Who says each sentence of an official record: the one whose name stands over the contribution."""

from __future__ import annotations

from collections.abc import Sequence

from summariser.attribute.quotations import Quotation, find_quotations
from summariser.attribute.speakers import name_turns
from summariser.data import (
    Attribution,
    Document,
    Kind,
    Nobody,
    Quote,
    Sentence,
    Span,
    Speaker,
    Statement,
    Voice,
)


def attribute_debate(document: Document, sentences: Sequence[Sentence]) -> Attribution:
    """The statements of a debate; a contribution whose heading names nobody, or fits two, is of unknown speaker."""
    speakers, turns, unresolved = name_turns(document)
    paragraphs = [paragraph for contribution in document.contributions for paragraph in contribution.paragraphs]
    quotations = find_quotations(document.text, paragraphs)
    quoted = quotes_of(sentences, quotations)
    statements = tuple(
        _statement(document, sentence, turns[sentence.contribution], quotes)
        for sentence, quotes in zip(sentences, quoted, strict=True)
    )
    return Attribution(speakers, tuple(turns), statements, tuple(unresolved))


def _statement(
    document: Document, sentence: Sentence, speaker: Speaker | None, quotes: tuple[Quotation, ...]
) -> Statement:
    identity = f"s{sentence.span.start}"
    within = tuple(Quote(clip(quotation.inner, sentence.span), None) for quotation in quotes)
    if document.contributions[sentence.contribution].kind not in (Kind.SPEECH, Kind.CHAIR):
        return Statement(identity, sentence, Nobody.NONE, Voice.NARRATION, within)
    return Statement(identity, sentence, speaker or Nobody.UNKNOWN, Voice.DIRECT, within)


def quotes_of(sentences: Sequence[Sentence], quotations: Sequence[Quotation]) -> list[tuple[Quotation, ...]]:
    """The quotations that have words in each sentence."""
    found: list[tuple[Quotation, ...]] = []
    start = 0
    for sentence in sentences:
        while start < len(quotations) and quotations[start].inner.end <= sentence.span.start:
            start += 1
        end = start
        while end < len(quotations) and quotations[end].inner.start < sentence.span.end:
            end += 1
        found.append(tuple(quotations[start:end]))
    return found


def clip(inner: Span, sentence: Span) -> Span:
    """The part of a quotation that stands in the sentence."""
    return Span(max(inner.start, sentence.start), min(inner.end, sentence.end))
