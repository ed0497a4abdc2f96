"""What holds of the project itself: its papers, its locks, its gates and its order."""

from __future__ import annotations

import os
import posixpath
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from scripts.cli.main import main

PROJECT = Path(__file__).parents[2]
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
DECISIONS = sorted(f"docs/decisions/{path.name}" for path in (PROJECT / "docs" / "decisions").glob("*.md"))
PAPERS = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "docs/architecture.md", *DECISIONS)
LOCKS = {
    "requirements.txt": ("build",),
    "requirements-test.txt": ("build", "test", "bench"),
}
"""Each lock, and the groups of pyproject.toml that it holds besides what the project needs to run."""


def text(name: str) -> str:
    """What a file of the project says."""
    return (PROJECT / name).read_text(encoding="utf-8")


def git(*arguments: str, given: str | None = None) -> list[str]:
    """The lines that a git command prints about this project."""
    done = subprocess.run(
        ["git", "-c", "core.quotePath=false", *arguments],  # noqa: S607 - git is where the reader's system has it
        cwd=PROJECT,
        input=given,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout.splitlines()


def kept() -> list[str]:
    """The files that git keeps, or would."""
    return git("ls-files", "--cached", "--others", "--exclude-standard")


def ignored(paths: set[str]) -> set[str]:
    """Those of the paths that git does not keep."""
    return set(git("check-ignore", "--stdin", given="\n".join(sorted(paths))))


def pinned(lock: str) -> dict[str, str]:
    """Each package of a lock with its version."""
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", text(lock), flags=re.MULTILINE))


@pytest.mark.parametrize("paper", PAPERS)
def test_every_path_in_a_paper_exists(paper: str) -> None:
    """A path that a paper names is in the project, or is one that its commands make."""
    quoted = re.findall(r"`([\w.-]+/[\w./-]*|[\w-]+\.(?:md|toml|txt|yml))`", text(paper))
    linked = [
        posixpath.normpath(posixpath.join(posixpath.dirname(paper), path))
        for path in re.findall(r"\]\(([^):#]+)(?:#[^):]*)?\)", text(paper))
    ]
    # Each organisation has records of its own, and a path with "your" in it is for the reader to make.
    named = {path for path in [*quoted, *linked] if not path.startswith("registry/") and "your" not in path}
    there = {str(part) for file in kept() for part in (file, Path(file).name, *Path(file).parents)}
    missing = {path for path in named if path.rstrip("/") not in there}
    assert missing - ignored(missing) == set()


def test_the_papers_name_one_version() -> None:
    """That of the project is the newest in the changelog, and its tag is the one that other projects are told of."""
    versions = re.findall(r"^## (\d+\.\d+\.\d+) - \d{4}-\d\d-\d\d$", text("CHANGELOG.md"), flags=re.MULTILINE)
    assert versions[0] == PYPROJECT["project"]["version"]
    assert re.findall(r"rev: (\S+)", text(".pre-commit-hooks.yaml")) == [f"v{versions[0]}"]


def test_every_decision_is_in_the_list() -> None:
    """The list is how people find one; and a decision has a page that says why, and what it costs."""
    index, *pages = [
        f"docs/decisions/{name}"
        for name in ("README.md", *re.findall(r"\]\(([a-z-]+\.md)\)", text("docs/decisions/README.md")))
    ]
    assert sorted([index, *pages]) == DECISIONS
    for page in pages:
        assert re.findall("^## (.*)$", text(page), flags=re.MULTILINE) == [
            "Context",
            "Decision",
            "Why",
            "What it costs",
        ]


@pytest.mark.parametrize("paper", PAPERS)
def test_every_command_in_a_paper_exists(paper: str) -> None:
    """A paper tells people to run only targets of the Makefile and verbs of the command line."""
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), flags=re.MULTILINE))
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", text(paper), flags=re.MULTILINE)) <= targets
    assert set(re.findall(r"(?:^|`|bin/)registry ([a-z]+)", text(paper), flags=re.MULTILINE)) <= {
        *main.commands,
        "help",
    }


def test_the_gate_is_the_one_that_people_run() -> None:
    """CI runs `make test` and nothing beside it, stops at the first failure, and can be started."""
    script = text(".ci/run")
    assert script.splitlines()[-1] == "make test"
    assert "set -euo pipefail" in script
    assert os.access(PROJECT / ".ci" / "run", os.X_OK)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_works_anywhere(lock: str) -> None:
    """A lock names no package index and no folder of a machine, and has a hash for every package."""
    assert "/" not in text(lock)
    assert "--index-url" not in text(lock)
    entries = re.split(r"^(?=[a-z])", text(lock), flags=re.MULTILINE)[1:]
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_what_the_project_asks_for(lock: str) -> None:
    """What pyproject.toml asks for stands in the lock, in a version that it allows."""
    wanted = [*PYPROJECT["project"]["dependencies"], *PYPROJECT["build-system"]["requires"]]
    for group in LOCKS[lock]:
        wanted += PYPROJECT["dependency-groups"][group]
    versions = pinned(lock)
    requirements = {Requirement(line) for line in wanted}
    held = {one for one in requirements if one.name in versions and one.specifier.contains(versions[one.name])}
    assert requirements - held == set()


def test_the_locks_agree() -> None:
    """The tests run with the very versions that the site is built with."""
    assert pinned("requirements.txt").items() <= pinned("requirements-test.txt").items()


def test_imports_run_one_way() -> None:
    """No step knows a later one, and every module has its place in the order."""
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
