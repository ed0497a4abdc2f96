"""Every verb before every kind of registry: it answers, or it refuses in a sentence that is the same everywhere."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scripts.cli.main import VERBS, main
from scripts.cli.registry_folder import find
from tests.conftest import CITY

ASKED = {
    "ask what-gets": ("ask", "what-gets", "tillhouse"),
    "ask what-happens": ("ask", "what-happens", "pay-property-tax"),
    "ask who-gets": ("ask", "who-gets", "email-address"),
    "ask where-can-it-go": ("ask", "where-can-it-go", "email-address"),
    "ask if-breached": ("ask", "if-breached", "tillhouse"),
    "ask without": ("ask", "without", "tillhouse"),
    "ask unknowns": ("ask", "unknowns"),
    "ask duties": ("ask", "duties"),
    "ask promises": ("ask", "promises"),
}
"""Verbs that need each name to lead somewhere."""
WORDS = {
    "check": ("check",),
    "site": ("site", "--out", "OUT/site"),
    "export": ("export", "--out", "OUT/data"),
    "new": ("new", "vendor", "newcomer"),
    "fix": ("fix",),
    "questions": ("questions", "tillhouse"),
    "answer": ("answer", "OUT/reply.txt"),
    "progress": ("progress", "--since", str(CITY)),
    "sample": ("sample", "3", "--seed", "spring"),
    "policy": ("policy", "OUT/policy.html"),
    "schema": ("schema", "--check"),
    **ASKED,
}
"""What is typed for each verb but `serve`, which goes on until it is stopped."""
NEEDS_SOUND = {"questions", "answer", "sample", *ASKED}
NEEDS_READABLE = {"policy", *NEEDS_SOUND}
CHECKS = {"check", "site", "export"}


def _sound(root: Path) -> None:
    """Leave the registry as it is."""


def _with_an_unknown_reference(root: Path) -> None:
    _replace(root / "vendors" / "tillhouse.yml", "service: pay-property-tax", "service: pay-proprety-tax")


def _with_a_broken_record(root: Path) -> None:
    _replace(root / "vendors" / "tillhouse.yml", "kinds:", "knds:")


def _empty(root: Path) -> None:
    shutil.rmtree(root)
    root.mkdir()


def _replace(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


def type_(verb: str, root: Path, out: Path) -> Result:
    """Run a verb as it is typed; a traceback fails the test."""
    (out / "reply.txt").write_text("Nothing that is a form.\n", encoding="utf-8")
    (out / "policy.html").write_text("<h1>Privacy</h1><p>We keep little.</p>", encoding="utf-8")
    words = [word.replace("OUT", str(out)) for word in WORDS[verb]]
    if verb in CHECKS:
        words += ["--today", "2030-03-01"]
    return CliRunner().invoke(main, [*words, "--registry", str(root)], catch_exceptions=False)


def test_every_verb_is_tried() -> None:
    """A new verb is typed here too. What begins a registry opens none."""
    assert {words[0] for words in WORDS.values()} == VERBS.keys() - {"serve", "init"}


@pytest.mark.parametrize(
    ("spoil", "refusing", "first"),
    [
        (_with_an_unknown_reference, NEEDS_SOUND, r"tillhouse\.yml:\d+:\d+: error\[unknown-reference\] "),
        (_with_a_broken_record, NEEDS_READABLE, r"tillhouse\.yml:\d+:\d+: error\[unknown-key\] "),
        (_empty, NEEDS_READABLE, r"organisation\.yml:1:1: error\[missing-organisation\] "),
    ],
    ids=["an unknown reference", "a broken record", "an empty folder"],
)
@pytest.mark.parametrize("verb", sorted(WORDS))
def test_a_verb_that_cannot_work_refuses_in_one_form(  # noqa: PLR0913, PLR0917 - a table of three, and two folders
    verb: str, spoil: Callable[[Path], None], refusing: set[str], first: str, folder: Path, tmp_path: Path
) -> None:
    """The refusal counts the mistakes, names the command that shows them, and the first of them. The code is 2."""
    spoil(folder)
    before = {file: file.read_bytes() for file in folder.rglob("*.yml")}
    done = type_(verb, folder, tmp_path)
    refused = re.search(
        r"Error: \d+ mistakes? in the records stands? in the way; mend what `registry check` shows\. The first is .*",
        done.output,
    )
    assert bool(refused) == (verb in refusing), done.output
    if refused:
        assert done.exit_code == 2
        assert re.search(first, refused[0])
        assert {file: file.read_bytes() for file in folder.rglob("*.yml")} == before
    elif verb in CHECKS:
        assert done.exit_code == 1
        assert re.search(first, done.output)
        assert not (tmp_path / "site").exists()
        assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("verb", sorted(WORDS.keys() - {"schema", "site"}))
def test_a_sound_registry_is_refused_by_no_verb(verb: str, folder: Path, tmp_path: Path) -> None:
    """The refusal above is about the mistakes, and nothing else."""
    assert "in the way" not in type_(verb, folder, tmp_path).output


@pytest.mark.parametrize("verb", sorted(WORDS.keys()))
def test_a_folder_that_is_not_there_is_wrong_use_for_every_verb(verb: str, tmp_path: Path) -> None:
    """It is named as it was typed, with what to do."""
    done = type_(verb, tmp_path / "nowhere", tmp_path)
    assert done.exit_code == 2
    assert "nowhere` is not there; name the folder with the records with --registry" in done.output


def test_a_promise_that_is_broken_can_still_be_asked_about(folder: Path) -> None:
    """Not every error stands in the way of a question: this one is what the question is about."""
    shutil.copytree(CITY.parent / "cases" / "broken-promise", folder.parent / "cases")
    case = next(path.parent for path in sorted((folder.parent / "cases").rglob("expected.txt")))
    shutil.copytree(case, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))
    assert CliRunner().invoke(main, ["check", "--registry", str(folder), "--today", "2030-03-01"]).exit_code == 1
    assert CliRunner().invoke(main, ["ask", "promises", "--registry", str(folder)]).exit_code == 0


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone with the small city's records in `registry`."""
    root = tmp_path.resolve() / "clone"
    shutil.copytree(CITY, root / "registry")
    (root / ".git").mkdir()
    (root / "docs").mkdir()
    monkeypatch.chdir(root)
    return root


@pytest.mark.parametrize(
    ("here", "way"),
    [(".", "registry"), ("docs", "../registry"), ("registry", "../registry"), ("registry/vendors", "../../registry")],
)
def test_the_records_are_found_from_a_folder_below(
    here: str, way: str, clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As git finds its clone. Paths in findings lead there from where one stands."""
    monkeypatch.chdir(clone / here)
    assert find(Path.cwd()) == Path(way)
    done = CliRunner().invoke(main, ["check"])
    assert f"\n{way}/vendors/tillhouse.yml:9:18: error[review-in-future]" in done.output


def test_nothing_is_looked_for_above_the_top_of_a_clone(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder `registry` further up is somebody else's."""
    inner = clone / "docs" / "inner"
    (inner / ".git").mkdir(parents=True)
    monkeypatch.chdir(inner)
    done = CliRunner().invoke(main, ["check"])
    assert done.exit_code == 2
    assert "there is no folder `registry` here or above; go to where the records are" in done.output


def test_one_file_is_checked_with_all_others_in_mind(clone: Path) -> None:
    """What is wrong in it is shown alone; what is wrong in others is counted."""
    _with_an_unknown_reference(clone / "registry")
    _replace(clone / "registry" / "vendors" / "pawform.yml", "service:", "srvice:")
    done = CliRunner().invoke(main, ["check", "registry/vendors/tillhouse.yml", "--today", "2030-03-01"])
    assert done.exit_code == 1
    assert "did you mean `pay-property-tax`?" in done.output
    assert "pawform.yml" not in done.output
    assert re.search(
        r"\nHere: \d errors?, 0 warnings\. In other files: \d errors?, 0 warnings; `registry check` ", done.output
    )


def test_a_file_without_mistakes_passes_whatever_is_wrong_in_others(clone: Path) -> None:
    """So an editor of one record sees whether that one is done."""
    _with_an_unknown_reference(clone / "registry")
    done = CliRunner().invoke(main, ["check", "registry/services", "--today", "2030-03-01"])
    assert done.exit_code == 0
    assert done.output.startswith("Here: 0 errors, 0 warnings. In other files: ")


@pytest.mark.usefixtures("clone")
def test_a_file_of_another_registry_is_wrong_use() -> None:
    """It would always be without mistakes."""
    done = CliRunner().invoke(main, ["check", str(CITY / "organisation.yml")])
    assert done.exit_code == 2
    assert "does not lie in `registry`; name another with --registry" in done.output


@pytest.mark.parametrize("verb", ["check", "fix"])
@pytest.mark.usefixtures("clone")
def test_a_misspelt_file_gets_its_suggestion(verb: str) -> None:
    """It is the same for every verb that takes files."""
    done = CliRunner().invoke(main, [verb, "registry/vendors/tilhouse.yml"])
    assert done.exit_code == 2
    assert "there is no file `registry/vendors/tilhouse.yml`; did you mean `tillhouse.yml`?" in done.output


@pytest.mark.parametrize(
    "words", [("questions", "tillhouse"), ("export",), ("site",), ("sample", "3", "--seed", "a")], ids=" ".join
)
def test_nothing_but_records_is_written_into_the_registry(words: tuple[str, ...], folder: Path) -> None:
    """A form over a record would be its end, and anything else a stray file."""
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    for out in (folder / "vendors" / "tillhouse.yml", folder / "new"):
        done = CliRunner().invoke(main, [*words, "--registry", str(folder), "--out", str(out)])
        assert done.exit_code == 2
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before


def test_an_empty_name_of_a_folder_is_wrong_use() -> None:
    """It is what a shell makes of a variable that nobody has set."""
    done = CliRunner().invoke(main, ["check", "--registry", ""])
    assert done.exit_code == 2
    assert "--registry is empty" in done.output


def test_a_folder_that_is_gone_is_said_to_be_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever stands in it may not have seen that it went."""
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    done = CliRunner().invoke(main, ["check"])
    assert done.exit_code == 2
    assert "the folder in which you are is gone" in done.output


@pytest.mark.parametrize("name", ["vendors/tillhouse.yml", "vendors", "."])
def test_what_may_not_be_read_is_a_finding(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's reason is given. Tests may run as one who may read all, so the system is asked to refuse."""
    forbidden = folder / name

    def scandir(path: Path) -> object:
        if Path(path) == forbidden:
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    def read_bytes(path: Path) -> bytes:
        if path == forbidden:
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    listed, read = os.scandir, Path.read_bytes
    monkeypatch.setattr(os, "scandir", scandir)
    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    done = CliRunner().invoke(main, ["check", "--registry", str(folder), "--today", "2030-03-01"])
    assert done.exit_code == 1
    assert "error[not-a-file] this cannot be read (Permission denied); see that you may read it" in done.output


def test_a_link_is_checked_as_the_link_that_it_is(clone: Path) -> None:
    """It lies in the registry, wherever it leads."""
    (clone / "registry" / "vendors" / "linked.yml").symlink_to(CITY / "vendors" / "tillhouse.yml")
    done = CliRunner().invoke(main, ["check", "registry/vendors/linked.yml", "--today", "2030-03-01"])
    assert "this is a link; put the record itself here" in done.output
