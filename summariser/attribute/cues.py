"""Who is named as the source of a sentence: the mention that is the subject of a verb of saying."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from summariser.attribute import grammar
from summariser.attribute.mentions import HEADS, QUOTED, Mention, Sort, find_subject
from summariser.attribute.offices import TOKEN
from summariser.data import Span

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
    rf" (?:of|for|from) (?:the )?(?:{TOKEN}(?: (?:of |the |and |for )*{TOKEN})*|[a-z][\w’'-]+(?: [\w’'-]+){{0,4}}(?=,)"
    rf"|[a-z’']+(?: [a-z’']+){{0,3}}(?: {TOKEN})+)"
)
_TAIL = re.compile(
    r"(?: (?:\w+ly|on|back|in|up|out|again|later|too|yesterday))?(?: (?!that\b)[^,.;:\x02]{1,45}?)?"
    r"\s*(?:[,.;:?!–]|$)"
)
_LEADS = re.compile(rf":\s*(?:{QUOTED}|$)")
_GOES_ON = re.compile(r"(?:went|goes)\b|(?:broke|breaks) in\b")
_PASSIVE = re.compile(r"\b(?:was|were|been|being) (?:\w+ ){1,4}by\b")
_VERB = (
    r"(?:[a-z]+(?:ed|es|s)|said|told|went|put|shot|hit|wrote|thought|broke|cut|began|ran|had it|swore|felt|sang|let"
    r"|came)"
)
_ANY_VERB = re.compile(rf"\b(?!(?:has|does)\b){_VERB}\b")
_VERB_FIRST = re.compile(rf",? ?(?:\w+ly )?{_VERB}(?: \w+ly| back| on| in| out)? ")
_VERB_ROLE = re.compile(
    rf"{_VERB_FIRST.pattern}(?:(?:the |its |their |his |her )?"
    rf"(?:[\w’'-]+ ){{0,4}}(?i:{HEADS}) |(?:the|its|their|his|her) (?:[a-z’'-]+ ){{1,3}}"
    rf"|[\w ]{{2,30}}[’']s )"
)
_THAT = re.compile(
    r"\b(?!(?:was|is|has|does|as|its|his|this)\b)(?:[a-z]+(?:ed|s)|made|gave|let|told) (?:[\w’'-]+ ){0,5}that "
)
_ACCORDING = re.compile(
    r"\b[Aa]ccording to |\b[Ii]n the (?:view|words|opinion) of |\b[Ff]or (?=\S+(?: \S+)?[’']s part)"
)
_VIEW = re.compile(
    r"\b[Ii]n (?=[^,.]{2,50}?[’']s (?:view|opinion|words|judgment|judgement)\b)"
    r"|\b(?:[Ii]n (?P<hers>her|his) (?:own )?(?:view|opinion|judgment)|[Tt]o (?P<mind>her|his) mind)\b"
)


class Frame(StrEnum):
    """How the source is named: after the words, before them, in the middle of a sentence or as its subject."""

    AFTER = "after"
    BEFORE = "before"
    ASIDE = "aside"
    MAIN = "main"


@dataclass(frozen=True, slots=True)
class Cue:
    """A mention that the sentence gives as the source of its words."""

    mention: Mention
    frame: Frame


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


def _aside(_: str, words: str, span: Span, mentions: Sequence[Mention]) -> Cue | None:
    for index, mention in enumerate(mentions):
        apposed = (
            index > 0
            and Sort.PRONOUN not in (mention.sort, mentions[index - 1].sort)
            and words[mentions[index - 1].span.end : mention.span.start] == ", "
        )
        if mention.possessive or mention.span.start == span.start or apposed:
            continue
        before = words[max(span.start, mention.span.start - 40) : mention.span.start]
        comma = re.search(r"[,–—?!\x02] ?(?:but |and )?$", before)
        verb = _verb_of(words, mention, span.end, anything=True) if comma else None
        if (
            verb
            and (verb.group() in grammar.FORMS or _GOES_ON.match(words, verb.start()))
            and (tail := _TAIL.match(words, verb.end(), span.end))
        ):
            return Cue(mention, Frame.BEFORE if _LEADS.match(words, tail.end() - 1, span.end) else Frame.ASIDE)
        inverted = re.search(r"[,–—?!\x02] ?(?:\w+ly )?([a-z]+)(?: back| on)? (?:[A-Z][\w ]{2,30}[’']s? )?$", before)
        ends = re.compile(r"(?: (?:MP|MSP|MS|MLA|KC))?(?: of (?:the )?[A-Z][\w ]{2,30})?\s*(?:[,.;:?!]|$)").match(
            words, mention.span.end, span.end
        )
        if inverted and inverted.group(1) in grammar.INVERTED and ends and mention.sort is not Sort.PRONOUN:
            return Cue(mention, Frame.ASIDE)
    return None


def _before_colon(_: str, words: str, span: Span, mentions: Sequence[Mention]) -> Cue | None:
    colon = _LEADS.search(words, span.start, span.end)
    if colon is None:
        return None
    own = [mention for mention in mentions if mention.span.end <= colon.start()]
    main = _main(words, Span(span.start, colon.start() + 1), own)
    subject = main.mention if main else find_subject(own)
    if subject is None or (main is None and _is_told(words, span, subject, colon.start())):
        return None
    return Cue(subject, Frame.BEFORE)


def _is_told(words: str, span: Span, mention: Mention, end: int) -> bool:
    """Whether the mention is no source but an object: "one backbencher told the Courier:", "she was told by"."""
    verbs = grammar.sayings(words, span.start, mention.span.start)
    return any(_speaks(words, verb, end) for verb in verbs) or _PASSIVE.search(words, mention.span.end, end) is not None


def _according(_: str, words: str, span: Span, mentions: Sequence[Mention]) -> Cue | None:
    for match in _ACCORDING.finditer(words, span.start, span.end):
        for mention in mentions:
            if match.end() <= mention.span.start <= match.end() + 4:
                return Cue(mention, Frame.ASIDE)
    for match in _VIEW.finditer(words, span.start, span.end):
        group = match.lastgroup
        if group:
            pronoun = "she" if match[group] == "her" else "he"
            return Cue(Mention(Span(*match.span(group)), pronoun, Sort.PRONOUN, (), False, False), Frame.ASIDE)
        for mention in mentions:
            if mention.span.start == match.end():
                return Cue(mention, Frame.ASIDE)
    return None


def _main(words: str, span: Span, mentions: Sequence[Mention]) -> Cue | None:
    """The earliest verb of saying whose subject is a mention: nothing but an aside or an adverb stands between."""
    if re.match(
        r"(?:What|Who|How|Why|Where|When|Will|Does|Do|Did|Is|Are|Can|Should)\b[^\x02]*\?$", words[span.start : span.end]
    ):
        return None
    best: tuple[int, Mention] | None = None
    for mention in mentions:
        if mention.oblique or mention.possessive:
            continue
        verb = _verb_after(words, span, mention)
        if (
            mention.text.lower() == "it"
            and verb
            and not re.match(r"(?:said|says|added|insisted|argued|warned|claimed)\b", words[verb:])
        ):
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
    if verb.group() in grammar.ALSO_NOUNS and not _HELPED.search(words[verb.start() - 12 : verb.start()]):
        return False
    particle = grammar.PARTICLES.get(grammar.FORMS[verb.group()])
    return (
        particle is None
        or re.match(rf" (?:\w+ly )?(?:{particle})(?:\b|(?<=\x02))", words[verb.end() : end]) is not None
    )


_HELPED = re.compile(r"\b(?:did|do|does|would|will|to|not|they|who) (?:\w+ly )?$")


def _participle(words: str, span: Span, mentions: Sequence[Mention]) -> Cue | None:
    """The subject of a sentence in which it goes on "…, telling the House that", or says something all the same."""
    subject = find_subject(mentions)
    if subject is None:
        return _relative(words, span, mentions)
    second = _second_verb(words, span, subject, mentions)
    if second:
        return Cue(subject, Frame.MAIN)
    for match in grammar.participles(words, subject.span.end, span.end):
        lemma = grammar.GERUNDS[match.group()]
        if lemma in grammar.WHILE_SAYING and _WHILE.search(words[subject.span.end : match.start()]):
            return Cue(subject, Frame.MAIN)
    return _relative(words, span, mentions)


_CLEAR = (
    "said|says|told|tells|asked|asks|added|adds|vowed|promised|pledged|warned|warns|insisted|insists|argued|argues|"
    "called|announced|confirmed|replied|claimed|wondered|thinks|thought|observed|urged|demanded|wants|wanted"
)
_SECOND = re.compile(rf"\b(?:and|but|then) (?:\w+ly |then |also |later |afterwards )?(?:{_CLEAR})\b")
_WHO = re.compile(rf"(?:,[^,;:.\x02]{{3,70}})?,? who (?:\w+ly |also |has |had )?(?:{_CLEAR})\b(?! to\b)")


def _second_verb(words: str, span: Span, subject: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a second verb says something and has the first one's subject: "she sat down and said"."""
    found = _SECOND.search(words, subject.span.end, span.end)
    if found is None:
        return False
    between = [mention for mention in mentions if subject.span.end <= mention.span.start < found.start()]
    rivals = [mention for mention in between if not mention.oblique and not mention.possessive]
    return not any(
        re.match(r" (?:was|is|had|has|would|will|[a-z]+ed)\b", words[rival.span.end : span.end]) for rival in rivals
    )


_WHILE = re.compile(r"(?:, |\b(?:begins?|began|open(?:s|ed)|start(?:s|ed)|end(?:s|ed)|clos(?:es|ed)) by )$")


def _relative(words: str, span: Span, mentions: Sequence[Mention]) -> Cue | None:
    """Somebody of whom the sentence goes on "…, who said that"."""
    for mention in mentions:
        if mention.sort is Sort.NAME and not mention.possessive and _WHO.match(words, mention.span.end, span.end):
            return Cue(mention, Frame.MAIN)
    return None
