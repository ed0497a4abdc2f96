"""Who gets what, as a whole: each cell is what the graph answers, and the picture shows the same flows."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from scripts import diagrams
from scripts.diagrams import drawing
from scripts.diagrams.drawing import Box
from scripts.registry import receivers, registry
from scripts.registry.graph import Edge, Graph
from scripts.registry.registry import Registry
from scripts.site.pages.views import whole_table
from scripts.site.pages.views.whole_table import Answer
from tests import made_up_registry

WORDS = {"Gets": True, "May get": None, "Not stated": None, "Nothing we read says so": False}
"""What a cell says, and what the graph says of the flows behind it."""


def test_each_cell_says_what_the_graph_answers(site: Path, read: Registry) -> None:
    """On the built page: gets, may get, not stated or no flow, from all flows in use to this party."""
    graph = Graph(read)
    if not any(map(graph.is_current, graph.edges.values())):
        pytest.skip("nobody gets anything yet")
    table = html.parse(str(site / "who-gets-what" / "index.html")).find(".//table")
    columns = [cell.find("a").get("href") for cell in table.findall("thead/tr/th")[1:]]
    assert columns == [f"../data/{head}.html" for head in whole_table.heads(graph)]
    seen = set()
    for row in table.findall("tbody/tr"):
        if row.get("class") == "group":
            continue
        party = row.find("th/a").get("href").split("/")[-1].removesuffix(".html")
        seen.add(party)
        edges = [edge for edge in graph.edges.values() if edge.receiver == party and graph.is_current(edge)]
        cells = [cell.text_content() for cell in row.findall("td") if "rest" not in cell.get("class").split()]
        assert [cell == "Not stated" for cell in cells] == [
            _not_stated_only(graph, edges, head) for head in whole_table.heads(graph)
        ], party
        assert [WORDS[cell] for cell in cells] == [_answer(graph, edges, head) for head in whole_table.heads(graph)], (
            party
        )
    assert seen == receivers.counted(graph)


def _answer(graph: Graph, edges: list[Edge], head: str) -> bool | None:
    answers = [graph.carries(edge, head) for edge in edges]
    return True if True in answers else None if None in answers else False


def _not_stated_only(graph: Graph, edges: list[Edge], head: str) -> bool:
    open_ = [edge for edge in edges if graph.carries(edge, head) is None]
    return _answer(graph, edges, head) is None and all(not edge.data for edge in open_)


def test_the_small_city_by_hand(city: Registry, graph: Graph) -> None:
    """Tillhouse gets money and contact details; the companies that count visits get what nobody has stated."""
    rows = {row.party: dict(zip(whole_table.heads(graph), row.answers, strict=True)) for row in whole_table.rows(graph)}
    assert diagrams.of_everything(graph) is not None
    assert rows["tillhouse"]["money"] == Answer.GETS
    assert rows["tillhouse"]["contact-details"] == Answer.GETS
    assert rows["tillhouse"]["pet-license"] == Answer.NO_FLOW
    assert set(rows["traffic-counters"].values()) == {Answer.NOT_STATED}
    assert city.vendors["oldcount"].status.ended
    assert "oldcount" not in rows


def test_the_picture_stands_for_the_flows_of_the_table(read: Registry) -> None:
    """Every flow in use is in it, from each wide kind that it names to whoever gets it or to those of its kind."""
    graph = Graph(read)
    drawn = diagrams.of_everything(graph)
    if drawn is None:
        pytest.skip("there are no flows, or more than can be told apart")
    left, right = ({box.id: box for box in column.boxes} for column in drawn.columns)
    found = {(_data(left[line.tail]), flow) for line in drawn.lines for flow in line.flows}
    assert found == {
        (graph.data.head(data) if data else "", edge.id)
        for edge in graph.edges.values()
        for data in edge.data or ("",)
        if graph.is_current(edge) and edge.receiver in receivers.counted(graph)
    }
    for box in right.values():
        parties = {graph.edges[flow].receiver for flow in box.flows}
        assert box.key is not None
        assert len({graph.registry.parties[party].kind for party in parties}) == 1
        assert parties == {box.key[1]} or box.key[0].endswith("-kind")


def _data(box: Box) -> str:
    return box.key[1] if box.key else ""


def test_more_flows_than_can_be_told_apart_are_not_drawn(tmp_path: Path) -> None:
    """The table still says it all."""
    made_up_registry.write(tmp_path, drawing.MOST_FLOWS)
    graph = Graph(registry.read(tmp_path)[0])
    assert diagrams.of_everything(graph) is None
    assert len(whole_table.rows(graph)) == drawing.MOST_FLOWS


def test_a_registry_without_flows_has_nothing_to_draw() -> None:
    """Nobody gets anything yet."""
    assert diagrams.of_everything(Graph(Registry())) is None
    assert whole_table.rows(Graph(Registry())) == []
