"""read → segment → attribute → classify → summarise: the only file that knows the order."""

from __future__ import annotations

from summariser.attribute import attribute_sentences
from summariser.classify import classify_statements
from summariser.data import Document, Encoders, Summary
from summariser.errors import Misuse
from summariser.segment import segment_document
from summariser.summarise import summarise_judgements

DEFAULT_MOTION = "There should be a national inquiry into grooming gangs."


def summarise_document(document: Document, encoders: Encoders, motion: str = DEFAULT_MOTION) -> Summary:
    """Who argued what in one debate or report, for and against the motion.

    Raises:
        Misuse: the motion is empty.
    """
    motion = " ".join(motion.split())
    if not motion:
        raise Misuse("the motion is empty: give it as a sentence, such as “There should be a levy on sugar.”")
    sentences = segment_document(document, encoders)
    attribution = attribute_sentences(document, sentences)
    judgements = classify_statements(document, attribution.statements, encoders, motion)
    return summarise_judgements(document, attribution, judgements, motion)
