"""The site on this machine: the policy of the public one, for this machine's browser only, and new after a change."""

from __future__ import annotations

import http.client
import json
import mimetypes
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from scripts import reports, rules
from scripts.registry import registry
from scripts.registry.graph import Graph
from scripts.site.preview import Draft, FaultError, Workshop
from scripts.site.preview import turns as turns_of_previews
from scripts.site.preview.server import Server
from scripts.site.preview.turns import Turns
from scripts.site.preview.watching import watching
from scripts.site.security import headers, page_shape
from tests import measures
from tests.conftest import CITY, TODAY

SAVED = "vendors/tillhouse.yml"


def change(folder: Path, old: str, new: str, record: str = SAVED) -> None:
    """Save a record in which one text stands in the place of another."""
    path = folder / record
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def make(folder: Path, workshop: Workshop) -> Callable[[], Draft]:
    """What `registry serve` does with the records in a folder: check them, and begin a draft if they are right."""

    def begin() -> Draft:
        read, findings = registry.read(folder)
        graph = Graph(read)
        findings += rules.run(read, graph, TODAY).findings
        if findings:
            raise FaultError(click.unstyle(reports.snippets(sorted(findings), read.documents.values())))
        return workshop.draft(read, graph, {})

    return begin


@pytest.fixture
def turns(make: Callable[[], Draft]) -> Turns:
    """The first draft is there."""
    one = Turns(make)
    one.take()
    assert one.faults == ""
    return one


@pytest.fixture
def server(turns: Turns) -> Iterator[Server]:
    """It answers at some free port."""
    yield from serving(turns)


def serving(turns: Turns) -> Iterator[Server]:
    """Answer at some free port for a while."""
    with Server(turns, 0) as one:
        thread = threading.Thread(target=one.serve_forever, daemon=True)
        thread.start()
        yield one
        turns.end()
        one.shutdown()
        thread.join()


def ask(server: Server, path: str, host: str | None = None, method: str = "GET") -> tuple[int, str, dict[str, str]]:
    """Ask as a browser does, or as one does that was told another name for this machine."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=60)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", host or f"127.0.0.1:{server.server_port}")
    connection.endheaders()
    answer = connection.getresponse()
    text = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, text, dict(answer.getheaders())


# --- who gets what ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["127.0.0.1:PORT", "localhost:PORT"])
def test_the_browser_of_this_machine_gets_the_site(host: str, server: Server) -> None:
    """By both names that it has for the machine."""
    status, text, _ = ask(server, "/index.html", host.replace("PORT", str(server.server_port)))
    assert (status, "</body>" in text) == (200, True)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:PORT", "127.0.0.1", "127.0.0.1:1", "localhost.:PORT", ""]
)
@pytest.mark.parametrize("path", ["/index.html", "/lists/find.js", "/-/news?turn=-1"])
def test_a_name_of_somebody_else_gets_nothing(path: str, host: str, method: str, server: Server) -> None:
    """A page of another site can make its own name lead to this machine, and would then read what is a draft."""
    status, text, _ = ask(server, path, host.replace("PORT", str(server.server_port)) or " ", method)
    assert status == 421
    assert text in {"", f"Open {server.address}\n"}


@pytest.mark.parametrize(
    "path",
    ["/index.html", "/vendors/tillhouse.html", "/none.html", "/assets/site.css", "/-/preview.js", "/-/news?turn=-1"],
)
def test_everything_comes_under_the_policy_of_the_public_site(path: str, server: Server, city_site: Path) -> None:
    """And no script of another site can load it."""
    _, _, sent = ask(server, path)
    public = headers.read((city_site / headers.FILE).read_text(encoding="utf-8"))
    assert sent.items() >= public.items()
    assert sent["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "path",
    [
        *(
            f"/{'x' * 5_000}",
            f"/assets/{'x' * 5_000}",
            f"/{'x/' * 5_000}",
            "/%00",
            "/%ff.html",
            "/a\\b",
            "/-/x",
            "/?",
            "/#",
            "/index.html/x",
        ),
        *(f"/-/news?turn={'9' * 5_000}", "/-/news?turn=x", "/-/news", "/-/news?turn=-1&page=%00", "/-/"),
    ],
)
def test_an_odd_path_gets_an_answer_and_no_traceback(
    path: str, server: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    """Any page that is open in the same browser may ask for it."""
    status, _, _ = ask(server, path)
    assert status in {200, 404}
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    "path",
    [
        *("/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/vendors/../../x"),
        *("/assets/../../../mkdocs.yml", "/assets/%2e%2e/%2e%2e/mkdocs.yml", "/assets/..%5cformats.md"),
        *("/mkdocs.yml", "/formats.md", "/vendors/tillhouse.md", "/main.html.j2"),
    ],
)
def test_no_path_leads_out_of_the_site(path: str, server: Server) -> None:
    """Whatever it is made of."""
    status, text, _ = ask(server, path)
    assert status == 404
    assert "There is no page at this address" in text


def test_a_script_is_served_as_one_whatever_the_machine_takes_it_for(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A browser runs nothing that comes as plain text, and on Windows some programs make it that."""
    mimetypes.init()
    monkeypatch.setitem(mimetypes.types_map, ".js", "text/plain")
    assert ask(server, "/assets/flow.js")[2]["Content-Type"] == "text/javascript"


def test_a_browser_keeps_only_what_is_named_by_its_content(server: Server) -> None:
    """A page is loaded again after each save, and most of what comes with it is the theme's and never changes."""
    page = ask(server, "/index.html")[1]
    kept = re.findall(r'"(assets/(?:stylesheets|javascripts)/[^"?]+\.min\.(?:css|js))"', page)
    assert len(kept) > 2
    assert {ask(server, f"/{path}")[2]["Cache-Control"] for path in kept} == {"max-age=86400"}
    for path in ("index.html", "assets/site.css", "lists/find.js", "-/preview.js", "nothing.0123abcd.min.js"):
        assert ask(server, f"/{path}")[2]["Cache-Control"] == "no-store"


def test_a_folder_leads_to_its_first_page(server: Server) -> None:
    """As on public hosts: without the slash, the links on the page would lead to wrong places."""
    status, _, sent = ask(server, "/vendors")
    assert (status, sent["Location"]) == (302, "/vendors/")
    assert "<title>Companies" in ask(server, "/vendors/")[1]


def test_a_script_in_a_page_does_not_run_here_either(
    chromium: Browser, server: Server, turns: Turns, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even if both walls before it had a hole: what browsers are told beside the page refuses it."""
    attack = b"<script>window.stolen = true</script><img src=x onerror='window.stolen = true'></article>"
    find = Draft.file

    def attacked(draft: Draft, path: str) -> bytes | None:
        found = find(draft, path)
        return (
            re.sub(rb"<meta http-equiv=.Content-Security-Policy.[^>]*>", b"", found).replace(b"</article>", attack)
            if found and path.endswith(".html")
            else found
        )

    monkeypatch.setattr(Draft, "file", attacked)
    page = chromium.new_page()
    page.add_init_script(measures.WATCH)
    page.goto(server.address)  # until it is loaded; it goes on asking for a newer one
    assert not page.evaluate("window.stolen")
    assert measures.refused(page) != []
    assert turns.faults == ""
    page.close()


# --- what is new --------------------------------------------------------------------------------------------------


@pytest.fixture
def opened(chromium: Browser, server: Server) -> Iterator[Page]:
    """The page of a company, open in a browser that notes what its policy refuses."""
    page = chromium.new_page()
    page.add_init_script(measures.WATCH)
    page.goto(f"{server.address}vendors/tillhouse.html")
    page.wait_for_load_state()
    yield page
    page.close()


def alert(page: Page) -> str:
    """What is said over a page; waits until it is."""
    box = page.get_by_role("alert")
    expect(box).to_be_visible(timeout=20_000)
    return box.inner_text()


@pytest.mark.parametrize("code", ["", "es/"])
def test_a_page_is_new_as_soon_as_its_record_is(
    code: str, chromium: Browser, server: Server, turns: Turns, folder: Path
) -> None:
    """In every language. The browser loads it again by itself, and nothing of that is refused."""
    page = chromium.new_page()
    page.add_init_script(measures.WATCH)
    page.goto(f"{server.address}{code}vendors/tillhouse.html")
    expect(page.locator("h1")).to_contain_text("Tillhouse")
    change(folder, "name: Tillhouse", "name: Cashcottage")
    turns.take()
    expect(page.locator("h1")).to_contain_text("Cashcottage", timeout=20_000)
    assert measures.refused(page) == []
    page.close()


def test_a_mistake_is_shown_over_the_page_until_it_is_mended(opened: Page, turns: Turns, folder: Path) -> None:
    """With its file and line. The page that stands there stays, and what is said is text, whatever it is."""
    change(folder, "[card-number, email-address]", "[card-number, '<b>email</b>']")
    turns.take()
    said = alert(opened)
    assert re.search(r"vendors/tillhouse\.yml:\d+:\d+: error\[", said)
    assert "<b>email</b>" in said
    assert opened.get_by_role("alert").locator("b").count() == 0
    expect(opened.locator("h1")).to_contain_text("Tillhouse")
    opened.reload()
    assert "tillhouse.yml" in alert(opened)
    change(folder, "'<b>email</b>'", "email-address")
    turns.take()
    expect(opened.get_by_role("alert")).to_have_count(0, timeout=20_000)
    assert measures.refused(opened) == []


def test_what_is_shown_over_a_page_can_be_closed_and_used_by_everybody(
    opened: Page, turns: Turns, folder: Path
) -> None:
    """By the keyboard alone; and the automatic check for everybody's use finds nothing."""
    change(folder, "email-address", "emial-address")
    turns.take()
    alert(opened)
    found = Axe().run(opened, context=".preview-faults")
    assert found.violations_count == 0, found.generate_report()
    opened.get_by_role("button", name="Close").focus()
    opened.keyboard.press("Enter")
    expect(opened.get_by_role("alert")).to_have_count(0)


def test_a_page_that_the_wall_refuses_leaves_the_last_one(
    opened: Page, turns: Turns, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hole in a template is shown with the record that came through, and the good page stays where it is."""
    given = {tag: attributes for tag, attributes in page_shape.GIVEN.items() if tag != "table"}
    monkeypatch.setattr(page_shape, "GIVEN", given)
    change(folder, "name: Tillhouse", "name: Cashcottage")
    turns.take()
    refused = re.compile(r"vendors/tillhouse\.html: it has `<table")
    expect(opened.get_by_role("alert")).to_contain_text(refused, timeout=20_000)  # it may load once more until then
    expect(opened.locator("h1")).to_contain_text("Tillhouse")


def test_a_page_that_cannot_be_made_says_why_and_comes_when_it_can(
    chromium: Browser, make: Callable[[], Draft], folder: Path
) -> None:
    """Also from the start, when no good page was there before."""
    change(folder, "name: Tillhouse", "naem: Tillhouse")
    turns = Turns(make)
    turns.take()
    for server in serving(turns):
        page = chromium.new_page()
        page.add_init_script(measures.WATCH)
        answer = page.goto(f"{server.address}vendors/tillhouse.html")
        assert answer is not None
        assert answer.status == 500
        expect(page.locator("pre")).to_contain_text("tillhouse.yml:1:1")
        change(folder, "naem: Tillhouse", "name: Tillhouse")
        turns.take()
        expect(page.locator("h1")).to_contain_text("Tillhouse", timeout=20_000)
        assert measures.refused(page) == []
        page.close()


def test_a_fault_of_one_page_leaves_the_others(server: Server, turns: Turns, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody looked at it when the draft was made, so it is found when somebody does."""
    given = {tag: attributes for tag, attributes in page_shape.GIVEN.items() if tag != "table"}
    monkeypatch.setattr(page_shape, "GIVEN", given)
    status, text, _ = ask(server, "/vendors/tillhouse.html")
    assert status == 500
    assert "vendors/tillhouse.html: it has `&lt;table" in text
    assert ask(server, "/404.html")[0] == 404
    assert turns.faults == ""


def test_a_mistake_in_the_code_is_told_and_ends_nothing(
    server: Server, turns: Turns, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever works on a template sees where it is, and goes on."""
    said: list[str] = []
    monkeypatch.setattr(turns, "_say", said.append)
    monkeypatch.setattr(turns, "_make", lambda: 1 // 0)
    turns.take()
    assert "ZeroDivisionError" in turns.faults
    assert "Traceback" in said[0]
    assert ask(server, "/index.html")[0] == 200


def test_news_wait_until_there_is_something_new(server: Server, turns: Turns) -> None:
    """A page asks once, and is answered when something happens."""
    first = json.loads(ask(server, "/-/news?turn=-1&page=/index.html")[1])
    assert (first["turn"], first["faults"]) == (1, "")
    answers: list[str] = []
    waiting = threading.Thread(
        target=lambda: answers.append(ask(server, f"/-/news?turn={first['turn']}&page=/index.html")[1])
    )
    waiting.start()
    waiting.join(0.3)
    assert waiting.is_alive()
    turns.take()
    waiting.join(10)
    second = json.loads(answers[0])
    assert second["turn"] == 2
    assert second["draft"] != first["draft"]


def test_changes_in_a_burst_give_one_more_draft(monkeypatch: pytest.MonkeyPatch) -> None:
    """And one that comes while a draft is made is not forgotten."""
    monkeypatch.setattr(turns_of_previews, "CALM", 0.05)
    started, go_on = threading.Semaphore(0), threading.Semaphore(0)

    def make() -> Draft:
        started.release()
        go_on.acquire(timeout=10)
        raise FaultError("nothing to show")

    turns = Turns(make)
    worker = threading.Thread(target=turns.work, daemon=True)
    worker.start()
    for _ in range(20):
        turns.note_change()
    assert started.acquire(timeout=10)
    for _ in range(20):
        turns.note_change()
    go_on.release()
    assert started.acquire(timeout=10)
    go_on.release()
    assert not started.acquire(timeout=0.5)
    turns.end()
    worker.join(10)
    assert not worker.is_alive()


# --- its life -----------------------------------------------------------------------------------------------------


def command(records: Path, port: int = 0) -> list[str]:
    """`registry serve` for some records."""
    program = str(Path(sys.executable).with_name("registry"))
    return [program, "serve", "--registry", str(records), "--port", str(port), "--today", TODAY.isoformat()]


def test_a_port_of_another_program_is_named(tmp_path: Path) -> None:
    """In one line with the remedy, before anything is built."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(command(CITY, port), capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert f"port {port} cannot be had" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@contextmanager
def started(line: list[str]) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Start a preview as the head of a group of its own; gives it with its port, once it answers."""
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:
        try:
            assert process.stdout is not None
            ports = (re.match(r"Open http://127\.0\.0\.1:(\d+)/", said) for said in process.stdout)
            yield process, next(int(port[1]) for port in ports if port)
        finally:
            process.kill()  # nothing, if it has ended


def is_gone(group: int) -> bool:
    """Whether no process of a group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


def wait_for(port: int, path: str, text: str) -> None:
    """Ask for a page until a text stands on it."""
    for _ in range(600):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=60) as answer:
            if text in answer.read().decode():
                return
        time.sleep(0.1)
    raise AssertionError(f"{text} has not come")


def test_saves_in_a_burst_are_seen_once_in_their_last_state(folder: Path) -> None:
    """The whole way: files, the worker, the terminal and the page."""
    with started(command(folder)) as (process, port):
        wait_for(port, "vendors/tillhouse.html", "Tillhouse")
        for number in range(20):
            change(folder, "name: Tillhouse" if not number else f"name: House {number - 1}!", f"name: House {number}!")
        wait_for(port, "es/vendors/tillhouse.html", "House 19!")
        change(folder, "name: House 19!", "naem: House 19!")
        address = f"http://127.0.0.1:{port}/-/news?turn=99&page=/index.html"
        faults = ""
        while "tillhouse.yml:1:1" not in faults:
            with urllib.request.urlopen(address, timeout=60) as answer:
                faults = json.load(answer)["faults"]
        wait_for(port, "vendors/tillhouse.html", "House 19!")
        process.terminate()
        said = process.communicate(timeout=60)[0]
    assert "tillhouse.yml:1:1: error[unknown-key]" in said
    checks = re.findall(r"records, .*: (\d+) errors?, \d+ warnings?\.", said)
    assert checks.count("0") in {
        1,
        2,
    }  # after the first, which stood before the address: twenty saves, one or two checks
    assert checks[-1] != "0"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such signals")
@pytest.mark.parametrize("busy", [False, True])
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_every_signal_ends_it_and_leaves_nothing(name: str, busy: bool, folder: Path) -> None:  # noqa: FBT001 - a case
    """No process, and its port is free for the next; also in the middle of its work."""
    with started(command(folder)) as (process, port):
        if busy:
            change(folder, "name: Tillhouse", "name: Cashcottage")
            time.sleep(0.3)
        process.send_signal(getattr(signal, name))
        assert process.wait(60) == 0
        assert is_gone(process.pid)
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind(("127.0.0.1", port))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such signals")
def test_what_is_to_outlive_its_terminal_does(folder: Path) -> None:
    """`nohup` lets it not hear that the terminal is gone."""
    with started(["sh", "-c", 'trap "" HUP; exec "$@"', "sh", *command(folder)]) as (process, port):
        process.send_signal(signal.SIGHUP)
        with socket.create_connection(("127.0.0.1", port), timeout=10):
            assert process.poll() is None
        process.terminate()
        assert process.wait(60) == 0


@pytest.mark.parametrize("way", ["a saved file", "a file put in its place", "a file of its own"])
def test_a_change_is_seen(way: str, tmp_path: Path) -> None:
    """Editors save in different ways."""
    folder, alone = tmp_path / "records", tmp_path / "settings.yml"
    folder.mkdir()
    record = folder / "one.yml"
    for path in (record, alone):
        path.write_text("1", encoding="utf-8")
    seen = threading.Event()
    with watching([folder, alone], seen.set):
        if way == "a file put in its place":
            (folder / "new").write_text("2", encoding="utf-8")
            time.sleep(0.1)
            seen.clear()
            (folder / "new").replace(record)
        else:
            (record if way == "a saved file" else alone).write_text("2", encoding="utf-8")
        assert seen.wait(10)


def test_a_file_beside_those_that_matter_changes_nothing(tmp_path: Path) -> None:
    """What lies beside the settings is not the site's."""
    alone = tmp_path / "page.md"
    alone.write_text("1", encoding="utf-8")
    seen = threading.Event()
    with watching([alone], seen.set):
        (tmp_path / "index.md").write_text("2", encoding="utf-8")
        assert not seen.wait(0.5)
