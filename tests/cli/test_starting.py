"""What a verb loads before it works, and what it leaves behind in the process."""

from __future__ import annotations

import gc
import os
import re
import socket
import subprocess
import sys
import weakref
from datetime import datetime
from importlib import import_module
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from scripts.cli import opening
from scripts.cli.main import VERBS, main
from scripts.site import build
from tests import published
from tests.conftest import CITY

REGISTRY = Path(sys.executable).with_name("registry")
HEAVY = {
    *("pydantic", "pydantic_core", "networkx", "yaml", "ruamel", "dateutil", "regex", "rapidfuzz"),
    *("jinja2", "babel", "lxml", "pygraphviz", "graphviz", "mkdocs", "requests", "watchdog", "confusable_homoglyphs"),
    "rich",
}
"""Every package that some verb needs, but for click and what click needs."""


def loaded(*words: str, **variables: str) -> set[str]:
    """The packages that the console command loads in a process of its own."""
    command: list[str | Path] = [sys.executable, "-X", "importtime", REGISTRY, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | variables)
    return set(re.findall(r"^import time:.*\| +(\w+)", done.stderr, flags=re.MULTILINE))


@pytest.mark.parametrize("words", [["--help"], ["--version"]], ids=["help", "version"])
def test_help_loads_click_alone(words: list[str]) -> None:
    """Whoever asks what there is waits for nothing that does the work."""
    found = loaded(*words)
    assert "click" in found
    assert found & HEAVY == set()


def test_the_completion_of_a_verb_loads_click_alone() -> None:
    """It is asked for with every press of the tabulator."""
    found = loaded(_REGISTRY_COMPLETE="bash_complete", COMP_WORDS="registry s", COMP_CWORD="1")
    assert "click" in found
    assert found & HEAVY == set()


def test_a_check_loads_only_what_it_needs() -> None:
    """Neither what pages and pictures are made with, nor what only a record with a mistake needs."""
    found = loaded("check", "--registry", str(CITY), "--today", "2030-03-01")
    assert found & HEAVY == {"pydantic", "pydantic_core", "yaml", "dateutil"}


def completed(words: str) -> list[str]:
    """What a shell offers when the last of these words is not yet written whole."""
    variables = {"_REGISTRY_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    done = CliRunner(env=variables).invoke(main, [], prog_name="registry")
    return [line.removeprefix("plain,") for line in done.output.splitlines()]


def test_verbs_and_their_options_are_completed() -> None:
    """A verb that is not loaded yet is offered all the same, and is loaded for its options."""
    assert completed("registry s") == ["sample", "schema", "serve", "site"]
    assert completed("registry check --f") == ["--format"]


@pytest.mark.parametrize("name", VERBS)
def test_each_verb_is_told_in_one_sentence_of_its_own(name: str) -> None:
    """The list of verbs knows it without loading the verb, so it stands there once more."""
    verb = getattr(import_module(f"scripts.cli.{name}"), name)
    assert verb.name == name
    assert VERBS[name] == verb.get_short_help_str(limit=1_000)


def test_every_verb_is_in_the_list() -> None:
    """A verb is a command in the file of its name, in the folder of the verbs."""
    files = {path.stem for path in (build.PROJECT / "scripts" / "cli").glob("*.py")} - {"__init__", "main"}
    commands = {name: getattr(import_module(f"scripts.cli.{name}"), name, None) for name in files}
    assert {name for name, command in commands.items() if isinstance(command, click.Command)} == set(VERBS)


def test_a_verb_that_is_run_by_a_program_leaves_its_memory_alone() -> None:
    """Only the process of the console command never collects garbage, since it ends soon."""
    frozen = gc.get_freeze_count()
    assert CliRunner().invoke(main, ["check", "--registry", str(CITY), "--today", "2030-03-01"]).exit_code == 0
    assert gc.isenabled()
    assert gc.get_freeze_count() == frozen


def test_a_preview_collects_garbage() -> None:
    """It goes on for hours, and each change leaves a whole registry behind."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        gc.disable()
        done = CliRunner().invoke(main, ["serve", "--registry", str(CITY), "--port", str(taken.getsockname()[1])])
        collects = gc.isenabled()
        gc.enable()
    assert "cannot be had" in done.output
    assert collects


def test_nothing_holds_a_registry_whose_pages_are_written(tmp_path: Path) -> None:
    """So the memory of a preview stays as it is, however often a record is saved."""
    read, graph, *_ = opening.checked(CITY, datetime(2030, 3, 1))  # noqa: DTZ001 - the day where the person sits
    build.generate(read, graph, published.project(tmp_path / "project"))
    of_records, of_flows = weakref.ref(read), weakref.ref(graph)
    del read, graph
    gc.collect()
    assert of_records() is None
    assert of_flows() is None
