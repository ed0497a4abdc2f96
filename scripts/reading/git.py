"""Git, run and read: the one place that starts it."""

from __future__ import annotations

import subprocess
from pathlib import Path


class GitError(Exception):
    """There is no git, or it refused a command. Says what git says."""


class NoGitError(GitError):
    """There is no git on this machine."""


def run(folder: Path, *arguments: str) -> bytes:
    """What a git command prints about the repository that a folder lies in.

    Whatever is not ours in `arguments` must stand behind `--end-of-options`.

    Raises:
        NoGitError: there is no git.
        GitError: git refused.
    """
    try:
        done = subprocess.run(  # noqa: S603 - the callers' arguments are constants, but for what stands at the end
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - git is where the reader's system has it
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise NoGitError("git is not installed here") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise GitError(said[-1] if said else f"git {arguments[0]} failed")
    return done.stdout


def is_shallow(folder: Path) -> bool:
    """Whether a repository was fetched without its past.

    Raises:
        GitError: there is no git, or the folder is in no repository.
    """
    return run(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"
