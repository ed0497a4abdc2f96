"""Lists of records that readers can narrow down: pages of rows, a page for each answer, and the rows for the script.

Without JavaScript the pages are the whole list. With it, the script narrows the list in place, and takes the rows
that stand on other pages from the list's file, which is a script itself since pages on a disk may not fetch.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from markupsafe import Markup

from schemas.words import NOT_STATED
from scripts.registry.addresses import page_of
from scripts.registry.registry import Key
from scripts.site.pages.links import MOST_ROWS, built, part
from scripts.site.pages.page_writer import Writer
from scripts.words.escapers import markdown
from scripts.words.languages import ENGLISH, Language, sort_key

EMPTY = Markup("—")
"""What stands where there is no answer to give."""
FOLDER = "lists"
"""Where the files for the script lie, below the root of the pages."""


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


class Row(NamedTuple):
    """One record, or whatever has a page."""

    name: str
    page: str
    values: tuple[tuple[Value, ...], ...]
    """The answers to each field of the list."""
    depth: int = 0
    """How far below the top of its tree it stands."""


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
    def name(self) -> str:
        """Its name as a file: `vendors`, or `about-waivers`."""
        return self.page.removesuffix(".md").removesuffix("/index").replace("/", "-")

    @property
    def folder(self) -> str:
        """The folder in which the pages of its filters lie."""
        return self.page.removesuffix(".md").removesuffix("/index")

    @property
    def file(self) -> str:
        """The path of its rows for the script."""
        return f"{FOLDER}/{self.name}.js"


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


def pages(writer: Writer, listing: Listing) -> dict[str, str]:
    """Write a list: its own pages, those of each answer, and the file for the script."""
    filters = _filters(listing)
    found = dict(_pages(writer, listing, filters))
    # From all pages of answers, which lie one folder below the list, a row leads to the same places.
    below = {id(row): _shown(writer, f"{listing.folder}/below/page.md", listing, row) for row in listing.rows}
    for filter_ in filters:
        for choice in filter_.choices:
            found |= dict(_pages(writer, listing, filters, choice, below))
    found[listing.file] = script(listing, writer.language)
    return found


def script(listing: Listing, language: Language = ENGLISH) -> str:
    """Write the rows as a script. It is JSON in one call, in letters that no script can mistake.

    A name in another language than the page comes with the code of that language.
    """
    fields = []
    numbers: list[dict[Value, int]] = []
    for index, field in enumerate(listing.fields):
        values = dict.fromkeys(value for row in listing.rows for value in row.values[index])
        numbers.append({value: number for number, value in enumerate(values)})
        shown = [
            [value.id, _name(value.label, language), built(page_of(value.key)) if value.key else ""] for value in values
        ]
        label = _name(field.label, language)
        fields.append({"id": field.id, "label": label, "column": field.column, "values": shown})
    rows = [
        [
            _name(row.name, language),
            built(row.page),
            *([numbers[n][value] for value in values] for n, values in enumerate(row.values)),
        ]
        for row in listing.rows
    ]
    text = json.dumps({"fields": fields, "rows": rows}, separators=(",", ":"))
    return f"(window.registryLists??={{}})[{json.dumps(listing.name)}]={text};\n"


def _name(text: str, language: Language) -> str | list[str]:
    code = language.other(text)
    return [str(text), code] if code else str(text)


def _filters(listing: Listing) -> list[Filter]:
    found = []
    for index, field in enumerate(listing.fields):
        rows: dict[Value, list[Row]] = {}
        for row in listing.rows if field.filter else ():
            for value in row.values[index]:
                rows.setdefault(value, []).append(row)
        if len(rows) > 1:
            order = sorted(rows, key=lambda value: (value.id == NOT_STATED, sort_key(value.label), value.id))
            choices = (
                Choice(field, value, f"{listing.folder}/{field.id}/{value.id}.md", tuple(rows[value]))
                for value in order
            )
            found.append(Filter(field, tuple(choices)))
    return found


def _pages(
    writer: Writer,
    listing: Listing,
    filters: Sequence[Filter],
    choice: Choice | None = None,
    shown: Mapping[int, _Shown] = MappingProxyType({}),
) -> Iterator[tuple[str, str]]:
    page, rows = (choice.page, choice.rows) if choice else (listing.page, listing.rows)
    count = max(1, -(-len(rows) // MOST_ROWS))
    for number in range(1, count + 1):
        path = part(page, number)
        text = writer.write(
            "hub.md.j2",
            path,
            listing=listing,
            filters=filters,
            choice=choice,
            rows=[
                shown.get(id(row)) or _shown(writer, path, listing, row)
                for row in rows[(number - 1) * MOST_ROWS : number * MOST_ROWS]
            ],
            total=len(rows),
            noun=writer.language.say_many(*listing.noun, 1),
            nouns=writer.language.say_many(*listing.noun, len(listing.rows)),
            shown=writer.language.say_many(*listing.noun, len(rows)),
            root=posixpath.relpath(".", posixpath.dirname(path) or "."),
            number=number,
            parts=[part(page, other) for other in range(1, count + 1)],
        )
        yield path, text


class _Shown(NamedTuple):
    """A row as the template needs it."""

    link: Markup
    depth: int
    cells: list[tuple[str, Markup]]


def _shown(writer: Writer, page: str, listing: Listing, row: Row) -> _Shown:
    cells = [
        (field.label, Markup(", ").join(_value(writer, page, value) for value in values) or EMPTY)
        for field, values in zip(listing.fields, row.values, strict=True)
        if field.column
    ]
    return _Shown(markdown.link(writer.show(row.name), page, row.page), row.depth, cells)


def _value(writer: Writer, page: str, value: Value) -> Markup:
    if value.key:
        return writer.links.key_link(page, value.key)
    text = writer.show(value.label)
    return Markup('<span class="notsaid">{}</span>').format(text) if value.id == NOT_STATED else text
