"""What is said about the open data, to programs and to people, and that it is so."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import openapi_spec_validator
import pytest
from jsonschema import Draft202012Validator
from referencing import Registry as Schemas
from referencing.jsonschema import DRAFT202012

from scripts.exports.open_data import descriptions, tables
from scripts.exports.open_data.documents import File
from scripts.exports.open_data.table_columns import STATES
from scripts.exports.open_data.views import VIEWS
from scripts.reading import readability
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.site.pages import downloads
from tests.exports.test_open_data_tables import rows_of

Files = dict[str, bytes]
TABLES = tables.definitions()


def described(opened: Files) -> dict[str, Any]:
    """The files that name a part of our schema."""
    files = {path: json.loads(text) for path, text in opened.items() if path.endswith(".json")}
    return {path: file for path, file in files.items() if "schema.json#/$defs/" in file.get("$schema", "")}


def validator(opened: Files, model: str) -> Draft202012Validator:
    """What checks a file against one part of the schema, formats too."""
    schema = json.loads(opened["api/v1/schema.json"])
    known: Schemas[Any] = Schemas().with_resource("urn:data", DRAFT202012.create_resource(schema))
    return Draft202012Validator(
        {"$ref": f"urn:data#/$defs/{model}"}, registry=known, format_checker=Draft202012Validator.FORMAT_CHECKER
    )


def test_every_file_is_as_its_schema_says(opened: Files) -> None:
    """Each names the part that it fits."""
    Draft202012Validator.check_schema(json.loads(opened["api/v1/schema.json"]))
    files = described(opened)
    checks = {model: validator(opened, model) for model in {model_of(file) for file in files.values()}}
    wrong = {path: [one.message for one in checks[model_of(file)].iter_errors(file)] for path, file in files.items()}
    assert {path: errors for path, errors in wrong.items() if errors} == {}


def model_of(file: dict[str, Any]) -> str:
    """The part of the schema that a file names."""
    return str(file["$schema"].rpartition("/")[2])


def test_every_key_of_a_file_is_described(opened: Files) -> None:
    """A schema that allows everything would miss what it does not know."""
    models = json.loads(opened["api/v1/schema.json"])["$defs"]

    def unknown(value: Any, model: dict[str, Any], place: str) -> Iterator[str]:
        model = models[model["$ref"].rpartition("/")[2]] if "$ref" in model else model
        if isinstance(value, dict):
            for key, inner in value.items():
                if key in model["properties"]:
                    yield from unknown(inner, model["properties"][key], f"{place}.{key}")
                else:
                    yield f"{place}.{key}"
        elif isinstance(value, list):
            for inner in value:
                yield from unknown(inner, model["items"], place)

    for path, file in described(opened).items():
        assert set(unknown(file, models[model_of(file)], path)) == set()


WRONG: dict[str, Callable[[Any], object]] = {
    "a key is missing": lambda file: file["flow"][0].pop("id"),
    "nothing where something is required": lambda file: file["flow"][0].update(id=None),
    "a number in the place of a text": lambda file: file["record"].update(name=5),
    "a word that is not on the list": lambda file: file["flow"][0].update(collected="stolen"),
    "a day that is none": lambda file: file["record"].update(reviewed_day="2030-02-31"),
    "another version": lambda file: file.update(version=2),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_schema_refuses_what_is_not_as_it_says(what: str, opened: Files) -> None:
    """A schema that accepts everything would prove nothing."""
    file = json.loads(opened["api/v1/vendors/tillhouse.json"])
    check = validator(opened, "VendorFile")
    assert check.is_valid(file)
    WRONG[what](file)
    assert not check.is_valid(file)


def test_the_schema_as_a_whole_refuses_what_is_no_file(opened: Files) -> None:
    """Whoever names no part of it still learns of a fault."""
    check = Draft202012Validator(json.loads(opened["api/v1/schema.json"]))
    assert check.is_valid(json.loads(opened["api/v1/vendors/tillhouse.json"]))
    assert check.is_valid(json.loads(opened["api/v1/index.json"]))
    assert not check.is_valid({"x": 1})


def test_a_name_in_the_schema_is_that_of_one_thing(opened: Files) -> None:
    """Generators name a list of words after the model and the key that it stands in: no model may be called so too."""
    models = json.loads(opened["api/v1/schema.json"])["$defs"]
    lists = {
        f"{name}{''.join(map(str.capitalize, key.split('_')))}"
        for name, model in models.items()
        for key, value in model["properties"].items()
        if "enum" in value
    }
    assert lists & models.keys() == set()


def test_a_key_has_one_type(opened: Files) -> None:
    """No client has to tell a text from a list or from nothing; what is empty is left out."""
    models = json.loads(opened["api/v1/schema.json"])["$defs"]
    several = [
        f"{name}.{key}"
        for name, model in models.items()
        for key, value in model["properties"].items()
        if "anyOf" in value or "oneOf" in value or (isinstance(value.get("type"), list) and name in map(row, TABLES))
    ]
    assert several == []


def row(table: str) -> str:
    """What the model of a row is called."""
    return "".join(map(str.capitalize, table.split("_"))) + "Row"


def test_the_openapi_description_is_valid(opened: Files) -> None:
    """As the OpenAPI Initiative's own schema of version 3.1 says."""
    openapi_spec_validator.validate(json.loads(opened["api/v1/openapi.json"]))


def test_the_openapi_description_names_every_file(opened: Files) -> None:
    """What is published is described, and what is described is published; each way of asking has a name of its own."""
    api = json.loads(opened["api/v1/openapi.json"])
    patterns = {
        path: re.compile("api/v1" + re.sub(r"\\{\w+\\}", "[a-z0-9-]+", re.escape(path))) for path in api["paths"]
    }
    files = opened.keys() - {f"api/v1/{name}.json" for name in ("openapi", "datapackage", "schema")}
    assert {path for path in files if not any(pattern.fullmatch(path) for pattern in patterns.values())} == set()
    assert {path for path, pattern in patterns.items() if not any(map(pattern.fullmatch, files))} == set()
    names = Counter(path["get"]["operationId"] for path in api["paths"].values())
    assert names.total() == len(names)
    assert all(re.fullmatch(r"get[A-Za-z0-9]+", name) for name in names)


def test_the_data_package_says_what_the_tables_are(opened: Files) -> None:
    """Each column in its order, and with its keys, its words and the tables that it leads to."""
    package = json.loads(opened["api/v1/datapackage.json"])
    assert [resource["name"] for resource in package["resources"]] == [*TABLES, *VIEWS]
    for resource in package["resources"]:
        schema = resource["schema"]
        names = [field["name"] for field in schema["fields"]]
        assert opened[f"api/v1/{resource['path']}"].decode().partition("\r\n")[0].split(",") == names
        assert all(len(field["description"]) > 5 for field in schema["fields"])
        assert {*schema["primaryKey"]} <= {*names}
        for key in schema.get("foreignKeys", ()):
            assert key["reference"]["resource"] in TABLES
            assert {*key["fields"]} <= {*names}


def test_version_1_keeps_what_it_has_promised(pytestconfig: pytest.Config) -> None:
    """No column goes, moves or changes its type. `--bless` adds new ones at the end, and takes none away."""
    all_tables = {**TABLES, **{name: view.table for name, view in VIEWS.items()}}
    now = [f"{name}.{column.name}: {column.type}" for name, table in all_tables.items() for column in table.columns]
    promised = tables.PROMISED.read_text(encoding="utf-8").splitlines()
    if pytestconfig.getoption("bless"):
        promised = [*(line for line in promised if line not in now), *now]
        tables.PROMISED.write_text("".join(f"{line}\n" for line in promised), encoding="utf-8", newline="\n")
    assert {*promised} - {*now} == set(), "a column of version 1 was taken away or changed: that needs a version 2"
    assert now == promised, "this is new: pytest --bless, then read the diff"


def test_a_new_field_of_a_record_is_a_new_column_at_the_end() -> None:
    """And does not move those that were there."""
    table = TABLES["party"]
    fewer = [column.name for column in table.columns if column.name != "security"]
    found = tables.in_order(table, fewer)
    assert [column.name for column in found.columns] == [*fewer, "security"]


# --- what others find it by ------------------------------------------------------------------------------


def catalogue(read: Registry, **more: object) -> dict[str, Any] | None:
    """The catalogue for portals of an organisation that says this too."""
    organisation = read.organisation.model_copy(update=more)
    told = Registry({**read.records, ("organisation", "organisation"): organisation}, read.documents)
    file = descriptions.catalogue(told, [File("api/v1/registry.zip", "All tables", "application/zip", b"")])
    return json.loads(file.content) if file else None


def test_a_catalogue_names_whole_addresses(city: Registry) -> None:
    """As DCAT-US 3 asks for: a title, a description, a publisher, an identifier and whom to ask."""
    found = catalogue(city, published_at="https://data.example.gov/privacy")
    assert found is not None
    (dataset,) = found["dataset"]
    assert {"title", "description", "publisher", "identifier", "contactPoint"} <= dataset.keys()
    assert dataset["contactPoint"]["hasEmail"].startswith("mailto:")
    assert dataset["distribution"][0]["downloadURL"] == "https://data.example.gov/privacy/api/v1/registry.zip"


def test_there_is_no_catalogue_without_an_email(city: Registry) -> None:
    """The publisher has to be reached by one."""
    contact = city.organisation.contact.model_copy(update={"email": "not-stated"})
    assert catalogue(city, published_at="https://data.example.gov/privacy", contact=contact) is None


def test_there_is_no_catalogue_while_nobody_says_where_the_files_are(city: Registry) -> None:
    """A portal could fetch nothing by it."""
    assert catalogue(city) is None


# --- the pages about it ----------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def about(read: Registry, opened: Files) -> dict[str, str]:
    """The pages that say what there is and what it means."""
    return downloads.pages(read, Graph(read), opened)


def test_every_file_but_those_of_records_can_be_taken_from_one_page(opened: Files, about: dict[str, str]) -> None:
    """With its size beside it."""
    for one in json.loads(opened["api/v1/index.json"])["files"]:
        assert f"](../api/v1/{one['path']}), " in about["about/downloads.md"], one["path"]


def test_every_column_and_every_state_is_explained(opened: Files, about: dict[str, str]) -> None:
    """The dictionary is made from the tables, so it cannot lag behind them."""
    page = html.unescape(about["about/data-dictionary.md"])
    for name in TABLES:
        _, heading, part = page.partition(f"\n\n## {name} {{ #{name.replace('_', '-')} }}\n\n")
        assert heading, name
        part = part.partition("\n\n## ")[0]
        header = opened[f"api/v1/tables/{name}.csv"].decode().partition("\r\n")[0].split(",")
        assert re.findall(r"^\| <code>(\w+)</code>", part, re.MULTILINE) == header
    for word in STATES:
        assert f"<code>{word}</code>\n:   " in page


def test_every_word_of_a_closed_list_is_explained(about: dict[str, str]) -> None:
    """A code such as `passed-on` means nothing to who has not read the code."""
    page = html.unescape(about["about/data-dictionary.md"])
    for table in TABLES.values():
        for column in table.columns:
            for word in column.words:
                label = getattr(word, "label", "")
                assert f"<code>{word}</code>" in page
                assert not label or label.split(" ")[-1].replace("%(the_city)s", "Town") in page


def test_what_the_table_of_companies_holds_is_counted(opened: Files, about: dict[str, str]) -> None:
    """Its rows are of those that get something now and of others: nobody should take one for the other."""
    rows = list(csv.DictReader(io.StringIO(opened["api/v1/views/company_wide.csv"].decode(), newline="")))
    counts = Counter(one["derived_standing"] for one in rows)
    said = " ".join(html.unescape(about["about/downloads.md"]).split())
    assert (
        f"Of its {len(rows)} rows, {counts['named']} are companies that a source names and that get something" in said
    )
    assert f"Of {counts['told-of']} more a source tells, without a name." in said
    assert f"{counts['our-reading']} are our reading: no source says" in said
    assert f"{counts['not-now']} get nothing now" in said


def test_what_is_not_stated_is_counted_by_what_it_is_about(opened: Files, about: dict[str, str]) -> None:
    """All of it, and of that what belongs to a flow."""
    rows = rows_of(opened, "unknown")
    said = " ".join(html.unescape(about["about/downloads.md"]).split())
    assert f"has {len(rows)} facts that somebody would ask for" in said
    assert f"{sum(bool(one['flow_id']) for one in rows)} of them are about one of the" in said


def test_search_engines_read_what_the_data_are(about: dict[str, str]) -> None:
    """As a Dataset of schema.org, in which nothing can end a script."""
    (line,) = re.findall(r'^dataset: (".*")$', about["about/downloads.md"], re.MULTILINE)
    text = json.loads(line)
    assert "<" not in text
    found = json.loads(text)
    assert (found["@context"], found["@type"]) == ("https://schema.org/", "Dataset")
    assert 50 <= len(found["description"]) <= 5000  # as Google's search for data requires
    recommended = ("creator", "inLanguage", "isAccessibleForFree", "keywords", "license", "measurementTechnique")
    assert {"name", *recommended, "publisher", "variableMeasured", "version"} <= found.keys()


@pytest.mark.parametrize("page", ["about/downloads.md", "about/data-dictionary.md"])
def test_the_pages_can_be_read_with_eight_years_of_school(about: dict[str, str], page: str) -> None:
    """Their words are ours, in the templates and in the models."""
    words = about[page].partition("\n---\n")[2]
    text = re.sub(r"<code>[^<]*</code>|<[^>]*>|\]\([^)]*\)|\{[^}]*\}|[\[#*|`-]", " ", html.unescape(words))
    assert readability.grade(text) <= 8
