"""Whom a sentence of a report names as the source of its words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from summariser.attribute.clauses import find_clauses, is_somebodys
from summariser.attribute.cues import Cue, find_cue
from summariser.attribute.mentions import Sort, find_mentions, find_subject
from summariser.attribute.portraits import Person
from summariser.attribute.resolve import Memory, resolve, resolve_source
from summariser.data import Span

LONGEST = 2000  # characters of a sentence in which a cue is looked for; the longest of 2,309 labelled rows has 332

_LETTER = re.compile(r"[^\W\d_]")


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


def find_source(text: str, words: str, span: Span, memory: Memory) -> Source:
    """The source of the sentence at ``span``; the memory is brought up to it.

    ``words`` is the ``text`` with quotations and headings blanked, at the same offsets.
    """
    if span.end - span.start > LONGEST or not _LETTER.search(words, span.start, span.end):
        return Source(None, None, None)
    mentions = find_mentions(words, span, memory.people)
    cue = find_cue(text, words, span, mentions)
    person = resolve_source(cue, mentions, memory, words) if cue else None
    first = None if cue else find_subject(mentions)
    subject = person or (resolve(first, memory) if first and first.sort is not Sort.GROUP else None)
    named = [mention.people[0] for mention in mentions if mention.sort is Sort.NAME and len(mention.people) == 1]
    memory.note(subject, named)
    if cue and person is None and cue.mention.sort is not Sort.PRONOUN:
        memory.forget()
    alone = named[0] if len(set(named)) == 1 else None
    topic = subject if subject and not subject.group else alone
    return Source(cue, person, topic, _shares(text, words, span, memory))


def _shares(text: str, words: str, span: Span, memory: Memory) -> tuple[tuple[Span, Person | None], ...]:
    """The clauses of a sentence with the person of each, where they are two people's."""
    shares = []
    for clause in find_clauses(text, words, span, memory.people):
        person = resolve_source(clause.cue, clause.mentions, memory, words) if clause.cue else None
        if person or is_somebodys(clause.span, words):
            shares.append((clause.span, person))
    return tuple(shares) if len({person for _, person in shares}) > 1 else ()
