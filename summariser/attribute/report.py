"""Who says each sentence of a report: cues are found, mentions resolved, quotations handed to whoever says them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from summariser.attribute import grammar
from summariser.attribute.cues import QUOTED, Cue, Frame, Mention, Sort, find_cue, find_mentions, find_subject
from summariser.attribute.people import PARTY, Person, content_words, find_people
from summariser.attribute.debate import clip, quotes_of
from summariser.attribute.quotations import Quotation, find_quotations
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


DEBUG = {}


@dataclass(frozen=True, slots=True)
class Finding:
    """What the report says of one sentence: its person, ``None`` for nobody, and whether we could not tell."""

    person: Person | None
    unknown: bool
    voice: Voice


@dataclass(slots=True)
class Memory:
    """Who has been spoken of, newest last; the groups among them apart."""

    people: list[Person]
    recent: list[tuple[Person, ...]] = field(default_factory=list)
    groups: list[Person] = field(default_factory=list)
    named: dict[str, Person] = field(default_factory=dict)
    doubts: list[tuple[Mention, tuple[Person, ...], str]] = field(default_factory=list)

    last_group: Person | None = None  # the source of the sentence before, where it is a group

    def note(self, first: Person | None, others: Sequence[Person]) -> None:
        """Remember a sentence's people, its subject first."""
        everybody = tuple(dict.fromkeys([*([first] if first else []), *others]))
        people = tuple(person for person in everybody if not person.group)
        if people:
            self.recent.append(people)
        self.last_group = first if first and first.group else None
        self.groups += [person for person in everybody if person.group]


def resolve(mention: Mention, memory: Memory) -> Person | None:
    """The person or group that a mention stands for, ``None`` where two fit or nobody does."""
    match mention.sort:
        case Sort.NAME:
            return _resolve_name(mention, memory)
        case Sort.PRONOUN:
            return _resolve_pronoun(mention, memory)
        case Sort.DEFINITE:
            return _resolve_definite(mention, memory)
        case Sort.GROUP:
            return _resolve_group(mention, memory)


def _resolve_name(mention: Mention, memory: Memory) -> Person | None:
    if len(mention.people) == 1:
        return mention.people[0]
    full = [person for person in mention.people if person.name in mention.text]
    if len(full) == 1:
        return full[0]
    seen = [person for person in mention.people if person.span.start <= mention.span.start]
    if len(seen) == 1:
        return seen[0]
    memory.doubts.append((mention, mention.people, f"“{mention.text}” fits more than one person of the report"))
    return None


def _resolve_pronoun(mention: Mention, memory: Memory) -> Person | None:
    word = mention.text.lower()
    if word in ("it", "they"):
        return memory.last_group if word == "it" else None
    gender = grammar.MASCULINE if word == "he" else grammar.FEMININE
    for people in reversed(memory.recent[-4:]):
        if not people:
            return None
        able = [person for person in people if person.gender in (None, gender)]
        if not able:
            continue
        if able[0] is people[0] or len(able) == 1:
            return _learn_gender(able[0], gender)
        sure = [person for person in able if person.gender == gender]
        if len(sure) == 1:
            return sure[0]
        memory.doubts.append((mention, tuple(able), f"“{mention.text}” fits more than one person named before it"))
        return None
    return None


def _learn_gender(person: Person, gender: str) -> Person:
    person.gender = person.gender or gender
    return person


_PERSONAL = re.compile(r"\b(?:veteran|man|woman|lady|farmer|campaigner|owner|widow|widower|mother|father|mum|dad|pensioner|newcomer|rebel)\b")


def _resolve_definite(mention: Mention, memory: Memory) -> Person | None:
    words = {word for word in content_words(mention.text) if word not in ("former", "fellow", "young", "old", "new")}
    fitting = [person for person in memory.people if _fits(words, person)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        return _most_recent(mention, fitting, memory)
    return _from_focus(mention, words, memory)


def _fits(words: set[str], person: Person) -> bool:
    if re.match(r"(?i)(?:former|ex)\b", person.office or "") and not person.constituency:
        return False
    if "minister" in words and len(words) > 1 and "minister" not in (person.office or "").lower():
        return False
    deputies = {"shadow", "deputy", "assistant"}
    return bool(words) and words <= person.words and not (person.words & deputies) - words


def _most_recent(mention: Mention, fitting: Sequence[Person], memory: Memory) -> Person | None:
    for people in reversed(memory.recent):
        able = [person for person in people if person in fitting]
        if able:
            return able[0]
    early = [person for person in fitting if person.span.start < mention.span.start]
    if len(early) == 1:
        return early[0]
    memory.doubts.append((mention, tuple(fitting), f"“{mention.text}” fits more than one person of the report"))
    return None


def _from_focus(mention: Mention, words: set[str], memory: Memory) -> Person | None:
    """A new description of the one spoken of last, unless that person is known by another office or party."""
    focus = memory.recent[-1][0] if memory.recent and memory.recent[-1] else None
    party = PARTY.search(mention.text)
    kind = words - content_words(party.group()) if party else words
    alike = [p for people in reversed(memory.recent[-5:]) for p in people if kind and kind <= p.words and not (party and p.party)]
    if alike:
        return alike[0]
    office = re.search(r"(?i)\b(?:minister|secretary|chancellor|pm|premier|president|mayor|leader|speaker)\b", mention.text)
    if office and office.group().lower() == "speaker":
        return None
    if office:
        bare = [p for people in memory.recent[-4:] for p in people if not p.office and not p.party and not p.constituency]
        if len(set(map(id, bare))) != 1 or bare[0].words & words:
            return None
        focus = bare[0]
    if focus is None or (party and focus.party) or (" for " in mention.text and focus.constituency) or (office and focus.office):
        return None
    if focus:
        focus.words |= words
    return focus


_INDEFINITE = r"(?i)\b(?:minister|secretary|mp|msp|ms|mla|peer|conservative|democrat|member|backbencher|tory|critic|charity|group|party|committee|union|firm|company)\b"


def _resolve_group(mention: Mention, memory: Memory) -> Person | None:
    text = re.sub(r"^(?:The|the|An?|an?) ", "", mention.text)
    if text.split()[0] in grammar.TITLES:
        return None
    low = text.lower()
    if low in ("party", "group", "charity", "committee", "firm", "company", "council", "union", "league", "association", "board", "department", "foundation", "federation", "society", "spokesman", "spokeswoman", "source") :
        return next((group for group in reversed(memory.groups) if low in group.name.lower() or low in ("party", "group", "charity", "firm", "company") ), None)
    if re.match(r"[Aa]n? ", mention.text) and re.search(_INDEFINITE, text):
        return None
    text = re.sub(r"(?<=[a-z]) (?:think tank|campaign group|group|charity)$", "", text) if text[0].isupper() else text
    if re.search(r"\b(?:sources|officials|insiders|MPs|peers|critics|ministers|aides)$", text):
        return None
    if " " not in text and mention.text == text and not PARTY.fullmatch(text):
        return None
    return _new_group(text, mention, memory)


def _new_group(text: str, mention: Mention, memory: Memory) -> Person | None:
    name = re.sub(r"^(?:The|the|An?|an?|This|this) ", "", text)
    longer = [group for group in memory.groups if group.name.endswith(" " + name)]
    if longer:
        return longer[-1]
    if name.lower() not in memory.named:
        start = mention.span.end - len(name)
        memory.named[name.lower()] = Person(name, None, Span(start, mention.span.end), group=True)
    return memory.named[name.lower()]


@dataclass(slots=True)
class Reading:
    """What reading the report sentence by sentence has brought so far."""

    document: Document
    words: str
    memory: Memory
    quotations: tuple[Quotation, ...]
    led_in: bool = False  # the paragraph before ended in "she said:"
    in_block: bool = False
    speakers: dict[int, Person | None] = field(default_factory=dict)  # by the start of the quotation


def read_report(document: Document, sentences: Sequence[Sentence]) -> tuple[list[Finding], "Reading"]:
    """A finding for each sentence, and the quotations with their people."""
    paragraphs = [
        paragraph
        for contribution in document.contributions
        if contribution.kind is not Kind.HEADING
        for paragraph in contribution.paragraphs
    ]
    quotations = find_quotations(document.text, paragraphs)
    words = _blank(document, quotations, paragraphs)
    reading = Reading(document, words, Memory(find_people(words, _headings(document))), quotations)
    findings: dict[int, Finding] = {}
    last: Person | None = None
    previous: list[tuple[Sentence, Cue | None, Person | None, bool]] = []
    groups: dict[Span, list[int]] = {}
    for index, sentence in enumerate(sentences):
        for paragraph in paragraphs:
            if paragraph.start <= sentence.span.start < paragraph.end:
                groups.setdefault(paragraph, []).append(index)
                break
    carried: Person | None = None
    for paragraph in paragraphs:
        indices = groups.get(paragraph, [])
        results, carried = _read_paragraph(reading, paragraph, [sentences[i] for i in indices], carried)
        findings.update(zip(indices, results, strict=True))
    nobody = Finding(None, False, Voice.NARRATION)
    return [findings.get(index, nobody) for index in range(len(sentences))], reading


def _blank(document: Document, quotations: Sequence[Quotation], paragraphs: Sequence[Span]) -> str:
    """The text with quotations blanked and everything outside the paragraphs made blank lines: offsets stay."""
    blank = ["\n"] * len(document.text)
    for paragraph in paragraphs:
        blank[paragraph.start : paragraph.end] = paragraph.of(document.text)
    for quotation in quotations:
        length = quotation.outer.end - quotation.outer.start
        blank[quotation.outer.start : quotation.outer.end] = QUOTED * length
    return "".join(blank)


def _headings(document: Document) -> str:
    """The headings where they stand, all else made blank lines."""
    blank = ["\n"] * len(document.text)
    for contribution in document.contributions:
        if contribution.kind is Kind.HEADING:
            blank[contribution.span.start : contribution.span.end] = contribution.span.of(document.text)
    return "".join(blank)


_FIRST_PERSON = re.compile(r"\b(?:I|we|We|my|My|our|Our)\b")


def _is_block(reading: Reading, paragraph: Span, sources: Sequence[Source], carried: Person | None) -> bool:
    """Whether a paragraph without marks is a quotation set apart: a colon led to it, or its "I" goes on from one."""
    words = paragraph.of(reading.words)
    if carried is None or QUOTED in words or not reading.led_in:
        reading.in_block = False
        return False
    if reading.in_block and (not _FIRST_PERSON.search(words) or any(source.cue for source in sources)):
        reading.led_in = reading.in_block = False
        return False
    reading.in_block = True
    return not words.rstrip().endswith(":")


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence's cue and whom it stands for; ``topic`` is whom a sentence without cue is about."""

    cue: Cue | None
    person: Person | None
    topic: Person | None


def _read_paragraph(
    reading: Reading, paragraph: Span, sentences: Sequence[Sentence], carried: Person | None
) -> tuple[list[Finding], Person | None]:
    sources = [_source(reading, sentence.span) for sentence in sentences]
    if _is_block(reading, paragraph, sources, carried):
        return [Finding(carried, False, Voice.DIRECT) for _ in sentences], carried
    reading.led_in = any(source.cue and source.cue.frame is Frame.BEFORE for source in sources[-1:])
    own = [q for q in reading.quotations if paragraph.start <= q.outer.start < paragraph.end]
    for quotation in own:
        reading.speakers[quotation.outer.start] = _speaker_of(quotation, own, sentences, sources, carried, reading)
    findings = [_finding(reading, s.span, source, own) for s, source in zip(sentences, sources, strict=True)]
    findings = _continue_reports(reading, sentences, sources, findings)
    last = carried
    for sentence, source, finding in zip(sentences, sources, findings, strict=True):
        last = finding.person or source.topic
    if not sentences:
        last = None
    return findings, last


def _source(reading: Reading, span: Span) -> Source:
    if not re.search(r"[^\W\d_]", reading.words[span.start : span.end]):
        return Source(None, None, None)
    mentions = find_mentions(reading.words, span, reading.memory.people)
    cue = find_cue(reading.document.text, reading.words, span, mentions)
    person = _source_person(cue, mentions, reading.memory, reading.words) if cue else None
    DEBUG[span.start] = (cue.frame.value, cue.mention.text, cue.mention.sort.value) if cue else None
    subject = person
    if cue is None:
        first = find_subject(mentions)
        subject = resolve(first, reading.memory) if first and first.sort is not Sort.GROUP else None
    named = [m.people[0] for m in mentions if m.sort is Sort.NAME and len(m.people) == 1]
    reading.memory.note(subject, named)
    if cue and person is None and cue.mention.sort is not Sort.PRONOUN:
        reading.memory.recent.append(())  # somebody whom we cannot tell: "she" after this is nobody's
    topic = subject if subject and not subject.group else (named[0] if len(set(map(id, named))) == 1 else None)
    return Source(cue, person, topic)


def _source_person(cue: Cue, mentions: Sequence[Mention], memory: Memory, words: str) -> Person | None:
    """Whom the cue names; "…, she said" is the subject of its own sentence where that may be a woman."""
    if cue.frame is Frame.ASIDE and cue.mention.sort is Sort.PRONOUN and cue.mention.text.lower() in ("he", "she"):
        first = find_subject([mention for mention in mentions if mention.span.end < cue.mention.span.start])
        tail = words[first.span.end : cue.mention.span.start] if first else ""
        future = re.match(r" (?:\w+ )?(?:would|could|should|will|can|might|may|must)\b", tail)
        if first and not future and first.sort in (Sort.NAME, Sort.DEFINITE):
            person = resolve(first, memory)
            gender = grammar.MASCULINE if cue.mention.text.lower() == "he" else grammar.FEMININE
            if person and person.gender in (None, gender):
                return person
    return resolve(cue.mention, memory)


def _speaker_of(
    quotation: Quotation, own: Sequence[Quotation], sentences: Sequence[Sentence], sources: Sequence[Source],
    carried: Person | None, reading: Reading,
) -> Person | None:  # fmt: skip
    """Whose a quotation is: the cue of a sentence that it touches, else what came before it in the paragraph."""
    touching = [
        source for sentence, source in zip(sentences, sources, strict=True)
        if sentence.span.start < quotation.outer.end and quotation.outer.start < sentence.span.end and source.cue
    ]  # fmt: skip
    if quotation.continued:
        return touching[-1].person if touching and touching[-1].person else carried
    if touching:
        return touching[-1].person
    if not _whole(reading, quotation):
        return None
    before = [
        source for sentence, source in zip(sentences, sources, strict=True)
        if sentence.span.end <= quotation.outer.start and (source.cue or source.topic)
    ]  # fmt: skip
    if before:
        return before[-1].person if before[-1].cue else before[-1].topic
    return carried


def _whole(reading: Reading, quotation: Quotation) -> bool:
    """Whether a quotation is more than a fragment in the reporter's sentence: it opens or closes a sentence."""
    text = reading.document.text
    before = text[max(0, quotation.outer.start - 2) : quotation.outer.start].strip()
    inner = quotation.inner.of(text)
    return (not before or before in ".:!?”’\"'") and inner[:1].isupper() and len(inner.split()) > 1


def _finding(reading: Reading, span: Span, source: Source, own: Sequence[Quotation]) -> Finding:
    text = reading.words[span.start : span.end]
    within = [q for q in own if q.outer.start < span.end and span.start < q.outer.end]
    if source.cue and source.cue.frame is Frame.BEFORE and QUOTED not in text:
        return Finding(None, False, Voice.NARRATION)
    if source.cue:
        voice = _voice(text, source.cue)
        return Finding(source.person, source.person is None, voice)
    if within and not re.search(r"[^\W\d_]", text):
        person = reading.speakers[within[0].outer.start]
        return Finding(person, person is None, Voice.DIRECT)
    if within and text.count(QUOTED) > 0.6 * len(text):
        person = reading.speakers[within[0].outer.start]
        return Finding(person, person is None, Voice.DIRECT)
    return Finding(None, False, Voice.NARRATION)


def _voice(text: str, cue: Cue) -> Voice:
    quoted = text.count(QUOTED)
    if quoted and re.search(rf":\s*{QUOTED}", text):
        return Voice.DIRECT
    if cue.frame is Frame.AFTER and text.startswith(QUOTED):
        return Voice.DIRECT
    return Voice.DIRECT if quoted > 0.6 * len(text) else Voice.REPORTED


_BACKSHIFT = re.compile(r"(?:But |And |Nor )?(?:[Hh]e|[Ss]he)(?: (?:\w+ )?(?:would|should|could|might)\b|[’']d\b)")


def _continue_reports(
    reading: Reading, sentences: Sequence[Sentence], sources: Sequence[Source], findings: list[Finding]
) -> list[Finding]:
    """"She would bring the contracts …" goes on with what she was just reported to have said."""
    result = list(findings)
    for index in range(1, len(result)):
        text = reading.words[sentences[index].span.start : sentences[index].span.end]
        before = result[index - 1]
        if sources[index].cue or before.person is None or result[index].person or not _BACKSHIFT.match(text):
            continue
        if sources[index].topic is before.person:
            result[index] = Finding(before.person, False, Voice.REPORTED)
    return result


def attribute_report(document: Document, sentences: Sequence[Sentence]) -> Attribution:
    """The statements of a report; unknown where two people fit, or a quotation is nobody's for sure."""
    findings, reading = read_report(document, sentences)
    people = dict.fromkeys(finding.person for finding in findings if finding.person)
    ordered = sorted(people, key=lambda person: person.span)
    ids = unique_ids([(person.name, None) for person in ordered])
    speakers = {
        person: Speaker(identity, person.name, person.party, person.office, person.constituency, None)
        for person, identity in zip(ordered, ids, strict=True)
    }
    statements = []
    for sentence, finding, quotes in zip(sentences, findings, quotes_of(sentences, reading.quotations), strict=True):
        speaker: Speaker | Nobody = Nobody.UNKNOWN if finding.unknown else Nobody.NONE
        if finding.person:
            speaker = speakers[finding.person]
        within = tuple(
            Quote(clip(quotation.inner, sentence.span), _quoted(quotation, reading, speakers)) for quotation in quotes
        )
        statements.append(Statement(f"s{sentence.span.start}", sentence, speaker, finding.voice, within))
    turns = tuple(None for _ in document.contributions)
    return Attribution(tuple(speakers.values()), turns, tuple(statements), _unresolved(reading, speakers))


def _quoted(quotation: Quotation, reading: Reading, speakers: dict[Person, Speaker]) -> Speaker | None:
    person = reading.speakers.get(quotation.outer.start)
    return speakers.get(person) if person else None


def _unresolved(reading: Reading, speakers: dict[Person, Speaker]) -> tuple[Unresolved, ...]:
    return tuple(
        Unresolved(
            Stage.ATTRIBUTE, "ambiguous-speaker", mention.span,
            tuple(speakers[person] for person in people if person in speakers), reason,
        )
        for mention, people, reason in reading.memory.doubts
    )  # fmt: skip
