"""A news report in plain text: a paragraph is a contribution, and what stands about the report is a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summariser.data import Contribution, Document, Kind, Span
from summariser.read.builder import digest_id
from summariser.read.paragraphs import find_paragraphs

FORMAT = "report"
TOP = 6  # paragraphs in which a byline may stand; in 63 reports of every house style none stands lower than the third
LONGEST_HEADING = 25  # words of an unfinished line; above it stand only sentences that lost their full stop

_BYLINE = re.compile(
    r"(?:(?:By|Words by|Reporter:|Report by|From|Live reporting by|Reporting by|Analysis by) (?:our |the )?[A-Z]"
    r"|by [A-Z][\w’'-]+ [A-Z])[^.!?]{2,90}$|Published\b|(?:Last )?[Uu]pdated\b"
)
_STAFF = re.compile(
    r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3}(?:,| \|)? .{0,40}\b(?:[Rr]eporter|[Cc]orrespondent|[Ee]ditor|[Ss]taff"
    r"|[Ss]ketchwriter|[Cc]olumnist|[Ww]riter)s?\b.{0,30}$"
)
_TIME = re.compile(r"\d{1,2}[.:]\d{2} ?(?:[ap]\.?m\.?)?(?: (?:GMT|BST))?\b")
_LABEL = re.compile(
    r"(?:[A-Z][A-Z0-9’'!,&/ -]{2,40}|[Rr]ead more|[Rr]elated|[Ss]ee also"
    r"|Image(?: caption)?|Image credit|Picture|Photo(?:graph)?"
    r"|Pictured|PICTURED|Opinion|Getty|PA)(?:[:,]| \|)"
)
_ALWAYS = re.compile(
    r"(?:READ MORE|Read more|RELATED|Related|Image caption|Image|Picture|Photo|PICTURED|Pictured)\b[:,]"
)
_SMILEY = "\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"  # with which a post may end
_FINISHED = re.compile(rf"[.!?…:;,—–\-{_SMILEY}][”’\"')\]]*$")
_SAYS = re.compile(r"\b(?:ask|wonder|demand|say|inquir|enquir)(?:s|ed|d|id)?\b|\bsaid\b")
_QUOTED_WHOLE = re.compile(r"[“‘\"'][^“”\"]+[^.!?…,][”’\"']$")


def read_report(text: str, source: str | None) -> Document:
    """The Document of a report; its title is None where it opens without a headline."""
    paragraphs = find_paragraphs(text)
    headings = _headings([span.of(text) for span in paragraphs])
    contributions = tuple(
        Contribution(f"c{span.start}", span, Kind.HEADING if heading else Kind.NARRATION, (span,), None, None)
        for span, heading in zip(paragraphs, headings, strict=True)
    )
    return Document(
        id=digest_id(text),
        title=_title(text, paragraphs, headings),
        date=None,
        chamber=None,
        format=FORMAT,
        source=source,
        text=text,
        contributions=contributions,
        divisions=(),
        questions=(),
        unresolved=(),
    )


def _title(text: str, paragraphs: Sequence[Span], headings: Sequence[bool]) -> str | None:
    """The first heading at the top that is not a kicker, a time or a byline."""
    for span, heading in zip(paragraphs, headings, strict=True):
        words = " ".join(span.of(text).split())
        if not heading:
            return None
        if not (_is_kicker(words) or _BYLINE.match(words) or _TIME.match(words)):
            return words
    return None


def _headings(paragraphs: Sequence[str]) -> list[bool]:
    top = _top(paragraphs)
    return [number < top or _is_heading(words) for number, words in enumerate(paragraphs)]


def _top(paragraphs: Sequence[str]) -> int:
    """How many paragraphs stand above the report: all down to the byline, else the headline and what goes with it."""
    bylines = [number for number, words in enumerate(paragraphs[:TOP]) if number and _is_byline(words)]
    if bylines:
        return bylines[0] + 1
    opens = len(paragraphs) > 1 and bool(paragraphs) and not _is_sentence(paragraphs[0])
    return 1 if opens else 0


def _is_heading(words: str) -> bool:
    count = len(words.split())
    if count > LONGEST_HEADING:
        return False
    if _ALWAYS.match(words) or _QUOTED_WHOLE.fullmatch(words) or _is_byline(words):
        return True
    if not _FINISHED.search(words):
        return True
    short_question = words.endswith("?") and count <= 12 and words[0] not in "“‘\"'" and not _SAYS.search(words)
    labelled = _LABEL.match(words) is not None and not words.endswith((".", ".”", ".’", ":"))
    timed = _TIME.match(words) is not None and count <= 14 and not words.endswith((".", ".”", ".’"))
    return short_question or labelled or timed


def _is_byline(words: str) -> bool:
    return (
        len(words.split()) <= 16 and bool(_BYLINE.match(words) or _STAFF.match(words)) and not _FINISHED.search(words)
    )


def _is_kicker(words: str) -> bool:
    return len(words.split()) <= 4 and (
        "|" in words or "/" in words or words in ("Sketch", "News", "Opinion", "Analysis")
    )


def _is_sentence(words: str) -> bool:
    """Whether a first paragraph is no headline: of 63 headlines none ends with a full stop."""
    return re.search(r"\.[”’\"')]*$", words) is not None
