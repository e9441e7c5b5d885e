"""Who is named in a report: the people at their first mention, and the forms in which they come back.

The words of the report alone say who is a person: a title, an office before the name or after it, a verb of saying
beside it, a later mention by surname. Nothing is known from elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from summariser.attribute import grammar
from summariser.data import Span

UPPER = r"[A-ZÀ-ÖØ-Þ]"
LETTER = r"[^\W\d_]"
TOKEN = rf"(?:{UPPER}[’']{UPPER}{LETTER}+|{UPPER}{LETTER}*)(?:-{LETTER}+|[’']{UPPER}{LETTER}+)*"
RUN = re.compile(rf"\b{TOKEN}(?: (?:(?:of|de|van|von|der|ap|ab|le|du) )*{TOKEN})*")
PARTY = re.compile(r"\b(" + "|".join(map(re.escape, grammar.PARTIES)) + r")\b")
_ROLE_WORD = re.compile(r"\b(" + "|".join(sorted(grammar.OFFICES, key=len, reverse=True)) + r")\b", re.IGNORECASE)
_SEAT = re.compile(rf"\b(?:MP|MSP|MS|MLA|AM|[Mm]ember(?: of (?:Parliament|the Senedd))?) for ((?:the )?{TOKEN}(?:(?: and| of| the| on| upon|,)* {TOKEN})*)")
_SEAT_BEFORE = re.compile(rf"({TOKEN}(?: {TOKEN})*) (?:MP|MSP|MS|MLA)\b")
_APPOSITION = re.compile(r"(?: (?:MP|MSP|MS|MLA|KC|QC))?,? ?(?:\(([^()\n]{2,60})\)|, ([^;:.\x02\n–]{3,160}?)(?=[,;:.\x02\n–]| who\b| whose\b)|(?: of| for) (?:the )?([^,.;:\x02\n]{2,40}))")


@dataclass(slots=True, eq=False)
class Person:
    """Somebody named in the report, as far as its words go. ``group`` marks a party, a firm, an office."""

    name: str
    title: str | None
    span: Span
    group: bool = False
    gender: str | None = None
    office: str | None = None
    party: str | None = None
    constituency: str | None = None
    words: set[str] = field(default_factory=set)

    @property
    def surname(self) -> str:
        """The last word of the name, or the whole territory of a peer or bishop."""
        tokens = self.name.split()
        if tokens[0] in grammar.PEERS:
            return " ".join(tokens[1:]).removeprefix("of ")
        return tokens[-1]

    @property
    def forename(self) -> str | None:
        """The first word of the name after its title, where there are two."""
        tokens = [token for token in self.name.split() if token not in grammar.TITLES]
        return tokens[0] if len(tokens) > 1 and self.name.split()[0] not in grammar.PEERS else None


def find_people(words: str, headings: str) -> list[Person]:
    """The people of a report by first mention; ``words`` is its text with quotations and headings blanked.

    ``headings`` are the headings alone: a caption may be the one place that gives a full name.
    """
    found: dict[str, Person] = {}
    for name, title, before, span in _full_names(words):
        key = name if title is None or title in grammar.PEERS else name.removeprefix(title + " ")
        person = found.get(key)
        if person is None:
            if not _is_person(words, name, title, before, span):
                continue
            person = found[key] = Person(name, title, span)
            person.words |= {"peer", name.split()[0].lower()} if name.split()[0] in grammar.PEERS - {"Bishop", "Archbishop"} else set()
        _describe(person, words, before, span)
    for name, title, _before, span in _full_names(headings):
        known = any(person.surname == name.split()[-1] for person in found.values())
        if not known and re.search(rf"\b(?:Mr|Ms|Mrs|Miss|Sir|Dame|Dr) {re.escape(name.split()[-1])}\b", words):
            found[name] = Person(name, title, span)
    people = [person for person in found.values() if not _is_later_form(person, found)]
    for person in people:
        _settle_gender(person, people, words)
    return people


def _full_names(words: str) -> Iterator[tuple[str, str | None, str, Span]]:
    """Name, title, the words before it, and place, of each run of capitals that reads as a full name."""
    for run in RUN.finditer(words):
        yield from _names_in_run(words, run)


def _names_in_run(words: str, run: re.Match[str]) -> Iterator[tuple[str, str | None, str, Span]]:
    tokens = run.group().split(" ")
    if "of" in tokens and not any(token in grammar.PEERS for token in tokens[: tokens.index("of")]):
        tokens = tokens[: tokens.index("of")]
    start = 0
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
    """Whether the token belongs before the name: "But", "Opening", "Lib Dem", "Shadow Home Secretary", "Rotherham MP"."""
    rest = tokens[at:]
    if "-of-" in rest[0] or rest[0] in grammar.DAYS:
        return True
    if any(token in grammar.TITLES for token in rest[1:-1]):
        return True
    if rest[0].lower() in grammar.FUNCTION_WORDS or rest[0].endswith("ing") and at == 0:
        return True
    if rest[0] in grammar.TITLES and len(rest) > 1:
        return False
    last_role = max((i for i, token in enumerate(rest[:-1]) if _ends_an_office(token)), default=-1)
    return last_role >= 0


def _ends_an_office(token: str) -> bool:
    return token in grammar.POSTNOMINALS or (
        token.lower() in grammar.OFFICES or token in grammar.OFFICES or bool(PARTY.fullmatch(token)) or token in ("Cymru", "UK")
    ) and token not in grammar.TITLES


def _without_place(tokens: list[str]) -> list[str]:
    """A peer keeps "of Pentregarth"; anyone else loses "of Alliance"."""
    if "of" in tokens and tokens[0] not in grammar.PEERS:
        return tokens[: tokens.index("of")]
    return tokens


def _is_group_name(tokens: list[str]) -> bool:
    if tokens[0] in grammar.TITLES:
        return False
    if tokens[0] in grammar.PLACE_WORDS or tokens[-1].lower() in grammar.OFFICES or tokens[-1] in ("Secretary", "Minister"):
        return True
    return any(token in grammar.GROUP_WORDS for token in tokens[1:]) or bool(PARTY.search(" ".join(tokens)))


def _before(words: str, offset: int) -> str:
    """The words of the same phrase right before a name: "the Labour MP", "Home Secretary", "Plaid Cymru’s"."""
    start = max(words.rfind(mark, 0, offset) for mark in ",.;:\x02\n(–—")
    phrase: list[str] = []
    for token in reversed(words[start + 1 : offset].split()):
        if token.lower() in grammar.FUNCTION_WORDS and token.lower() not in ("for", "of", "former", "fellow"):
            break
        phrase.insert(0, token)
    while phrase and phrase[0] in ("for", "of", "For", "Of"):
        phrase.pop(0)
    return " ".join(phrase)


def _is_person(words: str, name: str, title: str | None, before: str, span: Span) -> bool:
    after = words[span.end : span.end + 60]
    if title or _ROLE_WORD.search(before) or PARTY.search(before) and not after.startswith(("’s", "'s")):
        return True
    if re.match(r"(?: MP| MSP| MS| MLA| KC| QC)?(?:,? who\b|,? whose\b|, \d\d\b|,? \()", after):
        return True
    if re.match(r", (?:the|a|an|its|his|her|\w+) ", after) and _ROLE_WORD.search(after.split(",")[1] if after.count(",") else ""):
        return True
    verb = re.match(r"(?:,[^.\x02\n]{3,100}?,|,)? (?:\w+ly )?(?:has |had |also )?([a-z]+)", words[span.end : span.end + 140])
    if verb and verb.group(1) in grammar.FORMS:
        return True
    if re.search(r"\b(?:said|says|asked|replied|added|told)\s$", words[max(0, span.start - 12) : span.start]):
        return True
    if _stands_as_person(words, name):
        return True
    surname = re.escape(name.split()[-1])
    if re.search(rf"\b(?:Mr|Ms|Mrs|Miss|Dr|Sir|Dame|Cllr|Prof|Professor|Col) {surname}\b", words):
        return True
    alone = re.finditer(rf"(?<![A-Za-z-] )\b{surname}\b,? ([a-z]+)", words)
    return any(match.group(1) in grammar.FORMS for match in alone)


_PLACED = re.compile(r"\b(?:in|at|near|of|on|from|around|outside|over|the|a|an|this|under|for|represents|of the|and)\s$", re.IGNORECASE)


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
            other is not person and other.span.start < person.span.start and other.name.split()[0] in grammar.PEERS
            and other.name.split()[1] == tokens[1]
            for other in found.values()
        )  # fmt: skip
    return any(
        other is not person and len(other.name.split()) > len(tokens) - (other.name.split()[0] not in grammar.TITLES)
        and (tokens[1] == other.forename or tokens[1] == other.surname or other.name.startswith(person.name + " "))
        and not other.group
        for other in found.values()
    )  # fmt: skip


def _describe(person: Person, words: str, before: str, span: Span) -> None:
    """Keep what stands around a mention: office, party, constituency, and the words to know the person by."""
    after = _APPOSITION.match(words, span.end)
    ahead = re.search(r"(?:^|[\s(])((?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Aa]n?) [^,.;:\x02\n]{3,70}), $", words[max(0, span.start - 90) : span.start])
    if ahead and _ROLE_WORD.search(ahead.group(1)):
        before = ahead.group(1)
    texts = [before] if _ROLE_WORD.search(before) or PARTY.search(before) else []
    if after:
        texts += [part for part in after.groups() if part and not _says(part)]
    for text in texts:
        _read_description(person, text)


def _says(text: str) -> bool:
    """Whether the words run on into the sentence's verb, so that they describe nobody."""
    tokens = text.split()
    return any(token in grammar.FORMS and token.endswith(("ed", "said", "told", "says", "tells")) for token in tokens[1:])


def _read_description(person: Person, text: str) -> None:
    party, seat = PARTY.search(text), _SEAT.search(text) or _SEAT_BEFORE.search(text)
    if party and person.party is None:
        person.party = party.group()
    if seat and person.constituency is None and not PARTY.fullmatch(seat.group(1)):
        person.constituency = PARTY.sub("", seat.group(1)).strip() or None
    if person.office is None and _ROLE_WORD.search(text):
        person.office = _office(text)
    words = content_words(text)
    person.words |= words
    for word in words:
        person.words.update(grammar.ALSO.get(word, "").split())


def _office(text: str) -> str:
    """The descriptive words without their article."""
    return re.sub(r"^(?:the|a|an|its|his|her|their|who|But|The) ", "", text).strip()


def content_words(text: str) -> set[str]:
    """The telling words of a description, with one name for what has two ("Tory", "Conservative")."""
    found: set[str] = set()
    for token in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text):
        low = token.lower()
        if low not in grammar.FUNCTION_WORDS and low != "s":
            found.update(grammar.SAME_WORD.get(low, low).split())
    return found


def _settle_gender(person: Person, people: list[Person], words: str) -> None:
    """Title, later title with the surname, a noun such as "spokeswoman", or "who … his" in the person's own sentence."""
    if person.title and grammar.TITLES[person.title]:
        person.gender = grammar.TITLES[person.title]
        return
    shared = [other for other in people if other is not person and other.surname == person.surname]
    titles = re.findall(rf"\b(Mr|Mrs|Ms|Miss|Sir|Dame|Lord|Lady|Baroness) (?:{re.escape(person.name)}|{re.escape(person.surname)})\b", words)
    full = re.findall(rf"\b(Mr|Mrs|Ms|Miss|Sir|Dame) {re.escape(person.name)}\b", words)
    genders = {grammar.TITLES[title] for title in (full or ([] if shared else titles))}
    if not genders:
        genders = _from_nouns(person, words) or _from_pronouns(person, people, words)
    if len(genders) == 1:
        person.gender = genders.pop()


_KIN = {
    grammar.MASCULINE: "husband|father|dad|son|brother|uncle|nephew|grandfather|widower",
    grammar.FEMININE: "wife|mother|mum|daughter|sister|aunt|niece|grandmother|gran|widow",
}


def _from_nouns(person: Person, words: str) -> set[str | None]:
    """"Spokeswoman", "chairman", "her husband, Owen Vale"."""
    genders: set[str | None] = set()
    for word in person.words:
        if re.search(r"woman$|^(?:mum|mother|widow|lady|baroness|gran|great-gran|grandmother)$", word):
            genders.add(grammar.FEMININE)
        elif re.search(r"(?<!wo)man$|^(?:dad|father|widower|grandfather)$", word):
            genders.add(grammar.MASCULINE)
    for gender, nouns in _KIN.items():
        if re.search(rf"\b(?:{nouns}),? {re.escape(person.name)}\b", words):
            genders.add(gender)
    return genders


def _from_pronouns(person: Person, people: list[Person], words: str) -> set[str | None]:
    """What "who … his" says, where nobody else is named between the name and the pronoun."""
    genders: set[str | None] = set()
    for found in re.finditer(rf"\b{re.escape(person.name)}\b([^.\n\x02]*)", words):
        tail = found.group(1)
        if any(other.surname in tail for other in people):
            continue
        pronoun = re.match(
            r",? who\b[^,]*?\b(his|her)(?= (?:own|late|husband|wife|mother|father|son|daughter|brother|sister|maiden|seat)\b)", tail
        )
        pronoun = pronoun or re.search(r"\b(himself|herself)\b", tail)
        if pronoun:
            genders.add(grammar.MASCULINE if pronoun.group(1) in ("his", "he", "himself") else grammar.FEMININE)
    return genders
