"""The page about what could go wrong says only what is tested."""

from __future__ import annotations

import re

from tests.project.test_house import PROJECT, text

PAGE = "docs/pages/threat-model.md"


def test_every_threat_has_a_test_that_exists() -> None:
    """Each row of its tables ends with the name of a test."""
    rows = re.findall(r"^\| (?!What somebody|---)(.*) \|$", text(PAGE), re.MULTILINE)
    assert len(rows) > 20
    assert [row for row in rows if not re.search(r"\| `test_\w+`$", row)] == []
    there = {
        name
        for path in (PROJECT / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert set(re.findall(r"`(test_\w+)`", text(PAGE))) - there == set()
