"""The pages of one language, as they were built → what stands in them that should not, and their scripts.

It runs in a process of its own for each language, as the build does. What a process knows takes time to load, so this
knows nothing of records.
"""

from __future__ import annotations

import signal
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from scripts.site.security import page_shape
from scripts.site.security.headers import NOT_FOUND


class Looked(NamedTuple):
    """What was seen in the pages of one language."""

    faults: list[page_shape.Fault]
    scripts: dict[str, list[str]]
    """The scripts inside each page, by its path."""


def start_process() -> None:
    """Prepare such a process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # on Ctrl-C the process that started it ends both, in one way


def by_hand(folder: Path) -> frozenset[str]:
    """The pages that hold no text of a record, since somebody wrote them. What records give lies in folders."""
    return frozenset(page.name for page in folder.glob("*.html")) - {"index.html"}


def look_through(folder: Path, sources: Path, frame: page_shape.Frame, from_code: Collection[str]) -> Looked:
    """Take every page of one language apart.

    `from_code` are the pages that hold no text of a record, since they are made from the code.
    """
    # Its words around the article are its own, and so may be its notice at the top of each page.
    own = page_shape.take((folder / NOT_FOUND).read_bytes()).look
    frame = replace(frame, looks=[*frame.looks, own])
    ours = by_hand(folder).union(from_code)
    looked = Looked([], {})
    for page in sorted(folder.rglob("*.html")):
        path = page.relative_to(folder)
        taken = page_shape.take(page.read_bytes())
        looked.scripts[path.as_posix()] = taken.scripts
        if path.as_posix() in ours:
            continue
        source = sources / path.with_suffix(".md")
        text = source.read_text(encoding="utf-8") if source.is_file() else ""
        looked.faults.extend(page_shape.faults(path.as_posix(), taken, text, frame))
    return looked
