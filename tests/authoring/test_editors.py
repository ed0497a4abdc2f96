"""What editors get: JSON Schemas, settings, and the real language server working with both."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from schemas import KINDS
from scripts.authoring import editor_schemas
from scripts.reading import writing
from scripts.reading.findings import Finding, Position, Severity
from scripts.registry import common_vocabulary
from scripts.registry.registry import Registry
from tests.conftest import CITY
from tests.language_server import PROJECT, Absent, LanguageServer

VENDOR = """\
name: Acme
kinds: [payments]
flowz: 1
kinds: [forms]
belongs_to:
  - vendor: acmee
flows:
  a-flow:
    service: browse
    data: [email-adress]
    purposes: [marketing]
"""


def read(path: str) -> Any:
    """A JSON file of the project."""
    return json.loads((PROJECT / path).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def folder(city: Registry, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as after a clone and `registry schema`, with the small city as its records."""
    folder = tmp_path_factory.mktemp("clone")
    shutil.copytree(CITY, folder / "registry")
    (folder / "registry" / editor_schemas.IDS).write_text(editor_schemas.ids(city), encoding="utf-8")
    shutil.copytree(PROJECT / "schemas" / "json", folder / "schemas" / "json")
    writing.write(folder, editor_schemas.with_ids(city, "registry"))
    return folder


def serve(folder: Path, settings: dict[str, Any]) -> Iterator[LanguageServer]:
    """The server with a folder open in it, or a skipped test where there is none."""
    try:
        with LanguageServer(folder, settings) as server:
            yield server
    except Absent as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="module")
def cloned(folder: Path) -> Iterator[LanguageServer]:
    """The server as it is after a clone."""
    yield from serve(folder, read(".vscode/settings.json"))


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[LanguageServer]:
    """The server in the workspace that `registry schema` writes."""
    yield from serve(folder, json.loads((folder / editor_schemas.WORKSPACE).read_text(encoding="utf-8"))["settings"])


def complete(server: LanguageServer, text: str) -> dict[str, dict[str, Any]]:
    """What is offered at the end of a vendor's record."""
    lines = text.split("\n")
    return server.completions(server.open("registry/vendors", text), len(lines) - 1, len(lines[-1]))


def messages(server: LanguageServer, text: str) -> dict[int, list[str]]:
    """What the server finds wrong in a vendor's record, by line; without the keys that are missing."""
    found: dict[int, list[str]] = {}
    for diagnostic in server.problems(server.open("registry/vendors", text)):
        if not diagnostic["message"].startswith("Missing property"):
            found.setdefault(diagnostic["range"]["start"]["line"] + 1, []).append(diagnostic["message"])
    return found


# --- the real language server --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "id_", "help_"),
    [
        ("belongs_to:\n  - vendor: ", "tillhouse", "**Tillhouse** (vendor): It takes card payments for the town."),
        ("flows:\n  a:\n    data: [", "card-number", "**Card number** (data): The long number on your bank card."),
        ("flows:\n  a:\n    purposes: [", "take-payment", "**Take a payment** (purpose): Take your payment."),
        ("flows:\n  a:\n    from: ", "payer", "**Payer** (people): Someone who pays a bill."),
        ("flows:\n  a:\n    service: ", "any", "Every one of them."),
        ("kinds: [", "payments", "**Payments** (company-kind): It takes payments."),
    ],
)
def test_ids_and_words_are_completed_with_what_they_mean(
    server: LanguageServer, text: str, id_: str, help_: str
) -> None:
    """Nobody has to look up an id, or guess from it what it stands for."""
    assert complete(server, text)[id_]["documentation"] == {"kind": "markdown", "value": help_}


def test_all_ids_of_a_kind_are_completed_and_no_others(server: LanguageServer, city: Registry) -> None:
    """The list is the registry's own."""
    assert set(complete(server, "belongs_to:\n  - vendor: ")) == set(city.vendors)


def test_a_mistake_is_underlined_while_typing(server: LanguageServer) -> None:
    """A key given twice, an unknown key and unknown ids: each at its line."""
    found = messages(server, VENDOR)
    assert found.pop(3) == ["Property flowz is not allowed."]
    assert found.pop(4) == ["Map keys must be unique"]
    assert [message[:23] for message in found.pop(6)] == ["Value is not accepted. "]
    (unknown,) = found.pop(10)
    assert "email-address" in unknown
    assert found == {}


def test_the_pointer_over_a_key_shows_its_explanation(server: LanguageServer) -> None:
    """The words are those of the models."""
    assert "What the receiver uses the information for." in server.hover(server.open("registry/vendors", VENDOR), 10, 6)


def test_the_pointer_over_an_id_shows_what_it_means(server: LanguageServer) -> None:
    """A reviewer need not open another file."""
    shown = server.hover(server.open("registry/vendors", VENDOR), 10, 18)
    assert "`marketing`: **Marketing** (purpose): Try to sell you something." in shown


def test_an_empty_file_offers_a_whole_record(server: LanguageServer) -> None:
    """All that is needed, in the order in which it is written, with stops to step through."""
    text = complete(server, "")["new vendor"]["insertText"]
    assert text.startswith("name: ${1:FILL-IN}\nlegal_name: ${2:FILL-IN}\n")
    assert "\nstatus:\n  is: ${" in text


def test_an_empty_line_under_flows_offers_a_flow(server: LanguageServer) -> None:
    """With its evidence, which a rule asks for."""
    text = complete(server, "flows:\n  ")["new flow"]["insertText"]
    assert text.startswith("${1:a-name}:\n")
    assert re.search(r"evidence:\n +- source: \$\{\d+:FILL-IN\}", text)


def test_a_fresh_clone_explains_and_underlines(cloned: LanguageServer) -> None:
    """Before anything was made, all is there but that an unknown id is underlined; and nothing is fetched."""
    found = messages(cloned, VENDOR)
    assert found == {3: ["Property flowz is not allowed."], 4: ["Map keys must be unique"]}
    assert "What kind of work it does here." in cloned.hover(cloned.open("registry/vendors", VENDOR), 1, 2)
    assert complete(cloned, "kinds: [").keys() >= {"payments", "forms"}
    assert "new vendor" in complete(cloned, "")


@pytest.mark.parametrize(
    ("text", "id_", "help_"),
    [
        ("belongs_to:\n  - vendor: ", "tillhouse", "**Tillhouse** (vendor): It takes card payments for the town."),
        ("flows:\n  a:\n    data: [", "card-number", "**Card number** (data): The long number on your bank card."),
        ("flows:\n  a:\n    data:\n      - ", "health", "**Health** (data): Facts on how well you are."),
        ("flows:\n  a:\n    purposes: [", "take-payment", "**Take a payment** (purpose): Take your payment."),
        (
            "flows:\n  a:\n    from: ",
            "tax-desk",
            "**Tax Desk** (office): It takes the property tax and answers questions about it.",
        ),
        ("flows:\n  a:\n    service: ", "any", "Every one of them."),
    ],
)
def test_a_fresh_clone_completes_ids_with_what_they_mean(
    cloned: LanguageServer, text: str, id_: str, help_: str
) -> None:
    """Without network, and before anything was made: the ids are in the clone."""
    assert complete(cloned, text)[id_]["documentation"] == {"kind": "markdown", "value": help_}


def test_a_fresh_clone_explains_an_id(cloned: LanguageServer) -> None:
    """Among the ids of its kind."""
    shown = cloned.hover(cloned.open("registry/vendors", VENDOR), 10, 18)
    assert "`marketing`: **Marketing** (purpose): Try to sell you something." in shown


def test_an_id_that_is_newer_than_the_clone_is_no_mistake(city: Registry, folder: Path) -> None:
    """Who adds a record and names it in another must not be told that it is wrong."""
    newer = folder.parent / "newer"
    shutil.copytree(folder, newer)
    old = Registry({}, {key: document for key, document in city.documents.items() if key[0] != "data"})
    (newer / "registry" / editor_schemas.IDS).write_text(editor_schemas.ids(old), encoding="utf-8")
    for server in serve(newer, read(".vscode/settings.json")):
        assert underlined(server, city) == {}


@pytest.mark.parametrize("way", ["cloned", "server"])
def test_a_sound_record_has_nothing_underlined(way: str, request: pytest.FixtureRequest, city: Registry) -> None:
    """The editor takes what the check takes."""
    assert underlined(request.getfixturevalue(way), city) == {}


def underlined(server: LanguageServer, city: Registry) -> dict[str, list[dict[str, Any]]]:
    """What the server finds wrong in the sound records of the small city."""
    opened = [
        server.open(f"registry/{KINDS[kind].folder}", document.text)
        for (kind, _), document in city.documents.items()
        if kind != "organisation"
    ]
    return {path: problems for path in opened if (problems := server.problems(path))}


# --- schemas and settings ------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_every_sound_record_fits_its_schema(city: Registry, kind: str) -> None:
    """The ids that are filled in are those that the records use, and every reference is filled in."""
    text = editor_schemas.with_ids(city, "registry")[f"{editor_schemas.FOLDER}/{kind}.json"]
    assert "x-ref" not in text
    validator = jsonschema.Draft202012Validator(json.loads(text))
    documents = [document for (found, _), document in city.documents.items() if found == kind]
    assert [error.message for document in documents for error in validator.iter_errors(document.data)] == []


def test_ids_are_sorted_and_stand_one_a_line(city: Registry) -> None:
    """So that two versions can be compared."""
    text = editor_schemas.with_ids(city, "registry")[f"{editor_schemas.FOLDER}/vendor.json"]
    purposes = json.loads(text)["$defs"]["Flow"]["properties"]["purposes"]["anyOf"][1]["items"]
    assert purposes["enum"] == sorted({*city.purposes, *common_vocabulary.ids("purpose")})
    assert re.search(r'^ +"take-payment",?$', text, flags=re.MULTILINE)


def test_the_text_of_a_record_is_only_shown_in_an_editor(city: Registry) -> None:
    """Help is Markdown: a name from a pull request must not become a link or a picture in it."""
    record = city.data["health"].model_copy(update={"name": "![x](https://evil.example/p.gif)"})
    hostile = Registry({**city.records, ("data", "health"): record}, city.documents)
    text = json.loads(editor_schemas.with_ids(hostile, "registry")[f"{editor_schemas.FOLDER}/vendor.json"])
    items = text["$defs"]["Flow"]["properties"]["data"]["anyOf"][1]["items"]
    shown = items["markdownEnumDescriptions"][items["enum"].index("health")]
    assert "evil" in shown
    assert not re.search(r"[][!<(]x|://", shown)


def test_a_record_that_is_not_sound_can_be_named(city: Registry) -> None:
    """One mistake in a file must not underline every record that names it."""
    records = {key: record for key, record in city.records.items() if key != ("data", "health")}
    text = editor_schemas.with_ids(Registry(records, city.documents), "registry")[
        f"{editor_schemas.FOLDER}/vendor.json"
    ]
    assert "health" in json.loads(text)["$defs"]["Flow"]["properties"]["data"]["anyOf"][1]["items"]["enum"]


def test_a_clone_brings_the_ids_of_its_records() -> None:
    """The file that the schemas point to is there and names records, be they all or not: no change must bring it."""
    if not (PROJECT / "registry" / editor_schemas.IDS).exists():
        pytest.skip("another organisation has just begun: `registry schema`, and so `make site`, writes the file")
    kept = read(f"registry/{editor_schemas.IDS}")["$defs"]
    assert kept.keys() == KINDS.keys()
    assert {"$ref": f"../../registry/{editor_schemas.IDS}#/$defs/vendor"} in (
        read("schemas/json/vendor.json")["$defs"]["Membership"]["properties"]["vendor"]["anyOf"]
    )


def test_a_kind_without_records_offers_nothing(city: Registry) -> None:
    """A new registry has no vendors yet; an empty list of words would be no schema."""
    old = Registry({}, {key: document for key, document in city.documents.items() if key[0] != "vendor"})
    assert json.loads(editor_schemas.ids(old))["$defs"]["vendor"] is False


def test_the_settings_name_a_schema_for_each_kind() -> None:
    """The settings that a clone brings are those that are made for it, and name files that it brings too."""
    assert read(".vscode/settings.json") == editor_schemas.settings("schemas/json", "registry")
    for path in read(".vscode/settings.json")["yaml.schemas"]:
        assert (PROJECT / path).is_file()


def test_findings_are_shown_in_the_list_of_problems() -> None:
    """The pattern of the task reads what the check prints."""
    (pattern,) = [
        task["problemMatcher"]["pattern"] for task in read(".vscode/tasks.json")["tasks"] if task["problemMatcher"]
    ]
    finding = Finding(Position("registry/vendors/a.yml", 3, 5, 2), "unknown-key", "mend it", Severity.WARNING)
    match = re.fullmatch(pattern["regexp"], str(finding))
    assert match
    keys = ("file", "line", "column", "severity", "code", "message")
    assert [match[pattern[key]] for key in keys] == [
        "registry/vendors/a.yml",
        "3",
        "5",
        "warning",
        "unknown-key",
        "mend it",
    ]


def test_words_are_explained_with_what_sentences_call_the_organisation(city: Registry) -> None:
    """Where no registry is known, it is called the organisation."""
    ours = json.loads(editor_schemas.with_ids(city, "registry")[f"{editor_schemas.FOLDER}/promise.json"])
    anybody = json.loads(editor_schemas.schemas()["promise.json"])
    explained = [one["$defs"]["Side"]["enumDescriptions"] for one in (ours, anybody)]
    assert explained[0][1] == "The Town and its offices"
    assert explained[0][-1] == "Anyone but the Town"
    assert explained[1][1] == "The organisation and its offices"
