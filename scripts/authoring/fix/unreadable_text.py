"""A text that is no YAML → the same text as its author means it, if what keeps it from being read has one remedy.

Each remedy is tried, and kept if the text can be read further with it. What cannot be read to its end that way stays as
it was: from a place that nobody understands on, nothing is sure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from schemas import KINDS, fields
from schemas.part import Part
from schemas.record import Record
from scripts.authoring.fix.value_forms import quoted
from scripts.reading import characters, syntax, yaml_text
from scripts.reading.findings import Finding

MOST_REPAIRS = 50
"""Of how many places in a file a remedy is tried."""
_UNREADABLE = {"yaml-syntax", "odd-character"}
_COLON_LEFT_TIGHT = re.compile(r"\A(?P<before> *(?:- +|[{] *)?)(?P<key>[a-z_]+):(?P<value>[^\s:/].*)\Z")
_BULLET = re.compile(r"\A( *)[\u2010-\u2015\u2022\u2023\u2043\u00b7] +")
"""What word processors make of the hyphen before an entry of a list."""
_VALUE = re.compile(r"(?:[:-] +|[\[,{] *)(?=\S)")
"""What stands before a value."""


def readable(kind: str, text: str) -> str:
    """The text, mended so that it can be read; as it is, if it can be already or if it still cannot."""
    if _fault(text) is None:
        return text
    better = syntax.without_fence(characters.made_plain(text))
    for _ in range(MOST_REPAIRS):
        fault = _fault(better)
        if fault is None:
            return better
        further = (one for one in _remedies(KINDS[kind], better, fault) if _is_further(_fault(one), fault))
        if (next_ := next(further, None)) is None:
            return text
        better = next_
    return text


def _fault(text: str) -> Finding | None:
    """What keeps a text from being read."""
    document, faults = yaml_text.parse("", text.encode())
    return None if document.data or not faults else faults[-1]


def _is_further(fault: Finding | None, before: Finding) -> bool:
    return fault is None or (fault.rule in _UNREADABLE and fault.position > before.position)


def _remedies(model: type[Record], text: str, fault: Finding) -> Iterator[str]:
    """The text as it may be meant, the likeliest first."""
    if fault.rule != "yaml-syntax":
        return
    lines = text.split("\n")
    number, column = fault.position.line - 1, fault.position.column - 1
    for at in (number, number - 1):  # a line without its colon is noticed on the next
        if 0 <= at < len(lines):
            for line in _lines(lines[at], column if at == number else len(lines[at]), _all_keys(model)):
                yield "\n".join([*lines[:at], line, *lines[at + 1 :]])


def _lines(line: str, column: int, keys: Collection[str]) -> Iterator[str]:
    """The line as it may be meant. YAML gives up at the column."""
    if bullet := _BULLET.match(line):
        yield f"{bullet[1]}- {line[bullet.end() :]}"
    if (tight := _COLON_LEFT_TIGHT.match(line)) and tight["key"] in keys:
        yield f"{tight['before']}{tight['key']}: {tight['value']}"
    starts = [match.end() for match in _VALUE.finditer(line) if match.end() <= column]
    if starts and not _is_key_before(line, column, keys):
        yield from _with_quotes(line, starts, column)


def _with_quotes(line: str, starts: list[int], column: int) -> Iterator[str]:
    """The line with quotes around the value that holds the column; it ends where another sign of YAML stands."""
    opened = [start for start in starts if line[start] in "\"'"]
    is_second_colon = line[column : column + 1] == ":"
    start = starts[-1] if is_second_colon else opened[-1] if opened else None
    if start is None or "\\" in line[start:]:
        return
    is_in_braces = line[:start].count("{") + line[:start].count("[") > line[:start].count("}") + line[:start].count("]")
    ends = [match.start() for match in re.finditer(r" *[,}\]]", line) if match.start() > column] if is_in_braces else []
    closed = [end for end in ends if _is_closed(line[start:end])]
    comment = re.search(r"(?<=[\"']) +#.*\Z", line[column:])
    last = column + comment.start() if comment else len(line.rstrip())
    for end in (*closed, *ends, *([] if is_in_braces else [last])):
        text = line[start:end]
        if " #" in text:
            continue
        yield line[:start] + quoted(_inside(text)) + line[end:]


def _is_closed(text: str) -> bool:
    return len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"


def _inside(text: str) -> str:
    """What stands between the outer quotes of a text, or all of it if it has none."""
    if not _is_closed(text):
        return text
    return text[1:-1].replace("''", "'") if text[0] == "'" else text[1:-1]


def _is_key_before(line: str, column: int, keys: Collection[str]) -> bool:
    """Whether a known key stands right before the column: then two lines have run together."""
    word = re.search(r"[\w-]+\Z", line[:column])
    return word is not None and line[column : column + 1] == ":" and word[0] in keys


@cache
def _all_keys(model: type[Part]) -> frozenset[str]:
    """The keys of a model and of all its parts."""
    found, parts = set(), [model]
    for part in parts:  # grows while it runs
        for key, field in fields.keys(part).items():
            found.add(key)
            inner = fields.part_of(field)
            if inner and inner not in parts:
                parts.append(inner)
    return frozenset(found)
