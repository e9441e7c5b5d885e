"""What a file holds: its text, or why it cannot be read."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

from summariser.errors import Misuse, UnreadableInput

MEGABYTE = 1_000_000
LARGEST_TEXT = 20 * MEGABYTE  # a whole sitting of either House is below 2 MB
LARGEST_DAY = 64 * MEGABYTE
EXPECTED = "Expected a news report or Hansard as plain text, or a TheyWorkForYou day file (<publicwhip> XML)."

_MAGIC = {
    b"%PDF": "a PDF; save its text, or copy it into a text file",
    b"PK\x03\x04": "a ZIP archive or an office document (.docx, .odt, .xlsx); save it as plain text",
    b"\xd0\xcf\x11\xe0": "an old Word document (.doc); save it as plain text",
    b"\x1f\x8b": "a gzip archive; unpack it first",
    b"BZh": "a bzip2 archive; unpack it first",
    b"\xfd7zXZ": "an xz archive; unpack it first",
    b"7z\xbc\xaf": "a 7-Zip archive; unpack it first",
    b"\xff\xd8\xff": "a JPEG image; type or scan its words into a text file",
    b"\x89PNG": "a PNG image; type or scan its words into a text file",
    b"GIF8": "a GIF image; type or scan its words into a text file",
    b"ID3": "an MP3 recording; use its transcript",
    b"{\\rtf": "a rich-text document (.rtf); save it as plain text",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database",
}
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_WORD = re.compile(r"[(\[“‘\"']*[^\W\d_]+(?:[-'’.–—/][^\W\d_]+)*[.!?…,;:)\]”’\"'—–-]*", re.UNICODE)


def read_bytes(path: str | Path) -> bytes:
    """The bytes of a file."""
    path = Path(path)
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise UnreadableInput(f"{path} is a folder. {EXPECTED} Give one of the files in it.")
        if size > LARGEST_DAY:  # before it is in memory
            raise UnreadableInput(_too_large(str(path), size, LARGEST_DAY))
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableInput(f"There is no file {path}. {EXPECTED} Check the name.") from None
    except (OSError, ValueError) as error:
        raise UnreadableInput(f"{path} cannot be opened: {getattr(error, 'strerror', None) or error}.") from None


def decode_text(data: bytes, source: str, encoding: str | None = None) -> str:
    """The text in the bytes: UTF-8 (or UTF-16 with its mark) unless ``encoding`` names another."""
    refuse_binary(data, source, encoding)
    if len(data) > LARGEST_TEXT:
        raise UnreadableInput(_too_large(source, len(data), LARGEST_TEXT))
    used = encoding or ("utf-16" if data[:2] in _UTF16 else "utf-8-sig")
    try:
        return data.decode(used)
    except LookupError:
        raise Misuse(f"There is no encoding “{encoding}”. Try --encoding windows-1252, or utf-8.") from None
    except UnicodeError as error:
        place = f" at byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""
        raise UnreadableInput(
            f"{source} is not {used.removesuffix('-sig').upper()}{place}. Expected UTF-8. "
            "Try --encoding windows-1252, or convert it: iconv -f WINDOWS-1252 -t UTF-8."
        ) from None


def refuse_large_day(data: bytes, source: str) -> None:
    """Nothing, where a day file is of a size that is read; an error, where it is larger."""
    if len(data) > LARGEST_DAY:
        raise UnreadableInput(_too_large(source, len(data), LARGEST_DAY))


def refuse_binary(data: bytes, source: str, encoding: str | None = None) -> None:
    """Nothing, where the bytes may be text; an error that says what they seem to be, where they are not."""
    if not data.strip():
        raise UnreadableInput(f"{source} is empty. {EXPECTED}")
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise UnreadableInput(f"{source} is not text: it seems to be {kind}. {EXPECTED}")
    wide = data[:2] in _UTF16 or (encoding or "").lower().replace("_", "-").startswith(("utf-16", "utf-32"))
    if b"\x00" in data and not wide:
        raise UnreadableInput(f"{source} is not text: it holds a zero byte at byte {data.index(0)}. {EXPECTED}")


def refuse_other_text(text: str, source: str) -> None:
    """Nothing, where the text is prose; an error that says what it seems to be, where it is not."""
    if not text.strip("\ufeff \t\r\n\v\f") or text.isspace():
        raise UnreadableInput(f"{source} is empty. {EXPECTED}")
    if len(text) > LARGEST_TEXT:
        raise UnreadableInput(_too_large(source, len(text), LARGEST_TEXT))
    kind = _other_format(text)
    if kind:
        raise UnreadableInput(f"{source} cannot be read: it seems to be {kind}. {EXPECTED}")
    if not _is_prose(text):
        raise UnreadableInput(f"{source} cannot be read as prose: hardly any of it is words. {EXPECTED}")


def _other_format(text: str) -> str | None:
    opening = text[:2000].lstrip("\ufeff \t\r\n").lower()
    if opening.startswith(("<!doctype html", "<html")) or re.match(r"<(?:head|body|div|p|h1)\b[^>]*>", opening):
        return "a web page (HTML); copy its words, or save them as plain text"
    if opening.startswith("<") and re.match(r"<[?!a-z]", opening):
        root = re.search(r"<([A-Za-z][\w:.-]*)", text)
        return f"XML of another kind (<{root[1]}>)" if root else "XML of another kind"
    if opening[:1] in ("{", "[") and _is_json(text):
        return "JSON"
    return "a table (CSV)" if _is_table(text) else None


def _is_json(text: str) -> bool:
    for piece in (text, text.strip().partition("\n")[0]):
        try:
            json.loads(piece)
        except (ValueError, RecursionError):
            continue
        return True
    return False


def _is_table(text: str) -> bool:
    """Whether three lines or more all have the same three fields or more."""
    lines = [line for line in text[:100_000].splitlines()[:200] if line.strip()]
    if len(lines) < 3:
        return False
    for mark in ",;\t|":
        try:
            widths = {len(row) for row in csv.reader(lines, delimiter=mark)}
        except csv.Error:
            continue
        if len(widths) == 1 and widths.pop() >= 3:
            return True
    return False


def _is_prose(text: str) -> bool:
    """Three words or more, and most of what stands between white space a word; figures may be many."""
    pieces = text.split(maxsplit=30_000)[:30_000]
    words = sum(1 for piece in pieces if len(piece) <= 40 and _WORD.fullmatch(piece))
    return words >= 3 and words * 2 >= len(pieces)


def _too_large(source: str, size: int, limit: int) -> str:
    return (
        f"{source} is too large: {size / MEGABYTE:.0f} MB, and {limit // MEGABYTE} MB is the most that is read. "
        "Cut out the debate that you want."
    )
