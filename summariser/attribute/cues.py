"""Who is named as the source of a sentence: mentions, and the verb of saying that one of them is the subject of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from summariser.attribute import grammar
from summariser.attribute.people import PARTY, RUN, TOKEN, Person
from summariser.data import Span

QUOTED = "\x02"  # stands for every character of a quotation, marks included

_HEADS = "|".join(sorted(grammar.OFFICES, key=len, reverse=True))
_DEFINITE = re.compile(
    rf"\b(?:[Tt]he|[Tt]his) (?:[\w&-]+(?:[’']s?)? ){{0,5}}?(?i:{_HEADS})\b"
    rf"(?: (?:for|of|to) (?:the )?{TOKEN}(?:(?:,? and| of| the| on| upon)* {TOKEN})*)?"
)
_CHAIN = rf"(?:the )?(?:[a-z][\w’']+ ){{0,3}}?{TOKEN}(?:(?:,? and| of| the| for|[’']s?)* {TOKEN})*"
_SPOKES = re.compile(
    rf"\b(?:[Aa]n?|[Tt]he) (?:[\w.-]+(?:[’']s?)? ){{0,5}}?(?:spokes(?:man|woman|person)|source)\b(?: (?:for|at|from) {_CHAIN})?"
)
_GROUP = re.compile(
    rf"\b(?:(?:[Tt]he|[Aa]n?) )?(?:[\w.-]+(?:[’']s?)? ){{0,4}}?{grammar.GROUP_HEADS}\b(?: (?:for|of|at|from) {_CHAIN})?"
)
_LONG_RUN = re.compile(rf"\b(?:(?:[Tt]he|[Aa]n?) )?{TOKEN}(?:[’']s?)?(?:(?: and| of| for| the| a)* {TOKEN}(?:[’'](?=\s))?)*")
_RUN = re.compile(
    rf"\b(?:(?:[Tt]he|[Aa]n?) )?(?:{RUN.pattern[2:]}[’']s? )?{RUN.pattern[2:]}(?: for (?:the )?{TOKEN}(?:(?:,? and| of|,)* {TOKEN})*)?"
)
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey)(?=[’']s\b|[’']d\b|[’']ll\b|\b)(?![’']\w*-)")
_POSSESSIVE = re.compile(r"[’']s?\b|[’'](?= )")

_ADVERB = (
    r"(?:\w+ly|also|then|later|today|yesterday|tonight|last night|on \w+day(?: night| morning)?|this week|again|once|"
    r"duly|now|even|still|too|never|had|has|have|would|will|did|does|do|himself|herself|itself|afterwards|instead|"
    r"nevertheless|nonetheless|however|since|already|long|just|in turn|at once|first|only|both|all|at least|"
    r"went on to|goes on to|rose to|stood up to|got up to|came back to|was quick to|continued to|sought to|"
    r"stepped in to|took the floor to|intervened to|is|was not alone in|"
    r"(?:rose|stood up|stood|got up|stepped in|broke off|intervened|laughed|smiled) and)"
)
_ADVERBS = re.compile(rf"(?: {_ADVERB},?)* ?")
_BRACKETED = re.compile(r" ?\([^()]*\)")
_BELONGING = re.compile(
    rf" (?:of|for|from) (?:the )?(?:{TOKEN}(?: (?:of |the |and |for )*{TOKEN})*|[a-z][\w’'-]+(?: [\w’'-]+){{0,4}}(?=,)|the [a-z’']+(?: [a-z’']+){{0,3}}(?: {TOKEN})+)"
)
_TAIL = re.compile(r"(?: (?:\w+ly|on|back|in|up|out|again|later|too|yesterday))?(?: (?!that\b)[^,.;:\x02]{1,45}?)?\s*(?:[,.;:?!–]|$)")
_VERB = r"(?:[a-z]+(?:ed|es|s)|said|told|went|put|shot|hit|wrote|thought|broke|cut|began|ran|had it|swore|felt|sang|let|came)"
_ANY_VERB = re.compile(rf"\b{_VERB}\b")
_VERB_FIRST = re.compile(rf",? ?(?:\w+ly )?{_VERB}(?: \w+ly| back| on| in| out)? ")
_VERB_ROLE = re.compile(rf"{_VERB_FIRST.pattern}(?:(?:the |its |their |his |her )?(?:[\w’'-]+ ){{0,4}}(?i:{_HEADS}) |[\w ]{{2,30}}[’']s )")
_THAT = re.compile(r"\b(?!was\b|is\b|has\b|does\b|as\b|its\b|his\b|this\b)(?:[a-z]+(?:ed|s)|made|gave|let|told) (?:[\w’'-]+ ){0,5}that ")
_ACCORDING = re.compile(r"\b[Aa]ccording to |\b[Ii]n the (?:view|words|opinion) of |\b[Ff]or (?=\S+(?: \S+)?[’']s part)")
_VIEW = re.compile(r"\b[Ii]n (?=[^,.]{2,50}?[’']s (?:view|opinion|words|judgment|judgement)\b)|\b[Ii]n (?:her|his) (?:own )?(?:view|opinion|judgment)\b|\b[Tt]o (?:her|his) mind\b")


class Sort(StrEnum):
    """What a mention is made of."""

    NAME = "name"
    PRONOUN = "pronoun"
    DEFINITE = "definite"
    GROUP = "group"


class Frame(StrEnum):
    """How the source is named: after the words, before them, in the middle of a sentence or as its subject."""

    AFTER = "after"
    BEFORE = "before"
    ASIDE = "aside"
    MAIN = "main"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for somebody; ``people`` holds those whom a name fits."""

    span: Span
    text: str
    sort: Sort
    people: tuple[Person, ...]
    possessive: bool
    oblique: bool


@dataclass(frozen=True, slots=True)
class Cue:
    """A mention that the sentence gives as the source of its words."""

    mention: Mention
    frame: Frame


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


_Places = list[tuple[tuple[int, int], tuple[Person, ...]]]


def _spokesperson_places(words: str, span: Span) -> _Places:
    """"A spokesman", "the spokeswoman for the union": nobody with a name."""
    found = _SPOKES.finditer(words, span.start, span.end)
    return [(match.span(), ()) for match in found if match.group()[0] in "Aa" or re.search(r" for |[’']s? ", match.group())]


def _group_places(words: str, span: Span) -> _Places:
    places: _Places = []
    for match in _GROUP.finditer(words, span.start, span.end):
        tokens = match.group().split(" ")
        inner = [i for i, token in enumerate(tokens) if token.lower() in _BREAKS and i > 0]
        start = match.start() + sum(len(token) + 1 for token in tokens[: inner[-1]]) if inner else match.start()
        tokens = words[start : match.end()].split(" ")
        if not any(token.lower() in _BREAKS - {"the", "a", "an"} for token in tokens[:1]):
            places.append(((start, match.end()), ()))
    return places


_BREAKS = grammar.FUNCTION_WORDS - {"for", "of", "at", "from", "and", "no"}


def _run_places(words: str, span: Span) -> _Places:
    """Runs of capitals; one behind a possessive belongs to it only where it ends as a group's name does."""
    places: _Places = []
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
    """"The committee’s chair, Ann Vale, said": the description is the name's."""
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
    return between in (" ", "") or re.fullmatch(rf" (?:[a-z’'-]+ ){{0,3}}(?:{_HEADS}) ", between) is not None


def _mention(words: str, sentence: Span, place: tuple[int, int], sort: Sort, people: tuple[Person, ...]) -> Mention:
    start, end = place
    before = re.search(r"([^\W\d_]+)(?: the| a| an)?[ ]$", words[max(sentence.start, start - 30) : start])
    oblique = before is not None and before.group(1).lower() in grammar.BEFORE_A_SUBJECT
    possessive = _POSSESSIVE.match(words, end) is not None and sort is not Sort.PRONOUN
    return Mention(Span(start, end), words[start:end], sort, people, possessive, oblique)


def _name_places(
    words: str, span: Span, people: Sequence[Person]
) -> list[tuple[tuple[int, int], tuple[Person, ...]]]:
    found: list[tuple[tuple[int, int], tuple[Person, ...]]] = []
    for alias, fitting in sorted(_aliases(people).items(), key=lambda item: -len(item[0])):
        for match in re.finditer(rf"(?<![\w-]){re.escape(alias)}(?![\w-])", words[span.start : span.end]):
            place = (span.start + match.start(), span.start + match.end())
            if any(place[0] < other[0][1] and other[0][0] < place[1] for other in found):
                continue
            found.append((_with_title(words, place, fitting)))
    return found


def _aliases(people: Sequence[Person]) -> dict[str, tuple[Person, ...]]:
    aliases: dict[str, list[Person]] = {}
    for person in people:
        forms = [person.name, person.name.removeprefix(f"{person.title} "), person.surname, person.surname.split(" of ")[0]]
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


def find_cue(text: str, words: str, span: Span, mentions: Sequence[Mention]) -> Cue | None:
    """The one who is given as the source of a sentence, or ``None`` where the sentence names no source."""
    for find in (_after_quotation, _aside, _before_colon, _according):
        cue = find(text, words, span, mentions)
        if cue:
            return cue
    return _main(words, span, mentions)


def _is_transparent(gap: str, apposed: bool = False) -> bool:
    """Whether only an aside, an apposition or adverbs stand between a subject and its verb.

    A subject that is ``apposed`` stands after a comma itself ("Its chair, Ann Vale, said") and may have one behind it.
    """
    gap = _BRACKETED.sub("", gap)
    while (first := gap.split(" ")[1:2]) and first[0] in grammar.POSTNOMINALS:
        gap = gap[len(first[0]) + 1 :]
    belonging = _BELONGING.match(gap)
    if belonging:
        gap = gap[belonging.end() :]
    if apposed and gap.count(",") == 1:
        gap = gap.removeprefix(",")
    for opening in (",", " –", " —", " -"):
        if gap.startswith(opening) and gap.count(opening) > 1 and not re.search(r"[;:.]", gap):
            gap = gap[gap.rfind(opening) + len(opening) :]
    return _ADVERBS.fullmatch(gap) is not None


def _verb_of(words: str, mention: Mention, end: int, anything: bool = False) -> re.Match[str] | None:
    """The verb whose subject the mention is: one of saying, or any where the place leaves no doubt."""
    start = mention.span.end
    contraction = re.compile(r"[’'](?:s|d|ll)\b").match(words, start)
    start = contraction.end() if contraction and mention.sort is Sort.PRONOUN else start
    apposed = words[mention.span.start - 2 : mention.span.start] == ", "
    verbs = _ANY_VERB.finditer(words, start, end) if anything else grammar.sayings(words, start, end)
    for verb in verbs:
        if verb.start() - start > 220:
            return None
        if _is_transparent(words[start : verb.start()], apposed) and (anything or _speaks(words, verb, end)):
            return verb
    return None


def _after_quotation(text: str, words: str, span: Span, mentions: Sequence[Mention]) -> Cue | None:
    for match in re.finditer(rf"{QUOTED}+", words[span.start : span.end]):
        end = span.start + match.end()
        if end >= span.end or (text[end - 2] not in ",?!.—–…-" and text[end] != ","):
            continue
        for mention in mentions:
            if mention.possessive or mention.span.start < end:
                continue
            between = words[end : mention.span.start]
            verb_first = _VERB_FIRST.fullmatch(between) or (mention.sort is Sort.NAME and _VERB_ROLE.fullmatch(between))
            subject_first = re.fullmatch(r",? ?(?:as )?", between) and _verb_of(words, mention, span.end, anything=True)
            noun = re.match(r" ([a-z]+)", words[mention.span.end : span.end])
            if mention.sort is Sort.GROUP and verb_first and noun and noun.group(1) not in grammar.FUNCTION_WORDS:
                break
            if verb_first or subject_first:
                return Cue(mention, Frame.AFTER)
            break
    return None


_INVERTED = frozenset("said says asked asks added adds replied replies argued insisted warned claimed thought".split())


def _aside(_: str, words: str, span: Span, mentions: Sequence[Mention]) -> Cue | None:
    for index, mention in enumerate(mentions):
        apposed = index > 0 and mention.sort is not Sort.PRONOUN and words[mentions[index - 1].span.end : mention.span.start] == ", "
        if mention.possessive or mention.span.start == span.start or apposed:
            continue
        before = words[max(span.start, mention.span.start - 40) : mention.span.start]
        comma = re.search(r"[,–—?!\x02] ?(?:but |and )?$", before)
        verb = _verb_of(words, mention, span.end, anything=True) if comma else None
        if verb and (verb.group() in grammar.FORMS or verb.group() in ("went", "goes")) and _TAIL.match(words, verb.end(), span.end):
            return Cue(mention, Frame.ASIDE)
        inverted = re.search(r"[,–—?!\x02] ?(?:\w+ly )?([a-z]+)(?: back| on)? (?:[A-Z][\w ]{2,30}[’']s? )?$", before)
        ends = re.compile(r"(?: (?:MP|MSP|MS|MLA|KC))?(?: of (?:the )?[A-Z][\w ]{2,30})?\s*(?:[,.;:?!]|$)").match(words, mention.span.end, span.end)
        if inverted and inverted.group(1) in _INVERTED and ends and mention.sort is not Sort.PRONOUN:
            return Cue(mention, Frame.ASIDE)
    return None


def _before_colon(_: str, words: str, span: Span, mentions: Sequence[Mention]) -> Cue | None:
    narration = words[span.start : span.end]
    colon = re.search(rf":\s*(?:{QUOTED}|$)", narration)
    if colon is None:
        return None
    own = [mention for mention in mentions if mention.span.end <= span.start + colon.start()]
    main = _main(words, Span(span.start, span.start + colon.start() + 1), own)
    subject = main.mention if main else find_subject(own)
    return Cue(subject, Frame.BEFORE) if subject else None


def _according(_: str, words: str, span: Span, mentions: Sequence[Mention]) -> Cue | None:
    for match in _ACCORDING.finditer(words, span.start, span.end):
        for mention in mentions:
            if match.end() <= mention.span.start <= match.end() + 4:
                return Cue(mention, Frame.ASIDE)
    for match in _VIEW.finditer(words, span.start, span.end):
        for mention in mentions:
            if mention.span.start == match.end():
                return Cue(mention, Frame.ASIDE)
    return None


def find_subject(mentions: Sequence[Mention]) -> Mention | None:
    """The first mention that no preposition or conjunction governs."""
    return next((mention for mention in mentions if not mention.oblique and not mention.possessive), None)


def _main(words: str, span: Span, mentions: Sequence[Mention]) -> Cue | None:
    """The earliest verb of saying whose subject is a mention: nothing but an aside or an adverb stands between."""
    if re.match(r"(?:What|Who|How|Why|Where|When|Will|Does|Do|Did|Is|Are|Can|Should)\b[^\x02]*\?$", words[span.start : span.end]):
        return None
    best: tuple[int, Mention] | None = None
    for mention in mentions:
        if mention.oblique or mention.possessive:
            continue
        verb = _verb_after(words, span, mention)
        if mention.text.lower() == "it" and verb and not re.match(r"(?:said|says|added|insisted|argued|warned|claimed)\b", words[verb:]):
            continue
        if verb is not None and (best is None or verb < best[0]):
            best = (verb, mention)
    return Cue(best[1], Frame.MAIN) if best else _participle(words, span, mentions)


def _verb_after(words: str, span: Span, mention: Mention) -> int | None:
    verb = _verb_of(words, mention, span.end)
    if verb:
        return verb.start()
    start = mention.span.end
    for that in _THAT.finditer(words, start, min(span.end, start + 220)):
        if _is_transparent(words[start : that.start()]):
            return that.start()
    who = re.compile(rf"(?: \([^()]*\))?, who (?:{_ADVERB} )*([a-z]+)").match(words, start, span.end)
    if who and who.group(1) in grammar.FORMS and "," not in words[who.end() : who.end() + 60]:
        return who.end()
    return None


def _speaks(words: str, verb: re.Match[str], end: int) -> bool:
    """Whether the verb says something here: "hit back" and not "hit", "called for" and not "called"."""
    if verb.group() in _ALSO_NOUNS and not _HELPED.search(words[verb.start() - 12 : verb.start()]):
        return False
    particle = grammar.PARTICLES.get(grammar.FORMS[verb.group()])
    return particle is None or re.match(rf" (?:\w+ly )?(?:{particle})(?:\b|(?<=\x02))", words[verb.end() : end]) is not None


_ALSO_NOUNS = frozenset(
    "back plan hope fear report call question object point list doubt answer demand offer claim promise pledge support "
    "attack challenge praise post reply mean want signal detail welcome state address quote find".split()
)
_HELPED = re.compile(r"\b(?:did|do|does|would|will|to|not|they|who) (?:\w+ly )?$")


def _participle(words: str, span: Span, mentions: Sequence[Mention]) -> Cue | None:
    """"…, telling the House that": the subject of the sentence says it."""
    subject = find_subject(mentions)
    if subject is None:
        return _relative(words, span, mentions)
    second = _second_verb(words, span, subject, mentions)
    if second:
        return Cue(subject, Frame.MAIN)
    for match in grammar.participles(words, subject.span.end, span.end):
        lemma = grammar.GERUNDS[match.group()]
        if words[match.start() - 2 : match.start()] == ", " and lemma in ("say", "tell", "argue", "insist", "accuse", "claim", "call", "describe", "warn", "add", "observe", "urge", "ask", "promise", "pledge", "announce", "declare", "point"):
            return Cue(subject, Frame.MAIN)
    return _relative(words, span, mentions)


_CLEAR = (
    "said|says|told|tells|asked|asks|added|adds|vowed|promised|pledged|warned|warns|insisted|insists|argued|argues|"
    "called|announced|confirmed|replied|claimed|wondered|thinks|thought|observed|urged|demanded|wants|wanted"
)
_SECOND = re.compile(rf"\b(?:and|but|then) (?:\w+ly |then |also |later |afterwards )?(?:{_CLEAR})\b")
_WHO = re.compile(rf"(?:,[^,;:.\x02]{{3,70}})?,? who (?:\w+ly |also |has |had )?(?:{_CLEAR})\b(?! to\b)")


def _second_verb(words: str, span: Span, subject: Mention, mentions: Sequence[Mention]) -> bool:
    """"She sat down and said": the subject of the first verb, which says nothing, is that of the second too."""
    found = _SECOND.search(words, subject.span.end, span.end)
    if found is None:
        return False
    between = [mention for mention in mentions if subject.span.end <= mention.span.start < found.start()]
    rivals = [mention for mention in between if not mention.oblique and not mention.possessive]
    return not any(re.match(r" (?:was|is|had|has|would|will|[a-z]+ed)\b", words[rival.span.end : span.end]) for rival in rivals)


def _relative(words: str, span: Span, mentions: Sequence[Mention]) -> Cue | None:
    """"The case was put by Ann Vale, who said that"."""
    for mention in mentions:
        if mention.sort is Sort.NAME and not mention.possessive and _WHO.match(words, mention.span.end, span.end):
            return Cue(mention, Frame.MAIN)
    return None
