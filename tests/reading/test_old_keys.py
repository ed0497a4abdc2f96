"""Records of before: what they say is read under the keys of now, and `check` and `fix` lead to these."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from schemas.ids import id_problem
from schemas.words import YAML_TRUTH_WORDS
from scripts.cli.main import main
from scripts.registry import registry
from tests.conftest import CITY

REVIEWED = re.compile(r"\b((?:reviewed|read): \{)date: ")


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """The small city as it was written when the day of a review had the key `on`."""
    folder = tmp_path / "project" / "registry"
    shutil.copytree(CITY, folder)
    for path in folder.rglob("*.yml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(REVIEWED.sub(r"\1on: ", text), encoding="utf-8", newline="\n")
    return folder


def texts(folder: Path) -> dict[str, str]:
    """The records of a folder by their paths."""
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.yml")}


def count(folder: Path) -> int:
    """How many reviews and readings stand in the records of a folder."""
    return sum(len(re.findall(r"^(?:reviewed|read): \{", text, re.MULTILINE)) for text in texts(folder).values())


def test_records_of_before_say_what_those_of_now_say(older: Path) -> None:
    """So that history can be read."""
    read, findings = registry.read(older)
    assert read.records == registry.read(CITY)[0].records
    assert {finding.rule for finding in findings} == {"old-key"}
    assert len(findings) == count(CITY) > 10


def test_fixing_them_gives_those_of_now(older: Path, tmp_path: Path) -> None:
    """Letter by letter, so comments stay."""
    now = shutil.copytree(CITY, tmp_path / "now")
    for folder in (older, now):
        assert CliRunner().invoke(main, ["fix", "--registry", str(folder)]).exit_code == 0
    assert texts(older) == texts(now)
    assert registry.read(older)[1] == []


def test_progress_sees_nothing_change(older: Path) -> None:
    """By a real commit from before."""
    project = older.parent
    for words in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message=before"]):
        who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *who, *words], cwd=project, check=True)  # noqa: S607 - git is where the reader's system has it
    assert CliRunner().invoke(main, ["fix", "--registry", str(older)]).exit_code == 0
    done = CliRunner().invoke(main, ["progress", "--registry", str(older), "--since", "HEAD"])
    assert done.exit_code == 0
    assert re.match(r"\d+ facts are not stated, as many as at HEAD \(\d+\)\.\n", done.output)
    assert not re.search(r"^(Answered|Said openly|Not asked|Stated before)", done.output, re.MULTILINE)


def test_every_yaml_reader_reads_the_keys_of_now() -> None:
    """PyYAML reads YAML 1.1: to it, a key `on` is a truth value."""
    for text in texts(CITY).values():
        assert not any(isinstance(key, bool) for key in _keys(yaml.safe_load(text)))


def _keys(value: object) -> list[object]:
    if isinstance(value, dict):
        return [*value, *(key for part in value.values() for key in _keys(part))]
    return [key for part in value for key in _keys(part)] if isinstance(value, list) else []


@pytest.mark.parametrize("word", sorted(YAML_TRUTH_WORDS))
def test_no_flow_and_no_record_may_be_called_by_such_a_word(word: str) -> None:
    """Ids are keys as well."""
    assert id_problem(word)
