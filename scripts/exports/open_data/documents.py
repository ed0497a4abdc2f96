"""Tables → the JSON files: one for each record, all of them together, and the list of what there is."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

import orjson

from schemas import KINDS, Key
from scripts.exports.open_data import tables
from scripts.exports.open_data.paths import DICTIONARY, ROOT, SCHEMA, record_file
from scripts.exports.open_data.table_columns import FOLLOWS, STATES, Cell, Row
from scripts.exports.open_data.tables import Tables
from scripts.exports.open_data.worked_out import Source
from scripts.registry import common_vocabulary
from scripts.words.escapers.json_text import harmless

VERSION = 1
"""The version of the open data. It changes when a column changes its meaning or goes."""
LICENCE = "CC0-1.0"
LICENCE_URL = "https://creativecommons.org/publicdomain/zero/1.0/"


class File(NamedTuple):
    """One file with what the list of all says of it."""

    path: str
    title: str
    media_type: str
    content: bytes
    rows: int | None = None


def records(source: Source) -> File:
    """The list of all records: their ids and names, and where the JSON of each is."""
    head = {"$schema": schema_of("Records", "records.json"), "version": VERSION, "org": source.org}
    rows = [
        {"kind": kind, "id": id_, "name": record.name, "json_url": source.addresses.of_file(record_file((kind, id_)))}
        for (kind, id_), record in source.registry.records.items()
    ]
    content = _as_lines(head, {"records": map(_compact, rows)})
    return File(f"{ROOT}/records.json", "The list of all records", "application/json", content, len(rows))


def _as_lines(head: Mapping[str, Any], rows: Mapping[str, Iterable[str]]) -> bytes:
    """An object that ends with tables by their names, a row a line, so that a change shows where it is."""
    lists = ['"' + name + '":[\n' + ",\n".join(found) + "]" for name, found in rows.items()]
    return harmless(",\n".join([_compact(head)[:-1], *lists]) + "}\n").encode()


SAID = frozenset({"org", "record_kind", "record_id"})
"""What stands at the head of the file of a record, and so not in its rows."""


def _short(row: Row, said: frozenset[str]) -> Row:
    """A row without what is empty in it, or is said at the head of the file: JSON can leave out a key.

    So it leaves out a state too that follows: where there is a value, it is stated.
    """
    return {
        name: cell
        for name, cell in row.items()
        if cell is not None and name not in said and not (cell in FOLLOWS and name.endswith("_state"))
    }


def _compact(value: Mapping[str, Any]) -> str:
    return orjson.dumps(value).decode()


def of_records(found: Tables) -> Iterator[File]:
    """One file for each record: its own rows, and the flows of others that concern it, each by its id and a sentence.

    What was renamed is at its old addresses too.
    """
    source = found.source
    lists = tables.plain_lists()
    sentences = {
        id_: _compact({"flow_id": id_, "sentence": source.sentence(edge)}) for id_, edge in source.graph.edges.items()
    }
    old: dict[Key, list[Key]] = {}
    for before, key in source.registry.renamed.items():
        old.setdefault(key, []).append(before)
    for key, record in source.registry.records.items():
        own, *others = tables.of_kind(key[0])
        rows = found.of_record[key]
        values: dict[tuple[str, Cell], dict[str, list[Cell]]] = defaultdict(lambda: defaultdict(list))
        for name, one in lists.items():
            for row in rows.get(name, ()):
                for owner in one.owners:
                    values[owner, row[one.owner_id]][one.key].append(row[one.value.name])
        below = {
            name: [_compact(_short(row, SAID) | values.get((name, row.get("id")), {})) for row in rows[name]]
            for name in others
            if name in rows
        }
        if concern := source.concerning.get(key):
            below["flows_of_others"] = [sentences[edge.id] for edge in concern]
        for place in (key, *old.get(key, ())):
            path = record_file(place)
            head = {
                "$schema": schema_of(model_of(key[0]), path.removeprefix(f"{ROOT}/")),
                "version": VERSION,
                "org": source.org,
                "record": _short(rows[own][0], frozenset()) | values.get((own, key[1]), {}),
            }
            yield File(path, record.name, "application/json", _as_lines(head, below))


def model_of(kind: str) -> str:
    """What the form of a file about a record of this kind is called."""
    return f"{KINDS[kind].__name__}File"


def index(source: Source, files: Iterable[File]) -> File:
    """The list of these files, with what is said of all of them once."""
    organisation, addresses = source.registry.organisation, source.addresses
    as_of: date | None = source.registry.as_of
    listed = [
        {
            "path": one.path.removeprefix(f"{ROOT}/"),
            "url": addresses.of_file(one.path),
            "title": one.title,
            "media_type": one.media_type,
            "rows": one.rows,
            "bytes": len(one.content),
            "sha256": hashlib.sha256(one.content).hexdigest(),
        }
        for one in files
    ]
    text = as_text(
        {
            "$schema": schema_of("Index", "index.json"),
            "version": VERSION,
            "org": source.org,
            "name": organisation.name,
            "home": organisation.home,
            "base": addresses.base or None,
            "as_of": as_of and as_of.isoformat(),
            "licence": LICENCE,
            "licence_url": LICENCE_URL,
            "dictionary_url": addresses.of_page(DICTIONARY),
            "common_vocabulary": common_vocabulary.VERSION,
            "states": [{"word": word, "meaning": text} for word, text in STATES.items()],
            "files": listed,
        }
    )
    return File(f"{ROOT}/index.json", "What there is", "application/json", text.encode(), len(listed))


def schema_of(model: str, path: str) -> str:
    """The address of the schema of a file, as seen from where the file lies."""
    return f"{'../' * path.count('/')}{SCHEMA}#/$defs/{model}"


def as_text(value: Mapping[str, Any]) -> str:
    """A file as JSON: one space for each level, and a line end at the end."""
    return harmless(json.dumps(value, indent=1, ensure_ascii=False)) + "\n"
