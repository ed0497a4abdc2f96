"""What every command does where it cannot write: one sentence, exit code 2, and all that was there as it was."""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from click.testing import CliRunner

from scripts.cli.main import VERBS, main
from scripts.reading import writing
from scripts.registry import registry
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.sampling import markdown_sheet, sheet
from scripts.site import build
from tests import disks, filled_in, published
from tests.conftest import CITY, TESTS
from tests.disks import REGISTRY

COMMANDS = {
    "answer": ["answer", "reply.txt", "--from", "support team", "--on", "2030-03-01"],
    "check": ["check", "--format", "github", "--today", "2030-03-01"],
    "export": ["export", "--out", "data", "--today", "2030-03-01"],
    "fix": ["fix"],
    "init": ["init", "Riverbend", "--kind", "city", "--home", "https://www.example.gov/", "--dir", "begun"],
    "new": ["new", "vendor", "acme"],
    "new-kind": ["new", "vendor", "acme", "--registry", "empty"],
    "policy": ["policy", "policy.html", "--accept", "--today", "2030-03-01"],
    "policy-summary": ["policy", "policy.html", "--format", "github", "--today", "2030-03-01"],
    "progress": ["progress", "--since", str(CITY), "--format", "github"],
    "questions": ["questions", "pawform", "--out", "form.md"],
    "questions-over": ["questions", "pawform", "--out", "reply.txt"],
    "sample": ["sample", "1", "--seed", "spring", "--out", "drawn.md"],
    "sample-recorded": ["sample", "--filled", "sheet.md", "--record", "--by", "town clerk", "--today", "2030-03-01"],
    "schema": ["schema", "--ids"],
}
"""Every way in which a command writes, but for the site, by a name for the report of the tests."""
WRITES_NOTHING = {"ask"}
A_SITE = {"site", "serve"}
"""Tried below: they take longer, and write into the project."""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with the records, in which each command has something to write."""
    place = tmp_path / "place"
    shutil.copytree(CITY, place / "registry")
    (place / "empty").mkdir()
    shutil.copy(CITY / "organisation.yml", place / "empty")
    shutil.copy(TESTS / "drift" / "new" / "policy.html", place)
    form = filled_in.form_about(registry.read(CITY)[0], ("vendor", "tillhouse"))
    reply = filled_in.by_browser(form, {"vendor/tillhouse#legal_name": filled_in.Answer("Till Ltd.")})
    (place / "reply.txt").write_text(reply, encoding="utf-8", newline="")
    drawn = markdown_sheet.written(sheet.drawn(Graph(registry.read(CITY)[0]), 1, "spring"))
    (place / "sheet.md").write_text(drawn.replace("[ ] Right", "[x] Right"), encoding="utf-8")
    for name in ("tillhouse", "pawform"):  # with something to mend
        vendor = place / "registry" / "vendors" / f"{name}.yml"
        vendor.write_text(f"{vendor.read_text(encoding='utf-8')}\n\n", encoding="utf-8")
    (place / "summary.md").write_bytes(b"x" * 4096)  # a block of the disk: what is added needs another one
    return place


def bytes_of(place: Path) -> dict[str, bytes | None]:
    """All that lies in a folder, hidden or not: files with their bytes, and folders."""
    return {
        path.relative_to(place).as_posix(): path.read_bytes() if path.is_file() else None for path in place.rglob("*")
    }


def test_every_command_is_tried_or_known_to_write_nothing() -> None:
    """A new one is thought of."""
    assert {words[0] for words in COMMANDS.values()} | WRITES_NOTHING | A_SITE == VERBS.keys()


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize(
    ("disk", "reason"),
    [
        (disks.on_a_full_disk, r"cannot be written: the disk is full; make room on it and try again"),
        (
            disks.on_a_read_only_disk,
            r"cannot be written: (the disk or folder is read-only|you may not write there); .+",
        ),
    ],
    ids=["full", "read-only"],
)
def test_where_nothing_can_be_written_one_sentence_says_so_and_nothing_is_lost(
    place: Path,
    name: str,
    disk: Callable[[Path, Sequence[str]], CompletedProcess[str]],
    reason: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On a real disk that is full, and on one that can only be read."""
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    before = bytes_of(place)
    done = disk(place, COMMANDS[name])
    assert done.returncode == 2, done.stdout + done.stderr
    assert re.fullmatch(rf"Error: [\w./-]+ {reason}\n", done.stderr), done.stderr
    assert bytes_of(place) == before


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_writes_where_it_can(place: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the test above would show nothing."""
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    monkeypatch.chdir(place)
    before = bytes_of(place)
    done = CliRunner().invoke(main, COMMANDS[name])
    assert done.exit_code in {0, 1}, done.output
    after = bytes_of(place)
    assert after != before
    assert [path for path in after if path.endswith(".new")] == []


# --- the site -----------------------------------------------------------------------------------------------------


@contextmanager
def no_file_larger_than(count: int) -> Iterator[None]:
    """What this process writes, and those that it starts, ends with an error at so many bytes of a file."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (count, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_site_that_finds_no_room_leaves_the_earlier_one(city: Registry, graph: Graph, tmp_path: Path) -> None:
    """First its pages do not, then what MkDocs makes of them. MkDocs itself ends in a page of code."""
    project, site = published.project(tmp_path / "project"), tmp_path / "out" / "site"
    catalogues = tmp_path / "no-other-language"
    catalogues.mkdir()
    with no_file_larger_than(2_000), pytest.raises(writing.UnwritableError, match=r"no file may be so large here"):
        build.generate(city, graph, project, catalogues=catalogues)
    assert list(project.rglob("*.new")) == []
    build.generate(city, graph, project, catalogues=catalogues)
    with no_file_larger_than(50_000), pytest.raises(writing.UnwritableError, match=r"/out/site cannot be written: "):
        build.build(city, site, project, others=())
    assert list(site.parent.iterdir()) == []


# --- what is printed ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
@pytest.mark.parametrize("words", [["--help"], ["check", "--format", "json"], ["fix", "--check"]], ids=" ".join)
def test_what_cannot_be_printed_is_said(place: Path, words: list[str], unbuffered: str) -> None:
    """Else a script would take the code of a mistake in the records for the result."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [REGISTRY, *words],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            cwd=place,
            env=os.environ | {"PYTHONUNBUFFERED": unbuffered},
            check=False,
        )
    sentence = "what is printed here cannot be written: the disk is full; make room on it and try again"
    assert (done.returncode, done.stderr) == (2, f"Error: {sentence}\n")


def test_where_not_even_the_error_can_be_printed_the_exit_code_says_it(place: Path) -> None:
    """There is nothing else left."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        assert subprocess.run([REGISTRY, "check"], stdout=full, stderr=full, cwd=place, check=False).returncode == 2


def test_a_reader_who_has_seen_enough_is_no_error(place: Path) -> None:
    """As `registry check | head`."""
    ours, theirs = os.pipe()
    os.close(ours)
    try:
        done = subprocess.run(
            [REGISTRY, "check", "--format", "json"], stdout=theirs, stderr=subprocess.PIPE, cwd=place, check=False
        )
    finally:
        os.close(theirs)
    assert done.stderr == b""


# --- what must not be replaced ------------------------------------------------------------------------------------


def test_a_form_is_not_written_through_a_link(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither where it leads nor over it."""
    monkeypatch.chdir(place)
    Path("form.md").symlink_to("reply.txt")
    before = bytes_of(place)
    done = CliRunner().invoke(main, COMMANDS["questions"])
    assert (done.exit_code, done.stderr) == (
        2,
        "Error: form.md cannot be written: it is a link; name what it leads to\n",
    )
    assert bytes_of(place) == before
    assert Path("form.md").is_symlink()


def test_a_form_does_not_take_the_place_of_a_device(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new file in its place would end every program that uses it. Here a pipe stands for the device."""
    monkeypatch.chdir(place)
    os.mkfifo("form.md")
    done = CliRunner().invoke(main, COMMANDS["questions"])
    assert (done.exit_code, done.stderr) == (
        2,
        "Error: form.md cannot be written: it is not a plain file; choose another place\n",
    )
    assert Path("form.md").is_fifo()
