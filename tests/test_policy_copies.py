"""Copies of a policy as strangers may make them: files, addresses and bytes of every kind."""

from __future__ import annotations

import contextlib
import gzip
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import markdown
import pytest
from click.testing import CliRunner, Result
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html

from schemas.source import Section
from scripts.cli import main
from scripts.drift import changes, copies, fingerprint, pages, sections
from scripts.drift.copies import Copy, Unreadable
from scripts.drift.sections import Found
from tests.payloads import PAYLOADS, active
from tests.test_logs import COMMAND
from tests.test_policy import DRIFT, RECORD, edit

POLICY = DRIFT / "unchanged" / "policy.html"

# --- addresses -----------------------------------------------------------------------------------------


def answers() -> dict[str, tuple[bytes, str, dict[str, str]]]:
    """What the server gives for each path: the body, its type and more headers."""
    page = POLICY.read_bytes()
    western = page.decode().replace("utf-8", "x-unknown").encode("cp1252")
    return {
        "policy": (page, "text/html; charset=utf-8", {}),
        "text": (POLICY.with_suffix(".txt").read_bytes(), "text/plain", {}),
        "packed": (gzip.compress(page), "text/html", {"Content-Encoding": "gzip"}),
        "western": (western, "text/html; charset=ISO-8859-1", {}),
        "unknown-letters": (page, "text/html; charset=klingon", {}),
        "paper": (b"%PDF-1.7", "application/pdf", {}),
        "half": (page, "text/html", {"Content-Length": "999999"}),
    }


class Server(BaseHTTPRequestHandler):
    """A web server that does what servers do, on this machine only."""

    server: ThreadingHTTPServer

    def do_GET(self) -> None:
        """Answer as the path asks for."""
        name, _, rest = self.path.removeprefix("/").partition("/")
        if name == "to":
            self.give(b"", "text/html", {"Location": rest.replace("PORT", str(self.server.server_port))}, 302)
        elif name == "endless":
            self.endless(b"<p>" + b"x" * 60_000, pause=0)
        elif name == "drop-by-drop":
            self.endless(b"<p>x", pause=0.05)
        elif name in answers():
            self.give(*answers()[name])
        else:
            self.give(b"gone", "text/html", {}, 404)

    def give(self, body: bytes, type_: str, headers: dict[str, str], status: int = 200) -> None:
        """Send one answer."""
        self.send_response(status)
        for name, value in ({"Content-Type": type_, "Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def endless(self, piece: bytes, pause: float) -> None:
        """Send until nobody listens any more, or for ten seconds."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        end = time.monotonic() + 10
        try:
            while time.monotonic() < end:
                self.wfile.write(piece)
                self.wfile.flush()
                time.sleep(pause)
        except OSError:
            return

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a server on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def root(folder: Path) -> Path:
    """The small city, with a policy whose own page is on this machine and knows no https."""
    edit(folder / RECORD, ("https://www.example.gov/privacy", "http://127.0.0.1/policy"))
    return folder


def policy(root: Path, *words: str | Path) -> Result:
    """Compare copies with the record."""
    command = ["policy", "--registry", str(root), "--today", "2030-03-01", *map(str, words)]
    return CliRunner().invoke(main, command, env={"no_proxy": "127.0.0.1,localhost"})


@pytest.mark.parametrize(
    "path", ["policy", "text", "packed", "western", "to//policy", "to/http://127.0.0.1:PORT/policy"]
)
def test_a_page_is_read_where_it_stands(path: str, address: str, root: Path) -> None:
    """As HTML or text, packed or not, in the letters that the server names, and where it leads on to."""
    done = policy(root, f"{address}/{path}")
    assert "all 9 sections are as" in done.output
    assert done.exit_code == 0


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("nothing", "answered 404"),
        ("paper", "it is `application/pdf`, not a page"),
        ("unknown-letters", "`klingon`, which is not known here"),
        ("to//to//to//to//to//to//to//policy", "leads on more than 5 times"),
        ("to/http://localhost:PORT/policy", "it leads to `http://localhost`, which anybody on the way can change"),
        ("to/https://127.0.0.1:PORT/policy", "cannot show that it is the right one"),
        ("to/file:///etc/passwd", "no address of a page"),
        ("to/http://[", "it leads to `http://%5B`"),
        ("endless", "more than 5,000,000 bytes"),
        ("half", "its answer broke off"),
    ],
)
def test_an_answer_that_is_no_policy_is_refused(path: str, says: str, address: str, root: Path) -> None:
    """In one line, with what to do about it; and the record stays as it was, even if it is to be accepted."""
    before = (root / RECORD).read_bytes()
    done = policy(root, f"{address}/{path}", "--accept")
    assert done.exit_code == 2
    assert says in done.output
    assert (root / RECORD).read_bytes() == before


def test_a_server_that_gives_a_byte_at_a_time_is_left(
    address: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limit is for the whole answer, not for each piece of it."""
    monkeypatch.setattr(copies, "MOST_SECONDS", 0.5)
    start = time.perf_counter()
    assert "it took more than" in policy(root, f"{address}/drop-by-drop").output
    assert time.perf_counter() - start < 5


def test_a_server_that_is_not_there_is_named(root: Path) -> None:
    """Port 9 of this machine belongs to nobody."""
    done = policy(root, "http://127.0.0.1:9/policy")
    assert (done.exit_code, "cannot be reached" in done.output) == (2, True)


def test_http_is_refused_unless_the_record_knows_nothing_better(address: str, folder: Path) -> None:
    """Anybody between the two could hide a change, or make one up."""
    done = policy(folder, f"{address}/policy")
    assert done.exit_code == 2
    assert "give an address that starts with `https://`" in done.output


def test_without_a_copy_the_own_address_is_asked(root: Path) -> None:
    """As the weekly workflow does. Nothing answers at port 80 here."""
    done = policy(root)
    assert done.exit_code == 2
    assert "http://127.0.0.1/policy: " in done.output


def test_no_password_of_this_machine_is_sent(address: str, root: Path, tmp_path: Path) -> None:
    """Not even one that is kept for that very host."""
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password secret", encoding="utf-8")
    seen: list[str | None] = []
    original = Server.do_GET

    def noting(self: Server) -> None:
        seen.append(self.headers["Authorization"])
        original(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Server, "do_GET", noting)
        patch.setenv("NETRC", str(tmp_path / "netrc"))
        assert policy(root, f"{address}/to//policy").exit_code == 0
    assert seen == [None, None]


# --- files ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "raw", "says"),
    [
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "this is no text"),
        ("policy.html", b"PK\x03\x04\0\0", "this is no text"),
        ("policy.txt", b"x" * 5_000_001, "more than 5,000,000 bytes"),
        ("policy.txt", b"x\n" * 20_001, "more than 20,000 lines"),
        ("policy.html", b"<p>x" * 20_001, "more than 20,000 lines"),
        ("policy.html", b"<br>" * 200_001, "more than 200,000 elements"),
        ("policy.html", b"<div>" * 200_001, "more than 1,000 elements in each other"),
        ("policy.html", b"<meta charset=utf-7><p>+ADw-", "`utf-7`, which is not known here"),
        ("policy.html", b"<main></main>", "another text"),
    ],
)
def test_a_file_that_is_no_policy_is_refused(name: str, raw: bytes, says: str, root: Path, tmp_path: Path) -> None:
    """Whatever its name says."""
    copy = tmp_path / name
    copy.write_bytes(raw)
    done = policy(root, copy)
    assert done.exit_code == 2
    assert says in done.output


def test_a_pipe_is_not_read(root: Path) -> None:
    """It would never end."""
    assert "no plain file" in policy(root, "/dev/zero").output


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("name", ["policy.txt", "policy.html"])
def test_the_letters_of_a_file_are_told_from_its_bytes(name: str, encoding: str, root: Path, tmp_path: Path) -> None:
    """By their mark, by what the page says, or as browsers do it."""
    text = (POLICY.parent / name).read_text(encoding="utf-8").replace('<meta charset="utf-8">', "")
    (tmp_path / name).write_bytes(text.encode(encoding))
    assert "all 9 sections are as" in policy(root, tmp_path / name).output


@pytest.mark.parametrize("name", ["policy", "policy.asp"])
def test_html_is_known_without_its_name(name: str, root: Path, tmp_path: Path) -> None:
    """Browsers save pages under the names that servers give them."""
    (tmp_path / name).write_bytes(POLICY.read_bytes())
    assert policy(root, tmp_path / name).exit_code == 0


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 199_000 + "x",
        "<nav>" * 900 + "</main>" * 600_000,
        "<b></i>" * 199_000 + "x",
        "<" * 4_999_999,
        "&amp;" * 999_999,
        "<p " + "a=1 " * 1_000_000,
        "<!--" * 1_000_000,
        "<h2>Visits</h2>" * 19_000,
        "Visits\n\n" * 19_000,
        "Long\n\n" * 9_000 + "x" * 4_900_000,
        "( " * 2_400_000,
        "1.1." * 1_200_000,
        "é\u0301" * 1_500_000,
    ],
    ids=lambda text: repr(text[:8]),
)
def test_a_copy_made_to_keep_the_machine_busy_is_read_or_refused_in_seconds(text: str) -> None:
    """Nothing recurses, and nothing is tried over and over."""
    known = [Section(heading="Visits", fingerprint="v1-0123456789abcdef")]
    start = time.perf_counter()
    with contextlib.suppress(Unreadable):
        sections.read([pages.read(Copy("x", text, is_html=text.startswith(("<", "&"))))], known)
    assert time.perf_counter() - start < 15


# --- any bytes, any page --------------------------------------------------------------------------------

TAGS = ["main", "nav", "header", "footer", "section", "div", "p", "h1", "h2", "h6", "pre", "li", "b", "script", "title"]
PIECES = (
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS])
    | st.sampled_from(
        ["<br>", "<p hidden>", "<h2 role=navigation>", "<!--", "-->", "<![CDATA[", "&#0;", "&nbsp;", "\n\n"]
    )
    | st.sampled_from(
        ["Visits", "Payments", "We see pages.", "• one", "2.", "\u202e", "\x1b[2J", "::error::", "\0", "é"]
    )
)
PAGES = st.lists(PIECES, max_size=40).map("".join)
KNOWN = [Section(heading="Visits", fingerprint=fingerprint.of(["we see pages."]).fingerprint)]


@given(st.binary(max_size=300) | PAGES.map(str.encode))
@example(b"\xff\xfe")
@example(b"<meta charset=undefined>\x80")
@example(b"<meta charset=utf-16>x")
def test_whatever_the_bytes_are_the_answer_is_a_text_or_a_reason(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    """Nothing else is ever raised."""
    for ending in ("txt", "html", "x"):
        path = tmp_path_factory.getbasetemp() / f"any.{ending}"
        path.write_bytes(raw)
        try:
            text = sections.read([pages.read(copies.read(str(path), ""))], KNOWN)
        except Unreadable:
            continue
        assert all(section.heading.strip() for section in text.sections)


@given(PAGES, st.booleans())
def test_a_page_has_not_changed_since_it_was_read(text: str, is_html: bool) -> None:  # noqa: FBT001 - hypothesis
    """Whatever it is like, compared with itself it is the same."""
    page = pages.read(Copy("x", text, is_html=is_html))
    before = sections.read([page], KNOWN).sections
    kept = [Section(heading=one.heading, fingerprint=one.fingerprint) for one in before]
    after = sections.read([page], kept).sections
    assert [str(change) for change in changes.compare(kept, after)] == []


@given(PAGES, st.integers(1, 9))
def test_it_makes_no_difference_where_the_parser_pauses(text: str, letters: int) -> None:
    """It gets a page in pieces, so that it can be stopped."""
    whole = pages.read(Copy("x", text, is_html=True))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pages, "PIECE", letters)
        assert pages.read(Copy("x", text, is_html=True)) == whole


HEADINGS = st.sampled_from(["Scope", "Visits", "Payments", "Records"])
LISTS = st.lists(st.tuples(HEADINGS, st.integers(0, 5)), max_size=8)


def fingerprint_of(words: int) -> str:
    """A fingerprint of some words, none of them for 0."""
    return fingerprint.of([f"words number {words} and three more"] if words else []).fingerprint


@given(LISTS, LISTS)
def test_every_section_is_told_of_once(before: list[tuple[str, int]], after: list[tuple[str, int]]) -> None:
    """None is lost and none counted twice, and whatever is not told of has the same heading and the same words."""
    known = [Section(heading=heading, fingerprint=fingerprint_of(words)) for heading, words in before]
    found = [Found(heading, fingerprint_of(words), 6 if words else 0) for heading, words in after]
    told = changes.compare(known, found)
    same = changes.pairs(known, found)
    assert sorted(same.values()) == sorted(set(same.values()))
    silent = len(same) - sum(change.was is not None and change.now is not None for change in told)
    assert len(known) - silent == sum(change.was is not None for change in told)
    assert len(found) - silent == sum(change.now is not None for change in told)
    if [*before] == [*after]:
        assert told == []
    if sorted(before) != sorted(after):
        assert told != []


@given(st.lists(st.text(max_size=30), max_size=5))
def test_what_two_copies_may_differ_in_is_in_no_fingerprint(lines: list[str]) -> None:
    """White space, capitals, quotes and dashes."""
    plain = ['It\'s a "rule" - no more', *lines]
    other = ["  IT\u2019S a\u00a0 \u201cru\u00adle\u201d \u2013 no\tmore ", *(f" \u200b{line}\u00a0" for line in lines)]
    assert [fingerprint.normalised(line) for line in plain] == [fingerprint.normalised(line) for line in other]


@given(st.text(max_size=60))
def test_what_is_normalised_stays_as_it_is(line: str) -> None:
    """So it makes no difference how often a copy was copied."""
    once = fingerprint.normalised(line)
    assert fingerprint.normalised(once) == once


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We sell it.", "We do not sell it."),
        ("Kept for 2 years.", "Kept for 3 years."),
        ("We ask, not sell.", "We ask not, sell."),
        ("a b", "ab"),
        ("It is kept.", "It is kept?"),
    ],
)
def test_what_changes_the_meaning_changes_the_fingerprint(one: str, other: str) -> None:
    """Words, numbers, and the signs between them."""
    of: Callable[[str], str] = lambda line: fingerprint.of([fingerprint.normalised(line)]).fingerprint  # noqa: E731
    assert of(one) != of(other)


# --- what is printed ------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_the_words_of_a_page_are_printed_as_text(form: str, root: Path, tmp_path: Path) -> None:
    """A heading of somebody else's page steers no terminal, gives no command, and is no markup in a summary."""
    copy, summary = tmp_path / "policy.html", tmp_path / "summary.md"
    hostile = [re.sub(r"[\x00-\x08\x0e-\x1f]", "", payload) for payload in PAYLOADS.values()]
    added = "".join(f"<h2>{escape(text)}</h2><p>x</p>" for text in hostile)
    copy.write_text(POLICY.read_text(encoding="utf-8").replace("<noscript>", f"{added}<noscript>"), encoding="utf-8")
    words = ["policy", "--registry", str(root), "--format", form, str(copy)]
    done = CliRunner().invoke(main, words, env={"GITHUB_STEP_SUMMARY": str(summary)})
    assert done.exit_code == 1, done.output
    assert "evil.example" in done.output
    assert done.output.replace("\n", "").isprintable()
    assert not COMMAND.search(done.output)
    if form == "json":
        assert len(json.loads(done.output)["changes"]) > 30
    if form == "github":
        built = html.fromstring(f"<div>{markdown.markdown(summary.read_text(encoding='utf-8'))}</div>")
        assert sum(active(built).values()) == 0
        assert "evil.example" in built.findtext(".//pre/code")
