"""The verb whose subject a mention is: nothing but an aside, an apposition or adverbs stands between the two."""

from __future__ import annotations

import re

from summariser.attribute import grammar
from summariser.attribute.mentions import Mention, Sort
from summariser.attribute.offices import TOKEN

FURTHEST = 220  # characters between a subject and its verb

ADVERB = (
    r"(?:\w+ly|also|then|later|today|yesterday|tonight|last night|on \w+day(?: night| morning)?|this week|again|once|"
    r"duly|now|even|still|too|never|had|has|have|would|will|did|does|do|himself|herself|itself|afterwards|instead|"
    r"nevertheless|nonetheless|however|since|already|long|just|in turn|at once|first|only|both|all|at least|"
    r"went on to|goes on to|rose to|stood up to|got up to|came back to|was quick to|continued to|sought to|"
    r"stepped in to|took the floor to|intervened to|is|was not alone in|"
    r"(?:rose|stood up|stood|got up|stepped in|broke off|intervened|laughed|smiled) and)"
)
VERB = (
    r"(?:[a-z]+(?:ed|es|s)|said|told|went|put|shot|hit|wrote|thought|broke|cut|began|ran|had it|swore|felt|sang|let"
    r"|came)"
)
_ADVERBS = re.compile(rf"(?: {ADVERB},?)* ?")
_ANY_VERB = re.compile(rf"\b(?!(?:has|does)\b){VERB}\b")
_CONTRACTION = re.compile(r"[’'](?:s|d|ll)\b")  # "she’d"
_BRACKETED = re.compile(r" ?\([^()]*\)")
# "Ann Vale" – "of Wexley Council", "for the residents of Wexley" – "said"
_BELONGING = re.compile(
    rf" (?:of|for|from) (?:the )?(?:{TOKEN}(?: (?:of |the |and |for )*{TOKEN})*|[a-z][\w’'-]+(?: [\w’'-]+){{0,4}}(?=,)"
    rf"|[a-z’']+(?: [a-z’']+){{0,3}}(?: {TOKEN})+)"
)
# "Ann Vale" – "raised the point that", "made it clear that"
_THAT = re.compile(
    r"\b(?!(?:was|is|has|does|as|its|his|this)\b)(?:[a-z]+(?:ed|s)|made|gave|let|told) (?:[\w’'-]+ ){0,5}that "
)
_WHO = re.compile(rf"(?: \([^()]*\))?, who (?:{ADVERB} )*([a-z]+)")
_HELPED = re.compile(r"\b(?:did|do|does|would|will|to|not|they|who) (?:\w+ly )?$")


def find_verb(words: str, mention: Mention, end: int, anything: bool = False) -> re.Match[str] | None:
    """The verb whose subject the mention is: one of saying, or any where the place leaves no doubt."""
    start = mention.span.end
    contraction = _CONTRACTION.match(words, start) if mention.sort is Sort.PRONOUN else None
    start = contraction.end() if contraction else start
    apposed = words[mention.span.start - 2 : mention.span.start] == ", "
    for verb in _ANY_VERB.finditer(words, start, end) if anything else grammar.sayings(words, start, end):
        if verb.start() - start > FURTHEST:
            return None
        if _is_transparent(words[start : verb.start()], apposed) and (anything or speaks(words, verb, end)):
            return verb
    return None


def find_saying(words: str, mention: Mention, end: int) -> int | None:
    """Where somebody mentioned says something: "said", "raised the point that", "…, who said"; ``None`` where not."""
    verb = find_verb(words, mention, end)
    if verb:
        return verb.start()
    start = mention.span.end
    for that in _THAT.finditer(words, start, min(end, start + FURTHEST)):
        if _is_transparent(words[start : that.start()]):
            return that.start()
    who = _WHO.match(words, start, end)
    if who and who.group(1) in grammar.FORMS and "," not in words[who.end() : who.end() + 60]:
        return who.end()
    return None


def speaks(words: str, verb: re.Match[str], end: int) -> bool:
    """Whether the verb says something here: "hit back" and not "hit", "called for" and not "called"."""
    if verb.group() in grammar.ALSO_NOUNS and not _HELPED.search(words[verb.start() - 12 : verb.start()]):
        return False
    particle = grammar.PARTICLES.get(grammar.FORMS[verb.group()])
    return (
        particle is None
        or re.match(rf" (?:\w+ly )?(?:{particle})(?:\b|(?<=\x02))", words[verb.end() : end]) is not None
    )


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
