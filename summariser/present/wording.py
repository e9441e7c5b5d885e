"""Which of a sentence's words are the speaker's own, so that only they are shown between quotation marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from summariser.data import Document, Kind, Span, Speaker, Statement, Voice

_OPENING = tuple("“‘'\"«„")
_CLOSING = tuple("”’'\"»“")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence: the speaker's ``own`` words, or the source's."""

    text: str
    own: bool

    @property
    def marks(self) -> tuple[str, str]:
        """What is shown before and after it: no second mark where a quotation of the speaker's opens it."""
        return ("“", "”") if self.own and not self.text.startswith(("“", '"')) else ("", "")


def word_statement(statement: Statement, document: Document) -> tuple[Part, ...]:
    """The sentence in parts, in order; all of it is the source's wording unless the statement is direct speech.

    A report prints the speaker's words between marks, so those words alone are the speaker's own (“Abuse is endemic,”
    she said). The record of a debate prints none: there the whole sentence is, with whatever it quotes.
    """
    span, text = statement.sentence.span, document.text
    if statement.voice is not Voice.DIRECT:
        return (Part(span.of(text).strip(), own=False),)
    if document.contributions[statement.sentence.contribution].kind is not Kind.NARRATION:
        return (Part(_without_marks(span.of(text)), own=True),)
    speaker = statement.speaker if isinstance(statement.speaker, Speaker) else None
    own = sorted(quote.span for quote in statement.quotes if quote.speaker == speaker)
    return tuple(_cut(span, own, text)) if own else (Part(_without_marks(span.of(text)), own=True),)


def _cut(sentence: Span, own: list[Span], text: str) -> Iterator[Part]:
    """The speaker's stretches and what the source says between them, without the marks that part the two."""
    position = sentence.start
    for quote in own:
        before, after = text[position : quote.start], text[quote.end : min(quote.end + 1, sentence.end)]
        yield from _source_words(before[:-1] if before.endswith(_OPENING) else before)
        yield Part(quote.of(text).strip(), own=True)
        position = quote.end + after.startswith(_CLOSING)
    yield from _source_words(text[position : sentence.end])


def _source_words(words: str) -> Iterator[Part]:
    if any(character.isalnum() for character in words):
        yield Part(words.strip(), own=False)


def _without_marks(words: str) -> str:
    """The words of one sentence of a longer quotation, without the mark that opens or closes that quotation."""
    words = words.strip()
    for opening, closing in ("“”", '""'):
        inner = words.removeprefix(opening).removesuffix(closing)
        if opening not in inner and closing not in inner:
            words = inner
    return words.strip()
