"""The preview for the browser of this machine, and nobody else.

What is shown here may be a stranger's draft. So pages come with the same policy as in public, only this machine's own
browser gets them, and no other site that is open in it can read them.
"""

from __future__ import annotations

import json
import mimetypes
import posixpath
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import NamedTuple
from urllib.parse import parse_qs, quote, unquote, urlsplit

from scripts.site.preview.draft import Draft
from scripts.site.preview.turns import State, Turns
from scripts.site.security import headers

HOST = "127.0.0.1"

TYPES = {
    ".css": "text/css",
    ".csv": "text/csv",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".xml": "application/xml",
}
"""What browsers must be told of a file, or they do not take it. On Windows any program can change what Python knows."""

_OURS = "/-/"
"""Below it lies what no site has: what belongs to the preview itself."""
_NEWS = f"{_OURS}news"
_FILES = ("preview.js", "preview.css")
_NUMBER = re.compile(r"-?[0-9]{1,9}")
_NEVER = -1
"""A turn before all others: whoever asks what is new after it gets an answer at once."""
_ALWAYS = {
    "Cross-Origin-Resource-Policy": "same-origin",  # a script of another site could load a list of ours as its own
    "Cache-Control": "no-store",
}
_NAMED_BY_CONTENT = re.compile(r"assets/\S+\.[0-9a-f]{8}\.min\.(?:css|js)")
_KEPT = "max-age=86400"
"""How long a browser keeps a file of the theme that has another name as soon as it is another."""
_WITHOUT_DRAFT = {"Content-Security-Policy": f"{headers.policy(())}; frame-ancestors 'none'"} | headers.OTHERS
"""What browsers are told as long as there is no draft that could say it."""


class _Answer(NamedTuple):
    """What a browser gets."""

    content: bytes
    type: str
    status: HTTPStatus = HTTPStatus.OK
    further: Mapping[str, str] = {}
    """Further headers."""


class Server(ThreadingHTTPServer):
    """Answers the browser of this machine at one port, and nobody else.

    Raises:
        OSError: the port belongs to another program.
    """

    daemon_threads = True
    allow_reuse_address = sys.platform != "win32"
    """Elsewhere this only spares a wait after the last server. On Windows two programs would have one port."""

    def __init__(self, turns: Turns, port: int) -> None:
        """Take the port; 0 takes any that is free."""
        self.turns = turns
        super().__init__((HOST, port), _Handler)
        self.names = {f"{name}:{self.server_port}" for name in (HOST, "localhost")}
        """What a browser of this machine calls this server. A name of somebody else's may lead here too."""

    @property
    def root(self) -> str:
        """The path below which the site lies, as it will where it is published."""
        draft = self.turns.draft
        return urlsplit(draft.base).path if draft and draft.base else "/"

    @property
    def address(self) -> str:
        """What to open."""
        return f"http://{HOST}:{self.server_port}{self.root}"


class _Handler(BaseHTTPRequestHandler):
    server: Server
    timeout = 10
    """Seconds for which a browser may take to say what it wants."""

    def do_GET(self) -> None:
        """Give what is asked for."""
        self._draft = self.server.turns.draft
        if self._is_refused():
            return
        place = urlsplit(self.path)
        path = unquote(place.path, errors="replace")
        if path == _NEWS:
            self._give(self._news(place.query))
        elif path.startswith(_OURS):
            self._give(_own(path.removeprefix(_OURS)))
        else:
            self._give(self._of_site(path))

    def do_HEAD(self) -> None:
        """Say of any address what a browser would get, without it."""
        self._draft = self.server.turns.draft
        if not self._is_refused():
            self._give(_Answer(b"", "text/plain"))

    def _is_refused(self) -> bool:
        """Refuse whoever calls this server by another name, as a page does whose name was made to lead here."""
        if self.headers.get("Host") in self.server.names:
            return False
        self._give(_Answer(f"Open {self.server.address}\n".encode(), "text/plain", HTTPStatus.MISDIRECTED_REQUEST))
        return True

    def _news(self, query: str) -> _Answer:
        """What is new after a turn, as soon as there is something."""
        asked = parse_qs(query)
        turn, page = asked.get("turn", [""])[0], asked.get("page", [""])[0]
        number = int(turn) if _NUMBER.fullmatch(turn) else _NEVER
        state = self.server.turns.news(number, self._path_in_site(unquote(page, errors="replace")))
        if state is None:
            return _Answer(b"", "text/plain", HTTPStatus.NO_CONTENT)
        return _Answer(json.dumps(state._asdict()).encode(), "application/json")

    def _path_in_site(self, path: str) -> str:
        """The path in the site of whatever a browser calls by a path of this server; empty if it cannot be in it."""
        root = self.server.root
        path = path.replace("\\", "/").replace("\0", "/")
        if not path.startswith(root):
            return ""
        clean = posixpath.normpath("/" + path.removeprefix(root)).lstrip("/")
        return posixpath.join(clean, "index.html") if path.endswith("/") else clean

    def _of_site(self, path: str) -> _Answer:
        """What the site has at a path, or its page for what is not there."""
        state, draft, root = self.server.turns.state, self._draft, self.server.root
        if draft is None:
            return _fault_page(state)
        if root != "/" and path in {"/", root.rstrip("/")}:
            return _Answer(b"", "text/plain", HTTPStatus.FOUND, {"Location": root})
        inside = self._path_in_site(path)
        try:
            found = draft.file(inside) if inside and inside != headers.NOT_FOUND else None
            if found is None and inside and draft.file(f"{inside}/index.html") is not None:
                return _Answer(b"", "text/plain", HTTPStatus.FOUND, {"Location": quote(f"{root}{inside}/")})
            if found is not None:
                return _shown(inside, found, state, HTTPStatus.OK)
            missing = draft.file(headers.NOT_FOUND) or b""
        except Exception as error:  # noqa: BLE001 - whatever is wrong with this page, others can be shown
            return _fault_page(state._replace(faults=self.server.turns.told(error)))
        return _shown(headers.NOT_FOUND, missing, state, HTTPStatus.NOT_FOUND)

    def _give(self, answer: _Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.type)
        self.send_header("Content-Length", str(len(answer.content)))
        for name, value in {**_told(self._draft), **_ALWAYS, **answer.further}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.content)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse what is no request, under the same policy as all else."""
        del message, explain
        self._draft = self.server.turns.draft
        self._give(_Answer(b"", "text/plain", HTTPStatus(code)))

    def handle(self) -> None:
        """Answer one connection. A browser that goes on to the next page hangs up."""
        with suppress(ConnectionError):
            super().handle()

    def log_message(self, *_: object) -> None:
        """Say nothing: what matters is what the check says."""


def _told(draft: Draft | None) -> dict[str, str]:
    """What browsers are told about everything, as a public host would tell them."""
    return draft.headers if draft else _WITHOUT_DRAFT


def _own(name: str) -> _Answer:
    """A file of the preview itself."""
    if name not in _FILES:
        return _Answer(b"", "text/plain", HTTPStatus.NOT_FOUND)
    return _Answer(files(__package__).joinpath(name).read_bytes(), _type(name))


def _type(path: str) -> str:
    """Of what type a file is, in the same way on every machine."""
    ending = posixpath.splitext(path)[1]
    return TYPES.get(ending) or mimetypes.guess_type(path)[0] or "application/octet-stream"


def _shown(path: str, content: bytes, state: State, status: HTTPStatus) -> _Answer:
    """A file of the site. A page asks from then on whether there is something new."""
    if path.endswith(".html"):
        script = f'<script src="{_OURS}preview.js" data-draft="{state.draft}" data-turn="{_NEVER}"></script></body>'
        content = script.encode().join(content.rsplit(b"</body>", 1))
    further = {"Cache-Control": _KEPT} if _NAMED_BY_CONTENT.search(path) else {}
    return _Answer(content, _type(path), status, further)


def _fault_page(state: State) -> _Answer:
    """What stands where a page would be, until a change makes it possible. All of it is text."""
    page = f"""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>A mistake stands in the way</title>
<link rel="stylesheet" href="{_OURS}preview.css">
</head>
<body><main class="preview-faults"><h1>This page cannot be shown yet</h1>
<p>Mend what is named here and save; then the page comes by itself.</p>
<pre tabindex="0">{escape(state.faults)}</pre></main>
<script src="{_OURS}preview.js" data-alone data-draft="{state.draft}" data-turn="{state.turn}"></script></body>
</html>
"""
    return _Answer(page.encode(), TYPES[".html"], HTTPStatus.INTERNAL_SERVER_ERROR)
