"""What looks like a mistake of a rule and is none, and what is one for each kind of record."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from scripts import rules
from scripts.registry import registry
from scripts.registry.graph import Graph
from tests.conftest import TODAY, check


def test_parents_may_give_what_is_about_a_child(folder: Path) -> None:
    """People who give what is about others name them, and nothing is wrong with that."""
    pawform = folder / "vendors" / "pawform.yml"
    text = pawform.read_text(encoding="utf-8")
    pawform.write_text(text.replace("from: pet-owner\n", "from: pet-owner\n    about: [visitor]\n"), encoding="utf-8")
    read, findings = registry.read(folder)
    graph = Graph(read)
    assert findings + rules.run(read, graph, TODAY).findings == []
    assert graph.about(graph.edges["pawform/pet-form"]) == ("visitor",)


def test_two_products_of_one_company_are_no_two_names(folder: Path) -> None:
    """One legal name is a warning, since it may be right; only names that people read have to differ."""
    for vendor in ("pawform", "tillhouse"):
        path = folder / "vendors" / f"{vendor}.yml"
        text = path.read_text(encoding="utf-8").replace("legal_name: not-stated", "legal_name: Made Up Holdings LLC")
        path.write_text(text, encoding="utf-8")
    read, _ = registry.read(folder)
    assert [finding.rule for finding in rules.run(read, Graph(read), TODAY).findings] == ["two-records-of-one"]


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("services", "browse", "pet-license"),
        ("data", "email-address", "postal-address"),
        ("sources", "seen-by-us", "records-law"),
    ],
)
def test_two_records_of_any_kind_have_two_names(folder: Path, kind: str, one: str, other: str) -> None:
    """Services and kinds of information too."""
    paths = [folder / kind / f"{id_}.yml" for id_ in (one, other)]
    names = [yaml.safe_load(path.read_text(encoding="utf-8"))["name"] for path in paths]
    text = paths[1].read_text(encoding="utf-8")
    paths[1].write_text(text.replace(f"name: {names[1]}", f"name: {names[0]}", 1), encoding="utf-8")
    assert {finding.rule for finding in check(folder)} == {"same-name"}
