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


def chosen(context: click.Context, parameter: click.Parameter, given: str | None) -> Path | None:
    """Take the folder that was named, or find one.

    Raises:
        UsageError: there is none.
    """
    if context.resilient_parsing:
        return None if given is None else Path(given)
    folder = chosen_if_there(context, parameter, given)
    if folder is None:
        message = f"there is no folder `{NAME}` here or above; go to where the records are, or name their folder"
        raise click.UsageError(f"{message} with --registry")
    return folder


def chosen_if_there(_context: click.Context, _parameter: click.Parameter, given: str | None) -> Path | None:
    """Take the folder that was named, or find one; None if there is none.

    Raises:
        UsageError: the folder that was named is not there.
    """
    if given is None:
        return find(_here())
    if given == "":
        raise click.UsageError("--registry is empty; name the folder with the records, or leave it out")
    folder = Path(given)
    if not folder.is_dir():
        problem = "is no folder" if folder.exists() else "is not there"
        raise click.UsageError(f"`{folder.as_posix()}` {problem}; name the folder with the records with --registry")
    return folder


def _here() -> Path:
    try:
        return Path.cwd()
    except FileNotFoundError:
        raise click.UsageError("the folder in which you are is gone; go to another one") from None


def refuse_inside(root: Path, out: Path) -> None:
    """See that nothing but records is written into the folder of the records.

    Raises:
        UsageError: it would be.
    """
    if out.resolve().is_relative_to(root.resolve()):
        message = f"{out.as_posix()} lies in {root.as_posix()}, where there are only records"
        raise click.UsageError(f"{message}; choose another place with --out")
