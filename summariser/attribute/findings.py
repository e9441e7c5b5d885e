"""What a report says of each sentence: who speaks in it, and whether in their own words.

The report is read paragraph by paragraph: each sentence's source, then whose the quotations are, then the findings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from summariser.attribute.cues import Cue, Frame
from summariser.attribute.mentions import QUOTED, Sort, find_mentions
from summariser.attribute.ownership import Paragraph, find_owner, names_a_stranger
from summariser.attribute.people import find_people
from summariser.attribute.portraits import Person
from summariser.attribute.quotations import Quotation, find_quotations
from summariser.attribute.resolve import Memory
from summariser.attribute.sources import LONGEST, Source, find_source
from summariser.data import Document, Kind, Sentence, Span, Voice

MOSTLY = 0.6  # share of a sentence between marks from which it is the speaker's wording; 0.5 to 0.7 differ in no report

_FIRST_PERSON = re.compile(r"\b(?:I|we|We|my|My|our|Our)\b")
_LEADS_ON = re.compile(r"(?:And |But )?(?:[Tt]hen )?(?:came |comes )?[Tt]his:")  # the last speaker's words follow
_BACKSHIFT = re.compile(
    r"(?:But |And |Nor )?(?:[\w’'-]+ ){0,5}?(?:[\w’'-]+ would|[Hh]e[’']d|[Ss]he[’']d|would [\w’'-]+)\b"
)
_SEQUEL = re.compile(r"(?:[\w’'-]+ ){1,5}?would then\b")


@dataclass(frozen=True, slots=True)
class Finding:
    """What the report says of one sentence: its person, or that somebody speaks whom we cannot tell, and the voice."""

    person: Person | None
    unknown: bool
    voice: Voice
    rivals: tuple[Person, ...] = ()  # whose words the sentence gives, where they are two people's


NOBODY = Finding(None, False, Voice.NARRATION)


@dataclass(slots=True)
class Reading:
    """What reading the report paragraph by paragraph has brought so far."""

    text: str
    words: str  # the text with quotations and headings blanked
    memory: Memory
    quotations: tuple[Quotation, ...]
    last: Person | None = None  # who spoke last, or whom the last sentence was about
    led_in: bool = False  # the paragraph before ended in "she said:"
    in_block: bool = False  # the paragraph before was a quotation set apart without marks
    owners: dict[Quotation, Person | None] = field(default_factory=dict)


def read_report(document: Document, sentences: Sequence[Sentence]) -> tuple[list[Finding], Reading]:
    """A finding for each sentence, in order, and the quotations with their people."""
    body = [
        paragraph
        for contribution in document.contributions
        if contribution.kind is not Kind.HEADING
        for paragraph in contribution.paragraphs
    ]
    headings = [found.span for found in document.contributions if found.kind is Kind.HEADING]
    quotations = find_quotations(document.text, body)
    words = _blank(document.text, body, quotations)
    people = find_people(words, _blank(document.text, headings, ()))
    reading = Reading(document.text, words, Memory(people), quotations)
    findings: dict[Sentence, Finding] = {}
    for span in body:
        within = tuple(sentence for sentence in sentences if span.start <= sentence.span.start < span.end)
        findings.update(zip(within, _read_paragraph(reading, span, within), strict=True))
    return _carry_on(reading, sentences, [findings.get(sentence, NOBODY) for sentence in sentences]), reading


def _blank(text: str, kept: Sequence[Span], quotations: Sequence[Quotation]) -> str:
    """The text with quotations blanked and everything else that is not kept made line ends: offsets stay."""
    blank = ["\n"] * len(text)
    for span in kept:
        blank[span.start : span.end] = span.of(text)
    for quotation in quotations:
        length = quotation.outer.end - quotation.outer.start
        blank[quotation.outer.start : quotation.outer.end] = QUOTED * length
    return "".join(blank)


def _read_paragraph(reading: Reading, span: Span, sentences: tuple[Sentence, ...]) -> list[Finding]:
    text, words = reading.text, reading.words
    sources = tuple(find_source(text, words, sentence.span, reading.memory) for sentence in sentences)
    if _is_block(reading, span, sources):
        return [Finding(reading.last, False, Voice.DIRECT) for _ in sentences]
    reading.led_in = any(source.cue and source.cue.frame is Frame.BEFORE for source in sources[-1:])
    own = tuple(quotation for quotation in reading.quotations if span.start <= quotation.outer.start < span.end)
    paragraph = Paragraph(text, words, sentences, sources, own, reading.last)
    reading.owners.update((quotation, find_owner(quotation, paragraph)) for quotation in own)
    findings = [
        _finding(reading, paragraph, sentence.span, source) for sentence, source in zip(sentences, sources, strict=True)
    ]
    if sentences and _LEADS_ON.fullmatch(sentences[-1].span.of(words)):
        reading.led_in = True
        reading.last = findings[-2].person if len(findings) > 1 else reading.last
        return findings
    reading.last = None
    if findings and findings[-1].unknown:
        reading.memory.forget()
    elif findings:
        reading.last = findings[-1].person or sources[-1].person or sources[-1].topic
    return findings


def _is_block(reading: Reading, span: Span, sources: Sequence[Source]) -> bool:
    """Whether a paragraph without marks is a quotation set apart: a colon led to it, or its "I" goes on from one."""
    words = span.of(reading.words)
    possible = reading.last is not None and reading.led_in and QUOTED not in words
    if possible and reading.in_block:
        possible = bool(_FIRST_PERSON.search(words)) and not any(source.cue for source in sources)
    reading.in_block = possible and not words.rstrip().endswith(":")
    return reading.in_block


def _finding(reading: Reading, paragraph: Paragraph, span: Span, source: Source) -> Finding:
    """What one sentence of a paragraph says, once the paragraph's quotations have their owners."""
    words = span.of(reading.words)
    if source.cue and source.cue.frame is Frame.BEFORE and QUOTED not in words:
        return NOBODY  # "She told the House:" holds none of her words
    if source.shares:
        return _shared(reading, source, span)
    if source.cue:
        return Finding(source.person, source.person is None, _voice(words, source.cue))
    within = (q for q in paragraph.quotations if q.outer.start < span.end and span.start < q.outer.end)
    first = next(within, None)
    if first and (_is_mostly_quoted(words) or _opens_for_a_stranger(paragraph, first, span)):
        person = reading.owners[first]
        return Finding(person, person is None, Voice.DIRECT)
    return NOBODY


def _shared(reading: Reading, source: Source, span: Span) -> Finding:
    """The sentence is nobody's for sure, unless one of the two is quoted in most of it."""
    rivals = tuple(dict.fromkeys(person for _, person in source.shares if person))
    for person in rivals:
        quoted = sum(clause.of(reading.words).count(QUOTED) for clause, who in source.shares if who is person)
        if quoted > MOSTLY * (span.end - span.start):
            return Finding(person, False, Voice.DIRECT, rivals)
    return Finding(None, True, Voice.REPORTED, rivals)


def _opens_for_a_stranger(paragraph: Paragraph, quotation: Quotation, span: Span) -> bool:
    """Whether a sentence begins with a quotation that it goes on to give to somebody: as direct as with a cue."""
    return quotation.outer.start == span.start and names_a_stranger(quotation, paragraph)


def _voice(words: str, cue: Cue) -> Voice:
    """Direct where the quotation makes the sentence: after a colon, before "…,” she said", or by its length."""
    opens = cue.frame is Frame.AFTER and words.startswith(QUOTED)
    after_colon = re.search(rf":\s*{QUOTED}", words)
    return Voice.DIRECT if opens or after_colon or _is_mostly_quoted(words) else Voice.REPORTED


def _is_mostly_quoted(words: str) -> bool:
    return words.count(QUOTED) > MOSTLY * len(words)


def _carry_on(reading: Reading, sentences: Sequence[Sentence], findings: list[Finding]) -> list[Finding]:
    """The findings with reported speech that goes on without a cue: "She would bring the contracts to the House".

    In the same paragraph "would" is enough (7 of 7 in the labelled reports where no other cue stands); over its end
    (4 of 9) only "would then".
    """
    result = list(findings)
    for (at, before), (here, sentence) in pairwise(enumerate(sentences)):
        words = sentence.span.of(reading.words)
        last = result[at]
        if last.voice is not Voice.REPORTED or last.person is None or result[here] is not NOBODY or QUOTED in words:
            continue
        if len(words) > LONGEST:
            continue
        rule = _BACKSHIFT if "\n" not in reading.text[before.span.end : sentence.span.start] else _SEQUEL
        if rule.match(words) and not _names_another(reading, sentence.span, last.person):
            result[here] = last
    return result


def _names_another(reading: Reading, span: Span, person: Person) -> bool:
    mentions = find_mentions(reading.words, span, reading.memory.people)
    return any(mention.sort is Sort.NAME and person not in mention.people for mention in mentions)
