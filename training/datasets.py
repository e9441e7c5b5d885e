"""Labelled sets as passages, each with its licence's terms and its side of the split.

Every set stands in ``../shared``; none of its text is kept here. Splits are by debate, report or motion.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from summariser.data import Line, Role, Stance

Labels = tuple[Stance | None, ...]
DATA = Path(__file__).parent / "data"
SPLIT = DATA / "split.json"


@dataclass(frozen=True, slots=True)
class Example:
    """Lines that follow one another, their roles, and their stances on one or more motions; ``None``: not labelled."""

    source: str  # the name of the set
    group: str  # what is never split: a debate, a report, a motion's arguments
    part: str  # "train", "dev" or "test"
    lines: tuple[Line, ...]
    roles: tuple[Role | None, ...]
    stances: dict[str, Labels]  # motion: one stance a line
    sure: tuple[bool, ...]
    connected: bool = field(default=True)  # False: unrelated arguments that may be shuffled

    @property
    def report(self) -> bool:
        """Whether the lines are those of a news report."""
        return self.source == "news"


def debates(shared: Path) -> Iterator[Example]:
    """Blocks of real debates (``annotation/train``), split by ``groups.json``. Open Parliament Licence."""
    annotation, parts = shared / "annotation", json.loads(SPLIT.read_text())["debates"]
    for group in json.loads((annotation / "groups.json").read_text()):
        part = next((name for name, groups in parts.items() if group[0] in groups), "train")
        for name in group:
            blocks = defaultdict(list)
            for row in map(json.loads, (annotation / "train" / f"{name}.jsonl").open(encoding="utf-8")):
                blocks[row["block"]].append(row)
            yield from (_block(group[0], part, rows) for rows in blocks.values())


def _block(group: str, part: str, rows: list[dict[str, Any]]) -> Example:
    stances: dict[str, list[Stance | None]] = defaultdict(lambda: [None] * len(rows))
    for index, row in enumerate(rows):
        for reading in (row, *row.get("other_motions", ())):
            stances[reading["motion"]][index] = Stance(reading["stance"])
    return Example(
        source="debates",
        group=group,
        part=part,
        lines=tuple(Line(row["speaker"], row["text"]) for row in rows),
        roles=tuple(Role(row["role"]) for row in rows),
        stances={motion: tuple(labels) for motion, labels in stances.items()},
        sure=tuple(bool(row["sure"]) for row in rows),
    )


def news(shared: Path) -> Iterator[Example]:
    """Invented news reports. Those whose number divides by 3 are for testing, one in six of the others for choosing."""
    for path in sorted((shared / "annotation" / "news").glob("*.gold.json")):
        number, gold = int(path.name[:3]), json.loads(path.read_text(encoding="utf-8"))
        text, rows = path.with_name(path.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8"), gold["rows"]
        ends = [row["offset"] for row in rows[1:]] + [len(text)]
        speakers = (row["speaker"][0] if isinstance(row["speaker"], list) else row["speaker"] for row in rows)
        words = (text[row["offset"] : end].strip().rstrip("“‘\"'") for row, end in zip(rows, ends, strict=True))
        stances: dict[str, Labels] = {gold["motion"]: tuple(Stance(row["stances"][0]) for row in rows)}
        if "further" in gold:
            stances[gold["further"]] = tuple(Stance(row["further"][0]) for row in rows)
        yield Example(
            source="news",
            group=path.name[:3],
            part="test" if number % 3 == 0 else "dev" if number % 9 == 1 else "train",
            lines=tuple(Line(speaker, line.strip()) for speaker, line in zip(speakers, words, strict=True)),
            roles=tuple(Role(row["roles"][0]) for row in rows),
            stances=stances,
            sure=tuple(len(row["roles"]) == len(row["stances"]) == 1 for row in rows),
        )


def motion_sentences(shared: Path) -> Iterator[Example]:
    """Invented sentences for and against hundreds of motions; one motion in twelve is for choosing."""
    rows = defaultdict(list)
    for path in sorted((shared / "annotation" / "motion-sentences").glob("*.tsv")):
        for row in csv.reader(path.open(encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE):
            rows[row[0]].append(row)
    for number, (motion, found) in enumerate(rows.items()):
        lines = [(text, Stance(stance), Role(role)) for _, text, stance, role, _ in found]
        yield _arguments("motion-sentences", "dev" if number % 12 == 5 else "train", motion, lines)


def passages(_shared: Path) -> Iterator[Example]:
    """Invented debates and reports of our own, each read on two motions; all for training."""
    return _written("passages", connected=True)


def alternatives(_shared: Path) -> Iterator[Example]:
    """The same, in which what is offered in place of the motion's demand is praised at length."""
    return _written("alternatives", connected=True)


def comparisons(_shared: Path) -> Iterator[Example]:
    """Invented sentences that set one proposal against its rival, read on a motion for each."""
    return _written("comparisons", connected=False)


def _written(source: str, connected: bool) -> Iterator[Example]:
    """What was written for this project and ships with it: ``data/SOURCE.jsonl``."""
    found = defaultdict(list)
    for row in map(json.loads, (DATA / f"{source}.jsonl").open(encoding="utf-8")):
        found[row["passage"]].append(row)
    for name, rows in found.items():
        yield Example(
            source=source,
            group=name,
            part="train",
            lines=tuple(Line(row.get("speaker"), row["text"]) for row in rows),
            roles=tuple(Role(row["role"]) for row in rows),
            stances={motion: tuple(Stance(row["stances"][motion]) for row in rows) for motion in rows[0]["stances"]},
            sure=tuple(row.get("sure", True) for row in rows),
            connected=connected,
        )


def argkp(shared: Path) -> Iterator[Example]:
    """ArgKP-2021: crowd-written arguments on 31 topics, with its own split. CDLA-Sharing 1.0."""
    for part in ("train", "dev", "test"):
        topics = defaultdict(list)
        for row in csv.DictReader((shared / "public" / "argkp" / f"arguments_{part}.csv").open(encoding="utf-8")):
            stance = Stance.FOR if int(row["stance"]) > 0 else Stance.AGAINST
            topics[row["topic"]].append((row["argument"], stance, None))
        yield from (_arguments("argkp", part, topic, lines) for topic, lines in topics.items())


def perspectrum(shared: Path) -> Iterator[Example]:
    """Perspectrum: arguments that support or undermine 907 claims, with its own split. CC BY-SA 4.0."""
    claims = defaultdict(list)
    for row in csv.DictReader((shared / "public/perspectrum/perspectrum.tsv").open(encoding="utf-8"), delimiter="\t"):
        stance = Stance.FOR if row["stance"] == "support" else Stance.AGAINST
        claims[row["split"], row["claim"]].append((row["perspective"], stance, None))
    yield from (_arguments("perspectrum", part, claim, lines) for (part, claim), lines in claims.items())


def _arguments(source: str, part: str, motion: str, lines: Sequence[tuple[str, Stance, Role | None]]) -> Example:
    return Example(
        source=source,
        group=motion,
        part=part,
        lines=tuple(Line(None, text) for text, _, _ in lines),
        roles=tuple(role for _, _, role in lines),
        stances={motion: tuple(stance for _, stance, _ in lines)},
        sure=(True,) * len(lines),
        connected=False,
    )


@dataclass(frozen=True, slots=True)
class Wordings:
    """A motion in other words: those that keep the sides, those that swap them, and motions on other subjects."""

    same: tuple[str, ...]
    opposed: tuple[str, ...]
    unrelated: tuple[str, ...]


def wordings(shared: Path) -> dict[str, Wordings]:
    """``annotation/motions.json``, by motion."""
    found = json.loads((shared / "annotation" / "motions.json").read_text(encoding="utf-8"))
    return {motion: Wordings(*(tuple(x.get(key, ())) for key in Wordings.__slots__)) for motion, x in found.items()}


SETS = {
    "debates": debates,
    "news": news,
    "passages": passages,
    "alternatives": alternatives,
    "comparisons": comparisons,
    "motion-sentences": motion_sentences,
    "argkp": argkp,
    "perspectrum": perspectrum,
}
