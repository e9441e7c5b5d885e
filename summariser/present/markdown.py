"""The summary as Markdown, for a terminal and for any page that renders it.

The sides follow one another, because long quotations in a table can't be read in a terminal; a table of counts, side
by side, stands above them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import shorten

from summariser.data import Division, Document, Speaker, Stance, Summary, Unresolved
from summariser.present.arrange import (
    Column,
    Group,
    Quotation,
    arrange_asides,
    arrange_columns,
    arrange_commitments,
    describe_document,
    describe_speaker,
    explain_nothing,
    name_speaker,
)

_SIDE = {Stance.FOR: "For", Stance.AGAINST: "Against"}
_ACTIVE = re.compile(r"[\\`*_\[\]<>&|~$@^]|(?<=http)s?:(?=//)|(?<=www)\.", re.IGNORECASE)
_BLOCK_START = re.compile(r"[#+=:-]|\d+(?=[.)])")


def write_markdown(summary: Summary, chair: bool) -> str:
    """The summary as Markdown; its first line is the motion, or that nothing in the text bears on it."""
    columns = arrange_columns(summary)
    sections = [
        *_opening(summary, columns),
        *_divisions(summary.document),
        *(line for column in columns if column.total for line in _column(column)),
        *_groups("Commitments", arrange_commitments(summary)),
        *_unresolved(summary),
        *(_asides(summary) if chair else ()),
    ]
    return "\n\n".join(sections) + "\n"


def escape(words: str) -> str:
    """The words on one line, with nothing left in them that Markdown would act on."""
    words = _ACTIVE.sub(lambda found: found[0][:-1] + "\\" + found[0][-1:], " ".join(words.split()))
    start = _BLOCK_START.match(words)
    if start is None:
        return words
    cut = start.end() if start[0][0].isdigit() else 0
    return words[:cut] + "\\" + words[cut:]


def _opening(summary: Summary, columns: tuple[Column, Column]) -> Iterator[str]:
    if summary.key_points:
        yield f"# “{escape(summary.motion)}”"
    else:
        yield from (escape(line) for line in explain_nothing(summary))
        yield from _bullets(
            f"“{escape(question.of(summary.document.text))}”" for question in summary.document.questions
        )
    facts = describe_document(summary.document)
    if facts:
        yield " · ".join(escape(fact) for fact in facts)
    if summary.key_points:
        yield _counts(columns)


def _counts(columns: tuple[Column, Column]) -> str:
    """The table of who argues how often on which side."""
    counts: dict[Speaker | None, list[int]] = {}
    for side, column in enumerate(columns):
        for group in column.groups:
            counts.setdefault(group.speaker, [0, 0])[side] = len(group.quotations)
    rows = [(_speaker(speaker), *numbers) for speaker, numbers in counts.items()]
    rows.append(("All", *(column.total for column in columns)))
    table = ["| Speaker | For | Against |", "| :-- | --: | --: |"]
    return "\n".join(table + [f"| {name} | {yes} | {no} |" for name, yes, no in rows])


def _divisions(document: Document) -> Iterator[str]:
    if document.divisions:
        yield "## Division"
        yield from _bullets(_division(division, document.text) for division in document.divisions)


def _division(division: Division, text: str) -> str:
    words = [escape(span.of(text)) for span in (division.question, division.result) if span]
    return "  \n  ".join(words) or "A division; the source prints neither its question nor its result."


def _column(column: Column) -> Iterator[str]:
    return _groups(_SIDE[column.stance], column.groups)


def _groups(title: str, groups: tuple[Group, ...]) -> Iterator[str]:
    if groups:
        yield f"## {title} ({sum(len(group.quotations) for group in groups)})"
    for group in groups:
        facts = describe_speaker(group.speaker) if group.speaker else ""
        yield f"**{_speaker(group.speaker)}**" + (f" ({escape(facts)})" if facts else "")
        yield from _bullets(_quotation(quotation) for quotation in group.quotations)


def _quotation(quotation: Quotation) -> str:
    words = " ".join(escape(part.text).join(part.marks) for part in quotation.parts)
    notes = [quotation.role.value, quotation.percent]
    if quotation.reported:
        notes.insert(0, "reported, in the source’s words")
    if quotation.url:
        notes.append(f"[{escape(quotation.place or 'official record')}](<{_address(quotation.url)}>)")
    elif quotation.place:
        notes.append(escape(quotation.place))
    return f"{words}  \n  {' · '.join(notes)}"


def _unresolved(summary: Summary) -> Iterator[str]:
    if not summary.unresolved:
        return
    text = summary.document.text
    yield f"## What could not be resolved ({len(summary.unresolved)})"
    yield from _bullets(_doubt(doubt, text) for doubt in summary.unresolved)


def _doubt(doubt: Unresolved, text: str) -> str:
    names = " or ".join(speaker.name for speaker in doubt.candidates)
    reason = escape(doubt.reason + (f" ({names})" if names else ""))
    return f"{reason}  \n  {escape(shorten(doubt.span.of(text), 240, placeholder=' …'))}"


def _asides(summary: Summary) -> Iterator[str]:
    asides = arrange_asides(summary)
    if asides:
        yield "## The Chair and procedure"
        yield from _bullets(
            (f"**{escape(aside.name)}:** " if aside.name else "") + escape(aside.text) for aside in asides
        )


def _bullets(lines: Iterator[str]) -> Iterator[str]:
    items = [f"- {line}" for line in lines]
    if items:
        yield "\n".join(items)


def _speaker(speaker: Speaker | None) -> str:
    return escape(name_speaker(speaker))


def _address(url: str) -> str:
    """The address, safe between angle brackets."""
    return re.sub(r"[\s<>\\]", lambda found: f"%{ord(found[0]):02X}", url)
