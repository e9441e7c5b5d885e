"""Sentence boundaries that we marked by reading, kept apart from the text (stand-off), and the score against them.

Each line of ``data/boundaries.jsonl`` names a paragraph of ``../shared/hansard``: the file, the contribution's id where
the file has one, the paragraph's number, a digest of its words, and the offsets at which a new sentence starts.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha1
from pathlib import Path

from lxml import etree

MARKS = Path(__file__).parent / "data" / "boundaries.jsonl"

Address = tuple[str | None, int]


@dataclass(frozen=True, slots=True)
class Marked:
    """A paragraph and the offsets at which we say that a new sentence starts in it."""

    source: str
    contribution: str | None
    paragraph: int
    sha1: str
    part: str  # "dev" (rules may be tuned on it) or "test"
    sample: str  # "random" or "hard"
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Boundaries inside paragraphs: found where we marked one, found where we did not, and not found."""

    right: int
    wrong: int
    missed: int

    @property
    def rate(self) -> float:
        """Right among all that were marked or found."""
        return self.right / (self.right + self.wrong + self.missed)


def load_marks(path: Path = MARKS) -> tuple[Marked, ...]:
    """The marked paragraphs, without their words."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return tuple(Marked(**row | {"starts": tuple(row["starts"])}) for row in rows)


def find_words(marked: Marked, hansard: Path) -> str:
    """The words of a marked paragraph; a ``ValueError`` where the file no longer holds the words that we read."""
    words = read_paragraphs(hansard / marked.source)[marked.contribution, marked.paragraph]
    if digest(words) != marked.sha1:
        raise ValueError(f"{marked.source}, paragraph {marked.paragraph}: not the words that were marked")
    return words


def score_starts(marks: Iterable[Marked], hansard: Path, split: Callable[[str], Iterable[int]]) -> Score:
    """Compare the sentence starts that ``split`` finds inside each paragraph with ours."""
    right = wrong = missed = 0
    for marked in marks:
        ours, found = set(marked.starts), set(split(find_words(marked, hansard)))
        right, wrong, missed = right + len(ours & found), wrong + len(found - ours), missed + len(ours - found)
    return Score(right, wrong, missed)


@cache
def read_paragraphs(source: Path) -> dict[Address, str]:
    """Every paragraph of one file of ``../shared/hansard`` by its address, stripped of the space around it."""
    readers = {".gz": _read_contributions, ".xml": _read_xml, ".txt": _read_lines}
    return {address: words.strip() for address, words in readers[source.suffix](source) if words.strip()}


def digest(words: str) -> str:
    """Enough of a digest to notice that a paragraph has changed."""
    return sha1(words.encode(), usedforsecurity=False).hexdigest()[:12]


def _read_contributions(source: Path) -> Iterator[tuple[Address, str]]:
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            for number, words in enumerate(row["text"].split("\n\n")):
                yield (row["id"], number), words


def _read_xml(source: Path) -> Iterator[tuple[Address, str]]:
    parser = etree.XMLParser(resolve_entities="internal", no_network=True, recover=True)
    for number, paragraph in enumerate(etree.parse(source, parser).iter("p")):
        yield (None, number), " ".join("".join(paragraph.itertext()).split())


def _read_lines(source: Path) -> Iterator[tuple[Address, str]]:
    for number, words in enumerate(source.read_text(encoding="utf-8").splitlines()):
        yield (None, number), words
