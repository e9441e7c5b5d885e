"""Party, office and seat of a speaker in a report: only what the words give for sure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_attribute_report import build

from summariser.attribute import attribute_sentences
from summariser.attribute.offices import find_office, find_seat

SENTENCES = [
    ("Home Secretary Ann Vale said so.", None, "Home Secretary", None),
    ("The Home Secretary, Ann Vale, said so.", None, "Home Secretary", None),
    ("Ann Vale, the shadow minister for tides and seas, said so.", None, "shadow minister for tides and seas", None),
    ("She slammed council leader Ann Vale, who said so.", None, "council leader", None),
    ("Labour leader Ann Vale said so.", "Labour", "Labour leader", None),
    ("Ann Vale, leader of Wexley Council, said so.", None, "leader of Wexley Council", None),
    ("Its chief executive, Ann Vale, said so.", None, "chief executive", None),
    ("Ann Vale, chief executive of the Ferry Trust and a mother, said so.", None, "chief executive of the Ferry Trust",
     None),
    ("The work and pensions secretary, Ann Vale, said so.", None, "work and pensions secretary", None),
    ("Ann Vale, the Wexley MP and shadow home secretary, said so.", None, "shadow home secretary", "Wexley"),
    ("Wexley MP Ann Vale said so.", None, None, "Wexley"),
    ("On Tuesday Isle of Wex MP Ann Vale said so.", None, None, "Isle of Wex"),
    ("But Wexley Labour MP Ann Vale said so.", "Labour", None, "Wexley"),
    ("Ann Vale, Labour MP for Wexley Green and Oxmoor, said so.", "Labour", None, "Wexley Green and Oxmoor"),
    ("Wexley Green MP Ann Vale said so.", None, None, None),
    ("Senior Labour MP Ann Vale said so.", "Labour", None, None),
    ("Mum-of-two Ann Vale said so.", None, None, None),
    ("Ann Vale, a youth leader, said so.", None, None, None),
    ("Ann Vale, a former health minister, said so.", None, None, None),
    ("Former Wexley MP Ann Vale said so.", None, None, None),
    ("Ann Vale, an aide to the Home Secretary, said so.", None, None, None),
    ("Ann Vale, who is no relation to the whip, said so.", None, None, None),
    ("Ann Vale, and the council leader, said so.", None, None, None),
    ("Ann Vale, the ex-Home Secretary, said so.", None, None, None),
    ("Ex-council leader Ann Vale said so.", None, None, None),
    ("Ann Vale, formerly leader of Wexley Council, said so.", None, None, None),
    ("Ann Vale, previously chief executive of the Trust, said so.", None, None, None),
    ("Ann Vale, past president of the union, said so.", None, None, None),
    ("Ann Vale, a would-be leader of the Tory party, said so.", "Tory", None, None),
    ("Sacked council leader Ann Vale said so.", None, None, None),
    ("Ann Vale, outgoing council leader, said so.", None, "outgoing council leader", None),
    ("Ann Vale, the Home Secretary until May, said so.", None, None, None),
    ("Ann Vale, leader of Wexley Council until May, said so.", None, None, None),
    ("Ann Vale, the ex-Wexley MP, said so.", None, None, None),
    ("Ann Vale, MP for Wexley until May, said so.", None, None, None),
    ("Told off by the Home Secretary, Ann Vale said so.", None, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "party", "office", "seat"), SENTENCES)
def test_a_descriptor_gives_what_is_sure(
    sentence: str, party: str | None, office: str | None, seat: str | None
) -> None:
    document, sentences, _ = build(f"[-|n] {sentence}\n[Ann Vale|r] Ms Vale said no more.")
    (speaker,) = attribute_sentences(document, sentences).speakers
    assert (speaker.name, speaker.party, speaker.office, speaker.constituency) == ("Ann Vale", party, office, seat)


WORDS = ["the", "her", "party’s", "Wexley", "council", "work", "and", "of", "ex-Home", "MP", "leader", "secretary"]


@given(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), st.booleans())
def test_an_office_and_a_seat_stand_in_the_words(text: str, apposed: bool) -> None:
    """Whatever the words are and however they follow one another."""
    assert (find_office(text, apposed) or "") in text
    assert (find_seat(text, apposed)[0] or "") in text
