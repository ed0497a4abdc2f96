"""Beginning: what `registry init` writes for another organisation, and what it never writes over."""

from __future__ import annotations

import os
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from scripts.authoring import fix, new_registry
from scripts.authoring.new_registry import Beginning, OrganisationKind
from scripts.cli.main import main
from scripts.reading import validation, yaml_text
from scripts.reading.findings import Severity
from scripts.registry.registry import Registry
from scripts.rules import worked_example
from scripts.site.build import PROJECT
from tests.conftest import CITY, check
from tests.disks import REGISTRY
from tests.reading.test_git import run_git
from tests.terminal import opened

HOME = "https://www.riverbend.example.org/"
NAME = "Riverbend Public Library"


def init(*words: str | Path) -> tuple[int, str]:
    """Run `registry init` on the same day as all tests: its exit code and what it prints."""
    done = CliRunner().invoke(main, ["init", "--today", "2030-03-01", *map(str, words)])
    return done.exit_code, done.output


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone that holds the records of the small city, all of them in git, and the shell in it."""
    shutil.copytree(CITY, tmp_path / "clone/registry")
    run_git(tmp_path, "init", "--quiet", "clone")
    run_git(tmp_path / "clone", "add", "--all")
    run_git(tmp_path / "clone", "commit", "--quiet", "--message=one")
    monkeypatch.chdir(tmp_path / "clone")
    return tmp_path / "clone"


def names(folder: Path) -> set[str]:
    """The files below a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


NEW = {
    *(".ids.json", "organisation.yml", "offices/library.yml"),
    *("services/example-form.yml", "sources/example-page.yml", "vendors/example-company.yml"),
}


# --- what is written -----------------------------------------------------------------------------


def test_a_new_registry_has_no_mistake_but_that_it_still_has_the_example(tmp_path: Path) -> None:
    """So that the site can be built at once, and nobody publishes the example without being told."""
    code, _ = init(NAME, "--kind", "library", "--home", HOME, "--dir", tmp_path / "new")
    assert (code, names(tmp_path / "new/registry")) == (0, NEW)
    assert {finding.rule for finding in check(tmp_path / "new/registry")} == {worked_example.RULE.id}


@pytest.mark.parametrize("kind", [kind for kind in OrganisationKind if kind is not OrganisationKind.OTHER])
def test_a_kind_of_organisation_brings_what_sentences_call_it(tmp_path: Path, kind: OrganisationKind) -> None:
    """In both languages, so that neither says the other's word."""
    init("Riverbend", "--kind", kind, "--home", HOME, "--dir", tmp_path / "new")
    said = yaml_text.parse("", (tmp_path / "new/registry/organisation.yml").read_bytes())[0].data
    assert said["short_name"] == kind.label
    assert said["translations"]["es"]["short_name"] == new_registry.spanish_short_name(kind)


def test_what_is_said_stands_in_the_record(tmp_path: Path) -> None:
    """Nobody has to open the file for what they have typed already."""
    init(
        *(NAME, "--kind", "other", "--short-name", "the Reading Room", "--home", HOME, "--phone", "555 0100"),
        *("--spanish-name", "Sala de Riverbend", "--spanish-short-name", "la Sala", "--dir", tmp_path / "new"),
    )
    said = yaml_text.parse("", (tmp_path / "new/registry/organisation.yml").read_bytes())[0].data
    assert (said["short_name"], said["contact"]["phone"]) == ("the Reading Room", "555 0100")
    assert {"name": "Sala de Riverbend", "short_name": "la Sala"}.items() <= said["translations"]["es"].items()
    assert said["domains"] == [{"host": "www.riverbend.example.org", "use": "the website"}]


@given(
    st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "), min_size=1, max_size=60).map(
        str.strip
    )
)
def test_any_name_is_read_back_as_it_was_typed(name: str) -> None:
    """Colons, quotes and number signs mean something in YAML."""
    beginning = Beginning(name, OrganisationKind.LIBRARY, "the Library", HOME, "not-stated", name, "la Biblioteca")
    for key, text in new_registry.records(beginning, date(2030, 3, 1)).items():
        document, faults = yaml_text.parse("", fix.mend(key[0], text, Registry()).encode())
        if validation.read(key[0], document, faults)[1] == [] and key[0] == "organisation":
            assert document.data["name"] == name


def test_a_folder_of_its_own_gets_settings_for_editors_and_workflows(tmp_path: Path) -> None:
    """The records can stand in a repository of their own; the tool is fetched beside them."""
    init(NAME, "--kind", "library", "--home", HOME, "--dir", tmp_path / "new")
    found = names(tmp_path / "new")
    assert {".gitignore", ".vscode/settings.json", "schemas/json/vendor.json"} <= found
    assert {".github/workflows/check.yml", ".github/workflows/publish.yml"} <= found


def test_workflows_run_the_same_versions_as_ours(tmp_path: Path) -> None:
    """Ours are kept up to date by a program, which does not see templates."""
    init(NAME, "--kind", "library", "--home", HOME, "--dir", tmp_path / "new")
    used = r"uses: (\S+@[0-9a-f]{40} # \S+)"
    ours = {use for file in (PROJECT / ".github/workflows").glob("*.yml") for use in re.findall(used, file.read_text())}
    for file in (tmp_path / "new/.github/workflows").glob("*.yml"):
        assert set(re.findall(used, file.read_text())) <= ours


# --- what is there already -----------------------------------------------------------------------


def test_in_a_clone_it_takes_the_place_of_the_records_that_git_holds(clone: Path) -> None:
    """Nothing of the first organisation is left."""
    code, _ = init(NAME, "--kind", "library", "--home", HOME)
    assert (code, names(clone / "registry")) == (0, NEW)


def changed(clone: Path) -> None:
    """A record that is not as git has it."""
    (clone / "registry/organisation.yml").write_text("name: Mine\n", encoding="utf-8")


def added(clone: Path) -> None:
    """A record that git has not."""
    (clone / "registry/vendors/mine.yml").write_text("name: Mine\n", encoding="utf-8")


def ignored(clone: Path) -> None:
    """A record that git is told not to look at."""
    (clone / ".git/info/exclude").write_text("mine.yml\n", encoding="utf-8")
    added(clone)


def not_in_git(clone: Path) -> None:
    """Records that no git holds."""
    shutil.rmtree(clone / ".git")


@pytest.mark.parametrize("make", [changed, added, ignored, not_in_git], ids=lambda make: make.__name__)
def test_records_that_would_be_lost_are_not_replaced(clone: Path, make: object) -> None:
    """Git could not bring them back."""
    assert callable(make)
    make(clone)
    before = names(clone / "registry")
    code, said = init(NAME, "--kind", "library", "--home", HOME)
    assert (code, names(clone / "registry")) == (2, before)
    assert "--dir" in said


def test_a_folder_that_holds_something_is_not_written_into(tmp_path: Path) -> None:
    """It is somebody else's."""
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert init(NAME, "--kind", "library", "--home", HOME, "--dir", tmp_path)[0] == 2
    assert names(tmp_path) == {"mine.txt"}


# --- what is asked -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        ((), "registry init"),
        ((NAME, "--kind", "library"), "--home https://"),
        ((NAME, "--home", HOME), "--short-name"),
        ((NAME, "--kind", "library", "--home", "riverbend"), "--home `riverbend`"),
        (("…", "--kind", "library", "--home", HOME), "the name `…`"),
        ((NAME, "--kind", "library", "--home", HOME, "--short-name", "not-stated"), "--short-name `not-stated`"),
    ],
)
def test_what_is_missing_or_wrong_is_named(clone: Path, words: tuple[str, ...], remedy: str) -> None:
    """Nothing is written before all is right."""
    before = names(clone / "registry")
    code, said = init(*words)
    assert (code, names(clone / "registry")) == (2, before)
    assert remedy in said


def test_an_address_may_be_typed_as_people_say_it(tmp_path: Path) -> None:
    """As `registry new` and `registry answer` take it."""
    assert init(NAME, "--kind", "library", "--home", "www.riverbend.example.org", "--dir", tmp_path / "new")[0] == 0
    said = (tmp_path / "new/registry/organisation.yml").read_text(encoding="utf-8")
    assert "home: https://www.riverbend.example.org\n" in said.replace("'", "")


def test_what_sentences_call_it_is_shown(tmp_path: Path) -> None:
    """A district is no “School”: whoever did not choose the words reads them at once."""
    _, said = init("Riverside Schools", "--kind", "school", "--home", HOME, "--dir", tmp_path / "new")
    assert "Sentences call it “the School”, in Spanish “la Escuela”; " in said


@pytest.mark.parametrize("short_name", ["the the Museum", "the la Jolla Museum"])
def test_two_articles_are_one_too_many(tmp_path: Path, short_name: str) -> None:
    """Nobody says so in any sentence."""
    init("Museum", "--kind", "other", "--short-name", short_name, "--home", HOME, "--dir", tmp_path / "new")
    rules = [finding.rule for finding in check(tmp_path / "new/registry")]
    assert rules.count("organisation-in-sentences") == 1


def test_a_terminal_is_asked(tmp_path: Path) -> None:
    """A few questions, each with what is meant unless something else is typed; a wrong answer is asked again."""
    with opened([REGISTRY, "init", NAME, "--dir", tmp_path / "new"], os.environ) as terminal:
        terminal.wait_for("What is it")
        terminal.type("library\n")
        terminal.wait_for(r"What do sentences call it \[the Library\]")
        terminal.type("\n")
        terminal.wait_for(r"What do Spanish sentences call it \[la Biblioteca\]")
        terminal.type("\n")
        terminal.wait_for("Its home page")
        terminal.type("riverbend\n")
        terminal.wait_for("Error: ")
        terminal.type(f"{HOME}\n")
        terminal.wait_for("The number to call")
        terminal.type("\n")
        terminal.wait_for("Next:")
    assert names(tmp_path / "new/registry") == NEW


# --- the example ---------------------------------------------------------------------------------


def test_the_example_goes_as_a_whole(tmp_path: Path) -> None:
    """What is left is the organisation, and its office."""
    init(NAME, "--kind", "library", "--home", HOME, "--dir", tmp_path / "new")
    assert init("--remove-example", "--dir", tmp_path / "new") == (0, "3 records of the example deleted.\n")
    assert names(tmp_path / "new/registry") == {".ids.json", "organisation.yml", "offices/library.yml"}
    assert [one for one in check(tmp_path / "new/registry") if one.severity is Severity.ERROR] == []
    assert init("--remove-example", "--dir", tmp_path / "new")[0] == 2


def test_an_example_on_which_a_record_rests_stays(tmp_path: Path) -> None:
    """Else a name would lead nowhere."""
    init(NAME, "--kind", "library", "--home", HOME, "--dir", tmp_path / "new")
    vendors = tmp_path / "new/registry/vendors"
    (vendors / "mine.yml").write_bytes((vendors / "example-company.yml").read_bytes())
    code, said = init("--remove-example", "--dir", tmp_path / "new")
    assert code == 2
    assert "vendors/mine.yml" in said
    assert "sources/example-page.yml" in names(tmp_path / "new/registry")
