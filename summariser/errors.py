"""What can go wrong, one class for each thing a caller can do about it.

SummariserError
├── UnreadableInput      the input is at fault: not text, empty, too large, no format of ours, broken in the middle
├── DebateChoice         the file holds several debates and the caller has to say which (``listings``)
├── MissingModel         the weights are not where they should be, or not the ones that were published
└── Misuse               an argument that makes no sense (an empty motion, an unknown format)
"""

from __future__ import annotations

from summariser.data import Listing


class SummariserError(Exception):
    """Base of all errors of this package. The message says what, where, what was expected and what to try."""


class UnreadableInput(SummariserError):
    """The input can't be read."""


class DebateChoice(SummariserError):
    """No debate, or more than one, answers to what was asked; ``listings`` holds those to choose from."""

    def __init__(self, message: str, listings: tuple[Listing, ...]) -> None:
        """Keep the debates that the caller may choose from."""
        super().__init__(message)
        self.listings = listings


class MissingModel(SummariserError):
    """A model folder is missing, incomplete or altered."""


class Misuse(SummariserError):
    """The caller asked for something that does not exist."""
