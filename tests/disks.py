"""Folders in which nothing can be written: on a disk that is full, or that may only be read."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from subprocess import CompletedProcess

import pytest

REGISTRY = Path(sys.executable).with_name("registry")
FILLING = "filling"
"""The file that fills a disk."""

_NO_DISK = 99
"""The exit code of a script that could not make its disk."""
_FULL = f"""\
place=$1; shift
cp -a "$place" "$place.before" && mount -t tmpfs -o size=2m tmpfs "$place" || exit {_NO_DISK}
cp -a "$place.before/." "$place" || exit {_NO_DISK}
cd "$place"
cat /dev/zero > {FILLING} 2> "$place.before/.noise"
"$@"; code=$?
rm {FILLING}; cp -a . "$place.after" || exit {_NO_DISK}
exit $code
"""
_READ_ONLY = f"""\
place=$1; shift
mount --bind "$place" "$place" && mount -o remount,ro,bind "$place" || exit {_NO_DISK}
cd "$place" && exec "$@"
"""


def on_a_full_disk(place: Path, words: Sequence[str]) -> CompletedProcess[str]:
    """Run a command of ours in `place` when its disk takes no byte more; what it leaves there is in `place` then."""
    if not _may_mount():
        pytest.skip("a small disk can only be made on Linux, by those who may mount one")
    done = _run([*_namespace(), "sh", "-c", _FULL, "sh", str(place.resolve()), str(REGISTRY), *words])
    shutil.rmtree(place)
    Path(f"{place}.after").rename(place)
    return done


def on_a_read_only_disk(place: Path, words: Sequence[str]) -> CompletedProcess[str]:
    """Run a command of ours in `place` when nobody may write there: not even root, whom no mode of a file binds."""
    if _may_mount():
        return _run([*_namespace(), "sh", "-c", _READ_ONLY, "sh", str(place.resolve()), str(REGISTRY), *words])
    if sys.platform == "win32" or os.geteuid() == 0:
        pytest.skip("whoever runs this may write anywhere, and may not mount a disk that forbids it")
    everything = [place, *place.rglob("*")]
    modes = {path: path.stat().st_mode for path in everything}
    for path in everything:
        path.chmod(modes[path] & ~0o222)
    try:
        return _run([str(REGISTRY), *words], place)
    finally:
        for path in everything:
            path.chmod(modes[path])


def _run(command: Sequence[str], where: Path | None = None) -> CompletedProcess[str]:
    done = subprocess.run(command, cwd=where, capture_output=True, text=True, check=False)
    assert done.returncode != _NO_DISK, done.stderr
    return done


def _namespace() -> list[str]:
    """What gives a command mounts of its own, which are gone when it ends."""
    return ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--map-root-user"]


@cache
def _may_mount() -> bool:
    if not sys.platform.startswith("linux") or not shutil.which("unshare"):
        return False
    command = [*_namespace(), "mount", "-t", "tmpfs", "tmpfs", "/tmp"]  # noqa: S108 - only there, and not for us
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
