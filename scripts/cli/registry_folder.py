"""Where the records are: in the folder that somebody names, or in the one that somebody stands in or below."""

from __future__ import annotations

import os
from pathlib import Path

import click

from schemas import FOLDERS

NAME = "registry"
"""What the folder with the records is called, unless somebody names another."""


def find(here: Path) -> Path | None:
    """Look for the folder with the records from `here` upwards, up to the top of a clone. The path is from `here`.

    A folder `registry` that lies right here is meant, whatever it holds. Further up, it must look like one.
    """
    for above in (here, *here.parents):
        found = above / NAME
        if (found.is_dir() and above == here) or _holds_records(found):
            return _from(here, found)
        if _holds_records(above):
            return _from(here, above)
        if (above / ".git").exists():
            return None
    return None


def _holds_records(folder: Path) -> bool:
    return (folder / "organisation.yml").is_file() or (
        folder.name == NAME and any((folder / kind).is_dir() for kind in FOLDERS)
    )


def _from(here: Path, folder: Path) -> Path:
    """The way to a folder, which ends with its name: paths in messages begin with it."""
    return Path(os.path.relpath(folder.parent, here), folder.name)


def chosen(context: click.Context, parameter: click.Parameter, given: Path | None) -> Path | None:
    """Take the folder that was named, or find one.

    Raises:
        UsageError: there is none.
    """
    if context.resilient_parsing:
        return given
    given = chosen_if_there(context, parameter, given)
    if given is None:
        message = f"there is no folder `{NAME}` here or above; go to where the records are, or name their folder"
        raise click.UsageError(f"{message} with --registry")
    return given


def chosen_if_there(_context: click.Context, _parameter: click.Parameter, given: Path | None) -> Path | None:
    """Take the folder that was named, or find one; None if there is none.

    Raises:
        UsageError: the folder that was named is not there.
    """
    if given is None:
        return find(Path.cwd())
    if not given.is_dir():
        problem = "is no folder" if given.exists() else "is not there"
        raise click.UsageError(f"`{given.as_posix()}` {problem}; name the folder with the records with --registry")
    return given
