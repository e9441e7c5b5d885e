"""Reads a parliamentary debate and sets its arguments for and against a motion side by side, verbatim, by speaker.

read → segment → attribute → classify → summarise → present. A function's name says which stage it enters::

    from summariser import summarise_file, present_summary

    summary = summarise_file("day.xml", motion="There should be a levy on sugar.", debate="Sugar")
    print(present_summary(summary, "markdown"))

Nothing heavy is imported before it is used.
"""

from __future__ import annotations

from pathlib import Path

from summariser.data import Document, Summary
from summariser.encoders import load_encoders
from summariser.pipeline import DEFAULT_MOTION, summarise_document
from summariser.present import present_summary
from summariser.read import list_debates, read_file, read_text

__all__ = [
    "DEFAULT_MOTION",
    "Document",
    "Summary",
    "list_debates",
    "load_encoders",
    "present_summary",
    "read_file",
    "read_text",
    "summarise_document",
    "summarise_file",
    "summarise_text",
]


def summarise_file(
    path: str | Path, motion: str = DEFAULT_MOTION, *, debate: str | None = None, debate_id: str | None = None
) -> Summary:
    """The summary of one debate or report in a file, with the models of ``load_encoders()``."""
    return summarise_document(read_file(path, debate=debate, debate_id=debate_id), load_encoders(), motion)


def summarise_text(
    text: str | bytes, motion: str = DEFAULT_MOTION, *, debate: str | None = None, debate_id: str | None = None
) -> Summary:
    """The summary of one debate or report given as text."""
    return summarise_document(read_text(text, debate=debate, debate_id=debate_id), load_encoders(), motion)
