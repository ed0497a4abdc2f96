"""The day on which each record last changed, and what is told if git refuses to say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from scripts.reading import git_dates
from scripts.reading.git import OtherOwnerError
from scripts.words.escapers.terminal_text import printable


def read(root: Path) -> Mapping[str, date]:
    """The day on which each record last changed, for its page. If git refuses to say, that is told."""
    try:
        return git_dates.read(root)
    except OtherOwnerError as fault:
        click.echo(printable(f"Note: no page says when its record last changed. {root.as_posix()}: {fault}"), err=True)
        return {}
