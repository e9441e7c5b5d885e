"""Which lines of a plain text are speakers' headings: by their shape, or because the text has introduced the name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from summariser.read.chair import is_chair, plain_name
from summariser.read.page_marks import is_hansard_mark, is_page_mark, is_under_heading
from summariser.read.procedure import closes, is_stage_direction

LONGEST = 160  # characters: an office, a name and a party

_NAME = r"[A-ZÀ-Þ][\w.’'-]*"
_LINK = r"(?:of|and|the|de|du|ap|ab|van|von|al|y)"
_PARTIES = (
    r"(?:Con|Lab|Lab/Co-op|Lab Co-op|LD|Lib Dem|SNP|PC|DUP|SDLP|UUP|APNI|Alliance|Green"
    r"|Reform|Reform UK|RUK|TUV|UKIP|Ind|Ind Lab"
    r"|Ind LD|Ind SD|CB|XB|Non-Afl|NA|Bishops|Restore|Alba|Your Party|Sinn F[ée]in|SF|PBP|Plaid|Change UK|TIG)"
)
_PERSON = rf"{_NAME}(?: (?:{_NAME}|{_LINK})){{0,6}} {_NAME}"
_INTRODUCED = re.compile(
    rf"(?P<name>{_PERSON}|The [^().]{{3,120}}?)(?: \((?P<inner>[^()]{{2,90}}(?:\([^()]*\)[^()]*)?)\))?"
    rf" \((?P<party>{_PARTIES})\)(?: \[[A-Z]\])?(?: \(Urgent Question\))?"
)
_OFFICE = re.compile(
    rf"(?P<office>(?:The|Y) [A-Z][^().:!?]{{3,150}}) \((?P<name>{_PERSON})\)(?: \((?P<party>[^()]{{2,30}})\))?"
)
_SEATED = re.compile(
    rf"(?P<name>{_PERSON}) \((?P<seat>[A-ZÀ-Þ][^().:!?]{{2,60}})\)(?: \((?P<party>[^()]{{2,30}})\))?(?: \[V\])?"
)
# "Ann Vale" over "The Minister for Tides", without brackets: `hansard_text` sets the two lines as one heading.
_HELD = (
    r"The (?=[^().:!?]*\b(?:Secretary|Minister|Chancellor|General|Advocate|Leader|President|Treasurer|Comptroller"
    rf"|Commissioner|Privy Seal|Whip)\b)[A-Z][^().:!?]{{3,150}}[^\W\d_](?: \({_PARTIES}\))?"
)
_HOLDER = re.compile(rf"(?P<name>(?!The ){_PERSON}) (?P<office>{_HELD})")
_COLLECTIVE = re.compile(
    r"(?:Several |An? |Some |Many )?(?:[Hh]on(?:ourable|\.)? (?:Members?|Gentlem[ae]n"
    r"|Lad(?:y|ies))|Noble Lords|noble Lords?"
    r"|Members|Noble Baronesses)"
)
_BARE = re.compile(rf"(?!The |A |An |In |On ){_NAME}(?: (?:{_NAME}|{_LINK})){{0,5}} {_NAME}")
_PEER = re.compile(
    rf"The (?:Lord |Most Reverend |Right Reverend )?(?:Arch)?(?:Bishop|Earl|Duke|Marquess"
    rf"|Countess|Duchess|Viscount|Viscountess)"
    rf" (?:of )?{_NAME}(?: (?:{_NAME}|{_LINK}))*"
)
_ALONE = re.compile(r"The (?:Deputy )?(?:Prime|First) Minister")
# The office alone, whether a title or a name that is unsure stands above it.
_UNNAMED = re.compile(rf"(?={_HELD}$)The (?:{_NAME},?|{_LINK}|for|to|at|in)(?: (?:{_NAME},?|{_LINK}|for|to|at|in))*")
_TITLED = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame)\b\.? ")
_HEAD_AND_WORDS = re.compile(r"(?P<head>[^:\n]{3,160}?)\s?: (?=\S)")
# "Ann Vale Portrait The Minister (Ann Vale)"; "Q3. Ann Vale (Wexley) (Lab)"
_PRELUDE = re.compile(r"(?P<name>.{3,80}) Portrait (?=.*(?P=name))|[A-Z]{0,2}\d{1,3}\. ?(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Heading:
    """Where in a line the printed name stands, and where the words begin (the line's length: on the next line)."""

    start: int
    end: int
    rest: int


@dataclass(frozen=True, slots=True)
class SpeakerLines:
    """What a text has taught: the names that it introduces, and whether it is a debate at all."""

    names: frozenset[str]
    is_debate: bool

    def match(self, line: str, following: str) -> Heading | None:
        """The heading in a line; None where the line is anything else. ``following`` is the next line of words."""
        prelude = _PRELUDE.match(line)
        start = prelude.end() if prelude else 0
        rest = line[start:]
        bare = rest.removesuffix(":").rstrip()
        if self._is_heading(" ".join(bare.split()), following):
            return Heading(start, start + len(bare), len(line))
        inline = _HEAD_AND_WORDS.match(rest)
        if inline and (_is_strong(inline["head"]) or self._is_introduced(inline["head"])):
            return Heading(start, start + len(inline["head"]), start + inline.end())
        return None

    def _is_heading(self, line: str, following: str) -> bool:
        if len(line) > LONGEST or not line or is_page_mark(line):
            return False
        if self._is_introduced(line) or (_is_strong(line) and not _may_be_title(line, following)):
            return True
        if not self.is_debate:
            return False
        if _ALONE.fullmatch(line) or (_UNNAMED.fullmatch(line) and _is_spoken(following, least=1)):
            return True
        return _BARE.fullmatch(line) is not None and _is_spoken(following)

    def _is_introduced(self, head: str) -> bool:
        """Whether the text has introduced the name, or the longer one that "Mr. Vale" ends."""
        name = plain_name(head)
        return name in self.names or (
            _TITLED.match(head) is not None and any(known.endswith(f" {name}") for known in self.names)
        )


def is_held(line: str, above: str) -> bool:
    """Whether a line is the office of the person whose name, and nothing else, is the line ``above``."""
    return re.fullmatch(_HELD, line) is not None and _HOLDER.fullmatch(f"{above} {line}") is not None


def learn_speaker_lines(lines: Sequence[str]) -> SpeakerLines:
    """The names that the lines introduce. A debate has two headings, one and a mark, or bare names that come again."""
    marked = any(is_hansard_mark(line) for line in lines)
    taught = [line for line, mark in pairwise(lines) if is_under_heading(mark) and _may_name(line)]
    lines = [" ".join(line.split()) for line in lines if not is_page_mark(line)]
    pairs = list(zip(lines, [*lines[1:], ""], strict=True))
    heads = [head for line, following in pairs if (head := _head(line, following))]
    again = Counter(line for line, following in pairs if _BARE.fullmatch(line) and _is_spoken(following))
    repeated = [name for name, count in again.items() if count > 1]
    bare = bool(repeated) and sum(again.values()) * 8 > len(lines)
    is_debate = len(heads) + len(taught) > 1 or bare or (marked and bool(heads))
    introduced = [*taught, *(name for head in heads for name in _names(head))]
    return SpeakerLines(frozenset(map(plain_name, introduced + repeated * is_debate)), is_debate)


def _head(line: str, following: str) -> str | None:
    """The line, or what stands before its colon, where its shape alone makes it a heading."""
    prelude = _PRELUDE.match(line)
    line = line[prelude.end() if prelude else 0 :]
    bare = line.removesuffix(":").rstrip()
    if len(bare) <= LONGEST and _is_strong(bare):
        return None if _may_be_title(bare, following) else bare
    inline = _HEAD_AND_WORDS.match(line)
    return inline["head"] if inline and _is_strong(inline["head"]) else None


def _may_name(line: str) -> bool:
    """Whether a line that stands over a mark of the page can be a name or an office: it is no sentence."""
    unfinished = line[:1].isupper() and line[-1].isalpha() and len(line) <= LONGEST
    return unfinished and not is_page_mark(line) and not closes(line) and not is_stage_direction(line)


def _may_be_title(line: str, following: str) -> bool:
    """Whether a line of the shape "Name (Place)" is the title of a debate, "Floods (Vale)": nobody speaks next."""
    sure = is_chair(line) or _INTRODUCED.fullmatch(line) or _OFFICE.fullmatch(line)
    return not sure and _SEATED.fullmatch(line) is not None and not _is_spoken(following, least=1)


def _is_strong(line: str) -> bool:
    shapes = (_INTRODUCED, _OFFICE, _SEATED, _HOLDER, _COLLECTIVE, _PEER)
    return is_chair(line) or any(shape.fullmatch(line) for shape in shapes)


def _names(head: str) -> list[str]:
    """The names that a heading introduces: the person's, and the office that the record may print alone later."""
    if is_chair(head) or _COLLECTIVE.fullmatch(head) or _PEER.fullmatch(head):
        return [head]
    for shape in (_OFFICE, _HOLDER, _INTRODUCED, _SEATED):
        found = shape.fullmatch(head)
        if found:
            groups = found.groupdict()
            return [groups[key] for key in ("office", "name") if groups.get(key)]
    return []


def _is_spoken(words: str, least: int = 4) -> bool:
    """Whether a line is words somebody spoke: enough of them, with a beginning and an end."""
    if words[:1].islower() or len(words.split()) < least or closes(words) or is_stage_direction(words):
        return False
    return ends_a_sentence(words)


def ends_a_sentence(words: str) -> bool:
    """Whether a line ends as spoken words do; the number of a question may stand behind: "… on dams. (901234)"."""
    return re.search(r"[.!?…—–:][”’\"')\]]*(?:\s*[(\[]\d+[)\]])?$", words) is not None
