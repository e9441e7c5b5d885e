"""A file becomes a Document: look at the content, choose the reader, say why not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from summariser.data import Document, Kind, Listing
from summariser.errors import DebateChoice, UnreadableInput
from summariser.read.hansard_text import is_hansard_text, read_hansard_text
from summariser.read.report import read_report
from summariser.read.source import decode_text, read_bytes, refuse_binary, refuse_large_day, refuse_other_text
from summariser.read.twfy_debate import build_document
from summariser.read.twfy_xml import Debate, is_day_file, parse_day, split_day

FORMATS = ("report", "hansard-text", "theyworkforyou-xml")

__all__ = ["FORMATS", "list_debates", "list_debates_in", "read_file", "read_text"]


def read_file(
    path: str | Path, *, debate: str | None = None, debate_id: str | None = None, encoding: str | None = None
) -> Document:
    """The Document in a file, its format told by its content; of a day of debates, the one that is asked for.

    Args:
        path: the file.
        debate: any part of the debate's title, in capitals or not.
        debate_id: the debate's id, whole or from its last "/" on.
        encoding: how the bytes are written, where that is not UTF-8.

    Raises:
        DebateChoice: no debate answers to what was asked, or more than one does.
        UnreadableInput: the file is missing, not text, too large, or of no format of ours.
    """
    return read_text(read_bytes(path), source=str(path), debate=debate, debate_id=debate_id, encoding=encoding)


def read_text(
    text: str | bytes,
    *,
    source: str | None = None,
    debate: str | None = None,
    debate_id: str | None = None,
    encoding: str | None = None,
) -> Document:
    """The Document in a text, or in the bytes of one; ``source`` is only named, never opened."""
    found = _open(text, source, encoding)
    if isinstance(found, Document):
        _choose((_listing(found),), source, debate, debate_id)
        return found
    listings = [day.listing for day in found]
    chosen = _choose(listings, source, debate, debate_id)
    return build_document(found[listings.index(chosen)], source)


def list_debates(path: str | Path, *, encoding: str | None = None) -> tuple[Listing, ...]:
    """The debates of a file, in order; a report is a single one."""
    return list_debates_in(read_bytes(path), source=str(path), encoding=encoding)


def list_debates_in(
    text: str | bytes, *, source: str | None = None, encoding: str | None = None
) -> tuple[Listing, ...]:
    """The debates of a text, in order; a report is a single one."""
    found = _open(text, source, encoding)
    return (_listing(found),) if isinstance(found, Document) else tuple(day.listing for day in found)


def _open(text: str | bytes, source: str | None, encoding: str | None) -> Document | tuple[Debate, ...]:
    """A Document where the text holds a single one; the debates, still XML, where it is a day file."""
    name = source or "The text"
    if isinstance(text, bytes):
        refuse_binary(text, name, encoding)
    if is_day_file(text):
        data, written = (text.encode("utf-8", "replace"), "utf-8") if isinstance(text, str) else (text, encoding)
        refuse_large_day(data, name)
        return split_day(parse_day(data, name, written))
    words = decode_text(text, name, encoding) if isinstance(text, bytes) else text
    refuse_other_text(words, name)
    return read_hansard_text(words, source) if is_hansard_text(words) else read_report(words, source)


def _choose(listings: Sequence[Listing], source: str | None, debate: str | None, debate_id: str | None) -> Listing:
    """The one listing that answers: by id, else by its whole title, else by any part of it."""
    if not listings:
        raise UnreadableInput(
            f"{source or 'The text'} holds no debate: nobody speaks under any of its headings. Try another day file."
        )
    if debate_id is not None:
        asked = f"the id “{debate_id}”"
        matches = [item for item in listings if debate_id in (item.id, item.id.rpartition("/")[2])]
    elif debate is not None:
        asked = f"“{debate}”"
        part = _fold(debate)
        matches = [item for item in listings if _fold(item.title) == part]
        matches = matches if len(matches) == 1 else [item for item in listings if part in _fold(item.title)]
    else:
        asked, matches = "", list(listings)
    if len(matches) == 1:
        return matches[0]
    raise DebateChoice(_which(source or "The text", asked, matches, listings), tuple(matches or listings))


def _which(name: str, asked: str, matches: Sequence[Listing], listings: Sequence[Listing]) -> str:
    if not matches:
        problem = f"{name} holds no debate that answers to {asked}; it holds:"
    elif asked:
        problem = f"{len(matches)} debates in {name} answer to {asked}:"
    else:
        problem = f"{name} holds {len(matches)} debates:"
    header = f"{'words':>7}  {'speakers':>8}  title  [id]"
    rows = [f"{item.words:>7,}  {item.speakers:>8}  {item.title}  [{item.id}]" for item in matches or listings]
    advice = "Choose one: --debate with any part of its title that no other has, or --debate-id with its id."
    return "\n".join([problem, header, *rows, advice])


def _fold(title: str) -> str:
    return " ".join(re.sub(r"[’‘]", "'", title).casefold().split())


def _listing(document: Document) -> Listing:
    named = {found.printed.text for found in document.contributions if found.printed}
    spoken = (found for found in document.contributions if found.kind is not Kind.HEADING)
    words = sum(len(span.of(document.text).split()) for found in spoken for span in found.paragraphs)
    return Listing(document.id, document.title or "Untitled", len(named), words)
