"""The open data: complete, as they are described, the same everywhere, and harmless whatever a record holds."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import networkx
import openapi_spec_validator
import pygraphviz
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from scripts import open_data, registry, site
from scripts.graph import Graph
from scripts.open_data import cells
from scripts.open_data.addresses import record_file
from scripts.open_data.tables import TABLES
from scripts.pages.shelf import page_of
from scripts.registry import Registry
from tests import payloads, published
from tests.conftest import CITY, TESTS

REAL = site.PROJECT / "registry"


@pytest.fixture(scope="session")
def written(city: Registry, graph: Graph) -> dict[str, str]:
    """Every file of the small city."""
    return open_data.render(city, graph)


@pytest.fixture(scope="session")
def files(written: dict[str, str]) -> dict[str, Any]:
    """Every JSON file of the small city, read back."""
    return {path: json.loads(text) for path, text in written.items() if path.endswith(".json")}


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
    for (kind, old), id_ in city.renamed.items():
        assert files[record_file((kind, old))] == files[record_file((kind, id_))]
        assert old in files[record_file((kind, id_))]["record"]["formerly"]


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


# --- as they are described ----------------------------------------------------------------------------------


@pytest.fixture(scope="session", params=[CITY, REAL], ids=["city", "real"])
def published_files(request: pytest.FixtureRequest) -> dict[str, str]:
    """Every file of the small city, and of the real registry."""
    read, findings = registry.read(request.param)
    assert findings == []
    return open_data.render(read, Graph(read))


def test_every_file_is_as_its_schema_says(published_files: dict[str, str]) -> None:
    """Each file names its schema, and fits it; schemas and files are published together."""
    schemas = {
        path: Draft202012Validator(json.loads(text)) for path, text in published_files.items() if "/schemas/" in path
    }
    for schema in schemas.values():
        schema.check_schema(schema.schema)
    used = set()
    for path, text in published_files.items():
        if path.endswith(".json") and path not in schemas and path not in DESCRIPTIONS:
            file = json.loads(text)
            used.add(file["about"]["schema_url"])
            assert [error.message for error in schemas[file["about"]["schema_url"]].iter_errors(file)] == [], path
    assert used == schemas.keys()


DESCRIPTIONS = {"api/v1/openapi.json", "api/v1/datapackage.json"}


WRONG: dict[str, Callable[[Any], object]] = {
    "a key is missing": lambda file: file["flows"][0].pop("data"),
    "null where a fact is asked for": lambda file: file["flows"][0].update(data=None),
    "a name is missing": lambda file: file["flows"][0]["from"].pop("name"),
    "a word that is not on the list": lambda file: file["flows"][0].update(collected="stolen"),
    "another version": lambda file: file["about"].update(version=2),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_schema_refuses_what_is_not_as_it_says(what: str, written: dict[str, str]) -> None:
    """A schema that accepts everything would prove nothing."""
    validator = Draft202012Validator(json.loads(written["api/v1/schemas/FlowList.json"]))
    file = json.loads(written["api/v1/flows.json"])
    assert validator.is_valid(file)
    WRONG[what](file)
    assert not validator.is_valid(file)


def test_the_openapi_description_is_valid(published_files: dict[str, str]) -> None:
    """As the OpenAPI Initiative's own schema of version 3.1 says."""
    openapi_spec_validator.validate(json.loads(published_files["api/v1/openapi.json"]))


def test_the_openapi_description_names_every_file(written: dict[str, str]) -> None:
    """What is published is described, and what is described is published."""
    api = json.loads(written["api/v1/openapi.json"])
    patterns = {
        path: re.compile("api/v1" + re.sub(r"\\{\w+\\}", "[a-z0-9-]+", re.escape(path))) for path in api["paths"]
    }
    files = {path for path in written if "/schemas/" not in path} - DESCRIPTIONS
    assert {path for path in files if not any(pattern.fullmatch(path) for pattern in patterns.values())} == set()
    assert {path for path, pattern in patterns.items() if not any(map(pattern.fullmatch, files))} == set()


def test_the_index_names_every_list_with_its_size(written: dict[str, str], files: dict[str, Any]) -> None:
    """Sizes and digests are those of the bytes that are published."""
    listed = {one["url"]: one for one in files["api/v1/index.json"]["files"]}
    tops = {path for path in written if path.count("/") == 2} - {"api/v1/index.json"}
    assert listed.keys() == tops
    for path, one in listed.items():
        assert one["bytes"] == len(written[path].encode())
        assert one["sha256"] == hashlib.sha256(written[path].encode()).hexdigest()


PROMISED = TESTS / "open_data_v1.txt"


def test_version_1_keeps_what_it_has_promised(written: dict[str, str], pytestconfig: pytest.Config) -> None:
    """No key and no column of version 1 goes or changes its type. `--bless` adds new ones, and takes none away."""
    now = set(shape(written))
    promised = set(PROMISED.read_text(encoding="utf-8").splitlines()) if PROMISED.exists() else set()
    if pytestconfig.getoption("bless"):
        promised |= now
        PROMISED.write_text("".join(f"{line}\n" for line in sorted(promised)), encoding="utf-8", newline="\n")
    assert promised - now == set(), "a key of version 1 was taken away or changed: that needs a version 2"
    assert now - promised == set(), "this is new: pytest --bless, then read the diff"


def shape(written: dict[str, str]) -> Iterator[str]:
    """Every key of every schema with its type, and every column with its place."""
    for name, schema in json.loads(written["api/v1/openapi.json"])["components"]["schemas"].items():
        for key, value in schema.get("properties", {}).items():
            yield f"{name}.{key}: {type_of(value)}"
    for name, table in TABLES.items():
        for number, column in enumerate(table.columns, start=1):
            yield f"{name}.csv: {number:02} {column.name}"


def type_of(schema: dict[str, Any]) -> str:
    """A type as one reads it: `Link | not-stated`. The words of a closed list may become more."""
    if "anyOf" in schema:
        return " | ".join(map(type_of, schema["anyOf"]))
    if "const" in schema:
        return str(schema["const"])
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if schema.get("type") == "array":
        return f"list of {type_of(schema['items'])}"
    return str(schema["type"])


# --- tables ----------------------------------------------------------------------------------------------


def table_of(text: str) -> list[dict[str, str]]:
    """Read a table back as any program would, and take our apostrophes away."""
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    return [dict(zip(rows[0], map(original, row), strict=True)) for row in rows[1:]]


def original(cell: str) -> str:
    """What the dictionary tells readers: one apostrophe less where a cell, or a part of it, could be run."""
    return re.sub(r"((?:^|[,;|\t])[\s\"]*)'(?=[=+\-@＝＋－＠'])", r"\1", cell)  # noqa: RUF001 - these are the signs


def parted(cell: str) -> list[str]:
    """What the dictionary tells readers: cut at semicolons, but for those after a backslash."""
    values = re.findall(r"(?:^|; )((?:\\.|[^\\;])*)", cell, re.DOTALL) if cell else []
    return [re.sub(r"\\(.)", r"\1", value, flags=re.DOTALL) for value in values]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_holds_what_the_json_holds(name: str, published_files: dict[str, str]) -> None:
    """Row for row and cell for cell, read back by Python's own reader."""
    file = json.loads(published_files[f"api/v1/{name}.json"])
    rows = file["records"] if "records" in file else file[name]
    table = table_of(published_files[f"api/v1/{name}.csv"])
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


def test_a_table_has_the_lines_of_the_standard(written: dict[str, str]) -> None:
    """RFC 4180: a carriage return and a line feed end each line, and there is no mark before the first."""
    text = written["api/v1/flows.csv"]
    assert text.endswith("\r\n")
    assert text.count("\n") == text.count("\r\n")
    assert text.startswith("id,")


def in_every_field(text: str) -> Callable[[payloads.Place], str]:
    """The same text for each field."""
    return lambda _: text


RUNS = tuple("=+-@＝＋－＠\t\r\n")  # noqa: RUF001 - these are the signs


def test_no_payload_is_a_formula_in_any_spreadsheet(city: Registry) -> None:
    """Also in a program that is set to cut at another sign than the comma."""
    started = {f"{sign}1+1" for sign in RUNS} | {f"a{cut}{sign}1" for cut in ";|\t," for sign in RUNS}
    texts = [*payloads.PAYLOADS.values(), *sorted(started), 'x;"=1+1"', "'=1+1", " =1+1"]
    for text in texts:
        hostile = payloads.filled(city, in_every_field(text))
        written = open_data.render(hostile, Graph(hostile))
        for name in TABLES:
            for delimiter in ",;\t|":
                for row in csv.reader(io.StringIO(written[f"api/v1/{name}.csv"], newline=""), delimiter=delimiter):
                    assert [cell for cell in row if cell.strip().strip('"').lstrip().startswith(RUNS)] == []


@given(st.text())
def test_any_text_comes_back_from_a_cell(text: str) -> None:
    """What we put in can be taken out again, and what is left starts with no sign that is run."""
    cell = cells.harmless(text)
    assert original(cell) == text
    assert not cell.lstrip().startswith(RUNS[:8])


@given(st.lists(st.text(min_size=1)))
def test_several_values_come_back_from_one_cell(values: list[str]) -> None:
    """Whatever semicolons and backslashes they hold."""
    assert parted(cells.joined(values)) == values


def test_every_column_says_what_it_means(written: dict[str, str]) -> None:
    """In the data package, which programs read, and in no other words on the page."""
    package = json.loads(written["api/v1/datapackage.json"])
    assert [resource["name"] for resource in package["resources"]] == list(TABLES)
    for resource in package["resources"]:
        header = written[f"api/v1/{resource['path']}"].partition("\r\n")[0].split(",")
        assert [field["name"] for field in resource["schema"]["fields"]] == header
        assert all(len(field["description"]) > 5 for field in resource["schema"]["fields"])
        assert len({line["id"] for line in table_of(written[f"api/v1/{resource['path']}"])}) == len(
            table_of(written[f"api/v1/{resource['path']}"])
        )


# --- the graph -------------------------------------------------------------------------------------------

Edges = dict[str, dict[str, str]]


def expected(written: dict[str, str]) -> tuple[set[str], Edges]:
    """The nodes, and the edges by their ids, as the tables have them."""
    everything = json.loads(written["api/v1/registry.json"])
    nodes = {row["id"] for kind in ("people", "vendors", "offices", "recipients") for row in everything[kind]}
    return nodes, {line["id"]: {k: v for k, v in line.items() if v} for line in table_of(written["api/v1/flows.csv"])}


def from_graphml(text: str) -> tuple[set[str], Edges]:
    """The same, read by networkx."""
    graph = networkx.parse_graphml(text)
    edges = {}
    for sender, receiver, attributes in graph.edges(data=True):
        assert (sender, receiver) == (attributes["from_id"], attributes["to_id"])
        edges[attributes["id"]] = attributes
    assert len(edges) == graph.number_of_edges()
    return set(graph.nodes), edges


def from_dot(text: str) -> tuple[set[str], Edges]:
    """The same, read by Graphviz; of what is only for drawing, nothing."""
    graph = pygraphviz.AGraph(string=text)
    edges = {}
    for edge in graph.edges():
        found = {key: value.replace("\\\\", "\\") for key, value in edge.attr.to_dict().items() if value}
        assert (edge[0], edge[1]) == (found["from_id"], found["to_id"])
        edges[found["id"]] = {key: value for key, value in found.items() if key not in {"label", "URL"}}
    assert len(edges) == graph.number_of_edges()
    return set(graph.nodes()), edges


@pytest.mark.parametrize(("name", "read"), [("graph.graphml", from_graphml), ("graph.dot", from_dot)])
def test_the_graph_comes_back_edge_for_edge(
    name: str, read: Callable[[str], tuple[set[str], Edges]], published_files: dict[str, str]
) -> None:
    """Every node and every attribute of every edge, read back by the program that the form is made for."""
    assert read(published_files[f"api/v1/{name}"]) == expected(published_files)


@pytest.mark.parametrize(("name", "read"), [("graph.graphml", from_graphml), ("graph.dot", from_dot)])
@pytest.mark.parametrize("payload", payloads.PAYLOADS)
def test_a_payload_in_every_field_changes_no_graph(
    payload: str, name: str, read: Callable[[str], tuple[set[str], Edges]], city: Registry, written: dict[str, str]
) -> None:
    """It stays a text: no node, no edge and no attribute is added, and no word is lost."""
    hostile = payloads.filled(city, in_every_field(payloads.PAYLOADS[payload]))
    found = open_data.render(hostile, Graph(hostile))
    nodes, edges = read(found[f"api/v1/{name}"])
    assert nodes == expected(written)[0]
    assert (nodes, edges) == expected(found)


# --- any text --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("payload", payloads.PAYLOADS)
def test_a_payload_in_every_field_comes_through_json(payload: str, city: Registry) -> None:
    """Unharmed when read, and harmless when shown: no tag, no sign that nobody sees, no line of its own."""
    text = payloads.PAYLOADS[payload]
    hostile = payloads.filled(city, in_every_field(text))
    for path, written in open_data.render(hostile, Graph(hostile)).items():
        if path.endswith(".json") and path.startswith("api/v1/vendors/"):
            assert json.loads(written)["record"]["name"] == text
        if not path.endswith((".graphml", ".csv", ".dot")):
            assert "<" not in written or "/schemas/" in path
            assert all(letter.isprintable() or letter == "\n" for letter in written), path


# --- the site --------------------------------------------------------------------------------------------


def test_every_record_page_leads_to_the_same_as_json(city: Registry, tmp_path: Path) -> None:
    """One quiet line at the end of each page."""
    project = published.project(tmp_path / "project")
    site.generate(city, Graph(city), project)
    for key in city.records:
        page = (project / site.PAGES / page_of(key)).read_text(encoding="utf-8")
        assert f'{record_file(key)}">The same as JSON</a>' in page, key
        assert (project / site.PAGES / record_file(key)).is_file()


def test_a_deleted_record_leaves_no_data(tmp_path: Path) -> None:
    """What an earlier run wrote goes when its record goes."""
    project = published.project(tmp_path / "project")
    left = project / site.PAGES / "api" / "v1" / "vendors" / "long-gone.json"
    left.parent.mkdir(parents=True)
    left.write_text("{}", encoding="utf-8")
    read, _ = registry.read(CITY)
    site.generate(read, Graph(read), project)
    assert not left.exists()
