"""The graph as GraphML and DOT, read back by the programs that these forms are made for."""

from __future__ import annotations

import json

import networkx
import pygraphviz
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from scripts.exports.open_data import network
from scripts.words.escapers import spreadsheet
from tests.payloads import active
from tests.spreadsheet import table_of

Attributes = dict[str, dict[str, str]]
NODE = ("kind", "id", "name", "html_url", "json_url", "summary")


def expected(files: dict[str, str]) -> tuple[Attributes, Attributes]:
    """The nodes as the JSON has them, and the edges as the table has them, each by its id."""
    everything = json.loads(files["api/v1/registry.json"])
    rows = [row for kind in ("people", "vendors", "offices", "recipients") for row in everything[kind]]
    nodes = {row["id"]: {key: printable(row[key]) for key in NODE} for row in rows}
    return nodes, {line["id"]: {k: v for k, v in line.items() if v} for line in table_of(files["api/v1/flows.csv"])}


def printable(text: str) -> str:
    """What no record can hold, XML cannot either: a sign stands in its place."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)


def from_graphml(text: str) -> tuple[Attributes, Attributes]:
    """The same, read by networkx."""
    graph = networkx.parse_graphml(text)
    edges = {}
    for sender, receiver, attributes in graph.edges(data=True):
        assert (sender, receiver) == (attributes["from_id"], attributes["to_id"])
        edges[attributes["id"]] = attributes
    assert len(edges) == graph.number_of_edges()
    return {id_: {key: node[key] for key in NODE} for id_, node in graph.nodes(data=True)}, edges


def from_dot(text: str) -> tuple[Attributes, Attributes]:
    """The same, read by Graphviz; of what is only for drawing, nothing."""
    graph = pygraphviz.AGraph(string=text)
    nodes = {str(node): undone(node.attr.to_dict()) for node in graph.nodes()}
    edges = {}
    for edge in graph.edges():
        found = undone(edge.attr.to_dict())
        assert (edge[0], edge[1]) == (found["from_id"], found["to_id"])
        edges[found["id"]] = {key: value for key, value in found.items() if key not in {"label", "URL"}}
    assert len(edges) == graph.number_of_edges()
    return {id_: {key: node[key] for key in NODE} for id_, node in nodes.items()}, edges


def undone(attributes: dict[str, str]) -> dict[str, str]:
    """The language of Graphviz doubles a backslash; what is empty is no attribute."""
    return {key: value.replace("\\\\", "\\") for key, value in attributes.items() if value}


FORMS = {"graph.graphml": from_graphml, "graph.dot": from_dot}


@pytest.mark.parametrize("form", FORMS)
def test_the_graph_comes_back_edge_for_edge(form: str, opened: dict[str, str]) -> None:
    """Every node and every attribute of every edge, read back by the program that the form is made for."""
    assert FORMS[form](opened[f"api/v1/{form}"]) == expected(opened)


@pytest.mark.parametrize("form", FORMS)
def test_a_payload_in_every_field_changes_no_graph(
    form: str, opened: dict[str, str], hostile_files: dict[str, str]
) -> None:
    """It stays a text: no node, no edge and no attribute is added, and no word is lost."""
    nodes, edges = FORMS[form](hostile_files[f"api/v1/{form}"])
    assert (nodes.keys(), edges.keys()) == tuple(part.keys() for part in expected(opened))
    assert (nodes, edges) == expected(hostile_files)


def test_a_payload_does_not_act_in_what_graphviz_draws(hostile_files: dict[str, str]) -> None:
    """Whoever draws the file and puts the picture on a page runs nothing."""
    drawn = pygraphviz.AGraph(string=hostile_files["api/v1/graph.dot"]).draw(format="svg", prog="dot")
    picture = drawn.decode().partition("<svg")[2]
    found = active(html.fromstring(f"<div><svg{picture}</div>"))
    assert {what: count for what, count in found.items() if what != "a comment"} == {}


@given(st.text(min_size=1).map(spreadsheet.printable))
def test_any_text_comes_back_from_both_forms(text: str) -> None:
    """In a node and in an edge, whatever quotes, backslashes and brackets it holds."""
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    graph.add_node("a", name=text, html_url=text)
    graph.add_node("b", name="b", html_url="b")
    graph.add_edge("a", "b", key="b:x", html_url="b", note=text)
    read = networkx.parse_graphml(network.as_graphml(graph))
    assert (read.nodes["a"]["name"], *[edge["note"] for _, _, edge in read.edges(data=True)]) == (text, text)
    drawn = pygraphviz.AGraph(string=network.as_dot(graph))
    assert undone(drawn.get_node("a").attr.to_dict())["name"] == text
    assert [undone(edge.attr.to_dict())["note"] for edge in drawn.edges()] == [text]
