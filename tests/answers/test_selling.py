"""Whether information is sold or used for ads: what a source says, what is left open, and what we only conclude."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.answers import selling
from scripts.answers.selling import Selling
from scripts.registry import registry
from scripts.registry.graph import Graph

FLOW = "    purposes: [take-payment]\n    collected: given\n"
"""What the flow from payers to the payment company says of its purposes; it is there once."""


def found(folder: Path, purposes: str, *, inferred: bool = False) -> Selling:
    """The answer for the payment company, if that flow states these purposes, as sources say or as we conclude."""
    file = folder / "vendors/tillhouse.yml"
    text = file.read_text(encoding="utf-8")
    assert FLOW in text
    text = text.replace(FLOW, f"    purposes: {purposes}\n    collected: given\n", 1)
    if inferred:
        text = re.sub(
            r"{(source: (?:town-tax-page, note: The page sends|privacy-policy))", r"{inferred: So it is., \1", text
        )
    file.write_text(text, encoding="utf-8")
    records, findings = registry.read(folder)
    assert findings == []
    graph = Graph(records)
    return selling.of_flows(graph, graph.gets("tillhouse"))


@pytest.mark.parametrize(("purpose", "where"), [("sell-data", "sold"), ("targeted-ads", "ads")])
def test_what_a_source_says_is_told_as_said(folder: Path, purpose: str, where: str) -> None:
    """The flow stands where its purpose belongs, and nowhere else."""
    answer = found(folder, f"[{purpose}]")
    assert [subject.id for subject in getattr(answer, where)] == ["tillhouse/property-tax"]
    assert len(answer.sold + answer.ads) == 1
    assert not answer.concluded
    assert answer.of == 4, "two flows and two cookies"


def test_a_wider_reason_leaves_it_open(folder: Path) -> None:
    """A company's own use may be to sell it. The records name no such use, and still it is not ruled out."""
    answer = found(folder, "[company-own-use]")
    assert [subject.id for subject in answer.wider] == ["tillhouse/property-tax"]
    assert not answer.sold + answer.ads
    assert answer.wider[0] in answer.open


def test_a_purpose_that_is_not_stated_leaves_it_open(folder: Path) -> None:
    """Silence is not a no."""
    answer = found(folder, "not-stated")
    assert "tillhouse/property-tax" in [subject.id for subject in answer.open]


def test_a_purpose_that_says_something_else_leaves_nothing_open(folder: Path) -> None:
    """What is for payments is not among what is left open."""
    answer = found(folder, "[take-payment]")
    assert "tillhouse/property-tax" not in [subject.id for subject in answer.open]


def test_what_we_only_conclude_is_not_told_as_said(folder: Path) -> None:
    """No page may say that a source says so."""
    answer = found(folder, "[sell-data]", inferred=True)
    assert not answer.sold
    assert [subject.id for subject in answer.concluded] == ["tillhouse/property-tax"]
