"""Reads tables of the open data back, as their dictionary tells readers to."""

from __future__ import annotations

import csv
import io
import re


def table_of(text: str) -> list[dict[str, str]]:
    """Read a table back as any program would, and take our apostrophes away."""
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    return [dict(zip(rows[0], map(original, row), strict=True)) for row in rows[1:]]


def original(cell: str) -> str:
    """What the dictionary tells readers: one apostrophe less where a cell, or a part of it, could be run."""
    return re.sub(r"((?:^|[,;|\t])[\s\"]*)'(?=[=+\-@＝＋－＠'])", r"\1", cell)  # noqa: RUF001 - these are the signs


def parted(cell: str) -> list[str]:
    """What the dictionary tells readers: cut at semicolons, but for those after a backslash."""
    values = re.findall(r"(?:^|; )((?:\\.|[^\\;])*)", cell, re.DOTALL) if cell else []
    return [re.sub(r"\\(.)", r"\1", value, flags=re.DOTALL) for value in values]
