"""Who is named as the source of a sentence: the mention that is the subject of a verb of saying.

A sentence names its source in one of several frames, looked for in this order: behind a quotation, in the middle,
before a colon, as "according to"; else as the subject of its own verb.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from summariser.attribute import grammar
from summariser.attribute.mentions import HEADS, QUOTED, Mention, Sort, find_subject
from summariser.attribute.predicates import VERB, find_saying, find_verb, speaks
from summariser.data import Span

# Behind a quotation: “…,” – "said" – Ann Vale; “…,” – "said the party’s" – Ann Vale.
_QUOTATION = re.compile(rf"{QUOTED}+")
_VERB_FIRST = re.compile(rf",? ?(?:\w+ly )?{VERB}(?: \w+ly| back| on| in| out)? ")
_VERB_ROLE = re.compile(
    rf"{_VERB_FIRST.pattern}(?:(?:the |its |their |his |her )?"
    rf"(?:[\w’'-]+ ){{0,4}}(?i:{HEADS}) |(?:the|its|their|his|her) (?:[a-z’'-]+ ){{1,3}}"
    rf"|[\w ]{{2,30}}[’']s )"
)
_SUBJECT_FIRST = re.compile(r",? ?(?:as )?")

# In the middle: "…, " – "she said" – ", …"; "…, said Ann Vale, …".
_COMMA = re.compile(r"[,–—?!\x02] ?(?:but |and )?$")
_TAIL = re.compile(
    r"(?: (?:\w+ly|on|back|in|up|out|again|later|too|yesterday))?(?: (?!that\b)[^,.;:\x02]{1,45}?)?"
    r"\s*(?:[,.;:?!–]|$)"
)
_GOES_ON = re.compile(r"(?:went|goes)\b|(?:broke|breaks) in\b")
_INVERTED = re.compile(r"[,–—?!\x02] ?(?:\w+ly )?([a-z]+)(?: back| on)? (?:[A-Z][\w ]{2,30}[’']s? )?$")
_ENDS = re.compile(r"(?: (?:MP|MSP|MS|MLA|KC))?(?: of (?:the )?[A-Z][\w ]{2,30})?\s*(?:[,.;:?!]|$)")

# Before a colon, behind which a quotation or another paragraph follows.
_LEADS = re.compile(rf":\s*(?:{QUOTED}|$)")
_PASSIVE = re.compile(r"\b(?:was|were|been|being) (?:\w+ ){1,4}by\b")

# "according to Ann Vale", "in Ann Vale’s view", "in her view"
_ACCORDING = re.compile(
    r"\b[Aa]ccording to |\b[Ii]n the (?:view|words|opinion) of |\b[Ff]or (?=\S+(?: \S+)?[’']s part)"
    r"|\b[Ii]n (?=[^,.]{2,50}?[’']s (?:view|opinion|words|judgment|judgement)\b)"
)
_IN_HER_VIEW = re.compile(
    r"\b(?:[Ii]n (?P<view>her|his) (?:own )?(?:view|opinion|judgment)|[Tt]o (?P<mind>her|his) mind)\b"
)

# As the subject: "Ann Vale said that", "Ann Vale sat down and said", "…, telling MPs that", "Ann Vale, who said".
_QUESTION = re.compile(r"(?:What|Who|How|Why|Where|When|Will|Does|Do|Did|Is|Are|Can|Should)\b[^\x02]*\?$")
_IT_SAYS = re.compile(r"(?:said|says|added|insisted|argued|warned|claimed)\b")
_CLEAR = (
    "said|says|told|tells|asked|asks|added|adds|vowed|promised|pledged|warned|warns|insisted|insists|argued|argues|"
    "called|announced|confirmed|replied|claimed|wondered|thinks|thought|observed|urged|demanded|wants|wanted"
)
_SECOND = re.compile(rf"\b(?:and|but|then) (?:\w+ly |then |also |later |afterwards )?(?:{_CLEAR})\b")
_ACTS = re.compile(r" (?:was|is|had|has|would|will|[a-z]+ed)\b")
_WHILE = re.compile(r"(?:, |\b(?:begins?|began|open(?:s|ed)|start(?:s|ed)|end(?:s|ed)|clos(?:es|ed)) by )$")
_WHO = re.compile(rf"(?:,[^,;:.\x02]{{3,70}})?,? who (?:\w+ly |also |has |had )?(?:{_CLEAR})\b(?! to\b)")


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
    """The one who is given as the source of a sentence, or ``None`` where the sentence names no source.

    ``words`` is the ``text`` with quotations blanked; ``mentions`` are the sentence's, in order.
    """
    return (
        _after_quotation(text, words, span, mentions)
        or _aside(words, span, mentions)
        or _before_colon(words, span, mentions)
        or _according(words, span, mentions)
        or _main(words, span, mentions)
        or _in_her_view(words, span)
    )


def _after_quotation(text: str, words: str, span: Span, mentions: Sequence[Mention]) -> Cue | None:
    """“…,” said Ann Vale; “…,” Ann Vale said."""
    for match in _QUOTATION.finditer(words, span.start, span.end):
        end = match.end()
        if end >= span.end or (text[end - 2] not in ",?!.—–…-" and text[end] != ","):
            continue
        behind = (mention for mention in mentions if mention.span.start >= end and not mention.possessive)
        first = next(behind, None)
        if first and _is_given(words, end, first, span):
            return Cue(first, Frame.AFTER)
    return None


def _is_given(words: str, start: int, mention: Mention, span: Span) -> bool:
    """Whether the first one mentioned behind a quotation that ends at ``start`` is who says it."""
    between = words[start : mention.span.start]
    if _VERB_FIRST.fullmatch(between):
        noun = re.match(r" ([a-z]+)", words[mention.span.end : span.end])  # said the party "whip", not the party
        return mention.sort is not Sort.GROUP or noun is None or noun.group(1) in grammar.FUNCTION_WORDS
    if mention.sort is Sort.NAME and _VERB_ROLE.fullmatch(between):
        return True
    return bool(_SUBJECT_FIRST.fullmatch(between) and find_verb(words, mention, span.end, anything=True))


def _aside(words: str, span: Span, mentions: Sequence[Mention]) -> Cue | None:
    """The sum, she said, was wrong; the sum, said Ann Vale, was wrong."""
    for index, mention in enumerate(mentions):
        if mention.possessive or mention.span.start == span.start or _is_apposed(words, mentions, index):
            continue
        before = words[max(span.start, mention.span.start - 40) : mention.span.start]
        verb = find_verb(words, mention, span.end, anything=True) if _COMMA.search(before) else None
        tail = _TAIL.match(words, verb.end(), span.end) if verb else None
        if verb and tail and (verb.group() in grammar.FORMS or _GOES_ON.match(words, verb.start())):
            return Cue(mention, Frame.BEFORE if _LEADS.match(words, tail.end() - 1, span.end) else Frame.ASIDE)
        inverted = _INVERTED.search(before) if mention.sort is not Sort.PRONOUN else None
        if inverted and inverted.group(1) in grammar.INVERTED and _ENDS.match(words, mention.span.end, span.end):
            return Cue(mention, Frame.ASIDE)
    return None


def _is_apposed(words: str, mentions: Sequence[Mention], index: int) -> bool:
    """Whether a mention stands right behind another and a comma: "its chair, Ann Vale"."""
    if index == 0 or Sort.PRONOUN in (mentions[index].sort, mentions[index - 1].sort):
        return False
    return words[mentions[index - 1].span.end : mentions[index].span.start] == ", "


def _before_colon(words: str, span: Span, mentions: Sequence[Mention]) -> Cue | None:
    """She told the House: “…”; On the tolls, Ann Vale was blunt: “…”."""
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
    return any(speaks(words, verb, end) for verb in verbs) or _PASSIVE.search(words, mention.span.end, end) is not None


def _according(words: str, span: Span, mentions: Sequence[Mention]) -> Cue | None:
    """Half of it is free, according to Ann Vale."""
    for match in _ACCORDING.finditer(words, span.start, span.end):
        for mention in mentions:
            if match.end() <= mention.span.start <= match.end() + 4:
                return Cue(mention, Frame.ASIDE)
    return None


def _in_her_view(words: str, span: Span) -> Cue | None:
    """Owen Dray has failed, in her view; the pronoun is possessive, and may be of nobody whom the sentence names."""
    found = _IN_HER_VIEW.search(words, span.start, span.end)
    if found is None:
        return None
    place = Span(*found.span(found.lastgroup or 0))
    pronoun = "she" if place.of(words) == "her" else "he"
    return Cue(Mention(place, pronoun, Sort.PRONOUN, (), True, False), Frame.ASIDE)


def _main(words: str, span: Span, mentions: Sequence[Mention]) -> Cue | None:
    """Ann Vale said that; the earliest verb of saying decides, and a participle or "who said" where there is none."""
    if _QUESTION.match(words[span.start : span.end]):
        return None
    best: tuple[int, Mention] | None = None
    for mention in mentions:
        verb = None if mention.oblique or mention.possessive else find_saying(words, mention, span.end)
        if verb is None or (mention.text.lower() == "it" and not _IT_SAYS.match(words, verb)):
            continue
        if best is None or verb < best[0]:
            best = (verb, mention)
    if best:
        return Cue(best[1], Frame.MAIN)
    subject = find_subject(mentions)
    if subject and (_says_second(words, span, subject, mentions) or _says_meanwhile(words, span, subject)):
        return Cue(subject, Frame.MAIN)
    return _relative(words, span, mentions)


def _says_second(words: str, span: Span, subject: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a second verb says something and has the first one's subject: "she sat down and said"."""
    found = _SECOND.search(words, subject.span.end, span.end)
    if found is None:
        return False
    between = (mention for mention in mentions if subject.span.end <= mention.span.start < found.start())
    rivals = (mention for mention in between if not mention.oblique and not mention.possessive)
    return not any(_ACTS.match(words, rival.span.end, span.end) for rival in rivals)


def _says_meanwhile(words: str, span: Span, subject: Mention) -> bool:
    """Whether the subject says something beside its verb: "she rose, telling MPs that", "she began by asking"."""
    return any(
        grammar.GERUNDS[match.group()] in grammar.WHILE_SAYING and _WHILE.search(words, subject.span.end, match.start())
        for match in grammar.participles(words, subject.span.end, span.end)
    )


def _relative(words: str, span: Span, mentions: Sequence[Mention]) -> Cue | None:
    """Somebody of whom the sentence goes on "…, who said that"."""
    for mention in mentions:
        if mention.sort is Sort.NAME and not mention.possessive and _WHO.match(words, mention.span.end, span.end):
            return Cue(mention, Frame.MAIN)
    return None
