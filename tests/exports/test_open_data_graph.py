"""The graph as GraphML and DOT, read back by the programs that these forms are made for."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import networkx
import pygraphviz
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

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
    return {id_: {key: {"id": id_, **node}[key] for key in NODE} for id_, node in graph.nodes(data=True)}, edges


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
    return {id_: of_node(node) for id_, node in nodes.items()}, edges


def of_node(attributes: dict[str, str]) -> dict[str, str]:
    """What a node says in DOT, under the names of the JSON."""
    return {key: attributes["title" if key == "name" else key] for key in NODE}


def undone(attributes: dict[str, str]) -> dict[str, str]:
    """The language of Graphviz doubles a backslash; what is empty is no attribute."""
    return {key: value.replace("\\\\", "\\") for key, value in attributes.items() if value}


def from_dot_by_networkx(text: str) -> tuple[Attributes, Attributes]:
    """The same, read by networkx, which has pydot read it."""
    graph = networkx.nx_pydot.read_dot(io.StringIO(text))
    nodes = {unquoted(id_): undone(unquoted_all(node)) for id_, node in graph.nodes(data=True)}
    edges = {}
    for sender, receiver, attributes in graph.edges(data=True):
        found = undone(unquoted_all(attributes))
        assert (unquoted(sender), unquoted(receiver)) == (found["from_id"], found["to_id"])
        edges[found["id"]] = {key: value for key, value in found.items() if key not in {"label", "URL"}}
    assert len(edges) == graph.number_of_edges()
    return {id_: of_node(node) for id_, node in nodes.items()}, edges


def unquoted_all(attributes: dict[str, str]) -> dict[str, str]:
    """Attributes as they were before they were put in quotes."""
    return {key: unquoted(value) for key, value in attributes.items()}


def unquoted(text: str) -> str:
    """A text as it was before it was put in quotes, which pydot leaves on it."""
    return text[1:-1].replace('\\"', '"') if text.startswith('"') else text


Reader = Callable[[str], tuple[Attributes, Attributes]]
READERS = {"graph.graphml": [from_graphml], "graph.dot": [from_dot, from_dot_by_networkx]}
FORMS = [(form, reader) for form, readers in READERS.items() for reader in readers]


@pytest.mark.parametrize(("form", "reader"), FORMS)
def test_the_graph_comes_back_edge_for_edge(form: str, reader: Reader, opened: dict[str, str]) -> None:
    """Every node and every attribute of every edge, read back by the program that the form is made for."""
    assert reader(opened[f"api/v1/{form}"]) == expected(opened)


@pytest.mark.parametrize(("form", "reader"), FORMS)
def test_a_payload_in_every_field_changes_no_graph(
    form: str, reader: Reader, opened: dict[str, str], hostile_files: dict[str, str]
) -> None:
    """It stays a text: no node, no edge and no attribute is added, and no word is lost."""
    nodes, edges = reader(hostile_files[f"api/v1/{form}"])
    assert (nodes.keys(), edges.keys()) == tuple(part.keys() for part in expected(opened))
    assert (nodes, edges) == expected(hostile_files)


def test_a_payload_does_not_act_in_what_graphviz_draws(hostile_files: dict[str, str]) -> None:
    """Whoever draws the file and puts the picture on a page runs nothing."""
    drawn = pygraphviz.AGraph(string=hostile_files["api/v1/graph.dot"]).draw(format="svg", prog="dot")
    picture = drawn.decode().partition("<svg")[2]
    found = active(html.fromstring(f"<div><svg{picture}</div>"))
    assert {what: count for what, count in found.items() if what != "a comment"} == {}


@given(st.text(min_size=1).map(spreadsheet.printable))
def test_any_text_comes_back_from_both_forms_by_every_reader(text: str) -> None:
    """In a node and in an edge, whatever quotes, backslashes and brackets it holds."""
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    graph.add_node("a", name=text, html_url=text)
    graph.add_node("b", name="b", html_url="b")
    graph.add_edge("a", "b", key="b:x", html_url="b", note=text)
    read = networkx.parse_graphml(network.as_graphml(graph))
    assert (read.nodes["a"]["name"], *[edge["note"] for _, _, edge in read.edges(data=True)]) == (text, text)
    by_pydot = networkx.nx_pydot.read_dot(io.StringIO(network.as_dot(graph)))
    assert undone(unquoted_all(by_pydot.nodes["a"]))["title"] == text
    assert [undone(unquoted_all(edge))["note"] for _, _, edge in by_pydot.edges(data=True)] == [text]
    drawn = pygraphviz.AGraph(string=network.as_dot(graph))
    assert undone(drawn.get_node("a").attr.to_dict())["title"] == text
    assert [undone(edge.attr.to_dict())["note"] for edge in drawn.edges()] == [text]


def test_no_node_and_no_edge_has_two_ids_in_graphml(opened: dict[str, str]) -> None:
    """An XML id and an attribute `id`: igraph would make one of both, and warns."""
    tree = etree.fromstring(opened["api/v1/graph.graphml"].encode())
    keys = {key.get("id"): key.get("attr.name") for key in tree.iterfind("{*}key")}
    parts = [*tree.iterfind(".//{*}node"), *tree.iterfind(".//{*}edge")]
    assert parts
    for part in parts:
        attributes = [keys[data.get("key")] for data in part.iterfind("{*}data")]
        assert ["id", *attributes].count("id") == 1 if part.get("id") else attributes.count("id") == 1
