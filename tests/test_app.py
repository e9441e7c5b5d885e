"""The browser door, used as a person uses it: in a real Chromium, against the real program."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from invented import debate

from summariser.present import present_summary

sync_api = pytest.importorskip("playwright.sync_api")
from playwright.sync_api import Browser, Page, expect, sync_playwright  # noqa: E402

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "build"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
QUIET += " --disable-component-update --disable-sync"
PATIENCE = 120_000  # milliseconds; a busy machine of two cores needs most of them to load the model

MOTION = "There should be a levy on river barges."
REPORT = """Barge levy splits MPs
Ottoline Wren, Labour MP for Sandmarsh, said: “There should be a levy on river barges, because it would be fair.
“A levy would pay for the locks that the barges wear out, and we must bring it in without delay.”
But Barnaby Hale, the water minister, said: “I reject a levy on river barges, because it would be wrong and unfair.
“A levy would drive freight back onto the roads and cost thousands of jobs.
“We will publish a survey of every lock by May.”
Wicked words <script>alert(1)</script> and <img src=x onerror=alert(1)> and {{value}} and ${1 + 1} stood in the minutes.
"""


def serve(*arguments: str) -> Iterator[str]:
    """The address of the program, started on a free port with these arguments."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [sys.executable, str(ROOT / "app.py"), *arguments, "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    address, deadline = f"http://127.0.0.1:{port}", time.monotonic() + PATIENCE / 1000
    try:
        while not answers(address):
            if process.poll() is not None:
                pytest.fail(f"app.py ended: {process.communicate()[1]}")
            assert time.monotonic() < deadline, "app.py does not answer"
            time.sleep(0.5)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def answers(address: str) -> bool:
    try:
        return urllib.request.urlopen(address, timeout=5).status == 200  # noqa: S310 - our own server
    except OSError:
        return False


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.fail("No Chromium: install Debian's `chromium`, or run `pytest -m 'not browser'`.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET.split())
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The program, opened on the report."""
    path = tmp_path_factory.mktemp("opened") / "barges.txt"
    path.write_text(REPORT, encoding="utf-8")
    yield from serve(str(path), "--motion", MOTION)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A fresh page; at the end, nothing has left this machine, and nothing has gone wrong in it."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE / 2)
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("dialog", lambda dialog: (troubles.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda request: None if local(request.url, address) else troubles.append(request.url))
    page.goto(address)
    expect(page.locator("#go")).to_be_visible()
    yield page
    page.close()
    assert troubles == []


def local(url: str, address: str) -> bool:
    return url.startswith((address, "data:", "blob:", "file:"))


def opened(page: Page) -> Page:
    """The page when it shows the summary that it opened with."""
    expect(page.locator(".column.against .quotation").first).to_be_visible()
    return page


def visible_words(page: Page) -> list[str]:
    return [words.inner_text() for words in page.locator(".columns .words").all() if words.is_visible()]


def summarise(page: Page, text: str, motion: str) -> None:
    page.locator("#upload").get_by_label(re.compile("clear|remove", re.I)).first.click()
    page.locator("#text textarea").fill(text)
    page.locator("#motion input").fill(motion)
    page.locator("#motion input").press("Enter")
    page.locator("#go").click()


@pytest.mark.parametrize("width", [1280, 390])
def test_it_opens_with_the_debate_already_summarised(page: Page, width: int) -> None:
    """Both columns stand there at once, and nothing runs over the edge of the screen."""
    page.set_viewport_size({"width": width, "height": 860})
    opened(page)
    expect(page.locator(".opening h1")).to_have_text(MOTION)
    expect(page.locator(".column.for .quotation").first).to_be_visible()
    assert page.title() == "summariser"
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=PICTURES / f"app-{width}.png", full_page=width < 500)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    boxes = [page.locator(f".column.{side}").bounding_box() or {} for side in ("for", "against")]
    assert (boxes[0]["y"] == boxes[1]["y"]) is (width == 1280)


def test_a_pasted_text_is_summarised(page: Page) -> None:
    """Paste, type a motion, press: two columns; and the pasted text stays where it is."""
    opened(page)
    summarise(page, REPORT, "River barges should pay for the locks.")
    expect(page.locator("#status")).to_contain_text("found")
    expect(page.locator(".opening h1")).to_have_text("River barges should pay for the locks.")
    expect(page.locator("#result .column")).to_have_count(2)
    expect(page.locator("#status [aria-live=polite]")).to_contain_text("found")
    assert page.locator("#text textarea").input_value() == REPORT


def test_filters_by_role_and_by_speaker(page: Page) -> None:
    """Unticking a role hides its arguments; choosing a speaker hides everybody else."""
    opened(page)
    everything = visible_words(page)
    for role in ("claim", "objection", "commitment"):
        page.locator(f".pick-{role}").uncheck()
        assert not page.locator(f".columns [data-role={role}]:visible").count()
    assert visible_words(page) == []
    for role in ("claim", "objection", "commitment"):
        page.locator(f".pick-{role}").check()
    assert visible_words(page) == everything
    page.locator(".pick-speaker").select_option(label="Ottoline Wren")
    chosen = visible_words(page)
    assert chosen
    assert set(chosen) < set(everything)
    assert {heading.inner_text().split("\n")[0] for heading in page.locator(".columns h3:visible").all()} == {
        "Ottoline Wren"
    }


def test_filters_by_score(page: Page) -> None:
    """Only arguments that score what was picked stay, and no speaker without one."""
    opened(page)
    scores = [int(note.inner_text().rstrip("%")) for note in page.locator(".columns .percent:visible").all()]
    page.locator(".pick-score").select_option(value="8")
    left = [int(note.inner_text().rstrip("%")) for note in page.locator(".columns .percent:visible").all()]
    assert left == [score for score in scores if score >= 80]
    assert 0 < len(left) < len(scores)
    page.locator(".pick-claim").uncheck()
    for group in page.locator(".columns .group:visible").all():
        assert group.locator(".quotation:visible").count()


def test_an_argument_is_marked_in_the_source(page: Page) -> None:
    """A click on an argument marks its own sentence, brings it into view, and leaves the others unmarked."""
    opened(page)
    for words in page.locator(".columns .words:visible").all():
        words.click()
        marked = page.locator(".source span:target")
        expect(marked).to_have_count(1)
        expect(marked).to_be_in_viewport()
        quoted = max(re.split("[“”]", words.inner_text()), key=len).strip()
        assert quoted in marked.inner_text()
        assert marked.evaluate("mark => getComputedStyle(mark).backgroundColor") != "rgba(0, 0, 0, 0)"


def test_downloads(page: Page, browser: Browser, tmp_path: Path) -> None:
    """Each format comes as a file with a safe name; the page in it works by itself."""
    opened(page)
    for form, name in (("html", "summary.html"), ("markdown", "summary.md"), ("json", "summary.json")):
        with page.expect_download() as download:
            page.locator(f"#download-{form}").click()
        assert download.value.suggested_filename == name
        download.value.save_as(tmp_path / name)
    record = json.loads((tmp_path / "summary.json").read_text(encoding="utf-8"))
    assert record["motion"] == MOTION
    assert record["document"]["text"] == REPORT
    assert (tmp_path / "summary.md").read_text(encoding="utf-8").startswith(f"# “{MOTION}”")
    alone = browser.new_page(viewport={"width": 390, "height": 844})
    alone.goto((tmp_path / "summary.html").as_uri())
    alone.locator(".pick-speaker").select_option(label="Barnaby Hale")
    expect(alone.locator(".columns h3:visible", has_text="Ottoline Wren")).to_have_count(0)
    assert alone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    alone.close()


def test_hostile_words_show_as_text(page: Page) -> None:
    """Markup and template marks of the source are words like any other."""
    source = opened(page).locator("#result .source")
    for words in ("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "{{value}}", "${1 + 1}"):
        expect(source).to_contain_text(words)
    expect(page.locator("#result script, #result img")).to_have_count(0)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("large.txt", b"A word and more. " * 1_250_000, "too large"),
        ("empty.txt", b" \n", "empty"),
        ("binary.txt", b"\x7fELF\x00\x01\x02" * 99, "program"),
        ("latin.txt", "Café society said no to the levy. ".encode("latin-1") * 20, "UTF-8"),
    ],
)
def test_an_upload_that_cannot_be_read_says_so(
    page: Page, tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    """The message stands in the page, in words, and the pasted text is not lost."""
    opened(page)
    (tmp_path / name).write_bytes(content)
    page.locator("#text textarea").fill("Still here.")
    page.locator("#upload").get_by_label(re.compile("clear|remove", re.I)).first.click()
    page.locator("#upload input[type=file]").set_input_files(tmp_path / name)
    expect(page.locator("#status .wrong")).to_contain_text(message)
    page.locator("#go").click()
    expect(page.locator("#result .summariser")).to_have_count(0)
    expect(page.locator("#status .wrong")).to_contain_text(message)
    assert page.locator("#text textarea").input_value() == "Still here."


def test_nothing_to_read_says_so(page: Page) -> None:
    """An empty page asks for a text."""
    opened(page)
    summarise(page, "", MOTION)
    expect(page.locator("#status .wrong")).to_contain_text("Paste a text")


def test_a_day_of_debates_offers_a_choice(page: Page) -> None:
    """Several debates in a text: the page lists them and summarises the one that is chosen."""
    opened(page)
    page.get_by_role("button", name="Try a day of debates").click()
    expect(page.locator("#text textarea")).to_have_value(re.compile("<publicwhip"))
    page.locator("#go").click()
    expect(page.locator("#status")).to_contain_text("debates. Choose one")
    page.locator("#debate input").click()
    page.get_by_role("option").first.click()
    page.locator("#go").click()
    expect(page.locator("#status")).to_contain_text("found")
    expect(page.locator("#result .source")).to_be_visible()


def test_commitments_show_where_nothing_argues(browser: Browser) -> None:
    """A page without columns has no filters, and nothing is filtered out of it."""
    page = browser.new_page()
    page.set_content(present_summary(replace(debate(), key_points=()), "html"))
    expect(page.locator(".commitments .words")).to_be_visible()
    assert page.locator("h1").inner_text().startswith("Nothing in this text bears on the motion")
    page.close()
