"""The browser door, `python app.py [PATH]`: it draws and never thinks."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # Gradio reads it when it is imported

import gradio as gr

from summariser import DEFAULT_MOTION, load_encoders, present_summary, read_file, read_text, summarise_document
from summariser.cli import exit_code
from summariser.data import Document, Encoders, Listing, Summary
from summariser.errors import DebateChoice, SummariserError, UnreadableInput
from summariser.present import present_fragment

HERE = Path(__file__).resolve().parent
LARGEST = 20_000_000  # bytes; a whole day of either House is below 2 MB
KEPT = 3600  # seconds that a session's summary and its files are kept
WAITING = 16  # people in the queue before the next one is told to come back
FILES = {"html": "summary.html", "markdown": "summary.md", "json": "summary.json"}
RESERVOIR = "There should be a national inquiry into the reservoir alarms."
SAMPLES = {  # label → file in samples/, and the motion to read it on
    "Try a debate": ("reservoir-alarms-debate.txt", RESERVOIR),
    "Try a news report": ("reservoir-alarms-report.txt", RESERVOIR),
    "Try a day of debates": ("day-of-debates.xml", DEFAULT_MOTION),
}
BROKEN = "Something went wrong in the program. Your text is still here: try again, or try another text."
LABELS = {"html": "HTML", "markdown": "Markdown", "json": "JSON"}
SANS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Liberation Sans", "Arial", "sans-serif")
BANNER = """<header class="banner"><h1>summariser</h1>
<p>The arguments for and against a motion, side by side, each in the words of the debate, by who said it.</p>
</header>"""
SPEAK_UP = "element.setAttribute('role', 'status'); element.setAttribute('aria-live', 'polite')"

Update = Any  # what Gradio takes for a change to a component: its type is not the same in all of its versions


def build_app(encoders: Encoders, path: str | None = None, summary: Summary | None = None) -> gr.Blocks:
    """The page; with a ``summary`` of the file at ``path``, it opens on that."""
    app = gr.Blocks(title="summariser", delete_cache=(KEPT, KEPT), fill_width=True)
    with app:
        gr.HTML(BANNER, js_on_load=None, apply_default_css=False)
        with gr.Row(elem_id="desk"):
            with gr.Column(scale=3, min_width=300):
                text = gr.Textbox(label="Paste a debate or a news report", lines=7, max_lines=7, elem_id="text")
            with gr.Column(scale=2, min_width=300):
                upload = gr.File(path, label="Or upload a file, up to 20 MB", height=120, elem_id="upload")
                with gr.Row(elem_id="samples"):
                    samples = [gr.Button(label, size="sm", min_width=120) for label in SAMPLES]
        with gr.Row(elem_id="ask"):
            debate = gr.Dropdown(label="Debate", visible=False, elem_id="debate", scale=3, min_width=300)
            motion = gr.Dropdown(
                **offer_motions(summary), allow_custom_value=True, elem_id="motion", scale=3, min_width=300
            )
            go = gr.Button("Summarise", variant="primary", elem_id="go", scale=1, min_width=160)
        status = gr.HTML(elem_id="status", js_on_load=SPEAK_UP, apply_default_css=False)
        answer = gr.State(summary, time_to_live=KEPT)
        with gr.Row(visible=False, elem_id="tools") as tools:
            chair = gr.Checkbox(label="Show the Chair and procedure", container=False, elem_id="chair")
            files = [
                gr.DownloadButton(f"Download {LABELS[name]}", size="sm", elem_id=f"download-{name}") for name in FILES
            ]
        result = gr.HTML(elem_id="result", js_on_load=None, apply_default_css=False)

        light: dict[str, Any] = {"queue": False, "show_progress": "hidden", "api_visibility": "private"}
        drawing = {"inputs": [answer, chair], "outputs": [result, tools, *files], **light}
        for button, (file, question) in zip(samples, SAMPLES.values(), strict=True):
            button.click(partial(open_sample, file, question), None, [text, upload, motion], **light)
        text.change(hide_debates, None, debate, **light)
        upload.change(look, upload, [status, debate], **light)
        asked = go.click(
            summariser_with(encoders),
            [text, upload, debate, motion],
            [status, debate, motion, answer],
            show_progress="hidden",
            api_visibility="private",
            concurrency_limit=1,
        )
        asked.failure(lambda: say(BROKEN, wrong=True), None, status, **light)
        for event in (app.load, chair.change, asked.then):
            event(draw, **drawing)
    app.queue(max_size=WAITING)
    return app


def summariser_with(encoders: Encoders) -> Callable[..., Iterator[tuple[Any, ...]]]:
    """The handler of the button: first a word that it works, then the summary or what is wrong."""

    def summarise(text: str, upload: str | None, debate: str | None, motion: str) -> Iterator[tuple[Any, ...]]:
        yield say("Reading… A long debate takes up to half a minute."), gr.skip(), gr.skip(), gr.skip()
        try:
            summary = summarise_document(read_input(text, upload, debate), encoders, motion or "")
        except SummariserError as error:
            yield *refuse(error), gr.skip(), None
        else:
            yield say(count(summary)), gr.skip(), gr.Dropdown(**offer_motions(summary)), summary

    return summarise


def look(upload: str | None) -> tuple[str, Update]:
    """What is wrong with an upload, or which debates it holds; nothing where it can be read as it is."""
    try:
        if upload:
            read_input("", upload, None)
    except SummariserError as error:
        return refuse(error)
    return say(""), hide_debates()


def read_input(text: str, upload: str | None, debate: str | None) -> Document:
    """The document: an uploaded file goes before the pasted text."""
    name, size = (Path(upload).name, Path(upload).stat().st_size) if upload else ("The pasted text", len(text))
    if size > LARGEST:
        raise UnreadableInput(
            f"{name} is too large: {size / 1e6:.1f} MB, and the limit is {LARGEST / 1e6:.0f} MB. "
            "Upload a single debate, or use the command line."
        )
    if not upload and not text.strip():
        raise UnreadableInput("There is nothing to read yet. Paste a text, upload a file or choose a sample.")
    content = Path(upload).read_bytes() if upload else text
    return read_text(content, source=name if upload else None, debate_id=debate or None)


def draw(summary: Summary | None, chair: bool) -> tuple[Any, ...]:
    """The summary, and the files to download; nothing where there is no summary."""
    if summary is None:
        return "", gr.Row(visible=False), *(gr.skip() for _ in FILES)
    return present_fragment(summary, chair=chair), gr.Row(visible=True), *write_files(summary, chair)


def write_files(summary: Summary, chair: bool) -> list[str]:
    """Where the summary stands in each format, in a folder of its own that Gradio cleans up."""
    cache = Path(gr.Blocks().GRADIO_CACHE)
    cache.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=cache))
    for form, name in FILES.items():
        (folder / name).write_text(present_summary(summary, form, chair=chair), encoding="utf-8", newline="\n")
    return [str(folder / name) for name in FILES.values()]


def refuse(error: SummariserError) -> tuple[str, Update]:
    """The message of an error, and the debates to choose from where that is what is missing."""
    if isinstance(error, DebateChoice) and error.listings:
        choices = [(title_listing(listing), listing.id) for listing in error.listings]
        message = f"This holds {len(choices)} debates. Choose one under “Debate”, then press Summarise."
        return say(message), gr.Dropdown(choices=choices, value=None, visible=True)
    return say(str(error), wrong=True), hide_debates()


def hide_debates() -> Update:
    """No choice of debates."""
    return gr.Dropdown(choices=[], value=None, visible=False)


def offer_motions(summary: Summary | None) -> dict[str, Any]:
    """The motions to choose from: the usual one, and the questions that the House itself was asked."""
    asked = [question.of(summary.document.text) for question in summary.document.questions] if summary else []
    current = summary.motion if summary else DEFAULT_MOTION
    return {
        "label": "Motion: choose one or type your own",
        "choices": list(dict.fromkeys([DEFAULT_MOTION, *asked, current])),
        "value": current,
    }


def count(summary: Summary) -> str:
    """What was found, in one line."""
    points, promises = len(summary.key_points), len(summary.commitments)
    return f"{points} argument{'s' * (points != 1)} and {promises} commitment{'s' * (promises != 1)} found."


def say(message: str, wrong: bool = False) -> str:
    """A line of status, safe to show."""
    return f'<p class="{"wrong" if wrong else "well"}">{escape(message)}</p>' if message else ""


def title_listing(listing: Listing) -> str:
    """A debate as the choice shows it."""
    return f"{listing.title} ({listing.speakers} speakers, {listing.words:,} words)"


def open_sample(file: str, motion: str) -> tuple[str, None, str]:
    """A sample's text in the place of the pasted one, no upload, and a motion that it argues about."""
    return (HERE / "samples" / file).read_text(encoding="utf-8"), None, motion


def theme() -> gr.themes.Base:
    """Gradio's plain theme with the fonts of the machine, so that nothing is fetched."""
    plain = gr.themes.Base(
        primary_hue="blue", neutral_hue="gray", radius_size="sm", font=SANS, font_mono=("monospace",)
    )
    return plain.set(
        body_background_fill="#ffffff",
        body_background_fill_dark="#14171a",
        button_primary_background_fill="#1a4f9c",
        button_primary_background_fill_hover="#143d79",
        button_primary_background_fill_dark="#1a4f9c",
        button_primary_text_color="#ffffff",
    )


def main() -> int:
    """Serve the page; the exit codes are the command line's."""
    parser = argparse.ArgumentParser(description="Opens the summariser in a browser.")
    parser.add_argument("path", nargs="?", metavar="PATH", help="a debate or report to open with")
    parser.add_argument("--debate", metavar="TITLE", help="of a file that holds several, the debate of this title")
    parser.add_argument("--debate-id", metavar="ID", help="the same, by its id")
    parser.add_argument("--motion", default=DEFAULT_MOTION, metavar="TEXT", help="default: “%(default)s”")
    parser.add_argument("--host", default="127.0.0.1", help="default: %(default)s")
    parser.add_argument("--port", type=int, default=7860, help="default: %(default)s")
    parser.add_argument("--open", action="store_true", help="open the page in the default browser")
    options = parser.parse_args()
    try:
        chosen = {"debate": options.debate, "debate_id": options.debate_id}
        document = read_file(options.path, **chosen) if options.path else None
        encoders = load_encoders()
        summary = summarise_document(document, encoders, options.motion) if document else None
    except SummariserError as error:
        sys.stderr.write(f"app: {error}\n")
        return exit_code(error)
    sys.stderr.write(f"The page is at http://{options.host}:{options.port} (Ctrl+C ends it)\n")
    build_app(encoders, options.path, summary).launch(
        server_name=options.host,
        server_port=options.port,
        inbrowser=options.open,
        theme=theme(),
        css_paths=[HERE / "app.css"],
        quiet=True,
        footer_links=[],
        ssr_mode=False,
        max_file_size=LARGEST * 2,  # above our own limit, whose message says more
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
