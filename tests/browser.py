"""The browser that the tests drive: one that is there, or else one that can be had.

As a program it makes sure that there is one, and says where.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
from playwright.sync_api import Browser, Playwright, sync_playwright

VARIABLE = "REGISTRY_BROWSER"
"""The variable of the environment that names the browser to use."""
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


class NoBrowserError(Exception):
    """There is no browser; the message says what to do."""


def launch(playwright: Playwright) -> Browser:
    """Start the browser without a window.

    Raises:
        NoBrowserError: there is none.
    """
    program = find(playwright)
    if program is None:
        raise NoBrowserError("there is no browser for the tests; run `python -m tests.browser`")
    return playwright.chromium.launch(executable_path=program)


def find(playwright: Playwright) -> Path | None:
    """Look for a browser: the one that the environment names, an installed one, or Playwright's own.

    Raises:
        NoBrowserError: the environment names one that is not there.
    """
    if named := os.environ.get(VARIABLE):
        if program := shutil.which(named):
            return Path(program)
        raise NoBrowserError(f"{VARIABLE} names {named}, which is not there; correct it, or unset it")
    for name in PROGRAMS:
        if program := shutil.which(name):
            return Path(program)
    own = Path(playwright.chromium.executable_path)
    return own if own.exists() else None


def install() -> None:
    """Try to get a browser: from the system's packages where we may, or else from Playwright."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        _run("apt-get", "update", "--quiet")
        if _run("apt-get", "install", "--quiet", "--yes", "--no-install-recommends", "chromium"):
            return
    _run(sys.executable, "-m", "playwright", "install", "chromium")


def _run(*command: str) -> bool:
    click.echo(f"+ {' '.join(command)}")
    return subprocess.run(command, env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, check=False).returncode == 0


def main() -> None:
    """Make sure that there is a browser, or stop with one line that says what to do."""
    with sync_playwright() as playwright:
        try:
            program = find(playwright)
            if program is None:
                install()
                program = find(playwright)
        except NoBrowserError as error:
            sys.exit(str(error))
    if program is None:
        sys.exit(f"No browser for the tests: install Chromium, or name the program of one in {VARIABLE}.")
    click.echo(program)


if __name__ == "__main__":
    main()
