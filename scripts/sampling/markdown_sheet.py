"""A sheet as Markdown: it is read, filled in and mailed as plain text, and its boxes can be ticked on a code host."""

from __future__ import annotations

import re
from functools import cache

from markupsafe import Markup

from scripts.correspondence.open_questions import letters
from scripts.reading.findings import Finding, Position
from scripts.sampling.filled_rows import TAG, FilledRow, in_every_language, mark_in, tag_in, unknown_mark
from scripts.sampling.sheet import NOTE, Mark, Sheet
from scripts.words.escapers import typed_text
from scripts.words.escapers.templates import environment

_TAG_LINE = re.compile(rf"(?:[-*+][ \t]+)?`({TAG})`")
_BOX = re.compile(r"[-*+][ \t]*\[([^\[\]]{0,20})\](.{0,80})")
_TICKS = frozenset("xX✓✔☑✗")
_NEXT = "## "
"""How the line begins with which the next claim opens."""


def written(sheet: Sheet) -> str:
    """The sheet as text."""
    language = sheet.language
    show = environment("scripts.sampling", lambda value: typed_text.in_markdown(str(value)))
    text = show.get_template("sheet.md.j2").render(
        sheet=sheet,
        marks=[language.gettext(mark.label) for mark in Mark],
        NOTE=language.gettext(NOTE),
        _=language.say,
        ngettext=language.say_many,
        address=typed_text.address_in_markdown,
        tag=lambda row: Markup("`{}`").format(row.tag),
    )
    return re.sub(r"\n{3,}", "\n\n", text)


def is_one(text: str) -> bool:
    """Whether a text is a sheet of this form, so far as it can be seen."""
    return any(_TAG_LINE.fullmatch(line.strip()) for line in text.splitlines())


def read(path: str, text: str, findings: list[Finding]) -> list[FilledRow]:
    """The rows of a filled sheet. What cannot be understood is a finding."""
    rows: list[FilledRow] = []
    lines: list[tuple[int, str]] = []
    tag_line: tuple[int, str] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        match = _TAG_LINE.fullmatch(line.strip())
        if match or line.startswith(_NEXT):
            if tag_line:
                rows.append(_row(path, tag_line, lines, findings))
            tag_line, lines = (number, match[1]) if match else None, []
        elif tag_line:
            lines.append((number, line))
    if tag_line:
        rows.append(_row(path, tag_line, lines, findings))
    return rows


def _row(path: str, tag_line: tuple[int, str], lines: list[tuple[int, str]], findings: list[Finding]) -> FilledRow:
    """What stands below one tag: boxes, and else a note."""
    ticked: list[tuple[Mark, Position]] = []
    note: list[str] = []
    for number, line in lines:
        box = _BOX.fullmatch(line.strip())
        mark = mark_in(box[2]) if box else None
        if box is None or mark is None:
            note.append(line)
        elif box[1].strip():
            indent = len(line) - len(line.lstrip())
            at = Position(path, number, indent + box.start(1) + 1, len(box[1]))
            if box[1].strip() in _TICKS:
                ticked.append((mark, at))
            else:
                findings.append(unknown_mark(at, box[1].strip()))
    number, written_tag = tag_line
    tag = tag_in(written_tag)
    assert tag is not None  # noqa: S101 - the line has matched
    if len(ticked) > 1:
        text = f"claim {tag.number} is ticked as {len(ticked)} things; leave one `x`"
        findings.append(Finding(ticked[1][1], "unknown-mark", text))
    position = Position(path, number, 1, len(written_tag))
    return FilledRow(tag, ticked[0][0] if len(ticked) == 1 else None, _note(note), position)


def _note(lines: list[str]) -> str:
    """The words of whoever filled in the sheet, without ours before them."""
    return " ".join(word for line in lines for word in _without_label(line).split())


def _without_label(line: str) -> str:
    label, colon, rest = line.partition(":")
    return rest if colon and letters(label) in _labels() else line


@cache
def _labels() -> frozenset[str]:
    return frozenset(map(letters, in_every_language(NOTE)))
