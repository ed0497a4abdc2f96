"""Git's log → the day on which each record last changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from scripts.reading import git
from scripts.reading.git import GitError, OtherOwnerError

_COMMIT = "\0"
"""Opens the line of a commit. Git writes no such character in the name of a file."""
_LAST = ("log", "--max-count=1", "--format=%cs")
_LOG = ("log", "--format=%x00%cs", "--name-only", "--no-renames", "--relative", "--", ".")


def read(root: Path) -> dict[str, date]:
    """The day on which each file below `root` last changed, by its path there.

    Empty if nobody can know: there is no git, the folder is in no repository, or the repository was fetched
    without its past, so that every file would seem to have changed in the commit that is there.

    Raises:
        OtherOwnerError: git knows, and refuses to say.
    """
    try:
        if git.is_shallow(root):
            return {}
        last, log = _text(root, *_LAST), _text(root, *_LOG)
    except OtherOwnerError:
        raise
    except GitError:
        return {}
    # Whoever makes a commit chooses its day. The last one is that of whoever merged it, so no other is later.
    latest = _day(last.strip())
    return {path: min(day, latest) for path, day in parse(log).items()} if latest else {}


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


def _text(folder: Path, *arguments: str) -> str:
    return git.run(folder, *arguments).decode(errors="replace")
