"""Git's log → the day on which each record last changed, since the records are those of their organisation.

Whoever takes the project takes its past too, and in it files of the same names that were about somebody else.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from scripts.reading import git, yaml_text
from scripts.reading.git import GitError, OtherOwnerError

_COMMIT = "\0"
"""Opens the line of a commit. Git writes no such character in the name of a file."""
_LAST = ("log", "--max-count=1", "--format=%cs")
_LOG = ("log", "--format=%x00%cs", "--name-only", "--no-renames", "--relative")
_ORGANISATION = "organisation.yml"
_NAMES = ("name", "home")
"""What an organisation is known by. One of the two may change, and it is still the same."""


def read(root: Path) -> dict[str, date]:
    """The day on which each file below `root` last changed, by its path there.

    What happened before the organisation had a record there does not count: those were the records of another one.

    Empty if nobody can know: there is no git, the folder is in no repository, or the repository was fetched
    without its past, so that every file would seem to have changed in the commit that is there.

    Raises:
        OtherOwnerError: git knows, and refuses to say.
    """
    try:
        if git.is_shallow(root):
            return {}
        revisions = _since_its_first(root)
        if revisions is None:
            return {}
        last, log = _text(root, *_LAST), _text(root, *_LOG, *revisions, "--", ".")
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


def _since_its_first(root: Path) -> tuple[str, ...] | None:
    """What names to git the commits since the first one with a record of the same organisation; None if there is none.

    Without such a record, nobody knows whose records these are, and all commits count.
    """
    try:
        now = _named((root / _ORGANISATION).read_bytes())
    except OSError:
        return ("HEAD",)
    if not now:
        return ("HEAD",)
    first = None
    for commit in _text(root, "log", "--format=%H", "--", _ORGANISATION).split():
        try:
            then = _named(git.run(root, "show", f"{commit}:./{_ORGANISATION}"))
        except OtherOwnerError:
            raise
        except GitError:  # it was deleted there
            break
        if not now.items() & then.items():
            break
        first = commit
    return ("HEAD", "--not", f"{first}^@") if first else None


def _named(content: bytes) -> Mapping[str, str]:
    """What the record of an organisation says that it is known by; nothing if it cannot be read."""
    document, _ = yaml_text.parse(_ORGANISATION, content)
    return {key: str(document.data[key]) for key in _NAMES if key in document.data}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _text(folder: Path, *arguments: str) -> str:
    return git.run(folder, *arguments).decode(errors="replace")
