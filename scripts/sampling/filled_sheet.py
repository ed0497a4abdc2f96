"""The text of a filled sheet, in either form → its rows, each claim once, and what is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from scripts.reading.findings import Finding, Position, listed, told
from scripts.sampling import csv_sheet, markdown_sheet
from scripts.sampling.filled_rows import FilledRow
from scripts.words.counting import number

MOST_BYTES = 5_000_000
"""The size of the longest file that is read as a sheet: some thousands of claims, with long notes."""
_MOST_NAMED = 10
"""How many missing numbers a message names."""


def read(path: str, text: str) -> tuple[list[FilledRow], list[Finding]]:
    """The rows of a filled sheet, with what cannot be understood in it."""
    findings: list[Finding] = []
    form = markdown_sheet if markdown_sheet.is_one(text) else csv_sheet
    rows = _single(form.read(path, text, findings), findings)
    return rows, told([*findings, *_missing(path, rows)])


def _single(rows: Iterable[FilledRow], findings: list[Finding]) -> list[FilledRow]:
    """Each claim once, as it stands there first."""
    first: dict[int, FilledRow] = {}
    for row in rows:
        earlier = first.setdefault(row.tag.number, row)
        if earlier is not row:
            text = f"claim {row.tag.number} stands here once more, first on line {earlier.position.line}; keep one"
            findings.append(Finding(row.position, "repeated-claim", text))
    return list(first.values())


def _missing(path: str, rows: list[FilledRow]) -> Iterator[Finding]:
    """What keeps a sheet from being the whole one that was drawn: the rate would say too much or too little."""
    if not rows:
        yield Finding(
            Position(path), "unreadable-sheet", "there is no claim in this sheet; take one of `registry sample`"
        )
        return
    (of, _), *_others = Counter(row.tag.of for row in rows).most_common()
    strangers = [row for row in rows if row.tag.of != of or not 1 <= row.tag.number <= of]
    for row in strangers:
        text = f"this claim is from another sheet than the others, which has {number(of, 'claim')}; take it out"
        yield Finding(row.position, "other-sheet", text)
    numbers = {row.tag.number for row in rows}
    missing = [] if strangers else [one for one in range(1, of + 1) if one not in numbers]
    if missing:
        named = listed([str(one) for one in missing], _MOST_NAMED)
        text = f"of {number(of, 'claim')} that were drawn, these are missing: {named}; put them back"
        yield Finding(Position(path), "missing-claim", text)
