"""Drawing → SVG and the figure around it, as one block of HTML that Markdown leaves alone.

Colours, borders and fonts are the style sheet's. Whatever a record says reaches the page through the
template alone, which escapes it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from scripts.diagrams.drawing import Box, Drawing, Heading, Line
from scripts.diagrams.layout import BOX_WIDTH, COLUMN_GAP, LINE_HEIGHT, Layout, column_x, layout

Address = Callable[[str, str], str]
"""From the kind and id of a record to the address of its page, seen from the page that holds the figure."""

MOST_NAMES = 5
"""How many of its neighbours a box names to those who do not see the lines."""

_WORDS = {
    "people": "People",
    "data": "Information",
    "purpose": "Reason",
    "recipient": "Someone else",
    "vendor": "Company",
}

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def figure(drawing: Drawing, prefix: str, table: str, address: Address) -> Markup:
    """Write the figure of a drawing: a way around it, the diagram, its point, and a link to the same facts.

    `prefix` sets its ids apart from all others on the page; `table` is the id of the table with the facts.
    """
    return _written(
        "figure.html.j2", drawing=drawing, prefix=prefix, table=table, svg=svg(drawing, prefix, table, address)
    )


def svg(drawing: Drawing, prefix: str, table: str, address: Address) -> Markup:
    """Write the diagram alone."""
    placed = layout(drawing)
    return _written(
        "diagram.svg.j2",
        drawing=drawing,
        prefix=prefix,
        width=placed.width,
        height=placed.height,
        box_width=BOX_WIDTH,
        columns=_columns(drawing, placed, table, address),
        lines=[{"path": _path(line, placed), "flows": " ".join(line.flows)} for line in drawing.lines],
    )


def _written(template: str, **values: Any) -> Markup:
    return Markup(_TEMPLATES.get_template(template).render(values).strip())  # noqa: S704 - the template escapes


def _columns(drawing: Drawing, placed: Layout, table: str, address: Address) -> list[dict[str, Any]]:
    names = _accessible_names(drawing)
    return [
        {
            "heading": column.heading.text,
            "middle": column_x(index) + BOX_WIDTH // 2,
            "boxes": [
                {
                    "kind": box.kind,
                    "name": names[box.id],
                    "href": address(*box.key) if box.key else f"#{table}",
                    "flows": " ".join(box.flows),
                    "place": placed.places[box.id],
                    "lines": _lines(box, placed),
                }
                for box in sorted(column.boxes, key=lambda box: placed.places[box.id].y)
            ],
        }
        for index, column in enumerate(drawing.columns)
    ]


def _lines(box: Box, placed: Layout) -> list[dict[str, Any]]:
    """Say where each line of a label stands, and whether it is the small one."""
    place = placed.places[box.id]
    first = place.middle - (len(place.lines) - 1) * LINE_HEIGHT / 2
    last = len(place.lines) - 1
    return [
        {"text": text, "y": f"{first + number * LINE_HEIGHT:g}", "note": bool(box.note) and number == last}
        for number, text in enumerate(place.lines)
    ]


def _path(line: Line, placed: Layout) -> str:
    """Draw an S from the right side of one box to the left side of the other."""
    tail, head = placed.places[line.tail], placed.places[line.head]
    start, end, bend = tail.x + BOX_WIDTH, head.x, COLUMN_GAP // 2
    return f"M{start} {tail.middle:g}C{start + bend} {tail.middle:g} {end - bend} {head.middle:g} {end} {head.middle:g}"


def _accessible_names(drawing: Drawing) -> dict[str, str]:
    """Name each box with what it is, and with what the lines show: where it comes from, and where it goes."""
    labels = {box.id: box.label for column in drawing.columns for box in column.boxes}
    before: Mapping[str, list[str]] = defaultdict(list)
    after: Mapping[str, list[str]] = defaultdict(list)
    for line in drawing.lines:
        before[line.head].append(labels[line.tail])
        after[line.tail].append(labels[line.head])
    return {
        box.id: _accessible_name(box, column.heading, before[box.id], after[box.id])
        for column in drawing.columns
        for box in column.boxes
    }


def _accessible_name(box: Box, heading: Heading, before: Sequence[str], after: Sequence[str]) -> str:
    what = box.note or _WORDS.get(box.kind, heading.text)
    sentences = [f"{what}: {box.label}."]
    sentences += [f"{heading.before}: {_listed(before)}."] if before else []
    sentences += [f"{heading.after}: {_listed(after)}."] if after else []
    return " ".join(sentences)


def _listed(names: Sequence[str]) -> str:
    rest = len(names) - MOST_NAMES
    return ", ".join(names) if rest < 1 else f"{', '.join(names[:MOST_NAMES])} and {rest} more"
