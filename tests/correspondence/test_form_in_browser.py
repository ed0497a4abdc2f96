"""The HTML form in a real browser: everyone can fill it in, it asks no server for anything, and its mail is read."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from schemas import Key
from scripts.correspondence import form, proposal, reply
from scripts.registry import registry
from scripts.registry.registry import Registry
from tests import filled_in, measures
from tests.conftest import CITY

READ = registry.read(CITY)[0]
HEALTH = READ.records["data", "health"]
MANY = {("data", f"fact-{number}"): HEALTH.model_copy(update={"name": f"Fact {number}"}) for number in range(100)}
LONG = Registry({**READ.records, **MANY}, READ.documents)
"""The small city with more kinds of information than fit beside a question."""
COUNTERS = ("vendor", "traffic-counters")


@pytest.fixture(params=[(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")], ids=str, scope="module")
def window(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    """A page on a phone or a desktop, light or dark."""
    width, colors = request.param
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=colors)
    page = context.new_page()
    yield page
    context.close()


def opened(window: Page, folder: Path, text: str) -> Page:
    """A form as somebody opens it who saved it from a mail."""
    path = folder / "questions.html"
    path.write_text(text, encoding="utf-8")
    window.goto(path.as_uri())
    return window


@pytest.mark.parametrize(
    ("read", "key"),
    [(READ, ("vendor", "tillhouse")), (READ, COUNTERS), (LONG, COUNTERS)],
    ids=["small", "class of companies", "long"],
)
def test_a_form_is_quiet_fits_and_can_be_used_by_everyone(
    window: Page, tmp_path: Path, read: Registry, key: Key
) -> None:
    """No error, no request, no sideways scroll, and nothing that axe-core objects to."""
    errors: list[str] = []
    requests: list[str] = []
    window.on("console", lambda message: errors.append(message.text))
    window.on("request", lambda request: requests.append(request.url))
    page = opened(window, tmp_path, form.html(filled_in.form_about(read, key)))
    assert errors == []
    assert requests == [page.url]
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    sideways = "[...document.querySelectorAll('.options')].filter(one => one.scrollWidth > one.clientWidth).length"
    assert page.evaluate(sideways) == 0
    assert measures.axe(page) == []


def test_the_style_of_the_form_is_applied(window: Page, tmp_path: Path) -> None:
    """The page lets in one style and no other, named by its content."""
    page = opened(window, tmp_path, form.html(filled_in.form_about(READ, ("vendor", "tillhouse"))))
    assert page.evaluate("getComputedStyle(document.querySelector('button')).fontWeight") == "700"


@contextmanager
def mailbox() -> Iterator[tuple[str, list[str]]]:
    """An address on this machine that takes what a form sends, and what it got."""
    got: list[str] = []

    class Box(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(self.rfile.read(int(self.headers["Content-Length"])).decode("utf-8"))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Box)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/", got
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def sent_from(page: Page, got: list[str]) -> str:
    """Press the button, and wait for what the browser makes of the form."""
    with page.expect_response("http://127.0.0.1:*/**"):
        page.get_by_role("button", name="Put my answers into a message").click()
    return got[-1]


def test_what_a_browser_makes_of_a_filled_form_is_read(window: Page, tmp_path: Path, folder: Path) -> None:
    """The real lines of a real browser. Only where they go to is changed: from a mail to this machine."""
    file = folder / "vendors" / "traffic-counters.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("identity: not-stated", "identity: known"), "utf-8")
    read = registry.read(folder)[0]  # of a company with a name there is more to ask
    text = form.html(filled_in.form_about(read, COUNTERS))
    with mailbox() as (address, got):
        text = re.sub(r'action="mailto:[^"]*"', f'action="{address}"', text).replace("form-action mailto:;", "")
        page = opened(window, tmp_path, text)
        page.get_by_label("Your office or role").fill("support team")
        page.get_by_role("group", name="The full legal name").get_by_label("Your answer").fill(
            "Count, Inc.\n(and sons)"
        )
        page.get_by_role("group", name="Whose rules it follows").get_by_label("It has its own rules").check()
        page.get_by_role("group", name="The privacy policy").get_by_label("There is none").check()
        data = page.get_by_role("group", name="What information it is")
        data.get_by_label("IP address").check()
        data.get_by_label("Pages visited").check()
        page.get_by_role("group", name="How long the information is kept").get_by_label("Your answer").fill("14 months")
        page.get_by_role("group", name="The contract", exact=False).first.get_by_label("We do not know").first.check()
        body = sent_from(page, got)
    found = proposal.propose(read, "mail.txt", reply.read(body), None, date(2030, 3, 1))
    assert found.findings == []
    said = found.changed[COUNTERS].data
    assert said["legal_name"] == "Count, Inc. (and sons)"
    assert said["role"] == "on-its-own"
    assert said["links"]["privacy"] == "none"
    assert said["contract"] == "not-stated"
    assert said["flows"]["visits"]["data"] == ["ip-address", "pages-visited"]
    assert said["flows"]["visits"]["retention"] == "P14M"
    assert (found.answered, found.open) == (5, 1)


def test_an_untouched_form_sends_no_answer(window: Page, tmp_path: Path) -> None:
    """Whatever is chosen when the page opens stands for nothing."""
    text = form.html(filled_in.form_about(READ, ("vendor", "tillhouse")))
    with mailbox() as (address, got):
        text = re.sub(r'action="mailto:[^"]*"', f'action="{address}"', text).replace("form-action mailto:;", "")
        body = sent_from(opened(window, tmp_path, text), got)
    found = proposal.propose(READ, "mail.txt", reply.read(body), None, date(2030, 3, 1))
    assert (found.findings, found.changed, found.open) == ([], {}, 0)
    assert len(reply.read(body).blanks) > 9


def test_a_printed_form_shows_every_choice(window: Page, tmp_path: Path) -> None:
    """On paper nothing scrolls, and there is no button to press."""
    page = opened(window, tmp_path, form.html(filled_in.form_about(LONG, COUNTERS)))
    assert page.locator(".options.many").count() > 0
    page.emulate_media(media="print")
    cut = page.evaluate(
        "[...document.querySelectorAll('.options')].filter(one => one.scrollHeight > one.clientHeight + 1).length"
    )
    assert cut == 0
    assert not page.get_by_role("button").is_visible()
    page.emulate_media(media="screen")
