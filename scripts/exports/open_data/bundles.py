"""Tables → files: each table alone, and all of them in one file."""

from __future__ import annotations

import csv
import io
import os
import re
import sqlite3
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import orjson

from scripts.exports.open_data.table_columns import Cell, Row, Table, Type
from scripts.exports.open_data.views import VIEWS
from scripts.reading import writing
from scripts.words.escapers.spreadsheet import harmless, printable

if TYPE_CHECKING:
    import duckdb

Filled = Mapping[str, tuple[Table, list[Row]]]
"""Each table by its name, with its rows."""

# A file of an archive has a time, and a database the version of its program. Neither may differ between two machines.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_SQLITE_VERSION_AT = slice(96, 100)
"""Where the header of a SQLite file names the version of SQLite that wrote it (https://sqlite.org/fileformat.html)."""


# --- one table alone ---------------------------------------------------------------------------------------


def as_csv(names: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """A table as RFC 4180 has it: commas, quotes where needed, and a carriage return in each line end."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([names, *(map(_written, row) for row in rows)])
    return text.getvalue()


@lru_cache(maxsize=200_000, typed=True)  # most cells are ids and words that stand in many rows; and 1 is no truth
def _written(cell: Cell) -> str:
    """A cell so that no spreadsheet runs it."""
    if isinstance(cell, str):
        return harmless(printable(cell))
    return "" if cell is None else str(cell).lower()


def is_parquet_there() -> bool:
    """Whether the library is installed that writes Parquet. It is large, so nobody has to have it."""
    return find_spec("duckdb") is not None


def as_parquet(filled: Filled) -> dict[str, bytes]:
    """Each table as Parquet, with the types of its columns. Nothing is guessed from what a table holds.

    Raises:
        UnwritableError: there is no room for a table on the way.
    """
    import duckdb  # noqa: PLC0415 - an optional part: see `is_parquet_there`

    with TemporaryDirectory() as folder, closing(duckdb.connect(config={"threads": 1})) as database:
        try:
            with writing.telling(Path(folder)):
                return {
                    name: _as_parquet(database, table, rows, Path(folder)) for name, (table, rows) in filled.items()
                }
        except duckdb.IOException as error:  # it says the number of what the system said in its words
            said = _ERROR_NUMBER.search(str(error))
            number = int(said[1]) if said else 0
            reason = os.strerror(number) if number else str(error).partition("\n")[0]
            raise writing.UnwritableError(number, reason, folder) from error


_ERROR_NUMBER = re.compile(r'"errno":"([0-9]+)"')


def _as_parquet(database: duckdb.DuckDBPyConnection, table: Table, rows: list[Row], folder: Path) -> bytes:
    written, target = folder / f"{table.name}.json", folder / f"{table.name}.parquet"
    written.write_bytes(orjson.dumps(rows))
    types = {column.name: _IN_PARQUET[column.type] for column in table.columns}
    database.read_json(str(written), format="array", columns=types).write_parquet(str(target), compression="zstd")
    return target.read_bytes()


_IN_PARQUET = {Type.TEXT: "VARCHAR", Type.NUMBER: "BIGINT", Type.TRUTH: "BOOLEAN", Type.DAY: "DATE"}


# --- all of them -------------------------------------------------------------------------------------------


def as_zip(files: Mapping[str, bytes]) -> bytes:
    """Files in one archive."""
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(zipfile.ZipInfo(path, _NO_TIME), content, zipfile.ZIP_DEFLATED)
    return found.getvalue()


def database(filled: Filled) -> sqlite3.Connection:
    """All tables in a SQLite database in memory, with their keys and the views."""
    found = sqlite3.connect(":memory:", isolation_level=None)
    found.execute("pragma page_size = 4096")
    found.execute("begin")
    for name, (table, rows) in filled.items():
        keys = {column.name for column in table.columns if column.name in table.key}
        columns = [
            f'"{column.name}" {_IN_SQLITE[column.type]}{" not null" if column.required or column.name in keys else ""}'
            for column in table.columns
        ]
        columns.append(f"primary key ({', '.join(table.key)})")
        columns += [
            f'foreign key ("org", "{column.name}") references "{column.of}" ("org", "id") deferrable initially deferred'
            for column in table.columns
            if column.of
        ]
        found.execute(f'create table "{name}" ({", ".join(columns)}) without rowid')
        places = ", ".join("?" * len(table.columns))
        found.executemany(f'insert into "{name}" values ({places})', ([*row.values()] for row in rows))  # noqa: S608
        for column in table.columns:
            if column.name in _JOINED_BY - {*table.key}:
                found.execute(f'create index "{name}_{column.name}" on "{name}" ("org", "{column.name}")')
    found.execute("analyze")
    for name, one in VIEWS.items():
        found.execute(f'create view "{name}" as {one.sql}')
    found.execute("commit")
    return found


_JOINED_BY = {"flow_id", "receiver_id"}
"""By what most questions join tables, beside their keys."""
_IN_SQLITE = {Type.TEXT: "TEXT", Type.NUMBER: "INTEGER", Type.TRUTH: "BOOLEAN", Type.DAY: "DATE"}


def as_sqlite(filled_database: sqlite3.Connection) -> bytes:
    """A database as a file."""
    found = bytearray(filled_database.serialize())
    found[_SQLITE_VERSION_AT] = bytes(4)
    return bytes(found)


def view(filled_database: sqlite3.Connection, name: str) -> tuple[list[str], list[Sequence[Cell]]]:
    """The names of the columns of a view, and its rows."""
    cursor = filled_database.execute(VIEWS[name].sql)
    return [column[0] for column in cursor.description], cursor.fetchall()
