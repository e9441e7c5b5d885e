"""Headings of a record become speakers: an invented debate in each way of printing a name."""

import dataclasses

import pytest

from summariser.attribute import attribute_sentences
from summariser.attribute.speakers import read_heading
from summariser.data import Contribution, Document, Kind, Nobody, Printed, Sentence, Span, Voice


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Chris Vale (Croyle South) (Con)", ("Chris Vale", "Con", None, "Croyle South")),
        (
            "The Secretary of State for the Home Department (Lisbet Hornby)",
            ("Lisbet Hornby", None, "The Secretary of State for the Home Department", None),
        ),
        ("Lord Pellow (Lab)", ("Lord Pellow", "Lab", None, None)),
        (
            "The Minister of State, Home Office (Lord Rook of Oxmoor) (Lab)",
            ("Lord Rook of Oxmoor", "Lab", "The Minister of State, Home Office", None),
        ),
        (
            "Dame Olive Rook (Kingsby upon Hale North and Cotley) (Lab/Co-op)",
            ("Dame Olive Rook", "Lab/Co-op", None, "Kingsby upon Hale North and Cotley"),
        ),
        ("Madam Deputy Speaker (Judith Pell)", ("Judith Pell", None, "Madam Deputy Speaker", None)),
        ("Madam Deputy Speaker", ("Madam Deputy Speaker", None, None, None)),
        ("The Earl of Wexley (Con)", ("The Earl of Wexley", "Con", None, None)),
        ("Tam Oddie (Skerra) (SNP) [V]", ("Tam Oddie", "SNP", None, "Skerra")),
        ("Dame Olive Rook (in the Chair)", ("Dame Olive Rook", None, None, None)),
        ("Tam Oddie\n(Skerra) (SNP)", ("Tam Oddie", "SNP", None, "Skerra")),
        ("Ann Vale\nThe Minister for Tides", ("Ann Vale", None, "The Minister for Tides", None)),
        ("Lady Vale\r\nThe Minister, Tide Office\r\n(Lab)", ("Lady Vale", "Lab", "The Minister, Tide Office", None)),
        ("The First Minister (Morag Ross):", ("Morag Ross", None, "The First Minister", None)),
    ],
)
def test_a_heading_says_name_party_office_and_seat(printed, expected):
    heading = read_heading(Printed(printed, None, None))
    assert heading is not None
    assert (heading.name, heading.party, heading.office, heading.constituency) == expected


@pytest.mark.parametrize("printed", ["Several hon. Members", "Hon. Members", "An hon. Member", "Noble Lords"])
def test_a_crowd_is_nobody(printed):
    assert read_heading(Printed(printed, None, None)) is None


def debate(*headings: str | tuple[str, str | None, str | None]) -> tuple[Document, list[Sentence]]:
    """A debate in which each heading says "Words."; ``None`` in the place of a heading makes procedure."""
    contributions, sentences = [], []
    for number, heading in enumerate(headings):
        printed = Printed(*heading) if isinstance(heading, tuple) else Printed(heading, None, None)
        span = Span(number * 7, number * 7 + 6)
        contributions.append(Contribution(f"c{number}", span, Kind.SPEECH, (span,), printed, None))
        sentences.append(Sentence(span, number))
    text = " ".join(["Words."] * len(headings))
    document = Document("x", None, None, None, "hansard-text", None, text, tuple(contributions), (), (), ())
    return document, sentences


@pytest.mark.parametrize(
    ("headings", "turns"),
    [
        (["Ann Vale (Wexley) (Lab)", "Owen Dray (Oxmoor) (Con)", "Ann Vale"], ["ann-vale", "owen-dray", "ann-vale"]),
        (["The Home Secretary (Ann Vale)", "Ann Vale", "The Home Secretary"], ["ann-vale"] * 3),
        (["The Minister for Tides (Ann Vale)", "The Minister"], ["ann-vale", "ann-vale"]),
        (["Mr. Owen Dray (Oxmoor)", "Mr. Dray"], ["owen-dray"] * 2),
        (["Ann Vale (Wexley)", "Ann Vale (Oxmoor)", "Ann Vale"], ["ann-vale", "ann-vale-2", None]),
        (["Ann Vale (Wexley)", "Several hon. Members"], ["ann-vale", None]),
        (
            [("Ann Vale", None, "uk.org/person/7"), ("The Home Secretary", "Home Secretary", "uk.org/person/7")],
            ["person-7", "person-7"],
        ),
        ([("Ann Vale", None, "uk.org/person/7"), ("Ann Vale", None, "uk.org/person/8")], ["person-7", "person-8"]),
    ],
)
def test_later_headings_find_the_person_of_earlier_ones(headings, turns):
    document, sentences = debate(*headings)
    found = [turn and turn.id for turn in attribute_sentences(document, sentences).turns]
    assert [name and name.removeprefix("mr-") for name in found] == turns


def test_a_short_heading_that_fits_two_is_unknown_and_names_both():
    document, sentences = debate("Ann Vale (Wexley)", "Ann Vale (Oxmoor)", "Ann Vale")
    attribution = attribute_sentences(document, sentences)
    (doubt,) = attribution.unresolved
    assert attribution.statements[2].speaker is Nobody.UNKNOWN
    assert (doubt.code, [speaker.constituency for speaker in doubt.candidates]) == (
        "ambiguous-speaker",
        ["Wexley", "Oxmoor"],
    )


def test_a_crowd_is_unresolved_where_it_speaks_and_not_where_it_rises():
    document, sentences = debate("Ann Vale", "Several hon. Members")
    rose = dataclasses.replace(document.contributions[1], kind=Kind.PROCEDURE)
    risen = dataclasses.replace(document, contributions=(document.contributions[0], rose))
    assert [doubt.code for doubt in attribute_sentences(document, sentences).unresolved] == ["unnamed-speaker"]
    assert attribute_sentences(risen, sentences).unresolved == ()


def test_a_later_heading_adds_what_the_first_lacked():
    document, sentences = debate("Ann Vale", "The Home Secretary (Ann Vale) (Lab)")
    (speaker,) = attribute_sentences(document, sentences).speakers
    assert (speaker.office, speaker.party) == ("The Home Secretary", "Lab")


def test_speech_is_direct_and_its_sentences_are_named_by_their_offsets():
    document, sentences = debate("Ann Vale", "Owen Dray")
    statements = attribute_sentences(document, sentences).statements
    assert [(statement.id, statement.voice) for statement in statements] == [("s0", Voice.DIRECT), ("s7", Voice.DIRECT)]
