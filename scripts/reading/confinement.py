"""A function of ours run on a stranger's text, in a process of its own, with a last second and a last megabyte.

Whoever wrote the text may have made it to keep this machine busy or to fill its memory. No such text should exist that
our code does not refuse by itself: this is the wall behind that one. It limits time and memory and nothing else. What
the function may read, write or ask is not limited, so this is no wall against code.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any, NamedTuple, ParamSpec, TypeVar

if sys.platform == "win32":
    from multiprocessing.connection import PipeConnection as Connection
else:
    import resource
    from multiprocessing.connection import Connection

P = ParamSpec("P")
T = TypeVar("T")


class Limits(NamedTuple):
    """What one piece of work may use."""

    seconds: float
    """From the start of its process to its answer."""
    megabytes: int
    """Of addresses (`RLIMIT_AS`), with all that Python and our code need to run. Systems without that limit, such as
    Windows and macOS, only have the last second."""


class Exceeded(Exception):  # noqa: N818 - it says what the work has done
    """The work was ended. The message says why, as the beginning of a sentence: “it took more than 30 seconds”."""


def run(limits: Limits, work: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """What a function gives, worked out in a new process that is gone afterwards, however this ends.

    The function must stand at the top of a module; what it takes and gives goes from process to process by pickle.

    Raises:
        Exceeded: it took more time or memory than it may, or its process broke off.
        Exception: whatever the function raised, with where it was raised as a note.
    """
    # "spawn": a copy of this process would hold its threads' locks, and its memory.
    context = multiprocessing.get_context("spawn")
    answers, ours = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(ours, limits, work, arguments, named), daemon=True)
    try:
        with _deaf():
            process.start()
        ours.close()
        has_worked, answer = _received(answers, limits, process)
    finally:
        if process.pid is not None:
            process.kill()
            process.join()
        answers.close()
    if not has_worked:
        raise answer
    given: T = answer
    return given


def _received(answers: Connection[Any, Any], limits: Limits, process: SpawnProcess) -> tuple[bool, Any]:
    """Whether the work was done, and what it gave or raised."""
    try:
        if answers.poll(limits.seconds):
            received: tuple[bool, Any] = answers.recv()
            return received
    except (EOFError, OSError):  # its end came before that of its answer
        process.join()
        raise Exceeded(f"its process broke off (exit code {process.exitcode})") from None
    raise Exceeded(f"it took more than {limits.seconds:g} seconds")


@contextmanager
def _deaf() -> Iterator[None]:
    """What is started meanwhile never hears Ctrl-C: the process that starts it does, and ends both in one way."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # else it starts in between, and makes this process hear again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _answer(
    ours: Connection[Any, Any],
    limits: Limits,
    work: Callable[..., Any],
    arguments: tuple[Any, ...],
    named: dict[str, Any],
) -> None:
    """Do the work, and say what it gave or raised. This is all that the new process does."""
    _limit(limits)
    try:
        answer = True, work(*arguments, **named)
    except MemoryError:
        answer = False, Exceeded(f"it took more than {limits.megabytes:,} MB of memory")
    except Exception as error:  # noqa: BLE001 - it is raised again where somebody waits for it
        error.add_note(f"In the process that did the work:\n{''.join(traceback.format_exception(error))}")
        answer = False, error
    ours.send(answer)


def _limit(limits: Limits) -> None:
    """End this process soon after its last second, if nobody is left to do so, and bound its memory."""
    # It ends a process in the middle of anything, and is the only way to do so that every system has.
    nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open for as long as this process lives
    faulthandler.dump_traceback_later(limits.seconds + 1, exit=True, file=nowhere)
    if sys.platform != "win32":
        with suppress(OSError, ValueError):  # macOS knows this limit by name, and may refuse it
            _, most = resource.getrlimit(resource.RLIMIT_AS)
            wanted = limits.megabytes * 1_000_000
            most_now = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
            resource.setrlimit(resource.RLIMIT_AS, (most_now, most))
