"""Whose a quotation of a report is.

In this order: whoever the sentence names that it stands in; else, where it is a whole utterance and not a fragment of
the reporter's sentence, whoever the paragraph named before it, or spoke last. What is given to a stranger is nobody's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from summariser.attribute.portraits import Person
from summariser.attribute.quotations import Quotation
from summariser.attribute.sources import Source
from summariser.data import Sentence

_GIVES = re.compile(r",? ?(?!.*\bs?he\b)[a-z]")  # "she" leads back to somebody known
_SO_CALLED = re.compile(r"so-called $")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a report with what was found in it.

    ``text`` and ``words`` are the whole report's, the latter with quotations and headings blanked; ``sources`` are
    those of the ``sentences``; ``last`` is who spoke before the paragraph, or was spoken of.
    """

    text: str
    words: str
    sentences: tuple[Sentence, ...]
    sources: tuple[Source, ...]
    quotations: tuple[Quotation, ...]
    last: Person | None


def find_owner(quotation: Quotation, paragraph: Paragraph) -> Person | None:
    """Whose words a quotation of the paragraph is; ``None`` where they are a stranger's, or nobody's for sure."""
    start = quotation.outer.start
    if _SO_CALLED.search(paragraph.words[max(0, start - 12) : start]):
        return None
    naming = [source for source in _touched(quotation, paragraph) if source.cue]
    if quotation.continued:
        return naming[-1].person_at(start) if naming and naming[-1].person else paragraph.last
    if naming:
        return naming[-1].person_at(start)
    if not _is_whole(quotation, paragraph.text) or names_a_stranger(quotation, paragraph):
        return None
    return _find_owner_before(quotation, paragraph)


def names_a_stranger(quotation: Quotation, paragraph: Paragraph) -> bool:
    """Whether the sentence goes on to give the words to somebody we don't know: "…,” said one resident."."""
    end = quotation.outer.end
    rest = next(
        (paragraph.words[end : s.span.end] for s in paragraph.sentences if s.span.start < end <= s.span.end), ""
    )
    return paragraph.text[quotation.inner.end - 1] in ",?!" and _GIVES.match(rest) is not None


def _touched(quotation: Quotation, paragraph: Paragraph) -> list[Source]:
    """The sources of the sentences in which the quotation has words."""
    start, end = quotation.outer.start, quotation.outer.end
    pairs = zip(paragraph.sentences, paragraph.sources, strict=True)
    return [source for sentence, source in pairs if sentence.span.start < end and start < sentence.span.end]


def _find_owner_before(quotation: Quotation, paragraph: Paragraph) -> Person | None:
    """Whom the paragraph named, or spoke of, before the quotation; who spoke before it where it names nobody."""
    pairs = zip(paragraph.sentences, paragraph.sources, strict=True)
    before = [source for sentence, source in pairs if sentence.span.end <= quotation.outer.start]
    telling = [source for source in before if source.cue or source.topic]
    if telling and telling[-1].cue:
        return telling[-1].person
    if _lead(quotation, paragraph.text).endswith(":"):
        return None  # "His spokesman said:" leads up to it, and names nobody we know
    return telling[-1].topic if telling else paragraph.last


def _is_whole(quotation: Quotation, text: str) -> bool:
    """Whether a quotation is more than a fragment in the reporter's sentence."""
    before, inner = _lead(quotation, text), quotation.inner.of(text)
    if before.endswith(":"):
        return True
    return (not before or before in ".!?”’\"'") and inner.lstrip("“‘\"'")[:1].isupper() and " " in inner


def _lead(quotation: Quotation, text: str) -> str:
    """The characters right before a quotation, without white space."""
    return text[max(0, quotation.outer.start - 2) : quotation.outer.start].strip()
