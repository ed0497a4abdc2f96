"""A real terminal, for what behaves in another way there. There is none on Windows."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

SIGNS = re.compile(r"\x1b(?:\[[\d;?]*[a-zA-Z]|[=>()][B0]?|\][^\x07]*\x07)")
"""What a terminal is told beside text: colours, places, titles."""
_PATIENCE = 60
"""Seconds for what takes one, on a slow machine."""


class Terminal:
    """A terminal with a process in it."""

    def __init__(self, side: int) -> None:
        """Take our side of it."""
        self._side = side
        self._seen = b""

    @property
    def seen(self) -> str:
        """All that was printed so far, without what is no text."""
        return SIGNS.sub("", self._seen.decode(errors="replace")).replace("\r", "")

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._side, keys.encode())

    def wait_for(self, pattern: str) -> re.Match[str]:
        """Wait until a line like this is printed."""
        ends = time.monotonic() + _PATIENCE
        while not (found := re.search(pattern, self.seen, flags=re.MULTILINE)):
            assert time.monotonic() < ends, f"no {pattern!r} in:\n{self.seen}"
            assert self._read(), f"ended without {pattern!r}:\n{self.seen}"
        return found

    def read_all(self) -> bytes:
        """Wait until nobody prints any more, and take all as it was sent."""
        while self._read():
            pass
        return self._seen

    def _read(self) -> bool:
        """Take what is there; False once nobody has the other side."""
        if not select.select([self._side], [], [], 1)[0]:
            return True
        try:
            read = os.read(self._side, 65_536)
        except OSError:  # how Linux says so
            return False
        self._seen += read
        return bool(read)


@contextmanager
def opened(command: Sequence[str | Path], environment: Mapping[str, str], *, width: int = 80) -> Iterator[Terminal]:
    """Run a command in a terminal of so many columns, until it ends or the block does."""
    pty, fcntl, termios = (
        pytest.importorskip(name, reason="no terminals here") for name in ("pty", "fcntl", "termios")
    )
    ours, theirs = pty.openpty()
    size = b"".join(number.to_bytes(2, sys.byteorder) for number in (40, width, 0, 0))
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, size)
    process = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True
    )
    os.close(theirs)
    try:
        yield Terminal(ours)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        os.close(ours)
