"""What is said about the open data, to programs and to people, and that it is so."""

from __future__ import annotations

import csv
import hashlib
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

from scripts.exports.open_data.tables import TABLES
from scripts.reading import readability
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.site.pages import downloads
from tests.conftest import TESTS


@pytest.fixture(scope="session")
def files(opened: dict[str, str]) -> dict[str, Any]:
    """Every JSON file of the small city, read back."""
    return {path: json.loads(text) for path, text in opened.items() if path.endswith(".json")}


def described(opened: dict[str, str]) -> dict[str, Any]:
    """The files that name a schema, which is published with them."""
    files = {path: text for path, text in opened.items() if path.endswith(".json") and path not in DESCRIPTIONS}
    return {path: json.loads(text) for path, text in files.items() if "/schemas/" not in path}


def test_every_file_is_as_its_schema_says(opened: dict[str, str]) -> None:
    """Each names one that is published with it, and fits it."""
    schemas = {path: Draft202012Validator(json.loads(text)) for path, text in opened.items() if "/schemas/" in path}
    for schema in schemas.values():
        schema.check_schema(schema.schema)
    wrong = {
        path: [error.message for error in schemas[file["about"]["schema_url"]].iter_errors(file)]
        for path, file in described(opened).items()
    }
    assert {path: errors for path, errors in wrong.items() if errors} == {}


def test_no_schema_is_published_that_no_file_names(opened: dict[str, str]) -> None:
    """The small city has a file of every form."""
    used = {file["about"]["schema_url"] for file in described(opened).values()}
    assert used == {path for path in opened if "/schemas/" in path}


DESCRIPTIONS = {"api/v1/openapi.json", "api/v1/datapackage.json"}


WRONG: dict[str, Callable[[Any], object]] = {
    "a key is missing": lambda file: file["flows"][0].pop("data"),
    "null where a fact is asked for": lambda file: file["flows"][0].update(data=None),
    "a name is missing": lambda file: file["flows"][0]["from"].pop("name"),
    "a word that is not on the list": lambda file: file["flows"][0].update(collected="stolen"),
    "another version": lambda file: file["about"].update(version=2),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_schema_refuses_what_is_not_as_it_says(what: str, opened: dict[str, str]) -> None:
    """A schema that accepts everything would prove nothing."""
    validator = Draft202012Validator(json.loads(opened["api/v1/schemas/FlowList.json"]))
    file = json.loads(opened["api/v1/flows.json"])
    assert validator.is_valid(file)
    WRONG[what](file)
    assert not validator.is_valid(file)


def test_the_openapi_description_is_valid(opened: dict[str, str]) -> None:
    """As the OpenAPI Initiative's own schema of version 3.1 says."""
    openapi_spec_validator.validate(json.loads(opened["api/v1/openapi.json"]))


def test_the_openapi_description_names_every_file(opened: dict[str, str]) -> None:
    """What is published is described, and what is described is published."""
    api = json.loads(opened["api/v1/openapi.json"])
    patterns = {
        path: re.compile("api/v1" + re.sub(r"\\{\w+\\}", "[a-z0-9-]+", re.escape(path))) for path in api["paths"]
    }
    files = {path for path in opened if "/schemas/" not in path} - DESCRIPTIONS
    assert {path for path in files if not any(pattern.fullmatch(path) for pattern in patterns.values())} == set()
    assert {path for path, pattern in patterns.items() if not any(map(pattern.fullmatch, files))} == set()


def test_the_index_names_every_list_with_its_size(opened: dict[str, str], files: dict[str, Any]) -> None:
    """Sizes and digests are those of the bytes that are published."""
    listed = {one["url"]: one for one in files["api/v1/index.json"]["files"]}
    tops = {path for path in opened if path.count("/") == 2} - {"api/v1/index.json"}
    assert listed.keys() == tops
    for path, one in listed.items():
        assert one["bytes"] == len(opened[path].encode())
        assert one["sha256"] == hashlib.sha256(opened[path].encode()).hexdigest()


PROMISED = TESTS / "open_data_v1.txt"


def test_version_1_keeps_what_it_has_promised(opened: dict[str, str], pytestconfig: pytest.Config) -> None:
    """No key and no column of version 1 goes or changes its type. `--bless` adds new ones, and takes none away."""
    now = set(shape(opened))
    promised = set(PROMISED.read_text(encoding="utf-8").splitlines()) if PROMISED.exists() else set()
    if pytestconfig.getoption("bless"):
        promised |= now
        PROMISED.write_text("".join(f"{line}\n" for line in sorted(promised)), encoding="utf-8", newline="\n")
    assert promised - now == set(), "a key of version 1 was taken away or changed: that needs a version 2"
    assert now - promised == set(), "this is new: pytest --bless, then read the diff"


def shape(opened: dict[str, str]) -> Iterator[str]:
    """Every key of every schema with its type, and every column with its place."""
    for name, schema in json.loads(opened["api/v1/openapi.json"])["components"]["schemas"].items():
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


# --- the pages about it ----------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def about(city: Registry, graph: Graph, opened: dict[str, str]) -> dict[str, str]:
    """The pages that say what there is and what it means."""
    return downloads.pages(city, graph, opened)


def test_every_list_can_be_taken_from_one_page(opened: dict[str, str], about: dict[str, str]) -> None:
    """With its size beside it; the files of single records are one link away from their pages."""
    for path in opened:
        if path.count("/") == 2:
            assert f"](../{path}), " in about["about/downloads.md"], path


def test_every_column_and_every_key_is_explained(opened: dict[str, str], about: dict[str, str]) -> None:
    """The dictionary is made from the models, so it cannot lag behind them."""
    page = html.unescape(about["about/data-dictionary.md"])
    for name in TABLES:
        part = page.partition(f"{{ #{name} }}")[2].partition("\n## ")[0]
        header = opened[f"api/v1/{name}.csv"].partition("\r\n")[0].split(",")
        assert re.findall(r"^\| <code>(\w+)</code>", part, re.MULTILINE) == header
    page = html.unescape(about["about/data-keys.md"])
    for name, schema in json.loads(opened["api/v1/openapi.json"])["components"]["schemas"].items():
        if "properties" in schema:
            part = page.partition(f"{{ #{name.lower()} }}")[2].partition("\n## ")[0]
            assert re.findall(r"^\| <code>(\w[\w-]*)</code>", part, re.MULTILINE) == list(schema["properties"]), name


def test_every_word_of_a_closed_list_is_explained(opened: dict[str, str], about: dict[str, str]) -> None:
    """A code such as `passed-on` means nothing to who has not read the code."""
    page = html.unescape(about["about/data-dictionary.md"])
    for name, schema in json.loads(opened["api/v1/openapi.json"])["components"]["schemas"].items():
        for word in schema.get("enum", ()):
            part = page.partition(f"{{ #{name.lower()} }}")[2].partition("\n### ")[0]
            assert f"<code>{word}</code>" in part, name


def test_what_the_table_of_companies_holds_is_counted(
    city: Registry, opened: dict[str, str], about: dict[str, str]
) -> None:
    """Its rows are those whose names a source gives, and others: nobody should take one for the other."""
    rows = list(csv.DictReader(io.StringIO(opened["api/v1/vendors.csv"], newline="")))
    counts = Counter(row["derived_certainty"] for row in rows)
    assert sum(counts.values()) == len(city.vendors)
    said = " ".join(about["about/downloads.md"].split())
    assert f"Of its {len(rows)} rows, {counts['named']} are companies that a source names." in said
    assert f"Of {counts['told-of']} more a source tells" in said
    assert f"The other {counts['our-reading']} are our reading" in said


@pytest.mark.parametrize("page", ["about/downloads.md", "about/data-dictionary.md", "about/data-keys.md"])
def test_the_pages_can_be_read_with_eight_years_of_school(about: dict[str, str], page: str) -> None:
    """Their words are ours, in the templates and in the models."""
    text = re.sub(r"<code>[^<]*</code>|<[^>]*>|\]\([^)]*\)|\{[^}]*\}|[\[#*|`-]", " ", html.unescape(about[page]))
    assert readability.grade(text) <= 8
