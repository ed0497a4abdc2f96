"""The table of `make audit`: what is below its bar is said in it, and the published one is whole."""

from __future__ import annotations

import re

import pytest

from tests import audit
from tests.audit import PAPER, Row, Seen

SEEN = Seen("2030-03-01", "156.0", 3, 40, "https://www.example.gov/")


def rows(text: str) -> list[list[str]]:
    """The rows of all tables, cell by cell, without the marks for phones."""
    plain = re.sub(r" \{: data-label=\"[^\"]*\" \}", "", text)
    return [line.strip("| ").split(" | ") for line in plain.splitlines() if line.startswith("|")]


@pytest.mark.parametrize(
    ("faults", "said"),
    [([], "nothing"), (["one"], "1 fault"), (["one", "two"], "2 faults")],
    ids=str,
)
def test_the_table_counts_what_was_found(faults: list[str], said: str) -> None:
    """A fault is never left out."""
    text = audit.paper([Row("Cookies", "0", 6, "", faults)], {}, SEEN)
    assert ["Cookies", "0", f"{said}, in 6 looks"] in rows(text)


def test_a_figure_stands_beside_its_faults() -> None:
    """What is too heavy is said with its weight."""
    text = audit.paper([Row("Weight", "150 KB", 6, "at most 200 KB", ["index.html"])], {}, SEEN)
    assert ["Weight", "150 KB", "at most 200 KB: 1 fault, in 6 looks"] in rows(text)


def test_every_score_of_lighthouse_stands_in_the_table() -> None:
    """Also one that is too low."""
    scores = {"index.html": {"accessibility": 100, "best-practices": 99, "seo": 98, "performance": 97}}
    assert ["`index.html`", "100", "99", "98", "97"] in rows(audit.paper([], scores, SEEN))


def test_the_published_table_holds_every_measure() -> None:
    """It is from a whole run of what is measured today."""
    text = PAPER.read_text(encoding="utf-8")
    assert {audit.AXE, *audit.CHECKS} <= {first for first, *_ in rows(text)}
    assert "Lighthouse, as on a phone" in text
