"""Scores the served reader on sets that others published, and on how Members voted.

``python -m training.elsewhere --shared ../shared`` writes ``training/report-elsewhere.*``. No choice is
made on them: they are read as they stand, with the scores and the threshold that are served.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from inspect import getdoc
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import average_precision_score

from summariser.attribute import attribute_sentences
from summariser.classify import classify_statements, line_of
from summariser.data import Document, Judgement, Line, Role, Speaker, Stance
from summariser.encoders import LoadedEncoders, load_encoders
from summariser.encoders.run import ROLES, STANCES, SentenceReader
from summariser.encoders.weights import digest_of
from summariser.read import list_debates, read_file
from summariser.segment import segment_document
from training.datasets import Example, argkp, debates
from training.evaluate import described, interval
from training.measure import STANCE_LABELS, Read, Scored, read_examples, score_roles, score_sides, score_stances

FOR, AGAINST, NEITHER = (STANCES.index(stance) for stance in (Stance.FOR, Stance.AGAINST, Stance.NEITHER))
NEUTRAL = "This House has considered the matter."
LEAST = 1.0  # a whole sentence more for one side than for the other; stated before anything was measured
TELLING = 60  # characters: shorter sentences ("I give way to my hon. Friend.") are said in many debates

Row = dict[str, Any]
Measure = Callable[[Scored], float]


def measure_argkp(encoders: LoadedEncoders, shared: Path, limit: int) -> Iterator[Row]:
    """ArgKP-2021's test part: each argument read by itself on its topic; the side that the side head takes.

    Three topics, so that its interval says little.
    """
    examples = (lone for example in argkp(shared) if example.part == "test" for lone in alone(example))
    sides = score_sides(encoders.reader, read_examples(encoders.reader, first(examples, limit)))
    yield figure("side accuracy", sides, Scored.accuracy)


def measure_iam_stance(encoders: LoadedEncoders, shared: Path, limit: int) -> Iterator[Row]:
    """IAM's stance test: each claim read by itself on its topic; the side that the side head takes.

    Topics are questions, handed on as they stand. For is yes; of "Shouldn't it be banned" it is that it should be: so
    the labels of the development part show.
    """
    examples = (lone for example in iam(shared, "stance") for lone in alone(example))
    sides = score_sides(encoders.reader, read_examples(encoders.reader, first(examples, limit)))
    yield figure("side accuracy", sides, Scored.accuracy)
    yield figure("side macro-F1", sides, lambda s: s.macro((FOR, AGAINST)))


def measure_iam_claims(encoders: LoadedEncoders, shared: Path, limit: int) -> Iterator[Row]:
    """IAM's claims test: each sentence read amid those of its article; a claim is what is given a side on the topic.

    Average precision ranks by the score of bearing on the topic. The macro-F1 is that of for, against and neither.
    """
    reads = read_examples(encoders.reader, first(iam(shared, "claims"), limit))
    claims = score_claims(encoders.reader, reads)
    yield figure("claim F1", claims, lambda s: s.f1(1))
    yield figure("claim average precision", claims, lambda s: float(average_precision_score(s.truth, s.score)))
    yield figure("stance macro-F1", score_stances(encoders.reader, reads), lambda s: s.macro(STANCE_LABELS))


def measure_speech_acts(encoders: LoadedEncoders, shared: Path, limit: int) -> Iterator[Row]:
    """Speech-Acts, all of it: each document read whole, nobody named as its speaker; commissive acts against the rest.

    The role does not ask for a motion; the one given is "This House has considered the matter." What a party promises
    stands in the third person there ("A Labor Government will …") and counts; with us it is a commitment only where it
    binds its speaker.
    """
    reads = read_examples(encoders.reader, first(speech_acts(shared), limit))
    yield figure("commitment F1", score_roles(encoders.reader, reads), lambda s: s.f1(ROLES.index(Role.COMMITMENT)))


def measure_votes(encoders: LoadedEncoders, shared: Path, limit: int) -> Iterator[Row]:
    """Five divisions: the side that a Member's own words in the debate take, against the Member's vote.

    The scores for and against of all the Member's sentences are summed. A side is told where its sum is larger by 1, a
    whole sentence, and no side elsewhere. The accuracy is the mean of the two sides', among Members told; the one
    answer beside it is the side that most of the division's Members took.
    """
    labelled, rows, votes, majorities = list(debates(shared)), [], [], []
    for division in divisions(shared):
        document = read_debate(shared, division)
        statements = attribute_sentences(document, segment_document(document, encoders)).statements
        judgements = classify_statements(document, statements[:limit], encoders, division.motion)
        votes.append(score_votes(division, balances(judgements)))
        majorities.append(majority(votes[-1]))
        rows.append(
            {
                "division": division.id.rpartition("/")[2],
                "motion": division.motion,
                "sentences": len(statements),
                "labelled": labelled_parts((line_of(document, statement).text for statement in statements), labelled),
                "Members": len(division.votes),
                "told": int((votes[-1].guess != NEITHER).sum()),
                "right": int((votes[-1].guess == votes[-1].truth).sum()),
                "majority right": int((majorities[-1].guess == votes[-1].truth).sum()),
            }
        )
    yield figure("macro-accuracy", joined(votes), macro_accuracy, joined(majorities)) | {"divisions": rows}
    yield figure("share told", joined(votes), lambda s: float((s.guess != NEITHER).mean()))


SETS: dict[str, tuple[Callable[[LoadedEncoders, Path, int], Iterator[Row]], ...]] = {
    "argkp": (measure_argkp,),
    "iam": (measure_iam_stance, measure_iam_claims),
    "speech-acts": (measure_speech_acts,),
    "votes": (measure_votes,),
}


def figure(name: str, scored: Scored, measure: Measure, baseline: Scored | None = None) -> Row:
    """A measure with its 95% interval, and what the baseline reaches: the best of one answer for all, if none is given.

    Of the side of a line, one answer is the majority's; of an F1, it is to say yes to every line.
    """
    flat = [baseline] if baseline else [same_answer(scored, label) for label in np.unique(scored.truth).tolist()]
    return {
        "measure": name,
        **described(scored, measure),
        "groups": len(np.unique(scored.group)),
        "one answer": round(max(map(measure, flat)), 3),
    }


def same_answer(scored: Scored, label: int) -> Scored:
    """The same lines, all guessed to be one label."""
    return replace(scored, guess=np.full_like(scored.guess, label), score=np.zeros_like(scored.score))


def joined(parts: Sequence[Scored]) -> Scored:
    """All rows together."""
    return Scored(*(np.concatenate([getattr(part, name) for part in parts]) for name in Scored.__slots__))


def alone(example: Example) -> Iterator[Example]:
    """Each line as a passage of its own: a set's order may give its labels away."""
    for row in range(len(example.lines)):
        here = slice(row, row + 1)
        yield replace(
            example,
            lines=example.lines[here],
            roles=example.roles[here],
            stances={motion: labels[here] for motion, labels in example.stances.items()},
            sure=example.sure[here],
        )


def first(examples: Iterable[Example], limit: int) -> Iterator[Example]:
    """The passages up to the one in which line number ``limit`` stands."""
    lines = 0
    for example in examples:
        yield example
        lines += len(example.lines)
        if lines >= limit:
            return


def iam(shared: Path, task: str) -> Iterator[Example]:
    """IAM's test part for a task, "claims" or "stance", article by article. No licence: for measuring only.

    Columns: C or O (claim or other), topic, sentence, article, and 1, -1 or 0 (for, against, no claim).
    """
    sides = {"1": Stance.FOR, "-1": Stance.AGAINST, "0": Stance.NEITHER}
    with (shared / "public" / "iam" / f"iam_{task}_test.txt").open(encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    for (topic, _), found in groupby(rows, key=lambda row: (row[1], row[3])):
        yield unspoken("iam", topic, topic, [(row[2], None, sides[row[4]]) for row in found])


def speech_acts(shared: Path) -> Iterator[Example]:
    """Speech-Acts, document by document: commitments; all other acts stand as ``OTHER``. No licence: measuring only."""
    for path in sorted((shared / "public" / "speech-acts").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [(row["Sentence"], row["Categories"].startswith("Commissive")) for row in csv.DictReader(file)]
        acts = [(text, Role.COMMITMENT if commits else Role.OTHER, Stance.NEITHER) for text, commits in rows]
        yield unspoken("speech-acts", path.stem, NEUTRAL, acts)


def unspoken(source: str, group: str, motion: str, lines: Sequence[tuple[str, Role | None, Stance]]) -> Example:
    """Lines that nobody is named for."""
    return Example(
        source=source,
        group=group,
        part="test",
        lines=tuple(Line(None, " ".join(text.split())) for text, _, _ in lines),
        roles=tuple(role for _, role, _ in lines),
        stances={motion: tuple(stance for _, _, stance in lines)},
        sure=(True,) * len(lines),
    )


def score_claims(reader: SentenceReader, reads: Sequence[Read]) -> Scored:
    """Whether each line is a claim (1) or not (0): is it given a side? ``score`` is that of bearing on the topic."""
    stances = score_stances(reader, reads)
    bears = np.concatenate([1 - reader.calibrations.debate.scores(read.logits)[1][:, NEITHER] for read in reads])
    truth, guess = (np.asarray(labels != NEITHER, dtype=np.int64) for labels in (stances.truth, stances.guess))
    return Scored(truth, guess, bears, stances.group)


@dataclass(frozen=True, slots=True)
class Division:
    """A division of ``hansard/votes.json``, and the side of the motion that each Member voted for."""

    id: str
    file: str
    motion: str
    votes: dict[str, Stance]  # by the id that the source gives the Member


def divisions(shared: Path) -> Iterator[Division]:
    """The divisions, in the file's order."""
    for row in json.loads((shared / "hansard" / "votes.json").read_text(encoding="utf-8")):
        votes = {member["id"]: Stance(member["side"]) for member in row["members"]}
        yield Division(row["division"], row["file"], row["motion"], votes)


def read_debate(shared: Path, division: Division) -> Document:
    """The debate that the division stands in, a Bill's other questions included: no Member listed speaks to those."""
    path = shared / "hansard" / "raw" / "theyworkforyou" / division.file
    earlier = [found.id for found in list_debates(path) if place(found.id) <= place(division.id)]
    return read_file(path, debate_id=earlier[-1])


def place(id_: str) -> tuple[int, int]:
    """Where an id of TheyWorkForYou stands in its day: ``…/debate/2009-10-28c.392.0`` is (392, 0)."""
    column, number = re.findall(r"\.(\d+)", id_)[-2:]
    return int(column), int(number)


def balances(judgements: Iterable[Judgement]) -> dict[str, float]:
    """For each Member's id in the source, the scores for less the scores against of the Member's own sentences."""
    found: dict[str, float] = defaultdict(float)
    for judgement in judgements:
        speaker, scores = judgement.statement.speaker, judgement.reading.stances
        if isinstance(speaker, Speaker) and speaker.source_id:
            found[speaker.source_id] += scores[Stance.FOR] - scores[Stance.AGAINST]
    return found


def score_votes(division: Division, balance: dict[str, float]) -> Scored:
    """Each Member's vote and the side told, ``NEITHER`` where none is; one who says nothing is told no side."""
    sums = np.array([balance.get(member, 0.0) for member in division.votes])
    return Scored(
        truth=np.array([STANCES.index(side) for side in division.votes.values()]),
        guess=np.select([sums >= LEAST, sums <= -LEAST], [FOR, AGAINST], NEITHER),
        score=np.abs(sums),
        group=np.array(list(division.votes)),
    )


def majority(votes: Scored) -> Scored:
    """The Members for whom a side is told, all told to be on the side that most of the division's Members took."""
    side = np.bincount(votes.truth).argmax()
    return replace(votes, guess=np.where(votes.guess == NEITHER, NEITHER, side))


def macro_accuracy(scored: Scored) -> float:
    """The mean of the two sides' accuracy, among Members for whom a side is told; 0 where none is."""
    told = scored.guess != NEITHER
    right = [(scored.guess == side)[told & (scored.truth == side)] for side in (FOR, AGAINST)]
    return float(np.mean([found.mean() for found in right if len(found)] or [0.0]))


def labelled_parts(texts: Iterable[str], examples: Iterable[Example]) -> dict[str, int]:
    """How many of the sentences are labelled in each part of the split, the short ones left out."""
    parts = {line.text: example.part for example in examples for line in example.lines if len(line.text) >= TELLING}
    return dict(Counter(parts[text] for text in texts if text in parts))


def markdown(report: Row) -> str:
    """The report for people."""
    lines = [
        "# The reader on sets of others, and on votes",
        "",
        f"Model: `{report['model']}` (SHA-256, top layers); a side is taken from {report['threshold']}.",
        "",
        "Intervals: 95%, resampling whole groups: topics, documents or Members. One answer: the best that one and the",
        "same answer for every line reaches.",
        "",
        "| set | | value | one answer | lines | groups |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    figures = [(name, row) for name, found in report["sets"].items() for row in found["figures"]]
    lines += [
        f"| {name} | {row['measure']} | {interval(row)} | {row['one answer']:.3f} | {row['lines']} | {row['groups']} |"
        for name, row in figures
    ]
    lines += [f"\n**{name}** {found['definition']}" for name, found in report["sets"].items()]
    rows = [division for _, row in figures for division in row.get("divisions", ())]
    if rows:
        lines += [
            "",
            f"Labelled: sentences of {TELLING} characters or more that are labelled in a part of the split. The reader",
            "was trained on those of train and calibrated on those of dev, so it is flattered here: one that saw none",
            "of them would take a training run without their groups.",
            "",
            "| " + " | ".join(rows[0]) + " |",
            "|" + " --- |" * len(rows[0]),
        ]
        lines += ["| " + " | ".join(map(cell, row.values())) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def cell(value: object) -> str:
    """A value of a table."""
    return ", ".join(f"{name} {count}" for name, count in value.items()) if isinstance(value, dict) else str(value)


def main() -> None:
    """Write the report; with ``--limit``, only print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--models", type=Path, default=Path("models"))
    parser.add_argument("--only", type=lambda names: names.split(","), default=list(SETS), help=", ".join(SETS))
    parser.add_argument("--limit", type=int, help="read about so many lines of a set or debate, and only print")
    parser.add_argument("--out", type=Path, default=Path("training/report-elsewhere"))
    arguments = parser.parse_args()
    if unknown := set(arguments.only) - set(SETS):
        parser.error(f"no such set: {', '.join(sorted(unknown))}; there are {', '.join(SETS)}")
    encoders = load_encoders(arguments.models)
    report: Row = {
        "model": digest_of(sorted((arguments.models / "reader").glob("*.safetensors"))[-1])[:16],
        "threshold": encoders.reader.calibrations.debate.threshold,
        "sets": {},
    }
    for measure in (measure for name in arguments.only for measure in SETS[name]):
        name = measure.__name__.removeprefix("measure_").replace("_", " ")
        figures = list(measure(encoders, arguments.shared, arguments.limit or sys.maxsize))
        report["sets"][name] = {"definition": " ".join((getdoc(measure) or "").split()), "figures": figures}
    print(markdown(report))
    if not arguments.limit:
        arguments.out.with_suffix(".json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
        arguments.out.with_suffix(".md").write_text(markdown(report), encoding="utf-8")


if __name__ == "__main__":
    main()
