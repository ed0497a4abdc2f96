"""What is too long for one page: as many parts as hold it, and the beginning of a list where all of it stands below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

MOST_ROWS = 100
"""How many rows stand on one page: what a phone can take."""
MOST_LISTED = 25
"""How many of a list stand in an answer, if a table below has all of them."""


def part(page: str, number: int) -> str:
    """The path of the part with this number of a page that is too long for one. No id has two hyphens together."""
    return page if number == 1 else f"{page.removesuffix('.md')}--{number}.md"


class Pager(NamedTuple):
    """The parts of which a page is one."""

    pages: tuple[str, ...]
    """The paths of all parts."""
    number: int
    """Which of them this is. The first is 1."""

    @property
    def before(self) -> str | None:
        """The path of the part before this one."""
        return self.pages[self.number - 2] if self.number > 1 else None

    @property
    def after(self) -> str | None:
        """The path of the part after this one."""
        return self.pages[self.number] if self.number < len(self.pages) else None

    @property
    def here(self) -> str:
        """The path of this part."""
        return self.pages[self.number - 1]


def pagers(page: str, *lists: Sequence[object]) -> list[Pager]:
    """As many parts as the longest of some lists needs; one if all are empty."""
    count = max(1, *(-(-len(rows) // MOST_ROWS) for rows in lists))
    pages = tuple(part(page, number) for number in range(1, count + 1))
    return [Pager(pages, number) for number in range(1, count + 1)]


def on_page(rows: Sequence[T], number: int) -> tuple[T, ...]:
    """The rows that stand on the part with this number."""
    return tuple(rows[(number - 1) * MOST_ROWS : number * MOST_ROWS])


class Beginning(NamedTuple, Generic[T]):
    """As much of a list as an answer shows."""

    first: tuple[T, ...]
    more: int
    """How many it leaves out."""


def beginning(rows: Sequence[T]) -> Beginning[T]:
    """Cut a list to what an answer shows."""
    return Beginning(tuple(rows[:MOST_LISTED]), max(0, len(rows) - MOST_LISTED))
