"""What is shown stands in the source, and nothing in the source can act on the page that shows it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as some
from invented import HALE, MOTION, WREN, Writer, debate, report
from markdown_it import MarkdownIt

import summariser.present
from summariser.data import Kind, Nobody, Place, Role, Span, Stance, Summary, Voice
from summariser.errors import Misuse
from summariser.present import present_fragment, present_summary
from summariser.present.arrange import arrange_columns, describe_speaker
from summariser.present.markdown import escape
from summariser.present.source import arrange_source

SUMMARIES = pytest.mark.parametrize("summary", [debate(), report()], ids=["debate", "report"])
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg/onload=alert(1)>'",
    "{{ 7 * 7 }} ${7 * 7} {% raw %}",
    "</style><style>* { display: none }",
    "# A heading",
    "[a link](https://evil.example)",
    "https://evil.example and www.evil.example",
    "| a | cell |\n| - | - |",
    "1. an item",
    "- an item\n\n    code",
    "``` code ``` and **bold** and ~~gone~~ &lt;",
    "===",
]


def spoken(words: str) -> Summary:
    """A summary in which these words stand everywhere that a source can put words."""
    speaker = replace(WREN, id=words, name=words, party=words, office=words, constituency=words)
    writer = Writer(words)
    writer.turn(speaker, Kind.SPEECH, Place(words, f"javascript:{words}"))
    writer.say(words, Role.COMMITMENT, Stance.FOR)
    writer.say(words, Role.CLAIM, Stance.AGAINST, voice=Voice.REPORTED)
    writer.turn(speaker, Kind.CHAIR)
    writer.say(words)
    summary = writer.summary(words)
    document = replace(summary.document, id=words, title=words, source=words, questions=(Span(0, len(words)),))
    return replace(summary, document=document)


def page_of(summary: Summary, **options: bool) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(present_summary(summary, "html", **options))


def shown(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@SUMMARIES
def test_json_follows_the_published_schema(summary: Summary) -> None:
    """Real output validates, and so does output with a key that nobody knows yet."""
    schema = json.loads((Path(summariser.present.__file__).parent / "schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    record = json.loads(present_summary(summary, "json"))
    jsonschema.validate(record, schema, jsonschema.Draft202012Validator)
    record["added"] = record["statements"][0]["added"] = record["document"]["added"] = 1
    jsonschema.validate(record, schema, jsonschema.Draft202012Validator)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(record | {"statements": [{"id": "s0"}]}, schema, jsonschema.Draft202012Validator)


@SUMMARIES
def test_json_offsets_slice_to_the_words(summary: Summary) -> None:
    """Every statement's text stands at its offsets, and every id that is named exists."""
    record = json.loads(present_summary(summary, "json"))
    text, speakers = record["document"]["text"], {speaker["id"] for speaker in record["speakers"]}
    statements = {one["id"]: one for one in record["statements"]}
    assert all(one["text"] == text[one["start"] : one["end"]] for one in statements.values())
    assert {one["speaker"] for one in statements.values()} <= speakers | {None}
    assert all(
        abs(sum(scores.values()) - 1) < 0.001 for one in statements.values() for scores in one["scores"].values()
    )
    for point in record["key_points"]:
        assert {point["headline"], *point["statements"]} <= set(statements)
    for doubt in record["unresolved"]:
        one = statements[doubt["statement"]]
        assert one["start"] < doubt["end"]
        assert doubt["start"] < one["end"]


def test_json_tells_unknown_from_none() -> None:
    """Somebody whom we cannot tell is not nobody."""
    record = json.loads(present_summary(report(), "json"))
    assert [one["attribution"] for one in record["statements"]] == ["named", "named", "unknown"]
    assert [one["speaker"] for one in record["statements"]] == ["p1", "p2", None]


def test_a_division_stands_above_the_columns() -> None:
    """Its question and result are the record's own words, in each format."""
    record = json.loads(present_summary(debate(), "json"))
    put, told = "That there be a levy on river barges", "Ayes 201, Noes 188."
    assert [(one["question"], one["result"]) for one in record["divisions"]] == [(put, told)]
    for page in (present_summary(debate(), "markdown"), shown(page_of(debate()).find_class("findings")[0])):
        assert page.index(put) < page.index(told) < page.index("A levy would pay")


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_the_chair_stays_out_of_sight_unless_asked_for(form: str) -> None:
    """The Chair's words are shown by the switch alone, in a section of their own; the source always holds them."""
    without, with_chair = (present_summary(debate(), form, chair=chair) for chair in (False, True))
    assert "The Chair and procedure" not in without
    assert "The Chair and procedure" in with_chair
    assert with_chair.count("I call the Minister.") == without.count("I call the Minister.") + 1


def test_arguments_stand_by_speaker_strongest_first() -> None:
    """A group stands where its best argument would; equal scores keep the order of the text."""
    writer = Writer()
    for speaker, scores in ((WREN, (0.6, 0.8)), (HALE, (0.9, 0.7, 0.7))):
        writer.turn(speaker, Kind.SPEECH)
        for number, score in enumerate(scores):
            writer.say(f"{speaker.name} {number}.", Role.CLAIM, Stance.FOR, score)
    column, other = arrange_columns(writer.summary())
    assert [[one.parts[0].text for one in group.quotations] for group in column.groups] == [
        ["Barnaby Hale 0.", "Barnaby Hale 1.", "Barnaby Hale 2."],
        ["Ottoline Wren 1.", "Ottoline Wren 0."],
    ]
    assert other.total == 0


@pytest.mark.parametrize(
    ("words", "voice", "quotes", "expected"),
    [
        ("Locks crumble.", Voice.DIRECT, (), ["“Locks crumble.”"]),
        ("“Locks crumble.", Voice.DIRECT, (), ["“Locks crumble.”"]),
        ("“Locks crumble,” she said.", Voice.DIRECT, ("Locks crumble,",), ["“Locks crumble,”", "she said."]),
        ("She said: “Locks crumble.", Voice.DIRECT, ("Locks crumble.",), ["She said:", "“Locks crumble.”"]),
        (
            "“Locks,” she said, “crumble.”",
            Voice.DIRECT,
            ("Locks,", "crumble."),
            ["“Locks,”", "she said,", "“crumble.”"],
        ),
        ('"Locks crumble," he said.', Voice.DIRECT, ("Locks crumble,",), ["“Locks crumble,”", "he said."]),
        ("'Locks crumble,' he said.", Voice.DIRECT, ("Locks crumble,",), ["“Locks crumble,”", "he said."]),
        ("She said locks “crumble”.", Voice.REPORTED, ("crumble",), ["She said locks “crumble”."]),
        ("It’s the boatmen’s", Voice.DIRECT, (), ["“It’s the boatmen’s”"]),
    ],
)
@pytest.mark.parametrize("speaker", [WREN, Nobody.UNKNOWN])
def test_only_the_speakers_own_words_stand_in_marks(
    words: str, voice: Voice, quotes: tuple[str, ...], expected: list[str], speaker: Any
) -> None:
    """What a report says about the speaker stands beside the marks, never between them."""
    writer = Writer()
    writer.turn(None, Kind.NARRATION)
    writer.say(words, Role.CLAIM, Stance.FOR, voice=voice, quotes=quotes, speaker=speaker)
    (group,) = arrange_columns(writer.summary())[0].groups
    assert [part.text.join(part.marks) for part in group.quotations[0].parts] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("“Locks crumble.", "“Locks crumble.”"),
        ("“Locks crumble.”", "“Locks crumble.”"),
        ("Barges do it.”", "“Barges do it.”"),
        ('"Locks crumble.', "“Locks crumble.”"),
        ('Barges do it."', "“Barges do it.”"),
        ("“Locks crumble”—those are his words.", "“Locks crumble”—those are his words."),
        ('"Locks" and "barges" are his words.', '"Locks" and "barges" are his words.'),
        ("He says “locks crumble” and smiles.", "“He says “locks crumble” and smiles.”"),
    ],
)
def test_words_read_out_in_a_speech_have_their_marks_once(words: str, expected: str) -> None:
    """Ours stand around a sentence only where none of its own opens it."""
    writer = Writer()
    writer.turn(WREN, Kind.SPEECH)
    writer.say(words, Role.CLAIM, Stance.FOR)
    summary = writer.summary()
    assert f"- {escape(expected)}  \n" in present_summary(summary, "markdown")
    assert shown(page_of(summary).find_class("words")[0]) == expected


def test_what_a_member_quotes_keeps_its_marks() -> None:
    """In the record of a debate the whole sentence is the Member's, with whatever the Member quotes."""
    assert "“The Minister calls the locks “as good as new” and that is not so.”" in present_summary(
        debate(), "markdown"
    )


def test_reported_words_say_so() -> None:
    """The source's wording carries no marks of ours and is labelled."""
    page = present_summary(report(), "markdown")
    assert "- Mr Hale said a levy was unfair.  \n  reported, in the source’s words" in page
    assert "Speaker not known" in page


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_nothing_found_is_said_first(form: str) -> None:
    """A text that argues nothing says so before anything else, and offers the House's own questions."""
    summary = replace(debate(), key_points=(), motion="Cats should vote.")
    page = present_summary(summary, form)
    words = page if form == "markdown" else shown(page_of(summary).find_class("findings")[0])
    assert words.startswith("Nothing in this text bears on the motion “Cats should vote.”.")
    assert "“That there be a levy on river barges”" in words
    bare = replace(summary, document=replace(summary.document, questions=()))
    assert "Give another motion" in present_summary(bare, form)


@pytest.mark.parametrize("words", HOSTILE)
def test_html_shows_hostile_words_as_text(words: str) -> None:
    """No element, attribute or address of the page comes from the source."""
    page = page_of(spoken(words), chair=True)
    plain = page_of(spoken("Locks crumble."), chair=True)
    assert [element.tag for element in page.iter()] == [element.tag for element in plain.iter()]
    assert not page.xpath("//script | //@onerror | //@onload | //*[starts-with(@href, 'javascript')]")
    assert " ".join(words.split()).removeprefix('"') in shown(page.find_class("words")[0])
    assert shown(page.find("body/main/div/style")) == shown(plain.find("body/main/div/style"))


@pytest.mark.parametrize("words", HOSTILE)
def test_markdown_shows_hostile_words_as_text(words: str) -> None:
    """A renderer finds the headings, links and tables that are ours, and no others."""
    render = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    kinds = [
        [
            token.type
            for block in render.parse(present_summary(spoken(each), "markdown", chair=True))
            for token in (block, *(block.children or ()))
        ]
        for each in (words, "Locks crumble.")
    ]
    structure = [[kind for kind in found if kind not in ("text", "text_special")] for found in kinds]
    assert structure[0] == structure[1]


@given(some.text(alphabet="ab1 .#*_`<>[]()|\\~!&-+=:/@$\n\t", max_size=30))
def test_escaped_words_come_out_as_they_went_in(words: str) -> None:
    """Whatever stands in the source, a Markdown renderer shows exactly that, on one line."""
    rendered = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(f"- “{escape(words)}”")
    assert lxml.html.fromstring(rendered).text_content().strip() == f"“{' '.join(words.split())}”"


@SUMMARIES
def test_the_source_is_shown_whole(summary: Summary) -> None:
    """Nothing of the text is lost or moved but the white space between paragraphs."""
    pieces = "".join(piece.text for block in arrange_source(summary) for piece in block.pieces)
    assert pieces.split() == summary.document.text.split() or "".join(pieces.split()) == "".join(
        summary.document.text.split()
    )


@SUMMARIES
def test_every_link_inside_the_page_leads_somewhere(summary: Summary) -> None:
    """An argument's link leads to its own sentence in the source."""
    page = page_of(summary)
    for link in page.xpath("//a[starts-with(@href, '#')]"):
        assert len(page.xpath(f"//*[@id='{link.get('href')[1:]}']")) == 1
    for link in page.find_class("words"):
        (target,) = page.xpath(f"//*[@id='{link.get('href')[1:]}']")
        assert all(part in shown(target) for part in re.split("[“”]", shown(link)) if part.strip())


def test_the_page_needs_nothing_else() -> None:
    """No script, no request: the policy in the page allows only its own style."""
    page = page_of(debate())
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert not page.xpath("//script | //link | //img | //iframe | //@src")
    assert not re.search(r"url\(|@import", present_summary(debate(), "html"))
    assert "<html" not in present_fragment(debate())


def test_many_arguments_fold_by_speaker() -> None:
    """The strongest three of a speaker stand open; Markdown holds them all."""
    writer = Writer()
    writer.turn(WREN, Kind.SPEECH)
    for number in range(8):
        writer.say(f"Reason {number}.", Role.CLAIM, Stance.FOR, 0.9 - number / 100)
    page = page_of(writer.summary())
    assert [shown(words) for words in page.xpath("//*[@class='group']/ul//a[@class='words']")] == [
        f"“Reason {number}.”" for number in range(3)
    ]
    assert "5 more from Ottoline Wren" in shown(page)
    assert present_summary(writer.summary(), "markdown").count("“Reason") == 8


def test_places_are_named_and_linked() -> None:
    """The column of the record where there is one, with its address only where that is a web address."""
    page = present_summary(debate(), "markdown")
    assert "[column 112](<https://hansard.example/112>)" in page
    assert "· column 113\n" in page
    assert "line 3" in present_summary(report(), "markdown")


def test_facts_about_a_speaker_are_named_once() -> None:
    """An office that names the constituency is enough."""
    assert describe_speaker(WREN) == "Lab, Sandmarsh"
    assert describe_speaker(replace(WREN, party=None, office="Member for Sandmarsh")) == "Member for Sandmarsh"


def test_an_unknown_format_is_named() -> None:
    """The message tells the formats that there are."""
    with pytest.raises(Misuse, match="markdown, json, html"):
        present_summary(debate(), "pdf")


def test_the_motion_heads_every_format() -> None:
    """Each format tells the question that was asked of the text."""
    assert present_summary(debate(), "markdown").startswith(f"# “{MOTION}”")
    assert shown(page_of(debate()).find(".//h1")) == MOTION
    assert json.loads(present_summary(debate(), "json"))["motion"] == MOTION
