"""Whom a mention stands for: a name, "she", "the minister". Two who fit are nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from summariser.attribute import grammar
from summariser.attribute.cues import Cue, Frame
from summariser.attribute.mentions import Mention, Sort, find_subject
from summariser.attribute.offices import PARTY
from summariser.attribute.portraits import Person, content_words
from summariser.data import Span

_ARTICLE = re.compile(r"^(?:The|the|An?|an?) ")
_OFFICE = re.compile(r"(?i)\b(?:minister|secretary|chancellor|pm|premier|president|mayor|leader|speaker)\b")
_ONE_OF_MANY = re.compile(
    r"(?i)\b(?:minister|secretary|mp|msp|ms|mla|peer|conservative|democrat|member|backbencher|tory|critic|charity|group|"
    r"party|committee|union|firm|company)\b"
)
_MANY = re.compile(r"\b(?:sources|officials|insiders|MPs|peers|critics|ministers|aides|allies|campaigners|experts)$")
_KIND = re.compile(r"(?<=[a-z]) (?:think tank|campaign group|group|charity)$")
_ANY_GROUP = ("party", "group", "charity", "firm", "company")  # said of a group whatever its name


@dataclass(frozen=True, slots=True)
class Doubt:
    """A mention that fits more than one, and why we did not choose."""

    mention: Mention
    people: tuple[Person, ...]
    reason: str


@dataclass(slots=True)
class Memory:
    """Who has been spoken of, newest last; the groups among them apart."""

    people: list[Person]
    recent: list[tuple[Person, ...]] = field(default_factory=list)
    groups: list[Person] = field(default_factory=list)
    named: dict[str, Person] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)

    last_group: Person | None = None  # the source of the sentence before, where it is a group

    def note(self, first: Person | None, others: Sequence[Person]) -> None:
        """Remember a sentence's people, its subject first."""
        everybody = tuple(dict.fromkeys([*([first] if first else []), *others]))
        people = tuple(person for person in everybody if not person.group)
        if people:
            self.recent.append(people)
        self.last_group = first if first and first.group else None
        self.groups += [person for person in everybody if person.group]

    def forget(self) -> None:
        """Somebody spoke whom we cannot tell: a "she" after this is nobody's."""
        self.recent.append(())


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
    memory.doubts.append(Doubt(mention, mention.people, f"“{mention.text}” fits more than one person of the report"))
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
        memory.doubts.append(Doubt(mention, tuple(able), f"“{mention.text}” fits more than one person named before it"))
        return None
    return None


def _learn_gender(person: Person, gender: str) -> Person:
    person.gender = person.gender or gender
    return person


def _resolve_definite(mention: Mention, memory: Memory) -> Person | None:
    words = {word for word in content_words(mention.text) if word not in ("former", "fellow", "young", "old", "new")}
    fitting = [person for person in memory.people if _fits(words, person)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        return _most_recent(mention, fitting, memory)
    return _from_focus(mention, words, memory)


def _fits(words: set[str], person: Person) -> bool:
    if re.match(r"(?i)(?:former|ex)\b", person.role or "") and not person.constituency:
        return False
    if "minister" in words and len(words) > 1 and "minister" not in (person.role or "").lower():
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
    memory.doubts.append(Doubt(mention, tuple(fitting), f"“{mention.text}” fits more than one person of the report"))
    return None


def _from_focus(mention: Mention, words: set[str], memory: Memory) -> Person | None:
    """A new description of the one spoken of last, unless that person is known by another office or party."""
    party, office = PARTY.search(mention.text), _OFFICE.search(mention.text)
    alike = _alike(words, party, memory)
    if alike or (office and office.group().lower() == "speaker"):
        return alike
    focus = memory.recent[-1][0] if memory.recent and memory.recent[-1] else None
    if office:
        focus = _without_office(words, memory)
    if focus is None or (party and focus.party) or (" for " in mention.text and focus.constituency):
        return None
    focus.words |= words
    return focus


def _alike(words: set[str], party: re.Match[str] | None, memory: Memory) -> Person | None:
    """The latest whom all but the party fits, where no party is known of: "the Labour peer" after "Baroness Vale"."""
    kind = words - {"member", "mp", "msp", "ms", "mla"} - (content_words(party.group()) if party else set())
    recent = (person for people in reversed(memory.recent[-5:]) for person in people)
    return next((p for p in recent if kind and kind <= p.words and not (party and p.party)), None)


def _without_office(words: set[str], memory: Memory) -> Person | None:
    """The only one spoken of lately for whom neither office nor party nor seat is known."""
    recent = {person for people in memory.recent[-4:] for person in people}
    bare = [person for person in recent if not (person.role or person.party or person.constituency)]
    latest = memory.recent[-1] if memory.recent else ()
    if len(latest) == 1 and latest[0] in bare and not latest[0].words & words:
        return latest[0]
    return bare[0] if len(bare) == 1 and not bare[0].words & words else None


def _resolve_group(mention: Mention, memory: Memory) -> Person | None:
    text = _ARTICLE.sub("", mention.text)
    if text.split()[0] in grammar.TITLES or _MANY.search(text):
        return None
    if text.lower() in grammar.GROUP_NOUNS:
        low = text.lower()
        return next(
            (group for group in reversed(memory.groups) if low in _ANY_GROUP or low in group.name.lower()), None
        )
    if mention.text[0] in "Aa" and mention.text != text and _ONE_OF_MANY.search(text):
        return None
    if " " not in text and mention.text == text and not PARTY.fullmatch(text):
        return None
    return _new_group(_KIND.sub("", text) if text[0].isupper() else text, mention, memory)


def _new_group(name: str, mention: Mention, memory: Memory) -> Person:
    """The group of that name, or of a longer name that ends so; its first mention makes it."""
    longer = [group for group in memory.groups if group.name.endswith(" " + name)]
    if longer:
        return longer[-1]
    if name.lower() not in memory.named:
        start = mention.span.start + mention.text.index(name)
        memory.named[name.lower()] = Person(name, None, Span(start, start + len(name)), group=True)
    return memory.named[name.lower()]


def resolve_source(cue: Cue, mentions: Sequence[Mention], memory: Memory, words: str) -> Person | None:
    """Whom the cue names; "…, she said" is the subject of its own sentence where that may be a woman.

    "In her view" is whoever was spoken of before; nobody where the subject is another woman.
    """
    if cue.frame is Frame.ASIDE and cue.mention.sort is Sort.PRONOUN and cue.mention.text.lower() in ("he", "she"):
        first = find_subject([mention for mention in mentions if mention.span.end < cue.mention.span.start])
        tail = words[first.span.end : cue.mention.span.start] if first else ""
        future = re.match(r" (?:\w+ )?(?:would|could|should|will|can|might|may|must)\b", tail)
        if first and not future and first.sort in (Sort.NAME, Sort.DEFINITE):
            person = resolve(first, memory)
            gender = grammar.MASCULINE if cue.mention.text.lower() == "he" else grammar.FEMININE
            if person and cue.mention.possessive:
                other = resolve(cue.mention, memory)
                return None if person.gender == gender and other is not person else other
            if person and person.gender in (None, gender):
                return person
    return resolve(cue.mention, memory)
