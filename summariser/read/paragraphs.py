"""The paragraphs of a plain text, as spans of the unaltered text."""

from __future__ import annotations

import re
from itertools import pairwise

from summariser.data import Span

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BLANK_LINE = re.compile(r"(?:\r\n|\n|\r)[^\S\r\n]*(?:\r\n|\n|\r)")
NARROWEST_WRAP, WIDEST_WRAP = 40, 100  # columns; a text whose longest line is outside these is not hard-wrapped
WRAPPED_SHARE = 0.6  # of the line ends inside blocks; headings above their paragraphs are the rest


def find_paragraphs(text: str) -> tuple[Span, ...]:
    """One span a paragraph: a line each, or the lines that a hard wrap has cut one paragraph into."""
    lines = find_lines(text)
    width = max((line.end - line.start for line in lines), default=0)
    if not (NARROWEST_WRAP <= width <= WIDEST_WRAP and _BLANK_LINE.search(text)):
        return lines
    pairs = [pair for pair in pairwise(lines) if not _BLANK_LINE.search(text, pair[0].end, pair[1].start)]
    cuts = {line for before, line in pairs if _fills(text, before, line, width)}
    if len(cuts) < WRAPPED_SHARE * len(pairs):
        return lines
    joined: list[Span] = []
    for line in lines:
        if line in cuts:
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(line)
    return tuple(joined)


def find_lines(text: str) -> tuple[Span, ...]:
    """One span for each line that is not blank, without the white space at its ends or a byte order mark."""
    start = 1 if text.startswith("\ufeff") else 0
    return tuple(
        Span(found.end() - len(found[0].lstrip()), found.start() + len(found[0].rstrip()))
        for found in _LINE.finditer(text, start)
        if found[0].strip()
    )


def _fills(text: str, before: Span, line: Span, width: int) -> bool:
    """Whether the line ``before`` was cut for want of room: the first word of ``line`` would not have fitted."""
    first_word = len(line.of(text).split(maxsplit=1)[0])
    return before.end - before.start + 1 + first_word > width
