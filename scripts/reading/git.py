"""Git, run and read: the one place that starts it."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_SETTINGS = "GIT_CONFIG"
"""How the names of variables begin that hold settings, such as which folders of others may be read."""
_REMEDY = re.compile(r"^\s*(git config --global --add safe\.directory .+)$", re.MULTILINE)
"""The command that git offers where it refuses the repository of another user. It is read in English (`LC_ALL`)."""


class GitError(Exception):
    """There is no git, or it refused a command. Says what git says."""


class NoGitError(GitError):
    """There is no git on this machine."""


class OtherOwnerError(GitError):
    """Git refuses a repository because it belongs to another user. Says so, with the remedy."""


def run(folder: Path, *arguments: str) -> bytes:
    """What a git command prints about the repository that a folder lies in.

    Whatever is not ours in `arguments` must stand behind `--end-of-options`.

    Raises:
        NoGitError: there is no git.
        OtherOwnerError: the repository belongs to another user.
        GitError: git refused for another reason.
    """
    done = _done(_environment(), "-C", str(folder), *arguments)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        if remedy := _REMEDY.search(said):
            message = "git refuses this folder because it belongs to another user; if you trust what is in it, say"
            raise OtherOwnerError(f"{message} `{remedy[1]}`")
        raise GitError(said.splitlines()[-1] if said else f"git {arguments[0]} failed")
    return done.stdout


def is_shallow(folder: Path) -> bool:
    """Whether a repository was fetched without its past.

    Raises:
        GitError: there is no git, or the folder is in no repository.
    """
    return run(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"


def _environment() -> Mapping[str, str]:
    """The environment of this process without what says where a repository is.

    In a hook, git sets it for the repository in which it runs the hook. With it, git would not look where the folder
    lies, and would read paths from the wrong place.
    """
    return {name: value for name, value in os.environ.items() if name not in _names_of_places()} | {"LC_ALL": "C"}


@cache
def _names_of_places() -> frozenset[str]:
    """The variables that say where a repository is, by git's own list: `GIT_DIR` and others."""
    names = _done(os.environ, "rev-parse", "--local-env-vars").stdout.decode().split()
    return frozenset(name for name in names if not name.startswith(_SETTINGS))


def _done(environment: Mapping[str, str], *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - the callers' arguments are constants, but for what stands at the end
            ["git", *arguments],  # noqa: S607 - git is where the reader's system has it
            capture_output=True,
            check=False,
            env=environment,
        )
    except FileNotFoundError:
        raise NoGitError("git is not installed here") from None
