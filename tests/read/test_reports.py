"""A news report: headings apart from the report, nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summariser.data import Kind
from summariser.errors import UnreadableInput
from summariser.read import read_text

BODY = "Geese were refused a hearing by the council yesterday.\nA spokesman said: “We have heard enough honking.”\n"

HEADINGS = [
    ("Geese refused a hearing", True),
    ("By PIP SEDGE, Pond Correspondent", True),
    ("Pip Sedge | Pond Editor", True),
    ("12:41", True),
    ("12.52pm", True),
    ("13:05 ‘They never stop’", True),
    ("FURY: Gander Bill outside the town hall yesterday", True),
    ("PICTURED: the pond at dusk", True),
    ("Image caption, The pond has stood empty since May", True),
    ("READ MORE: Ten ponds to see before you fly south", True),
    ("Read more: What is a pond?", True),
    ("‘Decade of honking’", True),
    ("What happens next?", True),
    ("VOTE: Should geese be heard?", True),
    ("“We will be back,” she said.", False),
    ("“A goose can.”", False),
    ("“Who let them in?”", False),
    ("And what, asked the mayor, is a pond?", False),
    ("The pond, she said, was full:", False),
    ("Nobody moved.", False),
    ("Pip Sedge posted: “Geese have rights. 🦆”", False),
]


@pytest.mark.parametrize(("line", "heading"), HEADINGS)
def test_a_line_of_a_report_is_a_heading_or_not(line: str, heading: bool) -> None:
    """Bylines, times, captions and cross-heads stand about the report."""
    document = read_text(f"Geese refused\n{BODY}{line}\n{BODY}")
    found = next(c for c in document.contributions if c.span.of(document.text) == line)
    assert found.kind is (Kind.HEADING if heading else Kind.NARRATION)


TOPS = [
    ("Geese refused a hearing\n" + BODY, "Geese refused a hearing", 1),
    ("NEWS | PONDS\nGeese refused a hearing\nBy Pip Sedge, reporter\n" + BODY, "Geese refused a hearing", 3),
    ("Geese refused\nThey wanted a hearing. They got a leaflet.\nBy Pip Sedge\n" + BODY, "Geese refused", 3),
    (BODY, None, 0),
]


@pytest.mark.parametrize(("text", "title", "headings"), TOPS)
def test_the_top_of_a_report_ends_with_its_byline(text: str, title: str | None, headings: int) -> None:
    """The title is the headline; a report without one has none."""
    document = read_text(text)
    kinds = [c.kind for c in document.contributions]
    assert document.title == title
    assert kinds == [Kind.HEADING] * headings + [Kind.NARRATION] * 2


def test_a_hard_wrapped_paragraph_is_one() -> None:
    """Its span includes the line ends."""
    paragraph = (
        "Geese were refused a hearing by the council yesterday after a vote that\n"
        "lasted for eleven minutes, of which ten were spent in looking for the pen\n"
        "and one in voting, and the chairman went home."
    )
    document = read_text(f"Geese refused\n\n{paragraph}\n\n{paragraph}\n")
    assert [c.span.of(document.text) for c in document.contributions] == ["Geese refused", paragraph, paragraph]


LINES = st.lists(st.text(st.sampled_from("Aab .,?“”'\t\r\n\n:é🦆-"), max_size=60), max_size=12).map("\n".join)


@given(LINES)
def test_nothing_of_a_report_is_lost(text: str) -> None:
    """Each character that is not white space stands in exactly one contribution, and contributions are in order."""
    text = f"The geese have spoken to us all today.\n{text}"
    try:
        document = read_text(text)
    except UnreadableInput:
        return
    assert document.text == text
    end = 0
    for contribution in document.contributions:
        assert not text[end : contribution.span.start].strip()
        assert contribution.paragraphs == (contribution.span,)
        end = contribution.span.end
    assert not text[end:].strip()
