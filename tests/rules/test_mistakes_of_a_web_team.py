"""What a web team gets wrong, one mistake at a time: each is found at its line, once, by the rule that explains it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from tests.conftest import check


class Planted(NamedTuple):
    """One mistake, as a line of the table says it."""

    file: str
    there: str | None
    written: str
    rules: str | list[str]
    at: str = ""


TABLE: dict[str, list[list[Any]]] = yaml.safe_load(
    Path(__file__).with_name("mistakes_of_a_web_team.yml").read_text(encoding="utf-8")
)
PLANTED = [Planted(*row) for rows in TABLE.values() for row in rows]
NAMES = [f"{number}-{one.file}" for number, one in enumerate(PLANTED, start=1)]


@pytest.mark.parametrize("planted", PLANTED, ids=NAMES)
def test_a_mistake_is_found_at_its_line_and_once(folder: Path, planted: Planted) -> None:
    """Nobody looks for long, and nobody reads two messages about one slip."""
    path = folder / planted.file
    line = 1
    if planted.there is None:
        path.write_text(planted.written, encoding="utf-8")
    else:
        before, there, after = path.read_text(encoding="utf-8").partition(planted.there)
        assert there
        assert planted.there not in after
        path.write_text(before + planted.written + after, encoding="utf-8")
        line = (before + planted.written.rstrip("\n")).count("\n") + 1
    where, _, piece = planted.at.rpartition("|")
    shown = folder / (where or planted.file)
    if piece:
        lines = shown.read_text(encoding="utf-8").split("\n")
        line = next(number for number, text in enumerate(lines, start=1) if piece in text)
    rules = [planted.rules] if isinstance(planted.rules, str) else planted.rules
    found = check(folder)
    assert sorted(finding.rule for finding in found) == sorted(rules)
    assert (shown.as_posix(), line, rules[0]) in [(one.position.path, one.position.line, one.rule) for one in found]


def test_the_table_is_as_long_as_promised() -> None:
    """Taking out a mistake that is not found any more would make the rest pass."""
    assert len(PLANTED) >= 120
