"""The exact tokens that a model is given. Training builds them with this same code.

A passage is read in *windows*: the motion, then lines that follow one another, each turn opened by its speaker's name::

    <s> There should be a levy. </s></s> Ann Ash: It is fair. It is cheap. Bob Oak: It is neither. </s>

A line is judged by its own tokens, so one pass reads many lines. Windows overlap, so that a line is judged with lines
before and after it in view.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from summariser.data import Passage, Span

NO_SPEAKER = "—"  # opens a stretch that nobody is named for, after one that somebody was
MOTION_TOKENS = 64  # the longest of 705 labelled motions has 47
LINE_TOKENS = 160  # 99.9% of 27,224 labelled sentences are shorter; the rest lose their tail


@dataclass(frozen=True, slots=True)
class Layout:
    """How windows are cut: tokens in one, and lines read for context alone at either end."""

    tokens: int = 480  # as long as the longest in training; about fourteen lines
    before: int = 1
    after: int = 1


@dataclass(frozen=True, slots=True)
class Frame:
    """The ids that an encoder wants around and between motion and lines."""

    begin: tuple[int, ...]
    middle: tuple[int, ...]
    end: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pieces:
    """A passage in tokens, not yet cut: the motion, and for each line its speaker's mark and its words."""

    motion: tuple[int, ...]
    speakers: tuple[str | None, ...]
    marks: tuple[tuple[int, ...], ...]
    texts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Window:
    """Tokens for one pass. ``lines`` are the token spans of lines ``first``…; readings of ``kept`` lines count."""

    ids: tuple[int, ...]
    motion: Span
    lines: tuple[Span, ...]
    first: int
    kept: range


def load_tokenizer(folder: Path) -> Tokenizer:
    """The tokenizer of a folder, without the padding and the truncation that it may have been stored with."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def tokenise(tokenizer: Tokenizer, passage: Passage) -> Pieces:
    """The passage in tokens."""
    speakers = tuple(line.speaker for line in passage.lines)
    names = {name: f"{name}:" if name else NO_SPEAKER for name in dict.fromkeys(speakers)}
    texts = [passage.motion, *(line.text for line in passage.lines), *names.values()]
    ids = [tuple(encoding.ids) for encoding in tokenizer.encode_batch_fast(texts, add_special_tokens=False)]
    motion, lines, marks = ids[0], ids[1 : len(speakers) + 1], dict(zip(names, ids[len(speakers) + 1 :], strict=True))
    return Pieces(
        motion=motion[:MOTION_TOKENS],
        speakers=speakers,
        marks=tuple(marks[name] for name in speakers),
        texts=tuple(line[:LINE_TOKENS] for line in lines),
    )


def compose(pieces: Pieces, lines: range, kept: range, frame: Frame) -> Window:
    """One window over ``lines``: marks where the speaker changes, and where the first line has one."""
    ids = [*frame.begin, *pieces.motion, *frame.middle]
    motion = Span(len(frame.begin), len(frame.begin) + len(pieces.motion))
    spans, last = [], None
    for index in lines:
        if pieces.speakers[index] != last:
            ids += pieces.marks[index]
            last = pieces.speakers[index]
        spans.append(Span(len(ids), len(ids) + max(1, len(pieces.texts[index]))))
        ids += pieces.texts[index] or pieces.motion[:1]
    return Window((*ids, *frame.end), motion, tuple(spans), lines.start, kept)


def cut(pieces: Pieces, layout: Layout, frame: Frame) -> Iterator[Window]:
    """Windows whose ``kept`` ranges tile the lines; each is as long as its budget of tokens allows."""
    count, position = len(pieces.texts), 0
    room = layout.tokens - len(frame.begin) - len(frame.middle) - len(frame.end) - len(pieces.motion)
    while position < count:
        start = max(0, position - layout.before)
        stop = fit(pieces, start, room)
        kept_to = count if stop >= count else max(position + 1, stop - layout.after)
        yield compose(pieces, range(start, max(stop, position + 1)), range(position, kept_to), frame)
        position = kept_to


def fit(pieces: Pieces, start: int, room: int) -> int:
    """The first line that no longer fits into a window which opens at ``start``; at least one always does."""
    index, last = start, None
    while index < len(pieces.texts):
        room -= len(pieces.texts[index]) + (len(pieces.marks[index]) if pieces.speakers[index] != last else 0)
        if room < 0 and index > start:
            return index
        last, index = pieces.speakers[index], index + 1
    return index


def batches(windows: Sequence[Window], tokens: int) -> list[list[int]]:
    """Indices of windows, the like-sized together, so that padded batches of at most ``tokens`` tokens waste little."""
    order = sorted(range(len(windows)), key=lambda index: -len(windows[index].ids))
    found: list[list[int]] = []
    for index in order:
        if found and len(windows[found[-1][0]].ids) * (len(found[-1]) + 1) <= tokens:
            found[-1].append(index)
        else:
            found.append([index])
    return found
