"""What the page and the Markdown share: a summary's sentences, ready to show, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from summariser.data import Document, Judgement, Kind, Place, Role, Span, Speaker, Stance, Statement, Summary, Voice
from summariser.present.wording import Part, word_statement

SIDES = (Stance.FOR, Stance.AGAINST)


@dataclass(frozen=True, slots=True)
class Quotation:
    """One sentence as it is shown; ``score`` is that of its side, or, among the commitments, of its role."""

    statement: Statement
    role: Role
    score: float
    parts: tuple[Part, ...]
    place: str | None
    url: str | None

    @property
    def reported(self) -> bool:
        """Whether the wording is the source's and not the speaker's."""
        return self.statement.voice is not Voice.DIRECT

    @property
    def percent(self) -> str:
        """The score as people read it."""
        return f"{self.score:.0%}"

    @property
    def tens(self) -> int:
        """The full tens of the score as people read it, for a filter."""
        return round(self.score * 100) // 10


@dataclass(frozen=True, slots=True)
class Group:
    """What one speaker says, best first; ``speaker`` is ``None`` where we cannot tell who speaks."""

    speaker: Speaker | None
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One side of the motion, by speaker."""

    stance: Stance
    groups: tuple[Group, ...]

    @property
    def total(self) -> int:
        """How many arguments stand on this side."""
        return sum(len(group.quotations) for group in self.groups)


@dataclass(frozen=True, slots=True)
class Aside:
    """Words of the Chair or of procedure, and the name that is printed beside them."""

    name: str | None
    span: Span
    text: str


def arrange_columns(summary: Summary) -> tuple[Column, Column]:
    """The arguments for and those against: the likeliest first, then by place, grouped by speaker."""
    for_side, against_side = (
        Column(side, _group(_quote(summary, argument, argument.reading.stances[side]) for argument in arguments))
        for side, arguments in _by_side(summary).items()
    )
    return for_side, against_side


def arrange_commitments(summary: Summary) -> tuple[Group, ...]:
    """What was promised, by speaker."""
    return _group(
        _quote(summary, judgement, judgement.reading.roles[Role.COMMITMENT]) for judgement in summary.commitments
    )


def arrange_asides(summary: Summary) -> tuple[Aside, ...]:
    """What the Chair said and what procedure the record prints, in order."""
    text = summary.document.text
    return tuple(
        Aside(turn.printed.text if turn.printed else None, paragraph, paragraph.of(text))
        for turn in summary.document.contributions
        if turn.kind in (Kind.CHAIR, Kind.PROCEDURE)
        for paragraph in turn.paragraphs or (turn.span,)
        if paragraph.of(text).strip()
    )


def describe_speaker(speaker: Speaker) -> str:
    """Party, office and constituency, as far as the source gives them, each once; empty where it gives none."""
    facts = [fact for fact in (speaker.party, speaker.office, speaker.constituency) if fact]
    return ", ".join(fact for fact in facts if not any(fact != other and fact in other for other in facts))


def name_speaker(speaker: Speaker | None) -> str:
    """The speaker's name, or our words for one we cannot tell."""
    return speaker.name if speaker else "Speaker not known"


def explain_nothing(summary: Summary) -> tuple[str, str]:
    """What to say where no argument bears on the motion, and what to try."""
    nothing = f"Nothing in this text bears on the motion “{summary.motion}”."
    if summary.document.questions:
        return nothing, "The House itself was asked the following; each can be given as the motion."
    return nothing, "Give another motion: a full sentence that somebody in the text would support or oppose."


def describe_document(document: Document) -> tuple[str, ...]:
    """Title, chamber, date and the name of the source, as far as they are known."""
    source = document.source or ""
    name = source if "://" in source else Path(source).name
    return tuple(fact for fact in (document.title, document.chamber, document.date, name) if fact)


def safe_url(place: Place | None) -> str | None:
    """The official page of a place; ``None`` where there is none, or where the source's address is no web address."""
    return place.url if place and place.url and place.url.startswith(("https://", "http://")) else None


def find_statement(summary: Summary, span: Span) -> Statement | None:
    """The first statement that shares a character with ``span``; ``None`` where none does."""
    for judgement in summary.judgements:
        sentence = judgement.statement.sentence.span
        if sentence.start < max(span.end, span.start + 1) and span.start < sentence.end:
            return judgement.statement
    return None


def _by_side(summary: Summary) -> dict[Stance, tuple[Judgement, ...]]:
    """Each argument once, whichever key points hold it."""
    return {
        side: tuple(
            {
                argument.statement.id: argument
                for point in summary.key_points
                if point.stance is side
                for argument in point.arguments
            }.values()
        )
        for side in SIDES
    }


def _quote(summary: Summary, judgement: Judgement, score: float) -> Quotation:
    document, statement = summary.document, judgement.statement
    place = document.contributions[statement.sentence.contribution].place
    return Quotation(
        statement,
        judgement.reading.role,
        score,
        word_statement(statement, document),
        _name_place(place, statement.sentence.span, document),
        safe_url(place),
    )


def _name_place(place: Place | None, span: Span, document: Document) -> str | None:
    """The column of the record; for a plain text without columns, the line of the file."""
    if place and place.column:
        return f"column {place.column}"
    if document.format.endswith("xml"):
        return None
    line = document.text.count("\n", 0, span.start) + 1
    return f"line {line}"


def _group(quotations: Iterable[Quotation]) -> tuple[Group, ...]:
    groups: dict[Speaker | None, list[Quotation]] = {}
    for quotation in sorted(quotations, key=lambda one: (-one.score, one.statement.sentence.span)):
        speaker = quotation.statement.speaker
        groups.setdefault(speaker if isinstance(speaker, Speaker) else None, []).append(quotation)
    return tuple(Group(speaker, tuple(members)) for speaker, members in groups.items())
