"""The small trained models, handed to the stages as one object."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from summariser.data import Passage, Reading
from summariser.encoders.weights import find_models, verify

if TYPE_CHECKING:
    from summariser.encoders.run import SentenceReader
    from summariser.encoders.split import PunktSplitter


@dataclass(frozen=True, slots=True)
class LoadedEncoders:
    """The models of one folder; satisfies ``summariser.data.Encoders``."""

    splitter: PunktSplitter
    reader: SentenceReader

    def split(self, text: str, report: bool = False) -> Iterable[int]:
        """The offsets in a paragraph at which a new sentence starts."""
        return self.splitter.split(text, report)

    def read(self, passages: Iterable[Passage]) -> Sequence[tuple[Reading, ...]]:
        """One reading for each line of each passage."""
        return self.reader.read(passages)


def load_encoders(folder: str | Path | None = None) -> LoadedEncoders:
    """The models, checked against their published digests and loaded once a process.

    They are looked for in ``folder``, else in ``$SUMMARISER_MODELS``, else in the checkout's ``models/``.

    Raises:
        MissingModel: they are not there, or not the ones that were published.
    """
    return _load(find_models(folder))


@cache
def _load(models: Path) -> LoadedEncoders:
    from summariser.encoders.run import load_reader
    from summariser.encoders.split import load_splitter

    return LoadedEncoders(load_splitter(verify(models, "punkt")), load_reader(verify(models, "reader")))
