"""Keys in the order of the models, each with the comments that stand right above it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from schemas import fields
from schemas.part import Loc
from schemas.record import Record
from scripts.authoring.fix.meaning import meaning, same
from scripts.authoring.text_edits import Edit, Lines, apply
from scripts.reading import yaml_text
from scripts.reading.yaml_text import Document, values


def ordered(model: type[Record], text: str) -> str:
    """The text with the keys of every part in the order of its model, if that changes nothing else."""
    if meaning(text) is None:
        return text
    seen: set[Loc] = set()
    while True:
        document, _ = yaml_text.parse("", text.encode())
        misplaced = next((part for part in _misplaced(model, document) if part[0] not in seen), None)
        if misplaced is None:
            return text
        seen.add(misplaced[0])
        better = apply(text, _moved(document, *misplaced))
        text = better if same(text, better) else text


def _misplaced(model: type[Record], document: Document) -> Iterator[tuple[Loc, list[str]]]:
    """Each part whose keys stand in another order, with the right one. Unknown keys have none."""
    for loc, value in values(document):
        part = fields.part_at(model, loc) if isinstance(value, dict) else None
        if part is not None and value.keys() <= fields.keys(part).keys():
            right = [key for key in fields.keys(part) if key in value]
            if right != list(value):
                yield loc, right


def _moved(document: Document, loc: Loc, right: list[str]) -> Iterator[Edit]:
    start = document.places[loc].start
    lines = Lines(document.text)
    if lines.text[lines.offset(start)] == "{":
        return _in_braces(document, lines, loc, right)
    return _in_lines(document, lines, loc, right)


def _in_braces(document: Document, lines: Lines, loc: Loc, right: list[str]) -> Iterator[Edit]:
    """Exchange what stands between the commas. A comment among them could belong to either side."""
    whole = document.places[loc]
    if "#" in lines.text[lines.offset(whole.start) : lines.offset(whole.end)]:
        return
    places = {key: document.places[(*loc, key)] for key in right}
    for old, key in zip(sorted(right, key=lambda key: places[key].start), right, strict=True):
        stretches = [(places[one].key or places[one].start, places[one].end) for one in (old, key)]
        yield lines.over(*stretches[0], lines.text[lines.offset(stretches[1][0]) : lines.offset(stretches[1][1])])


def _in_lines(document: Document, lines: Lines, loc: Loc, right: list[str]) -> Iterator[Edit]:
    """Exchange blocks of lines. Empty lines and comments apart from a key stay where they are."""
    text = lines.text.splitlines(keepends=True)
    places = {key: document.places[(*loc, key)].key or (0, 0) for key in right}
    column = min(place[1] for place in places.values())
    old = sorted(right, key=places.__getitem__)

    def indent(number: int) -> int:
        return len(text[number]) - len(text[number].lstrip(" "))

    def is_comment(number: int) -> bool:
        return text[number].lstrip().startswith("#")

    def first_line(key: str) -> int:
        number = places[key][0]
        stays = key == old[0] and (not loc or text[number][:column].strip() != "")
        while not stays and number and is_comment(number - 1) and indent(number - 1) == column:
            number -= 1
        return number

    def last_line(after: int) -> int:
        number = after - 1
        while not text[number].strip() or (is_comment(number) and indent(number) <= column):
            number -= 1
        return number

    starts = {key: first_line(key) for key in old}
    # To the loader a block ends where the next thing starts.
    afters = [*(starts[key] for key in old[1:]), document.places[loc].end[0]]
    stops = {key: last_line(after) + 1 for key, after in zip(old, afters, strict=True)}
    blocks = {key: "".join(text[starts[key] : stops[key]])[column:] for key in old}
    gaps = ["".join(text[stops[one] : starts[next_]]) for one, next_ in pairwise(old)]
    new = blocks[right[0]]
    for gap, key in zip(gaps, right[1:], strict=True):
        new += gap + " " * column + blocks[key]
    yield Edit(lines.offset((starts[old[0]], column)), lines.offset((stops[old[-1]], 0)), new)
