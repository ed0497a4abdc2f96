"""Text → files that are written whole or not at all, and the folders that hold what we generate."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from scripts.reading.findings import Finding, Position

_NOT_ALLOWED = "you may not write there; make the file and its folder writable for you, or choose another place"
if sys.platform == "win32":
    _NOT_ALLOWED = f"{_NOT_ALLOWED}; close other programs that have it open"
_REASONS = {
    errno.ENOSPC: "the disk is full; make room on it and try again",
    errno.EDQUOT: "you have used up your room on this disk; make room and try again",
    errno.EFBIG: "no file may be so large here; raise that limit (`ulimit -f`) and try again",
    errno.EROFS: "the disk or folder is read-only; make it writable and try again",
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EEXIST: "it is there already; choose another name, or change what is there",
    errno.ENOENT: "there is no such folder; make it first, or choose another place",
    errno.ENOTDIR: "a file stands where a folder is needed; move it away, or choose another place",
    errno.EISDIR: "it is a folder; name a file",
    errno.ELOOP: "it is a link; name what it leads to",
    errno.EINVAL: "it is not a plain file; choose another place",
}
"""Why something cannot be written, and what to do about it. For the rest, the system's own words must do."""

ONLY_FROM_WRITING = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS})
"""What the system says to nobody who only reads."""
_LAST_WORDS = re.compile(r"^OSError: \[Errno ([0-9]+)\].*\s*\Z", re.MULTILINE)
"""How a Python program ends that did not expect them."""


class UnwritableError(OSError):
    """Something cannot be written. As text it is one sentence, with the file, the reason and the remedy."""

    def __str__(self) -> str:
        """The sentence."""
        reason = _REASONS.get(self.errno or 0) or f"{self.strerror}; mend that and try again"
        return f"{self.filename} cannot be written: {reason}"


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Raise whatever the system says against writing as an error that names this file or folder.

    Raises:
        UnwritableError: the system refused.
    """
    try:
        yield
    except UnwritableError:
        raise
    except OSError as error:
        raise UnwritableError(error.errno or 0, error.strerror or str(error), path.as_posix()) from error


def refusal_in(said: str, path: Path) -> UnwritableError | None:
    """What the last words of another program mean, if they are that the disk takes no more of what it writes there."""
    found = _LAST_WORDS.search(said)
    number = int(found[1]) if found else 0
    if number not in ONLY_FROM_WRITING:
        return None
    return UnwritableError(number, os.strerror(number), path.as_posix())


def save(path: Path, text: str) -> None:
    """Write a file whole, over what is there, or not at all.

    Raises:
        UnwritableError: it cannot be written, or something else than a plain file is there, such as a link.
    """
    save_all({path: text})


def save_all(texts: Mapping[Path, str | bytes], *, lasting: bool = True) -> None:
    """Write all of some files, over what is there, or none.

    Each is written beside its place first. When all of them are there, they are moved. What is `lasting` is on the
    disk by then, so that a machine that stops leaves the old or the new, and is put back if a later one cannot be
    moved. The rest is what can be made again at any time: each file of it is whole, and nobody waits for the disk.

    Raises:
        UnwritableError: one cannot be written, or something else than a plain file is there, such as a link.
    """
    beside: dict[Path, Path] = {}
    try:
        for path, text in texts.items():
            with telling(path):
                beside[_written_beside(path, _raw(text), lasting=lasting)] = path
    except BaseException:
        _delete(beside)
        raise
    earlier = {path: path.read_bytes() if path.exists() else None for path in texts if lasting}
    _move(beside, earlier)


def create(path: Path, text: str) -> None:
    """Write a new file whole or not at all. Its folder is made if it is missing.

    Raises:
        UnwritableError: something is there already, or it cannot be written.
    """
    create_all({path: text})


def create_all(texts: Mapping[Path, str]) -> None:
    """Write all of some new files, or none. Their folders are made if they are missing.

    Raises:
        UnwritableError: something is there already in the place of one, or it cannot be written.
    """
    beside: dict[Path, Path] = {}
    taken: list[Path] = []
    with folders({path.parent for path in texts}):
        try:
            for path, text in texts.items():
                with telling(path):
                    beside[_written_beside(path, text.encode(), lasting=True)] = path
                    path.open("xb").close()  # the one way on every system to take a place only if it is free
                    taken.append(path)
        except BaseException:
            _delete([*beside, *taken])
            raise
        _move(beside, dict.fromkeys(taken))


def rename(path: Path, new: Path) -> None:
    """Give a file another name in its folder. To some systems `PayIt.yml` and `payit.yml` are one name already.

    Raises:
        UnwritableError: another file has that name, or the system refused.
    """
    with telling(new):
        if os.path.lexists(new) and not (path.exists() and path.samefile(new)):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        path.rename(new)


def append(path: Path, text: str) -> None:
    """Add text to the end of a file: all of it or nothing.

    Raises:
        UnwritableError: it cannot be written.
    """
    with telling(path), path.open("ab", buffering=0) as file:
        before = os.fstat(file.fileno()).st_size
        rest = text.encode()
        try:
            while rest:
                rest = rest[file.write(rest) :]
        except OSError:
            with suppress(OSError):  # a device has no length
                file.truncate(before)
            raise


@contextmanager
def folders(wanted: Iterable[Path]) -> Iterator[None]:
    """Make folders, and those around them. Those that were missing are gone again if what follows fails.

    Raises:
        UnwritableError: one cannot be made.
    """
    missing = sorted({one for folder in wanted for one in (folder, *folder.parents) if not one.exists()})
    try:
        for folder in missing:
            with telling(folder):
                folder.mkdir()
        yield
    except BaseException:
        for folder in reversed(missing):
            with suppress(OSError):
                folder.rmdir()
        raise


def write(root: Path, files: Mapping[str, str | bytes], *, lasting: bool = True) -> None:
    """Make the generated folders below `root` hold exactly `files`. See `save_all` for `lasting`.

    A folder that holds a generated file is ours: what an earlier run left there goes, so that a deleted
    record leaves no page. Files that are right already are not touched, so that a watcher sees only changes.

    Raises:
        UnwritableError: a file cannot be written. Then none was.
    """
    ours = [root / folder for folder in sorted({path.split("/")[0] for path in files if "/" in path})]
    for folder in ours:
        if folder.is_symlink():  # what lies where it leads is not ours
            raise UnwritableError(errno.ELOOP, os.strerror(errno.ELOOP), folder.as_posix())
    changed = {root / path: text for path, text in files.items() if not _holds(root / path, text)}
    with folders({path.parent for path in changed}):
        save_all(changed, lasting=lasting)
    for folder in ours:
        for old in sorted(folder.rglob("*")):
            if old.is_file() and old.relative_to(root).as_posix() not in files:
                with telling(old):
                    old.unlink()


def stale(root: Path, files: Mapping[str, str], command: str) -> list[Finding]:
    """Report every file directly in `root` that is not what it would be now."""
    found = [
        Finding(Position((root / path).as_posix()), "stale-file", f"this file is out of date; run `{command}`")
        for path, text in sorted(files.items())
        if not _holds(root / path, text)
    ]
    found += [
        Finding(Position(extra.as_posix()), "stale-file", f"nothing makes this file any more; run `{command}`")
        for extra in sorted(root.glob("*"))
        if extra.is_file() and extra.name not in files
    ]
    return found


def _move(beside: Mapping[Path, Path], earlier: Mapping[Path, bytes | None]) -> None:
    """Move each new file to its place. If one cannot be moved, what has been known of earlier is there again."""
    try:
        for new, path in beside.items():
            with telling(path):
                os.replace(new, path)  # noqa: PTH105 - says that it writes over what is there
    except BaseException:
        for path, raw in earlier.items():
            with suppress(OSError):
                if raw is None:
                    path.unlink()
                elif path.read_bytes() != raw:
                    os.replace(_written_beside(path, raw, lasting=True), path)  # noqa: PTH105
        _delete(beside)
        raise


def _delete(files: Iterable[Path]) -> None:
    for file in files:
        with suppress(OSError):
            file.unlink()


def is_left_behind(path: Path) -> bool:
    """Whether a file was written beside its place by a process that was killed before it could put it there."""
    return re.fullmatch(r"\.[0-9a-f]{16}\.new", path.name) is not None


def _holds(path: Path, text: str | bytes) -> bool:
    return path.is_file() and path.read_bytes() == _raw(text)


def _raw(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


def _written_beside(path: Path, raw: bytes, *, lasting: bool) -> Path:
    """A new file beside `path` that holds these bytes, with the mode and the owner of what is there.

    Raises:
        OSError: it cannot be written, or what is there may not be replaced.
    """
    there = _replaceable(path)
    new = path.with_name(f".{os.urandom(8).hex()}.new")
    try:
        with new.open("xb") as file:
            file.write(raw)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        if there is not None:
            _take_over(new, there)
    except BaseException:
        _delete([new])
        raise
    return new


def _replaceable(path: Path) -> os.stat_result | None:
    """What is at a path, if anything is. A rename would take the place of a link or a device, and ask no file's mode.

    Raises:
        OSError: it may not be replaced.
    """
    try:
        there = path.lstat()
    except FileNotFoundError:
        return None
    kind = stat.S_IFMT(there.st_mode)
    refusals = {stat.S_IFLNK: errno.ELOOP, stat.S_IFDIR: errno.EISDIR, stat.S_IFREG: 0}
    number = refusals.get(kind, errno.EINVAL) or (0 if os.access(path, os.W_OK) else errno.EACCES)
    if number:
        raise OSError(number, os.strerror(number), str(path))
    return there


def _take_over(new: Path, there: os.stat_result) -> None:
    if sys.platform != "win32":
        with suppress(PermissionError):  # only root gives files away; then it belongs to whoever wrote it
            os.chown(new, there.st_uid, there.st_gid)
    new.chmod(stat.S_IMODE(there.st_mode))
