"""Who presides: only where the source gives it.

A title ("Mr Speaker", "The Deputy Presiding Officer") is sure by itself. Where the record prints the Chair under their
own name, `presiding` looks for what a Member in debate does not say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

HONORIFIC = re.compile(r"^(?:(?:The|Rt|Right|Hon|Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness)\b\.? ?)+", re.I)

_TITLE = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Madam)\.? (?:(?:Principal |First |Second )?Deputy )?(?:Speaker|Chair|Chairman|President)"
    r"|(?:The )?(?:(?:Principal|First|Second|Temporary|Acting|Senior) )*(?:Deputy )?"
    r"(?:Presiding Officer|Lord Speaker|Speaker|Convener|Chair(?:man|woman|person)?)"
    r"(?: of (?:Committees|Ways and Means))?"
    r"|(?:Y |The )?(?:Dirprwy )?(?:Deputy )?(?:Llywydd|Lywydd)(?: Dros Dro)?)"
    r"(?:\s*\([^()]+\))*:?"
    r"|.{3,80}\s\(in the Chair\):?",
    re.I,
)
_COLLECTIVE = re.compile(r"\b(?:Members|Lords|Peers|Baronesses)$", re.I)
_IN_THE_CHAIR = re.compile(r"\[([^\[\]]+?) in the Chair\]", re.I)
_FORMULA = re.compile(
    r"^(?:\[Interruption\.?\] )?Order[.!](?: Order[.!])?"
    r"|\bI call (?:the )?(?!on\b)(?:[A-Z][\w.’'-]+ ?){1,8}(?:to [^.]{3,80})?\.$"
    r"|^(?:I (?:must|have to|beg to) inform the House|The Question is|I shall (?:now )?put the Question)\b"
    r"|^With this it will be (?:convenient|possible) to|^Before I call\b|\bsuspend(?:ing)? the (?:House|sitting)\b"
)
_PARTISAN = re.compile(r"\bmy (?:right )?(?:hon\.|noble) (?:and learned |and gallant )*Friend", re.I)


def is_chair(printed: str) -> bool:
    """Whether the printed attribution is a title of the Chair; False where it names a person and no such title."""
    return _TITLE.fullmatch(printed.strip()) is not None


def is_collective(printed: str) -> bool:
    """Whether the printed attribution is nobody in particular: "Several hon. Members", "Noble Lords"."""
    return _COLLECTIVE.search(printed.strip().rstrip(":")) is not None


def named_in_the_chair(text: str) -> str | None:
    """The person in "[Dame Rosalind Peake in the Chair]"; None where nothing says so, or only a title is given."""
    found = _IN_THE_CHAIR.search(text)
    return None if found is None or is_chair(found[1]) else plain_name(found[1])


def plain_name(printed: str) -> str:
    """A name without title or honorific, for comparison only."""
    return HONORIFIC.sub("", " ".join(printed.split())).removesuffix(" (in the Chair)").casefold()


def presiding(turns: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Those who preside over a sitting, by the Chair's own formulas; ``(name, words)`` each.

    In ten Commons days of 2016 to 2021, 77 turns have a formula and all are the Chair's. Who also speaks of
    "my hon. Friend" that day sat on the benches too, and is known by the formula alone, turn by turn.
    """
    chairs, members = set(), set()
    for name, words in turns:
        if speaks_as_chair(words) and not is_collective(name):
            chairs.add(name)
        if _PARTISAN.search(words):
            members.add(name)
    return frozenset(chairs - members)


def speaks_as_chair(words: str) -> bool:
    """Whether a turn holds a formula that only the Chair uses; False says nothing either way."""
    return _FORMULA.search(words) is not None
