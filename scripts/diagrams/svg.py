"""Drawing → SVG and the figure around it, as one block of HTML that Markdown leaves alone.

Colours, borders and fonts are the style sheet's. Whatever a record says reaches the page through the
template alone, which escapes it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from scripts.diagrams.drawing import Box, Drawing, Heading, Line
from scripts.diagrams.layout import LINE_HEIGHT, Layout, Place, layout
from scripts.registry.certainty import Certainty
from scripts.words import sentences
from scripts.words.escapers.templates import environment
from scripts.words.languages import ANY_LANGUAGE, Language, message

Address = Callable[[str, str], str]
"""From the kind and id of a record to the address of its page, seen from the page that holds the figure."""

MOST_NEIGHBOURS = 6
"""How many of its neighbours a box names to those who do not see the lines."""

_WORDS = {
    "people": message("People"),
    "data": message("Information"),
    "purpose": message("Reason"),
    "recipient": message("Someone else"),
    "vendor": message("Company"),
}

# A line of the figure that began with a text could begin a block of code for Markdown, which reads lines first.
_TEMPLATES = environment("scripts.diagrams", lambda value: _on_one_line(str(value)))


class _Text(NamedTuple):
    """A line of a label, as the template needs it."""

    text: str
    y: str
    note: bool
    language: str
    """Its language, if that is not the language of the drawing."""


class _Box(NamedTuple):
    """A box, as the template needs it."""

    kind: str
    """What kind of record it is, and how sure we are that somebody is there: its classes."""
    name: str
    href: str
    flows: str
    x: int
    y: int
    height: int
    lines: list[_Text]


class _Column(NamedTuple):
    """A column, as the template needs it."""

    heading: str
    language: str
    """That of its heading, if it is not the language of the drawing."""
    middle: int
    boxes: list[_Box]


def figure(drawing: Drawing, prefix: str, table_anchor: str, address: Address) -> Markup:
    """Write the figure of a drawing: a way around it, the diagram, its point, and a link to the same facts.

    `prefix` sets its ids apart from all others on the page; `table_anchor` is the id of the table with the facts.
    """
    return _written(
        "figure.html.j2",
        drawing=drawing,
        point=_marked(drawing.language, drawing.point),
        mark=partial(_marked, drawing.language),
        label=drawing.language.say("Diagram: %(title)s", title=drawing.title),
        _=lambda message: _marked(drawing.language, drawing.language.say(message)),
        prefix=prefix,
        table_anchor=table_anchor,
        svg=svg(drawing, prefix, table_anchor, address),
    )


def svg(drawing: Drawing, prefix: str, table_anchor: str, address: Address) -> Markup:
    """Write the diagram alone."""
    placed = layout(drawing)
    return _written(
        "diagram.svg.j2",
        drawing=drawing,
        whole=partial(_whole, drawing.language),
        prefix=prefix,
        width=placed.width,
        height=placed.height,
        box_width=placed.measures.box_width,
        columns=_columns(drawing, placed, table_anchor, address),
        lines=[(_path(line, placed), " ".join(line.flows)) for line in drawing.lines],
    )


def _on_one_line(text: str) -> str:
    return " ".join(text.splitlines())


def _marked(language: Language, text: str) -> Markup:
    """A text whose words of another language say so."""
    return Markup("").join(
        escape(_on_one_line(piece.text))
        if piece.language in {language.code, ANY_LANGUAGE}
        else Markup('<span lang="{}">{}</span>').format(piece.language, _on_one_line(piece.text))
        for piece in language.known(text).pieces
    )


def _whole(language: Language, text: str) -> str:
    """The language of a text that can only be marked as a whole; empty if some of it is in that of the drawing."""
    pieces = language.known(text).pieces
    return "" if any(piece.language == language.code for piece in pieces) else language.other(text)


def _written(template: str, **values: Any) -> Markup:
    return Markup(_TEMPLATES.get_template(template).render(values).strip())  # noqa: S704 - the template escapes


def _columns(drawing: Drawing, placed: Layout, table_anchor: str, address: Address) -> list[_Column]:
    names = _accessible_names(drawing)
    found = []
    for index, column in enumerate(drawing.columns):
        boxes = [
            _box(
                drawing.language,
                box,
                placed.places[box.id],
                names[box.id],
                address(*box.key) if box.key else f"#{table_anchor}",
            )
            for box in sorted(column.boxes, key=lambda box: placed.places[box.id].y)
        ]
        heading = column.heading.text
        middle = placed.measures.column_x(index) + placed.measures.box_width // 2
        found.append(_Column(heading, drawing.language.other(heading), middle, boxes))
    return found


def _box(language: Language, box: Box, place: Place, name: str, href: str) -> _Box:
    first = place.middle - (len(place.lines) - 1) * LINE_HEIGHT / 2
    last = len(place.lines) - 1
    lines = [
        _Text(
            str(text),
            f"{first + number * LINE_HEIGHT:g}",
            bool(box.note) and number == last,
            language.other(text),
        )
        for number, text in enumerate(place.lines)
    ]
    kind = box.kind if box.certainty == Certainty.NAMED else f"{box.kind} {box.certainty}"
    return _Box(kind, name, href, " ".join(box.flows), place.x, place.y, place.height, lines)


def _path(line: Line, placed: Layout) -> str:
    """Draw an S from the right side of one box to the left side of the other."""
    tail, head = placed.places[line.tail], placed.places[line.head]
    start, end, bend = tail.x + placed.measures.box_width, head.x, placed.measures.column_gap // 2
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
        box.id: _accessible_name(drawing.language, box, column.heading, before[box.id], after[box.id])
        for column in drawing.columns
        for box in column.boxes
    }


def _accessible_name(
    language: Language, box: Box, heading: Heading, before: Sequence[str], after: Sequence[str]
) -> str:
    what = box.note or (language.say(_WORDS[box.kind]) if box.kind in _WORDS else heading.text)
    said = [f"{what}: {box.label}."]
    said += [f"{heading.before}: {sentences.some(before, MOST_NEIGHBOURS, language)}."] if before else []
    said += [f"{heading.after}: {sentences.some(after, MOST_NEIGHBOURS, language)}."] if after else []
    return " ".join(said)
