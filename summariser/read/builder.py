"""Appends text and hands back spans, so that no reader counts characters."""

from __future__ import annotations

import hashlib

from summariser.data import Span

PARAGRAPH_BREAK = "\n\n"


class Builder:
    """A text that grows paragraph by paragraph."""

    def __init__(self) -> None:
        """Begin with an empty text."""
        self._parts: list[str] = []
        self._length = 0

    def add(self, words: str) -> Span:
        """The span of ``words``, a new paragraph at the end of the text."""
        if self._parts:
            self._append(PARAGRAPH_BREAK)
        start = self._length
        self._append(words)
        return Span(start, self._length)

    @property
    def text(self) -> str:
        """Everything added so far."""
        return "".join(self._parts)

    def _append(self, piece: str) -> None:
        self._parts.append(piece)
        self._length += len(piece)


def digest_id(text: str) -> str:
    """A short id of a text that has none of its own: the same words always give the same id."""
    return "d" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
