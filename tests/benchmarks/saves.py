"""What a saved record costs in `registry serve`: how long until it stands in the browser, and how much memory.

Records of the real registry are saved, one after the other, in a copy of it with its history, as an editor saves them.
A real browser has a page open. `make bench` prints the figures. Memory is read from `/proc`, so this needs Linux.
"""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import click
from playwright.sync_api import Page, expect, sync_playwright

from scripts.site import build
from tests import browser as browsers
from tests.benchmarks.programs import program

WARMING, TIMED, MANY = 5, 10, 50
MOST_SECONDS = 2.0
"""What a save may take until it is seen."""
PATIENCE = 120_000


@click.command()
def main() -> None:
    """Measure, and print Markdown tables."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        clone = Path(folder) / "clone"
        subprocess.run(
            ["git", "clone", "--quiet", build.PROJECT, clone],  # noqa: S607 - git is where the system has it
            check=True,
        )
        record = min((clone / "registry" / "vendors").glob("*.yml"))
        browser = browsers.launch(playwright)
        click.echo("## A saved record, until it is seen\n")
        click.echo("| Page | First page after the start | A save, median | Longest | Processor, a save | Bar |")
        click.echo("| --- | --- | --- | --- | --- | --- |")
        memory = []
        for code in ("", "es/"):
            with started(clone / "registry") as (process, address, began):
                page = browser.new_page()
                page.goto(f"{address}{code}vendors/{record.stem}.html", timeout=PATIENCE)
                first = time.perf_counter() - began
                for number in range(WARMING):
                    save(record, page, number)
                before, used = resident(process), processor(process)
                took = [save(record, page, number) for number in range(MANY)]
                time.sleep(3)  # it tidies up when nobody saves for a second
                memory.append((code, before, resident(process)))
                used = processor(process) - used
                page.close()
            timed = took[:TIMED]
            click.echo(
                f"| {code or 'en/'}vendors/{record.stem}.html | {first:.1f} s | {median(timed):.2f} s | "
                f"{max(timed):.2f} s | {used / MANY:.2f} s | {MOST_SECONDS:.0f} s |"
            )
        click.echo(f"\n## Memory over {MANY} saves, after {WARMING} to warm up\n")
        click.echo("| Language | Before | After | A save |")
        click.echo("| --- | --- | --- | --- |")
        for code, before, after in memory:
            click.echo(f"| {code or 'en/'} | {before:.0f} MB | {after:.0f} MB | {(after - before) / MANY:+.2f} MB |")
        browser.close()


@contextmanager
def started(records: Path) -> Iterator[tuple[subprocess.Popen[str], str, float]]:
    """A preview of some records, with its address and when it was started; ended at the end."""
    began = time.perf_counter()
    command: list[str | Path] = [program("registry"), "serve", "--registry", records, "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        yield process, address_of(process), began
    finally:
        process.terminate()
        process.communicate()


def address_of(process: subprocess.Popen[str]) -> str:
    """Wait until it says where it is. What it says later fits into the pipe."""
    for line in process.stdout or ():
        if found := re.match(r"Open (\S+)", line):
            return found[1]
    raise click.ClickException("registry serve has not begun")


def save(record: Path, page: Page, number: int) -> float:
    """Save a new name, and see how many seconds pass until it is the heading of the page."""
    name = f"Seen {number} {time.time_ns()}"
    text = re.sub(r"(?m)^name: .*$", f"name: {name}", record.read_text(encoding="utf-8"), count=1)
    began = time.perf_counter()
    record.write_text(text, encoding="utf-8")
    expect(page.locator("h1")).to_contain_text(name, timeout=PATIENCE)
    return time.perf_counter() - began


def processor(process: subprocess.Popen[str]) -> float:
    """How many seconds of a processor a process has used, whatever else the machine does."""
    fields = Path(f"/proc/{process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident(process: subprocess.Popen[str]) -> float:
    """How many megabytes of memory a process has."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
    return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024


if __name__ == "__main__":
    main()
