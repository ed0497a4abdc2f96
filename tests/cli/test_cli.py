"""The command line, as a person and a program meet it."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from scripts import reports
from scripts.authoring import editor_schemas
from scripts.cli.main import main
from scripts.reading import writing
from scripts.reading.findings import Finding, Position, Severity
from scripts.site import build
from tests.conftest import CITY


def run(*words: str) -> Result:
    """Run one command in this process."""
    return CliRunner().invoke(main, words)


def check(root: Path, *words: str) -> Result:
    """Check a registry on the day of the tests."""
    return run("check", "--registry", str(root), "--today", "2030-03-01", *words)


@pytest.fixture
def misspelt(folder: Path) -> Path:
    """The small city with one mistake."""
    vendor = folder / "vendors" / "tillhouse.yml"
    vendor.write_text(vendor.read_text(encoding="utf-8").replace("email-address", "emial-address", 1), encoding="utf-8")
    return folder


def test_a_clean_registry_is_counted_in_one_line() -> None:
    """Nobody has to ask how much was read, and how much is not stated."""
    done = check(CITY)
    assert done.exit_code == 0
    assert re.fullmatch(r"\d+ records, \d+ flows, \d+ facts not stated: 0 errors, 0 warnings\.\n", done.output)


def test_a_mistake_is_shown_with_its_line_and_a_caret(misspelt: Path) -> None:
    """File, line and column first, where terminals make them links; then the line; then what was meant."""
    done = check(misspelt)
    assert done.exit_code == 1
    first, line, caret, *more, summary, _later = done.output.splitlines()
    assert re.match(r".*vendors/tillhouse\.yml:48:\d+: error\[unknown-reference\] ", first)
    assert first.endswith("did you mean `email-address`?")
    start = line.index("emial-address")
    assert caret[start : start + len("emial-address")] == "^" * len("emial-address")
    assert "  registry check --explain unknown-reference" in more
    assert summary.endswith("1 error, 0 warnings.")


def on_a_terminal(root: Path, **variables: str) -> str:
    """What a check prints where a person sits: into a real terminal."""
    ours, theirs = pty.openpty()
    command: list[str | Path] = [
        Path(sys.executable).with_name("registry"),
        "check",
        "--registry",
        root,
        "--today",
        "2030-03-01",
    ]
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, env=os.environ | variables):
        os.close(theirs)
        printed = b""
        with suppress(OSError):  # what Linux says when the other end is closed
            while piece := os.read(ours, 4096):
                printed += piece
    os.close(ours)
    return printed.decode()


def test_colours_are_for_terminals_only(misspelt: Path) -> None:
    """In a file or a pipe they would be signs that nobody can read. The words are the same."""
    shown = on_a_terminal(misspelt, TERM="xterm-256color", NO_COLOR="")
    piped = check(misspelt).output
    assert "\x1b[31m\x1b[1merror[unknown-reference]\x1b[0m" in shown
    assert "\x1b" not in piped
    assert click.unstyle(shown).replace("\r\n", "\n") == piped


def test_whoever_wants_no_colours_gets_none(misspelt: Path) -> None:
    """See https://no-color.org."""
    assert "\x1b" not in on_a_terminal(misspelt, TERM="xterm-256color", NO_COLOR="1")


def test_a_name_in_another_alphabet_comes_through_a_pipe_that_is_taken_for_latin(misspelt: Path) -> None:
    """As pipes and files are on Windows, where each line would also end in another way."""
    vendor = misspelt / "vendors" / "tillhouse.yml"
    vendor.write_text(vendor.read_text(encoding="utf-8").replace("emial-address", "τράπεζα"), encoding="utf-8")
    command = [str(Path(sys.executable).with_name("registry")), "check", "--registry", str(misspelt)]
    done = subprocess.run(command, env=os.environ | {"PYTHONIOENCODING": "cp1252"}, capture_output=True, check=False)
    assert done.stderr == b""
    assert "τράπεζα" in done.stdout.decode()


def test_a_folder_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    """Exit code 2 tells a script that nothing was checked."""
    assert check(tmp_path / "nowhere").exit_code == 2


def test_a_kind_of_mistake_is_explained_with_an_example() -> None:
    """`--explain` prints its page as plain text, and needs no records."""
    done = run("check", "--explain", "duplicate-key")
    assert done.exit_code == 0
    assert done.output.startswith("duplicate-key\n\nA key stands twice in the same place.\n")
    assert "\nWrong\n    # vendors/pawform.yml\n    kinds: [forms]\n    kinds: [payments]\n" in done.output


def test_a_mistake_that_is_not_known_is_wrong_use() -> None:
    """With the one that was meant."""
    done = run("check", "--explain", "duplicat-key")
    assert done.exit_code == 2
    assert "did you mean `duplicate-key`?" in done.output


def test_a_program_gets_every_finding_as_json(misspelt: Path) -> None:
    """With a version, so that a later form can be told apart."""
    found = json.loads(check(misspelt, "--format", "json").output)
    assert found["version"] == reports.JSON_VERSION
    (finding,) = found["findings"]
    assert finding["rule"] == "unknown-reference"
    assert (finding["line"], finding["severity"]) == (48, "error")
    assert finding["width"] == len("emial-address")


def test_github_gets_an_annotation_at_the_line(misspelt: Path) -> None:
    """In the form of a workflow command."""
    first = check(misspelt, "--format", "github").output.splitlines()[0]
    assert re.match(r"::error file=.*tillhouse\.yml,line=48,col=\d+,endColumn=\d+,title=unknown-reference::", first)


def test_github_shows_ten_and_the_tenth_counts_the_rest() -> None:
    """It would drop the others without a word."""
    some = [Finding(Position("a.yml", number), "a-rule", "mend it") for number in range(1, 14)]
    lines = reports.github(some).splitlines()
    assert len(lines) == 10
    assert lines[-1].endswith("(and 3 more: see the summary of the job)")


@pytest.mark.parametrize("payload", ["a\n::error::b", "##[add-mask]x", "100%\r\n::stop-commands::y"])
def test_a_message_cannot_give_commands_to_github(payload: str) -> None:
    """Whatever a message holds stays on its line, and no piece of it is a command."""
    text = reports.github([Finding(Position("a,b:c.yml"), "a-rule", payload)])
    assert text.count("\n") == 1
    assert text.startswith("::error file=a%2Cb%3Ac.yml,")
    assert "##[" not in text


def test_a_line_of_a_file_cannot_steer_a_terminal() -> None:
    """Control characters of a path or a line are shown as a sign, and do nothing."""
    shown = reports.text([Finding(Position("a.yml"), "a-rule", "one \x1b]0;title\x07 two", Severity.WARNING)], [])
    assert "\x1b]" not in shown


def test_the_schemas_for_editors_are_up_to_date() -> None:
    """What editors complete is what the check accepts. If this fails: registry schema."""
    assert writing.stale(build.PROJECT / "schemas" / "json", editor_schemas.schemas(), "registry schema") == []


def test_a_schema_that_is_out_of_date_is_named_with_the_remedy(tmp_path: Path) -> None:
    """So that whoever changed a model knows what to run."""
    (tmp_path / "old.json").write_text("{}", encoding="utf-8")
    found = writing.stale(tmp_path, {"new.json": "{}"}, "registry schema")
    assert [finding.message for finding in found] == [
        "this file is out of date; run `registry schema`",
        "nothing makes this file any more; run `registry schema`",
    ]


def test_every_verb_explains_itself() -> None:
    """`--help` says in a sentence what each verb does."""
    for verb in main.commands.values():
        assert verb.help
