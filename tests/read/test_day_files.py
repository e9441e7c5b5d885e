"""TheyWorkForYou day files: debates, kinds, places, and every word once."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from summariser.data import Document, Kind, Place, Printed
from summariser.errors import UnreadableInput
from summariser.read import list_debates, list_debates_in, read_file, read_text
from summariser.read.twfy_debate import build_document
from summariser.read.twfy_xml import parse_day, split_day

ID = "uk.org.publicwhip/debate/2025-10-16a."
URL = "https://example.org/1"


def day(*elements: str) -> Document:
    """The document of a day that holds one debate."""
    heading = f'<major-heading id="{ID}1.0" colnum="1">Ponds</major-heading>'
    return read_text(f"<publicwhip>{heading}{''.join(elements)}</publicwhip>")


def speech(words: str, name: str = "Percy Teal", number: int = 1, more: str = "") -> str:
    """A speech of one name, its paragraphs parted by a bar."""
    paragraphs = "".join(f"<p>{part}</p>" if part[0] != "<" else part for part in words.split("|"))
    named = f'speakername="{name}"' if name else 'nospeaker="true"'
    return f'<speech id="{ID}1.{number}" {named} {more}>{paragraphs}</speech>'


def kinds(document: Document) -> list[tuple[str, str | None, str]]:
    """Id after the day's, printed name and kind of each contribution but the first heading."""
    return [
        (c.id.removeprefix(ID), c.printed.text if c.printed else None, c.kind.value) for c in document.contributions[1:]
    ]


TURNS = [
    ([speech("It is deep.|It is cold.")], [("1.1", "Percy Teal", "speech")]),
    ([speech("The Minister was asked—", name="")], [("1.1", None, "procedure")]),
    (
        [speech("It is deep.|Question put and agreed to.|Ordered,|That it be dug.")],
        [("1.1", "Percy Teal", "speech"), ("1.1/2", None, "procedure")],
    ),
    (
        [speech("It is deep.|[Interruption.]|It is cold.")],
        [("1.1", "Percy Teal", "speech"), ("1.1/2", None, "procedure"), ("1.1/3", "Percy Teal", "speech")],
    ),
    ([speech('It is deep.|<p class="italic">The Times</p>|It is cold.')], [("1.1", "Percy Teal", "speech")]),
    ([speech("rose—")], [("1.1", "Percy Teal", "procedure")]),
    ([speech("The pond is shut.", name="Mr. Speaker")], [("1.1", "Mr. Speaker", "chair")]),
    ([speech("Order. The pond is shut.")], [("1.1", "Percy Teal", "chair")]),
    ([speech("Order!", name="Hon. Members")], [("1.1", "Hon. Members", "speech")]),
    (
        [speech("Order. It is shut.|I call Greta Gander."), speech("It is open, is it?", number=2)],
        [("1.1", "Percy Teal", "chair"), ("1.2", "Percy Teal", "chair")],
    ),
    (
        [
            speech("Order. It is shut."),
            speech("My hon. Friend is right.", number=2),
            speech("My hon. Friend is.", "Ann", 3),
        ],
        [("1.1", "Percy Teal", "chair"), ("1.2", "Percy Teal", "speech"), ("1.3", "Ann", "speech")],
    ),
    (
        [
            '<minor-heading id="x">[Dame Ann Wigeon in the Chair]</minor-heading>',
            speech("Thank you.", name="Ann Wigeon"),
        ],
        [("1.1", "Ann Wigeon", "chair")],
    ),
]


@pytest.mark.parametrize(("elements", "expected"), TURNS)
def test_a_turn_has_its_kind(elements: list[str], expected: list[tuple[str, str, str]]) -> None:
    """The record's own words stand apart from the Member's; the Chair is told by title, by heading or by formula."""
    ending = [speech("I agree with that.", name="Greta Gander", number=9)]
    document = day(*elements, *ending)
    found = [turn for turn in kinds(document) if turn[2] != "heading"]
    assert [turn for turn in found if turn[0] != "1.9"] == expected


def test_a_day_that_marks_its_turns_leaves_the_chair_unmarked() -> None:
    """Where most turns bear a type, one without is the Chair's."""
    typed = [speech("It is deep.", number=n, more='type="Start Speech"') for n in (1, 2)]
    assert kinds(day(*typed, speech("Thank you.", name="Ann Wigeon", number=3)))[-1] == ("1.3", "Ann Wigeon", "chair")


def test_printed_and_place_are_what_the_source_gives() -> None:
    """An unknown id is none, and an address that is not whole is none."""
    given = f'person_id="uk.org.publicwhip/person/7" speakeroffice="The Minister" colnum="9" url="{URL}"'
    bare = 'person_id="unknown" colnum="9" url="/pa/1"'
    document = day(speech("It is deep.", more=given), speech("It is.", "Ann", 2, bare))
    first, second = document.contributions[1:]
    assert first.printed == Printed("Percy Teal", "The Minister", "uk.org.publicwhip/person/7")
    assert (first.place, second.printed, second.place) == (
        Place("9", URL),
        Printed("Ann", None, None),
        Place("9", None),
    )


def test_an_id_that_is_given_twice_names_one_contribution() -> None:
    """The first keeps it, and the others are told apart by their place, at every reading."""
    parts = [speech("It is deep.|[Interruption.]|It is cold.", name) for name in ("Percy Teal", "Ann", "Ann")]
    first, again = day(*parts), day(*parts)
    ids = [c.id for c in first.contributions]
    assert ids[:4] == [f"{ID}1.0", f"{ID}1.1", f"{ID}1.1/2", f"{ID}1.1/3"]
    assert len(set(ids)) == len(ids) == 10
    assert ids == [c.id for c in again.contributions]


def test_debates_of_one_id_can_each_be_chosen() -> None:
    """By the number that the list gives the later one."""
    heading = f'<major-heading id="{ID}1.0">Ponds</major-heading>'
    text = f"<publicwhip>{heading}{speech('It is deep.')}{heading}{speech('It is cold.')}</publicwhip>"
    found = [read_text(text, debate_id=listing.id).text for listing in list_debates_in(text)]
    assert [words.rpartition("It is ")[2] for words in found] == ["deep.", "cold."]


def test_internal_entities_are_expanded() -> None:
    """As the days of 2009 need it, in their own encoding."""
    text = '<?xml version="1.0" encoding="ISO-8859-1"?><!DOCTYPE publicwhip [<!ENTITY pound "&#163;">]>'
    text += (
        f'<publicwhip><major-heading id="{ID}1">Caf\u00e9s</major-heading>{speech("It cost &pound;9.")}</publicwhip>'
    )
    for given in (text, text.encode("iso-8859-1")):
        assert read_text(given).text == "Caf\u00e9s\n\nPercy Teal\n\nIt cost £9."


def test_a_document_is_dated_by_its_id() -> None:
    """The chamber too."""
    document = day(speech("It is deep."))
    assert (document.date, document.chamber, document.title) == ("2025-10-16", "House of Commons", "Ponds")


def test_voters_stay_out_of_the_text(samples: Path) -> None:
    """The division is there, its names are not."""
    document = read_file(samples / "day-of-debates.xml", debate="Dam Safety")
    (division,) = document.divisions
    found = [span.of(document.text) for span in (division.question, division.result) if span]
    assert found == ["That the Bill be now read a Second time", "Ayes 198, Noes 251."]
    assert "Mossop" not in document.text


def day_files(shared: Path) -> list[Path]:
    """All real day files that hold debates."""
    files = sorted((shared / "hansard" / "raw" / "theyworkforyou").glob("*.xml"))
    apart = ("wms", "wrans", "answers", "ministerial")
    return [path for path in files if not any(word in path.name for word in apart)]


@pytest.mark.shared
def test_every_debate_of_every_real_day_is_read_without_loss(shared: Path) -> None:
    """Each letter that is spoken in the XML stands once in a contribution, in order, by an independent count."""
    for path in day_files(shared):
        parser = etree.XMLParser(resolve_entities="internal")
        spoken = Counter[str]()
        for element in etree.parse(path, parser).getroot().iter("speech"):
            if element.get("speakername"):
                spoken.update("".join(element.xpath("string()").split()))
        found = Counter[str]()
        for debate in split_day(parse_day(path.read_bytes(), path.name)):
            found.update(spoken_letters(build_document(debate, path.name)))
        assert not spoken - found, path.name


def spoken_letters(document: Document) -> str:
    """The letters of all contributions but headings; each span is checked on the way."""
    end, letters = 0, []
    for contribution in document.contributions:
        assert end <= contribution.span.start < contribution.span.end <= len(document.text)
        end = contribution.span.start
        for paragraph in contribution.paragraphs:
            assert end <= paragraph.start < paragraph.end <= contribution.span.end
            end = paragraph.end
            letters.append("" if contribution.kind is Kind.HEADING else paragraph.of(document.text))
        assert end == contribution.span.end
    return "".join("".join(letters).split())


@pytest.mark.shared
def test_a_real_day_is_read_in_a_second(shared: Path) -> None:
    """The largest, of 0.8 MB."""
    path = max(day_files(shared), key=lambda path: path.stat().st_size)
    longest = max(list_debates(path), key=lambda item: item.words)
    began = time.process_time()
    read_file(path, debate_id=longest.id)
    assert time.process_time() - began < 1


@pytest.mark.shared
@pytest.mark.parametrize("word", ["wms", "wrans", "answers", "ministerial"])
def test_written_answers_and_statements_are_no_debate(shared: Path, word: str) -> None:
    """The message says what they are."""
    (path, *_) = sorted((shared / "hansard" / "raw" / "theyworkforyou").glob(f"*{word}*.xml"))
    with pytest.raises(UnreadableInput, match="not a debate"):
        read_file(path)


@pytest.mark.shared
def test_a_real_debate_reads_alike_from_both_formats(shared: Path) -> None:
    """Rendered as a page shows it, each named turn is the same person's; 99 in 100 of its paragraphs."""
    path = next(path for path in day_files(shared) if "2009-10-28c" in path.name)
    document = read_file(path, debate="Local Spending Reports")
    plain = read_text(as_page(document))
    assert plain.format == "hansard-text"
    expected, found = Counter(attributed(document)), Counter(attributed(plain))
    assert (expected & found).total() >= 0.99 * expected.total()


def as_page(document: Document) -> str:
    """The debate as a page prints it, each name introduced with a place and a party."""
    lines, met = ["Title of the debate"], set[str]()
    for c in document.contributions[1:]:
        if c.printed:
            new = c.kind is Kind.SPEECH and c.printed.text not in met and "Members" not in c.printed.text
            lines += [c.printed.text + (" (Anytown) (Ind)" if new else ""), "Share this contribution"]
            met |= {c.printed.text}
        lines += [span.of(document.text) for span in c.paragraphs]
    return "\n".join(lines)


def attributed(document: Document) -> list[tuple[str | None, str]]:
    """Whose each paragraph is."""
    return [
        (c.printed.text.removesuffix(" (Anytown) (Ind)") if c.printed else None, span.of(document.text))
        for c in document.contributions
        for span in c.paragraphs
        if c.kind is not Kind.HEADING
    ]


@pytest.mark.shared
def test_no_report_is_taken_for_hansard(shared: Path) -> None:
    """Nor the seed article: of it, the first line alone is a heading."""
    reports = (shared / "annotation" / "news").glob("*.txt")
    tuned = [path for path in reports if int(path.name.partition("-")[0]) % 3]
    assert {read_file(path).format for path in tuned} == {"report"}
    seed = read_file(shared / "seed" / "national-inquiry-article.txt")
    assert [c.kind for c in seed.contributions] == [Kind.HEADING] + [Kind.NARRATION] * (len(seed.contributions) - 1)
