"""Git is asked about the repository in which a folder lies, whoever runs us and from wherever."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scripts.cli import days_of_change
from scripts.cli.main import main
from scripts.reading import git, git_dates
from scripts.registry import registry
from tests.conftest import CITY
from tests.disks import REGISTRY

OPEN = len(registry.read(CITY)[0].unknowns)
AS_MANY = f"{OPEN} facts are not stated, as many as at HEAD~1 ({OPEN}).\n"
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
"""The tests may run in a hook themselves."""


def run_git(folder: Path, *words: str, environment: Mapping[str, str] = CLEAN) -> str:
    """What git says in a folder, of which the day is always the same."""
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    days = {"GIT_AUTHOR_DATE": "2030-01-01T12:00:00Z", "GIT_COMMITTER_DATE": "2030-01-01T12:00:00Z"}
    done = subprocess.run(
        ["git", *who, *words],  # noqa: S607 - git is where the reader's system has it
        cwd=folder,
        env={**environment, **days},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the small city in it, and two commits."""
    for name in os.environ.keys() - CLEAN.keys():
        monkeypatch.delenv(name)
    folder = tmp_path / "project"
    shutil.copytree(CITY, folder / "registry")
    run_git(tmp_path, "init", "--quiet", "project")
    run_git(folder, "add", "--all")
    run_git(folder, "commit", "--quiet", "--message=one")
    (folder / "notes.md").write_text("notes\n", encoding="utf-8")
    run_git(folder, "add", "--all")
    run_git(folder, "commit", "--quiet", "--message=two")
    return folder


@pytest.fixture
def worktree(project: Path) -> Path:
    """Another place where a branch of it is checked out: there `.git` is a file, and git tells hooks where to look."""
    folder = project.with_name("worktree")
    run_git(project, "worktree", "add", "--quiet", "-b", "other", str(folder))
    return folder


def add_hook(project: Path, name: str, command: str) -> None:
    """Let git run a command before each commit, here and in every worktree."""
    hook = project / ".git" / "hooks" / name
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\n{command}\n", encoding="utf-8")
    hook.chmod(0o755)


DAYS = (
    f"{sys.executable} -c 'from pathlib import Path; from scripts.reading import git_dates; "
    'print(git_dates.read(Path("registry")))\''
)


@pytest.mark.parametrize("command", [f"{REGISTRY} progress --since HEAD", DAYS], ids=["progress", "days"])
def test_a_hook_in_a_worktree_is_told_the_same_as_anybody(project: Path, worktree: Path, command: str) -> None:
    """A real hook, which git starts with its own idea of where the repository is."""
    shell = ["/bin/sh", "-c", command]
    plainly = subprocess.run(shell, cwd=worktree, env=CLEAN, capture_output=True, text=True, check=True)
    assert "as many as at HEAD" in plainly.stdout or "vendors/tillhouse.yml" in plainly.stdout
    add_hook(project, "pre-commit", f'test "$GIT_DIR" && test "$GIT_INDEX_FILE" && {command}')
    said = run_git(worktree, "commit", "--quiet", "--allow-empty", "--message=three")
    assert said == plainly.stdout


def test_each_step_of_a_rebase_is_told_the_same_as_anybody(worktree: Path) -> None:
    """As `git rebase -x`, which tries each commit of a branch."""
    said = run_git(worktree, "rebase", "-x", f"{REGISTRY} progress --since HEAD~1", "HEAD~1")
    assert AS_MANY in said


PLACES = {
    "GIT_DIR": "{other}/.git",
    "GIT_WORK_TREE": "{other}",
    "GIT_INDEX_FILE": "{other}/.git/index",
    "GIT_PREFIX": "registry/",
    "GIT_COMMON_DIR": "{other}/.git",
    "GIT_OBJECT_DIRECTORY": "{other}/.git/objects",
}


@pytest.mark.parametrize("name", PLACES)
def test_the_repository_of_the_folder_counts_and_no_other(
    project: Path, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever of it the environment names."""
    other = tmp_path / "other"
    run_git(tmp_path, "init", "--quiet", "other")
    monkeypatch.setenv(name, PLACES[name].format(other=other))
    assert progress(project).output.startswith(AS_MANY)
    days = git_dates.read(project / "registry")
    assert days.keys() == {path.relative_to(CITY).as_posix() for path in CITY.rglob("*.yml")}
    assert set(days.values()) == {date(2030, 1, 1)}


def progress(project: Path) -> Result:
    """Count against the commit before."""
    return CliRunner().invoke(main, ["progress", "--registry", str(project / "registry"), "--since", "HEAD~1"])


@pytest.fixture
def of_another_user(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project as somebody else's, by git's own switch for tests: only root could give it away."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("LC_ALL", "es_ES.UTF-8")
    return project


def test_a_repository_of_another_user_is_called_so(of_another_user: Path) -> None:
    """As in a container. The remedy is git's."""
    done = progress(of_another_user)
    assert done.exit_code == 2
    remedy = f"git config --global --add safe.directory {of_another_user}"
    message = "git refuses this folder because it belongs to another user; if you trust what is in it, say"
    assert " ".join(done.output.split()).endswith(f"Error: {message} `{remedy}`")


def test_the_remedy_for_a_repository_of_another_user_is_one(
    of_another_user: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the settings of git come by the environment, as in containers."""
    for name, value in {"COUNT": "1", "KEY_0": "safe.directory", "VALUE_0": str(of_another_user)}.items():
        monkeypatch.setenv(f"GIT_CONFIG_{name}", value)
    assert progress(of_another_user).output.startswith(AS_MANY)


def test_days_are_not_silently_unknown_in_a_repository_of_another_user(
    of_another_user: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever builds the site is told in one line, and the site is built without them."""
    with pytest.raises(git.OtherOwnerError, match=r"safe\.directory"):
        git_dates.read(of_another_user / "registry")
    assert days_of_change.read(of_another_user / "registry") == {}
    said = capsys.readouterr().err
    assert re.fullmatch(r"Note: no page says when its record last changed\. .*/registry: git refuses .*`\n", said)
