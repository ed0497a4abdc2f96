"""Files and folders → a call whenever one of them changes."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer


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
