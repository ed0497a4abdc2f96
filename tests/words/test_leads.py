"""The sentences that open pages: how sure they are. All of the small city's stand in `golden/leads.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.registry import registry
from scripts.registry.graph import Graph
from scripts.words import leads

TODAY = "Whether this is so today is not stated."


def opening(folder: Path, service: str) -> str:
    """How the page of a service opens."""
    graph = Graph(registry.read(folder)[0])
    return str(leads.opening_of_service(graph, service, graph.told_of(graph.of_service(service))))


@pytest.mark.parametrize(
    ("town", "counters", "ends"),
    [
        ("in-use", "in-use", "Information goes to Companies that count visits too."),
        ("in-use", "not-stated", f"Information goes to Companies that count visits too. {TODAY}"),
        ("not-stated", "not-stated", f"Information goes to Companies that count visits too. {TODAY}"),
        ("not-stated", "in-use", f"pages visited. {TODAY} Information goes to Companies that count visits too."),
    ],
)
def test_what_is_not_known_to_be_so_today_is_not_told_as_if_it_were(
    folder: Path, town: str, counters: str, ends: str
) -> None:
    """Where old sources alone say that somebody gets something, a sentence in the present tense would say too much."""
    for path, state in (("offices/town.yml", town), ("vendors/traffic-counters.yml", counters)):
        file = folder / path
        text = file.read_text(encoding="utf-8")
        assert text.count("\nstatus: {is: ") == 1
        before, after = text.split("\nstatus: {is: ")
        file.write_text(f"{before}\nstatus: {{is: {state}{after[after.index(',') :]}", encoding="utf-8")
    said = opening(folder, "browse")
    assert said.endswith(ends)
    assert said.count(TODAY) == ends.count(TODAY)


def test_what_is_over_or_paused_is_told_in_words_of_its_own(folder: Path) -> None:
    """It is known not to be so today."""
    assert TODAY not in opening(folder, "pet-license")
