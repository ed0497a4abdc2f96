"""Rows → the graph of flows for programs that draw and measure graphs: GraphML and DOT.

People and parties are nodes, flows are edges. An edge has every column of the table of flows, under the same name.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping

import graphviz
import networkx
from networkx.readwrite.graphml import GraphMLWriter

from scripts.exports.open_data import record_models, tables
from scripts.exports.open_data.tables import Line, Table

_EVERY = ("kind", "id", "name", "html_url", "json_url", "summary")
NODES: dict[str, Table] = {
    "people": tables.table("People", record_models.People, *_EVERY),
    "vendor": tables.table("Companies", record_models.Vendor, *_EVERY, "status.is", "role", "derived.controlled"),
    "office": tables.table("Offices", record_models.Office, *_EVERY, "status.is", "part_of.id", "derived.controlled"),
    "recipient": tables.table("Others", record_models.Recipient, *_EVERY, "status.is", "derived.controlled"),
}
"""What each kind of node says of itself."""


def network(nodes: Iterable[record_models.Row], flows: Iterable[Line]) -> networkx.MultiDiGraph[str]:
    """The graph of these nodes and of the lines of the table of flows. What a line leaves empty is no attribute."""
    found: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for node in nodes:
        (line,) = tables.lines(NODES[node.kind], [node])
        found.add_node(node.id, **_filled(line))
    for line in flows:
        found.add_edge(line["from_id"], line["to_id"], key=line["id"], **_filled(line))
    return found


def as_graphml(found: networkx.MultiDiGraph[str]) -> str:
    """The graph in GraphML, by the writer that needs nothing but Python: the same bytes on any machine.

    Some programs, such as igraph, make an attribute `id` of an XML id. So there is one of the two: of a node the XML
    id, which it must have, and of an edge the column, since no XML id may hold a slash.
    """
    with_one_id = found.copy()
    for _, attributes in with_one_id.nodes(data=True):
        attributes.pop("id", None)
    writer = GraphMLWriter(with_one_id)
    for edge in writer.xml.iter("edge"):
        del edge.attrib["id"]
    file = io.BytesIO()
    writer.dump(file)
    return file.getvalue().decode() + "\n"


def as_dot(found: networkx.MultiDiGraph[str]) -> str:
    """The graph in the language of Graphviz. A backslash in a value is doubled, as that language asks for.

    The name of a node is its `title`: pydot, through which networkx reads this too, takes `name` for the node itself.
    """
    drawn = graphviz.Digraph("flows", graph_attr={"rankdir": "LR"}, node_attr={"shape": "box"})
    for id_, attributes in found.nodes(data=True):
        titled = {"title" if key == "name" else key: value for key, value in attributes.items()}
        drawn.node(id_, label=_label(attributes["name"]), _attributes=_escaped(titled))
    for sender, receiver, attributes in found.edges(data=True):
        label = _label(attributes.get("data_names", ""))
        drawn.edge(sender, receiver, label=label, _attributes=_escaped(attributes))
    return str(drawn.source)


def _filled(line: Line) -> dict[str, str]:
    return {name: cell for name, cell in line.items() if cell}


def _escaped(attributes: Mapping[str, str]) -> dict[str, str]:
    return {name: graphviz.escape(value) for name, value in {**attributes, "URL": attributes["html_url"]}.items()}


def _label(text: str) -> str:
    """Text that is drawn: Graphviz would read `&lt;` in it as a sign."""
    escaped: str = graphviz.escape(text.replace("&", "&amp;"))
    return escaped
