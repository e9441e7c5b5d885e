"""One debate of a TheyWorkForYou day file becomes a Document, its text built paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from lxml import etree

from summariser.data import Contribution, Document, Kind, Place, Printed, Span
from summariser.read.builder import Builder
from summariser.read.chair import is_chair, is_collective, named_in_the_chair, plain_name, speaks_as_chair
from summariser.read.procedure import find_divisions, find_questions, is_stage_direction, mark_procedure
from summariser.read.twfy_xml import Debate, speaker_name, words_of

_CHAMBERS = {
    "debate": "House of Commons",
    "lords": "House of Lords",
    "westminhall": "Westminster Hall",
    "standing": "Public Bill Committee",
    "spor": "Scottish Parliament",
    "sp": "Scottish Parliament",
    "ni": "Northern Ireland Assembly",
    "senedd": "Senedd",
    "wales": "Senedd",
    "lmqs": "London Assembly",
}
_HEADINGS = ("major-heading", "minor-heading", "oral-heading")


def build_document(debate: Debate, source: str | None) -> Document:
    """The Document of one debate; the printed names stand on lines of their own, outside the contributions."""
    builder = Builder()
    chairs = _chairs(debate)
    contributions = _with_unique_ids(
        contribution
        for element in debate.elements
        for contribution in (
            _heading(element, builder)
            if element.tag in _HEADINGS
            else _turn(element, builder, chairs, debate.bears_types)
        )
    )
    text = builder.text
    return Document(
        id=debate.id,
        title=debate.title,
        date=_date(debate.id),
        chamber=_CHAMBERS.get(_section(debate.id)),
        format="theyworkforyou-xml",
        source=source,
        text=text,
        contributions=contributions,
        divisions=find_divisions(text, contributions),
        questions=find_questions(text, contributions),
        unresolved=(),
    )


def _with_unique_ids(contributions: Iterable[Contribution]) -> tuple[Contribution, ...]:
    """The contributions, each by its own id; where a source gives one id twice, the later one's offset is added."""
    found: dict[str, Contribution] = {}
    for contribution in contributions:
        identity = contribution.id
        while identity in found:
            identity = f"{identity}/c{contribution.span.start}"
        found[identity] = replace(contribution, id=identity)
    return tuple(found.values())


def _heading(element: etree._Element, builder: Builder) -> Iterator[Contribution]:
    words = words_of(element)
    if words:
        span = builder.add(words)
        yield Contribution(_id(element, 0, span), span, Kind.HEADING, (span,), None, _place(element))


def _turn(
    element: etree._Element, builder: Builder, chairs: frozenset[str], bears_types: bool
) -> Iterator[Contribution]:
    """The contributions of one ``<speech>``: the words of the person, and the record's own, each by itself."""
    paragraphs = list(_paragraphs(element)) if element.tag == "speech" else []
    if not paragraphs:
        return
    name = speaker_name(element)
    printed = _printed(element, name)
    if name:
        builder.add(name)
    own = _kind(element, name, paragraphs, chairs, bears_types)
    marks = mark_procedure([words for words, _ in paragraphs], [italic for _, italic in paragraphs])
    numbered = enumerate(zip(paragraphs, marks, strict=True))
    for procedural, run in groupby(numbered, key=lambda item: item[1][1]):
        found = list(run)
        spans = tuple(builder.add(words) for _, ((words, _), _) in found)
        first, ((words, _), _) = found[0]
        kind = Kind.PROCEDURE if procedural else own
        named = printed if kind is not Kind.PROCEDURE or _is_act_of(name, words) else None
        yield Contribution(
            id=_id(element, first, spans[0]),
            span=Span(spans[0].start, spans[-1].end),
            kind=kind,
            paragraphs=spans,
            printed=named,
            place=_place(element),
        )


def _paragraphs(speech: etree._Element) -> Iterator[tuple[str, bool]]:
    """The words of each paragraph or row of a table, and whether all of it is set in italics."""
    stray = " ".join((speech.text or "").split())
    if stray:
        yield stray, False
    for child in speech:
        rows = child.iter("tr") if child.tag == "table" else [child]
        for row in rows:
            words = " ".join(words_of(cell) for cell in row) if row.tag == "tr" else words_of(row)
            if words.strip():
                yield words.strip(), row.get("class", "").endswith("italic")
        tail = " ".join((child.tail or "").split())
        if tail:
            yield tail, False


def _kind(
    element: etree._Element,
    name: str | None,
    paragraphs: list[tuple[str, bool]],
    chairs: frozenset[str],
    bears_types: bool,
) -> Kind:
    if name is None:
        return Kind.PROCEDURE
    if is_collective(name):
        return Kind.SPEECH
    unmarked = bears_types and "type" not in element.attrib
    words = " ".join(words for words, _ in paragraphs)
    presides = is_chair(name) or is_chair(element.get("speakeroffice", "")) or plain_name(name) in chairs
    return Kind.CHAIR if presides or unmarked or speaks_as_chair(words) else Kind.SPEECH


def _chairs(debate: Debate) -> frozenset[str]:
    """Those in the Chair: named by a heading of the debate, or known by what they say in the sitting."""
    named = (
        named_in_the_chair(words_of(element))
        for element in debate.elements
        if element.tag in _HEADINGS or speaker_name(element) is None
    )
    return debate.chairs | {name for name in named if name}


def _is_act_of(name: str | None, words: str) -> bool:
    """Whether a procedural line needs its name to be read: "Mr Tolland" — "indicated assent."."""
    return name is not None and is_stage_direction(words) and not words.startswith("[")


def _printed(element: etree._Element, name: str | None) -> Printed | None:
    if name is None:
        return None
    source_id = next((found for key in ("person_id", "speakerid") if (found := element.get(key))), None)
    known = source_id if source_id and not source_id.endswith("unknown") else None
    return Printed(name, element.get("speakeroffice") or None, known)


def _id(element: etree._Element, number: int, span: Span) -> str:
    given = element.get("id") or f"c{span.start}"
    return f"{given}/{number + 1}" if number else given


def _place(element: etree._Element) -> Place | None:
    url = element.get("url") or ""
    place = Place(element.get("colnum") or None, url if url.startswith(("http://", "https://")) else None)
    return place if place.column or place.url else None


def _section(debate_id: str) -> str:
    return debate_id.removeprefix("uk.org.publicwhip/").partition("/")[0]


def _date(debate_id: str) -> str | None:
    """The date in the id; a committee's id holds the Bill's date first and the sitting's last."""
    found = re.findall(r"\d{4}-\d{2}-\d{2}", debate_id)
    return found[-1] if found else None
