"""Train Punkt on Hansard and write its parameters as JSON: ``python -m training.punkt --shared ../shared``.

Left out: the files that hold the debates of ``RESERVED.txt``, and the paragraphs whose boundaries we marked by hand.
Nothing here is random, so the same text gives the same file.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer, PunktTrainer

from summariser.encoders.split import PARAMETERS, PLAIN, load_splitter
from training.boundaries import Marked, digest, load_marks, score_starts

FOLDER = Path(__file__).parent.parent / "models" / "punkt"

# Abbreviations of the field that must not depend on how often a corpus holds them. No sentence ends with one of these:
NEVER_LAST = {
    "hon": "the hon. Member",
    "rt": "the Rt. Hon. Member",
    "mr": "Mr. Speaker, in Hansard until about 2010",
    "HON": "[HON. MEMBERS: “Oh!”], in Hansard until about 2000; other words in capitals are left to Punkt",
    "mrs": "as mr",
    "ms": "as mr",
    "messrs": "as mr",
    "dr": "as mr",
    "prof": "as mr",
    "rev": "the Rev. Mr. Hart",
    "st": "St. Albans",
    "gen": "a rank before a name",
    "col": "a rank before a name; the column in a citation",
    "maj": "as gen",
    "capt": "as gen",
    "lt": "as gen",
    "sgt": "as gen",
    "vol": "the volume in a citation",
    "c": "the column in a citation, a chapter of the statute book (a capital C is left to Punkt: a plan C may end one)",
    "cols": "as c",
    "cc": "as c",
    "v": "the parties of a case: the Crown v. Hart",
    "eliz": "a regnal year: 3 & 4 Eliz. 2",
    "geo": "as eliz",
    "vict": "as eliz",
    "e.g": "for example",
    "i.e": "that is",
    "viz": "namely",
    "cf": "compare",
    "approx": "approximately",
}

# A sentence may end with one of these; Punkt judges by the next word.
MAY_BE_LAST = ("etc", "a.m", "p.m", "u.s", "u.k", "u.n", "e.u", "s.i", "co", "ltd", "inc", "bros", "jr", "sr")

# Words that are abbreviations before a number only ("No. 10", against "No. I shall not.").
BEFORE_NUMBER = ("no", "nos", "para", "paras", "art", "arts", "cl", "cls", "sec", "sch", "fig", "p", "pp", "cm", "cmnd")
NUMBER = "##number##"  # what Punkt calls every number

# Known full stops are taken out of the training text: else Punkt, which does not know them yet, learns that "Albans"
# and "Walker" start sentences.
KNOWN_STOP = re.compile(
    rf"\b((?i:{'|'.join(map(re.escape, (*NEVER_LAST, *MAY_BE_LAST)))})|(?i:{'|'.join(BEFORE_NUMBER)})(?=\. ?\d))\."
)


def train(hansard: Path, reserved: Path) -> dict[str, object]:
    """The parameters, as they are stored: everything sorted."""
    trainer = PunktTrainer()
    # Not INCLUDE_ALL_COLLOCS: of the 270 pairs that it finds here 255 are chance ("Bill. Nine").
    trainer.INCLUDE_ABBREV_COLLOCS = True
    # At Punkt's own 0.3 it takes "roam", "eve" and "IMF" for abbreviations; at 1.0 what it finds is one.
    trainer.ABBREV = 1.0
    paragraphs = find_paragraphs(hansard / "contributions.jsonl.gz", reserved, load_marks())
    text = "\n\n".join(words.translate(PLAIN).replace("…", "...").replace("–", " – ") for words in paragraphs)
    trainer.train(KNOWN_STOP.sub(r"\1", text))
    return store_parameters(trainer.get_params())


def find_paragraphs(contributions: Path, reserved: Path, marks: tuple[Marked, ...]) -> Iterator[str]:
    """The paragraphs to train on."""
    files = set(re.findall(r"[\w-]+\.xml", reserved.read_text(encoding="utf-8")))
    marked = {mark.sha1 for mark in marks}
    with gzip.open(contributions, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if Path(row["path"]).name not in files:
                paragraphs = (words.strip() for words in row["text"].split("\n\n"))
                yield from (words for words in paragraphs if digest(words) not in marked)


def store_parameters(found: PunktParameters) -> dict[str, object]:
    """What Punkt found and what we know beforehand, as plain lists."""
    before_number = [(word, NUMBER) for word in BEFORE_NUMBER]
    known = {word for word in (*NEVER_LAST, *MAY_BE_LAST) if len(word) > 1}  # "C." is an initial, or ends "plan C."
    return {
        "abbreviations": sorted((found.abbrev_types | known) - set(BEFORE_NUMBER)),
        "never_last": sorted(NEVER_LAST),
        "collocations": sorted({*found.collocations, *before_number}),
        "sentence_starters": sorted(found.sent_starters),
        "orthography": {word: found.ortho_context[word] for word in sorted(found.ortho_context)},
    }


def report_scores(hansard: Path) -> None:
    """Print how our parameters, and Punkt without any, do on the marked set."""
    ours, untrained = load_splitter(FOLDER).split, PunktSentenceTokenizer()
    for part in ("dev", "test"):
        marks = [mark for mark in load_marks() if mark.part == part]
        print(f"{part}, ours: {score_starts(marks, hansard, ours)}")
        bare = score_starts(marks, hansard, lambda words: [start for start, _ in untrained.span_tokenize(words)][1:])
        print(f"{part}, Punkt untrained: {bare}")


def main() -> None:
    """Train, write the parameters and measure them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="the folder with hansard/ and annotation/")
    shared = parser.parse_args().shared
    parameters = train(shared / "hansard", shared / "annotation" / "RESERVED.txt")
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / PARAMETERS).write_text(json.dumps(parameters, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    report_scores(shared / "hansard")


if __name__ == "__main__":
    main()
