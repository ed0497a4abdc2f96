"""Pages in memory against the folder on disk: write them all, or say which are stale."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from scripts.reading.findings import Finding, Position


def write(root: Path, files: Mapping[str, str]) -> None:
    """Make the generated folders below `root` hold exactly `files`.

    A folder that holds a generated file is ours: what an earlier run left there goes, so that a deleted
    record leaves no page. Files that are right already are not touched, so that a watcher sees only changes.
    """
    for folder in sorted({path.split("/")[0] for path in files if "/" in path}):
        for old in sorted((root / folder).rglob("*")):
            if old.is_file() and old.relative_to(root).as_posix() not in files:
                old.unlink()
    for path, text in files.items():
        target = root / path
        if not target.is_file() or target.read_bytes() != text.encode():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode())


def stale(root: Path, files: Mapping[str, str], command: str) -> list[Finding]:
    """Report every file directly in `root` that is not what it would be now."""
    found = [
        Finding(Position((root / path).as_posix()), "stale-file", f"this file is out of date; run `{command}`")
        for path, text in sorted(files.items())
        if not (root / path).is_file() or (root / path).read_bytes() != text.encode()
    ]
    found += [
        Finding(Position(extra.as_posix()), "stale-file", f"nothing makes this file any more; run `{command}`")
        for extra in sorted(root.glob("*"))
        if extra.is_file() and extra.name not in files
    ]
    return found
