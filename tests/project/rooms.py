"""The rooms as the code has them: what each says of itself, and which of them build on which.

`make rooms` writes both down for people: as a table in `docs/architecture.md`, and as the picture beside it.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import click
import grimp
import networkx
from graphviz import Digraph
from pygraphviz import AGraph

PROJECT = Path(__file__).parents[2]
PAGE = PROJECT / "docs" / "architecture.md"
PICTURE = PROJECT / "docs" / "rooms.svg"

_TABLE = re.compile(r"(?<=<!-- `make rooms` writes this table. -->\n).*?(?=<!-- Here it ends. -->)", re.DOTALL)
_SAID = re.compile(r"In: (?P<takes>.+?\.) Out: (?P<gives>.+?\.) It must not know: (?P<ignores>.+)")


class Room(NamedTuple):
    """What a room says in the first lines of its `__init__`."""

    folder: str
    purpose: str
    takes: str
    gives: str
    ignores: str


def order() -> list[str]:
    """The names of all rooms, each behind those that it may know: the order that the import contract has."""
    contracts = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    (layers,) = [contract["layers"] for contract in contracts["contracts"] if contract["type"] == "layers"]
    return ["schemas", *reversed(layers)]


def read(name: str) -> Room:
    """What one room says.

    Raises:
        ValueError: it does not say what goes in, what comes out, or what it must not know.
    """
    folder = name if name == "schemas" else f"scripts/{name}"
    text = ast.get_docstring(ast.parse((PROJECT / folder / "__init__.py").read_bytes())) or ""
    purpose, contract, *_ = [" ".join(part.split()) for part in f"{text}\n\n".split("\n\n")]
    said = _SAID.fullmatch(contract)
    if not said:
        raise ValueError(f"{folder}/__init__.py must say “In: … Out: … It must not know: …” below its first line")
    return Room(folder, purpose, *(text[0].upper() + text[1:] for text in said.groups()))


def imports() -> dict[tuple[str, str], int]:
    """How many imports lead from each room to each other one: {(who imports, from which): how many}."""
    graph = grimp.build_graph("schemas", "scripts", cache_dir=None)
    found = Counter(
        (_room_of(module), _room_of(other))
        for module in graph.modules
        for other in graph.find_modules_directly_imported_by(module)
    )
    return {pair: found[pair] for pair in sorted(found) if pair[0] != pair[1]}


def _room_of(module: str) -> str:
    package, _, inside = module.partition(".")
    return inside.partition(".")[0] if package == "scripts" and inside else package


def table() -> str:
    """The rooms in their order, as a table in Markdown."""
    lines = ["| Room | What it is | In | Out | It must not know |", "| --- | --- | --- | --- | --- |"]
    lines += [f"| `{folder}/` | {' | '.join(said)} |" for folder, *said in map(read, order())]
    possible = len(order()) * (len(order()) - 1) // 2
    ending = f"Of the {possible} dependencies that this order allows between two rooms, the code has {len(imports())}."
    return "\n".join(["", *lines, "", ending, "", ""])


def picture() -> str:
    """The rooms as SVG. A line leads from a room to one that builds on it, unless others lead there together."""
    knows: networkx.DiGraph[str] = networkx.DiGraph(list(imports()))
    drawing = Digraph(
        graph_attr={"bgcolor": "white", "nodesep": "0.3", "ranksep": "0.35"},
        # Boxes of one size stand at the same places whichever fonts a machine has.
        node_attr={"shape": "box", "style": "rounded", "fixedsize": "true", "width": "1.6", "height": "0.4"}
        | {"fontname": "sans-serif", "fontsize": "13"},
        edge_attr={"arrowsize": "0.6", "color": "#555555"},
    )
    for name in order():
        drawing.node(name)
    for knower, known in sorted(networkx.transitive_reduction(knows).edges):
        drawing.edge(known, knower)
    svg: bytes = AGraph(drawing.source).draw(format="svg", prog="dot")
    return svg.decode().replace("\r\n", "\n")


def with_table(page: str) -> str:
    """A page with the table of now in the place that is marked for it."""
    return _TABLE.sub(lambda _: table(), page)


@click.command()
def main() -> None:
    """Write the table and the picture of the rooms, and say how much the rooms depend on each other."""
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    PICTURE.write_text(picture(), encoding="utf-8", newline="\n")
    found = imports()
    click.echo(f"{len(order())} rooms, {len(found)} dependencies between them in {sum(found.values())} imports.")


if __name__ == "__main__":
    main()
