"""How far long work is, told to whoever wants to hear it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TypeVar

T = TypeVar("T")

Watch = Callable[[str, int, int], None]
"""Hears what is being done, such as "Reading records", how many of these are done, and how many there are."""


def unwatched(_doing: str, _done: int, _all: int, /) -> None:
    """Let nobody hear it."""


def watched(things: Collection[T], doing: str, watch: Watch) -> Iterator[T]:
    """Go through some things, and tell after each how many are done."""
    watch(doing, 0, len(things))
    for done, thing in enumerate(things, start=1):
        yield thing
        watch(doing, done, len(things))
