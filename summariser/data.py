"""Every type that travels between the stages: frozen, never half-filled, no logic beyond reading itself.

Offsets count Unicode code points and are half-open: ``document.text[span.start:span.end]``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Protocol


class Kind(StrEnum):
    """What a contribution is in the record."""

    SPEECH = "speech"
    CHAIR = "chair"
    PROCEDURE = "procedure"
    HEADING = "heading"  # titles, headlines, bylines, captions: what stands about the text, not in it
    NARRATION = "narration"  # a paragraph of a report


class Voice(StrEnum):
    """Whose wording a statement is: the speaker's, the source's about the speaker, or the source's own."""

    DIRECT = "direct"
    REPORTED = "reported"
    NARRATION = "narration"


class Role(StrEnum):
    """What a sentence does in the debate."""

    CLAIM = "claim"
    COMMITMENT = "commitment"
    OBJECTION = "objection"
    OTHER = "other"


class Stance(StrEnum):
    """Which side of the motion a sentence takes."""

    FOR = "for"
    AGAINST = "against"
    NEITHER = "neither"


class Stage(StrEnum):
    """The stage of the pipeline that could not decide something."""

    READ = "read"
    SEGMENT = "segment"
    ATTRIBUTE = "attribute"
    CLASSIFY = "classify"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of ``Document.text``, in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that stand there."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the official record holds a contribution."""

    column: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Printed:
    """The attribution as the source gives it: the printed words, and the marks that stand beside them."""

    text: str
    office: str | None
    source_id: str | None


@dataclass(frozen=True, slots=True)
class Contribution:
    """One turn of a debate, or one paragraph of a report.

    ``span`` covers the words of the contribution, without its attribution line. ``paragraphs`` lie inside it, in
    order and disjoint; what stands between them (column marks, links of the page) is set aside.
    """

    id: str
    span: Span
    kind: Kind
    paragraphs: tuple[Span, ...]
    printed: Printed | None
    place: Place | None


@dataclass(frozen=True, slots=True)
class Division:
    """A vote as the record prints it; ``None`` where the source prints no question or no result."""

    span: Span
    question: Span | None
    result: Span | None


@dataclass(frozen=True, slots=True)
class Document:
    """One debate or one report. ``text`` is never altered; contributions are in order and disjoint."""

    id: str
    title: str | None
    date: str | None  # ISO 8601
    chamber: str | None
    format: str  # "report", "hansard-text" or "theyworkforyou-xml"
    source: str | None  # the file's name, or an address, as the caller gave it
    text: str
    contributions: tuple[Contribution, ...]
    divisions: tuple[Division, ...]
    questions: tuple[Span, ...]  # what the House was asked, verbatim: "That the Bill be now read a Second time"
    unresolved: tuple[Unresolved, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """One debate of a day, as a reader lists it."""

    id: str
    title: str
    speakers: int
    words: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the contribution (by index) it stands in."""

    span: Span
    contribution: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person as the source names them; what the source does not give is ``None``."""

    id: str
    name: str
    party: str | None
    office: str | None
    constituency: str | None
    source_id: str | None


class Nobody(Enum):
    """Why a statement has no speaker: it has none (the reporter, procedure), or we cannot tell whom."""

    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks, without the marks, and whose they are where that is sure."""

    span: Span
    speaker: Speaker | None


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence with its speaker."""

    id: str
    sentence: Sentence
    speaker: Speaker | Nobody
    voice: Voice
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who speaks in one document. ``turns`` holds the speaker of each contribution, in the document's order."""

    speakers: tuple[Speaker, ...]  # by first appearance
    turns: tuple[Speaker | None, ...]
    statements: tuple[Statement, ...]
    unresolved: tuple[Unresolved, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as a model is given it: who says it (``None`` where nobody is named), and its words."""

    speaker: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines that follow one another, to be read on one motion; ``report``: those of a news report, not of a debate."""

    motion: str
    lines: tuple[Line, ...]
    report: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a model makes of one sentence: its labels, and calibrated scores, each set summing to one.

    The role is the likeliest one. A side is taken where its score reaches the model's threshold, which may be below a
    half: a sentence that argues is then found more often, at the price of some that do not.
    """

    role: Role
    stance: Stance
    roles: Mapping[Role, float]
    stances: Mapping[Stance, float]


class Splitter(Protocol):
    """Says where sentences start."""

    def split(self, text: str, report: bool = False) -> Iterable[int]:
        """The offsets in a paragraph at which a new sentence starts, the first sentence's own left out."""
        ...


class Encoders(Splitter, Protocol):
    """The trained models, handed to the stages as one object."""

    def read(self, passages: Iterable[Passage]) -> Sequence[tuple[Reading, ...]]:
        """One reading for each line of each passage, in order."""
        ...


@dataclass(frozen=True, slots=True)
class Judgement:
    """A statement and what the model makes of it on the motion."""

    statement: Statement
    reading: Reading


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """A point worth showing: its headline is one of its arguments, all on one side."""

    id: str
    stance: Stance
    headline: Judgement
    arguments: tuple[Judgement, ...]
    score: float

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Those who make the point, by first appearance."""
        found = (argument.statement.speaker for argument in self.arguments)
        return tuple(dict.fromkeys(speaker for speaker in found if isinstance(speaker, Speaker)))


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Something we could not decide, where it stands, and why. ``code`` is for machines, ``reason`` for people."""

    stage: Stage
    code: str
    span: Span
    candidates: tuple[Speaker, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The whole answer for one document and one motion."""

    motion: str
    document: Document
    attribution: Attribution
    judgements: tuple[Judgement, ...]  # one a statement, in order
    key_points: tuple[KeyPoint, ...]
    commitments: tuple[Judgement, ...]
    unresolved: tuple[Unresolved, ...]
