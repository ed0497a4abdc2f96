"""Work of several kinds, most of which end badly. It stands alone here, so that its process starts at once."""

from __future__ import annotations

import os
from pathlib import Path


def pair(one: str, *, other: int) -> tuple[str, int, int]:
    """Give what was given, and say where."""
    return one, other, os.getpid()


def refuse(why: str) -> None:
    """Raise what a caller knows."""
    raise LookupError(why)


def count_for_ever(note: Path) -> None:
    """Be busy in a way that hears nothing, in one call to C."""
    note.write_text(str(os.getpid()), encoding="utf-8")
    sum(range(10**15))


def fill_the_memory() -> int:
    """Take more than there is, piece by piece."""
    pieces = [bytes(10_000_000) for _ in range(1_000)]
    return len(pieces)


def fall() -> None:
    """End without a word."""
    os._exit(3)
