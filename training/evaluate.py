"""Scores the served reader: ``python -m training.evaluate --shared ../shared`` writes ``training/report-dev.*``.

Choices are made on the development split (``--part dev``, the default). The test split is for reporting once.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from summariser.data import Stance
from summariser.encoders.run import ROLES, STANCES, SentenceReader, load_reader
from summariser.encoders.weights import digest_of
from training.baselines import baselines
from training.calibrate import calibrate
from training.datasets import DATA, SETS, Example
from training.export import write_config, write_manifest
from training.measure import (
    ROLE_LABELS,
    STANCE_LABELS,
    Read,
    Scored,
    read_examples,
    score_roles,
    score_sides,
    score_stances,
)

CHAMBERS = (  # how the name of a source begins, and what it reports
    ("debates", "Commons"),
    ("housecommons", "Commons, 1985"),
    ("daylord", "Lords"),
    ("westminster", "Westminster Hall"),
    ("standing", "Commons committees"),
    ("sp", "Holyrood"),
    ("scottish", "Holyrood"),
    ("ni", "Stormont"),
)
IN_CONTEXT = ("debates", "news")
ARGUMENTS = ("motion-sentences", "argkp", "perspectrum")  # all but a few of their lines take a side
Row = dict[str, Any]


def measure(folder: Path, shared: Path, part: str, bases: Path, fit: bool, quick: bool = False) -> Row:
    """All figures of one part of the split; with ``fit``, after the calibration was fitted on it and stored."""
    reader = load_reader(folder)
    sets = {n: list(load(shared)) for n, load in SETS.items() if not (quick and n in ARGUMENTS)}
    reads = {n: read_examples(reader, [e for e in found if e.part == part]) for n, found in sets.items()}
    known = {} if quick else baselines_of(sets, part, bases)
    if fit:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        write_config(
            folder,
            config | {"calibration": {"debate": calibrate(reads["debates"]), "report": calibrate(reads["news"])}},
        )
        write_manifest(folder.parent)
        reader = load_reader(folder)
    report: Row = {
        "part": part,
        "thresholds": {"debates": reader.calibrations.debate.threshold, "news": reader.calibrations.report.threshold},
        "sets": {},
        "sides": {},
        "by chamber": {},
        "by debate": {},
        "baselines": known,
    }
    for name in IN_CONTEXT:
        report["sets"][name] = figures(reader, reads[name])
    for name in SETS:
        if reads.get(name):
            report["sides"][name] = described(score_sides(reader, reads[name]), Scored.accuracy)
    chambers = chambers_of_debates()
    for chamber in sorted(set(chambers.values())):
        chosen = [read for read in reads["debates"] if chambers.get(read.example.group) == chamber]
        if chosen:
            report["by chamber"][chamber] = debate(reader, chosen) | roles_of(reader, chosen)
    for group in sorted({read.example.group for read in reads["debates"]}):
        report["by debate"][group] = debate(reader, [r for r in reads["debates"] if r.example.group == group])
    return report


def baselines_of(sets: Mapping[str, Sequence[Example]], part: str, bases: Path) -> dict[str, dict[str, float]]:
    """What simpler means reach on a part, learned from the part for training."""
    return baselines(
        [example for name in IN_CONTEXT for example in sets[name] if example.part == "train"],
        {name: [example for example in sets[name] if example.part == part] for name in IN_CONTEXT},
        bases,
    )


def figures(reader: SentenceReader, reads: Sequence[Read]) -> Row:
    """Role and stance of lines in their context."""
    roles, stances = score_roles(reader, reads), score_stances(reader, reads)
    return {
        "lines": len(roles.truth),
        "readings": len(stances.truth),
        "role macro-F1": described(roles, lambda s: s.macro(ROLE_LABELS)),
        "role F1": {role: round(roles.f1(label), 3) for label, role in enumerate(ROLES)},
        "role accuracy": round(roles.accuracy(), 3),
        "role calibration error": round(roles.calibration_error(), 3),
        "stance macro-F1": described(stances, lambda s: s.macro(STANCE_LABELS)),
        "stance F1": {stance: round(stances.f1(label), 3) for label, stance in enumerate(STANCES)},
        "stance accuracy": round(stances.accuracy(), 3),
        "stance calibration error": round(stances.calibration_error(), 3),
        "curve": [shown(reader, reads, threshold) for threshold in (0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8)],
    }


def shown(reader: SentenceReader, reads: Sequence[Read], threshold: float) -> Row:
    """What would be given a side at a threshold: how much, how much of it rightly, and how much of what there is."""
    at = replace(reader, calibrations=reader.calibrations.at(threshold))
    stances, neither = score_stances(at, reads), STANCES.index(Stance.NEITHER)
    sided, right = stances.guess != neither, stances.truth == stances.guess
    bearing = sided & (stances.truth != neither)
    return {
        "threshold": threshold,
        "shown": int(sided.sum()),
        "precision": round(float(right[sided].mean()), 3) if sided.any() else None,
        "side right, of those that bear": round(float(right[bearing].mean()), 3) if bearing.any() else None,
        "recall": round(float(right[sided].sum() / (stances.truth != neither).sum()), 3),
        "stance macro-F1": round(stances.macro(STANCE_LABELS), 3),
    }


def described(scored: Scored, measure: Any) -> Row:
    """A figure and its 95% interval."""
    low, high = scored.interval(measure)
    return {
        "value": round(measure(scored), 3),
        "low": round(low, 3),
        "high": round(high, 3),
        "lines": len(scored.truth),
    }


def debate(reader: SentenceReader, reads: Sequence[Read]) -> Row:
    """One debate: its stances, and the side of what bears on a motion."""
    stances, sides = score_stances(reader, reads), score_sides(reader, reads)
    return {
        "readings": len(stances.truth),
        "stance macro-F1": round(stances.macro(STANCE_LABELS), 3),
        "bears": len(sides.truth),
        "side accuracy": round(sides.accuracy(), 3) if len(sides.truth) else None,
    }


def roles_of(reader: SentenceReader, reads: Sequence[Read]) -> Row:
    """The roles of some debates."""
    roles = score_roles(reader, reads)
    return {"lines": len(roles.truth), "role macro-F1": round(roles.macro(ROLE_LABELS), 3)}


def chambers_of_debates() -> dict[str, str]:
    """Where each labelled debate was held, by the source that its labels name."""
    with (DATA / "labels" / "labels.tsv").open(encoding="utf-8") as file:
        sources = {row["debate"]: row["source"] for row in csv.DictReader(file, delimiter="\t")}
    return {
        name: next((house for start, house in CHAMBERS if source.startswith(start)), "not told")
        for name, source in sources.items()
    }


def interval(row: Row) -> str:
    """A figure as it is printed."""
    return f"{row['value']:.3f} ({row['low']:.3f}–{row['high']:.3f})"


def markdown(report: Row) -> str:
    """The report for people."""
    lines = [
        f"# The reader on the {report['part']} split",
        "",
        f"Model: `{report['model']}` (SHA-256 of its top layers).",
        "",
    ]
    lines += [
        "Intervals: 95%, resampling whole debates and reports.",
        "",
        "| | debates | news |",
        "| --- | --- | --- |",
    ]
    sets, names = report["sets"], IN_CONTEXT
    for key in ("role macro-F1", "stance macro-F1"):
        lines.append(f"| {key} | " + " | ".join(interval(sets[name][key]) for name in names) + " |")
    for key in ("role F1", "stance F1"):
        for label in sets["debates"][key]:
            lines.append(f"| {key}, {label} | " + " | ".join(f"{sets[name][key][label]:.3f}" for name in names) + " |")
    for key, value in sets["debates"].items():
        if not isinstance(value, dict | list):
            lines.append(f"| {key} | " + " | ".join(str(sets[name][key]) for name in names) + " |")
    for key in report["baselines"].get("debates", ()):
        cells = " | ".join(f"{report['baselines'][name][key]:.3f}" for name in names)
        lines.append(f"| macro-F1 of the {key} | {cells} |")
    for name in names:
        rows = sets[name]["curve"]
        lines += ["", f"What is given a side at each threshold, {name} (served: {report['thresholds'][name]}):", ""]
        lines += ["| " + " | ".join(rows[0]) + " |", "|" + " --- |" * len(rows[0])]
        lines += ["| " + " | ".join(str(value) for value in row.values()) + " |" for row in rows]
    lines += ["", "The side of lines that bear on the motion:", "", "| set | accuracy | lines |", "| --- | --- | --- |"]
    lines += [f"| {name} | {interval(row)} | {row['lines']} |" for name, row in report["sides"].items()]
    chambers: dict[str, Row] = report["by chamber"]
    columns = next(iter(chambers.values()), {})
    lines += ["", "| chamber | " + " | ".join(columns) + " |", "| --- |" + " --- |" * len(columns)]
    lines += [
        f"| {name} | " + " | ".join(str(value) for value in row.values()) + " |" for name, row in chambers.items()
    ]
    lines += [
        "",
        "| debate | readings | stance macro-F1 | bear on a motion | side right |",
        "| --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| {name} | " + " | ".join(str(value) for value in row.values()) + " |"
        for name, row in report["by debate"].items()
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--models", type=Path, default=Path("models"))
    parser.add_argument("--runs", type=Path, default=Path("runs"))
    parser.add_argument("--part", choices=("dev", "test"), default="dev")
    parser.add_argument("--calibrate", action="store_true", help="fit the scores first, and store what was fitted")
    parser.add_argument("--quick", action="store_true", help="debates and news only")
    parser.add_argument("--out", type=Path, default=Path("training/report"))
    arguments = parser.parse_args()
    folder = arguments.models / "reader"
    if arguments.calibrate and arguments.part != "dev":
        parser.error("--calibrate is fitted on the development split only")
    report = measure(
        folder, arguments.shared, arguments.part, arguments.runs / "bases", arguments.calibrate, arguments.quick
    )
    report["model"] = digest_of(sorted(folder.glob("*.safetensors"))[-1])[:16]
    out = arguments.out.with_name(f"{arguments.out.name}-{arguments.part}")
    out.with_suffix(".json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    out.with_suffix(".md").write_text(markdown(report), encoding="utf-8")
    print(markdown(report))


if __name__ == "__main__":
    main()
