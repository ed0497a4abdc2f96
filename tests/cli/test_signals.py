"""A signal that ends a verb: it clears away what it has begun, and leaves no process behind."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import CITY

REGISTRY = Path(sys.executable).with_name("registry")
PATIENCE = 60
"""Seconds for what takes a few, on a slow machine."""

pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are looked up in /proc")


def running_in(folder: Path) -> list[str]:
    """The commands of all processes that name a folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:  # it has ended just now
            continue
        if str(folder) in words:
            found.append(words)
    return found


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_build_that_is_ended_leaves_nothing(name: str, tmp_path: Path) -> None:
    """Neither the site builders nor half a site: the folder around it is as it was."""
    out = tmp_path / "out" / "site"
    command: list[str | Path] = [REGISTRY, "site", "--registry", CITY, "--today", "2030-03-01", "--out", out]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        ends = time.monotonic() + PATIENCE
        while not any("mkdocs" in words for words in running_in(tmp_path)):
            assert process.poll() is None
            assert time.monotonic() < ends
            time.sleep(0.05)
        process.send_signal(getattr(signal, name))
        assert process.wait(PATIENCE) != 0
    ends = time.monotonic() + PATIENCE
    while running_in(tmp_path):
        assert time.monotonic() < ends, running_in(tmp_path)
        time.sleep(0.05)
    assert list((tmp_path / "out").iterdir()) == []
