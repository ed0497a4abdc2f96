"""The records as they were at a revision: read with git, without touching the files that are checked out."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.reading import git
from scripts.reading.git import GitError, NoGitError, OtherOwnerError


class RevisionError(GitError):
    """There are no records at a revision. Says why, with the remedy."""


@contextmanager
def records_at(revision: str, root: Path) -> Iterator[Path]:
    """A folder with the records of `root` as they were at `revision`, for as long as they are needed.

    Raises:
        RevisionError: git does not know the revision, or it has no such folder, or there is no git.
        GitError: git refuses for another reason, which it gives.
    """
    try:
        top = Path(git.run(root, "rev-parse", "--show-toplevel").decode().strip())
    except NoGitError:
        raise RevisionError("git is not installed here; install it, or give a folder with the older records") from None
    except OtherOwnerError:
        raise
    except GitError:
        raise RevisionError(f"{root.as_posix()} is not in a git repository; give a folder with older records") from None
    commit = _commit(root, revision)
    inside = root.resolve().relative_to(top.resolve()).as_posix()
    if inside != "." and not git.run(top, "ls-tree", "-d", commit, "--", inside):
        raise RevisionError(f"there is no folder `{inside}` at `{revision}`; name a later revision")
    archive = git.run(top, "archive", "--format=tar", commit, *([] if inside == "." else ["--", inside]))
    with TemporaryDirectory() as folder, tarfile.open(fileobj=io.BytesIO(archive)) as files:
        for file in files.getmembers():
            if file.isfile() or file.isdir():  # the check of that time has refused all else
                files.extract(file, folder, filter="data")
        yield Path(folder) / inside


def _commit(root: Path, revision: str) -> str:
    try:
        return (
            git.run(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
            .decode()
            .strip()
        )
    except GitError:
        remedy = "name a branch, a tag or a commit; `git log --oneline` shows some"
        if git.is_shallow(root):
            remedy = (
                "this clone holds only a part of the history: get the rest with `git fetch --unshallow`, "
                "or set `fetch-depth` where it is checked out"
            )
        raise RevisionError(f"git knows no revision `{revision}` here; {remedy}") from None
