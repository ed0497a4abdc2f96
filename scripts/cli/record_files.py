"""Files and folders of records that somebody names to a verb."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from scripts.reading.near_words import did_you_mean
from scripts.words.escapers.terminal_text import printable

files_argument = click.argument("files", nargs=-1, type=click.Path(path_type=Path))
"""Files, or folders with all that lies in them; none for all of the registry."""


def resolved(root: Path, files: Iterable[Path]) -> list[Path]:
    """Where the files and folders really lie.

    Raises:
        UsageError: one of them is not there, or lies outside of the registry.
    """
    places = []
    for file in files:
        shown = printable(file.as_posix())
        if not file.exists():
            near = [path.name for path in sorted(file.parent.iterdir())] if file.parent.is_dir() else []
            ending = did_you_mean(file.name, near, "name a file or folder of records")
            raise click.UsageError(f"there is no file `{shown}`; {ending}")
        place = file.parent.resolve() / file.name  # a link in the registry lies in it, wherever it leads
        if not place.is_relative_to(root.resolve()):
            raise click.UsageError(f"`{shown}` does not lie in `{root.as_posix()}`; name another with --registry")
        places.append(place)
    return places


def lies_in(path: str, places: Iterable[Path]) -> bool:
    """Whether a file is one of these, or lies in one of these folders."""
    here = Path(path).parent.resolve() / Path(path).name
    return any(here.is_relative_to(place) for place in places)
