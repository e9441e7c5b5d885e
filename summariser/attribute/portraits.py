"""What a report says of a person: office, party, constituency, gender; the words to know the person by."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from summariser.attribute import grammar
from summariser.attribute.offices import PARTY, ROLE, TOKEN, find_office, find_seat
from summariser.data import Span

_BRACKETED = re.compile(
    rf"(?P<party>{PARTY.pattern}|Lab|Con|LD|Ind|PC)"
    rf"(?:[,:;] (?P<seat>{TOKEN}(?:(?:,| and| of| the| on| upon)* {TOKEN})*))?"
)  # "(Lab, Wexley South)"
_APPOSITION = re.compile(
    r"(?: (?:MP|MSP|MS|MLA|KC|QC))?,? ?(?:\(([^()\n]{2,60})\)"
    r"|, ([^;:.\x02\n–]{3,160}?)(?=[,;:.\x02\n–]| who\b| whose\b)|(?: of| for) (?:the )?([^,.;:\x02\n]{2,40}))"
)
_CLOSED = re.compile(r" \(|[,.;:)\n]|$")  # "the whip, Ann Vale, said", not "Told off by the whip, Ann Vale said"


@dataclass(slots=True, eq=False)
class Person:
    """Somebody named in the report, as far as its words go. ``group`` marks a party, a firm, an office."""

    name: str
    title: str | None
    span: Span
    group: bool = False
    gender: str | None = None
    role: str | None = None  # the first descriptor of any kind: an office, "former minister", "mum-of-two"
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


def describe(person: Person, words: str, before: str, span: Span) -> None:
    """Keep what stands around a mention: office, party, constituency, and the words to know the person by."""
    first = person.name.split()[0]
    if first in grammar.PEERS - {"Bishop", "Archbishop"}:
        person.words |= {"peer", first.lower()}
    after = _APPOSITION.match(words, span.end)
    ahead = re.search(
        r"(?:^|[\s(])((?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Aa]n?) [^,.;:\x02\n]{3,70}), $",
        words[max(0, span.start - 90) : span.start],
    )
    apposed = ahead is not None and ROLE.search(ahead.group(1)) is not None
    if ahead and apposed:
        before = ahead.group(1)
    bracketed = _BRACKETED.fullmatch(after[1]) if after and after[1] else None
    if bracketed:
        person.party = person.party or bracketed["party"]
        person.constituency = person.constituency or bracketed["seat"]
    if ROLE.search(before) or PARTY.search(before):
        _read_description(person, before)
        if not apposed:
            _read_facts(person, _lead(words, span), apposed=False)
        elif _CLOSED.match(words, span.end) or before.endswith("benches"):
            _read_facts(person, before, apposed=True)
    for part in after.groups() if after else ():
        if part and not _says(part):
            _read_description(person, part)
            _read_facts(person, part, apposed=True)


def _lead(words: str, span: Span) -> str:
    """The words of the same clause before a name, its form of address left out."""
    found = re.search(r"[^,.;:\x02\n(–—]*$", words[max(0, span.start - 160) : span.start])
    return re.sub(r"\b(?:Mr|Mrs|Ms|Miss) $", "", found.group() if found else "").strip()


def _says(text: str) -> bool:
    """Whether the words run on into the sentence's verb, so that they describe nobody."""
    tokens = text.split()
    return any(
        token in grammar.FORMS and token.endswith(("ed", "said", "told", "says", "tells")) for token in tokens[1:]
    )


def _read_facts(person: Person, text: str, apposed: bool) -> None:
    """Take party, office and seat from a description, where the person has none yet."""
    seat, rest = find_seat(text, apposed)
    party = PARTY.search(rest)
    person.constituency = person.constituency or seat
    person.party = person.party or (party.group() if party else None)
    person.office = person.office or find_office(text, apposed)


def _read_description(person: Person, text: str) -> None:
    """Take the words to know the person by."""
    if person.role is None and ROLE.search(text):
        person.role = _role(text)
    words = content_words(text)
    person.words |= words
    for word in words:
        person.words.update(grammar.ALSO.get(word, "").split())


def _role(text: str) -> str:
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


def settle_gender(person: Person, people: list[Person], words: str) -> None:
    """Learn from the title, from one used later with the surname, from nouns, from "who … his"."""
    if person.title and grammar.TITLES[person.title]:
        person.gender = grammar.TITLES[person.title]
        return
    shared = [other for other in people if other is not person and other.surname == person.surname]
    titles = re.findall(
        rf"\b(Mr|Mrs|Ms|Miss|Sir|Dame|Lord|Lady|Baroness) (?:{re.escape(person.name)}|{re.escape(person.surname)})\b",
        words,
    )
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
    """What nouns say: "spokeswoman", "chairman", "her husband, Owen Vale"."""
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
            r",? who\b[^,]*?\b(his|her)"
            r"(?= (?:own|late|husband|wife|mother|father|son|daughter|brother|sister|maiden|seat)\b)",
            tail,
        )
        pronoun = pronoun or re.search(r"\b(himself|herself)\b", tail)
        if pronoun:
            genders.add(grammar.MASCULINE if pronoun.group(1) in ("his", "he", "himself") else grammar.FEMININE)
    return genders
