"""The lines above a debate: its title, date and chamber, where the page gives them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from summariser.read.page_marks import is_page_mark
from summariser.read.procedure import closes, is_stage_direction
from summariser.read.speaker_lines import SpeakerLines

_MONTHS = [datetime.date(2000, month, 1).strftime("%B") for month in range(1, 13)]
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
    """What stands above the first speaker, procedural line or sentence."""
    above: list[str] = []
    for number, words in enumerate(paragraphs):
        following = next((later for later in paragraphs[number + 1 :] if not is_page_mark(later)), "")
        if not _stands_above(words, following, lines):
            break
        above.append(words)
    said = [words for words in above if not is_page_mark(words)]
    titles = [words for words in said if not _ABOUT.fullmatch(words) and _chamber(words) is None]
    return FrontMatter(
        length=len(above),
        title=": ".join(dict.fromkeys(titles)) or None,
        date=next((date for words in said if (date := _iso_date(words))), None),
        chamber=next((chamber for words in said if (chamber := _chamber(words))), None),
    )


def _stands_above(words: str, following: str, lines: SpeakerLines) -> bool:
    if is_page_mark(words) or _ABOUT.fullmatch(words) or _chamber(words):
        return True
    if lines.match(words, following) or closes(words) or is_stage_direction(words):
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
