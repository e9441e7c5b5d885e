"""The command line, as a user runs it: in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from summariser.cli import main

ROOT = Path(__file__).resolve().parent.parent


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """``python -m summariser …`` from the checkout."""
    return subprocess.run([sys.executable, "-m", "summariser", *arguments], cwd=ROOT, input=stdin, capture_output=True)


def test_nothing_heavy_is_imported_early() -> None:
    """``import summariser`` loads no model runtime and no web framework."""
    code = (
        "import sys, summariser; print([m for m in ('torch', 'transformers', 'gradio', 'pandas') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_debate_becomes_json(samples: Path) -> None:
    """The JSON on standard output, whose statements slice back to the source."""
    done = run(
        "summarise",
        str(samples / "reservoir-alarms-report.txt"),
        "--format",
        "json",
        "--motion",
        "There should be an inquiry.",
    )
    assert done.returncode == 0, done.stderr.decode()
    record = json.loads(done.stdout)
    assert record["schema"] == "summariser/1"
    text = record["document"]["text"]
    assert text == (samples / "reservoir-alarms-report.txt").read_bytes().decode()
    assert all(text[row["start"] : row["end"]] == row["text"] for row in record["statements"])


def test_standard_input_and_output_file(samples: Path, tmp_path: Path) -> None:
    """``-`` reads standard input; -o writes the file whole."""
    target = tmp_path / "page.html"
    done = run(
        "summarise",
        "-",
        "--format",
        "html",
        "-o",
        str(target),
        stdin=(samples / "reservoir-alarms-report.txt").read_bytes(),
    )
    assert (done.returncode, done.stdout) == (0, b"")
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert list(tmp_path.iterdir()) == [target]


def test_a_day_file_lists_its_debates(samples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a choice the debates are listed and the exit code is 2."""
    assert main(["summarise", str(samples / "day-of-debates.xml")]) == 2
    listed = capsys.readouterr().err
    assert "words" in listed
    assert "speakers" in listed


def test_the_app_lists_the_debates_of_a_day_file_alike(samples: Path) -> None:
    """Before it opens a page: the same exit code, the same list."""
    path = str(samples / "day-of-debates.xml")
    app = subprocess.run([sys.executable, "app.py", path], cwd=ROOT, capture_output=True)
    line = run("summarise", path)
    assert (app.returncode, line.returncode) == (2, 2)
    assert app.stderr.split(b": ", 1)[1] == line.stderr.split(b": ", 1)[1]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"  \n\t ", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"),
        ("The Minister said: “No.”\n".encode("cp1252"), "--encoding"),
        (b"<publicwhip><speech></publicwhip>", "line 1"),
    ],
)
def test_bad_input_ends_with_one_and_says_why(
    content: bytes, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1, and a message that names the file and the fault."""
    path = tmp_path / "input.txt"
    path.write_bytes(content)
    assert main(["summarise", str(path)]) == 1
    message = capsys.readouterr().err
    assert said in message
    assert "input.txt" in message


def test_misuse_ends_with_two(samples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty motion, a title that no debate has, a target that can't be written."""
    assert main(["summarise", str(samples / "reservoir-alarms-report.txt"), "--motion", "  "]) == 2
    assert main(["summarise", str(samples / "day-of-debates.xml"), "--debate", "no such title"]) == 2
    assert (
        main(["summarise", str(samples / "reservoir-alarms-report.txt"), "-o", str(tmp_path / "no" / "page.md")]) == 2
    )
    assert "can't write" in capsys.readouterr().err
    assert run("summarise").returncode == 2
    assert run("dance").returncode == 2
