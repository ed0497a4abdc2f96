"""What a shell offers when somebody presses the tabulator, in each shell that is here."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from schemas import KINDS
from scripts.cli.main import main
from scripts.rules import mistakes
from tests import terminal
from tests.conftest import CITY, TESTS

PROGRAMS = Path(sys.executable).parent
PAGE = TESTS.parent / "docs" / "completion.md"
SHELLS = ("bash", "zsh", "fish", "powershell")


def protocol(shell: str, line: str) -> str:
    """What the command tells a shell when the last word of a line is not yet written whole."""
    words = line.split(" ")
    variables = {
        "_REGISTRY_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": words[-1] if shell == "fish" else str(len(words) - 1),
    }
    done = CliRunner(env=variables).invoke(main, [], prog_name="registry")
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.output.rstrip("\n")


def offered(line: str) -> list[str]:
    """The words themselves."""
    return [one.removeprefix("plain,") for one in protocol("bash", line).splitlines()]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("ask what-", ["what-gets", "what-happens"]),
        ("ask what-gets till", ["tillhouse"]),
        ("ask what-gets t", ["tax-desk", "town", "tillhouse", "traffic-counters"]),
        ("ask what-happens p", ["pay-property-tax", "pet-license"]),
        ("ask if-breached card", ["card-banks"]),
        ("ask without o", ["oldcount"]),
        ("ask without vendor/o", ["vendor/oldcount"]),
        ("ask where-can-it-go card", ["card-details", "card-number"]),
        ("ask who-gets card", ["card-details", "card-number"]),
        ("ask who-gets email-address --through p", ["pay-property-tax", "pet-license"]),
        ("ask unknowns --about organ", ["organisation"]),
        ("ask duties --about t", ["tillhouse", "traffic-counters"]),
        ("questions till", ["tillhouse-privacy", "tillhouse"]),
        ("questions vendor/t", ["vendor/tillhouse", "vendor/traffic-counters"]),
        ("policy --source till", ["tillhouse-privacy"]),
        ("new vendor acme --like t", ["tillhouse", "traffic-counters"]),
        ("check --format ", ["text", "json", "github", "sarif"]),
    ],
)
def test_the_words_that_fit(line: str, words: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Of the registry that is here: a verb is offered only what it takes."""
    (tmp_path / "registry").symlink_to(CITY)
    monkeypatch.chdir(tmp_path)
    assert offered(f"registry {line}") == words


def test_the_registry_that_the_line_names(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It goes before the one that is here; a folder that is not there has no ids."""
    (folder / "vendors" / "tillhouse-two.yml").touch()
    monkeypatch.chdir(tmp_path)
    assert offered(f"registry ask --registry {folder.as_posix()} without till") == ["tillhouse", "tillhouse-two"]
    assert offered(f"registry ask without --registry {folder.as_posix()} till") == ["tillhouse", "tillhouse-two"]
    assert offered(f"registry --registry {folder.as_posix()} ask without till") == ["tillhouse", "tillhouse-two"]
    assert offered("registry ask --registry nowhere without till") == []
    assert offered("registry ask without till") == []


def test_from_a_folder_below_the_registry(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As verbs find it."""
    monkeypatch.chdir(folder / "vendors")
    assert offered("registry ask without till") == ["tillhouse"]


def test_a_file_whose_name_is_no_id_is_not_offered(folder: Path) -> None:
    """A shell would run some of them, or take two words for one. What can only mean one id is offered as that."""
    for name in ("$(touch here)", "two words", "a;b", "line\nend", "-option", "UPPER"):
        (folder / "vendors" / f"{name}.yml").touch()
    vendors = offered(f"registry ask --registry {folder.as_posix()} duties --about ")
    assert vendors == ["clearbridge", "oldcount", "pawform", "tillhouse", "traffic-counters", "two-words", "upper"]


def test_no_record_is_read(folder: Path) -> None:
    """So a record with a mistake is offered, and a large registry takes no longer than its folders."""
    (folder / "vendors" / "tillhouse.yml").write_text("\t: no YAML", encoding="utf-8")
    assert offered(f"registry ask --registry {folder.as_posix()} without till") == ["tillhouse"]


def test_kinds_and_rules_are_offered() -> None:
    """All that a verb takes, and nothing else."""
    assert offered("registry new ") == list(KINDS)
    assert offered("registry check --explain ") == list(mistakes.known())


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_is_told_in_its_own_form(shell: str) -> None:
    """With what stands beside a word in the shells that show it."""
    line = f"registry ask --registry {CITY.as_posix()} without till"
    assert (
        protocol(shell, line)
        == {
            "bash": "plain,tillhouse",
            "zsh": "plain\ntillhouse\nvendor",
            "fish": "plain,tillhouse\tvendor",
            "powershell": "plain\ntillhouse\nvendor",
        }[shell]
    )


@pytest.mark.parametrize("shell", SHELLS)
def test_the_page_has_the_line_of_each_shell(shell: str) -> None:
    """And the line prints a script for this command."""
    assert f"{shell}_source" in line_of(shell)
    done = CliRunner(env={"_REGISTRY_COMPLETE": f"{shell}_source"}).invoke(main, [], prog_name="registry")
    assert f"{shell}_complete" in done.output
    assert "registry" in done.output


# --- the shells themselves --------------------------------------------------------------------------------------


def line_of(shell: str) -> str:
    """The line that the page tells somebody with this shell to run."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    return lines[lines.index(f"```{shell}") + 1]


def found(shell: str) -> str:
    """The program of a shell."""
    return shutil.which(shell) or pytest.skip(f"there is no {shell} on this machine")


def environment(home: Path) -> dict[str, str]:
    """What somebody's shell knows, with the command where it is looked for."""
    known = {key: value for key, value in os.environ.items() if key in {"SYSTEMROOT", "LANG", "TMPDIR"}}
    path = os.pathsep.join([str(PROGRAMS), os.environ["PATH"]])
    return {**known, "HOME": str(home), "PATH": path, "TERM": "xterm", "PS1": "$ "}


@pytest.mark.parametrize(
    ("shell", "options", "before"),
    [
        ("bash", ["--norc", "--noprofile", "-i"], ":"),
        ("zsh", ["-f", "-i"], "autoload -Uz compinit && compinit -u"),
    ],
)
@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("registry ask what-g", "registry ask what-gets"),
        ("registry ask --registry CITY without till", "registry ask --registry CITY without tillhouse"),
        ("registry check --explain unknown-ref", "registry check --explain unknown-reference"),
        ("registry new vend", "registry new vendor"),
    ],
)
def test_the_tabulator_writes_the_rest(  # noqa: PLR0913, PLR0917 - what is typed, and into what
    shell: str, options: list[str], before: str, typed: str, completed: str, tmp_path: Path
) -> None:
    """In a shell that somebody types into, after the line of the page."""
    typed, completed = (text.replace("CITY", CITY.as_posix()) for text in (typed, completed))
    with terminal.opened([found(shell), *options], environment(tmp_path), width=2_000) as window:
        window.type(f"{before}; {line_of(shell)}; echo rea''dy\n")
        window.wait_for("^ready$")
        window.type(f"{typed}\t")
        window.type("\x01echo '[\x05]'\n")  # go to the beginning of the line, and to its end
        window.wait_for(rf"^\[{completed} ?\]$")


def test_fish_offers_the_words_with_what_they_are(tmp_path: Path) -> None:
    """As it does below the line while somebody types."""
    lines = [
        line_of("fish"),
        f"complete --do-complete 'registry ask --registry {CITY.as_posix()} without t'",
        "complete --do-complete 'registry new vend'",
    ]
    done = subprocess.run(
        [found("fish"), "--no-config", "--command", "\n".join(lines)],
        capture_output=True,
        text=True,
        check=True,
        env=environment(tmp_path),
    )
    assert done.stdout.splitlines()[:4] == [
        *("tax-desk\toffice", "tillhouse\tvendor", "town\toffice", "traffic-counters\tvendor"),
    ]
    assert done.stdout.splitlines()[4].startswith("vendor\tA company outside the organisation")


def test_powershell_offers_the_words(tmp_path: Path) -> None:
    """As it does when somebody presses the tabulator."""
    line = f"registry ask --registry {CITY.as_posix()} without t"
    script = (
        f"{line_of('powershell')}\n"
        f"[Management.Automation.CommandCompletion]::CompleteInput('{line}', {len(line)}, $null)"
        ".CompletionMatches | ForEach-Object CompletionText"
    )
    done = subprocess.run(
        [found("pwsh"), "-NoProfile", "-NonInteractive", "-Command", script],
        capture_output=True,
        text=True,
        check=True,
        env=environment(tmp_path),
    )
    assert done.stdout.split() == ["tax-desk", "town", "tillhouse", "traffic-counters"]
