"""The paragraphs of a plain text, as spans of the unaltered text."""

from __future__ import annotations

import re

from summariser.data import Span

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BLANK_LINE = re.compile(r"(?:\r\n|\n|\r)[^\S\r\n]*(?:\r\n|\n|\r)")
WIDEST_WRAP = 100  # columns; nobody wraps wider, and a paragraph on one line is mostly longer


def find_paragraphs(text: str) -> tuple[Span, ...]:
    """One span a paragraph: a line each, or the lines that a hard wrap has cut one paragraph into."""
    lines = find_lines(text)
    width = max((line.end - line.start for line in lines), default=0)
    if width > WIDEST_WRAP or not _BLANK_LINE.search(text):
        return lines
    joined: list[Span] = []
    for line in lines:
        if joined and _wraps(text, joined[-1], line, width):
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(line)
    return tuple(joined)


def find_lines(text: str) -> tuple[Span, ...]:
    """One span for each line that is not blank, without the white space at its ends."""
    return tuple(
        Span(found.end() - len(found[0].lstrip()), found.start() + len(found[0].rstrip()))
        for found in _LINE.finditer(text)
        if found[0].strip()
    )


def _wraps(text: str, before: Span, line: Span, width: int) -> bool:
    """Whether ``line`` goes on where ``before`` was cut: its first word would not have fitted."""
    between = text[before.end : line.start]
    if _BLANK_LINE.search(between):
        return False
    last = max(text.rfind("\n", before.start, before.end), text.rfind("\r", before.start, before.end))
    used = before.end - max(last + 1, before.start)
    first_word = len(line.of(text).split(maxsplit=1)[0])
    return used + 1 + first_word > width
