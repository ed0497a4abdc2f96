"""What is printed, made the same on every system."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from typing import NoReturn

import click


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


def refuse(error: OSError) -> NoReturn:
    """End because something cannot be written: a file, or what is printed.

    Raises:
        OSError: it is about something else.
    """
    from scripts.reading import writing  # noqa: PLC0415 - help and version do without
    from scripts.words.escapers.terminal_text import printable  # noqa: PLC0415 - and this is as rare

    _drop_what_waits()
    if error.filename is None and error.errno in writing.ONLY_FROM_WRITING:  # each file of ours is named
        error = writing.UnwritableError(error.errno, error.strerror, "what is printed here")
    if not isinstance(error, writing.UnwritableError):
        raise error
    with suppress(OSError):
        click.echo(printable(f"Error: {error}"), err=True)
    sys.exit(2)


def _drop_what_waits() -> None:
    """Let nothing wait to be printed that cannot be: Python would try once more as it ends."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)
