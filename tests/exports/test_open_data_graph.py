"""The graph as GraphML and DOT, read back by the programs that these forms are made for."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

import networkx
import pygraphviz
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from scripts.exports.open_data import network
from scripts.words.escapers import spreadsheet
from tests.exports.test_open_data_tables import rows_of
from tests.payloads import active

Attributes = dict[str, dict[str, str]]
Files = dict[str, bytes]
OF_NODES = ("kind", "html_url", "derived_certainty")


def expected(files: Files) -> tuple[Attributes, Attributes]:
    """The nodes and the edges as the tables have them, each by its id."""
    people = [{**row, "kind": "people"} for row in rows_of(files, "people")]
    nodes = {
        row["id"]: {"label": row["name"], **{name: row[name] for name in OF_NODES if row[name]}}
        for row in (*people, *rows_of(files, "party"))
    }
    carried: dict[str, list[str]] = defaultdict(list)
    for row in rows_of(files, "flow_data"):
        carried[row["flow_id"]].append(row["data_id"])
    edges = {
        row["id"]: {
            "from": row["sender_id"],
            "to": row["receiver_id"],
            "data": "; ".join(carried[row["id"]]),
            "current": row["derived_current"],
            "unknowns": row["derived_unknowns"],
        }
        for row in rows_of(files, "flow")
    }
    return nodes, edges


def found_in(
    nodes: Mapping[str, Mapping[str, str]], edges: Iterable[tuple[str, str, Mapping[str, str]]]
) -> tuple[Attributes, Attributes]:
    """The same of what a program has read."""
    wanted = ("label", *OF_NODES)
    of_edges = {
        attributes["flow"]: {
            "from": sender,
            "to": receiver,
            "data": attributes.get("data", ""),
            "current": str(attributes["derived_current"]).lower(),
            "unknowns": str(attributes["derived_unknowns"]),
        }
        for sender, receiver, attributes in edges
    }
    return {id_: {name: node[name] for name in wanted if node.get(name)} for id_, node in nodes.items()}, of_edges


def from_graphml(text: str) -> tuple[Attributes, Attributes]:
    """Read by networkx, which makes numbers and truths of what the file says are such."""
    graph = networkx.parse_graphml(text)
    for _, _, attributes in graph.edges(data=True):
        assert (type(attributes["derived_unknowns"]), type(attributes["derived_current"])) == (int, bool)
    return found_in(dict(graph.nodes(data=True)), graph.edges(data=True))


def from_dot(text: str) -> tuple[Attributes, Attributes]:
    """Read by Graphviz."""
    graph = pygraphviz.AGraph(string=text)
    nodes = {str(node): undone(node.attr.to_dict()) for node in graph.nodes()}
    return found_in(nodes, [(edge[0], edge[1], undone(edge.attr.to_dict())) for edge in graph.edges()])


def undone(attributes: dict[str, str]) -> dict[str, str]:
    """As Graphviz has it, a backslash is doubled and `&` in a label is HTML. What is empty is no attribute."""
    found = {key: value.replace("\\\\", "\\") for key, value in attributes.items() if value}
    return found | ({"label": found["label"].replace("&amp;", "&")} if "label" in found else {})


def from_dot_by_networkx(text: str) -> tuple[Attributes, Attributes]:
    """Read by networkx, which has pydot read it."""
    graph = networkx.nx_pydot.read_dot(io.StringIO(text))
    nodes = {unquoted(id_): undone(unquoted_all(node)) for id_, node in graph.nodes(data=True)}
    edges = [
        (unquoted(sender), unquoted(receiver), undone(unquoted_all(attributes)))
        for sender, receiver, attributes in graph.edges(data=True)
    ]
    return found_in(nodes, edges)


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
def test_the_graph_comes_back_edge_for_edge(form: str, reader: Reader, opened: Files) -> None:
    """Every node and every attribute of every edge, read back by the program that the form is made for."""
    assert reader(opened[f"api/v1/{form}"].decode()) == expected(opened)


@pytest.mark.parametrize(("form", "reader"), FORMS)
def test_a_payload_in_every_field_changes_no_graph(
    form: str, reader: Reader, opened: Files, hostile_files: Files
) -> None:
    """It stays a text: no node, no edge and no attribute is added, and no word is lost."""
    nodes, edges = reader(hostile_files[f"api/v1/{form}"].decode())
    assert (nodes.keys(), edges.keys()) == tuple(part.keys() for part in expected(opened))
    assert (nodes, edges) == expected(hostile_files)


def test_a_payload_does_not_act_in_what_graphviz_draws(hostile_files: Files) -> None:
    """Whoever draws the file and puts the picture on a page runs nothing."""
    drawn = pygraphviz.AGraph(string=hostile_files["api/v1/graph.dot"].decode()).draw(format="svg", prog="dot")
    picture = drawn.decode().partition("<svg")[2]
    found = active(html.fromstring(f"<div><svg{picture}</div>"))
    assert {what: count for what, count in found.items() if what != "a comment"} == {}


@given(st.text(min_size=1).map(spreadsheet.printable))
def test_any_text_comes_back_from_both_forms_by_every_reader(text: str) -> None:
    """In a node and in an edge, whatever quotes, backslashes and brackets it holds."""
    nodes = {"a": {"label": text, "summary": text, "html_url": text}, "b": {"label": "b", "html_url": "b"}}
    graph = network.Network(nodes, [("a", "b", {"label": text, "data": text})])
    read = networkx.parse_graphml(network.as_graphml(graph))
    assert (read.nodes["a"]["label"], *[edge["data"] for _, _, edge in read.edges(data=True)]) == (text, text)
    by_pydot = networkx.nx_pydot.read_dot(io.StringIO(network.as_dot(graph)))
    assert undone(unquoted_all(by_pydot.nodes["a"]))["summary"] == text
    assert [undone(unquoted_all(edge))["data"] for _, _, edge in by_pydot.edges(data=True)] == [text]
    drawn = pygraphviz.AGraph(string=network.as_dot(graph))
    assert undone(drawn.get_node("a").attr.to_dict())["summary"] == text
    assert [undone(edge.attr.to_dict())["data"] for edge in drawn.edges()] == [text]


def test_no_attribute_is_called_id_in_graphml(opened: Files) -> None:
    """An XML id and an attribute `id`: igraph would make one of both, and warns."""
    tree = etree.fromstring(opened["api/v1/graph.graphml"])
    names = {key.get("attr.name") for key in tree.iterfind("{*}key")}
    assert "id" not in names
    assert {"label", "flow"} <= names
