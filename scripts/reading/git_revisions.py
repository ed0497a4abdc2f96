"""The records as they were at a revision: read with git, without touching the files that are checked out."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


class RevisionError(Exception):
    """There are no records at a revision. Says why, with the remedy."""


class _GitError(RevisionError):
    """Git refused a command. Says what git says."""


@contextmanager
def records_at(revision: str, root: Path) -> Iterator[Path]:
    """A folder with the records of `root` as they were at `revision`, for as long as they are needed.

    Raises:
        RevisionError: Git does not know the revision, or it has no such folder, or there is no git.
    """
    try:
        top = Path(_git(root, "rev-parse", "--show-toplevel").decode().strip())
    except _GitError:
        raise RevisionError(f"{root.as_posix()} is not in a git repository; give a folder with older records") from None
    commit = _commit(root, revision)
    inside = root.resolve().relative_to(top.resolve()).as_posix()
    if inside != "." and not _git(top, "ls-tree", "-d", commit, "--", inside):
        raise RevisionError(f"there is no folder `{inside}` at `{revision}`; name a later revision")
    archive = _git(top, "archive", "--format=tar", commit, *([] if inside == "." else ["--", inside]))
    with TemporaryDirectory() as folder, tarfile.open(fileobj=io.BytesIO(archive)) as files:
        for file in files.getmembers():
            if file.isfile() or file.isdir():  # the check of that time has refused all else
                files.extract(file, folder, filter="data")
        yield Path(folder) / inside


def _commit(root: Path, revision: str) -> str:
    try:
        return (
            _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
            .decode()
            .strip()
        )
    except _GitError:
        remedy = "name a branch, a tag or a commit; `git log --oneline` shows some"
        if _git(root, "rev-parse", "--is-shallow-repository").decode().strip() == "true":
            remedy = (
                "this clone holds only a part of the history: get the rest with `git fetch --unshallow`, "
                "or set `fetch-depth` where it is checked out"
            )
        raise RevisionError(f"git knows no revision `{revision}` here; {remedy}") from None


def _git(folder: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - the arguments are ours; a revision stands behind --end-of-options
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - git is where the reader's system has it
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise RevisionError("git is not installed here; install it, or give a folder with the older records") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise _GitError(said[-1] if said else f"git {arguments[0]} failed")
    return done.stdout
