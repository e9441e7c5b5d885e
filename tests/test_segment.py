"""Sentences: cases in a small notation (a bar where a new sentence starts), properties, the marked set."""

from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summariser.data import Contribution, Document, Kind, Span
from summariser.encoders.split import PunktSplitter, load_splitter
from summariser.errors import MissingModel
from summariser.segment import segment_document
from training.boundaries import load_marks, score_starts

MODEL = Path(__file__).parent.parent / "models" / "punkt"

HANSARD = [
    "I thank my hon. Friend. |The hon. and learned Member for Ashby Vale (Mr. Hart) is right.",
    "I ask my right hon. Friend, Mr. Speaker, to answer. |He has not.",
    "The Rt. Hon. Lady, Dr. Moss, and Mrs. Key met the Rev. Mr. Key at St. Albans.",
    "She came with him—Mr. Key—to the House. |It rose.",
    "He lives at No. 10, not at Nos. 3 and 4. |No. |I shall not.",
    "Under Standing Order No. 118(6), see para. 7.20 and art. 35 of the code. |In short, no. |We wait.",
    "It costs £1.5 million, or 4.4% of the budget. |That is 0.6 per 1,000.",
    "Some 60 per cent. of it is ours. |It was 47 per cent. |The rest is theirs.",
    "Q3. [901234] If he will list his engagements. |We shall see.",
    "21. Mr. Hart asked the Minister for a statement.",
    "What steps she is taking on carers. [298765] |I am taking several.",
    "What steps she is taking on carers. (298765) |I am taking several. |The fine (10000) is paid.",
    "See c.45 and c. 46 of the record. |Then read on.",
    "I cite J. M. Keynes and D. N. Hart-Moss. |We all do.",
    "There are limits, e.g. age, i.e. years. |They hold.",
    "I heard it … and so on. |I did…",
    "So it went on ... and on. |It stopped.",
    "“It was agreed.” |He denied it. |(It was so.) |We left.",
    "“Why?” he asked. |“Because!” she cried.",
    "“Will it hold?” Mr Hart asked. |“Will it?” |Mr Hart said that it would.",
    "The train left at 12.34 pm and came at 5 p.m. on time. |It was the 6 p.m. |The rest walked.",
    "The U.S. Government agreed. |We met in the U.S. |They did not.",
    "We shall (a) build; (b) plant; and (c) mend. |Then we rest.",
    "Three rules apply. |(a) The first holds.",
    "Will he go? |I will. |Order! |Sit down.",
    "I disagree. |[Interruption.] |I still disagree. |[Hon. Members: “Oh!”]",
    "“It shall be done.”—[Official Report, 4 May 2031; Vol. 9, c. 5.] |It was not.",
    "“It shall be done.” [Official Report, 4 May 2031; Vol. 9, c. 5.] |It was not.",
    "He wrote: “It is done. |We are glad.” |It was not.",
    "This is clear: we stand. |The Crown v. Key settled it under 3 & 4 Eliz. 2 c. 18.",
    "Mr Vaughan MS. |The plan fails. |That was plan C. |We have none.",
]

REPORTS = [
    "Mr Ash said: |“We will build it. |It will stand.” |He left.",
    "Mr Ash said the plan was “a disgrace”. |He left.",
    "“I asked her,” he said, “and she wrote: ‘I do not know.’ |So I left.”",
    "“She wrote to me: ‘I do not know.’”",
    "‘She wrote to me: “I do not know.”’",
    'He told MPs: |"I won\'t." |"Why?" she asked.',
    "The ministers' answer: |'We don't know.'",
    "One thing is clear: it fell.",
]


@cache
def load_once() -> PunktSplitter:
    return load_splitter(MODEL)


@pytest.fixture(scope="module")
def splitter() -> PunktSplitter:
    return load_once()


def document(*contributions: tuple[Kind, str]) -> Document:
    """A document whose contributions have one paragraph each, parted by an empty line."""
    text, made = "", []
    for kind, words in contributions:
        span = Span(len(text), len(text) + len(words))
        made.append(Contribution(f"c{span.start}", span, kind, (span,), None, None))
        text += words + "\n\n"
    return Document("d", None, None, None, "report", None, text, tuple(made), (), (), ())


def marked(splitter: PunktSplitter, kind: Kind, words: str) -> str:
    """The words with a bar before each sentence but the first, as in the tables."""
    read = document((kind, words))
    return " |".join(sentence.span.of(read.text) for sentence in segment_document(read, splitter))


@pytest.mark.parametrize("expected", HANSARD)
def test_debate(splitter: PunktSplitter, expected: str) -> None:
    """Sentences of a debate start where the table says."""
    assert marked(splitter, Kind.SPEECH, expected.replace("|", "")) == expected


@pytest.mark.parametrize("expected", REPORTS)
def test_report(splitter: PunktSplitter, expected: str) -> None:
    """In a report, an introduced quotation starts a sentence."""
    assert marked(splitter, Kind.NARRATION, expected.replace("|", "")) == expected


def test_heading_is_one_sentence(splitter: PunktSplitter) -> None:
    """A heading is one sentence, whatever stops it holds."""
    assert marked(splitter, Kind.HEADING, "Why wait? MPs ask. Ministers stall") == "Why wait? MPs ask. Ministers stall"


def test_line_ends_and_numbers(splitter: PunktSplitter) -> None:
    """A sentence may run over a line's end, and carries the index of its contribution."""
    read = document((Kind.HEADING, "Bridges"), (Kind.SPEECH, "My hon.\r\nFriend is right.\nI agree.\n"))
    found = [(sentence.span.of(read.text), sentence.contribution) for sentence in segment_document(read, splitter)]
    assert found == [("Bridges", 0), ("My hon.\r\nFriend is right.", 1), ("I agree.", 1)]


PIECES = st.sampled_from(
    [*".?!…\"'“”‘’()[]:;-—", " ", "\n", "Mr.", "hon.", "No.", "[12]", "(a)", "Q3.", "so", "So", "7"]
)


@given(st.lists(st.one_of(st.text(), st.lists(PIECES).map("".join)), max_size=4), st.sampled_from(Kind))
def test_sentences_cover_the_paragraphs(paragraphs: list[str], kind: Kind) -> None:
    """Sentences are in order and disjoint, hold all but space, and have no space at their edges."""
    read = document(*((kind, words) for words in paragraphs))
    spans = [sentence.span for sentence in segment_document(read, load_once())]
    assert all(first.end <= second.start for first, second in pairwise(spans))
    assert "".join("".join(span.of(read.text).split()) for span in spans) == "".join(read.text.split())
    assert all(span.of(read.text) == span.of(read.text).strip() != "" for span in spans)


def test_long_runs_take_linear_time(splitter: PunktSplitter) -> None:
    """A paragraph of nothing but marks is read at once, too."""
    for piece in (".", " ", ". ", "?", '"', ': "A ', "'", "Mr. ", "A. ", "[1] "):
        list(splitter.split(piece * 20_000, report=True))


def test_missing_parameters(tmp_path: Path) -> None:
    """A folder without parameters, or with others, says what is missing and how to make it."""
    for content in (None, "{}", "not JSON", "[]"):
        if content is not None:
            (tmp_path / "parameters.json").write_text(content)
        with pytest.raises(MissingModel, match=r"parameters\.json.*training\.punkt"):
            load_splitter(tmp_path)


@pytest.mark.shared
def test_marked_set(splitter: PunktSplitter, shared: Path) -> None:
    """Of the boundaries inside paragraphs that we marked in Hansard, at least 99% are right."""
    marks = [mark for mark in load_marks() if mark.part == "test"]
    assert sum(len(mark.starts) for mark in marks) >= 500
    assert score_starts(marks, shared / "hansard", splitter.split).rate >= 0.99
