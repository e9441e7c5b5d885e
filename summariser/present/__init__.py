"""Summary → something to look at or to store."""

from __future__ import annotations

from collections.abc import Callable

from summariser.data import Summary
from summariser.errors import Misuse
from summariser.present.markdown import write_markdown
from summariser.present.page import write_fragment, write_page
from summariser.present.records import write_records

__all__ = ["FORMATS", "present_fragment", "present_summary"]

_WRITERS: dict[str, Callable[[Summary, bool], str]] = {
    "markdown": write_markdown,
    "json": lambda summary, _: write_records(summary),  # holds every statement, the Chair's among them
    "html": write_page,
}
FORMATS = tuple(_WRITERS)


def present_summary(summary: Summary, format: str, *, chair: bool = False) -> str:  # noqa: A002 - the user's word
    """The summary as "markdown", "json" or "html" (one page that needs nothing else).

    With ``chair``, the words of the Chair and of procedure stand in a section of their own. A speaker we cannot tell
    is shown as "Speaker not known" and listed, with the reason, under what could not be resolved.
    """
    writer = _WRITERS.get(format)
    if writer is None:
        raise Misuse(f"There is no format “{format}”: choose one of {', '.join(FORMATS)}.")
    return writer(summary, chair)


def present_fragment(summary: Summary, *, chair: bool = False) -> str:
    """What stands in the page's body, with its own style, to be set into another page."""
    return write_fragment(summary, chair)
