"""Tables → the graph of flows for programs that draw and measure graphs: GraphML and DOT.

People and parties are nodes, flows are edges. An attribute has the name and the type of its column in the tables.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Mapping

import graphviz
import networkx
from networkx.readwrite.graphml import GraphMLWriter

from scripts.exports.open_data.table_columns import Cell, Row
from scripts.exports.open_data.tables import Tables
from scripts.words.escapers.spreadsheet import joined, printable

Attributes = dict[str, str | int | bool]

_OF_NODES = ("kind", "html_url", "role", "status", "part_of_id", "derived_certainty", "derived_controlled")
_OF_EDGES = ("service_id", "collected", "choice", "derived_current", "derived_strength", "derived_unknowns")
"""What a node and an edge say of themselves: what people measure and colour by. The tables say the rest."""


def network(found: Tables) -> networkx.MultiDiGraph[str]:
    """The graph. What a row leaves empty is no attribute.

    A node is named by its id and an edge by its `flow`: some programs, such as igraph, make an attribute `id` of what
    a file calls so. What programs draw beside each is its `label`.
    """
    drawn: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    names = {str(row["id"]): str(row["name"]) for row in found.rows["data"]}
    carried: dict[Cell, list[str]] = defaultdict(list)
    for row in found.rows["flow_data"]:
        carried[row["flow_id"]].append(str(row["data_id"]))
    for row in [{**row, "kind": "people"} for row in found.rows["people"]] + found.rows["party"]:
        drawn.add_node(str(row["id"]), label=printable(str(row["name"])), **_filled(row, _OF_NODES))
    for row in sorted(found.rows["flow"], key=lambda row: str(row["id"])):
        data = carried[row["id"]]
        drawn.add_edge(
            str(row["sender_id"]),
            str(row["receiver_id"]),
            key=str(row["id"]),
            flow=str(row["id"]),
            label=printable(joined(names[one] for one in data)),
            data=joined(data),
            **_filled(row, _OF_EDGES),
        )
    return drawn


def as_graphml(drawn: networkx.MultiDiGraph[str]) -> str:
    """The graph in GraphML, by the writer that needs nothing but Python: the same bytes on any machine."""
    writer = GraphMLWriter(drawn)
    for edge in writer.xml.iter("edge"):
        del edge.attrib["id"]  # no XML id may hold a slash, as the ids of flows do
    file = io.BytesIO()
    writer.dump(file)
    return file.getvalue().decode() + "\n"


def as_dot(drawn: networkx.MultiDiGraph[str]) -> str:
    """The graph in the language of Graphviz. A backslash in a value is doubled, as that language asks for."""
    dot = graphviz.Digraph("flows", graph_attr={"rankdir": "LR"}, node_attr={"shape": "box"})
    for id_, attributes in drawn.nodes(data=True):
        dot.node(id_, _attributes=_escaped(attributes) | {"URL": graphviz.escape(attributes["html_url"])})
    for sender, receiver, attributes in drawn.edges(data=True):
        dot.edge(sender, receiver, _attributes=_escaped(attributes))
    return str(dot.source)


def _filled(row: Row, names: tuple[str, ...]) -> Attributes:
    found: Attributes = {}
    for name in names:
        cell = row.get(name)
        if isinstance(cell, str):
            found[name] = printable(cell)
        elif cell is not None:
            found[name] = cell
    return found


def _escaped(attributes: Mapping[str, str | int | bool]) -> dict[str, str]:
    """Attributes as Graphviz has them. It would read `&lt;` in what it draws as a sign."""
    found = {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in attributes.items()}
    found["label"] = found["label"].replace("&", "&amp;")
    return {name: graphviz.escape(value) for name, value in found.items()}
