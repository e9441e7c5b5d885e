"""How fast the reader is on this machine: ``python -m benchmarks.speed`` writes ``benchmarks/speed.md``.

Each measurement has a process of its own, so that loading starts from nothing and the peak of memory is its own too.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import TypeVar, TypeVarTuple

from summariser.attribute import attribute_sentences
from summariser.classify import is_read, line_of
from summariser.data import Line, Passage, Role, Stance
from summariser.encoders.weights import find_models
from summariser.read import read_file
from summariser.segment import segment_document

SAMPLES = Path(__file__).parent.parent / "samples"
MOTION = "There should be a national inquiry into the reservoir alarms."
ABILITIES = ("avx2", "avx512_f", "avx512_vnni", "avx512_bf16", "amx_int8", "amx_bf16", "bf16")
HYPOTHESES = {"This sentence is: {}.": list(Role), f"Its side on the motion “{MOTION}” is: {{}}.": list(Stance)}
T = TypeVar("T")
Given = TypeVarTuple("Given")


@dataclass(frozen=True, slots=True)
class Figures:
    """The reader in one arithmetic: its column of the table by row, its sentences a second, and its labels."""

    column: dict[str, str]
    speed: float
    labels: tuple[tuple[Role, Stance], ...]


def fresh(arithmetic: str | None, work: Callable[[*Given], T], *given: *Given) -> T:
    """The work's result, from a new process; ``None`` leaves the arithmetic to the reader."""
    os.environ.pop("SUMMARISER_ARITHMETIC", None)
    if arithmetic:
        os.environ["SUMMARISER_ARITHMETIC"] = arithmetic
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(work, *given).result()


def best(rounds: int, work: Callable[[], object]) -> float:
    """The least seconds of several rounds: what else runs on the machine only ever adds."""
    times = []
    for _ in range(rounds):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)


def megabytes(who: int) -> float:
    """The peak of resident memory in MB. Linux counts it in KiB, macOS in bytes."""
    return resource.getrusage(who).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6


def sample_lines() -> list[Line]:
    """The lines of the plain-text samples, as the reader is given them."""
    from summariser.encoders.split import load_splitter

    splitter, lines = load_splitter(find_models() / "punkt"), []
    for path in sorted(SAMPLES.glob("*.txt")):
        document = read_file(path)
        statements = attribute_sentences(document, segment_document(document, splitter)).statements
        lines += [line_of(document, statement) for statement in statements if is_read(document, statement)]
    return lines


def machine() -> tuple[str, list[str]]:
    """The machine in words, and the arithmetics that its CPU has; the reader is served in the last."""
    import torch

    from summariser.encoders.run import multiplies_bf16

    found = torch.cpu.get_capabilities()
    words = [str(found.get("cpu_name", "unknown CPU")), f"{torch.get_num_threads()} threads of {os.cpu_count()} cores"]
    words += [name for name in ABILITIES if found.get(name)]
    words += [f"torch {torch.__version__}", f"load average before the run {os.getloadavg()[0]:.1f}"]
    return ", ".join(words), ["fp32", "bf16"] if multiplies_bf16() else ["fp32"]


def read_passage(sentences: int, rounds: int) -> Figures:
    """The reader on a passage of so many sentences, then each shape of its encoder's matrices alone."""
    start = perf_counter()  # importing is most of loading
    import torch

    from summariser.encoders.inputs import cut, tokenise
    from summariser.encoders.run import BATCH_TOKENS, load_reader

    reader = load_reader(find_models() / "reader")
    load = perf_counter() - start
    passage = Passage(MOTION, tuple(islice(cycle(sample_lines()), sentences)))
    windows = cut(tokenise(reader.tokenizer, passage), reader.layout, reader.frame)
    tokens = sum(len(window.ids) for window in windows)
    (readings,) = reader.read([passage])
    seconds, memory = best(rounds, lambda: reader.read([passage])), megabytes(resource.RUSAGE_SELF)
    matrices = [module for module in reader.network.encoder.modules() if isinstance(module, torch.nn.Linear)]
    peaks = {}
    with torch.inference_mode():
        for matrix in {matrix.weight.shape: matrix for matrix in matrices}.values():
            rows = torch.randn(BATCH_TOKENS, matrix.in_features).to(matrix.weight.dtype)
            shape = f"{BATCH_TOKENS} × {matrix.in_features} × {matrix.out_features}"
            peaks[shape] = 2 * rows.numel() * matrix.out_features / best(10 * rounds, partial(matrix, rows)) / 1e9
    used = 2 * sum(matrix.weight.numel() for matrix in matrices) * tokens / seconds / 1e9
    column = {
        "sentences a second": f"{sentences / seconds:.1f}",
        "tokens a second": f"{tokens / seconds:.0f}",
        "share of the matrix peak": f"{used / max(peaks.values()):.0%}",
        "seconds to load": f"{load:.1f}",
        "MB at most": f"{memory:.0f}",
    }
    column |= {f"matrix product {shape}, GFLOPS": f"{peak:.0f}" for shape, peak in peaks.items()}
    return Figures(column, sentences / seconds, tuple((reading.role, reading.stance) for reading in readings))


def summarise(words: int) -> str:
    """The command line from start to end, on a sample repeated until it has so many words."""
    text = (SAMPLES / "reservoir-alarms-debate.txt").read_text(encoding="utf-8") + "\n"
    text *= -(-words // len(text.split()))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "debate.txt"
        path.write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "summariser", "summarise", str(path), "--motion", MOTION]
        seconds = best(1, lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL))
    memory = megabytes(resource.RUSAGE_CHILDREN)
    return f"`summariser summarise`, {len(text.split()):,} words: {seconds:.1f} seconds, {memory:.0f} MB at most."


def zero_shot(sentences: int) -> float:
    """Sentences a second of transformers' zero-shot pipeline in fp32, one sentence at a time; see README.md."""
    from transformers import BartConfig, BartForSequenceClassification, PreTrainedTokenizerFast, pipeline

    outcomes = {"contradiction": 0, "neutral": 1, "entailment": 2}
    config = BartConfig(label2id=outcomes, id2label={number: name for name, number in outcomes.items()})
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_file=str(find_models() / "reader" / "tokenizer.json"),
        pad_token="<pad>",  # noqa: S106 (no password)
        model_input_names=["input_ids", "attention_mask"],
        model_max_length=config.max_position_embeddings,
    )
    model = BartForSequenceClassification(config).eval()
    classifier = pipeline("zero-shot-classification", model=model, tokenizer=tokenizer, device="cpu")
    lines = sample_lines()

    def classify(chosen: list[Line]) -> None:
        for line in chosen:
            for template, labels in HYPOTHESES.items():
                classifier(line.text, candidate_labels=labels, hypothesis_template=template)

    classify(lines[:1])  # the first pass is slower
    return sentences / best(1, lambda: classify(list(islice(cycle(lines), sentences))))


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=600, help="in the passage")
    parser.add_argument("--rounds", type=int, default=3, help="readings of it, of which the fastest counts")
    parser.add_argument("--arithmetic", nargs="+", choices=("fp32", "bf16"), help="default: what the CPU multiplies")
    parser.add_argument("--words", type=int, default=10_000, help="in the debate that is summarised")
    parser.add_argument("--zero-shot", type=int, default=6, help="sentences for zero-shot classification, 0 for none")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_suffix(".md"))
    options = parser.parse_args()
    words, kinds = fresh(None, machine)
    kinds = options.arithmetic or kinds
    found = {kind: fresh(kind, read_passage, options.sentences, options.rounds) for kind in kinds}
    columns = [figures.column for figures in found.values()]
    rows = [[name, *(column[name] for column in columns)] for name in columns[0]]
    rows = [[f"the reader, {options.sentences} sentences", *found], ["---"] * (len(found) + 1), *rows]
    page = ["# Speed", "", f"{words}.", "", *(f"| {' | '.join(row)} |" for row in rows)]
    if len(found) == 2:
        pairs = list(zip(*(figures.labels for figures in found.values()), strict=True))
        roles, stances = (sum(one[i] == two[i] for one, two in pairs) / len(pairs) for i in (0, 1))
        page += ["", f"The same in both arithmetics: {roles:.1%} of the roles, {stances:.1%} of the stances."]
    page += ["", fresh(None, summarise, options.words)]
    if options.zero_shot:
        speed = fresh(None, zero_shot, options.zero_shot)
        times = ", ".join(f"{figures.speed / speed:.0f} times that in {kind}" for kind, figures in found.items())
        page += ["", f"Zero-shot classification in fp32: {speed:.3f} sentences a second; the reader: {times}."]
    options.out.write_text("\n".join(page) + "\n", encoding="utf-8")
    print(options.out.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
