"""Who says each sentence of a report: cues are found, mentions resolved, quotations given to whoever says them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from summariser.attribute.clauses import find_clauses, is_somebodys
from summariser.attribute.cues import Cue, Frame, find_cue
from summariser.attribute.debate import clip, quotes_of
from summariser.attribute.mentions import QUOTED, Sort, find_mentions, find_subject
from summariser.attribute.people import find_people
from summariser.attribute.portraits import Person
from summariser.attribute.quotations import Quotation, find_quotations
from summariser.attribute.resolve import Memory, resolve, resolve_source
from summariser.attribute.speakers import unique_ids
from summariser.data import (
    Attribution,
    Document,
    Kind,
    Nobody,
    Quote,
    Sentence,
    Span,
    Speaker,
    Stage,
    Statement,
    Unresolved,
    Voice,
)

MOSTLY = 0.6  # share of a sentence between marks from which it is the speaker's wording; 0.5 to 0.7 differ in no report
LONGEST = 2000  # characters of a sentence in which a cue is looked for; the longest of 2,309 labelled rows has 332

_LETTER = re.compile(r"[^\W\d_]")
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|my|My|our|Our)\b")
_GIVES = re.compile(r",? ?(?!.*\bs?he\b)[a-z]")  # "she" leads back to somebody known
_LEADS_ON = re.compile(r"(?:And |But )?(?:[Tt]hen )?(?:came |comes )?[Tt]his:")  # the last speaker's words follow
_SO_CALLED = re.compile(r"so-called $")
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


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence's cue and whom it stands for; ``topic`` is whom a sentence without a cue is about.

    ``shares`` are the clauses of two people with the person of each, ``None`` for a stranger; empty for most sentences.
    """

    cue: Cue | None
    person: Person | None
    topic: Person | None
    shares: tuple[tuple[Span, Person | None], ...] = ()

    def person_at(self, offset: int) -> Person | None:
        """Whose words a quotation that begins there is among."""
        within = [person for span, person in self.shares if span.start <= offset < span.end]
        return within[0] if within else self.person


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with what was found in it."""

    span: Span
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    sources: tuple[Source, ...]


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
    quoted: dict[Quotation, Person | None] = field(default_factory=dict)


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
            Quote(clip(quotation.inner, sentence.span), _known(reading.quoted.get(quotation), speakers))
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
        doubts = [doubt for doubt in reading.memory.doubts if span.start <= doubt.mention.span.start < span.end]
        code, people, reason = "unknown-speaker", (), "somebody’s words, and the report does not tell for sure whose"
        if finding.rivals:
            code, people, reason = "several-speakers", finding.rivals, "the sentence gives the words of more than one"
        elif doubts:
            code, people, reason = "ambiguous-speaker", doubts[0].people, doubts[0].reason
        candidates = tuple(speakers[person] for person in people if person in speakers)
        found.append(Unresolved(Stage.ATTRIBUTE, code, span, candidates, reason))
    return tuple(found)


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
    sources = tuple(_source(reading, sentence.span) for sentence in sentences)
    if _is_block(reading, span, sources):
        return [Finding(reading.last, False, Voice.DIRECT) for _ in sentences]
    reading.led_in = any(source.cue and source.cue.frame is Frame.BEFORE for source in sources[-1:])
    own = tuple(quotation for quotation in reading.quotations if span.start <= quotation.outer.start < span.end)
    paragraph = Paragraph(span, sentences, own, sources)
    for quotation in own:
        reading.quoted[quotation] = _speaker_of(reading, paragraph, quotation)
    findings = [
        _finding(reading, paragraph, sentence.span, source) for sentence, source in zip(sentences, sources, strict=True)
    ]
    if sentences and _LEADS_ON.fullmatch(sentences[-1].span.of(reading.words)):
        reading.led_in = True
        reading.last = findings[-2].person if len(findings) > 1 else reading.last
        return findings
    reading.last = None
    if findings and findings[-1].unknown:
        reading.memory.forget()
    elif findings:
        reading.last = findings[-1].person or sources[-1].person or sources[-1].topic
    return findings


def _source(reading: Reading, span: Span) -> Source:
    """The cue of a sentence, with the memory brought up to it."""
    if span.end - span.start > LONGEST or not _LETTER.search(reading.words, span.start, span.end):
        return Source(None, None, None)
    memory = reading.memory
    mentions = find_mentions(reading.words, span, memory.people)
    cue = find_cue(reading.text, reading.words, span, mentions)
    person = resolve_source(cue, mentions, memory, reading.words) if cue else None
    first = None if cue else find_subject(mentions)
    subject = person or (resolve(first, memory) if first and first.sort is not Sort.GROUP else None)
    named = [mention.people[0] for mention in mentions if mention.sort is Sort.NAME and len(mention.people) == 1]
    memory.note(subject, named)
    if cue and person is None and cue.mention.sort is not Sort.PRONOUN:
        memory.forget()
    alone = named[0] if len(set(named)) == 1 else None
    return Source(cue, person, subject if subject and not subject.group else alone, _shares(reading, span))


def _shares(reading: Reading, span: Span) -> tuple[tuple[Span, Person | None], ...]:
    """The clauses of a sentence with the person of each, where they are two people's."""
    shares = []
    for clause in find_clauses(reading.text, reading.words, span, reading.memory.people):
        cue = clause.cue
        person = resolve_source(cue, clause.mentions, reading.memory, reading.words) if cue else None
        if person or is_somebodys(clause.span, reading.words):
            shares.append((clause.span, person))
    return tuple(shares) if len({person for _, person in shares}) > 1 else ()


def _is_block(reading: Reading, span: Span, sources: Sequence[Source]) -> bool:
    """Whether a paragraph without marks is a quotation set apart: a colon led to it, or its "I" goes on from one."""
    words = span.of(reading.words)
    possible = reading.last is not None and reading.led_in and QUOTED not in words
    if possible and reading.in_block:
        possible = bool(_FIRST_PERSON.search(words)) and not any(source.cue for source in sources)
    reading.in_block = possible and not words.rstrip().endswith(":")
    return reading.in_block


def _speaker_of(reading: Reading, paragraph: Paragraph, quotation: Quotation) -> Person | None:
    """Whose a quotation is: the cue of a sentence that it touches, else what came before it in the paragraph."""
    start, end = quotation.outer.start, quotation.outer.end
    pairs = list(zip(paragraph.sentences, paragraph.sources, strict=True))
    touching = [s for sentence, s in pairs if s.cue and sentence.span.start < end and start < sentence.span.end]
    if _SO_CALLED.search(reading.words[max(0, start - 12) : start]):
        return None
    if quotation.continued:
        return touching[-1].person_at(start) if touching and touching[-1].person else reading.last
    if touching:
        return touching[-1].person_at(start)
    if not _is_whole(reading.text, quotation) or _names_a_stranger(reading, paragraph, quotation):
        return None
    before = [s for sentence, s in pairs if sentence.span.end <= start and (s.cue or s.topic)]
    if before and before[-1].cue:
        return before[-1].person
    if _lead(reading.text, quotation).endswith(":"):
        return None  # "His spokesman said:" leads up to it, and names nobody we know
    return before[-1].topic if before else reading.last


def _lead(text: str, quotation: Quotation) -> str:
    """The characters right before a quotation, without white space."""
    return text[max(0, quotation.outer.start - 2) : quotation.outer.start].strip()


def _names_a_stranger(reading: Reading, paragraph: Paragraph, quotation: Quotation) -> bool:
    """Whether the sentence goes on to give the words to somebody we don't know: "…,” said one resident."."""
    end = quotation.outer.end
    rest = next((reading.words[end : s.span.end] for s in paragraph.sentences if s.span.start < end <= s.span.end), "")
    return reading.text[quotation.inner.end - 1] in ",?!" and _GIVES.match(rest) is not None


def _is_whole(text: str, quotation: Quotation) -> bool:
    """Whether a quotation is more than a fragment in the reporter's sentence."""
    before, inner = _lead(text, quotation), quotation.inner.of(text)
    if before.endswith(":"):
        return True
    return (not before or before in ".!?”’\"'") and inner.lstrip("“‘\"'")[:1].isupper() and " " in inner


def _finding(reading: Reading, paragraph: Paragraph, span: Span, source: Source) -> Finding:
    words = span.of(reading.words)
    if source.cue and source.cue.frame is Frame.BEFORE and QUOTED not in words:
        return NOBODY  # "She told the House:" holds none of her words
    if source.shares:
        return _shared(reading, source, span)
    if source.cue:
        return Finding(source.person, source.person is None, _voice(words, source.cue))
    within = (q for q in paragraph.quotations if q.outer.start < span.end and span.start < q.outer.end)
    first = next(within, None)
    if first and (words.count(QUOTED) > MOSTLY * len(words) or _opens_for_a_stranger(reading, paragraph, first, span)):
        person = reading.quoted[first]
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


def _opens_for_a_stranger(reading: Reading, paragraph: Paragraph, quotation: Quotation, span: Span) -> bool:
    """Whether a sentence begins with a quotation that it goes on to give to somebody: as direct as with a cue."""
    return quotation.outer.start == span.start and _names_a_stranger(reading, paragraph, quotation)


def _voice(words: str, cue: Cue) -> Voice:
    """Direct where the quotation makes the sentence: after a colon, before "…,” she said", or by its length."""
    opens = cue.frame is Frame.AFTER and words.startswith(QUOTED)
    after_colon = re.search(rf":\s*{QUOTED}", words)
    return Voice.DIRECT if opens or after_colon or words.count(QUOTED) > MOSTLY * len(words) else Voice.REPORTED


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
