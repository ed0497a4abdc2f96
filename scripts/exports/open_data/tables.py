"""Rows → tables: one line a row, and the columns in an order that stays.

A column is a place in a row. What it means is read from the model, so nothing is said twice.
"""

from __future__ import annotations

import csv
import io
import types
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from schemas.fields import types_in
from scripts.exports.open_data import record_models
from scripts.exports.open_data.value_models import Link, Published
from scripts.words.escapers.spreadsheet import harmless, joined, printable


class Column(NamedTuple):
    """One column: its name, and the place in the row that its cells come from."""

    name: str
    steps: tuple[str, ...]
    several: bool
    """Whether a cell can hold several values."""


def _column(path: str) -> Column:
    """Name a column after its place: `status.is` is `status_is`, `data[].id` is `data_ids`."""
    name = path.replace("[]", "").replace(".", "_")
    return Column(f"{name}s" if "[]." in path else name, tuple(path.replace("[]", "").split(".")), "[]" in path)


class Table(NamedTuple):
    """A table: its title, the model of its rows and its columns."""

    title: str
    model: type[Published]
    columns: tuple[Column, ...]


def table(title: str, model: type[Published], *paths: str) -> Table:
    """Make a table of the places in a row that are columns."""
    return Table(title, model, tuple(map(_column, paths)))


_EVERY = ("id", "name", "html_url", "json_url", "summary")
_CHECKED = ("status.is", "status.since", "status.reason", "reviewed.on", "reviewed.by")
_LAST = ("evidence[].source.id", "formerly[]", "file", "note")

TABLES: dict[str, Table] = {
    "vendors": table(
        "Companies",
        record_models.Vendor,
        *_EVERY,
        *("legal_name", "also_known_as[]", "identity", "kinds[]", "role"),
        *_CHECKED,
        *("links.home", "links.privacy", "links.terms", "links.cookies", "links.your_data", "links.accessibility"),
        *("domains[].host", "contact.phone", "contact.email", "contact.page", "cookies[].name"),
        *("contract.number", "contract.starts", "contract.ends", "contract.chosen_by", "contract.page"),
        *("security", "belongs_to[].vendor.id", "replaced_by.id"),
        *_LAST,
        *("derived.controlled", "derived.data[].id", "derived.data[].name", "derived.people[].id"),
        *("derived.services[].id", "derived.services[].name"),
        *("derived.flows_in", "derived.flows_in_unnamed", "derived.flows_out", "derived.unknowns"),
        *("derived.certainty", "derived.standing"),
    ),
    "services": table(
        "Services",
        record_models.Service,
        *_EVERY,
        *("action", "page", "more_pages[]", "offices[].id", "offices[].name", "other_ways[].how", "fee"),
        *_CHECKED,
        "replaced_by.id",
        *_LAST,
        *("derived.receivers[].id", "derived.receivers[].name", "derived.data[].id", "derived.data[].name"),
        *("derived.flows", "derived.unknowns"),
    ),
    "flows": table(
        "Flows: who gives what to whom",
        record_models.Flow,
        *("id", "html_url", "json_url"),
        *("from.kind", "from.id", "from.name", "from.html_url", "from.json_url"),
        *("to.kind", "to.id", "to.name", "to.html_url", "to.json_url"),
        *("service.id", "service.name", "about[].id", "data[].id", "data[].name", "purposes[].id", "purposes[].name"),
        *("collected", "choice", "retention.length", "retention.schedule.id", "retention.series"),
        *("authority.basis", "authority.citation.id", "status.is", "status.since", "status.reason"),
        *("evidence[].source.id", "note"),
        *("derived.about[].id", "derived.current", "derived.controlled", "derived.strength", "derived.unknowns"),
        "derived.certainty",
    ),
    "unknowns": table(
        "Facts that are not stated",
        record_models.Unknown,
        *("id", "fact", "record.kind", "record.id", "record.name", "flow.id", "path", "html_url", "json_url"),
    ),
}
"""The tables. Their columns keep their names and their order; new ones come at the end."""


Line = dict[str, str]
"""The cells of one row by the names of their columns."""


def as_csv(table: Table, found: Iterable[Line]) -> str:
    """A table as RFC 4180 has it: commas, quotes where needed, and a carriage return in each line end."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    for line in found:
        writer.writerow(harmless(cell) for cell in line.values())
    return text.getvalue()


def lines(table: Table, found: Iterable[Published]) -> Iterator[Line]:
    """The cells of each row, before they are made harmless for spreadsheets."""
    for row in found:
        value = row.model_dump(mode="json")
        yield {column.name: printable(_cell(_at(value, column.steps), column)) for column in table.columns}


def _at(value: Any, steps: tuple[str, ...]) -> Any:
    """What stands at a place. A word such as `not-stated` on the way there is the answer."""
    if isinstance(value, list):
        return [_at(entry, steps) for entry in value]
    if not steps or not isinstance(value, Mapping):
        return value
    return _at(value[steps[0]], steps[1:])


def _cell(value: Any, column: Column) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list():
            return joined(dict.fromkeys(str(entry) for entry in value))
        case str() if column.several:  # a word such as `not-stated`, which no value of a list is
            return value
    return str(value)


# --- what a column means -----------------------------------------------------------------------------------


class Meaning(NamedTuple):
    """What a column holds, in words, and in the types of data packages."""

    text: str
    type: Literal["string", "integer", "boolean"]
    words: tuple[str, ...]
    """The words that may stand instead of a value, such as `not-stated`."""
    derived: bool
    """Whether we worked it out."""


def meaning(table: Table, column: Column) -> Meaning:
    """Read what a column holds from the model of its rows."""
    model: type[Published] | None = table.model
    fields: list[FieldInfo] = []
    words: dict[str, None] = {}
    for step in column.steps:
        assert model is not None  # noqa: S101 - the columns are ours
        field = by_key(model)[step]
        fields.append(field)
        words |= dict.fromkeys(literals(field.annotation))
        owner, model = model, next(types_in(field.annotation, Published), None)
    told = [field for field, step in zip(fields, column.steps, strict=True) if step != "derived"]
    text = " ".join(" ".join(str(field.description).split()) for field in told)
    if owner is Link:
        text = f"{' '.join(str(told[-2].description).split())} {_OF_A_LINK[column.steps[-1]]}"
    leaf = fields[-1].annotation
    kind: Literal["string", "integer", "boolean"] = (
        "boolean" if leaf is bool else "integer" if leaf is int else "string"
    )
    return Meaning(text, kind, tuple(words), column.steps[0] == "derived")


_OF_A_LINK = {
    "kind": "Here: what kind of record that is.",
    "id": "Here: the id.",
    "name": "Here: the name.",
    "html_url": "Here: the page for people.",
    "json_url": "Here: the JSON.",
}


def by_key(model: type[Published]) -> dict[str, FieldInfo]:
    """The fields of a model by their published keys."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def literals(annotation: Any) -> tuple[str, ...]:
    """The words that a type allows beside its values."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    if get_origin(annotation) in {types.UnionType, Union}:
        return tuple(word for argument in get_args(annotation) for word in literals(argument))
    return ()
