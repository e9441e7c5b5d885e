"""Sentences become Statements: who says this?"""

from __future__ import annotations

from collections.abc import Sequence

from summariser.attribute.debate import attribute_debate
from summariser.attribute.report import attribute_report
from summariser.data import Attribution, Document, Sentence

__all__ = ["attribute_sentences"]


def attribute_sentences(document: Document, sentences: Sequence[Sentence]) -> Attribution:
    """Who says each sentence, and whose wording it is.

    ``Nobody.NONE`` where nobody speaks (procedure, headings, the reporter's own words); ``Nobody.UNKNOWN`` where
    somebody does and the text does not tell for sure whom, with the reason in ``unresolved``.
    """
    attribute = attribute_report if document.format == "report" else attribute_debate
    return attribute(document, sentences)
