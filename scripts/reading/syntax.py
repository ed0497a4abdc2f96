"""What libyaml could not read → where the mistake is, and what to do, in the editor's words.

libyaml names the place where it gave up. The mistake is often before it: where a quote or a bracket opens,
or on the line that lacks its colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

Place = tuple[int, int]
"""A line and a column, counted from 0."""

_KEY = re.compile(r"(?:- +)*[^\s:#-][^:#]*:(?: |$)")
"""How a line with a key begins, after its indentation."""
_SIGN = re.compile(r"^(<{7}|\|{7}|={7}|>{7})(?: .*)?\r?$", re.MULTILINE)
"""How git marks two versions that it could not merge. No line of a record begins so."""


_FENCE = re.compile(r"(?:`{3,}|~{3,})[\w .-]*")
"""How a chat or a page in Markdown marks where code begins and ends."""
_BULLET = re.compile(r" *[\u2010-\u2015\u2022\u2023\u2043\u00b7] ")
"""What word processors make of the hyphen before an entry of a list."""


def fence(text: str) -> Place | None:
    """Where a code fence opens around a record, or closes behind it."""
    found = _fences(text.split("\n"))
    return (found[0], 0) if found else None


def without_fence(text: str) -> str:
    """The text without the lines of a code fence around it."""
    lines = text.split("\n")
    found = _fences(lines)
    return "\n".join(line for number, line in enumerate(lines) if number not in found).lstrip("\n") if found else text


def _fences(lines: list[str]) -> list[int]:
    written = [number for number, line in enumerate(lines) if line.strip()]
    return [number for number in sorted({*written[:1], *written[-1:]}) if _FENCE.fullmatch(lines[number].strip())]


def unmerged(text: str) -> Iterator[tuple[Place, str]]:
    """Where two versions were left for somebody to choose from, and what to do: one place each, that of its first sign.

    https://git-scm.com/docs/git-merge#_how_conflicts_are_presented
    """
    is_open, line, start = False, 0, 0
    for sign in _SIGN.finditer(text):
        line += text.count("\n", start, sign.start())
        start = sign.start()
        if not is_open or sign[1][0] == "<":
            signs = "`<<<<<<<`, `|||||||`, `=======`" if "\n|||||||" in text else "`<<<<<<<`, `=======`"
            remedy = f"keep one, and delete the lines with {signs} and `>>>>>>>`"
            yield (line, 0), f"two versions of this record were not merged: {remedy}"
        is_open = sign[1][0] != ">"


def explain(  # noqa: C901, PLR0911 - a flat list: one case for each thing that people do
    error: yaml.YAMLError, text: str, long_quote: tuple[Place, int] | None
) -> tuple[Place, str]:
    """Say where the mistake is and what to do about it.

    `long_quote` is the last quoted text that runs over a line end: where it opens, and the line on which it closes.
    """
    lines = [*text.splitlines(), ""]
    at, opening = _place(error, "problem_mark"), _place(error, "context_mark")
    at = at or opening or (0, 0)
    problem = str(getattr(error, "problem", None) or error)
    line = lines[at[0]] if at[0] < len(lines) else ""
    if long_quote and long_quote[1] == at[0]:
        return long_quote[0], "the quote that opens here closes lines later; close it where the text ends"
    if _BULLET.match(line):
        return (at[0], _indent(line)), "an entry of a list begins with a hyphen and a space: `- `"
    if "did not find expected" in problem and (reason := _cut_off(line, at[1], is_in_brackets="',' or" in problem)):
        return at, reason
    if opening and ("end of stream" in problem or problem.startswith("did not find expected ',' or")):
        return opening, "what opens here is not closed, or a comma is missing in it; check its quotes and brackets"
    if "\t" in line[: _indent(line)]:
        return (at[0], 0), "this line is indented with a tab; use spaces"
    if opening and "alphabetic or numeric" in problem:  # `*` or `&` with something else than a name behind it
        at, problem = opening, "cannot start any token"
    if "cannot start any token" in problem:
        sign = line[at[1] : at[1] + 1].replace("\t", "a tab")
        return at, f"a text without quotes cannot start with `{sign}`; delete it or put the text in quotes"
    if opening and "could not find expected ':'" in problem:
        return (opening[0], _indent(lines[opening[0]])), _NO_COLON
    if "mapping values are not allowed" in problem:
        return _second_colon(lines, at)
    if problem.startswith("did not find expected"):
        return _end_of_a_part(lines, at)
    return at, f"this is not YAML ({problem}); check quotes, brackets and indentation here"


def _cut_off(line: str, column: int, *, is_in_brackets: bool) -> str | None:
    """Why a text has ended before a column, if that is for a sign in it."""
    before = line[:column] if is_in_brackets else line[:column].rstrip()  # in brackets, a comma may be missing
    if before.endswith("'"):
        return "the text ends at the apostrophe before this; put all of it in double quotes"
    if before.endswith('"'):
        return 'the text ends at the `"` before this; put all of it in single quotes'
    if line[column : column + 1] == ":" and ": " in re.split(r"[,{\[]", before)[-1]:
        return "a second `: ` in this text; put it in quotes"
    return None


def _second_colon(lines: list[str], at: Place) -> tuple[Place, str]:
    """A colon was met inside a value: the text holds one, or the lines of several values have run together."""
    number, line = at[0], lines[at[0]]
    if ": " in line[: at[1]]:
        return at, "a second `: ` on this line; put the text in quotes, or check the indentation"
    above = _line_above(lines, number)
    if above is None:
        return (number, _indent(line)), _INDENTATION
    if _indent(lines[above]) == _indent(line) and not _KEY.match(lines[above].lstrip()):
        return (above, _indent(lines[above])), _NO_COLON
    # One line of a part stands out: this one, unless the next line stands as this one does.
    odd = above if _indent(_next_line(lines, number)) == _indent(line) else number
    return (odd, _indent(lines[odd])), _INDENTATION


def _end_of_a_part(lines: list[str], at: Place) -> tuple[Place, str]:
    """Something else stands where a part goes on or ends: a line that is not indented like the others."""
    number, line = at[0], lines[at[0]]
    if line[: at[1]].strip():
        return at, "a value has ended before this; put the whole text in quotes"
    above = _line_above(lines, number)
    # The first line of a part stands out if the second and the third agree.
    if above is not None and _opens_a_part(lines, above) and _indent(_next_line(lines, number)) == _indent(line):
        return (above, _indent(lines[above])), _INDENTATION
    return at, _INDENTATION


def _opens_a_part(lines: list[str], number: int) -> bool:
    above = _line_above(lines, number)
    return above is not None and lines[above].split("#")[0].rstrip().endswith(":")


_INDENTATION = "this line does not fit those around it; check its indentation"
_NO_COLON = "here a `key: value` line was expected; add the colon and a space, or indent the text under its key"


def _place(error: Any, name: str) -> Place | None:
    mark = getattr(error, name, None)
    return (mark.line, mark.column) if mark else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _line_above(lines: list[str], number: int) -> int | None:
    """The nearest line above with anything on it but a comment."""
    return next((above for above in range(number - 1, -1, -1) if lines[above].split("#")[0].strip()), None)


def _next_line(lines: list[str], number: int) -> str:
    return lines[number + 1] if number + 1 < len(lines) else ""
