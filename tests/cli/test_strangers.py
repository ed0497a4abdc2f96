"""Whatever a file holds, the check answers in time that grows with it, and in no more words than anybody reads."""

from __future__ import annotations

import re
import time
from collections import Counter
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from schemas import Data, Key
from schemas.record import Record
from scripts.cli.main import main
from scripts.reading import yaml_text
from scripts.reading.findings import MOST_IN_A_FILE, Finding, Position, Severity, Untold, told
from scripts.reading.near_words import MOST_ALIKE, MOST_COMPARED, Words
from scripts.registry import registry
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.registry.tree import MOST_LEVELS
from scripts.rules import Inspection, circular_category, deep_category, mistakes
from tests import hostile_inputs
from tests.conftest import TODAY
from tests.hostile_inputs import LARGE, SMALL

GROWTH = 2.5
"""How much more work twice the input may be. In proportion it is 2, and some of it is done in steps."""


EACH = pytest.mark.parametrize("name", hostile_inputs.INPUTS)


@EACH
def test_every_finding_says_what_is_wrong_and_where(name: str) -> None:
    """The check comes to its end, and what it says can be printed."""
    found = hostile_inputs.answer(name, LARGE).findings
    assert [one for one in found if not (one.message and one.message.isprintable() and one.position.path)] == []


@EACH
def test_of_one_file_no_more_is_told_than_anybody_reads(name: str) -> None:
    """The first two hundred mistakes, and one finding that counts the others."""
    of_files = Counter(finding.position.path for finding in hostile_inputs.answer(name, LARGE).findings)
    assert max(of_files.values(), default=0) <= MOST_IN_A_FILE + 1


@EACH
def test_twice_the_input_is_no_more_than_twice_the_work(name: str) -> None:
    """What is counted is calls of functions: seconds on a shared machine prove nothing."""
    assert hostile_inputs.growth(name) <= GROWTH


@EACH
def test_no_input_is_refused_only_for_its_size(name: str) -> None:
    """Else it would try nothing: as large as a file may be, it is read like any other."""
    for path, text in hostile_inputs.INPUTS[name](yaml_text.MOST_BYTES).items():
        _, faults = yaml_text.parse(path, text.encode())
        assert "file-too-large" not in {fault.rule for fault in faults}


@pytest.mark.parametrize("name", hostile_inputs.READ)
def test_what_is_meant_to_be_read_has_nothing_wrong_in_its_form(name: str, folder: Path) -> None:
    """Else rules would never see it."""
    hostile_inputs.write(folder, hostile_inputs.READ[name](LARGE))
    assert registry.read(folder)[1] == []


# --- the first mistakes, and how many more ---------------------------------------------------------


def mistake(line: int, severity: Severity = Severity.WARNING, path: str = "a.yml") -> Finding:
    """A mistake on a line of a file."""
    return Finding(Position(path, line), "bad-id", f"this is line {line}", severity)


def test_the_first_mistakes_are_told_in_the_order_of_the_file() -> None:
    """Whatever finds them, and in whatever order."""
    found = told(mistake(line) for line in range(500, 0, -1))
    assert [one.position.line for one in found[:-1]] == [*range(1, MOST_IN_A_FILE + 1)]
    assert found[-1].message.startswith("there are 300 more mistakes from here on; ")
    assert found[-1].position.line == MOST_IN_A_FILE + 1


def test_as_many_mistakes_as_are_told_leave_none_to_count() -> None:
    """The bound itself is told whole."""
    assert told(map(mistake, range(MOST_IN_A_FILE))) == [mistake(line) for line in range(MOST_IN_A_FILE)]


def test_each_file_has_mistakes_of_its_own() -> None:
    """A file that is full of them hides those of no other."""
    found = told([*map(mistake, range(500)), mistake(1, path="b.yml")])
    assert found[-1] == mistake(1, path="b.yml")


def test_what_is_not_told_is_not_put_into_words() -> None:
    """Most of the work is in the words."""
    said: list[int] = []

    def tell(line: int) -> Finding:
        said.append(line)
        return mistake(line)

    told(Untold(Position("a.yml", line), partial(tell, line)) for line in range(1_000))
    assert said == [*range(MOST_IN_A_FILE)]


@pytest.mark.parametrize("last", Severity)
def test_an_error_that_is_not_told_is_still_an_error(last: Severity) -> None:
    """It may not pass for a warning because two hundred warnings stand before it."""
    found = told([*map(mistake, range(300)), mistake(300, last)])
    assert found[-1].severity == last


def test_a_file_with_too_many_mistakes_fails_the_check(folder: Path) -> None:
    """With its last line as the only error, behind hundreds of warnings."""
    links = "".join(f'  - "http://a{number}.example.org/"\n' for number in range(300))
    path = folder / "services" / "browse.yml"
    path.write_text(path.read_text(encoding="utf-8") + f"more_pages:\n{links}formerly: [town-hall, town-hall]\n")
    result = CliRunner().invoke(main, ["check", "--registry", str(folder), "--today", TODAY.isoformat()])
    assert "1 error, 200 warnings" in result.output
    assert result.exit_code == 1


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_every_form_of_the_report_says_how_many_are_not_told(form: str, folder: Path) -> None:
    """Of GitHub's ten annotations too, one says it."""
    hostile_inputs.write(folder, hostile_inputs.INPUTS["wrong words"](SMALL))
    result = CliRunner().invoke(main, ["check", "--registry", str(folder), "--format", form])
    assert re.search(r"there are [\d,]+ more mistakes from here on", result.output)


def test_the_page_of_what_is_not_told_says_how_many_are() -> None:
    """The number stands in its example."""
    assert f"{MOST_IN_A_FILE} are told" in mistakes.known()["more-mistakes"].parts["Wrong"]


# --- words among many ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "meant"),
    [("vender-4711", "vendor-4711"), ("vendor-4711x", "vendor-4711"), ("Vendor_4711", "vendor-4711"), ("colour", None)],
)
def test_a_slip_is_understood_among_ten_thousand_words(word: str, meant: str | None) -> None:
    """The word that is meant begins or ends in the same way."""
    assert Words(f"vendor-{number}" for number in range(10_000)).nearest(word) == meant


def test_a_word_is_compared_with_few_of_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a thousand wrong ids among a thousand right ones would be a million comparisons."""
    compared: list[int] = []

    def none(_: str, words: list[str], **__: float) -> list[str]:
        compared.append(len(words))
        return []

    monkeypatch.setattr("scripts.reading.near_words.get_close_matches", none)
    for many in (MOST_COMPARED, 10_000):
        Words(f"vendor-{number}" for number in range(many)).nearest("something-else")
    assert compared[0] == MOST_COMPARED
    assert compared[1] <= 4 * MOST_ALIKE


# --- chains and circles ----------------------------------------------------------------------------


def chain(length: int, *, closed: bool = False) -> Inspection:
    """Kinds of information of which each is part of the one before it; the first of the last, if it is closed."""
    record = {"name": "X", "summary": "X.", "sensitivity": "ordinary", "fideslang": "none", "dpv": "none"}
    records: dict[Key, Record] = {}
    for number in range(length):
        parent = {"part_of": f"c-{(number - 1) % length}"} if number or closed else {}
        records["data", f"c-{number}"] = Data.model_validate({**record, "identifies": "nobody", **parent})
    found = Registry(records)
    return Inspection(found, Graph(found), TODAY)


@pytest.mark.parametrize("length", [MOST_LEVELS, MOST_LEVELS + 1, MOST_LEVELS + 5])
def test_the_first_record_that_stands_too_deep_is_named(length: int) -> None:
    """Mending it mends all that is part of it."""
    deep = [key[1] for key, *_ in deep_category.check(chain(length))]
    assert deep == [f"c-{MOST_LEVELS}"] * (length > MOST_LEVELS)


def test_a_circle_is_not_called_deep() -> None:
    """It has no top to count from, and another rule reports it."""
    assert list(deep_category.check(chain(100, closed=True))) == []


@pytest.mark.parametrize("closed", [True, False])
def test_chains_and_circles_of_any_length_are_followed_in_one_pass(*, closed: bool) -> None:
    """Twenty thousand steps take no time; a look back at each step would take minutes."""
    inspection = chain(20_000, closed=closed)
    start = time.perf_counter()
    found = [key[1] for key, *_ in circular_category.check(inspection)]
    assert time.perf_counter() - start < 5
    assert found == ["c-0"] * closed


def test_of_a_long_circle_the_first_records_are_named() -> None:
    """They are enough to find it, and the others would fill the screen."""
    ((_, _, message, *_),) = circular_category.check(chain(1_000, closed=True))
    assert "(c-0 → c-999 → c-998" in str(message)
    assert str(message).count("→") == circular_category.MOST_NAMED + 1


def test_a_tree_looks_no_further_than_its_levels() -> None:
    """So what all records know of what is above and below them grows with the records, and no faster."""
    tree = chain(100).graph.data
    assert tree.above("c-50") == tuple(f"c-{number}" for number in range(49, 49 - MOST_LEVELS, -1))
    assert tree.below("c-50") == {f"c-{number}" for number in range(51, 51 + MOST_LEVELS)}
