"""Drawing → where each box stands. Graphviz finds the order with the fewest crossings; columns are ours."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from graphviz import Digraph

from scripts.diagrams.drawing import Box, Column, Drawing
from scripts.words.languages import Language, Text

# All lengths are in units of the drawing. One unit is one CSS pixel where the page has room: three columns
# are as wide as a text column between two side bars, five are as wide as a page without them.
BOX_GAP = 12
LINE_HEIGHT = 20
BOX_PADDING = 16
HEADING_HEIGHT = 38
MARGIN = 3
"""Room for a thick border around the outermost boxes."""
MOST_LINES = 4

_POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class Measures:
    """How wide the boxes of a drawing are, and what stands in them and between them."""

    box_width: int
    column_gap: int
    most_letters: int
    """How many letters of a label stand on one line. A wide font still has room for them."""
    longest_word: int
    """A word alone on its line may be a little longer before it is broken."""

    def column_x(self, index: int) -> int:
        """The left edge of a column."""
        return MARGIN + index * (self.box_width + self.column_gap)


ROOMY = Measures(box_width=196, column_gap=54, most_letters=20, longest_word=22)
CLOSE = Measures(box_width=166, column_gap=30, most_letters=17, longest_word=19)
"""Seven columns fit a desktop's page, and their letters are still large enough to read."""
MOST_ROOMY_COLUMNS = 5


@dataclass(frozen=True, slots=True)
class Place:
    """Where a box stands, and how its label is broken into lines."""

    x: int
    y: int
    height: int
    lines: tuple[Text, ...]

    @property
    def middle(self) -> float:
        """Half-way down, where lines begin and end."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Layout:
    """The size of a drawing, and the place of each box by its id."""

    measures: Measures
    width: int
    height: int
    places: Mapping[str, Place]


def layout(drawing: Drawing) -> Layout:
    """Place the boxes of a drawing. The result depends on nothing but the drawing."""
    measures = ROOMY if len(drawing.columns) <= MOST_ROOMY_COLUMNS else CLOSE
    lines = {box.id: _lines(box, drawing.language, measures) for column in drawing.columns for box in column.boxes}
    heights = {id_: len(label) * LINE_HEIGHT + BOX_PADDING for id_, label in lines.items()}
    names = {id_: f"box{number}" for number, id_ in enumerate(lines)}
    middles = _middles(_dot(drawing, heights, names, measures))
    tops = {id_: round(middles[name] - heights[id_] / 2) for id_, name in names.items()}
    for column in drawing.columns:
        for rest in (box for box in column.boxes if box.kind == "more"):
            _put_last(rest, column, tops, heights)
    shift = HEADING_HEIGHT - min(tops.values())
    places = {
        box.id: Place(measures.column_x(index), tops[box.id] + shift, heights[box.id], lines[box.id])
        for index, column in enumerate(drawing.columns)
        for box in column.boxes
    }
    bottom = max(place.y + place.height for place in places.values())
    width = measures.column_x(len(drawing.columns)) - measures.column_gap + MARGIN
    return Layout(measures, width, bottom + MARGIN, places)


def _put_last(box: Box, column: Column, tops: dict[str, int], heights: Mapping[str, int]) -> None:
    """Move a box to the foot of its column, and those below it up into the room it leaves."""
    below = [other.id for other in column.boxes if tops[other.id] > tops[box.id]]
    if below:
        foot = max(tops[id_] + heights[id_] for id_ in below)
        for id_ in below:
            tops[id_] -= heights[box.id] + BOX_GAP
        tops[box.id] = foot - heights[box.id]


def _lines(box: Box, language: Language, measures: Measures) -> tuple[Text, ...]:
    """Break a label into lines. Words of another language stand on lines of their own, which can say so."""
    lines = [
        Text.of(line, piece.language)
        for piece in language.known(box.label).pieces
        for line in _wrapped(piece.text.lstrip(": "), measures)
    ]
    return (*lines, *([Text.of(box.note, language.code)] if box.note else []))


@cache
def _wrapped(label: str, measures: Measures) -> tuple[str, ...]:
    lines = textwrap.wrap(label, measures.most_letters, break_long_words=False)
    lines = [part for line in lines for part in textwrap.wrap(line, measures.longest_word)]
    return tuple(lines) if len(lines) <= MOST_LINES else (*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1]} …")


def _dot(drawing: Drawing, heights: Mapping[str, int], names: Mapping[str, str], measures: Measures) -> str:
    """Describe the drawing to Graphviz: no words, only boxes of a fixed size, a rank for each column."""
    dot = Digraph(
        graph_attr={
            "rankdir": "LR",
            "splines": "none",
            "nodesep": _inches(BOX_GAP),
            "ranksep": _inches(measures.column_gap),
        },
        node_attr={"shape": "box", "fixedsize": "true", "label": "", "width": _inches(measures.box_width)},
    )
    for column in drawing.columns:
        with dot.subgraph(graph_attr={"rank": "same"}) as rank:
            for box in column.boxes:
                rank.node(names[box.id], height=_inches(heights[box.id]))
    dot.edges((names[line.tail], names[line.head]) for line in drawing.lines)
    return str(dot.source)


def _inches(points: int) -> str:
    return f"{points / _POINTS_PER_INCH:.4f}"


@cache
def _middles(dot: str) -> dict[str, float]:
    """Let Graphviz place the boxes, and read how far down the middle of each one stands.

    Many drawings have the same shape and differ only in their words: they are placed once.
    """
    from pygraphviz import AGraph  # noqa: PLC0415 - loading it takes long, and most commands draw nothing

    graph = AGraph(string=dot)
    plain = graph.draw(format="plain", prog="dot").decode()
    graph.close()
    rows = [row.split() for row in plain.splitlines()]
    return {row[1]: -float(row[3]) * _POINTS_PER_INCH for row in rows if row[0] == "node"}
