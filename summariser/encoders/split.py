"""Where sentences start: Punkt, trained on Hansard, decides what a full stop means; a few rules do the rest.

What a sentence is here:

- It ends at ``.``, ``?``, ``!`` or ``…`` with the quotation marks and brackets that close there. Sentences inside a
  quotation are sentences of their own; one that goes on in lower case is not cut (``“Why?” he asked.``).
- What numbers a paragraph belongs with what follows (``Q3. [901234] If he will …``, ``21. Mr. Carson …``). A question's
  number or a citation that stands behind a sentence belongs with it (``… of carers. [298765]``,
  ``… in July.”—[Official Report, 4 May; Vol. 9, c. 5.]``).
- A stage direction between sentences stands alone (``[Interruption.]``).
- In a report, what leads up to a quotation is apart from it (``She said:`` and ``“It will be done.``), so that a
  quoted sentence holds the speaker's words only. In Hansard a colon never ends a sentence.
"""

from __future__ import annotations

import json
import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

from summariser.errors import MissingModel

PARAMETERS = "parameters.json"

# One character for one, so that offsets stand. Pages of 2009 hold the quotation marks and dashes of Windows-1252 as
# control characters.
PLAIN = str.maketrans("“”„«»\x93\x94‘’‚\x91\x92\x85—–\x96\x97\n\r\t\xa0", '"' * 7 + "'" * 5 + "…" + "–" * 4 + " " * 4)

END = re.compile(r"""((?<!\.)\.{2,}+|[.?!…])["')\]]*+(?:\s+(?:\[\d+\]|\(\d{5,7}\)))?\s+(?=\S)""")
NUMBER = re.compile(r"""["'(\[]*[A-Z]{0,2}\d+[A-Z]?\.\s+(?:\[\d+\]\s+)?""")  # "21. ", "Q3. [901234] "
REFERENCE = re.compile(r"[–-]|\[ ?Official Report|\(Official Report|\[\d|\(\d{5,7}\)")
INITIALS = re.compile(r"(?<!\w)[A-Z]\.\s+[A-Z]\.")
SPEECH_TAG = re.compile(
    r"([A-Z][\w'.-]* ){1,4}(said|says|asked|asks|replied|cried|added|demanded|shouted|wondered) ?[.,;–-]"
)
ITEM = re.compile(r"\([a-z]{1,4}\)")
INTRODUCTION = re.compile(r""":\s+(?=["']+[^\W\d_])""")
DOUBLE, OPENED, CLOSED = re.compile('"'), re.compile(r"(?<!\w)'(?=\w)"), re.compile(r"(?<=[\w.,?!…])'(?!\w)")
BEFORE_WORD = re.compile(r""".*[\s–"'(\[]""")
OPENING = "\"'(["
LONGEST_WORD = 40  # what Punkt is shown of the word before and of the word after


@dataclass(frozen=True, slots=True)
class PunktSplitter:
    """Punkt with our parameters."""

    punkt: PunktSentenceTokenizer
    never_last: frozenset[str]  # abbreviations with which no sentence ends ("Mr.")

    def split(self, text: str, report: bool = False) -> Iterator[int]:
        """The offsets at which a new sentence starts inside one paragraph, the first sentence's own left out."""
        plain = text.translate(PLAIN)
        starts = {end.end() for end in END.finditer(plain) if self._ends(plain, end)}
        if report:
            starts |= set(_introductions(plain))
        yield from sorted(starts)

    def _ends(self, plain: str, end: re.Match[str]) -> bool:
        """Whether a sentence ends at this mark."""
        following = plain[end.end() : end.end() + LONGEST_WORD]
        if _goes_on(following) or NUMBER.fullmatch(plain, 0, end.end()):
            return False
        if end[1] in "?!":
            return not (plain[end.start() + 1] in "\"'" and SPEECH_TAG.match(following))
        word = BEFORE_WORD.sub("", plain[max(0, end.start() - LONGEST_WORD) : end.start()])
        if self._never_last(word) or INITIALS.match(plain, end.start() - 1):
            return False
        stop = "." if end[1] == "." else " ..."  # Punkt's own way with what trails off
        first = following.lstrip(OPENING).partition(" ")[0]
        return bool(self.punkt.text_contains_sentbreak(f"{word}{stop} {first}"))

    def _never_last(self, word: str) -> bool:
        """“Mr.” and its like; "MS" may stand for a Member of the Senedd, and "C" for a plan."""
        return word in self.never_last or (word.istitle() and len(word) > 1 and word.lower() in self.never_last)


def load_splitter(folder: Path) -> PunktSplitter:
    """The splitter whose parameters lie in a folder; ``MissingModel`` where they don't."""
    path = folder / PARAMETERS
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        parameters = PunktParameters()
        parameters.abbrev_types = set(stored["abbreviations"])
        parameters.collocations = {(first, second) for first, second in stored["collocations"]}
        parameters.sent_starters = set(stored["sentence_starters"])
        parameters.ortho_context.update(stored["orthography"])
        return PunktSplitter(PunktSentenceTokenizer(parameters), frozenset(stored["never_last"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise MissingModel(
            f"The sentence parameters can't be read from {path} ({error!r}). Expected the JSON file that is published "
            "with the project; restore it from there, or make it again with `python -m training.punkt`."
        ) from error


def _goes_on(following: str) -> bool:
    """Whether what follows a mark is more of the same sentence: lower case, or the citation of what was quoted."""
    if ITEM.match(following):
        return False
    return bool(REFERENCE.match(following)) or following.lstrip(OPENING)[:1].islower()


def _introductions(plain: str) -> Iterator[int]:
    """Where the words start that a report introduces with a colon, outside any other quotation."""
    doubles, opened, closed = ([mark.start() for mark in marks.finditer(plain)] for marks in (DOUBLE, OPENED, CLOSED))
    for found in INTRODUCTION.finditer(plain):
        before = found.start()
        if bisect(doubles, before) % 2 == 0 and bisect(opened, before) <= bisect(closed, before):
            yield found.end()
