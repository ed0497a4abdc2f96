"""Sites built for the tests: pages of a registry in a project of their own, served on this machine only."""

from __future__ import annotations

import gzip
import subprocess
import sys
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from lxml import html

from scripts.registry import registry
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.site import build, settings
from scripts.site.security import headers
from scripts.words import languages


def project(target: Path) -> Path:
    """Copy what the site builder needs: its settings, the theme, the assets, and pages written by hand."""
    build.copy_project(target)
    return target


def publish(
    records: Path,
    folder: Path,
    catalogues: Path = languages.CATALOGUES,
    others: Collection[str] | None = None,
) -> Path:
    """Write the pages of a registry into a new project below `folder` and build them; return the built site.

    `others` are the languages beside English, if not all that have a catalogue.
    """
    read, findings = registry.read(records)
    assert findings == []
    where = project(folder / "project")
    build.generate(read, Graph(read), where, catalogues=catalogues)
    build.build(read, folder / "site", where, others)
    return folder / "site"


def by_zensical(read: Registry, folder: Path) -> Path:
    """The site of a registry by the successor of MkDocs, under strict and in every language."""
    where = project(folder / "project")
    build.generate(read, Graph(read), where)
    folders = {code: where / settings.folder_of(code) for code in ("", *languages.translations())}
    for place in folders.values():
        command = [sys.executable, "-m", "zensical", "build", "--strict", "--clean", "-f", str(place / "mkdocs.yml")]
        done = subprocess.run(command, cwd=where, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    for code, place in folders.items():
        (place / "site").rename(where / "site" / code)
    return where / "site"


PACKED = {".html", ".css", ".js", ".json", ".xml", ".svg", ".csv", ".txt"}
"""What servers usually compress on the way."""


class _Host(SimpleHTTPRequestHandler):
    """Serves a site as the public hosts do: compressed, with its header file, and with its page for what is not there.

    `headers` are what `_headers` of the site says for every address, unless a test wants others.
    """

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, headers: Mapping[str, str], **options: Any) -> None:
        self.extra = headers
        super().__init__(*arguments, **options)

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        found = path.is_file()
        path = path if found else Path(self.directory) / "404.html"
        content = path.read_bytes() if path.is_file() else b"not found"
        packed = path.suffix in PACKED and "gzip" in self.headers.get("Accept-Encoding", "")
        content = gzip.compress(content, compresslevel=6, mtime=0) if packed else content
        self.send_response(HTTPStatus.OK if found else HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(content)))
        for name, value in ({"Content-Encoding": "gzip"} if packed else {}).items() | self.extra.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def handle(self) -> None:
        """Serve one connection. A browser that goes on to the next page hangs up."""
        with suppress(ConnectionError):
            super().handle()

    def log_message(self, *_: object) -> None:
        """Say nothing: a test reports what matters."""


def headers_of(folder: Path) -> dict[str, str]:
    """What the header file of a site sets for every address."""
    return headers.read((folder / headers.FILE).read_text(encoding="utf-8"))


@contextmanager
def served(folder: Path, sent: Mapping[str, str] | None = None) -> Iterator[str]:
    """Serve a folder on 127.0.0.1 for a while; gives the address. `sent` are other headers than those of its file."""
    sent = headers_of(folder) if sent is None else sent
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(folder), headers=sent))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def languages_of(folder: Path) -> list[str]:
    """The codes of the languages of a site beside English: each has a page of its own for what is not there."""
    return sorted(path.parent.name for path in folder.glob("*/404.html"))


SOME = ("services", "vendors", "who-gets-what")
"""The kinds of pages that are looked at in languages other than English, beside the home page."""


def kinds(folder: Path) -> list[str]:
    """Pages of every kind that a site has, found in the site itself, so that a new kind is among them.

    Each page of the navigation is a kind of its own, and so is the page for what is not there. What is reached only
    from other pages is made by one template for each list: the longest of the records in it, of the further parts of
    the list, and of its narrower forms, which lie in folders below.
    Old addresses, which lead on, are not among them. Of a language other than English, a few kinds stand for the rest:
    they come from the same templates.
    """
    others = set(languages_of(folder))
    links = html.parse(str(folder / "index.html")).xpath("//nav[contains(@class, 'md-tabs')]//a/@href")
    found = (
        {"index.html"} | {link.partition("#")[0] or "index.html" for link in links if "://" not in link} | {"404.html"}
    )
    groups: dict[tuple[Path, bool, bool], list[Path]] = {}
    for path in sorted(folder.rglob("*.html")):
        place = path.relative_to(folder)
        if place.parts[0] in others:
            inside = place.parts[1:]
            if inside == ("index.html",) or (inside[0] in SOME and inside[2:] == ()):
                groups.setdefault((path.parent, True, path.name == "index.html"), []).append(path)
        elif place.as_posix() not in found and not _leads_on(path):
            home = next(parent for parent in path.parents if (parent / "index.html").is_file())
            groups.setdefault((home, path.parent == home, path.name.startswith("index")), []).append(path)
    for pages in groups.values():
        found.add(longest(pages).relative_to(folder).as_posix())
    return sorted(found)


def _leads_on(path: Path) -> bool:
    # The old address of a renamed record: nobody stays there.
    return b'http-equiv="refresh"' in path.read_bytes()


def longest(pages: Iterable[Path]) -> Path:
    """The page with the most bytes."""
    return max(pages, key=lambda path: path.stat().st_size)
