"""A diagram shows the flows of its question, all of them and no others, and can show a record's text only."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import markdown
import pytest

from scripts import diagrams
from scripts.diagrams.columns import MOST_BOXES
from scripts.diagrams.drawing import Box, Column, Drawing, Heading
from scripts.diagrams.layout import layout
from scripts.reading import yaml_text
from scripts.registry import registry
from scripts.registry.graph import Graph
from tests.conftest import CITY, TESTS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from scripts.registry.graph import Edge


DESKTOP_PAGE = 1173
"""How many pixels a desktop of 1280 has for a picture, beside its scroll bar."""
FLOW_CSS = TESTS.parent / "docs/pages/assets/flow.css"


def address(kind: str, id_: str) -> str:
    """Where the page of a record would be."""
    return f"../{kind}/{id_}.html"


def figure(drawing: Drawing) -> str:
    """The figure of a drawing on a page of its own."""
    return str(diagrams.figure(drawing, prefix="diagram", table_anchor="flows", address=address))


def drawings(graph: Graph) -> dict[str, Drawing]:
    """Every drawing there is, by the question it answers."""
    registry = graph.registry
    found = {
        **{f"services/{id_}": diagrams.of_service(graph, id_) for id_ in registry.services},
        **{f"parties/{id_}": diagrams.of_party(graph, id_) for id_ in registry.parties},
        **{f"data/{id_}": diagrams.of_data(graph, id_) for id_ in registry.data},
    }
    return {question: drawing for question, drawing in found.items() if drawing}


def asked_for(graph: Graph, question: str) -> dict[str, Edge]:
    """The flows that answer a question, found without the help of the diagrams."""
    kind, id_ = question.split("/")
    edges: Iterable[Edge]
    if kind == "services":
        edges = [edge for edge in graph.edges.values() if edge.flow.service == id_]
    elif kind == "parties":
        edges = [*graph.gets(id_), *graph.gives(id_)]
    else:
        edges = graph.who_gets(id_).certain
    found = {edge.id: edge for edge in edges}
    now = {id_: edge for id_, edge in found.items() if graph.is_current(edge)}
    return now if now or kind == "data" else {edge.id: edge for edge in graph.told_of(found.values())}


def boxes(drawing: Drawing) -> list[Box]:
    """All boxes, column by column."""
    return [box for column in drawing.columns for box in column.boxes]


@pytest.fixture
def crowded(tmp_path: Path) -> Graph:
    """The small city with a survey that asks twenty things of twenty kinds of people."""
    shutil.copytree(CITY, tmp_path, dirs_exist_ok=True)
    term = _record(CITY / "data" / "money.yml")
    people = _record(CITY / "people" / "payer.yml")
    party = _record(CITY / "vendors" / "pawform.yml")
    flow = party["flows"]["pet-form"]
    flows = {}
    for number in range(20):
        parent = {"part_of": "money"} if number < 9 else {}
        _write(tmp_path / "data" / f"answer-{number}.yml", {**term, "name": f"Answer {number}", **parent})
        _write(tmp_path / "people" / f"group-{number}.yml", {**people, "name": f"Group {number}"})
        flows[f"asked-{number}"] = {**flow, "from": f"group-{number}", "data": [f"answer-{number}"]}
    _write(tmp_path / "vendors" / "survey.yml", {**party, "name": "Survey", "flows": flows})
    read, findings = registry.read(tmp_path)
    assert findings == []
    return Graph(read)


def _record(path: Path) -> dict[str, Any]:
    return yaml_text.parse(path.name, path.read_bytes())[0].data


def _write(path: Path, record: object) -> None:
    path.write_text(json.dumps(record), encoding="utf-8")


def test_a_diagram_stands_for_exactly_the_flows_of_its_question(graph: Graph) -> None:
    """Lines and boxes carry all flows that the table lists, and no others."""
    for question, drawing in drawings(graph).items():
        flows = set(asked_for(graph, question))
        assert {flow for line in drawing.lines for flow in line.flows} == flows, question
        assert {flow for box in boxes(drawing) for flow in box.flows} == flows, question


def test_a_flow_passes_its_sender_its_information_and_its_receiver_only(graph: Graph) -> None:
    """What lights up with a flow in a service's diagram is what the record of that flow names."""
    for id_ in graph.registry.services:
        drawing = diagrams.of_service(graph, id_)
        assert drawing
        for flow, edge in asked_for(graph, f"services/{id_}").items():
            named = {edge.sender, edge.receiver, *edge.data} if edge.data else {edge.sender, edge.receiver, None}
            assert {box.key and box.key[1] for box in boxes(drawing) if flow in box.flows} == named, flow


def test_a_line_lights_with_a_box_only_for_a_flow_that_passes_both_its_ends(graph: Graph) -> None:
    """A box has the flows of the lines that meet it, so mere reachability lights nothing."""
    for question, drawing in drawings(graph).items():
        for box in boxes(drawing):
            meeting = [line.flows for line in drawing.lines if box.id in {line.tail, line.head}]
            assert set(box.flows) == {flow for flows in meeting for flow in flows}, (question, box.id)


def test_lines_join_neighbouring_columns(graph: Graph) -> None:
    """No line passes behind a box."""
    for question, drawing in drawings(graph).items():
        column = {box.id: index for index, column in enumerate(drawing.columns) for box in column.boxes}
        assert {column[line.head] - column[line.tail] for line in drawing.lines} == {1}, question


def test_what_is_not_stated_has_a_box(graph: Graph) -> None:
    """A flow whose information is not stated is drawn all the same, and says so."""
    drawing = diagrams.of_party(graph, "traffic-counters")
    assert drawing
    assert [box.label for box in drawing.columns[1].boxes] == ["Not stated"]


def test_flows_that_are_over_are_drawn_only_if_there_are_no_others(graph: Graph) -> None:
    """Oldcount counts no visits any more; its own page still shows what it did."""
    browse, oldcount = diagrams.of_service(graph, "browse"), diagrams.of_party(graph, "oldcount")
    assert browse
    assert oldcount
    assert "oldcount/visits" not in {flow for line in browse.lines for flow in line.flows}
    assert {flow for line in oldcount.lines for flow in line.flows} == {"oldcount/visits"}


def test_there_is_no_diagram_without_flows(graph: Graph) -> None:
    """Nobody gets facts about health."""
    assert diagrams.of_data(graph, "health") is None


def test_columns_are_straight_and_headed(graph: Graph) -> None:
    """All boxes of a column begin at one x, below its heading, and none touches the next."""
    for question, drawing in drawings(graph).items():
        svg = ET.fromstring(figure(drawing)).find(".//svg")  # noqa: S314 - it is our own
        assert svg is not None
        columns = svg.findall("g[@role='group']")
        assert [column.findtext("text") for column in columns] == [column.heading.text for column in drawing.columns]
        for column in columns:
            rects = column.findall("a/rect")
            assert len({rect.get("x") for rect in rects}) == 1, question
            for upper, lower in pairwise(rects):
                assert _number(upper, "y") + _number(upper, "height") < _number(lower, "y"), question


def test_seven_columns_fit_a_desktop_in_letters_that_can_be_read() -> None:
    """Their smallest letters, those of the notes, are shown in eleven pixels at least."""
    columns = tuple(
        Column(Heading("Passed on to"), (Box(f"{number}", "office", "Licences", "Part of the city", None, ()),))
        for number in range(7)
    )
    shown = DESKTOP_PAGE / layout(Drawing("Who gets what", "", columns, ())).width
    note = re.search(r"\.columns-7 \.note \{\s+font-size: ([\d.]+)px", FLOW_CSS.read_text(encoding="utf-8"))
    assert note
    assert shown * float(note[1]) >= 11


def _number(element: ET.Element, name: str) -> float:
    return float(element.get(name, "nan"))


def test_a_box_is_a_link_whose_name_starts_with_what_it_shows(graph: Graph) -> None:
    """Who speaks "click Tillhouse" must find it, so the words in the box are part of its name."""
    for question, drawing in drawings(graph).items():
        for link in ET.fromstring(figure(drawing)).iterfind(".//svg//a"):  # noqa: S314 - it is our own
            shown = " ".join(tspan.text or "" for tspan in link.iterfind("text/tspan") if tspan.get("class") != "note")
            assert link.get("href"), question
            assert shown in link.get("aria-label", ""), question


def test_the_text_of_a_record_stays_text(tmp_path: Path) -> None:
    """Markup in a name is shown as typed."""
    nasty = """<script>alert("1")</script> & 'x' {{ 1 }} ]]> --> <b>"""
    shutil.copytree(CITY, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "vendors" / "tillhouse.yml"
    _write(path, {**_record(path), "name": nasty})
    graph = Graph(registry.read(tmp_path)[0])
    drawing = diagrams.of_party(graph, "tillhouse")
    assert drawing
    whole = ET.fromstring(figure(drawing))  # noqa: S314 - it is our own
    known = {"figure", "div", "figcaption", "span", "svg", "title", "desc", "g", "path", "text", "tspan", "a", "rect"}
    assert {element.tag for element in whole.iter()} == known
    assert whole.findtext(".//title") == f"What {nasty} gets and passes on"


def test_markdown_leaves_the_figure_alone(graph: Graph) -> None:
    """It is one block without an empty line, so that it reaches the page byte for byte."""
    for question, drawing in drawings(graph).items():
        block = figure(drawing)
        page = f"# Title\n\n{block}\n\nEnd.\n"
        assert block in markdown.markdown(page, extensions=["attr_list", "md_in_html", "tables"]), question


def test_the_policy_of_the_site_allows_the_figure(graph: Graph) -> None:
    """No style, no script and no size stands in it: they would be blocked, or win over the style sheet."""
    for drawing in drawings(graph).values():
        for element in ET.fromstring(figure(drawing)).iter():  # noqa: S314 - it is our own
            names = set(element.keys())
            assert not names & {"style", "fill", "stroke"}
            assert not any(name.startswith("on") for name in names)
            assert element.tag != "svg" or not names & {"width", "height"}


def test_the_same_records_give_the_same_bytes() -> None:
    """Nothing in a figure depends on the order in which Python hashes words."""
    script = (
        "import sys; from pathlib import Path; from scripts.registry import registry;"
        "from scripts.registry.graph import Graph;"
        "from tests.diagrams.test_diagrams import drawings, figure;"
        "graph = Graph(registry.read(Path(sys.argv[1]))[0]);"
        "print([figure(drawing) for drawing in drawings(graph).values()])"
    )
    first, second = (
        subprocess.run(
            [sys.executable, "-c", script, str(CITY)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=TESTS.parent,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    )
    assert first == second
    assert b"<svg" in first


def test_graphviz_is_loaded_only_to_place_boxes() -> None:
    """Loading it takes a tenth of a second, which a check of the records need not wait for."""
    script = "import sys, scripts.diagrams; print('pygraphviz' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], cwd=TESTS.parent, capture_output=True, check=True)
    assert run.stdout.strip() == b"False"


def test_a_long_column_is_joined_under_wider_kinds_and_loses_no_flow(crowded: Graph) -> None:
    """Nine of twenty answers are about money: they become one box, which still carries their nine flows."""
    drawing = diagrams.of_party(crowded, "survey")
    assert drawing
    people, information = drawing.columns[:2]
    money = next(box for box in information.boxes if box.key == ("data", "money"))
    assert money.label == "Money: 9 kinds"
    assert len(money.flows) == 9
    assert [box.label for box in people.boxes if box.kind == "more"] == ["and 7 more"]
    for column in drawing.columns:
        assert len(column.boxes) <= MOST_BOXES
        assert {flow for box in column.boxes for flow in box.flows} == set(asked_for(crowded, "parties/survey"))


def test_the_rest_of_a_long_column_stands_at_its_foot(crowded: Graph) -> None:
    """A box "and 7 more" follows the others, wherever Graphviz would have it."""
    drawing = diagrams.of_party(crowded, "survey")
    assert drawing
    places = layout(drawing).places
    for column in drawing.columns:
        rest = [box for box in column.boxes if box.kind == "more"]
        for box in rest:
            assert places[box.id].y == max(places[other.id].y for other in column.boxes)
