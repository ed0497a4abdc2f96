"""A folder of records → the files in it that may be read, and a finding for everything else that lies there."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from schemas import FOLDERS, ORGANISATION, Key
from schemas.ids import id_problem
from scripts.reading import yaml_text
from scripts.reading.findings import Finding, Position
from scripts.reading.near_words import did_you_mean


def files(root: Path, findings: list[Finding]) -> Iterator[tuple[Path, Key]]:
    """Yield the files that may be read, with what they are; report everything else that lies there."""

    def refuse(name: str, rule: str, message: str) -> None:
        findings.append(Finding(Position(_shown(root / name)), rule, message))

    organisation = root / "organisation.yml"
    if not os.path.lexists(organisation):
        refuse(
            "organisation.yml",
            "missing-organisation",
            "this file is missing; add it, it says who publishes the registry",
        )
    for entry in sorted(os.scandir(root), key=lambda entry: entry.name):
        if entry.name == organisation.name:
            if _is_readable(entry, findings):
                yield organisation, ORGANISATION
        elif entry.name in FOLDERS and entry.is_dir(follow_symlinks=False):
            yield from _records(root, entry.name, findings)
        elif not entry.name.startswith(".") and entry.name != "README.md":
            ending = did_you_mean(entry.name, FOLDERS, f"the folders here are {', '.join(FOLDERS)}")
            refuse(entry.name, "stray-file", f"there is no such folder or file in a registry; {ending}")


def _records(root: Path, folder: str, findings: list[Finding]) -> Iterator[tuple[Path, Key]]:
    entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
    for entry in entries:
        at = Position(_shown(entry.path))
        id_, dot, ending = entry.name.rpartition(".")
        if entry.name.startswith(".") or entry.name == "README.md":
            continue
        if not dot or ending != "yml":
            message = f"a record is a file `{_shown(id_ or entry.name)}.yml`; rename this or move it away"
            findings.append(Finding(at, "stray-file", message))
        elif problem := id_problem(id_):
            findings.append(Finding(at, "bad-id", f"the file's name is the record's id: {problem}"))
        elif _is_readable(entry, findings):
            yield Path(entry.path), (FOLDERS[folder], id_)


def _shown(path: str | Path) -> str:
    """A path as it can be printed: the name of a file may hold line ends and bytes that are no text."""
    text = Path(path).as_posix()
    return text if text.isprintable() else ascii(text)[1:-1]


def _is_readable(entry: os.DirEntry[str], findings: list[Finding]) -> bool:
    """Look before opening: a link may leave the folder, a pipe never ends, a large file fills the memory."""
    at = Position(Path(entry.path).as_posix())
    status = entry.stat(follow_symlinks=False)
    if stat.S_ISLNK(status.st_mode):
        findings.append(Finding(at, "not-a-file", "this is a link; put the record itself here"))
    elif not stat.S_ISREG(status.st_mode):
        findings.append(Finding(at, "not-a-file", "this is not a plain file; put the record itself here"))
    elif status.st_size > yaml_text.MOST_BYTES:
        findings.append(yaml_text.too_large(at.path, status.st_size))
    else:
        return True
    return False
