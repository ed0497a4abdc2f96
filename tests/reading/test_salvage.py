"""One mistake in a record hides no other, and makes none up."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from schemas import KINDS, Key
from schemas.part import Loc
from scripts import rules
from scripts.reading import yaml_text
from scripts.reading.salvage import salvage
from scripts.registry import registry as registries
from scripts.registry.graph import Graph
from scripts.reports import counts
from tests.conftest import CITY, TODAY, check

REGISTRY, _ = registries.read(CITY)
DOCUMENTS = list(REGISTRY.own_documents.items())
PLACES = [(key, loc) for key, document in DOCUMENTS for loc, _ in yaml_text.values(document) if loc]


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_of_each_kind_is_salvaged_whichever_of_its_keys_is_at_fault(kind: str) -> None:
    """Whether a key is missing, holds nonsense, or is misspelt."""
    lost = [
        f"{id_}: {key}"
        for (of_kind, id_), document in DOCUMENTS
        if of_kind == kind
        for key in document.data
        for data in _without(document.data, key)
        if salvage(kind, yaml_text.Document(document.path, document.text, data)) is None
    ]
    assert lost == []


def _without(data: dict[str, Any], key: str) -> Iterator[dict[str, Any]]:
    rest = {name: value for name, value in data.items() if name != key}
    yield rest
    yield rest | {key: [[{"x": 1}]]}
    yield rest | {f"{key}x": data[key]}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small city in a folder in which one record after the other is spoilt."""
    return Path(shutil.copytree(CITY, tmp_path_factory.mktemp("salvage") / "city"))


@given(place=st.sampled_from(PLACES), how=st.sampled_from(["missing", "nonsense", "misspelt"]))
def test_one_mistake_brings_no_finding_but_about_itself(copy: Path, place: tuple[Key, Loc], how: str) -> None:
    """In a city without mistakes, one is made. All that is found is in that file, and found in it alone."""
    key, loc = place
    text = _spoilt(key, loc, how)
    file = copy / Path(REGISTRY.documents[key].path).relative_to(CITY)
    before = file.read_bytes()
    file.write_text(text, encoding="utf-8")
    read, findings = registries.read(copy)
    inspected = rules.run(read, Graph(read), TODAY)
    file.write_bytes(before)
    assume(findings)  # else what is left is a valid record, which may well be wrong beside others
    assert {finding.position.path for finding in findings} == {file.as_posix()}
    assert [str(finding) for finding in inspected.findings] == []
    assert inspected.waiting.rules > 0


def _spoilt(key: Key, loc: Loc, how: str) -> str:
    data: Any = deepcopy(REGISTRY.documents[key].data)
    parent = data
    for step in loc[:-1]:
        parent = parent[step]
    if how == "nonsense" or not isinstance(parent, dict):
        parent[loc[-1]] = {"nonsense": [1]}
    else:
        value = parent.pop(loc[-1])
        parent.update({f"{loc[-1]}x": value} if how == "misspelt" else {})
    return str(yaml.safe_dump(data, sort_keys=False, allow_unicode=True))


def test_a_record_with_eight_mistakes_shows_eight(folder: Path) -> None:
    """Of the schema and of what it names, in one file, all at once."""
    file = folder / "vendors" / "tillhouse.yml"
    text = file.read_text(encoding="utf-8")
    for before, after in (
        ("kinds:", "knds:"),
        ("is: in-use", "is: in-us"),
        ("card-number", "card-nubmer"),
        ("email-address", "emial-address"),
        ("pay-property-tax", "pay-proprety-tax"),
        ("from: payer", "from: payre"),
        ("retention:", "retenton:"),
        ("statements: [pay-1]", "statements: [pya-1]"),
    ):
        assert before in text, before
        text = text.replace(before, after, 1)
    file.write_text(text, encoding="utf-8")
    found = check(folder)
    assert [(finding.rule, finding.message.split("`")[1]) for finding in found] == [
        ("unknown-key", "knds"),
        ("unknown-word", "in-us"),
        ("unknown-reference", "pay-proprety-tax"),
        ("unknown-reference", "payre"),
        ("unknown-reference", "card-nubmer"),
        ("unknown-reference", "emial-address"),
        ("unknown-key", "retenton"),
        ("unknown-statement", "privacy-policy"),
    ]


def test_what_moved_up_is_still_shown_where_it_stands(folder: Path) -> None:
    """An entry that is cut out of a list takes no other one's place."""
    file = folder / "vendors" / "tillhouse.yml"
    text = file.read_text(encoding="utf-8")
    assert "data: [" in text
    text = text.replace("data: [", "data: [[1], emial-address, ", 1)
    file.write_text(text, encoding="utf-8")
    found = {finding.rule: finding.position for finding in check(folder)}
    assert found["unknown-reference"].column == found["wrong-shape"].column + len("[1], ")


@pytest.mark.parametrize(
    ("key", "inside", "rule"),
    [
        ("flows:", ("retention: not-stated", "retention: tomorrow"), "bad-duration"),
        ("duties:", ("says:", "syas:"), "unknown-key"),
    ],
)
def test_what_stands_under_a_misspelt_key_is_looked_at_too(
    key: str, inside: tuple[str, str], rule: str, folder: Path
) -> None:
    """Both mistakes are told, each at its line."""
    file = folder / "vendors" / "tillhouse.yml"
    text = file.read_text(encoding="utf-8")
    text = text.replace(f"\n{key}", f"\n{key.replace('s:', ':')}").replace(*inside, 1)
    file.write_text(text, encoding="utf-8")
    found = check(folder)
    lines = text.split("\n")
    assert [finding.rule for finding in found] == ["unknown-key", rule]
    assert key.replace("s:", ":") in lines[found[0].position.line - 1]
    assert inside[1] in lines[found[1].position.line - 1]


def test_no_flow_is_counted_as_gone(folder: Path) -> None:
    """Whether a mistake is in a record or in the very key of its flows."""
    sound = counts.size(registries.read(folder)[0])
    file = folder / "vendors" / "tillhouse.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("\nflows:", "\nflws:"), encoding="utf-8")
    assert counts.size(registries.read(folder)[0]) == sound
