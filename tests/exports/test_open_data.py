"""The JSON files, the list of what there is, and `registry export`."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
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
from scripts.exports.open_data.table_columns import NOT_APPLICABLE, STATED
from scripts.registry import registry
from scripts.registry.addresses import page_of
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.site import build
from scripts.words.escapers import json_text
from tests import published
from tests.conftest import CITY
from tests.exports.test_open_data_tables import rows_of

Files = dict[str, bytes]


@pytest.fixture(scope="session")
def files(opened: Files) -> dict[str, Any]:
    """Every JSON file of the small city, read back."""
    return {path: json.loads(text) for path, text in opened.items() if path.endswith(".json")}


# --- a file a record -------------------------------------------------------------------------------------


def test_every_record_has_a_file_and_is_on_the_list(read: Registry, files: dict[str, Any]) -> None:
    """No record is checked and then forgotten."""
    assert {record_file(key) for key in read.records} <= files.keys()
    listed = {(one["kind"], one["id"]): one["json_url"] for one in files["api/v1/records.json"]["records"]}
    assert listed == {key: record_file(key) for key in read.records}


def test_a_file_has_the_rows_of_its_record(opened: Files, files: dict[str, Any]) -> None:
    """But for what is empty, and what its head says."""
    file = files["api/v1/vendors/tillhouse.json"]
    flows = [row for row in rows_of(opened, "flow") if row["receiver_id"] == "tillhouse"]
    assert [flow["id"] for flow in file["flow"]] == [row["id"] for row in flows]
    for flow, row in zip(file["flow"], flows, strict=True):
        shown = {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in flow.items()}
        follows = {name for name, cell in row.items() if name.endswith("_state") and cell in {STATED, NOT_APPLICABLE}}
        wanted = {name: cell for name, cell in row.items() if cell and name not in follows | {"org"}}
        lists = {"data", "purposes", "about"}
        assert {name: value for name, value in shown.items() if name not in lists} == wanted
        assert flow["data"] == [one["data_id"] for one in rows_of(opened, "flow_data") if one["flow_id"] == flow["id"]]


def test_a_name_that_is_the_word_of_a_state_is_not_left_out(folder: Path) -> None:
    """Only a state follows from what stands beside it."""
    vendor = folder / "vendors" / "tillhouse.yml"
    vendor.write_text(vendor.read_text(encoding="utf-8").replace("  property-tax:", "  stated:", 1), encoding="utf-8")
    read, _ = registry.read(folder)
    file = json.loads(open_data.render(read, Graph(read))["api/v1/vendors/tillhouse.json"])
    assert "stated" in [flow["name"] for flow in file["flow"]]


def test_a_file_names_the_flows_of_others_by_a_sentence(files: dict[str, Any]) -> None:
    """What stands in another record is told in one sentence, and found by its id."""
    told = {
        one["flow_id"]: one["sentence"] for one in files["api/v1/services/pay-property-tax.json"]["flows_of_others"]
    }
    assert told["tillhouse/property-tax"].startswith("When you pay your property tax, Tillhouse gets your ")
    given = {one["flow_id"] for one in files["api/v1/vendors/tillhouse.json"]["flows_of_others"]}
    assert "tax-desk/tax-receipts" in given
    assert not any(id_.startswith("tillhouse/") for id_ in given)


def test_what_we_worked_out_is_called_so(files: dict[str, Any]) -> None:
    """A verdict is ours, not the record's."""
    promise = files["api/v1/promises/no-marketing.json"]["record"]
    assert promise["derived_verdict"] == "cannot-tell"
    assert "verdict" not in promise


def test_a_renamed_record_is_at_its_old_address_too(city: Registry, files: dict[str, Any]) -> None:
    """A program that learned an address long ago finds the record as it is now."""
    assert city.renamed
    for old, key in city.renamed.items():
        assert files[record_file(old)] == files[record_file(key)]
        written = old[1] if old[0] == key[0] else f"{KINDS[old[0]].folder}/{old[1]}"
        assert written in files[record_file(key)]["record"]["formerly"]


# --- what changed ----------------------------------------------------------------------------------------


def test_a_changed_record_changes_its_own_files_alone(folder: Path, opened: Files) -> None:
    """The day of the whole stands in the list of files, and nowhere else."""
    vendor = folder / "vendors" / "tillhouse.yml"
    text = vendor.read_text(encoding="utf-8")
    assert text.count("date: 2030-03-01") == 1
    vendor.write_text(text.replace("date: 2030-03-01", "date: 2030-03-02"), encoding="utf-8")
    read, findings = registry.read(folder)
    assert findings == []
    now = open_data.render(read, Graph(read))
    assert {path.removeprefix("api/v1/") for path in now if now[path] != opened[path]} == {
        *("index.json", "vendors/tillhouse.json", "tables/party.csv", "tables/party.parquet"),
        *("registry.sqlite", "registry.xlsx", "registry.zip"),
    }


def test_the_list_of_files_names_each_with_its_size(opened: Files, files: dict[str, Any]) -> None:
    """Sizes and digests are those of the bytes that are published, and rows those of the table."""
    listed = {f"api/v1/{one['path']}": one for one in files["api/v1/index.json"]["files"]}
    records = {
        path for path in opened if re.fullmatch(r"api/v1/(organisation|[a-z-]+/[a-z0-9-]+)\.json", path)
    } - listed.keys()
    assert listed.keys() | records | {"api/v1/index.json"} == opened.keys()
    for path, one in listed.items():
        assert one["bytes"] == len(opened[path])
        assert one["sha256"] == hashlib.sha256(opened[path]).hexdigest()
        if path.startswith("api/v1/tables/") and path.endswith(".csv"):
            assert one["rows"] == len(rows_of(opened, Path(path).stem))


# --- addresses -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def placed(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The open data of the small city where it is known where its site is published."""
    root = tmp_path_factory.mktemp("placed") / "registry"
    shutil.copytree(CITY, root)
    with (root / "organisation.yml").open("a", encoding="utf-8") as file:
        file.write("published_at: https://data.example.gov/privacy\n")
    read, findings = registry.read(root)
    assert findings == []
    return open_data.render(read, Graph(read))


def test_addresses_are_whole_where_it_is_known_where_the_site_is(placed: Files) -> None:
    """And each leads to a file or a page that is there."""
    rows = [row for name in ("party", "service", "flow", "source") for row in rows_of(placed, name)]
    found = [row[column] for row in rows for column in ("html_url", "json_url") if column in row]
    assert found
    assert {one for one in found if not one.startswith("https://data.example.gov/privacy/")} == set()
    files = {one.removeprefix("https://data.example.gov/privacy/") for one in found if one.endswith(".json")}
    assert files <= placed.keys()
    index = json.loads(placed["api/v1/index.json"])
    assert index["base"] == "https://data.example.gov/privacy/"


def test_the_address_of_a_schema_leads_to_it_from_where_the_file_lies(opened: Files, files: dict[str, Any]) -> None:
    """Also from a folder, from disk, and from a site below a folder of its host."""
    models = files["api/v1/schema.json"]["$defs"]
    for path, file in files.items():
        if "$schema" in file and not file["$schema"].startswith("https://"):
            place, _, model = file["$schema"].partition("#/$defs/")
            assert model in models
            parts = [*Path(path).parent.parts, *place.split("/")]
            while ".." in parts:
                at = parts.index("..")
                parts[at - 1 : at + 1] = []
            assert "/".join(parts) in opened


# --- any text --------------------------------------------------------------------------------------------


def test_a_payload_in_every_field_comes_through_json(hostile: Registry, hostile_files: Files) -> None:
    """Unharmed when read, and harmless when shown: no tag, no sign that nobody sees, no line of its own."""
    files = {path: text.decode() for path, text in hostile_files.items() if path.endswith(".json")}
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
    """In one quiet line at its end for people, and in its head for programs."""
    project = published.project(tmp_path / "project")
    build.generate(city, Graph(city), project)
    for key in city.records:
        page = (project / build.PAGES / page_of(key)).read_text(encoding="utf-8")
        assert f'{record_file(key)}">The same as JSON</a>' in page, key
        assert re.search(rf"^json: (\.\./)*{record_file(key)}$", page, re.MULTILINE), key
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


def test_every_file_stays_below_the_root(opened: Files) -> None:
    """Each path is relative, has no way up, and no two are the same on a system that ignores capitals."""
    assert len({path.lower() for path in opened}) == len(opened)
    for path in opened:
        assert re.fullmatch(r"api/v1(/[A-Za-z0-9_-]+){1,3}\.(json|csv|parquet|zip|sqlite|xlsx|graphml|dot)", path)


# --- `registry export` -----------------------------------------------------------------------------------


def export(records: Path, out: Path) -> Result:
    """Export a registry on the day of the tests."""
    return CliRunner().invoke(main, ["export", "--registry", str(records), "--out", str(out), "--today", "2030-03-01"])


def test_an_export_is_what_the_site_has(tmp_path: Path, opened: Files) -> None:
    """File for file and byte for byte; a second one leaves nothing of a record that is gone."""
    left = tmp_path / "api" / "v1" / "vendors" / "long-gone.json"
    assert export(CITY, tmp_path).exit_code == 0
    left.write_text("{}", encoding="utf-8")
    done = export(CITY, tmp_path)
    assert done.exit_code == 0
    assert "api/v1/index.json" in done.output
    found = {path.relative_to(tmp_path).as_posix(): path for path in tmp_path.rglob("*") if path.is_file()}
    assert {name: path.read_bytes() for name, path in found.items()} == opened


def test_an_export_with_an_address_has_a_catalogue_at_its_root(folder: Path, tmp_path: Path) -> None:
    """There portals look for it."""
    with (folder / "organisation.yml").open("a", encoding="utf-8") as file:
        file.write("published_at: https://data.example.gov/privacy\n")
    assert export(folder, tmp_path / "out").exit_code == 0
    catalogue = json.loads((tmp_path / "out" / "data.json").read_text(encoding="utf-8"))
    assert catalogue["dataset"][0]["contactPoint"]["hasEmail"].startswith("mailto:")


def test_an_export_leaves_nothing_of_an_earlier_one(folder: Path, tmp_path: Path) -> None:
    """Neither of a kind of which there is no record any more, nor a catalogue that is not made any more."""
    organisation = folder / "organisation.yml"
    text = organisation.read_text(encoding="utf-8")
    organisation.write_text(f"{text}published_at: https://data.example.gov/privacy\n", encoding="utf-8")
    out = tmp_path / "out"
    assert export(folder, out).exit_code == 0
    assert (out / "data.json").is_file()
    left = out / "api" / "v1" / "older" / "kind.json"
    left.parent.mkdir()
    left.write_text("{}", encoding="utf-8")
    organisation.write_text(text, encoding="utf-8")
    assert export(folder, out).exit_code == 0
    assert not left.exists()
    assert not (out / "data.json").exists()


def test_an_export_leaves_the_catalogue_of_others_alone(tmp_path: Path) -> None:
    """A portal of somebody else may have one at the same place."""
    (tmp_path / "data.json").write_text('{"dataset": []}', encoding="utf-8")
    done = export(CITY, tmp_path)
    assert done.exit_code == 2
    assert "data.json is not ours; choose another folder" in done.output
    assert not (tmp_path / "api").exists()


def test_an_export_without_the_large_library_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plainly, with what to do."""
    monkeypatch.setattr("scripts.exports.open_data.bundles.is_parquet_there", lambda: False)
    done = export(CITY, tmp_path)
    assert "No Parquet was written: install duckdb for it" in done.output
    assert not list(tmp_path.rglob("*.parquet"))


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
