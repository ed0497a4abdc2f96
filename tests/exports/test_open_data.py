"""The open data: complete, with addresses that lead somewhere, and harmless whatever a record holds."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from schemas import KINDS
from scripts.cli.main import main
from scripts.exports import open_data
from scripts.exports.open_data.paths import record_file
from scripts.registry import registry
from scripts.registry.addresses import page_of
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.site import build
from scripts.words.escapers import json_text
from tests import payloads, published
from tests.conftest import CITY


@pytest.fixture(scope="session")
def files(opened: dict[str, str]) -> dict[str, Any]:
    """Every JSON file of the small city, read back."""
    return {path: json.loads(text) for path, text in opened.items() if path.endswith(".json")}


# --- nothing is lost -------------------------------------------------------------------------------------


def test_every_record_and_every_flow_has_a_file(city: Registry, graph: Graph, files: dict[str, Any]) -> None:
    """No record is checked and then forgotten."""
    assert {record_file(key) for key in city.records} <= files.keys()
    assert {f"api/v1/flows/{id_}.json" for id_ in graph.edges} <= files.keys()
    everything = files["api/v1/registry.json"]
    assert len(everything["flows"]) == len(graph.edges)
    assert len(everything["unknowns"]) == len(city.unknowns)


def test_every_text_that_a_record_can_hold_is_published(city: Registry) -> None:
    """The published shape is another than the authors', but it leaves out nothing that they write."""
    marked = payloads.filled(city, lambda place: f"the text of {place}")
    text = open_data.render(marked, Graph(marked))["api/v1/registry.json"]
    assert {place for place in payloads.places() if f"the text of {place}" not in text} == set()


def test_what_a_record_names_comes_with_its_name_and_its_addresses(city: Registry, files: dict[str, Any]) -> None:
    """Nobody has to join tables to read a row."""
    flow = files["api/v1/flows/tillhouse/property-tax.json"]["flow"]
    assert flow["from"] == {
        "kind": "people",
        "id": "payer",
        "name": city.people["payer"].name,
        "html_url": "people/payer.html",
        "json_url": "api/v1/people/payer.json",
    }


def test_what_is_unknown_and_what_is_none_stay_what_they_are(files: dict[str, Any]) -> None:
    """A fact that nobody has stated is no null, and no empty list."""
    vendor = files["api/v1/vendors/tillhouse.json"]["record"]
    assert vendor["legal_name"] == "not-stated"
    assert files["api/v1/vendors/oldcount.json"]["record"]["links"]["terms"] == "none"
    assert vendor["links"]["cookies"] is None
    assert {"not-stated", "none", "null"} <= files["api/v1/vendors/tillhouse.json"]["about"]["words"].keys()


def test_what_we_worked_out_stands_apart(files: dict[str, Any]) -> None:
    """A verdict is ours, not the record's."""
    promise = files["api/v1/promises/no-marketing.json"]["record"]
    assert promise["derived"]["verdict"] in {"broken", "cannot-tell", "kept", "not-decidable"}
    assert "verdict" not in promise


def test_a_renamed_record_is_at_its_old_address_too(city: Registry, files: dict[str, Any]) -> None:
    """A program that learned an address long ago finds the record as it is now."""
    assert city.renamed
    for old, key in city.renamed.items():
        assert files[record_file(old)] == files[record_file(key)]
        written = old[1] if old[0] == key[0] else f"{KINDS[old[0]].folder}/{old[1]}"
        assert written in files[record_file(key)]["record"]["formerly"]


# --- addresses -------------------------------------------------------------------------------------------


def addresses_in(value: Any) -> set[str]:
    """Every address of a page or a file in a piece of JSON."""
    if isinstance(value, list):
        return set().union(*map(addresses_in, value))
    if not isinstance(value, dict):
        return set()
    own = {text for key, text in value.items() if key in URLS and text is not None}
    return own.union(*map(addresses_in, value.values()))


URLS = {"html_url", "json_url", "schema_url", "dictionary_url"}


def test_addresses_start_where_the_site_is_published(folder: Path) -> None:
    """Until the organisation says where that is, they start at the root of the site."""
    with (folder / "organisation.yml").open("a", encoding="utf-8") as file:
        file.write("published_at: https://data.example.gov/privacy\n")
    read, findings = registry.read(folder)
    assert findings == []
    everything = json.loads(open_data.render(read, Graph(read))["api/v1/registry.json"])
    found = addresses_in(everything)
    assert found
    assert {address for address in found if not address.startswith("https://data.example.gov/privacy/")} == set()


# --- any text --------------------------------------------------------------------------------------------


def test_a_payload_in_every_field_comes_through_json(hostile: Registry, hostile_files: dict[str, str]) -> None:
    """Unharmed when read, and harmless when shown: no tag, no sign that nobody sees, no line of its own."""
    files = {path: text for path, text in hostile_files.items() if path.endswith(".json")}
    for id_, vendor in hostile.vendors.items():
        assert json.loads(files[f"api/v1/vendors/{id_}.json"])["record"]["name"] == vendor.name
    for path, file in files.items():
        assert "<" not in file, path
        assert all(letter.isprintable() or letter == "\n" for letter in file), path


@given(st.text())
def test_any_text_comes_back_from_json(text: str) -> None:
    """Spelt in another way or not, it reads the same."""
    written = json_text.harmless(json.dumps(text, ensure_ascii=False))
    assert json.loads(written) == text
    assert "<" not in written


# --- the site --------------------------------------------------------------------------------------------


def test_every_record_page_leads_to_the_same_as_json(city: Registry, tmp_path: Path) -> None:
    """One quiet line at the end of each page."""
    project = published.project(tmp_path / "project")
    build.generate(city, Graph(city), project)
    for key in city.records:
        page = (project / build.PAGES / page_of(key)).read_text(encoding="utf-8")
        assert f'{record_file(key)}">The same as JSON</a>' in page, key
        assert (project / build.PAGES / record_file(key)).is_file()


def test_a_deleted_record_leaves_no_data(tmp_path: Path) -> None:
    """What an earlier run wrote goes when its record goes."""
    project = published.project(tmp_path / "project")
    left = project / build.PAGES / "api" / "v1" / "vendors" / "long-gone.json"
    left.parent.mkdir(parents=True)
    left.write_text("{}", encoding="utf-8")
    read, _ = registry.read(CITY)
    build.generate(read, Graph(read), project)
    assert not left.exists()


def test_every_file_stays_below_the_root(opened: dict[str, str]) -> None:
    """Each path is relative, has no way up, and no two are the same on a system that ignores capitals."""
    assert len({path.lower() for path in opened}) == len(opened)
    for path in opened:
        assert re.fullmatch(r"api/v1(/[A-Za-z0-9-]+){1,3}\.(json|csv|graphml|dot)", path)


# --- `registry export` -----------------------------------------------------------------------------------


def export(records: Path, out: Path) -> Result:
    """Export a registry on the day of the tests."""
    return CliRunner().invoke(main, ["export", "--registry", str(records), "--out", str(out), "--today", "2030-03-01"])


def test_an_export_is_what_the_site_has(tmp_path: Path, opened: dict[str, str]) -> None:
    """File for file and byte for byte; a second one leaves nothing of a record that is gone."""
    left = tmp_path / "api" / "v1" / "vendors" / "long-gone.json"
    assert export(CITY, tmp_path).exit_code == 0
    left.write_text("{}", encoding="utf-8")
    done = export(CITY, tmp_path)
    assert done.exit_code == 0
    assert "api/v1/index.json" in done.output
    found = {path.relative_to(tmp_path).as_posix(): path for path in tmp_path.rglob("*") if path.is_file()}
    assert {name: path.read_bytes() for name, path in found.items()} == {
        name: text.encode() for name, text in opened.items()
    }


def test_an_export_leaves_the_files_of_others_alone(tmp_path: Path) -> None:
    """A folder that holds something else is refused, and nothing in it is touched."""
    other = tmp_path / "api" / "v1" / "vendors" / "mine.json"
    other.parent.mkdir(parents=True)
    other.write_text("mine", encoding="utf-8")
    done = export(CITY, tmp_path)
    assert done.exit_code == 2
    assert "holds something else; choose another folder" in done.output
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [other]


def test_one_error_and_nothing_is_exported(folder: Path, tmp_path: Path) -> None:
    """Data that are wrong do not go out."""
    vendor = folder / "vendors" / "tillhouse.yml"
    vendor.write_text(vendor.read_text(encoding="utf-8").replace("email-address", "emial-address", 1), encoding="utf-8")
    done = export(folder, tmp_path / "out")
    assert done.exit_code == 1
    assert "No file was written" in done.output
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_said_in_words(tmp_path: Path) -> None:
    """A message, not a trace of the program."""
    (tmp_path / "out").write_text("a file, not a folder", encoding="utf-8")
    assert export(CITY, tmp_path / "out").exit_code == 2
    (tmp_path / "api").write_text("a file, not a folder", encoding="utf-8")
    done = export(CITY, tmp_path)
    assert done.exit_code == 2
    assert "cannot be written: a file stands where a folder is needed" in done.output
