"""`registry policy`: a copy of a policy against its record, and what happens to the record when somebody accepts it."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scripts.cli.main import main
from scripts.observation import policy_drift
from scripts.reading import yaml_text
from scripts.reading.yaml_text import MOST_BYTES
from scripts.registry import registry
from tests.conftest import CITY, TESTS, check
from tests.reports.test_reports import FORMATS

pytestmark = pytest.mark.usefixtures("unconfined")

DRIFT = TESTS / "drift"
FOLDERS = sorted(path for path in DRIFT.iterdir() if path.is_dir())
# A file `policy.…` is a whole policy; files `page-…` are one policy together. If there is a file `before.…`, it is what
# the record knows; else the record is that of the small city.
CASES = [
    *((path,) for folder in FOLDERS for path in sorted(folder.glob("policy.*"))),
    *(pages for folder in FOLDERS if (pages := tuple(sorted(folder.glob("page-*"))))),
]
RECORD = Path("sources", "privacy-policy.yml")
LEFT_OUT = re.compile(r"\n\d+ words before the first heading were left out.*\n")


def name_of(copies: tuple[Path, ...]) -> str:
    """How a case is called in the list of tests."""
    return f"{copies[0].parent.name}/{copies[0].name}"


def policy(root: Path, *words: str | Path) -> Result:
    """Compare copies with the record of a registry, on a day after it was last read."""
    return CliRunner().invoke(main, ["policy", "--registry", str(root), "--today", "2030-03-01", *map(str, words)])


def edit(path: Path, *changes: tuple[str, str]) -> None:
    """Replace what stands once in a file."""
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def sections(root: Path) -> list[tuple[str, str]]:
    """Heading and fingerprint of each section in the record."""
    record = registry.read(root)[0].sources["privacy-policy"]
    return [(section.heading, section.fingerprint) for section in record.sections]


# --- what is found -----------------------------------------------------------------------------------


@pytest.mark.parametrize("copies", CASES, ids=name_of)
def test_case(copies: tuple[Path, ...], folder: Path, pytestconfig: pytest.Config) -> None:
    """Each folder in `drift/` holds copies of a policy, and what is found whichever of them is compared."""
    for before in copies[0].parent.glob("before.*"):
        policy(folder, before, "--accept")
    done = policy(folder, *copies)
    found, expected = LEFT_OUT.sub("", done.output), copies[0].parent / "expected.txt"
    found = found.replace(f"{copies[0].parent}{os.sep}", "")
    if pytestconfig.getoption("bless"):
        expected.write_text(found, encoding="utf-8", newline="\n")
    assert found == expected.read_text(encoding="utf-8"), "if this is right now: pytest --bless, then read the diff"
    assert done.exit_code == (2 if found.startswith("Error: ") else 0 if "all 9 sections are as" in found else 1)


def test_every_folder_has_a_copy_and_says_what_is_expected() -> None:
    """A folder without a copy would never run."""
    assert {copies[0].parent for copies in CASES} == set(FOLDERS)
    assert [folder for folder in FOLDERS if not (folder / "expected.txt").is_file()] == []


@pytest.mark.parametrize("folder", [folder for folder in FOLDERS if len(list(folder.glob("policy.*"))) > 1])
def test_text_and_html_of_one_page_have_the_same_fingerprints(folder: Path, tmp_path: Path) -> None:
    """Which of the two somebody saves makes no difference."""
    found = []
    for copy in folder.glob("policy.*"):
        root = Path(shutil.copytree(CITY, tmp_path / copy.suffix))
        assert policy(root, copy, "--accept").exit_code == 0
        found.append(sections(root))
    assert len(found) == 2
    assert found[0] == found[1]


def test_words_before_the_first_heading_of_a_text_are_counted_aloud() -> None:
    """They may be a menu, or a new part of the policy: nobody can tell, so it is said."""
    done = policy(CITY, DRIFT / "unchanged" / "policy.txt")
    assert "6 words before the first heading were left out" in done.output


def test_words_before_the_first_heading_of_html_are_a_section(folder: Path, tmp_path: Path) -> None:
    """There the main part is marked, so they belong to the policy, and a change in them is seen."""
    copy = tmp_path / "policy.html"
    copy.write_text("<main><p>We may sell this.</p><h1>Privacy policy of Quillbrook</h1>", encoding="utf-8")
    assert "New: (before the first heading)" in policy(folder, copy, "--shortened").output
    policy(folder, copy, "--shortened", "--accept")
    assert policy(folder, copy).exit_code == 0
    edit(copy, ("may", "shall"))
    assert "Changed: (before the first heading)" in policy(folder, copy).output


def test_what_rests_on_a_section_is_named_by_kind(folder: Path, tmp_path: Path) -> None:
    """The promises, the flows, and whatever else cites a statement of it, worked out by hand."""
    copy = tmp_path / "policy.txt"
    shutil.copy(DRIFT / "unchanged" / "policy.txt", copy)
    edit(copy, ("a card number", "two card numbers"), ("the pages of others", "any other pages"))
    scope, payments = json.loads(policy(folder, copy, "--format", "json").output)["changes"]
    assert scope["statements"] == ["scope-1"]
    assert scope["records"] == ["organisation/organisation"]
    assert scope["promises"] == scope["flows"] == []
    assert payments["statements"] == ["pay-1"]
    assert payments["promises"] == ["cards-are-a-must"]
    assert payments["flows"] == ["tillhouse/property-tax"]
    assert payments["records"] == []


# --- for programs ------------------------------------------------------------------------------------


def test_a_program_gets_each_change() -> None:
    """With both headings and both fingerprints, so that it need not read the policy itself."""
    found = json.loads(policy(CITY, DRIFT / "renamed" / "policy.txt", "--format", "json").output)
    (change,) = found["changes"]
    assert (found["source"], found["sections"], found["words_left_out"]) == ("privacy-policy", 9, 6)
    assert (change["change"], change["heading"], change["heading_now"]) == (
        "renamed",
        "Visits",
        "What our server sees",
    )
    assert change["fingerprint"] == change["fingerprint_now"]


def test_the_page_on_formats_names_every_key() -> None:
    """Whoever writes a program for it reads that page."""
    found = json.loads(policy(CITY, DRIFT / "new" / "policy.txt", "--format", "json").output)
    page = FORMATS.read_text(encoding="utf-8").partition("`registry policy`")[2]
    for key in (*found, *found["changes"][0]):
        assert f"| `{key}` |" in page
    assert f"version {policy_drift.JSON_VERSION}" in page


def test_the_summary_of_a_job_holds_what_was_found(tmp_path: Path) -> None:
    """In a block, since headings come from elsewhere."""
    summary = tmp_path / "summary.md"
    copy = DRIFT / "changed" / "policy.html"
    words = ["policy", "--registry", str(CITY), "--format", "github", str(copy)]
    done = CliRunner().invoke(main, words, env={"GITHUB_STEP_SUMMARY": str(summary)})
    assert "    Changed: Payments\n" in summary.read_text(encoding="utf-8")
    assert "Changed: Payments\n" in done.output


# --- accepting ---------------------------------------------------------------------------------------

WITHOUT_A_SECTION = {"gone", "hidden-for-good", "not-loaded", "only-headings-loaded"}
ACCEPTED = [copies for copies in CASES if copies[0].parent.name not in WITHOUT_A_SECTION]


@pytest.mark.parametrize("copies", ACCEPTED, ids=name_of)
def test_what_is_accepted_is_known_from_then_on(copies: tuple[Path, ...], folder: Path) -> None:
    """Whatever has changed, the record is a good one afterwards, in the form that `registry fix` would give it."""
    done = policy(folder, *copies, "--accept")
    assert done.exit_code == 0
    assert "--accept" not in done.output
    assert policy(folder, *copies).exit_code == 0
    assert [str(finding) for finding in check(folder)] == []
    fixed = CliRunner().invoke(main, ["fix", "--registry", str(folder), "--check", str(folder / RECORD)])
    assert fixed.exit_code == 0, fixed.output


def test_what_is_accepted_is_shown(folder: Path) -> None:
    """As a difference in the record, so that nothing is written unseen."""
    done = policy(folder, DRIFT / "changed" / "policy.txt", "--accept")
    assert re.search(r"^-  - \{heading: Payments, fingerprint: v1-", done.output, re.MULTILINE)
    assert re.search(r"^\+  - \{heading: Payments, fingerprint: v1-", done.output, re.MULTILINE)
    assert "+read: {date: 2030-03-01, extent: whole}" in done.output


def test_nothing_but_the_day_changes_if_the_policy_has_not(folder: Path) -> None:
    """The record says when somebody last looked."""
    before = (folder / RECORD).read_text(encoding="utf-8")
    policy(folder, DRIFT / "unchanged" / "policy.html", "--accept")
    assert (folder / RECORD).read_text(encoding="utf-8") == before.replace("date: 2030-01-10", "date: 2030-03-01")


def test_a_record_in_braces_is_left_as_it_is(folder: Path) -> None:
    """No line can be added to it; the message says how to write it."""
    path = folder / RECORD
    data = yaml_text.parse(path.name, path.read_bytes())[0].data
    del data["sections"]
    path.write_text(json.dumps(data), encoding="utf-8")
    before = path.read_bytes()
    done = policy(folder, DRIFT / "unchanged" / "policy.html", "--accept")
    assert done.exit_code != 0
    assert "the record is written in braces; write it as `key: value` lines" in done.output
    assert path.read_bytes() == before


def test_comments_stay_with_their_section(folder: Path) -> None:
    """Above an entry or behind it, also if it is moved."""
    edit(
        folder / RECORD,
        ("sections:\n", "sections:  # of the page\n"),
        ("  - {heading: Records,", "  # Read twice.\n  - {heading: Records,"),
        ("  - {heading: By phone,", "  # Ring first.\n  - heading: By phone  # old\n    {heading: By phone,"),
        ("statements:\n", "# what it states\nstatements:\n"),
    )
    edit(folder / RECORD, ("    {heading: By phone, fingerprint: ", "    fingerprint: "))
    text = (folder / RECORD).read_text(encoding="utf-8")
    (folder / RECORD).write_text(re.sub(r"(    fingerprint: v1-\w+)\}", r"\1", text), encoding="utf-8")
    done = policy(folder, DRIFT / "moved" / "policy.txt", "--accept")
    assert done.exit_code == 0, done.output
    lines = (folder / RECORD).read_text(encoding="utf-8").splitlines()
    at = lines.index("sections:  # of the page")
    assert lines[at + 1].startswith("  - {heading: Privacy policy of Quillbrook,")
    assert lines[at + 2] == "  # Read twice."
    assert lines[at + 3].startswith("  - {heading: Records,")
    assert lines[lines.index("  # Ring first.") + 1] == "  - heading: By phone  # old"
    assert lines[lines.index("statements:") - 1] == "# what it states"
    assert lines[lines.index("statements:") - 2].startswith("  - {heading: By letter,")


def test_statements_follow_a_heading_that_is_worded_anew(folder: Path) -> None:
    """Its words are the same, so there is one right answer."""
    policy(folder, DRIFT / "renamed" / "policy.html", "--accept")
    record = registry.read(folder)[0].sources["privacy-policy"]
    assert record.statements["auto-1"].section == "What our server sees"
    assert "Visits" not in {section.heading for section in record.sections}


def test_a_statement_whose_section_is_gone_fails_the_check(folder: Path) -> None:
    """Somebody has to decide what becomes of it: the check names it at its line."""
    policy(folder, DRIFT / "gone" / "policy.html", "--accept")
    found = [finding for finding in check(folder) if finding.rule == "unknown-section"]
    assert [
        "promise-1" in (folder / RECORD).read_text(encoding="utf-8").splitlines()[one.position.line - 1]
        for one in found
    ] == [True, False, False]


def test_a_record_gets_its_first_sections_before_its_statements(folder: Path) -> None:
    """The headings that its statements name are known even in plain text; others are asked about."""
    text = (folder / RECORD).read_text(encoding="utf-8")
    (folder / RECORD).write_text(re.sub(r"sections:\n(  - .*\n)+", "", text), encoding="utf-8")
    copy = DRIFT / "unchanged" / "policy.txt"
    assert "write them with --accept" in policy(folder, copy).output
    headings = ["Privacy policy of Quillbrook", "Contact", "By phone", "By letter"]
    done = policy(folder, copy, "--accept", *(word for one in headings[:2] for word in ("--heading", one)))
    assert "name it with --heading: “By phone”, “By letter”." in done.output
    policy(folder, copy, "--accept", *(word for one in headings for word in ("--heading", one)))
    assert (folder / RECORD).read_text(encoding="utf-8") == text.replace("2030-01-10", "2030-03-01")


def test_no_word_under_a_heading_goes_into_the_record(folder: Path) -> None:
    """All that is kept of a policy are its headings and fingerprints."""
    before = (folder / RECORD).read_text(encoding="utf-8").splitlines()
    policy(folder, DRIFT / "new" / "policy.html", "--accept")
    added = [line for line in (folder / RECORD).read_text(encoding="utf-8").splitlines() if line not in before]
    day, section = added
    assert day == "read: {date: 2030-03-01, extent: whole}"
    assert re.fullmatch(r"  - \{heading: Selling, fingerprint: v1-[0-9a-f]{16}\}", section)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (r"sections:\n(  - .*\n)+", "sections: [{heading: Visits, fingerprint: v1-0123456789abcdef}]\n", "on one line"),
        (r"\A", f"# {'x' * (MOST_BYTES - 1_500)}\n", "could not hold these sections: a record has at most"),
    ],
)
def test_a_record_that_cannot_take_the_sections_stays_as_it_was(old: str, new: str, says: str, folder: Path) -> None:
    """Nothing is half-written, and the message says what stands in the way."""
    text = re.sub(old, new, (folder / RECORD).read_text(encoding="utf-8"))
    (folder / RECORD).write_text(text, encoding="utf-8")
    done = policy(folder, DRIFT / "new" / "policy.html", "--accept")
    assert done.exit_code == 2
    assert says in done.output
    assert "nothing was written" in done.output
    assert (folder / RECORD).read_text(encoding="utf-8") == text


def test_a_heading_that_yaml_would_misread_is_quoted(folder: Path, tmp_path: Path) -> None:
    """Such as one with a colon, or one that looks like a number."""
    headings = [
        "Yes",
        "2028",
        "Cookies: what, where, why?",
        "{braces} & #signs",
        "“Quoted”",
        "It's",
        "- a dash",
        "null",
    ]
    copy = tmp_path / "policy.html"
    body = "".join(f"<h2>{heading.replace('&', '&amp;')}</h2><p>Words {at}.</p>" for at, heading in enumerate(headings))
    original = (DRIFT / "unchanged" / "policy.html").read_text(encoding="utf-8")
    copy.write_text(original.replace("<noscript>", f"{body}<noscript>"), encoding="utf-8")
    assert policy(folder, copy, "--accept").exit_code == 0
    assert [heading for heading, _ in sections(folder)][-len(headings) :] == [*headings[:6], "a dash", "null"]
    assert policy(folder, copy).exit_code == 0


def test_a_copy_of_a_copy_is_asked_about(folder: Path) -> None:
    """The record may say that an archived page was read: only the person who saved it knows whether that holds."""
    edit(folder / RECORD, ("extent: whole}", "extent: whole, copy: an old print}"))
    done = policy(folder, DRIFT / "unchanged" / "policy.txt", "--accept")
    assert "a copy was read (an old print). Is that still so?" in done.output


# --- wrong use ---------------------------------------------------------------------------------------


def test_all_copies_that_cannot_be_read_are_named(folder: Path, tmp_path: Path) -> None:
    """At once, each with its reason, and nothing is written."""
    (tmp_path / "empty.txt").write_text(" \n", encoding="utf-8")
    before = (folder / RECORD).read_text(encoding="utf-8")
    done = policy(folder, tmp_path / "none.html", tmp_path, tmp_path / "empty.txt", "ftp://x.example/", "--accept")
    assert done.exit_code == 2
    assert (
        len(
            re.findall(
                r"(?m): (there is no such file|this is no plain file|it is empty|this is no address)", done.output
            )
        )
        == 4
    )
    assert (folder / RECORD).read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--source", "privacy-polcy"], "did you mean `privacy-policy`?"),
        (["--source", "nothing-near-it"], "the sources are "),
        (["--source", "seen-by-us"], "has no fingerprints yet"),
        (["--source", "seen-by-us", "--accept"], "the record has no address"),
    ],
)
def test_a_wrong_record_is_wrong_use(words: list[str], says: str) -> None:
    """With what is there instead."""
    done = policy(CITY, *words)
    assert done.exit_code == 2
    assert says in done.output


def test_without_a_policy_the_record_must_be_named(folder: Path) -> None:
    """An organisation may not have stated any."""
    edit(folder / "organisation.yml", ("policy: privacy-policy", "policy: not-stated"))
    copy = DRIFT / "unchanged" / "policy.txt"
    assert "name a record with --source" in policy(folder, copy).output
    assert policy(folder, copy, "--source", "privacy-policy").exit_code == 0


def test_records_with_mistakes_are_mended_first(folder: Path) -> None:
    """What rests on a section could not be told."""
    edit(folder / "organisation.yml", ("home: https:", "hoem: https:"))
    done = policy(folder, DRIFT / "unchanged" / "policy.txt")
    assert done.exit_code == 2
    assert "mend what `registry check` shows" in done.output


def test_that_most_is_missing_is_accepted_only_if_somebody_says_so(folder: Path) -> None:
    """A page that has not loaded must not take every section out of the record."""
    copy, before = DRIFT / "not-loaded" / "policy.html", (folder / RECORD).read_text(encoding="utf-8")
    done = policy(folder, copy, "--accept")
    assert (done.exit_code, "most of the policy is missing (8 of the 9" in done.output) == (2, True)
    assert (folder / RECORD).read_text(encoding="utf-8") == before
    told = policy(folder, copy, "--shortened")
    assert (told.exit_code, told.output.count("Gone: ")) == (1, 7)
    assert policy(folder, copy, "--shortened", "--accept").exit_code == 0
    assert [heading for heading, _ in sections(folder)] == ["Privacy policy of Quillbrook", "Contact"]


def test_another_text_is_not_taken_for_the_policy(folder: Path, tmp_path: Path) -> None:
    """A page that says "not found" must not make every section gone, least of all in the record."""
    copy = tmp_path / "policy.html"
    copy.write_text("<main><h1>Page not found</h1><p>We have moved.", encoding="utf-8")
    before = (folder / RECORD).read_text(encoding="utf-8")
    done = policy(folder, copy, "--accept")
    assert done.exit_code == 2
    assert "this seems to be another text" in done.output
    assert (folder / RECORD).read_text(encoding="utf-8") == before
