"""Git's log → the day on which each record last changed."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

_COMMIT = "\0"
"""Opens the line of a commit. Git writes no such character in the name of a file."""
_LAST = ("log", "--max-count=1", "--format=%cs")
_LOG = ("log", "--format=%x00%cs", "--name-only", "--no-renames", "--relative", "--", ".")


def read(root: Path) -> dict[str, date]:
    """The day on which each file below `root` last changed, by its path there.

    Empty if nobody can know: there is no git, the folder is in no repository, or the repository was fetched
    without its past, so that every file would seem to have changed in the commit that is there.
    """
    git = shutil.which("git")
    if git is None or _run(git, root, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    # Whoever makes a commit chooses its day. The last one is that of whoever merged it, so no other is later.
    last = _day(_run(git, root, *_LAST).strip())
    return {path: min(day, last) for path, day in parse(_run(git, root, *_LOG)).items()} if last else {}


def parse(log: str) -> dict[str, date]:
    """Read a log, newest commit first: a line with the day of each commit, then the files that it changed."""
    found: dict[str, date] = {}
    day: date | None = None
    for line in log.split("\n"):
        if line.startswith(_COMMIT):
            day = _day(line.removeprefix(_COMMIT))
        elif line and day:
            found.setdefault(line, day)
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _run(git: str, folder: Path, *arguments: str) -> str:
    done = subprocess.run(  # noqa: S603 - the command is ours
        [git, *arguments], cwd=folder, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    return "" if done.returncode else done.stdout
