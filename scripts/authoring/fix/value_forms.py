"""Values: dates and lengths of time in words, answers such as `unknown`, quotes, and the brackets of lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from schemas import KINDS, fields
from schemas.part import Loc
from schemas.record import Record
from scripts.authoring.text_edits import Edit, Lines
from scripts.reading import meant_values, plain_answers, validation, values_left_open
from scripts.reading.findings import Finding
from scripts.reading.schema_faults import faults_in
from scripts.reading.yaml_text import Document, values

_IN_CURLY_QUOTES = re.compile(r"“[^“”]*[^“”\s][^“”]*”")
_AS_THEY_ARE = {"heading", "section"}


def corrections(kind: str, document: Document, faults: Sequence[Finding]) -> Iterator[Edit]:
    """What to write instead of each value that has only one meaning. Of two at one place the first counts."""
    lines = Lines(document.text)
    model = KINDS[kind]
    yield from _open_values(kind, document, faults, lines)
    if not document.data:
        return
    yield from _in_curly_quotes(document, lines)
    try:
        model.model_validate(document.data)
    except ValidationError as problems:
        for error in faults_in(problems):
            yield from _of_error(model, document, error, lines)


def _in_curly_quotes(document: Document, lines: Lines) -> Iterator[Edit]:
    """A word processor's quotes around all of a text are meant for YAML. A policy's own words stay as they are."""
    for loc, value in values(document):
        place = document.places[loc]
        is_text = isinstance(value, str) and loc[-1] not in _AS_THEY_ARE and place.start[0] == place.end[0]
        if is_text and _IN_CURLY_QUOTES.fullmatch(value):
            inside = value[1:-1].strip()
            yield lines.over(place.start, place.end, inside if _is_plain(inside) else quoted(inside))


def quoted(text: str) -> str:
    """A text as YAML takes it for a text, whatever stands in it."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _open_values(kind: str, document: Document, faults: Sequence[Finding], lines: Lines) -> Iterator[Edit]:
    """Quotes for what YAML may take for something else, and for a text that it ends at a comma."""
    model, places = KINDS[kind], values_left_open.by_place(document)
    for fault in validation.text_faults(kind, document, faults) if document.data else ():
        at = fault.position
        start = at.line - 1, at.column - 1
        if fault.rule == "ambiguous-value":
            end = start[0], start[1] + at.width
            yield lines.over(start, end, f'"{lines.text[lines.offset(start) : lines.offset(end)]}"')
        elif fault.rule == "empty-value" and (loc := places.get(values_left_open.spot(at))):
            cut = values_left_open.cut_text(model, document, loc)
            if cut and len(cut.meant) == 1:
                yield lines.over(cut.start, cut.end, cut.meant[0])
            elif cut and cut.is_text:
                yield lines.over(cut.start, cut.end, quoted(cut.whole))


def _of_error(model: type[Record], document: Document, error: ErrorDetails, lines: Lines) -> Iterator[Edit]:
    loc, given = document.known(error["loc"]), error["input"]
    place, field = document.places[loc], fields.field_at(model, loc)
    written = lines.text[lines.offset(place.start) : lines.offset(place.end)].rstrip()
    if field is None or "\n" in written:
        return
    meant = meant_values.of(field, error["type"], given)
    words = () if isinstance(loc[-1], int) else fields.plain_words(field)
    if word := plain_answers.meant(given, words):
        yield lines.over(place.start, place.end, word)
    elif len(meant) == 1:
        as_is = meant[0] if _is_plain(meant[0]) else quoted(meant[0])
        yield lines.over(place.start, place.end, as_is)
    elif error["type"] == "string_type" and (type(given) is int or (type(given) is bool and not words)):
        yield lines.over(place.start, place.end, f'"{written}"')
    elif error["type"] == "string_type" and _is_one_text(document, loc, given):
        inner = document.places[(*loc, 0)]
        yield lines.over(place.start, place.end, lines.text[lines.offset(inner.start) : lines.offset(inner.end)])
    elif error["type"] == "tuple_type" and _holds_words(model, loc) and (entries := meant_values.entries(str(given))):
        yield lines.over(place.start, place.end, f"[{', '.join(entries)}]")


def _is_one_text(document: Document, loc: Loc, given: object) -> bool:
    """Whether a list holds one text and nothing else, not even a comment."""
    if not (isinstance(given, list) and len(given) == 1 and isinstance(given[0], str) and (*loc, 0) in document.places):
        return False
    inner, outer = document.places[(*loc, 0)], document.places[loc]
    return inner.start[0] == outer.start[0] == outer.end[0] and inner.start[1] > outer.start[1]


def _is_plain(text: str) -> bool:
    """Whether a value needs no quotes, as most dates, lengths, hosts and addresses of mail."""
    return text[:1].isalnum() and not set(text) & set(" ,[]{}#:\"'")


def _holds_words(model: type[Record], loc: Loc) -> bool:
    field = fields.field_at(model, loc)
    return field is not None and bool(fields.words_of(field) or fields.ref_of(field))
