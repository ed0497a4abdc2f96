"""The text of a source's record → the same text with the sections of a copy in it. Comments and all else stay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import yaml

from schemas import Source
from scripts.authoring.text_edits import Edit, Lines, apply
from scripts.observation.policy_drift.page_lines import key
from scripts.observation.policy_drift.section_changes import pairs
from scripts.observation.policy_drift.sections import Found
from scripts.reading import validation, yaml_text
from scripts.reading.yaml_text import Document


class Unwritable(Exception):  # noqa: N818 - it says what the record is
    """A record that cannot take the sections. The message says why, and what to do about it."""


def accepted(document: Document, record: Source, found: Sequence[Found], today: date) -> str:
    """The text of the record when somebody has read these sections today.

    Raises:
        Unwritable: the record would not be a good one, or is written in a form that no line can be added to.
    """
    same = pairs(record.sections, found)
    text = apply(document.text, _values(document, record, found, same, today))
    written, _ = yaml_text.parse(document.path, text.encode())
    order = [same.get(at) for at in range(len(found))]
    text = apply(text, [_list(written, found, order)])
    written, faults = yaml_text.parse(document.path, text.encode())
    faults += validation.read(Source.kind, written)[1] if written.data else []
    if faults:
        raise Unwritable(f"the record could not hold these sections: {faults[0].message}")
    return text


def _values(
    document: Document, record: Source, found: Sequence[Found], same: dict[int, int], today: date
) -> Iterator[Edit]:
    """What changes within lines: fingerprints, headings that are worded anew, and the day of reading."""
    lines = Lines(document.text)

    def over(new: str, *loc: str | int) -> Edit:
        place = document.places[loc]
        return lines.over(place.start, place.end, new)

    yield over(today.isoformat(), "read", "date")
    for at, number in same.items():
        was, now = record.sections[number], found[at]
        if was.fingerprint != now.fingerprint:
            yield over(now.fingerprint, "sections", number, "fingerprint")
        if key(was.heading) != now.key:
            yield over(_scalar(now.heading), "sections", number, "heading")
            for name, statement in record.statements.items():
                if key(statement.section) == key(was.heading):
                    yield over(_scalar(now.heading), "statements", name, "section")


def _list(document: Document, found: Sequence[Found], order: Sequence[int | None]) -> Edit:
    """The list of sections in the order of the copy: entries that were there keep their lines and comments."""
    lines = Lines(document.text)
    old = document.places.get(("sections",))
    if old is None:
        at = lines.offset((_before(document), 0))
        whole = "".join(_entry(section, "  ") for section in found)
        return Edit(at, at, f"{_line_end(document.text[:at])}sections:\n{whole}")
    if old.key is None or old.key[0] == old.start[0]:
        raise Unwritable("`sections` stands on one line; give each of its entries a line that starts with `- `")
    blocks = _blocks(document)
    indent = " " * (document.places[("sections", 0)].start[1] - 2)
    new = [_entry(found[at], indent) if number is None else blocks[number] for at, number in enumerate(order)]
    first = lines.offset((old.key[0] + 1, 0))
    return Edit(first, first + sum(map(len, blocks)), "".join(new))


def _entry(section: Found, indent: str) -> str:
    return f"{indent}- {{heading: {_scalar(section.heading)}, fingerprint: {section.fingerprint}}}\n"


def _before(document: Document) -> int:
    """The line before which a list of sections belongs: before the statements and their comments, or at the end."""
    text = document.text.splitlines()
    if text and text[0].lstrip().startswith("{"):
        raise Unwritable("the record is written in braces; write it as `key: value` lines")
    place = document.places.get(("statements",))
    if place is None or place.key is None:
        return len(text)
    number = place.key[0]
    while number and text[number - 1].startswith("#"):
        number -= 1
    return number


def _line_end(text: str) -> str:
    return "" if text.endswith("\n") or not text else "\n"


def _blocks(document: Document) -> list[str]:
    """The lines of each entry, with the comments right above it."""
    text = document.text.splitlines(keepends=True)
    whole = document.places[("sections",)]
    count = sum(1 for loc in document.places if len(loc) == 2 and loc[0] == "sections")  # noqa: PLR2004 - list, entry
    starts = [document.places[("sections", number)].start[0] for number in range(count)]
    column = document.places[("sections", 0)].start[1] - 2
    top = (whole.key or whole.start)[0] + 1
    for number, start in enumerate(starts):
        lowest = top if number == 0 else starts[number - 1] + 1
        while start > lowest and text[start - 1].lstrip().startswith("#"):
            start -= 1  # noqa: PLW2901 - it moves up to the first comment
        starts[number] = start
    starts[0] = top
    end = whole.end[0]
    while not text[end - 1].strip() or (text[end - 1].lstrip().startswith("#") and _indent(text[end - 1]) < column):
        end -= 1
    return ["".join(text[start:stop]) for start, stop in zip(starts, [*starts[1:], end], strict=True)]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _scalar(text: str) -> str:
    """A text as YAML writes it within braces."""
    return str(yaml.safe_dump([text], default_flow_style=True, allow_unicode=True, width=10_000)).strip()[1:-1]
