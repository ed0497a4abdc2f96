"""A filled form → what was written into each of its blanks, and on which line.

The form may come back in three ways: as the Markdown file, as that file quoted in a mail with `> ` before its lines,
and as the `name=value` lines that a browser makes of the HTML page. Whoever filled it in may have written anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from scripts.correspondence.reply_addresses import ADDRESS, END

MOST_BLANKS = 5_000
"""A form with more of them was not made by us."""

_QUOTE = re.compile(r"(?:[ \t]{0,3}>)+[ \t]?")
_MARKED = re.compile(rf"\s*\\?\[\s*({ADDRESS})\s*\\?\](.*)")
_BROKEN = re.compile(r"\s*\\?\[\s*[a-z]{1,20}/[a-z0-9#_.~+-]*\s*")
"""An address that goes on on the next line."""
_NAMED = re.compile(rf"({ADDRESS})=(.*)")
_BOX = re.compile(r"\s*(?:[-*+•·]\s+)?\\?\[\s{0,3}([^\]\s\\]?)\s{0,3}\\?\]\s*(.*)")
_ANSWER = re.compile(r"\s*\**answer\s*:\**(.*)", re.IGNORECASE)
_RULE = re.compile(r"\s*([-*_])(?:\s*\1){2,}\s*")
_HEADING = re.compile(r"#{1,6}\s+\d+\.\s.*")


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that was written, and where: line and column count from 1."""

    text: str
    line: int
    column: int = 1


@dataclass(slots=True)
class Box:
    """A choice with its brackets."""

    marked: bool
    lines: list[Piece]
    """Its label, and the lines right below: a mail program may have broken the label, or an answer stands there."""


@dataclass(slots=True)
class Filled:
    """A blank as it came back."""

    address: str
    line: int
    column: int
    by_browser: bool
    """Whether it stands as `name=value`."""
    written: list[Piece] = field(default_factory=list)
    """The lines that were written into it, and for a browser each value that was chosen."""
    boxes: list[Box] = field(default_factory=list)


@dataclass(slots=True)
class Reply:
    """Everything that came back."""

    blanks: list[Filled] = field(default_factory=list)
    """In the order of the text, the empty ones too."""
    outside: list[Piece] = field(default_factory=list)
    """The lines between the blanks: what the form itself says, unless somebody wrote there."""


def read(text: str) -> Reply:
    """Find all blanks of a form, and what was written into them."""
    reply = Reply()
    lines = list(_lines(text))
    here: Filled | None = None
    box: Box | None = None
    inside = False
    at = 0
    while at < len(lines) and len(reply.blanks) <= MOST_BLANKS:
        taken, start, line = _start(lines, at)
        at += taken
        if start is not None and start.address.endswith(f"#{END}"):
            here, inside = None, False
        elif start is not None:
            here, box, inside = start, None, True
            reply.blanks.append(here)
            here.written += [line] if line.text else []
        elif here is None:
            reply.outside += [line] if line.text and inside else []
        elif here.by_browser:
            here.written += [line] if line.text else []
        elif _RULE.fullmatch(line.text) or _HEADING.fullmatch(line.text):
            here, box = None, None
        else:
            box = _inside(here, box, line)
    return reply


def _lines(text: str) -> Iterator[Piece]:
    """The lines without the signs of a quoted mail, and without spaces around them."""
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff")), start=1):
        bare = line.replace("\u00a0", " ")
        quote = _QUOTE.match(bare)
        start = quote.end() if quote else 0
        start += len(bare[start:]) - len(bare[start:].lstrip())
        yield Piece(bare[start:].rstrip(), number, start + 1)


def _start(lines: list[Piece], at: int) -> tuple[int, Filled | None, Piece]:
    """How many lines the beginning of a blank takes, if one begins here; what stands behind it is an answer."""
    line = lines[at]
    if match := _NAMED.fullmatch(line.text):
        rest = Piece(match[2].strip(), line.line, line.column + match.start(2))
        return 1, Filled(match[1], line.line, line.column, by_browser=True), rest
    for taken in (1, 2, 3):
        joined = "".join(piece.text for piece in lines[at : at + taken])
        if match := _MARKED.fullmatch(joined):
            last = lines[at + taken - 1]
            rest = Piece(match[2].strip(), last.line, last.column + len(last.text) - len(match[2].strip()))
            return taken, Filled(match[1], line.line, line.column, by_browser=False), rest
        if not _BROKEN.fullmatch(joined):
            break
    return 1, None, line


def _inside(here: Filled, box: Box | None, line: Piece) -> Box | None:
    """Take one line of a blank. The answer is the box whose label may go on on the next line."""
    if match := _BOX.fullmatch(line.text):
        box = Box(bool(match[1]), [Piece(match[2], line.line, line.column + match.start(2))])
        here.boxes.append(box)
        return box
    match = _ANSWER.fullmatch(line.text)
    text = match[1] if match else line.text
    if box is not None and line.text and not match:
        box.lines.append(line)
        return box
    if text.strip():
        here.written.append(Piece(text.strip(), line.line, line.column + len(line.text) - len(text.lstrip())))
    return None
