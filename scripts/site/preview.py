"""The site on this machine, as it would be published, built again whenever something that it is made of changes.

What is shown here may be a stranger's draft. So pages come with the same policy as in public, only this machine's own
browser gets them, and no other site that is open in it can read them.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from scripts.site.security import headers

if TYPE_CHECKING:
    from _typeshed import StrPath

HOST = "127.0.0.1"
CALM = 0.2
"""Seconds without a further change before the site is built: editors save in several steps."""
PATIENCE = 20.0
"""Seconds for which a page's question for a newer site is kept open, before it is to ask again."""

TYPES = {".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml"}
"""What browsers must be told of a file, or they do not take it. On Windows any program can change what Python knows."""

_RELOAD = "/-/reload.js"
_NUMBER = re.compile(r"[0-9]{1,9}")
_NEWER = "/-/newer-than/"
_SCRIPT = f"""\
const built = document.currentScript.dataset.built;
const ask = () => fetch("{_NEWER}" + built).then(
  (answer) => answer.status === {HTTPStatus.OK} ? location.reload() : ask(),
  () => setTimeout(ask, 3000),
);
addEventListener("load", ask);
"""


class Preview:
    """The last good site, and what makes the next one."""

    def __init__(self, make: Callable[[Path], bool], folder: Path) -> None:
        """Take what builds a site into a new folder, and says whether that went well; and where the folders go."""
        self._make, self._folder = make, folder
        self._changed = threading.Event()
        self._newer = threading.Condition()
        self.number = 0
        """How many sites have been built so far."""

    @property
    def site(self) -> Path:
        """The folder with the last site."""
        return self._folder / str(self.number)

    def build(self) -> bool:
        """Build once, and show the result if it went well; else what was there stays."""
        fresh = self._folder / str(self.number + 1)
        if not self._make(fresh):
            return False
        with self._newer:
            self.number += 1
            self._newer.notify_all()
        # The one before may still be on its way to a browser; the one before that is not.
        shutil.rmtree(self._folder / str(self.number - 2), ignore_errors=True)
        return True

    def note_change(self) -> None:
        """Say that something has changed. However often that is said while a site is built, one more is built."""
        self._changed.set()

    def work(self) -> None:
        """Build after each change, for ever."""
        while True:
            self._changed.wait()
            while self._changed.is_set():
                self._changed.clear()
                time.sleep(CALM)
            self.build()

    def wait_for_newer(self, number: int) -> bool:
        """Wait a while for a site after the one with this number; says whether there is one."""
        with self._newer:
            return self._newer.wait_for(lambda: self.number > number, timeout=PATIENCE)


class Server(ThreadingHTTPServer):
    """Answers the browser of this machine at one port, and nobody else.

    Raises:
        OSError: the port belongs to another program.
    """

    daemon_threads = True
    allow_reuse_address = sys.platform != "win32"
    """Elsewhere this only spares a wait after the last server. On Windows two programs would have one port."""

    def __init__(self, preview: Preview, port: int) -> None:
        """Take the port; 0 takes any that is free."""
        self.preview = preview
        super().__init__((HOST, port), _Handler)
        self.names = {f"{name}:{self.server_port}" for name in (HOST, "localhost")}
        """What a browser of this machine calls this server. A name of somebody else's may lead here too."""

    @property
    def address(self) -> str:
        """What to open."""
        return f"http://{HOST}:{self.server_port}/"


class _Handler(SimpleHTTPRequestHandler):
    server: Server
    timeout = 10
    """Seconds for which a browser may take to say what it wants."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self.number = arguments[2].preview.number
        super().__init__(*arguments, directory=str(arguments[2].preview.site), **options)

    def do_GET(self) -> None:
        if self._is_refused():
            return
        if self.path.startswith(_NEWER):
            number = self.path.removeprefix(_NEWER)
            is_newer = not _NUMBER.fullmatch(number) or self.server.preview.wait_for_newer(int(number))
            self._give(b"", "text/plain", HTTPStatus.OK if is_newer else HTTPStatus.NO_CONTENT)
        elif self.path == _RELOAD:
            self._give(_SCRIPT.encode(), "text/javascript")
        elif (page := self._page()) is not None:
            found = page.name != headers.NOT_FOUND and page.is_file()
            content = (page if found else Path(self.directory, headers.NOT_FOUND)).read_bytes()
            script = f'<script src="{_RELOAD}" data-built="{self.number}"></script></body>'
            content = script.encode().join(content.rsplit(b"</body>", 1))
            self._give(content, "text/html; charset=utf-8", HTTPStatus.OK if found else HTTPStatus.NOT_FOUND)
        else:
            super().do_GET()

    def do_HEAD(self) -> None:
        """Say of any address what a browser would get, without it."""
        if not self._is_refused():
            self._give(b"", "text/plain")

    def _is_refused(self) -> bool:
        """Refuse whoever calls this server by another name, as a page does whose name was made to lead here."""
        if self.headers.get("Host") in self.server.names:
            return False
        self._give(f"Open {self.server.address}\n".encode(), "text/plain", HTTPStatus.MISDIRECTED_REQUEST)
        return True

    def _page(self) -> Path | None:
        """The page that is asked for, be it there or not; None if it is another file."""
        path = Path(self.translate_path(self.path))
        try:
            if path.is_dir():
                path /= "index.html"
            is_other = path.is_file() and path.suffix != ".html"
        except OSError:  # no file can have such a name
            path, is_other = Path(self.directory, headers.NOT_FOUND), False
        return None if is_other else path

    def guess_type(self, path: StrPath) -> str:
        """Say of what type a file is, in the same way on every machine."""
        return TYPES.get(Path(path).suffix) or super().guess_type(path)

    def _give(self, content: bytes, type_: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", type_)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def end_headers(self) -> None:
        """End the headers with those that a public host would send, and with what keeps other sites away."""
        lines = headers.read((Path(self.directory) / headers.FILE).read_text(encoding="utf-8"))
        # A script of another site could load a list of ours as its own.
        for name, value in {
            **lines,
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "no-store",
        }.items():
            self.send_header(name, value)
        super().end_headers()

    def handle(self) -> None:
        """Answer one connection. A browser that goes on to the next page hangs up."""
        with suppress(ConnectionError):
            super().handle()

    def log_message(self, *_: object) -> None:
        """Say nothing: what matters is what the check says."""


def serve(
    make: Callable[[Path], bool],
    watched: Collection[Path],
    port: int,
    page: str,
    say: Callable[[str], object],
) -> int:
    """Show a site until the person stops it. Returns 1 if it cannot be built at once.

    `make` builds it into a new folder and says whether that went well. `watched` are the files and folders that it is
    made of. `page` is the one to open.

    Raises:
        OSError: the port belongs to another program.
    """
    with TemporaryDirectory(prefix="registry-") as folder:
        preview = Preview(make, Path(folder))
        with Server(preview, port) as server:
            if not preview.build():
                return 1
            threading.Thread(target=preview.work, daemon=True).start()
            with watching(watched, preview.note_change), _ending():
                say(f"Open {server.address}{page} (Ctrl-C ends it).")
                server.serve_forever()
    return 0


@contextmanager
def _ending() -> Iterator[None]:
    """End in peace when somebody says so, by the keyboard or by another signal."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        yield
    signal.signal(signal.SIGTERM, before)


@contextmanager
def watching(paths: Collection[Path], then: Callable[[], object]) -> Iterator[None]:
    """Call a function whenever one of some files changes, or anything in some folders."""
    files = {path.resolve() for path in paths if not path.is_dir()}
    observer = Observer()
    for path in paths:
        if path.is_dir():
            observer.schedule(_Changes(then), str(path), recursive=True)
    for folder in {path.parent for path in files}:  # an editor may put another file in the place of one
        observer.schedule(_Changes(then, files), str(folder), recursive=False)
    observer.start()
    try:
        yield
    finally:
        observer.stop()
        observer.join()


class _Changes(FileSystemEventHandler):
    """Calls a function when anything changes, or one of some files."""

    def __init__(self, then: Callable[[], object], files: Collection[Path] = ()) -> None:
        self.then, self.files = then, files

    def on_any_event(self, event: FileSystemEvent) -> None:
        touched = {Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path}
        if event.event_type not in {"opened", "closed_no_write"} and (not self.files or touched & {*self.files}):
            self.then()
