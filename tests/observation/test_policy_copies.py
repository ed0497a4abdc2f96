"""Copies of a policy as strangers may make them: files, addresses and bytes of every kind."""

from __future__ import annotations

import contextlib
import gzip
import itertools
import json
import re
import resource
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import markdown
import pytest
from click.testing import CliRunner, Result
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html

from schemas.source import Section
from scripts.cli.main import main
from scripts.observation import policy_drift
from scripts.observation.policy_drift import (
    comparison,
    copies,
    fetching,
    fingerprint,
    html_page,
    markdown_copy,
    page_text,
    section_changes,
    sections,
)
from scripts.observation.policy_drift.copies import Copy
from scripts.observation.policy_drift.sections import Found
from scripts.observation.policy_drift.unreadable import Unreadable
from scripts.reading import confinement
from scripts.reading.confinement import Limits
from scripts.registry import registry
from tests.benchmarks import strangers
from tests.observation.test_policy import DRIFT, RECORD, edit
from tests.payloads import PAYLOADS, active
from tests.reports.test_logs import COMMAND

pytestmark = pytest.mark.usefixtures("unconfined")

POLICY = DRIFT / "unchanged" / "policy.html"
CONFINED = confinement.run
"""As it is outside of these tests."""

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
        "markdown": ((DRIFT / "in-markdown" / "policy.md").read_bytes(), "text/markdown; charset=utf-8", {}),
        "half": (page, "text/html", {"Content-Length": "999999"}),
    }


class Server(BaseHTTPRequestHandler):
    """A web server that does what servers do, on this machine only."""

    server: ThreadingHTTPServer

    def do_GET(self) -> None:
        """Answer as the path asks for."""
        name, _, rest = urlsplit(self.path).path.removeprefix("/").partition("/")  # of a whole address as a proxy
        if name == "to":
            self.give(b"", "text/html", {"Location": rest.replace("PORT", str(self.server.server_port))}, 302)
        elif name == "endless":
            self.endless(itertools.repeat(b"<p>" + b"x" * 60_000))
        elif name == "drop-by-drop":
            self.endless(itertools.repeat(b"<p>x"), pause=0.05)
        elif name == "endless-to":
            self.endless(itertools.repeat(b"x" * 60_000), {"Location": f"/{rest}"}, 302)
        elif name == "bomb-to":
            bomb = gzip.compress(b"x" * 10_000_000)  # of a thousandth of its size; a hundred of them make one
            self.endless(itertools.repeat(bomb, 100), {"Location": f"/{rest}", "Content-Encoding": "gzip"}, 302)
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

    def endless(
        self, pieces: Iterable[bytes], headers: dict[str, str] | None = None, status: int = 200, pause: float = 0
    ) -> None:
        """Send until nobody listens any more, or for ten seconds."""
        self.send_response(status)
        for name, value in ({"Content-Type": "text/html"} | (headers or {})).items():
            self.send_header(name, value)
        self.end_headers()
        end = time.monotonic() + 10
        with contextlib.suppress(OSError):
            for piece in itertools.takewhile(lambda _: time.monotonic() < end, pieces):
                self.wfile.write(piece)
                self.wfile.flush()
                time.sleep(pause)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


HOST = "policy.example.gov"
"""What the server here is called: a record names no machine by its number."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a server on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    really = socket.getaddrinfo

    def look_up(host: str, *arguments: Any, **settings: Any) -> Any:
        return really("127.0.0.1" if host == HOST else host, *arguments, **settings)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", look_up)
        yield f"http://{HOST}:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def root(folder: Path) -> Path:
    """The small city, with a policy whose own page is on this machine and knows no https."""
    edit(folder / RECORD, ("https://www.example.gov/privacy", f"http://{HOST}/policy"))
    return folder


def by_number(address: str) -> str:
    """The address of the server here as another process knows it."""
    return address.replace(HOST, "127.0.0.1")


def confined_in_fact(root: Path, url: str) -> str:
    """Compare a page with the record in a process of its own, as outside of these tests; say what came out.

    That process knows no names of ours, so the record has the address of its policy by number, as none can be read.
    """
    read, _ = registry.read(root)
    key = ("source", Path(RECORD).stem)
    record = read.sources[key[1]].model_copy(update={"url": by_number(url)})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(confinement, "run", CONFINED)
        patch.setenv("no_proxy", "127.0.0.1")
        try:
            found = policy_drift.compare(
                registry.Registry(read.records | {key: record}, read.documents),
                key[1],
                [by_number(url)],
                private_network=True,
            )
        except Unreadable as fault:
            return str(fault)
    return policy_drift.text(found)


def public(root: Path, *words: str | Path) -> Result:
    """Compare copies with the record, and ask only public addresses."""
    command = ["policy", "--registry", str(root), "--today", "2030-03-01", *map(str, words)]
    return CliRunner().invoke(main, command, env={"no_proxy": f"{HOST},127.0.0.1,localhost"})


def policy(root: Path, *words: str | Path) -> Result:
    """Compare copies with the record. All servers of these tests are on this machine."""
    return public(root, "--private-network", *words)


@pytest.mark.parametrize(
    "path", ["policy", "text", "markdown", "packed", "western", "to//policy", f"to/http://{HOST}:PORT/policy"]
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
        (f"to/http://{HOST}:9/policy", f"it leads to `http://{HOST}:9/policy`; give that address yourself if"),
        ("to/https://www.example.gov/privacy", "it leads to `https://www.example.gov/privacy`; give that address"),
        ("to/file:///etc/passwd", "it leads to `file:///etc/passwd`, which is no address of a page"),
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
    monkeypatch.setattr(comparison, "LIMITS", Limits(seconds=4, megabytes=1_000))
    start = time.perf_counter()
    assert "it took more than 4 seconds; try again later" in confined_in_fact(root, f"{address}/drop-by-drop")
    assert time.perf_counter() - start < 8


def test_a_copy_is_read_in_a_process_of_its_own(address: str, root: Path) -> None:
    """What is understood of it comes back, and so does the reason if that is nothing."""
    assert "all 9 sections are as" in confined_in_fact(root, f"{address}/policy")
    assert "/nothing: its server answered 404" in confined_in_fact(root, f"{address}/nothing")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not bound the memory of a process")
def test_a_copy_that_fills_the_memory_is_refused(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No copy is known that does, so here is less memory than any takes."""
    monkeypatch.setattr(confinement, "run", CONFINED)
    monkeypatch.setattr(comparison, "LIMITS", Limits(seconds=30, megabytes=10))
    done = policy(root, POLICY)
    assert done.exit_code == 2
    # Without any memory left, Python may not even come to say so.
    assert re.search(r"(more than 10 MB of memory|broke off \(.*\)); try again later, or save only the", done.output)


def test_a_server_without_a_certificate_is_not_read(address: str, root: Path) -> None:
    """Anybody could answer in its place."""
    done = policy(root, f"{address.replace('http', 'https')}/policy")
    assert done.exit_code == 2
    assert "cannot show that it is the right one" in done.output


def measured(url: str) -> tuple[str, float, float]:
    """The text of a page, and what it took to read it: seconds, and megabytes of memory more than before."""
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    text = copies.read(url, url, private_network=True).text
    more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return text, time.perf_counter() - start, more / 1024


@pytest.mark.parametrize("path", ["endless-to/policy", "bomb-to/policy"])
def test_the_body_of_a_redirect_is_not_read(path: str, address: str) -> None:
    """It may have no end, or unpack to a gigabyte. Nobody sees it anyway."""
    text, seconds, megabytes = CONFINED(Limits(seconds=30, megabytes=8_000), measured, f"{by_number(address)}/{path}")
    assert text == POLICY.read_text(encoding="utf-8")
    assert seconds < 1
    assert megabytes < 50


OWN = "https://www.example.gov/privacy"


@pytest.mark.parametrize(
    ("here", "further", "there"),
    [
        (OWN, "/policy?of=2030#top", "https://www.example.gov/policy?of=2030#top"),
        (OWN, "policy", "https://www.example.gov/policy"),
        (OWN, "https://www.example.gov:443/", "https://www.example.gov:443/"),
        ("http://www.example.gov/", OWN, OWN),
        ("http://www.example.gov:80/", "https://www.example.gov:443/", "https://www.example.gov:443/"),
        ("http://www.example.gov:8000/a", "b", "http://www.example.gov:8000/b"),
    ],
)
def test_a_redirect_on_the_same_server_is_followed(here: str, further: str, there: str) -> None:
    """To another path, and from http to https. The record knows the server by http here."""
    assert fetching.redirected(here, further, "http://www.example.gov/") == there


@pytest.mark.parametrize(
    ("here", "further", "says"),
    [
        (OWN, "https://www.example.org/privacy", "it leads to `https://www.example.org/privacy`; give that address"),
        (OWN, "//example.gov/", "it leads to `https://example.gov/`; give that address"),
        (OWN, "https://www.example.gov:8443/", "it leads to `https://www.example.gov:8443/`; give that address"),
        (OWN, "https://www.example.gov@evil.example/", "it leads to `https://www.example.gov@evil.example/`; give"),
        (OWN, "http://www.example.gov/", "`http://www.example.gov`, which anybody on the way can change"),
        (OWN, "gopher://www.example.gov/", "which is no address of a page"),
        (OWN, f"https://www.example.org/{'x' * 9_000}", "xxx…`; give that address"),
        ("https://www.example.gov:8443/", OWN, "give that address"),
    ],
)
def test_a_redirect_to_another_server_is_named_and_not_followed(here: str, further: str, says: str) -> None:
    """Another port may be another server too: one that only this machine can reach."""
    with pytest.raises(Unreadable, match=re.escape(says)):
        fetching.redirected(here, further, OWN)


# --- addresses that are not public ------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),  # noqa: S104
        *("224.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%1", "fc00::1", "fec0::1", "ff02::1"),
        *("::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::1", "2002:7f00:1::", "2001:0:1::1"),
    ],
)
def test_an_address_of_this_network_is_not_public(address: str) -> None:
    """Nor one of this machine, of a provider, of many machines or of none, even within another."""
    assert not fetching.is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808::"])
def test_an_address_of_the_internet_is_public(address: str) -> None:
    """Even within another."""
    assert fetching.is_public(address)


def test_an_address_that_is_not_public_is_asked_only_with_consent(address: str, root: Path) -> None:
    """A record, or a page, could name any server that only this machine can reach."""
    done = public(root, f"{address}/policy")
    assert done.exit_code == 2
    assert "127.0.0.1, which is no public address; if the page is not public yet, add --private-network" in done.output


@pytest.mark.parametrize("host", ["localhost", "127.1", "0x7f000001", "2130706433"])
def test_a_name_of_an_address_that_is_not_public_is_no_way_around(host: str, address: str) -> None:
    """However it is written: what counts is where the connection goes."""
    url = f"{address.replace(HOST, host)}/policy"
    with pytest.raises(Unreadable, match="which is no public address"):
        copies.read(url, url)


@pytest.fixture
def internet(address: str, monkeypatch: pytest.MonkeyPatch) -> tuple[dict[str, list[str]], list[str]]:
    """Names with what they lead to each time that somebody looks, and where connections go: all to the server here."""
    names: dict[str, list[str]] = {}
    asked: list[str] = []
    really = socket.getaddrinfo

    def look_up(host: str, *arguments: Any, **settings: Any) -> Any:
        if host not in names:
            return really(host, *arguments, **settings)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (names[host].pop(0), 0))]

    def connect(place: tuple[str, int], *_: Any) -> socket.socket:
        asked.append(place[0])
        return socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2])), timeout=5)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(fetching, "create_connection", connect)
    monkeypatch.setenv("no_proxy", "*")
    return names, asked


def test_a_name_is_looked_up_once(internet: tuple[dict[str, list[str]], list[str]]) -> None:
    """A moment later it might lead to this machine, so the connection goes to the address that was looked at."""
    names, asked = internet
    names["www.example.gov"] = ["8.8.8.8", "127.0.0.1"]
    copies.read("http://www.example.gov/policy", "http://www.example.gov/")
    assert asked == ["8.8.8.8"]
    assert names["www.example.gov"] == ["127.0.0.1"]


def test_a_redirect_to_an_address_that_is_not_public_is_not_followed(
    internet: tuple[dict[str, list[str]], list[str]],
) -> None:
    """The name is the same, and what it leads to is not."""
    names, asked = internet
    names["www.example.gov"] = ["8.8.8.8", "127.0.0.1"]
    with pytest.raises(Unreadable, match="which is no public address"):
        copies.read("http://www.example.gov/to//policy", "http://www.example.gov/")
    assert asked == ["8.8.8.8"]


def test_the_certificate_must_be_that_of_the_name(internet: tuple[dict[str, list[str]], list[str]]) -> None:
    """Although the connection goes to an IP address. The server here has none at all."""
    names, asked = internet
    names["www.example.gov"] = ["8.8.8.8"]
    with pytest.raises(Unreadable, match="cannot show that it is the right one"):
        copies.read("https://www.example.gov/policy", OWN)
    assert asked == ["8.8.8.8"]


def test_a_proxy_is_not_asked_for_what_is_not_public(
    internet: tuple[dict[str, list[str]], list[str]], address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may stand in the same network. It is asked for any other page, and may itself be on this machine."""
    names, asked = internet
    monkeypatch.delenv("no_proxy")
    monkeypatch.setenv("http_proxy", address)
    names |= {"www.example.gov": ["8.8.8.8"], "intra.example.gov": ["10.0.0.1"]}
    for host in ("intra.example.gov", "10.0.0.1", "localhost"):
        with pytest.raises(Unreadable, match="no public address"):
            copies.read(f"http://{host}/policy", f"http://{host}/")
    assert "<main" in copies.read("http://www.example.gov/policy", "http://www.example.gov/").text
    assert asked == []


def test_a_server_that_is_not_there_is_named(root: Path) -> None:
    """Port 9 of this machine belongs to nobody."""
    done = policy(root, f"http://{HOST}:9/policy")
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
    assert f"http://{HOST}/policy: " in done.output


def test_no_password_of_this_machine_is_sent(address: str, root: Path, tmp_path: Path) -> None:
    """Not even one that is kept for that very host."""
    (tmp_path / "netrc").write_text(f"machine {HOST} login me password secret", encoding="utf-8")
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
        ("policy.html", b"<div>" * 200_001, "more than 512 elements in each other"),
        ("policy.html", b"</p>" * 200_001, "more than 200,000 elements"),
        ("policy.html", b"<h2>x</h2>" * 1_001, "more than 1,000 headings"),
        ("policy.html", b"<p>" + b"x" * 20_001, "a line of it has more than 20,000 letters"),
        ("policy.txt", b"x" * 20_001, "a line of it has more than 20,000 letters"),
        ("policy.txt", (b"x" * 20_000 + b"\n") * 51, "more than 1,000,000 letters"),
        ("policy.txt", ("\ufdfa" * 10_000 + "\n").encode() * 6, "more than 1,000,000 letters"),
        ("policy.html", b"<meta charset=utf-7><p>+ADw-", "`utf-7`, which is not known here"),
        ("policy.html", b"<main></main>", "another text"),
        ("policy.md", b"x " * 150_001, "more than 300,000 letters"),
        ("policy.md", b"#", "another text"),
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


MARKS = "\u0301\u0323" * 15


@pytest.mark.parametrize("text", [f"a{MARKS}", f"<p>a{MARKS}b{MARKS}"])
def test_as_many_marks_as_unicode_allows_are_read(text: str) -> None:
    """Thirty in a row: https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format."""
    (line,) = page_text.read(Copy("x", text, is_html=text.startswith("<"))).lines
    assert line.text == text.removeprefix("<p>")


@pytest.mark.parametrize(
    "text",
    [
        f"a{MARKS}\u0301",
        f"<p>a{MARKS}<b>\u0301</b>",
        f"<p>a{'&#769;&#803;' * 16}",
        f"a{MARKS}\u00ad\u0301",  # nobody sees what stands between
        "a" + "\uff9e\u0301" * 16,  # a letter of its own that becomes a mark
        f"<h1>a{MARKS}\u0301</h1>",
        f"<footer>a{MARKS}\u0301</footer>",
    ],
)
def test_more_marks_in_a_row_are_refused(text: str) -> None:
    """Before they are put in order, which takes hours if they are many."""
    with pytest.raises(Unreadable, match="more than 30 accents or other marks stand on one letter"):
        page_text.read(Copy("x", text, is_html=text.startswith("<")))


BUSY = strangers.copies("Visits")
SECONDS = 15
"""Seconds of the processor: what takes three of them when a machine is quiet takes seven when it is busy."""


@pytest.mark.parametrize("name", BUSY)
def test_a_copy_made_to_keep_the_machine_busy_is_read_or_refused_in_seconds(name: str) -> None:
    """Nothing recurses, and nothing is tried over and over. It is the time of the processor that counts here."""
    text = BUSY[name](fetching.MOST_BYTES)
    known = [Section(heading=heading, fingerprint="v1-0123456789abcdef") for heading in ("Visits", "Payments", "Scope")]
    start = time.process_time()
    with contextlib.suppress(Unreadable):
        found = sections.read([page_text.read(Copy("x", text, is_html=text.startswith(("<", "&"))))], known)
        section_changes.compare(known, found.sections)
    assert time.process_time() - start < SECONDS


MARKDOWN = {
    "brackets": "[",
    "pictures": "![[]()",
    "stars": "*a ",
    "strikes": "~~a ",
    "backticks": "`a``b```",
    "links": "[a](b) ",
    "references": "[a] ",
    "tables": "| a |\n|-|\n",
    "lists": "  - a\n",
    "quotes": "> ",
    "lines": "a\n",
    "addresses": "<a@b.c> ",
}


@pytest.mark.parametrize("name", MARKDOWN)
def test_markdown_made_to_keep_the_machine_busy_is_read_or_refused_in_seconds(name: str) -> None:
    """At the largest size that is read. All references share one long address."""
    text = strangers.again(MARKDOWN[name], markdown_copy.MOST_LETTERS, start=f"[a]: {'u' * 50_000}\n\n")
    start = time.process_time()
    with contextlib.suppress(Unreadable):
        page_text.read(Copy("x", markdown_copy.as_html(text), is_html=True))
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("one heading", 150_000),
        ("short lines", 200_000),
        ("one heading in a footer", 180_000),
        ("one heading, marked", 15_000),
        ("marked headings", 20_000),
        ("lines of numbers", 250_000),
        ("lines of many marks", 600_000),
        ("lines of letters that become eighteen", 150_000),
    ],
)
def test_a_copy_almost_too_large_is_read_in_seconds(name: str, size: int) -> None:
    """Most of those above have more of something than any policy, so they are refused. These just have not."""
    text = BUSY[name](size)
    known = [Section(heading="Visits", fingerprint="v1-0123456789abcdef")]
    start = time.process_time()
    found = sections.read([page_text.read(Copy("x", text, is_html=text.startswith("<")))], known)
    section_changes.compare(known, found.sections)
    assert time.process_time() - start < SECONDS


# --- any bytes, any page --------------------------------------------------------------------------------

TAGS = ["main", "nav", "header", "footer", "section", "div", "p", "h1", "h2", "h6", "pre", "li", "b", "script", "title"]
PIECES = (
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS])
    | st.sampled_from(
        [
            "<br>",
            "<p hidden>",
            "<i hidden>",
            "<h2 role=navigation>",
            "<div role=tabpanel aria-labelledby=a>",
            "<!--",
            "-->",
            "<![CDATA[",
            "&#0;",
            "&nbsp;",
            "\n\n",
        ]
    )
    | st.sampled_from(
        [
            "<a href='#x'>",
            "</a>",
            "<sup>",
            "<del>",
            "<h2 class=sr-only>",
            "<a role=tab id=a>",
            "<p role=alert>",
            "<svg>",
            "<button aria-expanded>",
            "</button>",
            "<i data-cfemail=0041>",
            "<summary>",
            "</summary>",
            "<x-y>",
            "<wbr>",
            "## Visits\n",
            "**Visits**\n\n",
            "Visits\n---\n",
            "- ",
            "| a |\n|-|\n",
            "~~",
            "[a]: b\n",
            "[a]",
            "↗",
            "\ue000",
        ]
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
    for ending in ("txt", "html", "md", "x"):
        path = tmp_path_factory.getbasetemp() / f"any.{ending}"
        path.write_bytes(raw)
        try:
            text = sections.read([page_text.read(copies.read(str(path), ""))], KNOWN)
        except Unreadable:
            continue
        assert all(section.heading.strip() for section in text.sections)


@given(PAGES, st.booleans())
def test_a_page_has_not_changed_since_it_was_read(text: str, is_html: bool) -> None:  # noqa: FBT001 - hypothesis
    """Whatever it is like, compared with itself it is the same."""
    page = page_text.read(Copy("x", text, is_html=is_html))
    before = sections.read([page], KNOWN).sections
    kept = [Section(heading=one.heading, fingerprint=one.fingerprint) for one in before]
    after = sections.read([page], kept).sections
    assert [str(change) for change in section_changes.compare(kept, after)] == []


@given(PAGES, st.integers(1, 9))
def test_it_makes_no_difference_where_the_parser_pauses(text: str, letters: int) -> None:
    """It gets a page in pieces, so that it can be stopped."""
    whole = page_text.read(Copy("x", text, is_html=True))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(html_page, "PIECE", letters)
        assert page_text.read(Copy("x", text, is_html=True)) == whole


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
    told = section_changes.compare(known, found)
    same = section_changes.pairs(known, found)
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
