"""TheyWorkForYou day files (root ``<publicwhip>``): parsed, hardened, and cut into their debates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from summariser.data import Listing
from summariser.errors import UnreadableInput
from summariser.read.chair import plain_name, presiding

_EXTERNAL = re.compile(r"<!(?:ENTITY|DOCTYPE)\s+(?:%\s+)?\S+\s+(?:SYSTEM|PUBLIC)\b")
_ANSWERS = ("ques", "reply")
_STATEMENTS = re.compile(r"/(?:wms|lordswms|wrans|lordswrans|answers|ministerial)/", re.I)
_PART_OF_BILL = re.compile(
    r"(?:(?:New |Lords |Government )?(?:Clause|Schedule|Amendment)s?\b|(?:After"
    r"|Before) (?:Clause|Schedule)|Title\b|Preamble"
    r"|(?:First|Second|Third) Reading|Report\b|Committee\b|Committee Stage|Consideration|Further consideration"
    r"|Motion to\b|Money resolution|Programme|Ways and Means)",
    re.I,
)
_STANDS_ALONE = re.compile(r"\bBill\b|^Points? of Order|^Petitions?\b|^Business", re.I)


@dataclass(frozen=True, slots=True)
class Debate:
    """One debate of a day, still XML: what stands in it, its headings included, in order."""

    id: str
    title: str
    elements: tuple[etree._Element, ...]
    chairs: frozenset[str]  # those who preside that day, by what they say
    bears_types: bool  # whether the day marks the Members' turns by type, and so leaves only the Chair's unmarked

    @property
    def speeches(self) -> list[etree._Element]:
        """The turns of those who are named."""
        return [element for element in self.elements if element.tag == "speech" and speaker_name(element)]

    @property
    def listing(self) -> Listing:
        """The debate as a reader lists it."""
        names = {speaker_name(speech) for speech in self.speeches}
        words = sum(len(words_of(speech).split()) for speech in self.speeches)
        return Listing(self.id, self.title, len(names), words)


def is_day_file(text: str | bytes) -> bool:
    """Whether the text is XML whose root is ``<publicwhip>``."""
    head = text[:200_000] if isinstance(text, str) else _readable(text[:200_000])
    return head.lstrip("\ufeff \t\r\n").startswith("<") and re.search(r"<publicwhip[\s/>]", head) is not None


def parse_day(data: bytes, source: str, encoding: str | None = None) -> etree._Element:
    """The root of a day file; internal entities are expanded within lxml's bounds, external ones refused."""
    _refuse_external(data, source)
    parser = etree.XMLParser(
        resolve_entities="internal", no_network=True, load_dtd=False, huge_tree=False, encoding=encoding
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        reason = re.sub(r"(?: line \d+)?, line \d+, column \d+.*", "", error.msg or "no reason given").rstrip(".")
        raise UnreadableInput(
            f"{source}: the XML is broken at line {line}, column {column}: {reason}. "
            "Expected a whole TheyWorkForYou day file; try to fetch it again."
        ) from None
    _refuse_other_files(root, source)
    return root


def split_day(root: etree._Element) -> tuple[Debate, ...]:
    """The debates of a day, in order; a heading under which nobody speaks is none. An id given twice is numbered."""
    named = tuple(speech for speech in root.iter("speech") if speaker_name(speech))
    typed = sum("type" in speech.attrib for speech in named) * 2 > len(named)
    chairs = presiding((plain_name(speaker_name(speech) or ""), words_of(speech)) for speech in named)
    times = Counter[str]()
    debates = []
    for debate in (Debate(*group, chairs, typed) for group in _groups(root)):
        if debate.speeches:
            times[debate.id] += 1
            number = times[debate.id]
            debates.append(replace(debate, id=f"{debate.id}-{number}") if number > 1 else debate)
    return tuple(debates)


def speaker_name(speech: etree._Element) -> str | None:
    """The printed name; None where the record names nobody."""
    return None if speech.get("nospeaker") == "true" else speech.get("speakername") or None


def words_of(element: etree._Element) -> str:
    """All words of an element, white space folded."""
    return " ".join("".join(element.itertext()).split())


def _groups(root: etree._Element) -> Iterator[tuple[str, str, tuple[etree._Element, ...]]]:
    """Id, title and elements of each stretch under one heading; a clause or a stage goes with its Bill."""
    bill = root.find("bill")
    prefix = f"{bill.get('title')}: " if bill is not None and bill.get("title") else ""
    major, current, elements = "", ("", "Untitled"), list[etree._Element]()
    for element in root:
        if element.tag == "major-heading":
            major = prefix + _heading(element)
        elif element.tag == "oral-heading":
            major = ""
        if element.tag in ("major-heading", "oral-heading"):
            yield (*current, tuple(elements))
            current, elements = (element.get("id", ""), major), []
        elif element.tag == "minor-heading" and not _continues(major, words_of(element)):
            yield (*current, tuple(elements))
            title = _heading(element)
            if any(speaker_name(found) for found in elements if current[1] == major) or _STANDS_ALONE.search(title):
                major = ""  # the major heading had a debate of its own, and this is another
            current, elements = (element.get("id", ""), f"{major}: {title}" if major else title), []
        if isinstance(element.tag, str):
            elements.append(element)
    yield (*current, tuple(elements))


def _continues(major: str, minor: str) -> bool:
    """Whether a minor heading (a clause, a stage) belongs to the debate under the major heading above it."""
    if not major or _STANDS_ALONE.search(minor):
        return False
    under_bill = re.search(r"\bBill\b", major, re.I) is not None
    return under_bill or _PART_OF_BILL.match(minor) is not None


def _heading(element: etree._Element) -> str:
    """The title of a heading, without the name of who is in the Chair."""
    title = re.sub(r"\s*[—-]*\s*\[[^\[\]]* in the Chair\]\s*[—-]*\s*", " ", words_of(element), flags=re.I)
    return title.strip() or words_of(element)


def _readable(data: bytes) -> str:
    """The bytes as text good enough to find markup in; the parser decodes them by their own declaration."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    return data.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def _refuse_external(data: bytes, source: str) -> None:
    head = _readable(data)
    prolog = head[: head.find("<publicwhip")]
    found = _EXTERNAL.search(prolog)
    if found:
        line = prolog.count("\n", 0, found.start()) + 1
        raise UnreadableInput(
            f"{source}: line {line} refers to another file or address (“{found[0]}”), which is never fetched. "
            "Expected a day file whose entities are all declared inside it; delete the declaration."
        )


def _refuse_other_files(root: etree._Element, source: str) -> None:
    if root.tag != "publicwhip":
        raise UnreadableInput(f"{source}: the XML begins with <{root.tag}>; expected <publicwhip>, a day of debates.")
    first = next((element.get("id") for element in root if isinstance(element.tag, str) and element.get("id")), "")
    if any(root.find(tag) is not None for tag in _ANSWERS) or _STATEMENTS.search(f"{first}"):
        raise UnreadableInput(
            f"{source}: this day file holds written answers or written statements, not a debate. "
            "Expected a file of debates, such as debates…, westminster…, daylord…, standing…, sp… or ni…."
        )
