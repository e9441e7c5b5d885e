"""Where words stand between quotation marks.

Marks are straight or curly, double or single. An apostrophe is no mark. Marks inside a quotation belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summariser.data import Span

CLOSING = {"“": "”", '"': '"', "‘": "’", "'": "'", "«": "»", "„": "“"}
_BEFORE_AN_OPENING = re.compile(r"[\s(\[—–:/“‘\"'-]")
_ELISION = re.compile(r"[’'](?:em|til|tis|twas|cause|n|\d\d?s)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words without their marks (``inner``) and with them (``outer``), inside one paragraph.

    ``continues`` says that the next paragraph goes on with the same person's words, ``continued`` that this one does.
    """

    inner: Span
    outer: Span
    continues: bool
    continued: bool


def find_quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """Every stretch of quoted words of the outermost level, in order; one that never closes ends its paragraph."""
    found: list[Quotation] = []
    carried = ""
    for index, paragraph in enumerate(paragraphs):
        following = paragraphs[index + 1].of(text).lstrip()[:1] if index + 1 < len(paragraphs) else ""
        within, left_open = _in_paragraph(text, paragraph, following)
        if within and carried:
            first = within[0]
            opens = text[paragraph.start : first.inner.start].strip() == carried
            within[0] = Quotation(first.inner, first.outer, first.continues, opens)
        found += within
        carried = left_open
    return tuple(found)


def _in_paragraph(text: str, paragraph: Span, following: str) -> tuple[list[Quotation], str]:
    found: list[Quotation] = []
    position = paragraph.start
    while position < paragraph.end:
        if not _opens(text, position, paragraph):
            position += 1
            continue
        mark = text[position]
        end = _closing(text, position, paragraph)
        if end is None:
            continues = following == mark
            if continues or _trusted(text, position, paragraph):
                end = _cut(text, position, paragraph)
                whole = end >= paragraph.end
                inner = Span(position + 1, len(text[:end].rstrip()))
                found.append(Quotation(inner, Span(position, inner.end), continues and whole, False))
                if whole:
                    return found, mark if continues else ""
                position = end
            else:
                position += 1
            continue
        found.append(Quotation(Span(position + 1, end), Span(position, end + 1), False, False))
        position = end + 1
    return found, ""


def _opens(text: str, at: int, paragraph: Span) -> bool:
    mark = text[at]
    if mark not in CLOSING or at + 1 >= paragraph.end or text[at + 1].isspace():
        return False
    if mark in "'‘" and _ELISION.match("'" + text[at + 1 : at + 8]) and mark == "'":
        return False
    return mark in "“‘«„" or at == paragraph.start or bool(_BEFORE_AN_OPENING.match(text[at - 1]))


def _trusted(text: str, at: int, paragraph: Span) -> bool:
    """Whether an opening mark that nothing closes is a quotation: it opens the paragraph or follows a colon."""
    before = text[paragraph.start : at].rstrip()
    return text[at] in "“«„" or not before or before[-1] in ":,"


def _cut(text: str, at: int, paragraph: Span) -> int:
    """Where a quotation without a closing mark ends: before the next opening one, or with its paragraph."""
    following = text.find(text[at], at + 1, paragraph.end) if text[at] in "“«" else -1
    return paragraph.end if following < 0 else following


def _closing(text: str, at: int, paragraph: Span) -> int | None:
    mark, close = text[at], CLOSING[text[at]]
    single = mark in "'‘"
    fallback: int | None = None
    for here in range(at + 1, paragraph.end):
        if mark in "“«" and text[here] == mark:
            return None
        if text[here] != close or not _may_close(text, here, paragraph):
            continue
        if single and _like_possessive(text, here, paragraph):
            fallback = fallback or here
            continue
        if single and fallback and _opens_between(text, fallback + 1, here, mark, paragraph):
            return fallback
        return here
    return fallback


def _may_close(text: str, at: int, paragraph: Span) -> bool:
    if text[at - 1].isspace():
        return False
    after = text[at + 1] if at + 1 < paragraph.end else " "
    return not after.isalnum()


def _like_possessive(text: str, at: int, paragraph: Span) -> bool:
    """Whether a single mark after "s" reads as "the members’ concern" rather than as an end."""
    return text[at - 1] in "sz" and re.match(r" [a-z]", text[at + 1 : min(at + 3, paragraph.end)]) is not None


def _opens_between(text: str, start: int, end: int, mark: str, paragraph: Span) -> bool:
    return any(text[here] == mark and _opens(text, here, paragraph) for here in range(start, end))
