"""Who says each sentence of a report: findings become Statements, people become Speakers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summariser.attribute.debate import clip, quotes_of
from summariser.attribute.findings import Finding, Reading, read_report
from summariser.attribute.portraits import Person
from summariser.attribute.speakers import unique_ids
from summariser.data import (
    Attribution,
    Document,
    Nobody,
    Quote,
    Sentence,
    Span,
    Speaker,
    Stage,
    Statement,
    Unresolved,
)


def attribute_report(document: Document, sentences: Sequence[Sentence]) -> Attribution:
    """The statements of a report; unknown where two people fit, or a quotation is nobody's for sure."""
    findings, reading = read_report(document, sentences)
    speakers = _speakers(findings)
    statements = []
    for sentence, finding, quotes in zip(sentences, findings, quotes_of(sentences, reading.quotations), strict=True):
        speaker: Speaker | Nobody = Nobody.UNKNOWN if finding.unknown else Nobody.NONE
        if finding.person:
            speaker = speakers[finding.person]
        within = tuple(
            Quote(clip(quotation.inner, sentence.span), _known(reading.owners.get(quotation), speakers))
            for quotation in quotes
        )
        statements.append(Statement(f"s{sentence.span.start}", sentence, speaker, finding.voice, within))
    unresolved = _unresolved(statements, findings, reading, speakers)
    nobody = tuple(None for _ in document.contributions)
    return Attribution(tuple(speakers.values()), nobody, tuple(statements), unresolved)


def _speakers(findings: Sequence[Finding]) -> dict[Person, Speaker]:
    spoken = {person for finding in findings for person in (finding.person, *finding.rivals) if person}
    people = sorted(spoken, key=lambda person: person.span)
    ids = unique_ids([(person.name, None) for person in people])
    return {
        person: Speaker(identity, person.name, person.party, person.office, person.constituency, None)
        for person, identity in zip(people, ids, strict=True)
    }


def _known(person: Person | None, speakers: Mapping[Person, Speaker]) -> Speaker | None:
    return speakers.get(person) if person else None


def _unresolved(
    statements: Sequence[Statement], findings: Sequence[Finding], reading: Reading, speakers: Mapping[Person, Speaker]
) -> tuple[Unresolved, ...]:
    """A line for each statement of unknown speaker: whom it may mean, whose words it mixes, or that nobody is named."""
    found = []
    for statement, finding in zip(statements, findings, strict=True):
        if statement.speaker is not Nobody.UNKNOWN:
            continue
        span = statement.sentence.span
        code, people, reason = _doubt(span, finding, reading)
        candidates = tuple(speakers[person] for person in people if person in speakers)
        found.append(Unresolved(Stage.ATTRIBUTE, code, span, candidates, reason))
    return tuple(found)


def _doubt(span: Span, finding: Finding, reading: Reading) -> tuple[str, tuple[Person, ...], str]:
    """Code, candidates and reason."""
    if finding.rivals:
        return "several-speakers", finding.rivals, "the sentence gives the words of more than one"
    for doubt in reading.memory.doubts:
        if span.start <= doubt.mention.span.start < span.end:
            return "ambiguous-speaker", doubt.people, doubt.reason
    return "unknown-speaker", (), "somebody’s words, and the report does not tell for sure whose"
