"""The lines above a debate: its title, date and chamber, where the page gives them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from summariser.read.page_marks import is_page_mark
from summariser.read.procedure import closes, is_stage_direction
from summariser.read.speaker_lines import SpeakerLines

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DATE = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({'|'.join(_MONTHS)}),? (\d{{4}})\b")
_ABOUT = re.compile(
    r"(?:Volume \d+.*|.{0,20}[Dd]ebated on .+|(?:Mon|Tues|Wednes|Thurs|Fri|Satur"
    r"|Sun)day,? \d{1,2} \w+ \d{4}|\d{1,2} \w+ \d{4}"
    r"|Hansard|UK Parliament|.{0,40}Official Report.{0,60})"
)
_CHAMBERS = {
    "commons chamber": "House of Commons",
    "house of commons": "House of Commons",
    "lords chamber": "House of Lords",
    "house of lords": "House of Lords",
    "westminster hall": "Westminster Hall",
    "grand committee": "Grand Committee",
    "public bill committees": "Public Bill Committee",
    "public bill committee": "Public Bill Committee",
    "scottish parliament": "Scottish Parliament",
    "senedd": "Senedd",
    "northern ireland assembly": "Northern Ireland Assembly",
}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The number of paragraphs above the debate, and what they say; None for what they do not."""

    length: int
    title: str | None
    date: str | None
    chamber: str | None


def read_front_matter(paragraphs: Sequence[str], lines: SpeakerLines) -> FrontMatter:
    """What stands above the first speaker, procedural line or sentence; a date has all above it with it."""
    above: list[str] = []
    length = 0
    for number, words in enumerate(paragraphs):
        later = (paragraphs[index] for index in range(number + 1, len(paragraphs)))
        following = next((found for found in later if not is_page_mark(found)), "")
        if not _is_about(words) and lines.match(words, following):
            break
        above.append(words)
        unbroken = length == number and _stands_above(words)
        length = number + 1 if unbroken or _is_about(words) else length
    said = [words for words in above[:length] if not is_page_mark(words)]
    titles = [words for words in said if not _is_about(words) and _stands_above(words)]
    return FrontMatter(
        length=length,
        title=": ".join(dict.fromkeys(titles)) or None,
        date=next((date for words in said if (date := _iso_date(words))), None),
        chamber=next((chamber for words in said if (chamber := _chamber(words))), None),
    )


def _is_about(words: str) -> bool:
    return _ABOUT.fullmatch(words) is not None or _chamber(words) is not None


def _stands_above(words: str) -> bool:
    if is_page_mark(words) or _is_about(words):
        return True
    if closes(words) or is_stage_direction(words):
        return False
    return len(words.split()) <= 25 and words[-1] not in ".!?—:;,"


def _chamber(words: str) -> str | None:
    return _CHAMBERS.get(words.casefold().strip())


def _iso_date(words: str) -> str | None:
    found = _DATE.search(words)
    if not found:
        return None
    try:
        return datetime.date(int(found[3]), _MONTHS.index(found[2]) + 1, int(found[1])).isoformat()
    except ValueError:
        return None
