"""The command line: arguments in, exit code out (0 done, 1 the input is at fault, 2 misuse)."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from summariser.data import Document
from summariser.encoders import load_encoders
from summariser.errors import DebateChoice, Misuse, SummariserError
from summariser.pipeline import DEFAULT_MOTION, summarise_document
from summariser.present import FORMATS, present_summary
from summariser.read import read_file, read_text


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    options = parser().parse_args(arguments)
    try:
        options.run(options)
    except SummariserError as error:
        print(f"summariser: {error}", file=sys.stderr)
        return exit_code(error)
    except BrokenPipeError:  # the reader of our output has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def exit_code(error: SummariserError) -> int:
    """2 where the call has to change, 1 where its input has to."""
    return 2 if isinstance(error, DebateChoice | Misuse) else 1


def parser() -> argparse.ArgumentParser:
    """What the command line understands."""
    top = argparse.ArgumentParser(prog="summariser", description="Sets the arguments of a debate side by side.")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    summarise = commands.add_parser(
        "summarise",
        help="summarise one debate or news report",
        description="Sets the arguments for and against a motion side by side, verbatim, by speaker. "
        "Reads a news report, Hansard as plain text, or a day file of TheyWorkForYou.",
    )
    summarise.add_argument("path", metavar="PATH", help="the file; - reads standard input")
    summarise.add_argument("--motion", default=DEFAULT_MOTION, metavar="TEXT", help="default: “%(default)s”")
    source = summarise.add_argument_group("a file that holds several debates, or no UTF-8")
    choice = source.add_mutually_exclusive_group()
    choice.add_argument("--debate", metavar="TITLE", help="the debate whose title holds these words")
    choice.add_argument("--debate-id", metavar="ID", help="the debate of this id")
    source.add_argument("--encoding", metavar="NAME", help="the encoding of plain text, such as windows-1252")
    output = summarise.add_argument_group("what comes out")
    output.add_argument("--format", choices=FORMATS, default="markdown", help="default: %(default)s")
    output.add_argument("--chair", action="store_true", help="show the words of the Chair and procedure too")
    output.add_argument("-o", "--output", default="-", metavar="FILE", help="default: standard output")
    summarise.set_defaults(run=run_summarise)
    return top


def run_summarise(options: argparse.Namespace) -> None:
    """Read, summarise, present."""
    folder = Path(options.output).parent
    if not folder.is_dir():  # said before the work, not after it
        raise Misuse(f"can't write {options.output}: there is no folder {folder}.")
    document = read(options)
    summary = summarise_document(document, load_encoders(), options.motion)
    write(present_summary(summary, options.format, chair=options.chair), options.output)


def read(options: argparse.Namespace) -> Document:
    """The document that the options name."""
    chosen = {"debate": options.debate, "debate_id": options.debate_id, "encoding": options.encoding}
    if options.path == "-":
        return read_text(sys.stdin.buffer.read(), source="standard input", **chosen)
    return read_file(options.path, **chosen)


def write(page: str, target: str) -> None:
    """The page to a file, whole or not at all, or to standard output; always UTF-8."""
    page = page if page.endswith("\n") else page + "\n"
    if target == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(page.encode())
        sys.stdout.buffer.flush()
        return
    path = Path(target)
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(page, encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Misuse(
            f"can't write {target}: {error.strerror}. Name a file in a folder that you may write to."
        ) from error
