"""The site on this machine: the policy of the public one, for this machine's browser only, and new after a change."""

from __future__ import annotations

import http.client
import mimetypes
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from scripts.site import preview as previews
from scripts.site.preview import Preview, Server
from scripts.site.security import headers
from tests import measures
from tests.conftest import CITY
from tests.site.test_headers import attacked


@pytest.fixture
def preview(city_site: Path, tmp_path: Path) -> Preview:
    """A preview whose sites are copies of that of the small city, with their numbers in their titles."""
    made: list[Path] = []

    def make(folder: Path) -> bool:
        made.append(folder)
        shutil.copytree(city_site, folder)
        page = folder / "index.html"
        page.write_text(page.read_text(encoding="utf-8").replace("<title>", f"<title>{len(made)} "), encoding="utf-8")
        return True

    one = Preview(make, tmp_path)
    assert one.build()
    return one


@pytest.fixture
def server(preview: Preview) -> Iterator[Server]:
    """It answers at some free port."""
    with Server(preview, 0) as one:
        thread = threading.Thread(target=one.serve_forever, daemon=True)
        thread.start()
        yield one
        one.shutdown()
        thread.join()


def ask(server: Server, path: str, host: str | None = None, method: str = "GET") -> tuple[int, str, dict[str, str]]:
    """Ask as a browser does, or as one does that was told another name for this machine."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", host or f"127.0.0.1:{server.server_port}")
    connection.endheaders()
    answer = connection.getresponse()
    text = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, text, dict(answer.getheaders())


@pytest.mark.parametrize("host", ["127.0.0.1:PORT", "localhost:PORT"])
def test_the_browser_of_this_machine_gets_the_site(host: str, server: Server) -> None:
    """By both names that it has for the machine."""
    status, text, _ = ask(server, "/index.html", host.replace("PORT", str(server.server_port)))
    assert (status, "</body>" in text) == (200, True)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:PORT", "127.0.0.1", "127.0.0.1:1", "localhost.:PORT", ""]
)
@pytest.mark.parametrize("path", ["/index.html", "/lists/find.js", "/-/newer-than/0"])
def test_a_name_of_somebody_else_gets_nothing(path: str, host: str, method: str, server: Server) -> None:
    """A page of another site can make its own name lead to this machine, and would then read what is a draft."""
    status, text, _ = ask(server, path, host.replace("PORT", str(server.server_port)) or " ", method)
    assert status == 421
    assert text in {"", f"Open {server.address}\n"}


@pytest.mark.parametrize(
    "path", ["/index.html", "/vendors/tillhouse.html", "/none.html", "/assets/site.css", "/-/reload.js"]
)
def test_everything_comes_under_the_policy_of_the_public_site(path: str, server: Server, city_site: Path) -> None:
    """And no script of another site can load it."""
    _, _, sent = ask(server, path)
    public = headers.read((city_site / headers.FILE).read_text(encoding="utf-8"))
    assert sent.items() >= public.items()
    assert sent["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "path", [f"/{'x' * 5_000}", f"/{'x/' * 5_000}", f"/-/newer-than/{'9' * 5_000}", "/%00", "/-/newer-than/x"]
)
def test_an_odd_path_gets_an_answer_and_no_traceback(
    path: str, server: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    """Any page that is open in the same browser may ask for it."""
    status, _, _ = ask(server, path)
    assert status in {200, 404}
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("path", ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/vendors/../../x"])
def test_no_path_leads_out_of_the_site(path: str, server: Server) -> None:
    """Whatever it is made of."""
    status, text, _ = ask(server, path)
    assert status == 404
    assert "root:" not in text


def test_a_script_is_served_as_one_whatever_the_machine_takes_it_for(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A browser runs nothing that comes as plain text, and on Windows some programs make it that."""
    mimetypes.init()
    monkeypatch.setitem(mimetypes.types_map, ".js", "text/plain")
    assert ask(server, "/assets/flow.js")[2]["Content-type"] == "text/javascript"


def test_what_is_not_there_gets_the_page_that_says_so(server: Server) -> None:
    """As on a public host."""
    status, text, _ = ask(server, "/vendors/nobody.html")
    assert status == 404
    assert "There is no page at this address" in text


def test_a_script_in_a_page_does_not_run_here_either(
    chromium: Browser, server: Server, city_site: Path, tmp_path: Path
) -> None:
    """Even if both walls before it had a hole: the page has no policy in itself here."""
    shutil.copytree(attacked(city_site, tmp_path / "attacked", policy=False), server.preview.site, dirs_exist_ok=True)
    page = chromium.new_page()
    page.add_init_script(measures.WATCH)
    page.goto(server.address)  # until it is loaded; it goes on asking for a newer one
    assert not page.evaluate("window.stolen")
    assert measures.refused(page) != []
    page.close()


def test_a_page_is_new_as_soon_as_its_site_is(chromium: Browser, server: Server) -> None:
    """The browser loads it again by itself, and nothing of that is refused."""
    page = chromium.new_page()
    page.add_init_script(measures.WATCH)
    page.goto(server.address)
    expect(page).to_have_title(re.compile("^1 "))
    server.preview.build()
    expect(page).to_have_title(re.compile("^2 "))
    assert measures.refused(page) == []
    page.close()


def test_a_site_that_cannot_be_built_leaves_the_last_one(tmp_path: Path, city_site: Path) -> None:
    """Its findings stand in the terminal; the browser keeps what was good."""
    answers = iter([True, False])

    def make(folder: Path) -> bool:
        shutil.copytree(city_site, folder)
        return next(answers)

    preview = Preview(make, tmp_path)
    assert (preview.build(), preview.build(), preview.number) == (True, False, 1)
    assert (preview.site / "index.html").is_file()


def test_changes_in_a_burst_give_one_more_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And one that comes while a site is built is not forgotten."""
    monkeypatch.setattr(previews, "CALM", 0.05)
    started, go_on = threading.Semaphore(0), threading.Semaphore(0)

    def make(_: Path) -> bool:
        started.release()
        return go_on.acquire(timeout=10)

    preview = Preview(make, tmp_path)
    threading.Thread(target=preview.work, daemon=True).start()
    for _ in range(20):
        preview.note_change()
    assert started.acquire(timeout=10)
    for _ in range(20):
        preview.note_change()
    go_on.release()
    assert started.acquire(timeout=10)
    go_on.release()
    assert not started.acquire(timeout=0.5)


def test_a_port_of_another_program_is_named(tmp_path: Path) -> None:
    """In one line with the remedy, before anything is built."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [str(Path(sys.executable).with_name("registry")), "serve", "--registry", str(CITY), "--port", port]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert f"port {port} cannot be had" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("way", ["a saved file", "a file put in its place", "a file of its own"])
def test_a_change_is_seen(way: str, tmp_path: Path) -> None:
    """Editors save in different ways."""
    folder, alone = tmp_path / "records", tmp_path / "settings.yml"
    folder.mkdir()
    record = folder / "one.yml"
    for path in (record, alone):
        path.write_text("1", encoding="utf-8")
    seen = threading.Event()
    with previews.watching([folder, alone], seen.set):
        if way == "a file put in its place":
            (folder / "new").write_text("2", encoding="utf-8")
            time.sleep(0.1)
            seen.clear()
            (folder / "new").replace(record)
        else:
            (record if way == "a saved file" else alone).write_text("2", encoding="utf-8")
        assert seen.wait(10)


def test_a_file_beside_those_that_matter_changes_nothing(tmp_path: Path) -> None:
    """The site's own pages are written beside pages by hand."""
    alone = tmp_path / "page.md"
    alone.write_text("1", encoding="utf-8")
    seen = threading.Event()
    with previews.watching([alone], seen.set):
        (tmp_path / "index.md").write_text("2", encoding="utf-8")
        assert not seen.wait(0.5)
