"""The day on which a record last changed comes from git, and from nothing else."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.reading import git_dates


def git(folder: Path, *arguments: str, day: str = "2030-01-01") -> None:
    """Run git as somebody who commits on one day."""
    moment = f"{day}T12:00:00-06:00"
    who = {f"GIT_{role}_{what}": "x" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    subprocess.run(
        ["git", "-c", "commit.gpgsign=false", *arguments],  # noqa: S607 - git is where the reader's system has it
        cwd=folder,
        env=os.environ | who | {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment},
        check=True,
        capture_output=True,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository whose registry has one file that changed once, one that changed twice, and one that is new."""
    folder = tmp_path / "project"
    records = folder / "registry" / "vendors"
    records.mkdir(parents=True)
    git(folder, "init", "--quiet")
    for day, name, text in [
        ("2029-01-02", "acme", "one"),
        ("2029-03-04", "zoo", "one"),
        ("2029-05-06", "acme", "two"),
    ]:
        (records / f"{name}.yml").write_text(text, encoding="utf-8")
        git(folder, "add", "--all")
        git(folder, "commit", "--quiet", "--message", "change", day=day)
    (records / "new.yml").write_text("not committed", encoding="utf-8")
    return folder


def test_each_file_has_the_day_of_its_last_commit(project: Path) -> None:
    """A file that nobody has committed yet has none."""
    assert git_dates.read(project / "registry") == {
        "vendors/acme.yml": date(2029, 5, 6),
        "vendors/zoo.yml": date(2029, 3, 4),
    }


def test_a_day_that_somebody_made_up_is_never_after_the_last_commit(project: Path) -> None:
    """Else a stranger's change would stand on top of what is new for ever."""
    (project / "registry" / "vendors" / "acme.yml").write_text("three", encoding="utf-8")
    git(project, "commit", "--quiet", "--all", "--message", "change", day="2099-01-01")
    git(project, "commit", "--quiet", "--allow-empty", "--message", "merged", day="2029-06-07")
    assert git_dates.read(project / "registry")["vendors/acme.yml"] == date(2029, 6, 7)


def test_without_a_repository_nothing_is_known(tmp_path: Path) -> None:
    """No date is made up from a clock or from the time of a file."""
    (tmp_path / "vendors").mkdir()
    assert git_dates.read(tmp_path) == {}


def test_without_git_nothing_is_known(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site is built all the same."""
    monkeypatch.setenv("PATH", "")
    assert git_dates.read(project / "registry") == {}


def test_a_copy_without_its_past_knows_nothing(project: Path, tmp_path: Path) -> None:
    """There, every file would seem to have changed in the newest commit."""
    git(tmp_path, "clone", "--quiet", "--depth", "1", project.as_uri(), "shallow")
    assert git_dates.read(tmp_path / "shallow" / "registry") == {}


@given(st.text())
def test_no_log_is_too_odd(log: str) -> None:
    """Whatever a log holds, what comes out are days."""
    assert all(isinstance(day, date) for day in git_dates.parse(log).values())


def test_a_strange_line_is_no_commit() -> None:
    """Names of files before any commit, and days that do not exist, are passed over."""
    assert git_dates.parse("stray\n\0not a day\na.yml\n\n\x002029-02-03\n\nb.yml\n") == {"b.yml": date(2029, 2, 3)}


def organisation(name: str, home: str) -> str:
    """As much of its record as matters here."""
    return f"name: {name}\nhome: https://{home}/\n"


def commit(project: Path, day: str, **files: str) -> None:
    """Write files of the registry, by their names without their endings, and commit all."""
    for name, text in files.items():
        (project / "registry" / f"{name}.yml").write_text(text, encoding="utf-8")
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", "change", day=day)


def test_the_past_begins_with_the_organisation(project: Path) -> None:
    """Whoever takes the project has files of the same names in the past, which were about somebody else."""
    commit(project, "2029-07-01", organisation=organisation("Town", "town.example.org"), kept="x", changed="x")
    commit(project, "2029-08-01", organisation=organisation("Library", "library.example.org"))
    commit(project, "2029-09-01", changed="y")
    assert git_dates.read(project / "registry") == {
        "organisation.yml": date(2029, 8, 1),
        "changed.yml": date(2029, 9, 1),
    }


@pytest.mark.parametrize(("name", "home"), [("City", "town.example.org"), ("Town", "city.example.org")])
def test_an_organisation_that_changes_its_name_or_its_home_page_keeps_its_past(
    project: Path, name: str, home: str
) -> None:
    """One of the two is still the same. Whoever takes the project changes both."""
    commit(project, "2029-07-01", organisation=organisation("Town", "town.example.org"), one="x")
    commit(project, "2029-08-01", organisation=organisation(name, home))
    assert git_dates.read(project / "registry")["one.yml"] == date(2029, 7, 1)


def test_a_record_of_the_organisation_that_was_deleted_was_another_one(project: Path) -> None:
    """Between the two, nobody said whose the records are."""
    commit(project, "2029-07-01", organisation=organisation("Town", "town.example.org"), one="x")
    (project / "registry" / "organisation.yml").unlink()
    commit(project, "2029-08-01")
    commit(project, "2029-09-01", organisation=organisation("Town", "town.example.org"))
    assert git_dates.read(project / "registry") == {"organisation.yml": date(2029, 9, 1)}


def test_an_organisation_that_nobody_has_committed_yet_has_no_past(project: Path) -> None:
    """All that git knows is about another one."""
    commit(project, "2029-07-01", organisation=organisation("Town", "town.example.org"), one="x")
    text = organisation("Library", "library.example.org")
    (project / "registry" / "organisation.yml").write_text(text, encoding="utf-8")
    assert git_dates.read(project / "registry") == {}


def test_an_organisation_that_is_there_from_the_start_has_all_of_the_past(tmp_path: Path) -> None:
    """The first commit has no parent."""
    (tmp_path / "registry").mkdir()
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, "2029-07-01", organisation=organisation("Town", "town.example.org"), one="x")
    commit(tmp_path, "2029-08-01", two="x")
    assert git_dates.read(tmp_path / "registry") == {
        "organisation.yml": date(2029, 7, 1),
        "one.yml": date(2029, 7, 1),
        "two.yml": date(2029, 8, 1),
    }
