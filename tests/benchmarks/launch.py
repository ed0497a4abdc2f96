"""Run a command, and print what that alone cost: seconds by the clock and of the processor, megabytes, exit code.

It runs by itself, and is small: a process counts the memory of its starter as its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time


def main() -> None:
    """Run what the command line names, in silence.

    Raises:
        SystemExit: this system does not say what a single process has used.
    """
    if sys.platform == "win32":
        raise SystemExit("the benchmarks need Linux or macOS: Windows does not say what one process has used")
    start = time.perf_counter()
    process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    unit = 1024**2 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux kilobytes
    print(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit, os.waitstatus_to_exitcode(status))  # noqa: T201


if __name__ == "__main__":
    main()
