"""A folder of records → the files in it that may be read, and a finding for everything else that lies there."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

from schemas import FOLDERS, ORGANISATION, Key
from schemas.ids import id_problem
from scripts.reading import stray_files, yaml_text
from scripts.reading.findings import Finding, Position
from scripts.reading.near_words import Words

_ORGANISATION = "organisation.yml"
_MEANT_ORGANISATION = {_ORGANISATION, "organization.yml"}
"""Americans write it with a `z`."""


def files(root: Path, findings: list[Finding]) -> Iterator[tuple[Path, Key]]:
    """Yield the files that may be read, with what they are; report everything else that lies there.

    A file or folder whose name is not right and can only mean one is reported, and yielded as the one that it means.
    """

    def refuse(name: str, rule: str, message: str) -> None:
        findings.append(Finding(Position(_shown(root / name)), rule, message))

    entries = _entries(root, findings)
    names = {entry.name for entry in entries}
    organisation = _organisation(root, names)
    if organisation is None:
        message = "this file is missing; add it, it says who publishes the registry"
        findings.append(Finding(Position(_shown(root / _ORGANISATION)), "missing-organisation", message))
    for entry in entries:
        if entry.name == organisation:
            if entry.name != _ORGANISATION:
                refuse(entry.name, "stray-file", f"a record is a file `{_ORGANISATION}`; rename this, or move it away")
            if _is_readable(entry, findings):
                yield root / entry.name, ORGANISATION
        elif entry.name in FOLDERS and entry.is_dir(follow_symlinks=False):
            yield from _records(root, entry.name, FOLDERS[entry.name], findings)
        elif stray_files.is_to_be_ignored(entry.name):
            continue
        elif stray_files.is_left_behind(entry.name) or stray_files.meant_name(entry.name) == _ORGANISATION:
            refuse(entry.name, "stray-file", stray_files.remedy(entry.name, names, is_folder=False))
        else:
            yield from _of_another_name(root, entry, names, findings)


def name_of(key: Key) -> str:
    """The name that the file of a record has."""
    return _ORGANISATION if key == ORGANISATION else f"{key[1]}.yml"


def _of_another_name(
    root: Path, entry: os.DirEntry[str], names: Collection[str], findings: list[Finding]
) -> Iterator[tuple[Path, Key]]:
    """What lies in a folder that is misspelt, if it is the only one that can be meant."""
    meant = Words(FOLDERS).nearest(entry.name)
    ending = f"did you mean `{meant}`?" if meant else f"the folders here are {', '.join(FOLDERS)}"
    message = f"there is no such folder or file in a registry; {ending}"
    findings.append(Finding(Position(_shown(entry.path)), "stray-file", message))
    if meant and meant not in names and entry.is_dir(follow_symlinks=False):
        yield from _records(root, entry.name, FOLDERS[meant], findings)


def _organisation(root: Path, names: Collection[str]) -> str | None:
    """The name of the file of the organisation, or of the one that must be meant."""
    if _ORGANISATION in names or os.path.lexists(root / _ORGANISATION):
        return _ORGANISATION
    meant = [name for name in sorted(names) if (stray_files.meant_name(name) or name) in _MEANT_ORGANISATION]
    return meant[0] if meant else None


def _records(root: Path, folder: str, kind: str, findings: list[Finding]) -> Iterator[tuple[Path, Key]]:
    entries = _entries(root / folder, findings)
    names = {entry.name for entry in entries}
    meant_in_folder = Counter(stray_files.meant_name(name) or name for name in names)
    for entry in entries:
        at = Position(_shown(entry.path))
        id_, dot, ending = entry.name.rpartition(".")
        is_folder = entry.is_dir(follow_symlinks=False)
        if stray_files.is_to_be_ignored(entry.name):
            continue
        if not dot or ending != "yml":
            message = stray_files.remedy(entry.name, names, is_folder=is_folder)
            findings.append(Finding(at, "stray-file", message))
        elif problem := id_problem(id_):
            message = f"the file's name is the record's id: {problem}{stray_files.other_name(entry.name, names)}"
            findings.append(Finding(at, "bad-id", message))
        elif _is_readable(entry, findings):
            yield Path(entry.path), (kind, id_)
            continue
        else:
            continue
        meant = None if is_folder else stray_files.read_as(entry.name, meant_in_folder)
        if meant and _is_readable(entry, []):
            yield Path(entry.path), (kind, meant.removesuffix(".yml"))


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
