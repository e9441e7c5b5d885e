"""Who speaks in a report: our attribution against that of the labelled news reports, report by report.

``python -m training.evaluate_attribution --shared ../shared [--part train|test]``

A gold row counts against the statement that holds its first word. A speaker is right where the names are the same, or
ours is among those that the labellers accept, articles and forms of address aside ("The Ministry", "Dr Vale").
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summariser.attribute import attribute_sentences
from summariser.data import Speaker, Statement
from summariser.encoders.split import load_splitter
from summariser.read import read_text
from summariser.segment import segment_document

PUNKT = Path(__file__).resolve().parent.parent / "models" / "punkt"
_FORM_OF_ADDRESS = re.compile(
    r"(?:the|an?|mr|mrs|ms|miss|sir|dame|dr|prof|professor|cllr|coun|councillor|col|rev|canon|sergeant|lord|lady|"
    r"baroness)\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Count:
    """Statements that we attribute, how many rightly; rows with a speaker, how many of them found; voices right."""

    attributed: int = 0
    right: int = 0
    spoken: int = 0
    found: int = 0
    voices: int = 0
    rows: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def precision(self) -> float:
        """Rightly attributed among all that we attribute."""
        return self.right / max(1, self.attributed)

    @property
    def recall(self) -> float:
        """Rightly attributed among all that have a speaker."""
        return self.found / max(1, self.spoken)

    @property
    def voice(self) -> float:
        """Rows of the right voice."""
        return self.voices / max(1, self.rows)


@dataclass(frozen=True, slots=True)
class Difference:
    """A row on which we and the labellers disagree about the speaker."""

    statement: Statement
    ours: str | None
    theirs: tuple[str | None, ...]


def reports(news: Path, part: str) -> Iterator[Path]:
    """The labelled reports of a part: a number that 3 divides is for the last test, and read for nothing else."""
    for path in sorted(news.glob("*.txt")):
        if (int(path.name[:3]) % 3 == 0) == (part == "test"):
            yield path


def compare(path: Path) -> tuple[Count, list[Difference]]:
    """The counts of one report, and the rows that differ."""
    document = read_text(path.read_text(encoding="utf-8"))
    statements = attribute_sentences(document, segment_document(document, load_splitter(PUNKT))).statements
    starts = [statement.sentence.span.start for statement in statements]
    total, differences = Count(), []
    for row in json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))["rows"]:
        statement = statements[max(0, bisect_right(starts, row["offset"]) - 1)]
        count, difference = _compare_row(statement, row)
        total += count
        differences += [difference] if difference else []
    return total, differences


def _compare_row(statement: Statement, row: dict[str, Any]) -> tuple[Count, Difference | None]:
    theirs = tuple(row["speaker"]) if isinstance(row["speaker"], list) else (row["speaker"],)
    names = {plain_name(name) for name in theirs if name}
    ours = statement.speaker.name if isinstance(statement.speaker, Speaker) else None
    right = ours is not None and plain_name(ours) in names
    spoken = None not in theirs
    count = Count(ours is not None, right, spoken, right and spoken, statement.voice.value == row["voice"], 1)
    agrees = right or (ours is None and not spoken)
    return count, None if agrees else Difference(statement, ours, theirs)


def plain_name(name: str) -> str:
    """A name without articles and forms of address, in lower case."""
    name = name.replace("’", "'").strip()
    while match := _FORM_OF_ADDRESS.match(name):
        name = name[match.end() :]
    return name.lower()


def main() -> int:
    """Print a table by report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--part", choices=("train", "test"), default="train")
    parser.add_argument("--differences", action="store_true", help="print each row that differs (train only)")
    arguments = parser.parse_args()
    total = Count()
    print(f"{'report':44} precision  recall  voice")
    for path in reports(arguments.shared / "annotation" / "news", arguments.part):
        count, differences = compare(path)
        total += count
        print(f"{path.stem:44} {count.precision:9.3f} {count.recall:7.3f} {count.voice:6.3f}")
        if arguments.differences and arguments.part == "train":
            for difference in differences:
                print(f"    {difference.ours} for {difference.theirs} at {difference.statement.id}")
    print(f"{'all':44} {total.precision:9.3f} {total.recall:7.3f} {total.voice:6.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
