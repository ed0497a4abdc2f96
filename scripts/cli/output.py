"""What is printed, made the same on every system."""

from __future__ import annotations

import io
import sys


def make_plain() -> None:
    """Let whatever is printed be UTF-8 with plain line ends, unless a terminal wants it in another way.

    Windows takes an old code page for what goes into a pipe or a file. A name in another alphabet would end a command.
    """
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        if stream.isatty():
            stream.reconfigure(errors="backslashreplace")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
