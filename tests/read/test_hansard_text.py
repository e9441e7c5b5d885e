"""Hansard as plain text: headings, kinds, and what is set aside."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summariser.data import Document, Kind
from summariser.read import read_text

DUCK = "Drake Mallard (Pondwick) (Lab)\nI beg to move, That this House has considered the matter of ponds.\n"
GOOSE = "Greta Gander (Mere Valley) (Con)\nI am obliged to the hon. Gentleman.\n"


def turns(document: Document) -> list[tuple[str, str | None, str]]:
    """Kind, printed name and words of each contribution."""
    return [
        (c.kind.value, c.printed.text if c.printed else None, " ".join(p.of(document.text) for p in c.paragraphs))
        for c in document.contributions
    ]


HEADINGS = [
    "Sir Percy Teal (Reedham) (Ind)",
    "Percy Teal",
    "Lord Teal (CB)",
    "Lord Teal of Reedham (Non-Afl)",
    "Baroness Wigeon of the Marsh (LD)",
    "The Lord Bishop of Pondwick",
    "The Earl of Reedham (Con)",
    "The Secretary of State for Ponds (Percy Teal)",
    "Siân Ffug (Mid Ceirw) (PC) [V]",
    "The Minister of State, Pond Office (Lord Teal) (Lab)",
    "Dr O’Teal-Smythe (Reedham, South) (Lab/Co-op)",
    "Several hon. Members",
    "Hon. Members",
    "Ms. Teal (Reedham) (SNP):",
]


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_line_is_a_speakers_heading(heading: str) -> None:
    """It is printed verbatim and stands outside the words."""
    document = read_text(DUCK + GOOSE + f"{heading}\nI shall not detain the House for long.\n")
    assert turns(document)[-1] == ("speech", heading.rstrip(":"), "I shall not detain the House for long.")


CHAIRS = [
    "Mr Speaker",
    "Mr. Speaker",
    "Madam Deputy Speaker",
    "Madam Deputy Speaker (Dame Beatrice Lund)",
    "The Deputy Presiding Officer (Percy Teal)",
    "The Lord Speaker (Lord Teal)",
    "The Temporary Chair (Sir Percy Teal)",
    "The Chair",
    "The Deputy Chairman of Committees (Lord Teal) (CB)",
    "The Convener:",
    "Y Llywydd",
    "Dame Beatrice Lund (in the Chair)",
]


@pytest.mark.parametrize("heading", CHAIRS)
def test_the_chair_is_told_by_its_title(heading: str) -> None:
    """Whoever presides is no Member in debate."""
    document = read_text(DUCK + GOOSE + f"{heading}\nThe hon. Lady must withdraw.\n")
    assert turns(document)[-1] == ("chair", heading.rstrip(":"), "The hon. Lady must withdraw.")


def test_who_says_order_presides() -> None:
    """The record may print the Chair by name; a Member who is only called is none."""
    document = read_text(DUCK + GOOSE + "Percy Teal\nOrder. That is enough.\nGreta Gander\nI withdraw it, then.\n")
    assert [kind for kind, _, _ in turns(document)] == ["speech", "speech", "chair", "speech"]


MARKS = [
    "Share this contribution",
    "Share this debate",
    "Column 1034",
    "Column 12WH",
    "Column 1034is located here",
    "Greta Gander Portrait",
    "- View Speech - Hansard - -",
    "- Hansard - - - Excerpts",
    "Link to this speech In context Individually",
    "12.34 pm",
    "3.15pm",
    "15:12",
]


@pytest.mark.parametrize("mark", MARKS)
def test_the_marks_of_a_page_are_set_aside(mark: str) -> None:
    """They stand in no paragraph, and do not end a turn."""
    document = read_text(DUCK + GOOSE + f"It is deep.\n{mark}\nIt is cold.\n")
    assert turns(document)[-1] == (
        "speech",
        "Greta Gander (Mere Valley) (Con)",
        "I am obliged to the hon. Gentleman. It is deep. It is cold.",
    )


PROCEDURE = [
    "Question put and agreed to.",
    "Question put, That the pond be now filled.",
    "Motion made, and Question proposed, That this House do now adjourn.—(Percy Teal.)",
    "The House divided:",
    "The House proceeded to a Division.",
    "Division 12",
    "Ayes 286, Noes 260",
    "[Interruption.]",
    "Resolved,",
    "Ordered, That the Bill be printed.",
    "Bill accordingly read a Second time.",
]


@pytest.mark.parametrize("line", PROCEDURE)
def test_the_records_own_lines_are_nobodys(line: str) -> None:
    """A procedural line ends what the Member said."""
    document = read_text(DUCK + GOOSE + f"{line}\n")
    assert turns(document)[-1] == ("procedure", None, line)


def test_an_interruption_does_not_end_a_speech() -> None:
    """The Member goes on."""
    document = read_text(DUCK + GOOSE + "[Interruption.]\nI was saying that it is deep.\n")
    assert turns(document)[-1] == ("speech", "Greta Gander (Mere Valley) (Con)", "I was saying that it is deep.")


def test_words_may_stand_on_the_headings_line() -> None:
    """The older style: name, place and party, a colon, and the words."""
    document = read_text(
        "Mr. Teal (Reedham) (Lab): Will he give way?\nMs Gander (Mere) (Con): I will.\nMr. Teal: Thank you.\n"
    )
    assert turns(document) == [
        ("speech", "Mr. Teal (Reedham) (Lab)", "Will he give way?"),
        ("speech", "Ms Gander (Mere) (Con)", "I will."),
        ("speech", "Mr. Teal", "Thank you."),
    ]


PAGES = [
    ("Percy Teal\n(Reedham) (Ind)\nShare this contribution\nNo.\n", "Percy Teal\n(Reedham) (Ind)"),
    ("The Secretary of State for Ponds\n\n(Percy Teal)\n\nNo.\n", "The Secretary of State for Ponds\n\n(Percy Teal)"),
    ("Percy Teal\nShare this contribution\nNo.\n", "Percy Teal"),
    ("The Minister for Ponds\nShare this contribution\nNo.\n", "The Minister for Ponds"),
    ("The Prime Minister\nNo.\n", "The Prime Minister"),
    ("Percy Teal\nThe Minister for Ponds\nNo.\n" * 2, "Percy Teal\nThe Minister for Ponds"),
    ("Percy Teal (Ind)\nYes.\nPercy Teal\nThe Minister for Ponds\nNo.\n", "Percy Teal\nThe Minister for Ponds"),
    ("Lady Teal\n\nThe Minister, Pond Office (Lab)\n\nNo.\n", "Lady Teal\n\nThe Minister, Pond Office (Lab)"),
    ("Lady Teal\nThe Minister, Pond Office\n(Lab)\nNo.\n", "Lady Teal\nThe Minister, Pond Office\n(Lab)"),
    (
        "Percy Teal Portrait Percy Teal (Ree) (Ind)\n- View Speech - Hansard - -\nNo.\n",
        "Percy Teal (Ree) (Ind)",
    ),
    ("Percy Teal Portrait The Pond Secretary (Percy Teal)\n- Hansard - -\nNo.\n", "The Pond Secretary (Percy Teal)"),
    ("Mr. Mallard\nNo.\n", "Mr. Mallard"),
    ("Mr. Mallard: No.\n", "Mr. Mallard"),
    ("T12. Percy Teal (Reedham) (Ind)\nNo.\n", "Percy Teal (Reedham) (Ind)"),
    ("3. Percy Teal (Reedham) (Ind): No.\n", "Percy Teal (Reedham) (Ind)"),
]


@pytest.mark.parametrize(("turn", "printed"), PAGES)
def test_short_words_are_whose_heading_stands_over_them(turn: str, printed: str) -> None:
    """Whichever page they are copied from, and however it lays its headings out."""
    assert turns(read_text(DUCK + GOOSE + turn))[-1] == ("speech", printed, "No.")


@pytest.mark.parametrize("mark", ["", "Share this contribution\n"])
@pytest.mark.parametrize(
    "other",
    [
        "",
        "Ice Safety\nThe Pond Secretary\nYes.\n",
        "The Pond Secretary (Percy Teal)\nYes.\n",
        "The Pond Secretary\n(Percy Teal)\nYes.\n",
    ],
)
def test_an_office_may_stand_under_a_title(other: str, mark: str) -> None:
    """Its holder is not named there, and nobody is made up of the title."""
    found = turns(read_text(f"{DUCK}{GOOSE}{other}Water Safety\nThe Pond Secretary\n{mark}No.\n"))
    assert found[-2:] == [("heading", None, "Water Safety"), ("speech", "The Pond Secretary", "No.")]


def test_a_question_with_its_number_is_spoken() -> None:
    """It is no title, though a heading stands under it."""
    document = read_text(
        DUCK + GOOSE + "Percy Teal (Reedham)\nWhat steps she takes on ponds. (901234)\nGreta Gander\nNone.\n"
    )
    assert turns(document)[-2:] == [
        ("speech", "Percy Teal (Reedham)", "What steps she takes on ponds. (901234)"),
        ("speech", "Greta Gander", "None."),
    ]


def test_a_list_inside_a_speech_is_the_speakers() -> None:
    """A line of the shape of a name is none where what follows goes on in the middle of a sentence."""
    document = read_text(DUCK + GOOSE + "I have seen:\nGreat Pondwick\nReedham Mere\nand it rained in both.\n")
    assert len(document.contributions) == 2


def test_one_speech_copied_from_a_page_is_hansard() -> None:
    """Its heading and a mark of the page are enough; without the mark it is prose."""
    assert read_text(f"{GOOSE}Share this contribution\n").format == "hansard-text"
    assert read_text(GOOSE).format == "report"


def test_the_top_lines_give_title_date_and_chamber() -> None:
    """What the page does not print is None."""
    top = "Ponds (Harrowshire)\nShare this debate\nVolume 759: debated on Monday 6 January 2025\nLords Chamber\n"
    document = read_text(top + DUCK + GOOSE)
    assert (document.title, document.date, document.chamber) == ("Ponds (Harrowshire)", "2025-01-06", "House of Lords")
    bare = read_text(DUCK + GOOSE)
    assert (bare.title, bare.date, bare.chamber) == (None, None, None)


def test_words_under_a_title_are_nobodys_we_know() -> None:
    """Where no heading says who speaks, no name is guessed."""
    document = read_text(DUCK + "Second Pond\nMotion made, and Question proposed, That it be dug.\n" + GOOSE)
    assert turns(document)[1:3] == [
        ("heading", None, "Second Pond"),
        ("procedure", None, "Motion made, and Question proposed, That it be dug."),
    ]


def test_a_division_has_its_question_and_result() -> None:
    """Verbatim, as they stand."""
    end = "Question put, That the pond be filled.\nDivision 9\nThe House divided:\nAyes: 12\nNoes: 30\nNegatived.\n"
    document = read_text(DUCK + GOOSE + end)
    (division,) = document.divisions
    found = [span.of(document.text) for span in (division.question, division.result) if span]
    assert found == ["That the pond be filled", "Ayes: 12\nNoes: 30"]


QUESTIONS = [
    ("I beg to move, That the Bill be now read a Second time.", "That the Bill be now read a Second time"),
    ("I beg to move that this House has considered ponds. They are deep.", "that this House has considered ponds"),
    ("Question proposed, That the pond, as set out in No. 5, be dug.", "That the pond, as set out in No. 5, be dug"),
    ("Motion made, and Question proposed, That we go home.—(Percy Teal.)", "That we go home"),
    (
        "I beg to move,\nThat this House regrets ponds; and calls for lakes.",
        "That this House regrets ponds; and calls for lakes",
    ),
    ("I say that the question, that of ponds, is deep.", None),
    ("Moved by\nLord Teal\nThat the Bill be now read a second time.", "That the Bill be now read a second time"),
]


@pytest.mark.parametrize(("words", "question"), QUESTIONS)
def test_what_the_house_was_asked_is_found(words: str, question: str | None) -> None:
    """From "That" to the end of the sentence."""
    document = read_text(GOOSE + f"Percy Teal (Reedham) (Lab)\n{words}\n")
    assert [span.of(document.text) for span in document.questions] == ([question] if question else [])


def test_a_sample_debate_reads_as_its_page_shows_it(samples: Path) -> None:
    """Ten Members, the Chair, and one division."""
    document = read_text((samples / "reservoir-alarms-debate.txt").read_bytes())
    introduced = {c.printed.text for c in document.contributions if c.printed and "(" in c.printed.text}
    assert len(introduced) == 11
    assert [c.kind for c in document.contributions].count(Kind.CHAIR) == 2
    assert [d.result.of(document.text) for d in document.divisions if d.result] == ["Ayes: 219\n\nNoes: 274"]


PIECES = st.sampled_from(
    [
        "Greta Gander",
        "Drake Mallard (Pondwick) (Lab)",
        "Mr Speaker",
        "Share this contribution",
        "Column 9",
        "Second Pond",
        "It is deep. It is cold.",
        "Question put, That the pond be dug.",
        "Ayes 1, Noes 2",
        "[Interruption.]",
        "",
        "Percy Teal (Reedham) (Con): I am not sure.",
    ]
)


@given(st.lists(PIECES, max_size=20), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_contributions_are_in_order_and_hold_their_paragraphs(pieces: list[str], end: str) -> None:
    """Spans are disjoint and never hold the heading; what is outside them is a heading or a mark."""
    text = end.join([*DUCK.splitlines(), *GOOSE.splitlines(), *pieces])
    document = read_text(text)
    assert document.text == text
    at = 0
    for c in document.contributions:
        assert at <= c.span.start == c.paragraphs[0].start
        for paragraph in c.paragraphs:
            assert at <= paragraph.start < paragraph.end
            assert paragraph.of(text).strip() == paragraph.of(text)
            at = paragraph.end
        assert at == c.span.end
        assert c.id == f"c{c.span.start}"
        assert c.kind is not Kind.SPEECH or c.printed or "Second Pond" in pieces
    inside = {paragraph.of(text) for c in document.contributions for paragraph in c.paragraphs}
    assert not inside & {"Greta Gander", "Mr Speaker", "Share this contribution", "Column 9"}
