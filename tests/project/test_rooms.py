"""The folders of the code are the architecture: each says what it is, and a name says what a module holds."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

from tests.project.test_house import PROJECT, PYPROJECT

SCRIPTS = PROJECT / "scripts"
ROOMS = sorted(path.parent.name for path in SCRIPTS.glob("*/__init__.py"))
OPAQUE = {
    *("one", "shelf", "shares", "strands", "parts", "rows", "cells", "spelling", "writer", "outreach", "live"),
    *("blanks", "utils", "util", "helpers", "common", "misc"),
}
"""Names that say nothing of what a module holds."""
CONTRACT = PYPROJECT["tool"]["importlinter"]["contracts"][0]


def modules() -> list[Path]:
    """Every module of the code, but for those that only say what their folder is."""
    return [
        path for folder in ("schemas", "scripts") for path in (PROJECT / folder).rglob("*.py") if path.stem[0] != "_"
    ]


def test_there_are_few_rooms_and_nothing_lies_between_them() -> None:
    """Whoever lists the folder sees the architecture, in full."""
    assert len(ROOMS) <= 15
    assert [path.name for path in SCRIPTS.glob("*.py")] == ["__init__.py"]


def test_every_room_has_its_place_in_the_order_of_knowing() -> None:
    """And the order has no room that is not there."""
    assert sorted(CONTRACT["layers"]) == ROOMS
    assert CONTRACT["exhaustive"]


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_says_what_goes_in_what_comes_out_and_what_it_must_not_know(room: str) -> None:
    """In its first lines, so that nobody has to read it whole to know where something belongs."""
    said = ast.get_docstring(ast.parse((SCRIPTS / room / "__init__.py").read_text(encoding="utf-8"))) or ""
    assert said.splitlines()[0].endswith(".")
    if room == "cli":
        assert "Nothing knows this room." in said
    else:
        assert "It must not know: " in said
    assert "\nIn: " in said
    assert " Out: " in said


def test_no_two_modules_share_a_name() -> None:
    """A name that stands alone, as in a traceback, still says which module it is."""
    counts = Counter(path.stem for path in modules())
    assert [name for name, count in counts.items() if count > 1] == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    """A reader knows what is in a module without opening it."""
    assert {path.stem for path in modules()} & OPAQUE == set()
