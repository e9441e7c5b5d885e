"""A format is told by the content; what cannot be read says why, and what was expected."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from summariser.errors import DebateChoice, Misuse, UnreadableInput
from summariser.read import list_debates, list_debates_in, read_file, read_text

SAMPLES = [
    ("reservoir-alarms-debate.txt", "hansard-text"),
    ("reservoir-alarms-report.txt", "report"),
    ("day-of-debates.xml", "theyworkforyou-xml"),
]
BOMB = (
    '<!DOCTYPE publicwhip [<!ENTITY a0 "quack quack">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]><publicwhip><major-heading>&a9;</major-heading></publicwhip>"
)
EXTERNAL = '<!DOCTYPE publicwhip [<!ENTITY x SYSTEM "file:///etc/hostname">]>\n<publicwhip>&x;</publicwhip>'

UNREADABLE = [
    ("", "empty"),
    (" \r\n\t ", "empty"),
    (b"", "empty"),
    (b"The pond\x00is deep.", "zero byte at byte 8"),
    (b"%PDF-1.7 and so on", "PDF"),
    (b"PK\x03\x04 and so on", ".docx"),
    (b"\xff\xd8\xff\xe0 and so on", "JPEG"),
    ("Ducks of the caf\u00e9 unite.".encode("windows-1252"), "--encoding windows-1252"),
    ("Ducks of the caf\u00e9 unite.".encode("windows-1252"), "byte 16"),
    ('{"ducks": ["said nothing"]}', "JSON"),
    ('{"ducks": 1}\n{"ducks": 2}\n', "JSON"),
    ("year,ducks,geese\n2023,4,5\n2024,6,7\n", "CSV"),
    ("<!DOCTYPE html><html><body>Ducks</body></html>", "HTML"),
    ("<TEI><text/></TEI>", "<TEI>"),
    ("zq9 81x qq0 117-b 00f 3a3a 9d-11 x0x", "words"),
    (BOMB, "entity"),
    (EXTERNAL, "never fetched"),
    ('<!DOCTYPE publicwhip SYSTEM "https://example.org/a.dtd"><publicwhip/>', "never fetched"),
    ("<publicwhip>\n<speech>\n<p>Quack</speech></publicwhip>", "line 3, column"),
    ("<publicwhip><minor-heading id='a/wrans/1'>Ducks</minor-heading><ques/><reply/></publicwhip>", "written answers"),
    ("<publicwhip><major-heading id='a/debate/1'>Ducks</major-heading></publicwhip>", "nobody speaks"),
]


@pytest.mark.parametrize(("name", "form"), SAMPLES)
def test_a_sample_is_read_in_its_format(samples: Path, name: str, form: str) -> None:
    """Each sample is recognised, whatever its file is called."""
    data = (samples / name).read_bytes()
    chosen = list_debates_in(data)[-1]
    assert read_text(data, debate_id=chosen.id).format == form
    assert read_text(data.decode(), debate_id=chosen.id).format == form


@pytest.mark.parametrize(("text", "says"), UNREADABLE)
def test_what_cannot_be_read_says_why(text: str | bytes, says: str) -> None:
    """The message names the fault."""
    with pytest.raises(UnreadableInput, match=says.replace("(", r"\(")):
        read_text(text, source="pond.txt")


def test_a_missing_file_and_a_folder_are_unreadable(tmp_path: Path) -> None:
    """Both are named in the message."""
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(UnreadableInput, match=path.name):
            read_file(path)


def test_too_much_text_is_refused() -> None:
    """Twenty megabytes are the most of a plain text."""
    with pytest.raises(UnreadableInput, match="too large"):
        read_text(b"Ducks swim in ponds. " * 1_000_000)


def test_another_encoding_is_read_where_it_is_named(tmp_path: Path) -> None:
    """An encoding that does not exist is a misuse."""
    path = tmp_path / "report"
    path.write_bytes("The café said “no”.".encode("windows-1252"))
    assert read_file(path, encoding="windows-1252").text == "The café said “no”."
    with pytest.raises(Misuse):
        read_file(path, encoding="duckish")


@pytest.mark.parametrize(
    "data",
    [
        "Ducks won.\r\nThey said so.\r\n".encode("utf-8-sig"),
        codecs.BOM_UTF16_LE + "Ducks won.\r\nThey said so.\r\n".encode("utf-16-le"),
    ],
)
def test_the_text_is_unaltered(data: bytes) -> None:
    """Line ends stay; only the byte order mark goes."""
    assert read_text(data).text == "Ducks won.\r\nThey said so.\r\n"


CHOICES = [
    ({"debate": "sirens"}, "Water and Flooding: Flood Sirens"),
    ({"debate": "NIGHT  trains"}, "Night Trains: Hestray Line"),
    ({"debate_id": "2025-10-15a.310.0"}, "Dam Safety (Independence) Bill"),
    ({"debate_id": "uk.org.publicwhip/debate/2025-10-15a.310.0"}, "Dam Safety (Independence) Bill"),
    ({}, 3),
    ({"debate": "in"}, 3),
    ({"debate": "a"}, 3),
    ({"debate": "no such"}, 3),
    ({"debate_id": "301.2"}, 3),
]


@pytest.mark.parametrize(("asked", "answer"), CHOICES)
def test_a_debate_is_picked_by_title_or_id(samples: Path, asked: dict[str, str], answer: str | int) -> None:
    """Any part of a title that only one debate has; else the debates to choose from."""
    path = samples / "day-of-debates.xml"
    if isinstance(answer, str):
        assert read_file(path, **asked).title == answer
        return
    with pytest.raises(DebateChoice) as raised:
        read_file(path, **asked)
    assert len(raised.value.listings) == answer
    assert all(item.title in str(raised.value) and item.id in str(raised.value) for item in raised.value.listings)


def test_a_byte_order_mark_in_a_text_is_no_part_of_its_first_line() -> None:
    """Offsets count it all the same."""
    document = read_text("\ufeffAnn Teal (Mere) (LD)\nIt is deep.\nPercy Teal (Reedham) (Con)\nIt is cold.\n")
    assert [c.printed.text for c in document.contributions if c.printed] == [
        "Ann Teal (Mere) (LD)",
        "Percy Teal (Reedham) (Con)",
    ]


def test_debates_without_ids_are_told_apart() -> None:
    """The one of the title that was asked for is read."""
    speech = "<speech speakername='Percy Teal'><p>On {0}.</p></speech>"
    debates = "".join(f"<major-heading>{name}</major-heading>{speech.format(name)}" for name in ("Ducks", "Geese"))
    assert read_text(f"<publicwhip>{debates}</publicwhip>", debate="geese").title == "Geese"


def test_a_day_lists_its_debates(samples: Path) -> None:
    """Title, speakers and words; a heading without speeches is none."""
    found = [(item.title, item.speakers) for item in list_debates(samples / "day-of-debates.xml")]
    assert found == [
        ("Water and Flooding: Flood Sirens", 2),
        ("Night Trains: Hestray Line", 3),
        ("Dam Safety (Independence) Bill", 3),
    ]


def test_a_plain_text_is_its_only_debate(samples: Path) -> None:
    """A title that is not its own is refused with the one that is."""
    path = samples / "reservoir-alarms-report.txt"
    assert read_file(path, debate="siren failure").format == "report"
    with pytest.raises(DebateChoice, match="siren failure"):
        read_file(path, debate="night trains")
