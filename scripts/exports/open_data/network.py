"""Tables → the graph of flows for programs that draw and measure graphs: GraphML and DOT.

People and parties are nodes, flows are edges. An attribute has the name and the type of its column in the tables.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from scripts.exports.open_data import tables
from scripts.exports.open_data.table_columns import Cell, Row, Type
from scripts.exports.open_data.tables import Tables
from scripts.words.escapers.spreadsheet import joined, printable

Attributes = Mapping[str, str]

_OF_NODES = ("kind", "html_url", "role", "status", "part_of_id", "derived_certainty", "derived_controlled")
_OF_EDGES = ("service_id", "collected", "choice", "derived_current", "derived_strength", "derived_unknowns")
"""What a node and an edge say of themselves: what people measure and colour by. The tables say the rest."""


class Network(NamedTuple):
    """The graph. A node is named by its id and an edge by its `flow`; what programs draw beside each is its `label`.

    Some programs, such as igraph, make an attribute `id` of what a file calls so.
    """

    nodes: Mapping[str, Attributes]
    edges: list[tuple[str, str, Attributes]]
    """Each with its sender and its receiver."""


def network(found: Tables) -> Network:
    """The graph. What a row leaves empty is no attribute."""
    names = {row["id"]: str(row["name"]) for row in found.rows["data"]}
    carried: dict[Cell, list[Cell]] = defaultdict(list)
    for row in found.rows["flow_data"]:
        carried[row["flow_id"]].append(row["data_id"])
    people = [{**row, "kind": "people"} for row in found.rows["people"]]
    nodes = {str(row["id"]): _filled({**row, "label": row["name"]}, _OF_NODES) for row in people + found.rows["party"]}
    edges = []
    for row in sorted(found.rows["flow"], key=lambda row: str(row["id"])):
        data = carried[row["id"]]
        said = {"flow": row["id"], "label": joined(names[one] for one in data), "data": joined(map(str, data))}
        edges.append(
            (str(row["sender_id"]), str(row["receiver_id"]), _filled(row | said, ("flow", "data", *_OF_EDGES)))
        )
    return Network(nodes, edges)


def _filled(row: Row, names: tuple[str, ...]) -> Attributes:
    found = {name: cell for name in ("label", *names) if (cell := row.get(name)) is not None}
    return {name: str(cell).lower() if isinstance(cell, bool) else printable(str(cell)) for name, cell in found.items()}


_IN_GRAPHML = {Type.NUMBER: "long", Type.TRUTH: "boolean"}
_START = """\
<?xml version="1.0" encoding="utf-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">"""


def as_graphml(drawn: Network) -> str:
    """The graph in GraphML, a node or an edge a line. An edge has no XML id, which may hold no slash."""
    columns = [column for table in ("party", "flow") for column in tables.definitions()[table].columns]
    types = {column.name: _IN_GRAPHML[column.type] for column in columns if column.type in _IN_GRAPHML}
    keys: dict[tuple[str, str], str] = {}

    def line(kind: str, ends: str, attributes: Attributes) -> str:
        ids = [keys.setdefault((kind, name), f"d{len(keys)}") for name in attributes]
        data = (f'<data key="{id_}">{escape(v)}</data>' for id_, v in zip(ids, attributes.values(), strict=True))
        return f"<{kind} {ends}>{''.join(data)}</{kind}>"

    lines = [line("node", f"id={quoteattr(id_)}", attributes) for id_, attributes in drawn.nodes.items()]
    lines += [line("edge", f"source={quoteattr(a)} target={quoteattr(b)}", more) for a, b, more in drawn.edges]
    said = [
        f'<key id="{id_}" for="{kind}" attr.name="{name}" attr.type="{types.get(name, "string")}"/>'
        for (kind, name), id_ in keys.items()
    ]
    return "\n".join([_START, *said, '<graph edgedefault="directed">', *lines, "</graph>", "</graphml>", ""])


def as_dot(drawn: Network) -> str:
    """The graph in the language of Graphviz. A backslash in a value is doubled, as that language asks for."""
    lines = [f"{_quoted(id_)} [{_in_dot({**more, 'URL': more['html_url']})}]" for id_, more in drawn.nodes.items()]
    lines += [f"{_quoted(sender)} -> {_quoted(receiver)} [{_in_dot(more)}]" for sender, receiver, more in drawn.edges]
    return "\n\t".join(["digraph flows {", "graph [rankdir=LR]", "node [shape=box]", *lines]) + "\n}\n"


def _in_dot(attributes: Attributes) -> str:
    """Attributes as Graphviz has them. It would read `&lt;` in what it draws as a sign."""
    safe = {**attributes, "label": attributes["label"].replace("&", "&amp;")}
    return " ".join(f"{name}={_quoted(value)}" for name, value in safe.items())


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
