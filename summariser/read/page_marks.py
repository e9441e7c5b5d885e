"""What a page of Hansard puts between the words: set aside, in no contribution."""

from __future__ import annotations

import re

_MARK = re.compile(
    r"Share(?: this (?:contribution|debate|speech|answer|question))?|Copy (?:link|this link)(?: to clipboard)?"
    r"|Link to (?:this speech|this|this contribution)(?:\s+In context(?:\s+Individually)?)?|In context|Individually"
    r"|[Cc]olumn \d+(?:WH|WS|WA|W|GC|PBC|P)?(?: ?is located here)?"
    r"|.{2,80} Portrait|-?\s*View Speech\s*(?:-\s*Hansard\s*)?(?:-\s*)*(?:\[?Link\]?|Excerpts)?"
    r"|-?\s*Hansard\s*(?:-\s*)*(?:Excerpts)?"
    r"|\(?(?:[01]?\d|2[0-3])[.:]\d{2}\s*(?:[ap]\.?\s?m\.?|noon|midnight)?\)?|\d{1,2} (?:noon|midnight|[ap]\.?m\.?)"
    r"|(?:Previous|Next) (?:debate|section|contribution)|Download (?:this )?(?:debate|text"
    r"|as text)|Back to top|Top|Toggle.{0,40}"
    r"|Read Full debate|Read Hansard Text|Watch Debate|Debate Timeline|Find in context|Jump to .{1,40}|[-–—•*_\s]+",
    re.I,
)


_OF_HANSARD = re.compile(r"Share this (?:contribution|debate)$|Column \d|-?\s*View Speech", re.I)
_UNDER_HEADING = re.compile(r"Share this contribution$|-?\s*View Speech|-?\s*Hansard\s*-", re.I)


def is_hansard_mark(line: str) -> bool:
    """Whether a line is a mark that only a page of Hansard bears; times and rules stand elsewhere too."""
    return _OF_HANSARD.match(line) is not None


def is_under_heading(line: str) -> bool:
    """Whether a line is the mark that a page sets under each speaker's heading."""
    return _UNDER_HEADING.match(line) is not None


def is_page_mark(line: str) -> bool:
    """Whether a line is the page's own ("Share this contribution", "Column 1034", "3.15 pm")."""
    return _MARK.fullmatch(line) is not None


def column_of(line: str) -> str | None:
    """The column that a mark begins ("Column 1034WH" gives "1034WH"); None for any other line."""
    found = re.match(r"[Cc]olumn (\d+[A-Z]{0,3})", line)
    return found[1] if found else None
