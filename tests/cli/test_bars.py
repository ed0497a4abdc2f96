"""How far long work is: seen on a terminal, and nowhere else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from scripts.cli import bars
from scripts.reading.steps_of_work import unwatched, watched
from scripts.registry import registry as registries
from tests import terminal
from tests.conftest import CITY

REGISTRY = Path(sys.executable).with_name("registry")


def site_command(folder: Path) -> list[str | Path]:
    """What somebody types to build the site of the small city into a folder."""
    return [REGISTRY, "site", "--registry", CITY, "--today", "2030-03-01", "--out", folder / "site"]


def test_each_thing_that_is_done_is_told() -> None:
    """From none to all, so that whoever listens knows what is left."""
    told: list[tuple[str, int, int]] = []
    for letter in watched("abc", "Spelling", lambda *step: told.append(step)):
        assert told[-1][1] == "abc".index(letter)
    assert told == [("Spelling", done, 3) for done in range(4)]


def test_reading_a_registry_tells_each_record() -> None:
    """One step a file."""
    told: list[int] = []
    read, _ = registries.read(CITY, lambda _, done, of: told.append(of - done))
    assert told == list(range(len(read.own_documents), -1, -1))


def test_nobody_listens_in_a_pipe() -> None:
    """Tests run without a terminal."""
    with bars.shown() as watch:
        assert watch is unwatched


def test_a_terminal_sees_every_step_of_a_site_with_the_time_that_is_left(tmp_path: Path) -> None:
    """Pages with their pictures, and the build, each up to its end. The few records are read too soon for a bar."""
    with terminal.opened(site_command(tmp_path), os.environ | {"TERM": "xterm-256color"}, width=100) as opened:
        opened.read_all()
    for doing in ("Writing pages and diagrams", "Building the site"):
        steps = [(int(done), int(of)) for done, of in re.findall(rf"{doing} .*?(\d+)/(\d+)", opened.seen)]
        assert steps, opened.seen[-2000:]
        assert steps[-1][0] == steps[-1][1] > 40
        assert steps == sorted(steps)
    assert re.search(r"Building the site .* \d:\d\d:\d\d", opened.seen)
    assert "Open " in opened.seen


def test_a_pipe_sees_no_bar(tmp_path: Path) -> None:
    """Only the count, and what to open."""
    done = subprocess.run(site_command(tmp_path), capture_output=True, check=True, encoding="utf-8")
    assert done.stderr == ""
    assert re.fullmatch(r"(es: .*\n)?48 records, .*\nOpen .*\n", done.stdout)
