"""A small invented debate, summarised by hand: people, places, words and readings are all made up."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from summariser.data import (
    Attribution,
    Contribution,
    Division,
    Document,
    Judgement,
    KeyPoint,
    Kind,
    Nobody,
    Place,
    Printed,
    Quote,
    Reading,
    Role,
    Sentence,
    Span,
    Speaker,
    Stage,
    Stance,
    Statement,
    Summary,
    Unresolved,
    Voice,
)

MOTION = "There should be a levy on river barges."
WREN = Speaker("p1", "Ottoline Wren", "Lab", None, "Sandmarsh", "person/1")
HALE = Speaker("p2", "Barnaby Hale", "Con", "The Minister for Waterways", None, "person/2")
CHAIR = Speaker("p3", "Madam Deputy Speaker", None, None, None, None)


@dataclass
class Writer:
    """Writes an invented debate turn by turn, and reads it as it goes."""

    text: str = ""
    turns: list[Contribution] = field(default_factory=list)
    speakers: list[Speaker | None] = field(default_factory=list)
    judgements: list[Judgement] = field(default_factory=list)

    def turn(self, speaker: Speaker | None, kind: Kind, place: Place | None = None) -> None:
        """Open a contribution, its attribution on a line of its own."""
        printed = Printed(speaker.name, speaker.office, None) if speaker else None
        self.text += f"\n\n{speaker.name}\n" if speaker else "\n\n"
        start = len(self.text)
        self.turns.append(Contribution(f"c{start}", Span(start, start), kind, (), printed, place))
        self.speakers.append(speaker)

    def say(
        self,
        words: str,
        role: Role = Role.OTHER,
        stance: Stance = Stance.NEITHER,
        score: float = 0.8,
        voice: Voice = Voice.DIRECT,
        quotes: tuple[str, ...] = (),
        speaker: Speaker | Nobody | None = None,
    ) -> None:
        """Add a sentence to the open contribution, with its reading."""
        turn = self.turns[-1]
        self.text += " " if turn.span.end > turn.span.start else ""
        span = Span(len(self.text), len(self.text) + len(words))
        self.text += words
        self.turns[-1] = replace(
            turn, span=Span(turn.span.start, span.end), paragraphs=(Span(turn.span.start, span.end),)
        )
        who = speaker or self.speakers[-1] or Nobody.NONE
        owner = who if isinstance(who, Speaker) else None
        places = [span.start + words.index(quote) for quote in quotes]
        marked = tuple(
            Quote(Span(place, place + len(quote)), owner) for place, quote in zip(places, quotes, strict=True)
        )
        statement = Statement(f"s{span.start}", Sentence(span, len(self.turns) - 1), who, voice, marked)
        self.judgements.append(Judgement(statement, reading(role, stance, score)))

    def summary(self, motion: str = MOTION, **facts: object) -> Summary:
        """What has been written so far, summed up: each argued sentence is a key point of its own."""
        known = dict.fromkeys(speaker for speaker in self.speakers if speaker)
        named = (one.statement.speaker for one in self.judgements)
        known |= dict.fromkeys(speaker for speaker in named if isinstance(speaker, Speaker))
        document = Document(
            "d1",
            "River Barges",
            "2031-03-04",
            "Commons",
            "hansard-text",
            "barges.txt",
            self.text,
            tuple(self.turns),
            (),
            (),
            (),
        )
        arguments = [
            one
            for one in self.judgements
            if one.reading.stance is not Stance.NEITHER
            and self.turns[one.statement.sentence.contribution].kind is not Kind.CHAIR
        ]
        summary = Summary(
            motion=motion,
            document=document,
            attribution=Attribution(
                tuple(known), tuple(self.speakers), tuple(one.statement for one in self.judgements), ()
            ),
            judgements=tuple(self.judgements),
            key_points=tuple(
                KeyPoint(
                    f"k{one.statement.sentence.span.start}",
                    one.reading.stance,
                    one,
                    (one,),
                    one.reading.stances[one.reading.stance],
                )
                for one in arguments
            ),
            commitments=tuple(one for one in self.judgements if one.reading.role is Role.COMMITMENT),
            unresolved=(),
        )
        return replace(summary, **facts)  # type: ignore[arg-type]


def reading(role: Role, stance: Stance, score: float) -> Reading:
    """A reading that gives ``score`` to this role and this stance, and shares out the rest."""
    return Reading(
        role,
        stance,
        {one: score if one is role else (1 - score) / 3 for one in Role},
        {one: score if one is stance else (1 - score) / 2 for one in Stance},
    )


def debate() -> Summary:
    """A debate of three speakers with a division, a question, a doubt and a word of the Chair."""
    writer = Writer("River Barges")
    writer.turn(CHAIR, Kind.CHAIR)
    writer.say("Order.")
    writer.say("I call the Minister.", Role.CLAIM, Stance.FOR, 0.99)
    writer.turn(WREN, Kind.SPEECH, Place("112", "https://hansard.example/112"))
    writer.say("A levy would pay for the locks that the barges wear out.", Role.CLAIM, Stance.FOR, 0.91)
    writer.say("The Minister calls the locks “as good as new” and that is not so.", Role.OBJECTION, Stance.FOR, 0.7)
    writer.say("I thank the crew of the Heron.")
    writer.turn(HALE, Kind.SPEECH, Place("113", None))
    writer.say("A levy would drive freight back onto the roads.", Role.CLAIM, Stance.AGAINST, 0.88)
    writer.say("We will publish a survey of every lock by May.", Role.COMMITMENT, Stance.AGAINST, 0.6)
    writer.turn(None, Kind.PROCEDURE)
    question = len(writer.text)
    writer.say("Question put, That there be a levy on river barges.", voice=Voice.NARRATION)
    result = len(writer.text) + 1
    writer.say("Ayes 201, Noes 188.", voice=Voice.NARRATION)
    summary = writer.summary()
    put, told = Span(question + 14, result - 2), Span(result, len(writer.text))
    doubt = Unresolved(
        Stage.ATTRIBUTE,
        "two-candidates",
        Span(question - 60, question - 50),
        (WREN, HALE),
        "Two people are named here.",
    )
    document = replace(
        summary.document, divisions=(Division(Span(question, len(writer.text)), put, told),), questions=(put,)
    )
    return replace(summary, document=document, unresolved=(doubt,))


def report() -> Summary:
    """A report that quotes one person in part, reports another, and leaves one unnamed."""
    writer = Writer("Barge row")
    writer.turn(None, Kind.NARRATION)
    writer.say(
        "“The locks are crumbling,” Ms Wren said, “and barges do it.”",
        Role.CLAIM,
        Stance.FOR,
        0.9,
        quotes=("The locks are crumbling,", "and barges do it."),
        speaker=WREN,
    )
    writer.say("Mr Hale said a levy was unfair.", Role.CLAIM, Stance.AGAINST, 0.8, Voice.REPORTED, speaker=HALE)
    writer.say(
        "“Nobody asked us.”", Role.OBJECTION, Stance.AGAINST, 0.7, quotes=("Nobody asked us.",), speaker=Nobody.UNKNOWN
    )
    summary = writer.summary()
    return replace(summary, document=replace(summary.document, format="report"))
