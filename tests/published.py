"""Sites built for the tests: pages of a registry in a project of their own, served on this machine only."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from scripts import registry, site
from scripts.graph import Graph


def project(target: Path) -> Path:
    """Copy what the site builder needs: its settings, the theme, the assets, and pages written by hand."""
    target.mkdir(parents=True)
    shutil.copy(site.PROJECT / "mkdocs.yml", target)
    shutil.copytree(site.PROJECT / "docs" / "theme", target / "docs" / "theme")
    shutil.copytree(site.PROJECT / site.PAGES / "assets", target / site.PAGES / "assets")
    for page in (site.PROJECT / site.PAGES).glob("*.md"):
        if page.name != "index.md":
            shutil.copy(page, target / site.PAGES)
    return target


def publish(records: Path, folder: Path) -> Path:
    """Write the pages of a registry into a new project below `folder` and build them; return the built site."""
    read, findings = registry.read(records)
    assert findings == []
    where = project(folder / "project")
    site.generate(read, Graph(read), where)
    site.build(read, folder / "site", where)
    return folder / "site"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: a test reports what matters."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on 127.0.0.1 for a while; gives the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
