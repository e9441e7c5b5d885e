"""The labels of debates, kept apart from the text (stand-off): we publish the labels, others publish the text.

``python -m training.labels restore --sources FOLDER --out FOLDER`` puts them back on the files that are in a folder;
``build --shared ../shared`` wrote ``data/labels/`` from the labelled files. The README there says what a line holds.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from functools import cached_property
from itertools import chain, groupby
from pathlib import Path
from typing import Any

from summariser.data import Role, Span, Stance
from training.boundaries import digest, read_paragraphs

LABELS = Path(__file__).parent / "data" / "labels"
ROLES = {"c": Role.CLAIM, "m": Role.COMMITMENT, "o": Role.OBJECTION, "x": Role.OTHER}
STANCES = {"f": Stance.FOR, "a": Stance.AGAINST, "n": Stance.NEITHER}
CODES = {name: code for names in (ROLES, STANCES) for code, name in names.items()}

Row = dict[str, Any]  # as in ../shared/annotation/train


@dataclass(frozen=True, slots=True)
class Label:
    """A labelled sentence without its words. Offsets are ``None`` where we never had the text as it is published."""

    debate: str
    block: int
    id: str
    speaker: str | None
    source: str  # the name of the file, without its ending, or the part of it that is known
    start: int | None  # code points of ``Words.text``
    end: int | None
    letters: int  # letters and digits
    sha1: str  # of the letters and digits
    codes: str  # role, then the stance on each motion of the debate; "?" behind what is not sure

    @property
    def line(self) -> str:
        """The label as a line of ``labels.tsv``."""
        return "\t".join("" if value is None else str(value) for value in astuple(self))

    @classmethod
    def of(cls, line: str) -> Label:
        """The label of a line."""
        debate, block, id_, speaker, source, start, end, letters, sha1, codes = line.split("\t")
        first, last = (int(start), int(end)) if start else (None, None)
        return cls(debate, int(block), id_, speaker or None, source, first, last, int(letters), sha1, codes)


@dataclass(frozen=True)
class Words:
    """What a file says: its paragraphs, one a line, white space folded."""

    text: str

    @cached_property
    def places(self) -> tuple[int, ...]:
        """Where each letter or digit stands."""
        return tuple(place for place, character in enumerate(self.text) if character.isalnum())

    @cached_property
    def letters(self) -> str:
        """The letters and digits."""
        return letters_of(self.text)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Which of the letters begin a word."""
        return tuple(n for n, at in enumerate(self.places) if not n or self.places[n - 1] < at - 1)

    def find(self, label: Label, after: int = 0) -> Span | None:
        """Where the sentence stands: at its offsets, else at the first place from ``after`` on, else before it."""
        if label.start is not None and label.end is not None:
            span = Span(label.start, label.end)
            if digest(letters_of(span.of(self.text))) == label.sha1:
                return span
        here = bisect_left(self.starts, after, key=self.places.__getitem__)
        for first in map(self.starts.__getitem__, chain(range(here, len(self.starts)), range(here))):
            if digest(self.letters[first : first + label.letters]) == label.sha1:
                span = Span(self.places[first], self.places[first + label.letters - 1] + 1)
                if not self.text[span.end : span.end + 1].isalnum():
                    return self.touched(span)
        return None

    def touched(self, span: Span) -> Span:
        """The span with the marks that touch it."""
        start, end = span.start, span.end
        while start and is_mark(self.text[start - 1]):
            start -= 1
        while end < len(self.text) and is_mark(self.text[end]):
            end += 1
        return Span(start, end)


def is_mark(character: str) -> bool:
    """Whether a character is neither letter, digit nor white space."""
    return not character.isalnum() and not character.isspace()


def letters_of(words: str) -> str:
    """What all copies of a text have in common."""
    return "".join(filter(str.isalnum, words))


def fold(words: str) -> str:
    """White space as single spaces."""
    return " ".join(words.split())


def read_sources(folder: Path, names: Collection[str]) -> dict[str, Words]:
    """The words of the files (XML or text) whose names hold one of ``names``, by name without ending.

    What a folder lacks is taken from ``contributions.jsonl.gz``, the collected days of ``../shared/hansard``.
    """
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".xml", ".txt") and any(name in path.stem for name in names):
            found[path.stem] = list(read_paragraphs(path).values())
    collected: dict[str, list[str]] = defaultdict(list)
    for path in folder.glob("contributions.jsonl.gz"):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if any(name in (stem := Path(row["path"]).stem) for name in names):
                    collected[stem] += row["text"].split("\n\n")
    return {name: Words("\n".join(filter(None, map(fold, told)))) for name, told in (collected | found).items()}


def load_labels(folder: Path = LABELS) -> tuple[Label, ...]:
    """All labels, in the order of the labelled files."""
    return tuple(map(Label.of, (folder / "labels.tsv").read_text(encoding="utf-8").splitlines()[1:]))


def restore(labels: Iterable[Label], sources: Mapping[str, Words]) -> Iterator[tuple[Label, str | None]]:
    """Each label with the words of its sentence; ``None`` where no source holds them."""
    after: Counter[tuple[str, str]] = Counter()  # how far each debate has come in each file
    for label in labels:
        words = None
        for name in (name for name in sources if label.source in name):
            if span := sources[name].find(label, after[label.debate, name]):
                words, after[label.debate, name] = fold(span.of(sources[name].text)), span.end
                break
        yield label, words


def row_of(label: Label, motions: Sequence[str], words: str) -> Row:
    """The label in the form of ``../shared/annotation/train``."""
    readings = [
        {"motion": motion, "stance": STANCES[code].value, "sure": not doubt}
        for motion, (code, doubt) in zip(motions, re.findall(r"([fan])(\??)", label.codes[1:]), strict=True)
    ]
    return {
        "debate": label.debate,
        "motion": motions[0],
        "id": label.id,
        "block": label.block,
        "speaker": label.speaker,
        "text": words,
        "role": ROLES[label.codes[0]].value,
        "stance": readings[0]["stance"],
        "sure": readings[0]["sure"],
        "other_motions": readings[1:],
    }


def codes_of(row: Row) -> str:
    """The labels of a row, a letter each."""
    readings = [CODES[reading["stance"]] + "?" * (not reading["sure"]) for reading in (row, *row["other_motions"])]
    return CODES[row["role"]] + "".join(readings)


def labels_of(rows: Sequence[Row], sources: Mapping[str, Words], after: int) -> Iterator[Label]:
    """The labels of one block, with offsets where a source holds all of its sentences."""
    sentences = [fold(row["text"]) for row in rows]
    likeliest = sorted(sources, key=lambda name: day_of(rows[0]) not in name)
    found = ((name, locate(sentences, sources[name].text, after)) for name in likeliest)
    source, spans = next(((name, spans) for name, spans in found if spans), (None, None))
    for number, row in enumerate(rows):
        letters = letters_of(row["text"])
        yield Label(
            debate=row["debate"],
            block=row["block"],
            id=row["id"],
            speaker=row["speaker"],
            source=source or day_of(row),
            start=spans[number].start if spans else None,
            end=spans[number].end if spans else None,
            letters=len(letters),
            sha1=digest(letters),
            codes=codes_of(row),
        )


def day_of(row: Row) -> str:
    """What the id of a row says of its file."""
    return re.split("[#.]", row["id"])[0]


def locate(sentences: Sequence[str], text: str, after: int) -> list[Span] | None:
    """Where sentences stand that follow one another: as near to each other as can be, and from ``after`` on."""
    longest = max(range(len(sentences)), key=lambda number: len(sentences[number]))
    anchors = (found.start() for found in re.finditer(re.escape(sentences[longest]), text))
    places = (spans for anchor in anchors if (spans := around(anchor, longest, sentences, text)))
    return min(places, key=lambda spans: (spans[-1].end - spans[0].start, spans[0].start < after), default=None)


def around(anchor: int, number: int, sentences: Sequence[str], text: str) -> list[Span] | None:
    """The sentences nearest to one of them, which starts at ``anchor``; ``None`` where one is missing."""
    starts, before, after = [anchor], anchor, anchor + len(sentences[number])
    for sentence in reversed(sentences[:number]):
        before = text.rfind(sentence, 0, max(before, 0))
        starts.insert(0, before)
    for sentence in sentences[number + 1 :]:
        starts.append(text.find(sentence, after))
        after = starts[-1] + len(sentence)
    spans = [Span(start, start + len(sentence)) for start, sentence in zip(starts, sentences, strict=True)]
    return spans if min(starts) >= 0 else None


def build(shared: Path, out: Path) -> None:
    """Write the labels of ``annotation/train`` without their text."""
    groups = json.loads((shared / "annotation" / "groups.json").read_text(encoding="utf-8"))
    sources = read_sources(shared / "hansard", [""])
    labels: list[Label] = []
    motions: dict[str, list[str]] = {}
    for debate in (debate for group in groups for debate in group):
        path = shared / "annotation" / "train" / f"{debate}.jsonl"
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        (asked,) = {tuple(reading["motion"] for reading in (row, *row["other_motions"])) for row in rows}
        motions[debate] = list(asked)
        end = 0
        for _, block in groupby(rows, key=lambda row: row["block"]):
            labels += labels_of(list(block), sources, end)
            end = labels[-1].end or 0
    lines = ("\t".join(field.name for field in fields(Label)), *(label.line for label in labels))
    (out / "labels.tsv").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    table = json.dumps({"groups": groups, "motions": motions}, ensure_ascii=False, indent=1)
    (out / "debates.json").write_text(f"{table}\n", encoding="utf-8")


def write(folder: Path, out: Path) -> int:
    """Write ``train/*.jsonl`` and ``groups.json``, say what is missing; 1 where a file that is there does not fit."""
    labels, table = load_labels(), json.loads((LABELS / "debates.json").read_text(encoding="utf-8"))
    wanted = Counter(label.source for label in labels)
    sources = read_sources(folder, wanted)
    rows: dict[str, list[Row]] = defaultdict(list)
    lost: Counter[str] = Counter()
    for label, words in restore(labels, sources):
        if words is None:
            lost[label.source] += 1
        else:
            rows[label.debate].append(row_of(label, table["motions"][label.debate], words))
    (out / "train").mkdir(parents=True, exist_ok=True)
    for debate in table["motions"]:  # a file for each, or a group could lose the name that the split knows it by
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows[debate])
        (out / "train" / f"{debate}.jsonl").write_text(lines, encoding="utf-8")
    (out / "groups.json").write_text(json.dumps(table["groups"], indent=1) + "\n", encoding="utf-8")
    print(f"{len(labels) - lost.total():,} of {len(labels):,} labelled sentences are in {out / 'train'}.")
    unfit = 0
    for source, count in sorted(lost.items()):
        looked = [name for name in sources if source in name]
        unfit += bool(looked)
        where = f"not in {', '.join(looked)}" if looked else f"{folder} has no file of that name"
        print(f"{count:5} of {wanted[source]:5} not found: {source} ({where})")
    return int(unfit > 0 or lost.total() == len(labels))


def main() -> int:
    """Build or restore."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("build", help="take the labels off the text")
    command.add_argument("--shared", type=Path, default=Path("../shared"))
    command = commands.add_parser("restore", help="put the labels back on the text")
    command.add_argument("--sources", type=Path, required=True, help="the folder of public files, at any depth")
    command.add_argument("--out", type=Path, required=True, help="the folder to write train/*.jsonl to")
    arguments = parser.parse_args()
    if arguments.command == "restore":
        return write(arguments.sources, arguments.out)
    build(arguments.shared, LABELS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
