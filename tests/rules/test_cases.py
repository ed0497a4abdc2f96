"""Each folder `cases/<rule>/<case>/` is laid over the small city and states in `expected.txt` what must be found."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

import scripts.rules
from scripts.rules import RULES
from tests.conftest import CITY, TESTS, check, overlay

CASES = sorted(path.parent for path in TESTS.glob("cases/*/*/expected.txt"))
FOLDERS = {path for path in TESTS.glob("cases/*/*") if path.is_dir()}
# Cases of reading: what one file, or one name of a file, has wrong. The others are cases of a rule.
OF_READING = {"files", "schema", "yaml"}


def name_of(case: Path) -> str:
    """How a case is called in the list of tests."""
    return f"{case.parent.name}/{case.name}"


@pytest.fixture
def found(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What is found in the city with the case over it, one line a finding, paths as seen from its folder."""
    overlay(tmp_path, case)
    monkeypatch.chdir(tmp_path)
    return "".join(f"{finding}\n" for finding in check(Path()))


def test_nothing_is_found_in_the_small_city() -> None:
    """The city that cases start from is clean, so that whatever a case finds is its own doing."""
    assert [str(finding) for finding in check(CITY)] == []


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_case(case: Path, found: str, pytestconfig: pytest.Config) -> None:
    """A case finds what its `expected.txt` says: no more, no less, and at this line and column."""
    expected = case / "expected.txt"
    if pytestconfig.getoption("bless"):
        expected.write_text(found, encoding="utf-8", newline="\n")
    assert found == expected.read_text(encoding="utf-8"), "if this is right now: pytest --bless, then read the diff"


@pytest.mark.parametrize("case", [case for case in CASES if case.parent.name not in OF_READING], ids=name_of)
def test_a_case_of_a_rule_is_found_by_that_rule(case: Path) -> None:
    """The rule that a folder is named after is among what the case expects."""
    assert f"[{case.parent.name}]" in (case / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", [case for case in CASES if case.parent.name in OF_READING], ids=name_of)
def test_one_mistake_in_a_file_is_one_finding(case: Path) -> None:
    """What is wrong with one file is said once: no echo from the schema, none from the rules."""
    assert len((case / "expected.txt").read_text(encoding="utf-8").splitlines()) == 1


def test_every_folder_of_a_case_says_what_it_expects() -> None:
    """A case without `expected.txt` would never run. Make the file, empty, and run pytest --bless."""
    assert set(CASES) == FOLDERS


def test_every_rule_has_a_case() -> None:
    """The folders in `cases/` are those of reading and one for each rule."""
    assert {case.parent.name for case in CASES} - OF_READING == {rule.id for rule in RULES}


def test_every_module_of_a_rule_is_in_the_list() -> None:
    """No file in `scripts/rules/` is forgotten in RULES, and each rule is named after its file."""
    folder = Path(inspect.getfile(scripts.rules)).parent
    modules = {path.stem.replace("_", "-") for path in folder.glob("*.py")} - {"--init--", "base"}
    assert modules == {rule.id for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_page_of_a_rule_says_why_it_matters_and_how_to_fix_it(rule: scripts.rules.Rule) -> None:
    """The docstring of a rule is its public page: one sentence, why it matters, how to fix it, and an example."""
    first, *rest = rule.text.splitlines()
    assert first.endswith(".")
    assert [line for line in rest if line and not line.startswith(" ")] == [
        "Why it matters",
        "How to fix it",
        "Wrong",
        "Right",
    ]


@pytest.mark.parametrize("case", [case for case in CASES if case.parent.name not in OF_READING], ids=name_of)
def test_every_message_of_a_rule_ends_in_the_remedy(case: Path) -> None:
    """A message says what is wrong, and after a semicolon what to do about it."""
    for line in (case / "expected.txt").read_text(encoding="utf-8").splitlines():
        assert "; " in line
