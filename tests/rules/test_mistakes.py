"""Every kind of mistake has a page, and what the page shows as wrong and right is so."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from scripts.exports import open_data
from scripts.reading.findings import Severity
from scripts.reading.near_words import did_you_mean
from scripts.registry import registry
from scripts.registry.graph import Graph
from scripts.rules import RULES, Rule, mistakes
from scripts.rules.mistakes import Mistake
from scripts.site import pages, reference
from tests.conftest import CITY, TESTS, check

KNOWN = mistakes.known()
SCRIPTS = TESTS.parent / "scripts"
SHOWN_ONLY = {
    # Their examples show names of files, or text that no file of this project may hold.
    *("ambiguous-id", "empty-registry", "encoding", "file-too-large", "missing-organisation", "not-a-file"),
    *("deep-category", "more-mistakes", "worked-example"),
    *("stale-file", "stray-file", "too-long"),
}
NOT_IN_A_CASE = {"file-too-large", "more-mistakes", "stale-file"}
"""No folder in git can hold these, or should; other tests make them."""


def examples(text: str) -> dict[str, str]:
    """The files of an example, each under a comment with its name."""
    _, *pieces = re.split(r"^# ([\w/-]+\.yml).*\n", text, flags=re.MULTILINE)
    return dict(zip(pieces[::2], pieces[1::2], strict=True))


def overlay(root: Path, files: dict[str, str]) -> None:
    """Put examples over a registry: keys that the file has already give way to those of the example."""
    for name, text in files.items():
        path = root / name
        blocks = re.split(r"^(?=\w)", path.read_text(encoding="utf-8") if path.exists() else "", flags=re.MULTILINE)
        new = set(re.findall(r"^(\w+):", text, flags=re.MULTILINE))
        kept = [block for block in blocks if block.split(":")[0] not in new]
        path.write_text("".join(kept) + text.rstrip("\n") + "\n", encoding="utf-8")


def found_in(root: Path) -> dict[str, Severity]:
    """What is wrong in a registry, and how badly."""
    return {finding.rule: finding.severity for finding in check(root)}


@pytest.mark.parametrize("mistake", KNOWN.values(), ids=lambda mistake: mistake.id)
def test_a_page_has_a_sentence_a_reason_a_remedy_and_an_example(mistake: Mistake) -> None:
    """So that someone who has never seen the project knows what to do."""
    assert mistake.title.endswith(".")
    assert list(mistake.parts) == ["Why it matters", "How to fix it", "Wrong", "Right"]


@pytest.mark.parametrize("id_", sorted(KNOWN.keys() - SHOWN_ONLY))
def test_the_wrong_example_makes_the_mistake_and_the_right_one_mends_it(id_: str, tmp_path: Path) -> None:
    """An example is no decoration: both are laid over the small city and checked."""
    wrong, right = examples(KNOWN[id_].parts["Wrong"]), examples(KNOWN[id_].parts["Right"])
    before, after = tmp_path / "before", tmp_path / "after"
    shutil.copytree(CITY, before)
    shutil.copytree(CITY, after)
    overlay(before, wrong)
    overlay(after, {name: text for name, text in wrong.items() if name not in right})
    overlay(after, right)
    assert id_ in found_in(before)
    assert id_ not in found_in(after)
    assert Severity.ERROR not in found_in(after).values()


def test_examples_that_are_only_shown_name_no_file_to_change() -> None:
    """Whatever can be checked is checked."""
    assert {id_ for id_, mistake in KNOWN.items() if not examples(mistake.parts["Right"])} == SHOWN_ONLY


def test_every_finding_of_a_case_has_a_page() -> None:
    """And every page has a case, but for the mistakes that no folder in git can hold."""
    found = {
        rule
        for path in TESTS.glob("cases/*/*/expected.txt")
        for rule in re.findall(r" (?:error|warning)\[([\w-]+)\] ", path.read_text(encoding="utf-8"))
    }
    assert found == KNOWN.keys() - NOT_IN_A_CASE


def test_every_id_in_the_code_has_a_page() -> None:
    """The steps before the rules say a mistake's id in one of four ways; each id in them is known."""
    said = re.compile(
        r"""(?:fault|refused|refuse|decorated)\(\s*(?:entry\.name,\s*|"[\w.]+",\s*)?"([a-z-]+)"  # a call
        | Finding\([^"]*?"([a-z-]+)"                                            # a finding
        | return\s*\(?\s*"([a-z-]+)",                                          # an id with its message
        """,
        re.VERBOSE,
    )
    rooms = ("reading/findings", "reading/yaml_text", "reading/validation", "reading/writing", "reading/folder")
    texts = [(SCRIPTS / f"{room}.py").read_text(encoding="utf-8") for room in rooms]
    found = {id_ for text in texts for ids in said.findall(text) for id_ in ids}
    models = (path.read_text(encoding="utf-8") for path in (TESTS.parent / "schemas").glob("*.py"))
    found |= {
        id_.replace("_", "-")
        for text in models
        for id_ in re.findall(r'"((?:bad|reserved)_\w+|said_twice|contradiction)"', text)
    }
    assert found - {""} == {path.stem for path in (SCRIPTS / "rules" / "mistakes").glob("*.txt")}


def test_the_site_has_a_page_for_each_mistake_and_a_list_of_them() -> None:
    """The list links to every page, and examples are code."""
    pages = reference.pages()
    for id_ in KNOWN:
        assert f"({id_}.md)" in pages["rules/index.md"]
        assert "\n## Wrong\n\n    " in pages[f"rules/{id_}.md"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("emial-address", "email-address"),
        ("email_address", "email-address"),
        ("Email Address", "email-address"),
        ("tps1", "tps-1"),
        ("si", "is"),
        ("recieve", "receive"),
        ("ts-1", "tps-1"),
    ],
)
def test_a_slip_of_the_pen_is_understood(word: str, meant: str) -> None:
    """Swapped letters, other separators and capitals do not hide what was meant."""
    known = ["email-address", "postal-address", "ps-1", "tps-1", "tps-15", "is", "on", "receive"]
    assert did_you_mean(word, known) == f"did you mean `{meant}`?"


def test_no_word_is_suggested_that_is_not_near() -> None:
    """A wrong suggestion is worse than none."""
    assert did_you_mean("colour", ["name", "summary", "note"], "look it up") == "look it up"


EIGHT = """\
name: Pawform
legal_name: not-stated
identity: known
kinds: [froms]
sumary: It runs the form for pet tags.
role: on-its-own
status: {is: in-use}
reviewed: {date: 15 January, by: town clerk}
links: {home: "www.pawform.example.org", privacy: not-stated, terms: not-stated}
cookies:
contract: not-stated
security: not-stated
security: They say that it is safe.
flows: none
"""


def test_eight_mistakes_in_one_record_are_eight_findings(folder: Path) -> None:
    """Each at its line, said once, in the order of the file."""
    (folder / "vendors" / "pawform.yml").write_text(EIGHT, encoding="utf-8")
    found = [(finding.position.line, finding.rule) for finding in check(folder)]
    assert found == [
        (4, "unknown-reference"),
        (5, "unknown-key"),
        (7, "missing-key"),
        (8, "bad-day"),
        (9, "bad-url"),
        (10, "empty-value"),
        (13, "duplicate-key"),
        (14, "wrong-shape"),
    ]


ERRORS = [rule for rule in RULES if rule.severity == Severity.ERROR and rule.id not in SHOWN_ONLY]


@pytest.mark.parametrize("rule", ERRORS, ids=lambda rule: rule.id)
def test_an_error_that_is_waived_breaks_no_page(rule: Rule, tmp_path: Path) -> None:
    """What pages rest on cannot be waived; with all else waived, pages and open data are made."""
    root = Path(shutil.copytree(CITY, tmp_path / "city"))
    overlay(root, examples(KNOWN[rule.id].parts["Wrong"]))
    waiver = f"waivers: [{{rule: {rule.id}, reason: It is right., by: town clerk, until: 2030-12-31}}]\n"
    for finding in check(root):
        if finding.rule == rule.id:
            named = re.search(r"write a waiver into `(.*?)`", finding.message)
            overlay(root, {named[1] if named else Path(finding.position.path).relative_to(root).as_posix(): waiver})
    left = {finding.rule for finding in check(root) if finding.severity == Severity.ERROR}
    assert (rule.id in left) == (not rule.may_be_waived)
    if not left:
        read, _ = registry.read(root)
        assert pages.render(read, Graph(read))
        assert open_data.render(read, Graph(read))
