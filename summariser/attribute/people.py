"""Who is named in a report: the people at their first mention, and the forms in which they come back.

The words of the report alone say who is a person: a title, an office before the name or after it, a verb of saying
beside it, a later mention by surname. Nothing is known from elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summariser.attribute import grammar
from summariser.attribute.offices import PARTY, ROLE, TOKEN
from summariser.attribute.portraits import Person, describe, settle_gender
from summariser.data import Span

RUN = re.compile(rf"\b{TOKEN}(?: (?:(?:of|de|van|von|der|ap|ab|le|du) )*{TOKEN})*")

NEARBY = 160  # characters before a name in which its description stands


def find_people(words: str, headings: str) -> list[Person]:
    """The people of a report by first mention; ``words`` is its text with quotations and headings blanked.

    ``headings`` are the headings alone: a caption may be the one place that gives a full name.
    """
    found: dict[str, Person] = {}
    throughout: dict[str, bool] = {}
    for name, title, before, span in _full_names(words):
        key = name if title is None or title in grammar.PEERS else name.removeprefix(title + " ")
        person = found.get(key)
        if person is None:
            if name not in throughout:
                throughout[name] = _stands_as_person(words, name) or _returns(words, name)
            if not (throughout[name] or _is_shown_here(words, title, before, span)):
                continue
            person = found[key] = Person(name, title, span)
        describe(person, words, before, span)
    _add_from_headings(found, words, headings)
    people = [person for person in found.values() if not _is_later_form(person, found)]
    for person in people:
        settle_gender(person, people, words)
    return people


def _add_from_headings(found: dict[str, Person], words: str, headings: str) -> None:
    """Take from headings what they add to a person, and whom the text names only as "Mr" or "Ms"."""
    tried: set[str] = set()
    for name, title, before, span in _full_names(headings):
        if name in found:
            describe(found[name], headings, before, span)
        if name in tried:
            continue
        tried.add(name)
        known = any(person.surname == name.split()[-1] for person in found.values())
        if not known and re.search(rf"\b(?:Mr|Ms|Mrs|Miss|Sir|Dame|Dr) {re.escape(name.split()[-1])}\b", words):
            found[name] = Person(name, title, span)


def _full_names(words: str) -> Iterator[tuple[str, str | None, str, Span]]:
    """Name, title, the words before it, and place, of each run of capitals that reads as a full name."""
    for run in RUN.finditer(words):
        yield from _names_in_run(words, run)


def _names_in_run(words: str, run: re.Match[str]) -> Iterator[tuple[str, str | None, str, Span]]:
    tokens = run.group().split(" ")
    start = max((at + 1 for at, token in enumerate(tokens[:-1]) if token in ("MP", "MSP", "MS", "MLA")), default=0)
    of = tokens.index("of", start) if "of" in tokens[start:] else len(tokens)
    if not any(token in grammar.PEERS for token in tokens[start:of]):
        tokens = tokens[:of]
    while start < len(tokens) and _precedes_a_name(tokens, start):
        start += 1
    while tokens and len(tokens) > start and tokens[-1] in grammar.POSTNOMINALS:
        tokens.pop()
    rest = tokens[start:]
    if not rest:
        return
    title = rest[0] if rest[0] in grammar.TITLES else None
    if title in grammar.PLAIN_TITLES:
        rest, start, title = rest[1:], start + 1, rest[0]
    offset = run.start() + sum(len(token) + 1 for token in tokens[:start])
    rest = _without_place(rest)
    if len([token for token in rest if token[0].isupper()]) < 2 or len(rest) > 6 or _is_group_name(rest):
        return
    name = " ".join(rest)
    if title in ("Mr", "Ms", "Mrs", "Miss") and len(rest) < 2:
        return
    yield name, title, _before(words, offset), Span(offset, offset + len(name))


def _precedes_a_name(tokens: list[str], at: int) -> bool:
    """Whether the token belongs before the name: "But", "Lib Dem", "Shadow Home Secretary", "Wexley MP"."""
    rest = tokens[at:]
    if "-of-" in rest[0] or rest[0] in grammar.DAYS:
        return True
    if any(token in grammar.TITLES for token in rest[1:-1]):
        return True
    if rest[0].lower() in grammar.FUNCTION_WORDS or (at == 0 and rest[0].endswith("ing")):
        return True
    if rest[0] in grammar.TITLES and len(rest) > 1:
        return False
    last_role = max((i for i, token in enumerate(rest[:-1]) if _ends_an_office(token)), default=-1)
    return last_role >= 0


def _ends_an_office(token: str) -> bool:
    if token in grammar.TITLES:
        return False
    known = grammar.POSTNOMINALS | grammar.OFFICES | {"Cymru", "UK"}
    return not known.isdisjoint((token, token.removesuffix("s"), token.lower())) or PARTY.fullmatch(token) is not None


def _without_place(tokens: list[str]) -> list[str]:
    """A peer keeps "of Pentregarth"; anyone else loses "of Alliance"."""
    if "of" in tokens and tokens[0] not in grammar.PEERS:
        return tokens[: tokens.index("of")]
    return tokens


def _is_group_name(tokens: list[str]) -> bool:
    if tokens[0] in grammar.TITLES:
        return False
    if (
        tokens[0] in grammar.PLACE_WORDS
        or tokens[-1].lower() in grammar.OFFICES
        or tokens[-1] in ("Secretary", "Minister")
    ):
        return True
    return any(token in grammar.GROUP_WORDS for token in tokens[1:]) or bool(PARTY.search(" ".join(tokens)))


def _before(words: str, offset: int) -> str:
    """The words of the same phrase right before a name: "the Labour MP", "Home Secretary", "Plaid Cymru’s"."""
    start = max(words.rfind(mark, 0, offset) for mark in ",.;:\x02\n(–—")
    start = max(start, offset - NEARBY)
    phrase: list[str] = []
    for token in reversed(words[start + 1 : offset].split()):
        if token.lower() in grammar.FUNCTION_WORDS and token.lower() not in ("for", "of", "former", "fellow"):
            break
        phrase.insert(0, token)
    while phrase and phrase[0] in ("for", "of", "For", "Of"):
        phrase.pop(0)
    return " ".join(phrase)


def _is_shown_here(words: str, title: str | None, before: str, span: Span) -> bool:
    """Whether anything near this mention of the name tells that somebody bears it."""
    after = words[span.end : span.end + 140]
    owns = after.startswith(("’s", "'s"))
    if title or ROLE.search(before) or (PARTY.search(before) and not owns):
        return True
    return _is_described(after) or _speaks(words, span, after)


def _is_described(after: str) -> bool:
    """Whether "who", an age, a bracket or an office follows the name."""
    if re.match(r"(?: MP| MSP| MS| MLA| KC| QC)?(?:,? who\b|,? whose\b|, \d\d\b|,? \()", after):
        return True
    apposition = re.match(r", (?:the|a|an|its|his|her|\w+) [^,]*,?", after)
    return apposition is not None and ROLE.search(apposition.group()) is not None


def _speaks(words: str, span: Span, after: str) -> bool:
    """Whether a verb of saying stands beside the name."""
    before = words[max(0, span.start - 12) : span.start]
    if re.search(r"\b(?:said|says|asked|replied|added|told)\s$", before):
        return True
    verb = re.match(r"(?:,[^.\x02\n]{3,100}?,|,)? (?:\w+ly )?(?:has |had |also )?([a-z]+)", after)
    return verb is not None and verb.group(1) in grammar.FORMS and not _PLACED.search(before)


def _returns(words: str, name: str) -> bool:
    """Whether the surname comes back with a form of address, or alone as the subject of a verb of saying."""
    surname = re.escape(name.split()[-1])
    if re.search(rf"\b(?:Mr|Ms|Mrs|Miss|Dr|Sir|Dame|Cllr|Prof|Professor|Col) {surname}\b", words):
        return True
    alone = re.finditer(rf"(?<![A-Za-z-] )\b{surname}\b,? ([a-z]+)", words)
    return any(match.group(1) in grammar.FORMS for match in alone)


_PLACED = re.compile(
    r"\b(?:in|at|near|of|on|from|around|outside|over|the|a|an|this|under|for|represents|of the|and)\s$", re.IGNORECASE
)


def _stands_as_person(words: str, name: str) -> bool:
    """Whether a name never stands where a place or a thing would: after "in", "of", "the", before a noun."""
    if not 2 <= len(name.split()) <= 3 or name.isupper():
        return False
    for found in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", words):
        before, after = words[max(0, found.start() - 12) : found.start()], words[found.end() : found.end() + 2]
        if _PLACED.search(before) or re.match(r" [A-Z]", after):
            return False
    return True


def _is_later_form(person: Person, found: dict[str, Person]) -> bool:
    """Whether the name is only another's, shortened: "Dame Rosalind" after "Dame Rosalind Peake"."""
    tokens = person.name.split()
    if any(other.name.endswith(" " + person.name) for other in found.values()):
        return True
    if tokens[0] not in grammar.TITLES or len(tokens) != 2:
        return False
    if tokens[0] in grammar.PEERS:
        return any(
            other is not person and other.span.start < person.span.start and other.name.split()[1] == tokens[1]
            and other.name.split()[0] in grammar.PEERS
            and grammar.TITLES[tokens[0]] == grammar.TITLES[other.name.split()[0]]
            for other in found.values()
        )  # fmt: skip
    return any(
        other is not person and len(other.name.split()) > len(tokens) - (other.name.split()[0] not in grammar.TITLES)
        and (tokens[1] == other.forename or tokens[1] == other.surname or other.name.startswith(person.name + " "))
        and not other.group
        for other in found.values()
    )  # fmt: skip
