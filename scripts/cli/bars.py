"""How far long work is, as bars on a terminal; nothing in a pipe or a file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from scripts.reading.steps_of_work import Watch, unwatched

if TYPE_CHECKING:
    from rich.progress import TaskID

PATIENCE = 1.0
"""Seconds after which whoever waits wants to know how far it is. Work that is done sooner shows no bar."""


@contextmanager
def shown() -> Iterator[Watch]:
    """A bar for each kind of work, with how much is done and the time that is left. They go when all is done.

    They stand where errors stand, so that what is printed can go into a file all the same.
    """
    if not sys.stderr.isatty():
        yield unwatched
        return
    from rich.console import Console  # noqa: PLC0415 - loaded only for whoever sees it
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    begun = monotonic()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    tasks: dict[str, TaskID] = {}
    bars = Progress(*columns, console=Console(stderr=True), transient=True)

    def watch(doing: str, done: int, of: int) -> None:
        if doing not in tasks:
            tasks[doing] = bars.add_task(doing, total=of)
        bars.update(tasks[doing], completed=done, total=of)
        if not bars.live.is_started and monotonic() - begun > PATIENCE:
            bars.start()

    try:
        yield watch
    finally:
        bars.stop()
