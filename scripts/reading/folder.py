"""A folder of records → the files in it that may be read, and a finding for everything else that lies there."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from schemas import FOLDERS, ORGANISATION, Key
from schemas.ids import id_problem
from scripts.reading import stray_files, yaml_text
from scripts.reading.findings import Finding, Position
from scripts.reading.near_words import did_you_mean


def files(root: Path, findings: list[Finding]) -> Iterator[tuple[Path, Key]]:
    """Yield the files that may be read, with what they are; report everything else that lies there."""

    def refuse(name: str, rule: str, message: str) -> None:
        findings.append(Finding(Position(_shown(root / name)), rule, message))

    organisation = root / "organisation.yml"
    entries = _entries(root, findings)
    names = {entry.name for entry in entries}
    if not os.path.lexists(organisation) and organisation.name not in map(stray_files.meant_name, names):
        refuse(
            "organisation.yml",
            "missing-organisation",
            "this file is missing; add it, it says who publishes the registry",
        )
    for entry in entries:
        if entry.name == organisation.name:
            if _is_readable(entry, findings):
                yield organisation, ORGANISATION
        elif entry.name in FOLDERS and entry.is_dir(follow_symlinks=False):
            yield from _records(root, entry.name, findings)
        elif stray_files.is_to_be_ignored(entry.name):
            continue
        elif stray_files.is_left_behind(entry.name) or stray_files.meant_name(entry.name) == organisation.name:
            refuse(entry.name, "stray-file", stray_files.remedy(entry.name, names, is_folder=False))
        else:
            ending = did_you_mean(entry.name, FOLDERS, f"the folders here are {', '.join(FOLDERS)}")
            refuse(entry.name, "stray-file", f"there is no such folder or file in a registry; {ending}")


def _records(root: Path, folder: str, findings: list[Finding]) -> Iterator[tuple[Path, Key]]:
    entries = _entries(root / folder, findings)
    names = {entry.name for entry in entries}
    for entry in entries:
        at = Position(_shown(entry.path))
        id_, dot, ending = entry.name.rpartition(".")
        if stray_files.is_to_be_ignored(entry.name):
            continue
        if not dot or ending != "yml":
            message = stray_files.remedy(entry.name, names, is_folder=entry.is_dir(follow_symlinks=False))
            findings.append(Finding(at, "stray-file", message))
        elif problem := id_problem(id_):
            message = f"the file's name is the record's id: {problem}{stray_files.other_name(entry.name, names)}"
            findings.append(Finding(at, "bad-id", message))
        elif _is_readable(entry, findings):
            yield Path(entry.path), (FOLDERS[folder], id_)


def _entries(folder: Path, findings: list[Finding]) -> list[os.DirEntry[str]]:
    try:
        return sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        findings.append(unreadable(folder, error))
        return []


def unreadable(path: Path, error: OSError) -> Finding:
    """The fault of a file or folder that the system does not let anybody read."""
    message = f"this cannot be read ({error.strerror}); see that you may read it, and check again"
    return Finding(Position(_shown(path)), "not-a-file", message)


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
