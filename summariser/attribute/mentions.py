"""Words of a report that stand for somebody: names, pronouns, descriptions, groups."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from summariser.attribute import grammar
from summariser.attribute.offices import PARTY, TOKEN
from summariser.attribute.people import RUN
from summariser.attribute.portraits import Person
from summariser.data import Span

QUOTED = "\x02"  # stands for every character of a quotation, marks included

HEADS = "|".join(sorted(grammar.OFFICES, key=len, reverse=True))
_DEFINITE = re.compile(
    rf"\b(?:[Tt]he|[Tt]his) (?:[\w&-]+(?:[’']s?)? ){{0,5}}?(?i:{HEADS})\b"
    rf"(?: (?:for|of|to) (?:the )?{TOKEN}(?:(?:,? and| of| the| on| upon)* {TOKEN})*)?"
)
_CHAIN = rf"(?:the )?(?:[a-z][\w’']+ ){{0,3}}?{TOKEN}(?:(?:,? and| of| the| for|[’']s?)* {TOKEN})*"
_SPOKES = re.compile(
    rf"\b(?:[Aa]n?|[Tt]he) (?:[\w.-]+(?:[’']s?)? ){{0,5}}?(?:spokes(?:man|woman|person)|source)\b"
    rf"(?: (?:for|at|from) {_CHAIN})?"
)
_GROUP = re.compile(
    rf"\b(?:(?:[Tt]he|[Aa]n?) )?(?:[\w.-]+(?:[’']s?)? ){{0,4}}?{grammar.GROUP_HEADS}\b(?: (?:for|of|at|from) {_CHAIN})?"
)
_LONG_RUN = re.compile(
    rf"\b(?:(?:[Tt]he|[Aa]n?) )?{TOKEN}(?:[’']s?)?(?:(?: and| of| for| the| a)* {TOKEN}(?:[’'](?=\s))?)*"
)
_RUN = re.compile(
    rf"\b(?:(?:[Tt]he|[Aa]n?) )?(?:{RUN.pattern[2:]}[’']s? )?{RUN.pattern[2:]}"
    rf"(?: for (?:the )?{TOKEN}(?:(?:,? and| of|,)* {TOKEN})*)?"
)
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey)(?=[’']s\b|[’']d\b|[’']ll\b|\b)(?![’']\w*-)")
_POSSESSIVE = re.compile(r"[’']s?\b|[’'](?= )")
_BREAKS = grammar.FUNCTION_WORDS - {"for", "of", "at", "from", "and", "no"}

Places = list[tuple[tuple[int, int], tuple[Person, ...]]]


class Sort(StrEnum):
    """What a mention is made of."""

    NAME = "name"
    PRONOUN = "pronoun"
    DEFINITE = "definite"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for somebody; ``people`` holds those whom a name fits."""

    span: Span
    text: str
    sort: Sort
    people: tuple[Person, ...]
    possessive: bool
    oblique: bool


def find_mentions(words: str, span: Span, people: Sequence[Person]) -> list[Mention]:
    """Everybody whom a sentence mentions, in order; the longest reading of each place, names first."""
    taken: list[Mention] = []
    for sort, places in (
        (Sort.GROUP, _spokesperson_places(words, span)),
        (Sort.NAME, _name_places(words, span, people)),
        (Sort.DEFINITE, [(match.span(), ()) for match in _DEFINITE.finditer(words, span.start, span.end)]),
        (Sort.PRONOUN, [(match.span(), ()) for match in _PRONOUN.finditer(words, span.start, span.end)]),
        (Sort.GROUP, _group_places(words, span)),
        (Sort.GROUP, _run_places(words, span)),
    ):
        for (start, end), fitting in places:
            if not any(start < other.span.end and other.span.start < end for other in taken):
                taken.append(_mention(words, span, (start, end), sort, fitting))
    taken.sort(key=lambda mention: mention.span)
    taken = [_named(words, here, after) for here, after in zip(taken, [*taken[1:], None], strict=False)]
    return [here for here, after in zip(taken, [*taken[1:], None], strict=False) if not _introduces(words, here, after)]


def _spokesperson_places(words: str, span: Span) -> Places:
    """Where somebody without a name stands: "a spokesman", "the spokeswoman for the union"."""
    found = _SPOKES.finditer(words, span.start, span.end)
    return [
        (match.span(), ()) for match in found if match.group()[0] in "Aa" or re.search(r" for |[’']s? ", match.group())
    ]


def _group_places(words: str, span: Span) -> Places:
    places: Places = []
    for match in _GROUP.finditer(words, span.start, span.end):
        tokens = match.group().split(" ")
        inner = [i for i, token in enumerate(tokens) if token.lower() in _BREAKS and i > 0]
        start = match.start() + sum(len(token) + 1 for token in tokens[: inner[-1]]) if inner else match.start()
        tokens = words[start : match.end()].split(" ")
        if not any(token.lower() in _BREAKS - {"the", "a", "an"} for token in tokens[:1]):
            places.append(((start, match.end()), ()))
    return places


def _run_places(words: str, span: Span) -> Places:
    """Runs of capitals; one behind a possessive belongs to it only where it ends as a group's name does."""
    places: Places = []
    for match in _LONG_RUN.finditer(words, span.start, span.end):
        if match.group().split()[-1] in grammar.GROUP_WORDS:
            places.append(((_past_function_words(words, *match.span()), match.end()), ()))
    for match in _RUN.finditer(words, span.start, span.end):
        text, start = match.group(), match.start()
        owner = re.match(rf"(?:(?:[Tt]he|[Aa]n?) )?{RUN.pattern[2:]}[’']s? ", text)
        if owner and text.split()[-1] not in grammar.GROUP_WORDS:
            start += owner.end()
        start = _past_function_words(words, start, match.end())
        if start < match.end():
            places.append(((start, match.end()), ()))
    return places


def _past_function_words(words: str, start: int, end: int) -> int:
    """Where a run really begins: after "But", "On", "Then"."""
    while start < end and words[start:end].split(" ")[0].lower() in grammar.FUNCTION_WORDS - {"the", "a", "an"}:
        start = words.find(" ", start, end) + 1 or end
    return start


def _named(words: str, here: Mention, after: Mention | None) -> Mention:
    """The mention with the people of the name that follows it: "the committee’s chair, Ann Vale,"."""
    if after is None or here.sort not in (Sort.DEFINITE, Sort.GROUP) or after.sort is not Sort.NAME:
        return here
    closes = re.compile(r" ?(?:\([^()]*\))?[,.;:\x02]|$").match(words, after.span.end)
    full = any(person.name in after.text for person in after.people)
    between = re.fullmatch(r", ((?:[\w’'-]+ ){0,4})", words[here.span.end : after.span.start])
    apposed = between and (not between.group(1) or PARTY.search(between.group(1)))
    if not apposed or not closes or not full or re.match(r"[Aa]n? ", here.text):
        return here
    return Mention(here.span, here.text, Sort.NAME, after.people, here.possessive, here.oblique)


def _introduces(words: str, here: Mention, after: Mention | None) -> bool:
    """Whether a description runs straight into the name that it belongs to: "the Labour MP Sarah …"."""
    if after is None or here.sort not in (Sort.DEFINITE, Sort.GROUP) or after.sort is not Sort.NAME:
        return False
    between = words[here.span.end : after.span.start]
    return between in (" ", "") or re.fullmatch(rf" (?:[a-z’'-]+ ){{0,3}}(?:{HEADS}) ", between) is not None


def _mention(words: str, sentence: Span, place: tuple[int, int], sort: Sort, people: tuple[Person, ...]) -> Mention:
    start, end = place
    before = re.search(r"([^\W\d_]+)(?: the| a| an)?[ ]$", words[max(sentence.start, start - 30) : start])
    oblique = before is not None and before.group(1).lower() in grammar.BEFORE_A_SUBJECT
    possessive = _POSSESSIVE.match(words, end) is not None and sort is not Sort.PRONOUN
    return Mention(Span(start, end), words[start:end], sort, people, possessive, oblique)


def _name_places(words: str, span: Span, people: Sequence[Person]) -> list[tuple[tuple[int, int], tuple[Person, ...]]]:
    found: list[tuple[tuple[int, int], tuple[Person, ...]]] = []
    for alias, fitting in sorted(_aliases(people).items(), key=lambda item: -len(item[0])):
        for match in re.finditer(rf"(?<![\w-]){re.escape(alias)}(?![\w-])", words[span.start : span.end]):
            place = (span.start + match.start(), span.start + match.end())
            if any(place[0] < other[0][1] and other[0][0] < place[1] for other in found):
                continue
            found.append(_with_title(words, place, fitting))
    return found


def _aliases(people: Sequence[Person]) -> dict[str, tuple[Person, ...]]:
    aliases: dict[str, list[Person]] = {}
    for person in people:
        forms = [
            person.name,
            person.name.removeprefix(f"{person.title} "),
            person.surname,
            person.surname.split(" of ")[0],
        ]
        if len(person.name.split()) > 2 and person.name.split()[0] not in grammar.TITLES:
            forms.append(" ".join(person.name.split()[-2:]))
        if person.forename and not person.group:
            forms.append(person.forename)
        for form in dict.fromkeys(forms):
            aliases.setdefault(form, []).append(person)
    return {form: tuple(fitting) for form, fitting in aliases.items()}


def _with_title(
    words: str, place: tuple[int, int], fitting: tuple[Person, ...]
) -> tuple[tuple[int, int], tuple[Person, ...]]:
    """Take in the title before a name; it may tell two bearers of a surname apart."""
    title = re.search(r"\b([A-Z][a-z]+) $", words[max(0, place[0] - 16) : place[0]])
    if title is None or title.group(1) not in grammar.TITLES:
        return place, fitting
    gender = grammar.TITLES[title.group(1)]
    able = tuple(person for person in fitting if gender is None or person.gender in (None, gender))
    same = tuple(person for person in able if person.gender == gender or person.title == title.group(1))
    return (place[0] - len(title.group(1)) - 1, place[1]), same if len(able) > 1 and len(same) == 1 else able


def find_subject(mentions: Sequence[Mention]) -> Mention | None:
    """The first mention that no preposition or conjunction governs."""
    return next((mention for mention in mentions if not mention.oblique and not mention.possessive), None)
