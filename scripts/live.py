"""The site on this machine, built again whenever a record changes."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from scripts.languages import ENGLISH, settings
from scripts.site import PROJECT

CALM = 0.2
"""Seconds without a further change before the pages are written: editors save in several steps."""


def serve(root: Path, port: int, write_pages: Callable[[], bool], code: str = ENGLISH.code) -> int:
    """Serve the pages of one language until the person stops it. Returns 1 if the records were at fault at once."""
    if not write_pages():
        return 1
    settings_file = "mkdocs.yml" if code == ENGLISH.code else f"{settings.FOLDER}/{code}/mkdocs.yml"
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "serve",
        "--dev-addr",
        f"127.0.0.1:{port}",
        "--config-file",
        settings_file,
    ]
    watcher = Observer()
    watcher.schedule(_WhenCalm(write_pages), str(root), recursive=True)
    watcher.start()
    try:
        return subprocess.run(command, cwd=PROJECT, check=False).returncode  # noqa: S603 - the command is ours
    except KeyboardInterrupt:
        return 0
    finally:
        watcher.stop()
        watcher.join()


class _WhenCalm(FileSystemEventHandler):
    """Calls a function once after a burst of changes."""

    def __init__(self, then: Callable[[], object]) -> None:
        self.then = then
        self.timer: threading.Timer | None = None

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in {"opened", "closed_no_write"}:
            if self.timer:
                self.timer.cancel()
            self.timer = threading.Timer(CALM, self.then)
            self.timer.start()
