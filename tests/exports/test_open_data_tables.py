"""The tables: what the JSON holds, in every program that reads tables, and run by none."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.exports.open_data import tables
from scripts.exports.open_data.tables import TABLES
from scripts.words.escapers import spreadsheet
from tests.spreadsheet import original, parted, table_of


@pytest.mark.parametrize("name", TABLES)
def test_a_table_holds_what_the_json_holds(name: str, opened: dict[str, str]) -> None:
    """Row for row and cell for cell, read back by Python's own reader."""
    file = json.loads(opened[f"api/v1/{name}.json"])
    rows = file["records"] if "records" in file else file[name]
    table = table_of(opened[f"api/v1/{name}.csv"])
    assert [line["id"] for line in table] == [row["id"] for row in rows]
    for line, row in zip(table, rows, strict=True):
        for column in TABLES[name].columns:
            value = row
            for step in column.steps:
                value = at(value, step)
            cell = line[column.name]
            assert (parted(cell) if isinstance(value, list) else cell) == shown(value), (row["id"], column.name)


def at(value: Any, step: str) -> Any:
    """One step down into a piece of JSON, in each entry of a list."""
    if isinstance(value, list):
        return [at(entry, step) for entry in value]
    return value[step] if isinstance(value, dict) else value


def shown(value: Any) -> str | list[str]:
    """A value as a cell has it."""
    if isinstance(value, list):
        return list(dict.fromkeys(map(str, value)))
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def test_a_table_has_the_lines_of_the_standard(opened: dict[str, str]) -> None:
    """RFC 4180: a carriage return and a line feed end each line, and there is no mark before the first."""
    text = opened["api/v1/flows.csv"]
    assert text.endswith("\r\n")
    assert text.count("\n") == text.count("\r\n")
    assert text.startswith("id,")


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


def test_no_payload_is_a_formula_in_any_spreadsheet(hostile_files: dict[str, str]) -> None:
    """In every field of every record, also in a program that is set to cut at another sign than the comma."""
    run = {name: run_by_a_spreadsheet(hostile_files[f"api/v1/{name}.csv"]) for name in TABLES}
    assert run == {name: [] for name in TABLES}


@given(st.lists(st.text(st.sampled_from("=+-@＝＠'\" ,;|a1\\")), min_size=2, max_size=4))  # noqa: RUF001 - these are the signs
def test_no_cell_is_a_formula_in_any_spreadsheet(texts: list[str]) -> None:
    """Whatever signs, quotes and separators stand before it."""
    line = {str(number): text for number, text in enumerate(texts)}
    assert run_by_a_spreadsheet(tables.as_csv(TABLES["unknowns"], [line])) == []


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


def test_every_column_says_what_it_means(opened: dict[str, str]) -> None:
    """In the data package, which programs read."""
    package = json.loads(opened["api/v1/datapackage.json"])
    assert [resource["name"] for resource in package["resources"]] == list(TABLES)
    for resource in package["resources"]:
        header = opened[f"api/v1/{resource['path']}"].partition("\r\n")[0].split(",")
        assert [field["name"] for field in resource["schema"]["fields"]] == header
        assert all(len(field["description"]) > 5 for field in resource["schema"]["fields"])


@pytest.mark.parametrize("name", TABLES)
def test_an_id_names_one_row(name: str, opened: dict[str, str]) -> None:
    """The data package says that it is the key of the table."""
    ids = [line["id"] for line in table_of(opened[f"api/v1/{name}.csv"])]
    assert len(ids) == len(set(ids))
