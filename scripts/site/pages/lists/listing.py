"""A list with its rows, what each row answers, and the answers by which readers can narrow it down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from schemas import Key
from schemas.words import is_stated
from scripts.site.pages.edition import Edition
from scripts.site.pages.views.paging import MOST_ROWS, Pager, on_page, pagers
from scripts.words.languages import sort_key

MOST_CHOICES = 15
"""Between how many answers to one question readers can choose: those that most rows give."""
MOST_IN_CELL = 3
"""How many answers stand in one cell. The page of the record has all of them."""
SHORTEST_WITH_LETTERS = 40
"""How many rows from A to Z have letters to jump to."""
FOLDER = "lists"
"""Where the files for the script lie, below the root of the pages."""


def folder_of(page: str) -> str:
    """The folder in which the pages of the filters of a list lie, by the path of its first page."""
    return page.removesuffix(".md").removesuffix("/index")


def script_of(page: str) -> str:
    """The path of the rows of a list for the script, by the path of its first page."""
    return f"{FOLDER}/{folder_of(page).replace('/', '-')}.js"


class Value(NamedTuple):
    """One answer in a row."""

    id: str
    """Its name in addresses; empty if nobody can ask for it."""
    label: str
    key: Key | None = None
    """The record that it leads to."""


class Field(NamedTuple):
    """What each row answers: a column of the table, a filter, or both."""

    id: str
    label: str
    column: bool = True
    filter: bool = True
    main: bool = False
    """Whether it is the one fact that a phone shows beside the name."""


class Row(NamedTuple):
    """One record, or whatever has a page."""

    name: str
    page: str
    values: tuple[tuple[Value, ...], ...]
    """The answers to each field of the list."""
    depth: int = 0
    """How far below the top of its tree it stands."""
    is_sensitive: bool = False
    """Whether it gets, or is, information that can do harm: it has a dot."""
    aside: str = ""
    """What stands beside its name, since it is not in use."""

    @property
    def letter(self) -> str:
        """Under which letter it stands from A to Z."""
        first = sort_key(self.name)[:1]
        return first.upper() if first.isalpha() else "#"


class Listing(NamedTuple):
    """A list with its filters."""

    page: str
    """The path of its first page."""
    title: str
    lead: str
    noun: tuple[str, str]
    """What one row is called, and what several are: a message, as in "1 service" and "2 services"."""
    fields: tuple[Field, ...]
    rows: tuple[Row, ...]
    more: tuple[str, str] | None = None
    """The words and the path of a page that explains more."""

    @property
    def columns(self) -> tuple[tuple[int, Field], ...]:
        """The fields that are shown, with their numbers. What most rows do not answer is no column."""
        return tuple(
            (index, field)
            for index, field in enumerate(self.fields)
            if field.main or (field.column and self._answered(index) * 2 >= len(self.rows))
        )

    def _answered(self, index: int) -> int:
        return sum(any(is_stated(value.id) for value in row.values[index]) for row in self.rows)

    @property
    def is_marked(self) -> bool:
        """Whether a row has the dot of what is sensitive."""
        return any(row.is_sensitive for row in self.rows)

    @property
    def starts(self) -> Mapping[int, str]:
        """Where each letter begins, by the number of its first row; empty if the list is short or not from A to Z."""
        letters = [row.letter for row in self.rows]
        order = [(letter != "#", letter) for letter in letters]
        if len(letters) < SHORTEST_WITH_LETTERS or order != sorted(order):
            return {}
        return {0: letters[0]} | {n: after for n, (before, after) in enumerate(pairwise(letters), 1) if before != after}

    @property
    def name(self) -> str:
        """Its name as a file: `vendors`, or `about-waivers`."""
        return self.folder.replace("/", "-")

    @property
    def folder(self) -> str:
        """The folder in which the pages of its filters lie."""
        return folder_of(self.page)

    @property
    def file(self) -> str:
        """The path of its rows for the script."""
        return script_of(self.page)


class Choice(NamedTuple):
    """An answer that readers can ask for, with the rows that give it."""

    field: Field
    value: Value
    page: str
    rows: tuple[Row, ...]


class Filter(NamedTuple):
    """A field whose answers differ, so that readers can choose between them."""

    field: Field
    choices: tuple[Choice, ...]


class Letter(NamedTuple):
    """A letter to jump to."""

    letter: str
    anchor: str
    page: str


class ListPage(NamedTuple):
    """What one page of a list says."""

    listing: Listing
    choice: Choice | None
    """The answer that all of its rows give; None on the pages of the whole list."""
    filters: tuple[Filter, ...]
    """What readers can choose on this page."""
    rows: tuple[tuple[Row, Letter | None], ...]
    """Each with the letter that begins with it."""
    letters: tuple[Letter, ...]
    """All letters of the list, on whichever page they begin."""
    columns: tuple[tuple[int, Field], ...]
    """The fields that are shown, with their numbers."""
    total: int
    """How many rows there are on all parts of this page."""
    noun: str
    """What one row is called."""
    all_nouns: str
    """What as many rows are called as there are in the whole list."""
    shown_nouns: str
    """What as many rows are called as there are on all parts of this page."""
    pager: Pager
    most: int = MOST_IN_CELL
    """How many answers stand in one cell."""

    @property
    def is_first(self) -> bool:
        """Whether this is the page with which the whole list begins."""
        return self.choice is None and self.pager.number == 1


def said(edition: Edition, these: Iterable[Field]) -> tuple[Field, ...]:
    """The same fields in the language of the pages."""
    return tuple(field._replace(label=edition.language.say(field.label)) for field in these)


def text(words: str) -> Value:
    """An answer for which nobody can ask, since each row has its own."""
    return Value("", words)


def _can_be_asked(value: Value) -> bool:
    return bool(value.id)


def filters(listing: Listing) -> tuple[Filter, ...]:
    """The fields of a list to which its rows give more than one answer."""
    found = []
    for index, field in enumerate(listing.fields):
        rows: dict[Value, list[Row]] = {}
        for row in listing.rows if field.filter else ():
            for value in filter(_can_be_asked, row.values[index]):
                rows.setdefault(value, []).append(row)
        if len(rows) > 1:
            # By ids, so that the same answers have pages in every language.
            most = sorted(rows, key=lambda value: (-len(rows[value]), value.id))[:MOST_CHOICES]
            order = sorted(most, key=lambda value: (not is_stated(value.id), sort_key(value.label), value.id))
            choices = (
                Choice(field, value, f"{listing.folder}/{field.id}/{value.id}.md", tuple(rows[value]))
                for value in order
            )
            found.append(Filter(field, tuple(choices)))
    return tuple(found)


def list_pages(edition: Edition, listing: Listing) -> list[ListPage]:
    """Say what each page of a list says: those of the whole list, and those of each answer."""
    found = filters(listing)
    pages = _pages(edition, listing, found, None)
    for filter_ in found:
        for choice in filter_.choices:
            pages += _pages(edition, listing, (), choice)
    return pages


def _pages(edition: Edition, listing: Listing, found: tuple[Filter, ...], choice: Choice | None) -> list[ListPage]:
    page, rows = (choice.page, choice.rows) if choice else (listing.page, listing.rows)
    every = pagers(page, rows)
    starts = {} if choice else listing.starts
    letters = {
        number: Letter(letter, f"letter-{'0' if letter == '#' else letter.lower()}", every[number // MOST_ROWS].here)
        for number, letter in starts.items()
    }
    lettered = [(row, letters.get(number)) for number, row in enumerate(rows)]
    noun, all_nouns, shown = (
        edition.language.say_many(*listing.noun, count) for count in (1, len(listing.rows), len(rows))
    )
    return [
        ListPage(
            listing=listing,
            choice=choice,
            filters=found if pager.number == 1 else (),
            rows=on_page(lettered, pager.number),
            letters=tuple(letters.values()),
            columns=listing.columns,
            total=len(rows),
            noun=noun,
            all_nouns=all_nouns,
            shown_nouns=shown,
            pager=pager,
        )
        for pager in every
    ]
