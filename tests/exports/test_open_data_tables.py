"""The tables: all that the records say, under keys that hold, in every form that programs read, and run by none."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.flow import Flow
from scripts.exports import open_data
from scripts.exports.open_data import bundles, record_columns, table_files, tables, workbook
from scripts.exports.open_data.table_columns import Cell, Type
from scripts.exports.open_data.views import VIEWS
from scripts.exports.open_data.worked_out import Source
from scripts.registry.cookies import all_set
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.words.escapers import spreadsheet
from tests import payloads
from tests.conftest import CITY, TESTS
from tests.spreadsheet import original, parted, table_of

TABLES = tuple(tables.definitions())
Files = dict[str, bytes]


def rows_of(files: Files, name: str) -> list[dict[str, str]]:
    """The rows of a table, read back from its CSV."""
    return table_of(files[f"api/v1/tables/{name}.csv"].decode())


# --- nothing is lost -------------------------------------------------------------------------------------


def test_every_text_that_a_record_can_hold_is_in_a_table(city: Registry) -> None:
    """Whatever authors write is published, in whichever field."""
    marked = payloads.filled(city, lambda place: f"the text of {place}")
    found = tables.fill(Source(marked, Graph(marked)))
    text = json.dumps(found.rows)
    assert {place for place in payloads.places() if f"the text of {place}" not in text} == set()


def test_every_flow_every_cookie_and_every_unknown_fact_is_a_row(read: Registry, opened: Files) -> None:
    """None is checked and then forgotten."""
    cookies = [one for one in all_set(read) if one.cookie is not None]
    assert len(rows_of(opened, "party_cookie")) == len(cookies)
    assert {row["id"] for row in rows_of(opened, "flow")} == read.flows.keys()
    assert len(rows_of(opened, "unknown")) == len(read.unknowns)
    assert len(rows_of(opened, "evidence")) == len(read.evidence)
    assert {row["id"] for row in rows_of(opened, "party")} == read.parties.keys()


# --- keys ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TABLES)
def test_the_key_of_a_table_names_one_row(name: str, opened: Files) -> None:
    """No part of it is empty, and no two rows have the same."""
    key = tables.definitions()[name].key
    keys = [tuple(row[column] for column in key) for row in rows_of(opened, name)]
    assert [one for one, count in Counter(keys).items() if count > 1] == []
    assert [one for one in keys if "" in one] == []


@pytest.mark.parametrize("name", TABLES)
def test_every_row_says_whose_it_is(name: str, opened: Files) -> None:
    """Rows of two organisations can stand below each other."""
    assert tables.definitions()[name].columns[0].name == "org"
    assert {row["org"] for row in rows_of(opened, name)} <= {json.loads(opened["api/v1/index.json"])["org"]}


def test_what_a_row_names_is_there(opened: Files) -> None:
    """Each id that stands for a row of another table has that row."""
    ids = {name: {row["id"] for row in rows_of(opened, name) if "id" in row} for name in TABLES}
    lost = [
        (name, column.name, row[column.name])
        for name, table in tables.definitions().items()
        for column in table.columns
        for row in rows_of(opened, name)
        if column.of and row[column.name] and row[column.name] not in ids[column.of]
    ]
    assert lost == []


def test_a_column_holds_only_the_words_of_its_list(opened: Files) -> None:
    """And a required one is never empty."""
    wrong = [
        (name, column.name, row[column.name])
        for name, table in tables.definitions().items()
        for column in table.columns
        for row in rows_of(opened, name)
        if (column.words and row[column.name] not in {"", *column.words}) or (column.required and not row[column.name])
    ]
    assert wrong == []


def test_no_name_is_a_word_of_sql() -> None:
    """Nobody has to quote a table or a column, in DuckDB or in SQLite."""
    with closing(duckdb.connect()) as database:
        found = database.sql(
            "select keyword_name from duckdb_keywords() where keyword_category = 'reserved'"
        ).fetchall()
    reserved = {name for (name,) in found} | SQL_2016
    names = {column.name for table in tables.definitions().values() for column in table.columns}
    assert (names | {*TABLES, *VIEWS}) & reserved == set()


SQL_2016 = {
    *("by", "check", "copy", "current", "date", "day", "end", "for", "from", "is", "key", "language_", "month"),
    *("no", "on", "or", "order", "references", "set", "start", "time", "to", "until_", "use", "user", "when", "where"),
}
"""Words that other engines reserve and that our records use as keys, or nearly."""


# --- facts -----------------------------------------------------------------------------------------------


def test_a_fact_is_a_value_or_a_state(opened: Files) -> None:
    """A value is there exactly where the state says so; a list says it of its rows."""
    for name, table in tables.definitions().items():
        columns = {column.name for column in table.columns}
        for row in rows_of(opened, name):
            for column in table.columns:
                fact = column.name.removesuffix("_state")
                value = next((one for one in (fact, f"{fact}_id", f"{fact}_first") if one in columns), None)
                if column.is_state and value:
                    is_there = row[column.name] in {"stated", "by-schedule"}
                    assert bool(row[value]) == is_there, (name, row["id"], column.name)


def test_an_unknown_fact_names_a_cell_that_is_not_stated(opened: Files) -> None:
    """By its code and by the place in its id, where the row has an id of its own."""
    for unknown in rows_of(opened, "unknown"):
        name, _, column = unknown["fact_code"].partition(".")
        rows = [row for row in rows_of(opened, name) if row["id"] in {unknown["record_id"], unknown["flow_id"]}]
        rows = rows or [row for row in rows_of(opened, name) if unknown["id"].startswith(row["id"])]
        assert [row[f"{column}_state"] for row in rows] == ["not-stated"], unknown["id"]


def test_how_long_something_is_kept_tells_a_schedule_from_a_time(opened: Files) -> None:
    """And a schedule whose line is known from one whose line is not."""
    states = {row["id"]: (row["retention"], row["retention_state"]) for row in rows_of(opened, "flow")}
    assert states["tax-desk/tax-receipts"] == ("", "schedule-line-not-stated")
    assert {("P2Y", "stated"), ("", "not-stated")} <= {*states.values()}


def test_a_time_that_begins_later_is_no_length_to_count_with() -> None:
    """What has to be over first and how long it is kept then stand beside it."""
    columns = record_columns.of_part(Flow)
    words = {"service": "any", "from": "payer", "data": "not-stated", "purposes": "not-stated", "choice": "not-stated"}
    words |= {"collected": "not-stated", "retention": "while the account is open, then P18M"}
    row = dict(zip(columns.names, columns.cells(Flow.model_validate(words)), strict=True))
    assert {
        name: cell
        for name, cell in row.items()
        if name.startswith("retention") and cell not in {None, "not-applicable"}
    } == {
        "retention_state": "after-something-else",
        "retention_first": "while the account is open",
        "retention_then": "P18M",
        "retention_then_days": 550,
    }


def test_a_rough_date_has_its_first_and_its_last_day(opened: Files) -> None:
    """As exact as its source is."""
    (row,) = (row for row in rows_of(opened, "party") if row["id"] == "tillhouse")
    found = [row[f"contract_starts_{part}"] for part in ("first", "last", "precision")]
    assert found == ["2019-04-01", "2019-04-30", "month"]
    assert row["contract_ends_state"] == "none"


def test_a_doubt_leads_to_the_missing_fact_and_to_whom_to_ask(opened: Files) -> None:
    """Promise, doubt, fact and whom to ask, joined by their ids alone."""
    unknowns = {row["id"]: row for row in rows_of(opened, "unknown")}
    doubts = [row for row in rows_of(opened, "promise_doubt") if row["promise_id"] == "no-marketing"]
    asked = {row["unknown_id"]: unknowns[row["unknown_id"]]["derived_ask_id"] for row in doubts if row["unknown_id"]}
    assert asked["vendor/clearbridge#/cookies"] == "clearbridge"
    settling = {id_: int(unknowns[id_]["derived_settles"]) for id_ in asked}
    verdicts = {row["id"]: row["derived_verdict"] for row in rows_of(opened, "promise")}
    assert verdicts["no-marketing"] == "cannot-tell"
    assert min(settling.values()) >= 1


# --- every form holds the same ---------------------------------------------------------------------------


def typed(name: str, row: dict[str, str]) -> list[Cell]:
    """A row of a CSV as its columns say that it is meant."""
    return [_typed(column.type, row[column.name]) for column in tables.definitions()[name].columns]


def _as_numbers(row: Sequence[Cell]) -> tuple[Cell, ...]:
    return tuple(int(cell) if isinstance(cell, bool) else cell for cell in row)


def _typed(kind: Type, cell: str) -> Cell:
    match cell, kind:
        case "", _:
            return None
        case _, Type.NUMBER:
            return int(cell)
        case _, Type.TRUTH:
            return cell == "true"
    return cell


def test_sqlite_holds_the_tables_with_their_types_and_keys(opened: Files) -> None:
    """Read by SQLite itself, which finds no row that is named and missing."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(opened["api/v1/registry.sqlite"])
        assert database.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert database.execute("pragma foreign_key_check").fetchall() == []
        for name in TABLES:
            found = database.execute(f"select * from {name}").fetchall()  # noqa: S608 - ours
            wanted = [tuple(typed(name, row)) for row in rows_of(opened, name)]  # a truth is 1 or 0 there
            assert sorted(found, key=str) == sorted(wanted, key=lambda row: str(_as_numbers(row))), name
        for name in VIEWS:
            assert len(database.execute(f"select * from {name}").fetchall()) == len(  # noqa: S608 - ours
                table_of(opened[f"api/v1/views/{name}.csv"].decode())
            )


def test_parquet_holds_the_tables_with_our_types(opened: Files, tmp_path: Any) -> None:
    """Read by DuckDB; nothing is guessed from the rows, of which there may be none."""
    for name in TABLES:
        file = tmp_path / f"{name}.parquet"
        file.write_bytes(opened[f"api/v1/tables/{name}.parquet"])
        with closing(duckdb.connect()) as database:
            found = database.read_parquet(str(file))
            kinds = {"string": "VARCHAR", "integer": "BIGINT", "boolean": "BOOLEAN", "date": "DATE"}
            wanted = [kinds[column.type] for column in tables.definitions()[name].columns]
            assert [str(one) for one in found.types] == wanted
            rows = [
                tuple(str(cell) if hasattr(cell, "isoformat") else cell for cell in row) for row in found.fetchall()
            ]
        assert rows == [tuple(typed(name, row)) for row in rows_of(opened, name)]


def test_the_archive_is_a_whole_data_package(opened: Files) -> None:
    """Each table that its description names is in it, as it is published alone."""
    with zipfile.ZipFile(io.BytesIO(opened["api/v1/registry.zip"])) as archive:
        package = json.loads(archive.read("datapackage.json"))
        for resource in package["resources"]:
            assert archive.read(resource["path"]) == opened[f"api/v1/{resource['path']}"]


def test_the_workbook_has_a_sheet_for_each_table_and_no_formula(hostile: Registry) -> None:
    """Whatever a record holds stands in it as a text."""
    book = zipfile.ZipFile(io.BytesIO(open_data.render(hostile, Graph(hostile))["api/v1/registry.xlsx"]))
    names = ElementTree.fromstring(book.read("xl/workbook.xml")).iterfind(".//{*}sheet")  # noqa: S314 - we wrote it
    assert [sheet.get("name") for sheet in names] == [
        *VIEWS,
        *(one for one in TABLES if one not in tables.plain_lists()),
    ]
    for path in book.namelist():
        if path.startswith("xl/worksheets/sheet"):
            sheet = book.read(path)
            assert b"<f>" not in sheet
            assert b"<hyperlink" not in sheet


@pytest.mark.parametrize(("day", "written"), [("1899-12-31", b"<t>1899-12-31</t>"), ("1900-03-01", b"<v>61</v>")])
def test_in_the_workbook_a_day_before_spreadsheets_count_is_a_text(day: str, written: bytes) -> None:
    """They count from 1900, and take that for a leap year: an earlier day would be another one, or none."""
    book = zipfile.ZipFile(io.BytesIO(workbook.as_workbook({"days": (["day"], [[date.fromisoformat(day)]])})))
    assert written in b"".join(book.read(path) for path in book.namelist())


def test_in_the_workbook_a_fact_and_a_list_have_one_cell(city: Registry, graph: Graph) -> None:
    """Its value, or why there is none; nothing where nobody asks."""
    found = tables.fill(Source(city, graph))
    lists: dict[str, dict[Cell, str]] = {"kinds": {"tillhouse": "payments"}}
    names, rows = table_files.joined(tables.definitions()["party"], found.rows["party"], lists)
    (row,) = (dict(zip(names, cells, strict=True)) for cells in rows if "tillhouse" in cells)
    assert (row["legal_name"], row["links_home"]) == ("not-stated", "https://tillhouse.example.org/")
    assert (row["contract_starts_first"], row["contract_ends_first"]) == (date(2019, 4, 1), "none")
    assert row["contact_phone"] is None
    assert not {"legal_name_state", "contract_ends_state"} & {*names}
    assert row["kinds"] == "payments"
    assert "cookies_state" in names  # a list, whose entries stand in a table of their own


DIGESTS = """
import hashlib, sys; from pathlib import Path
from scripts.exports import open_data
from scripts.registry import registry; from scripts.registry.graph import Graph
read, _ = registry.read(Path(sys.argv[1]))
for path, content in sorted(open_data.render(read, Graph(read)).items()):
    print(path, hashlib.sha256(content).hexdigest())
"""
"""Writes all open data, and prints what tells each file from another."""


def test_the_same_records_give_the_same_bytes(opened: Files) -> None:
    """In every form, the packed ones too, in whichever order a process keeps what has no order, and at any place."""
    wanted = {path: hashlib.sha256(content).hexdigest() for path, content in opened.items()}
    for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/Chicago")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        command: list[str | Path] = [sys.executable, "-c", DIGESTS, CITY]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        assert dict(line.split() for line in done.stdout.splitlines()) == wanted


EXPECTED = TESTS / "exports" / "expected"


def test_the_tables_of_the_small_city_are_as_expected(opened: Files, pytestconfig: pytest.Config) -> None:
    """Every value of every column, ours too. `--bless` writes them anew, to be read as a difference."""
    found = {
        f"{name}.csv": opened[f"api/v1/{folder}/{name}.csv"].decode().replace("\r\n", "\n")  # as git keeps text
        for folder, names in (("tables", TABLES), ("views", VIEWS))
        for name in names
    }
    if pytestconfig.getoption("bless"):
        shutil.rmtree(EXPECTED, ignore_errors=True)
        EXPECTED.mkdir()
        for name, text in found.items():
            (EXPECTED / name).write_text(text, encoding="utf-8", newline="\n")
    expected = {path.name: path.read_text(encoding="utf-8") for path in EXPECTED.iterdir()}
    assert found == expected


def test_without_the_large_library_all_but_parquet_is_written(
    city: Registry, opened: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is an optional part."""
    monkeypatch.setattr(bundles, "is_parquet_there", lambda: False)
    less = open_data.render(city, Graph(city))
    assert opened.keys() - less.keys() == {path for path in opened if path.endswith(".parquet")}
    assert not any(one["path"].endswith(".parquet") for one in json.loads(less["api/v1/index.json"])["files"])


# --- CSV -------------------------------------------------------------------------------------------------


def test_a_table_has_the_lines_of_the_standard(opened: Files) -> None:
    """RFC 4180: a carriage return and a line feed end each line, and there is no mark before the first."""
    text = opened["api/v1/tables/flow.csv"].decode()
    assert text.endswith("\r\n")
    assert text.count("\n") == text.count("\r\n")
    assert text.startswith("org,id,")


RUNS = tuple("=+-@＝＋－＠\t\r\n")  # noqa: RUF001 - these are the signs
SEPARATORS = ",;\t|"


def run_by_a_spreadsheet(text: str) -> list[str]:
    """The cells of a table that start with a sign that is run, in programs set to any of the usual separators."""
    return [
        cell
        for separator in SEPARATORS
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        for cell in row
        if cell.strip().strip('"').lstrip().startswith(RUNS)
    ]


def test_the_scan_sees_a_formula() -> None:
    """Where nothing is marked, it finds one: at the start, and after a sign at which some programs cut."""
    assert run_by_a_spreadsheet("id,name\r\nx,=1+1\r\n")
    assert run_by_a_spreadsheet("id,name\r\nx,and then;=1+1\r\n")


def test_no_payload_is_a_formula_in_any_spreadsheet(hostile_files: Files) -> None:
    """In every field of every record, also in a program that is set to cut at another sign than the comma."""
    run = {path: run_by_a_spreadsheet(text.decode()) for path, text in hostile_files.items() if path.endswith(".csv")}
    assert {path: cells for path, cells in run.items() if cells} == {}


@given(st.lists(st.text(st.sampled_from("=+-@＝＠'\" ,;|a1\\")), min_size=2, max_size=4))  # noqa: RUF001 - these are the signs
def test_no_cell_is_a_formula_in_any_spreadsheet(texts: list[str]) -> None:
    """Whatever signs, quotes and separators stand before it."""
    assert run_by_a_spreadsheet(bundles.as_csv(["id"] * len(texts), [texts])) == []


@given(st.text())
def test_any_text_comes_back_from_a_cell(text: str) -> None:
    """What we put in can be taken out again, and what is left starts with no sign that is run."""
    cell = spreadsheet.harmless(text)
    assert original(cell) == text
    assert not cell.lstrip().startswith(RUNS[:8])


@given(st.lists(st.text(min_size=1)))
def test_several_values_come_back_from_one_cell(values: list[str]) -> None:
    """Whatever semicolons and backslashes they hold."""
    assert parted(spreadsheet.joined(values)) == values
