"""Printed headings become Speakers: "Chris Vale (Wexley South) (Con)" and, later, "Chris Vale" are one person."""
# ruff: noqa: SIM905 (a word list reads better as text)

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from summariser.data import Document, Kind, Printed, Speaker, Stage, Unresolved

# As the records of Westminster, Holyrood, Cardiff and Stormont print them.
PARTIES = frozenset(
    """
con lab lab/co-op lab/coop ld lib-dem libdem snp pc dup sdlp sf alliance all apni uup tuv green gp grn ind reform ref
ruk cb non-afl nonafl alba ukip respect ukup labour conservative bp plaid your-party restore independent xb na
bishops ind-lab ind-ld ind-sd change-uk tig pbp sinn-féin sinn-fein reform-uk lab-co-op
""".split()
)
_BRACKET = re.compile(r"\(((?:[^()]|\([^()]*\))*)\)")
_ASIDE = re.compile(r"\[[A-Z]\]|\((?:Urgent Question|in the Chair)\)")  # "[V]": by video link
_HOLDER = re.compile(r"(?P<name>.+?)\s*[\r\n]\s*(?P<office>The .+)")  # an office on the line under its holder
_OFFICE = re.compile(
    r"(?:The |(?:Mr|Mr\.|Madam|Mrs|Deputy|Temporary) .*\b(?:Speaker|Chair|Chairman)\b|Prime Minister|First Minister)"
)
_NOBODY = re.compile(
    r"(?i)(?:(?:several|some|many|all) )?(?:(?:hon\.?|noble|right hon\.?) )*(?:members|lords|friends|msps)(?: of .*)?"
    r"|(?:an?|another) (?:(?:hon\.?|noble) )?(?:member|lord|baroness)|unknown|multiple speakers"
)
_TITLE = re.compile(r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Rev|Professor|Prof|Colonel|Col|Captain)\b\.? )+")


@dataclass(frozen=True, slots=True)
class Heading:
    """What one printed heading says of its speaker."""

    name: str
    party: str | None
    office: str | None
    constituency: str | None
    source_id: str | None


def read_heading(printed: Printed) -> Heading | None:
    """The parts of a heading; ``None`` where it names nobody ("Several hon. Members")."""
    text = _ASIDE.sub("", printed.text).strip().rstrip(":")
    brackets = [" ".join(found.split()) for found in _BRACKET.findall(text)]
    main = _BRACKET.sub("", text).strip()
    holder = _HOLDER.fullmatch(main)
    main = " ".join(main.split())
    if not main or _NOBODY.fullmatch(main):
        return None
    parties = [found for found in brackets if _is_party(found)]
    others = [found for found in brackets if not _is_party(found)]
    name, office = (holder["name"], holder["office"]) if holder else (main, None)
    if others and _OFFICE.match(main):
        name, office, others = others[0], main, others[1:]
    party = parties[-1] if parties else (others.pop() if len(others) > 1 else None)
    constituency = others[0] if others else None
    return Heading(name, party, printed.office or office, constituency, printed.source_id)


def _is_party(text: str) -> bool:
    return re.sub(r"[\s.]+", "-", text.lower()) in PARTIES


@dataclass(slots=True)
class _Person:
    """One speaker while headings are still being gathered."""

    heading: Heading

    def takes(self, other: Heading) -> bool:
        """Whether the heading may be this person's."""
        own = self.heading
        if own.source_id and other.source_id:
            return own.source_id == other.source_id
        if own.constituency and other.constituency and own.constituency.lower() != other.constituency.lower():
            return False
        return _same_name(own.name, other.name) or _is_short_office(other, own)

    def add(self, other: Heading) -> None:
        """Take from a later heading what the earlier ones lacked; the longer name stays."""
        own = self.heading
        longer = len(_key(other.name)) > len(_key(own.name)) and not _is_short_office(other, own)
        self.heading = Heading(
            other.name if longer else own.name,
            own.party or other.party,
            own.office or other.office,
            own.constituency or other.constituency,
            own.source_id or other.source_id,
        )


def _key(name: str) -> tuple[str, ...]:
    return tuple(_TITLE.sub("", name).replace(".", "").lower().split())


def _same_name(one: str, other: str) -> bool:
    """The same words, or a surname with its title ("Mr. Vale") that ends the longer name."""
    short, long = sorted((_key(one), _key(other)), key=len)
    if short == long:
        return True
    titled = any(_TITLE.match(name) and _key(name) == short for name in (one, other))
    return (
        bool(short) and titled and long[-len(short) :] == short and long[0] not in ("lord", "lady", "baroness", "the")
    )


def _is_short_office(heading: Heading, own: Heading) -> bool:
    """Whether a bare "The Minister" or "The Secretary of State" names the office that this person holds."""
    if own.office is None or heading.source_id or not _OFFICE.match(heading.name):
        return False
    short, office = heading.name.lower().removeprefix("the "), own.office.lower().removeprefix("the ")
    return office == short or office.startswith(short + " ") or (short == "minister" and "secretary" in office)


def name_turns(document: Document) -> tuple[tuple[Speaker, ...], list[Speaker | None], list[Unresolved]]:
    """The speakers of a record by first appearance, the speaker of each contribution, and what stays unknown.

    A heading that fits two of them is nobody's, and an ``Unresolved`` names both.
    """
    people: list[_Person] = []
    turns: list[tuple[_Person, ...] | None] = []
    for contribution in document.contributions:
        heading = read_heading(contribution.printed) if contribution.printed else None
        turns.append(_place(heading, people) if heading else None)
    speakers = dict(zip(map(id, people), _speakers(person.heading for person in people), strict=True))
    named = [speakers[id(turn[0])] if turn and len(turn) == 1 else None for turn in turns]
    unresolved = [
        _doubt(document, index, tuple(speakers[id(person)] for person in turn or ()))
        for index, (turn, contribution) in enumerate(zip(turns, document.contributions, strict=True))
        if named[index] is None and contribution.printed and contribution.kind is not Kind.PROCEDURE
    ]
    return tuple(speakers.values()), named, unresolved


def _place(heading: Heading, people: list[_Person]) -> tuple[_Person, ...]:
    """Whom the heading fits; a new person where it fits nobody."""
    fitting = [person for person in people if person.takes(heading)]
    exact = [person for person in fitting if heading.source_id and person.heading.source_id == heading.source_id]
    exact = exact or [p for p in fitting if heading.constituency and p.heading.constituency == heading.constituency]
    fitting = exact or fitting
    if not fitting:
        fitting = [_Person(heading)]
        people += fitting
    elif len(fitting) == 1:
        fitting[0].add(heading)
    return tuple(fitting)


def _doubt(document: Document, index: int, candidates: tuple[Speaker, ...]) -> Unresolved:
    contribution = document.contributions[index]
    printed = contribution.printed.text if contribution.printed else ""
    if candidates:
        names = " and ".join(_described(speaker) for speaker in candidates)
        return Unresolved(
            Stage.ATTRIBUTE, "ambiguous-speaker", contribution.span, candidates, f"“{printed}” fits {names}"
        )
    return Unresolved(Stage.ATTRIBUTE, "unnamed-speaker", contribution.span, (), f"“{printed}” names nobody")


def _described(speaker: Speaker) -> str:
    detail = speaker.constituency or speaker.office or speaker.source_id
    return f"{speaker.name} ({detail})" if detail else speaker.name


def _speakers(headings: Iterable[Heading]) -> list[Speaker]:
    headings = list(headings)
    ids = unique_ids([(heading.name, heading.source_id) for heading in headings])
    return [
        Speaker(identity, heading.name, heading.party, heading.office, heading.constituency, heading.source_id)
        for identity, heading in zip(ids, headings, strict=True)
    ]


def unique_ids(names: Sequence[tuple[str, str | None]]) -> list[str]:
    """An id for each name: the last part of the source's own, else the name in plain letters; numbered where taken."""
    ids: list[str] = []
    for name, source_id in names:
        wanted = _source_part(source_id) if source_id else _slug(name)
        identity, number = wanted, 2
        while identity in ids:
            identity, number = f"{wanted}-{number}", number + 1
        ids.append(identity)
    return ids


def _source_part(source_id: str) -> str:
    """The end of the source's id; a bare number takes the word before it: ".../person/25378" is "person-25378"."""
    parts = [part for part in re.split(r"[/:]", source_id) if part]
    return "-".join(parts[-2:]) if parts[-1].isdigit() else parts[-1]


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "speaker"
