"""Work on a stranger's text: whatever it does, it ends in time, and nothing of it is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from scripts.reading import confinement
from scripts.reading.confinement import Exceeded, Limits
from tests.project.test_house import PROJECT
from tests.reading import confined_work

ENOUGH = Limits(seconds=30, megabytes=1_000)
LITTLE = Limits(seconds=3, megabytes=400)


def is_there(process: int) -> bool:
    """Whether a process with this number is running."""
    with suppress(ProcessLookupError):
        os.kill(process, 0)
        return True
    return False


def wait_for(note: Path) -> int:
    """The number of the process that has written it into a file."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if note.exists() and (text := note.read_text(encoding="utf-8")):
            return int(text)
        time.sleep(0.02)
    raise AssertionError(note)


def is_gone(process: int, seconds: float) -> bool:
    """Whether a process ends within some seconds."""
    end = time.monotonic() + seconds
    while is_there(process) and time.monotonic() < end:
        time.sleep(0.02)
    return not is_there(process)


def test_work_is_done_in_a_process_of_its_own() -> None:
    """And what it gives comes back."""
    one, other, where = confinement.run(ENOUGH, confined_work.pair, "a", other=2)
    assert (one, other) == ("a", 2)
    assert where != os.getpid()


def test_work_can_be_started_from_a_thread() -> None:
    """Where Python lets nobody decide about signals."""
    found: list[str] = []
    thread = threading.Thread(target=lambda: found.append(confinement.run(ENOUGH, confined_work.pair, "a", other=2)[0]))
    thread.start()
    thread.join()
    assert found == ["a"]


def test_what_work_raises_is_raised_as_itself() -> None:
    """With a note of where that was, for whoever has to mend it."""
    with pytest.raises(LookupError, match="no such thing") as raised:
        confinement.run(ENOUGH, confined_work.refuse, "no such thing")
    assert "in refuse" in raised.value.__notes__[0]


def test_work_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    """Even in the middle of a call that no signal of Python's gets through to."""
    note = tmp_path / "process"
    start = time.monotonic()
    with pytest.raises(Exceeded, match="it took more than 3 seconds"):
        confinement.run(LITTLE, confined_work.count_for_ever, note)
    assert time.monotonic() - start < 6
    assert not is_there(wait_for(note))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not bound the memory of a process")
def test_work_that_takes_too_much_memory_is_ended() -> None:
    """Long before the machine has none left."""
    with pytest.raises(Exceeded, match="it took more than 400 MB of memory"):
        confinement.run(LITTLE._replace(seconds=30), confined_work.fill_the_memory)


def test_work_that_breaks_off_is_told_of() -> None:
    """A library written in C may fall over."""
    with pytest.raises(Exceeded, match=r"its process broke off \(exit code 3\)"):
        confinement.run(ENOUGH, confined_work.fall)


STARTED = """
import sys; from pathlib import Path; from scripts.reading import confinement
from tests.reading.confined_work import count_for_ever
confinement.run(confinement.Limits(float(sys.argv[1]), 1_000), count_for_ever, Path(sys.argv[2]))
"""


def started(note: Path, seconds: float) -> subprocess.Popen[str]:
    """A process that waits for work without end, in a group of its own as a terminal starts it."""
    command = [sys.executable, "-c", STARTED, str(seconds), str(note)]
    return subprocess.Popen(command, cwd=PROJECT, stderr=subprocess.PIPE, text=True, start_new_session=True)


def test_on_an_interrupt_no_process_is_left(tmp_path: Path) -> None:
    """A terminal sends Ctrl-C to both of them. The one that waits ends the other, and is alone in saying so."""
    process = started(tmp_path / "process", 60)
    left = wait_for(tmp_path / "process")
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert said.count("KeyboardInterrupt") == 1
    assert is_gone(left, 2)


def test_work_that_nobody_waits_for_any_more_ends_by_itself(tmp_path: Path) -> None:
    """The process that would end it may be gone, in a way that lets it do nothing."""
    process = started(tmp_path / "process", 3)
    left = wait_for(tmp_path / "process")
    process.kill()
    process.communicate()
    assert is_gone(left, 8)
