"""Which office and which seat a description gives, where its words leave no doubt; all others give none."""

# ruff: noqa: SIM905 (word lists read better as text)

from __future__ import annotations

import re

from summariser.attribute import grammar

UPPER = r"[A-ZÀ-ÖØ-Þ]"
LETTER = r"[^\W\d_]"
TOKEN = rf"(?:{UPPER}[’']{UPPER}{LETTER}+|{UPPER}{LETTER}*)(?:-{LETTER}+|[’']{UPPER}{LETTER}+)*"
PARTY = re.compile(r"\b(" + "|".join(map(re.escape, grammar.PARTIES)) + r")\b")
ROLE = re.compile(r"\b(" + "|".join(sorted(grammar.OFFICES, key=len, reverse=True)) + r")\b", re.IGNORECASE)

_HEAD = re.compile(
    r"(?<![\w-])(?:(?i:(?:prime |first )?minister|secretary|chancellor|leader|spokes(?:man|woman|person)"
    r"|chair(?:man|woman|person)?|convener|president|mayor|commissioner|whip|premier|ombudsman|treasurer|coroner"
    r"|moderator|(?:attorney|solicitor|advocate|auditor|counsel) general|chief executive|chief (?:\w+ )?officer"
    r"|director|cabinet member(?= for\b))|PM|FM|Speaker)(?![\w’'-])"
)
_COMPLEMENT = re.compile(r" (?:of|for|at|to|in) .+")
_RUNS_ON = re.compile(
    r" (?:that|which|when|while|since|who|whose|is|was|has|had|behind"
    r"|and (?:a|an|no|is|was|his|her|for|did|former|one|has|(?:the )?\S+[’']s))\b"
)
_LINKS = ("of", "for", "at", "to", "in", "the", "and")
_ARTICLES = ("the", "a", "an", "this")
_PAST = re.compile(
    r"(?i)former(?:ly)?|then|late|no|not|past|once|previous(?:ly)?|erstwhile|one-time|would-be|aspiring|incoming"
    r"|sacked|ousted|deposed|ex-.+"
)
_VERBS = (
    frozenset("met saw beat sent gave wrote made took left heard let put hit".split())
    | {form for form in grammar.FORMS if form.endswith("ed")}
    | grammar.GERUNDS.keys() - {"planning"}  # a planning minister is one
)
# What makes an office of a leader (not a youth leader) and of a director (not a film director).
_LEADS = re.compile(
    r"(?i:\b(?:council|group|party|opposition|union|house|commons|lords|senedd|assembly|coalition|deputy)\b)"
    rf"|\b{UPPER}"
)
_DIRECTS = re.compile(r"(?i)\b(?:managing|executive|finance|technical|medical|deputy|national|regional)\b")
_PREACHES = re.compile(r"(?i)\b(?:church|chapel|kirk|methodist|baptist|presbyterian)\b")

_PLACE = rf"{TOKEN}(?:(?: and| of| the| on| upon|,)* {TOKEN})*"
_SEAT_BEHIND = re.compile(
    rf"\b(?:MP|MSP|MS|MLA|AM|[Mm]ember(?: of (?:Parliament|the Senedd))?) for (?P<seat>(?:the )?{_PLACE})"
)
_SEAT_AHEAD = re.compile(rf"(?P<seat>{_PLACE}) (?:MP|MSP|MS|MLA)\b")
_PARTY_BESIDE = re.compile(rf"^(?:{PARTY.pattern}) | (?:{PARTY.pattern})$")
_NO_PLACE = frozenset(
    """
Senior Veteran Backbench Rebel Fellow Local Outspoken Opposition Government Commons Westminster Scottish Welsh English
Irish British Northern Southern Eastern Western London
""".split()
)


def find_office(text: str, apposed: bool) -> str | None:
    """The office that a description names, without article: "shadow health secretary", "leader of Wexley Council".

    ``None`` for one that is past or another's ("aide to the Home Secretary") and for any other descriptor ("Wexley
    MP", "mum-of-two"). A description that is ``apposed`` stands by itself, and the office begins it; any other runs up
    to a name, and the office ends it ("She met council leader").
    """
    text = _RUNS_ON.split(text, maxsplit=1)[0].strip()
    if " until " in text:
        return None
    for found in _HEAD.finditer(text):
        head, rest = found.group(), text[found.end() :]
        ahead = text[: found.start()].split()
        own = _own_words(ahead)
        before = ahead[: len(ahead) - len(own)]
        whole = _completes(rest, apposed) and _stands_free(before, own, apposed)
        if whole and _is_office(head.lower(), " ".join(own), bool(before) and _owns(before[-1]), rest):
            return " ".join([*own, head]) + rest
    return None


def find_seat(text: str, apposed: bool) -> tuple[str | None, str]:
    """The seat in "MP for Wexley South" or "Wexley South MP", and the description without it.

    ``None`` for a former one, and where what stands before "MP" is no place ("Senior Labour MP") or may not be all
    of one: in running text "Ann Vale and Wexley MP" looks like "Dunmore and Wexley MP".
    """
    found = _SEAT_BEHIND.search(text) or _SEAT_AHEAD.search(text)
    if found is None:
        return None, text
    seat, rest = found["seat"], f"{text[: found.start('seat')]}{text[found.end('seat') :]}"
    if any(map(_PAST.fullmatch, text[: found.end()].split())) or " until " in text[found.end() :]:
        return None, text
    if found.re is _SEAT_BEHIND:
        return (None, text) if PARTY.fullmatch(seat.removeprefix("the ")) else (seat, rest)
    while (first := seat.partition(" ")[0]) and _is_no_place(first):
        seat = seat[len(first) + 1 :]
    if seat.endswith(" Green"):
        return None, rest  # a party's, or Bethnal Green's
    place = _PARTY_BESIDE.sub("", seat)
    if " and " in place and (ROLE.search(place.partition(" and ")[0]) or PARTY.search(place)):
        place = place.rpartition(" and ")[2]
    unsure = not place or ROLE.search(place) or PARTY.fullmatch(place) or (" and " in place and not apposed)
    return None if unsure else place, text


def _is_no_place(token: str) -> bool:
    return token in _NO_PLACE or token in grammar.DAYS or token.lower() in grammar.FUNCTION_WORDS


def _own_words(tokens: list[str]) -> list[str]:
    """The last words, as far as they belong to the head behind them; "and" may join two: "work and pensions"."""
    start = len(tokens)
    while start and _belongs(tokens[start - 1]):
        start -= 1
    if 2 <= start < len(tokens) and tokens[start - 1] == "and" and not ROLE.fullmatch(tokens[start - 2]):
        return [*_own_words(tokens[: start - 1]), *tokens[start - 1 :]]
    return tokens[start:]


def _belongs(token: str) -> bool:
    """Whether a word may stand inside an office: no article, verb, possessive, "MP" or "ex-"."""
    low = token.lower()
    other = low in _VERBS or low in grammar.FUNCTION_WORDS or token in grammar.POSTNOMINALS
    return not (other or _owns(token) or _PAST.fullmatch(token))


def _completes(rest: str, apposed: bool) -> bool:
    """Whether the words behind a head are its own, "of Wexley Council", and run on into nothing else."""
    if not rest or not _COMPLEMENT.fullmatch(rest):
        return not rest
    *inner, last = rest.split()
    return _belongs(last) and (apposed or all(word in _LINKS or _belongs(word) for word in inner))


def _owns(token: str) -> bool:
    return token.endswith(("’s", "'s", "s’", "s'")) or token.lower() in ("its", "his", "her", "their")


def _stands_free(before: list[str], own: list[str], apposed: bool) -> bool:
    """Whether the words before an office leave it to the person: "the", "the party’s", a verb, not "aide to the"."""
    rest = list(before)
    if rest and _owns(rest[-1]):
        rest.pop()
        rest = rest[: len(rest) - len(_own_words(rest))]
    if rest and rest[-1].lower() in _ARTICLES:
        rest.pop()
    if apposed and rest[-1:] == ["and"] and len(rest) > 1 and ROLE.fullmatch(rest[-2]):
        return True  # "the Wexley MP and council leader"
    if apposed or ("and" in own and rest == before):
        return not rest
    return not rest or _PAST.fullmatch(rest[-1]) is None


def _is_office(head: str, modifiers: str, owned: bool, rest: str) -> bool:
    """Whether the head names an office and not a trade, with what stands about it."""
    match head:
        case "secretary":
            return bool(modifiers) or rest.startswith((" of ", " for "))
        case "leader":
            return owned or _LEADS.search(modifiers + rest) is not None
        case "director":
            return owned or _DIRECTS.search(modifiers) is not None or rest.startswith(" of ")
        case "minister":
            return _PREACHES.search(modifiers + rest) is None
    return True
