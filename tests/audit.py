"""How well everyone can use the site, and how light it is: every kind of page in a real browser, measured in one run.

`make audit` builds the site, serves it on this machine as a public host would, measures, and writes the tables of
`docs/pages/measurements.md`. What must never get worse is tested too (`test_browser.py`); this run looks at more.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

import click
from lxml import html
from playwright.sync_api import Browser, Page, sync_playwright

from scripts.registry import registry
from scripts.site import build
from scripts.words.escapers import markdown
from tests import browser as browsers
from tests import measures, published, reading_grades

PAPER = build.PROJECT / build.PAGES / "measurements.md"
WINDOWS = {"phone": (360, 800), "desktop": (1280, 800)}
COLORS = ("light", "dark")
SHARES = 2
"""How many browsers look at the pages of one window."""
LIGHTHOUSE = "12.8.2"
"""The last one for Node 18 and 20."""
TRIES = 4
RUNS = 3
"""Of each page; the middle one counts, since the speed of a machine varies."""
LEAST = {"accessibility": 100, "best-practices": 100, "seo": 100, "performance": 95}
MOST_BYTES = 150_000
HARDEST = 8


class Row(NamedTuple):
    """One thing that was measured: what is asked, how often it was looked at, what was found."""

    what: str
    bar: str
    looked: int
    found: str
    faults: list[str]


class Seen(NamedTuple):
    """What a run looked at, and with what."""

    day: str
    browser: str
    kinds: int
    records: int
    home: str
    """The home page of the organisation whose records they are. The page is published in its site only."""


@click.command()
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), default=None, help="The day of the run, for the page.")
@click.option("--lighthouse/--no-lighthouse", default=True, help="Whether to run Lighthouse too.")
@click.option("--write/--no-write", default=True, help="Whether to write the page, or only to print it.")
def main(today: object, *, lighthouse: bool, write: bool) -> None:
    """Measure every kind of page. Exit code 1 if anything is below its bar."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        records, findings = registry.read(build.PROJECT / "registry")
        if findings:
            raise click.ClickException("the records must be free of mistakes to begin with: run registry check")
        built = published.publish(build.PROJECT / "registry", Path(folder))
        browser = browsers.launch(playwright)
        version = browser.version
        with published.served(built) as address:
            pages = published.kinds(built)
            rows = in_browser(address, pages)
            rows += [without_scripts(browser, address, pages), without_styles(built, pages), easy(built)]
            browser.close()
            program = str(browsers.find(playwright))
            scores = lighthouse_scores(address, some(pages), program, Path(folder)) if lighthouse else {}
    day = str(today)[:10] if today else str(date.today())  # noqa: DTZ011 - the day where the person sits
    text = paper(rows, scores, Seen(day, version, len(pages), len(records.records), records.organisation.home))
    if write:
        PAPER.write_text(text, encoding="utf-8")
    click.echo(text)
    faults = [f"{row.what}: {fault}" for row in rows for fault in row.faults]
    faults += [
        f"Lighthouse, {page}: {name} {score}"
        for page, found in scores.items()
        for name, score in found.items()
        if score < LEAST[name]
    ]
    for fault in faults:
        click.echo(fault, err=True)
    sys.exit(bool(faults))


# --- in the browser ------------------------------------------------------------------------------------------


def _zoomed(page: Page, width: int, height: int) -> list[str]:
    return measures.in_window(page, width, height, measures.fits)


def _spaced_and_zoomed(page: Page) -> list[str]:
    return measures.with_styles(page, measures.SPACING, lambda narrow: _zoomed(narrow, 320, 256))


CHECKS: dict[str, tuple[str, Callable[[Page], list[str]]]] = {
    "Every link and control is reached with the Tab key, with the focus in sight": ("no fault", measures.walk),
    "Text and controls fit the window": ("nothing cut, no sideways scrolling", measures.fits),
    "At 200 % zoom (640 pixels wide)": ("nothing cut, no sideways scrolling", lambda page: _zoomed(page, 640, 512)),
    "At 400 % zoom (320 pixels wide)": ("nothing cut, no sideways scrolling", lambda page: _zoomed(page, 320, 256)),
    "With more space between lines, words and letters (WCAG 1.4.12)": (
        "nothing cut",
        lambda page: measures.with_styles(page, measures.SPACING, measures.fits),
    ),
    "The same at 400 % zoom": ("nothing cut, no sideways scrolling", _spaced_and_zoomed),
    "Targets for a finger (WCAG 2.5.8)": ("24 pixels, or apart", measures.small_targets),
    "Forced colors": ("all parts take them", measures.forced_colors),
    "Less motion": ("nothing moves", measures.moving),
    "On paper (US Letter)": ("nothing cut", measures.cut_on_paper),
    "The Content-Security-Policy": ("nothing to refuse", measures.refused),
}
AXE = "axe-core: WCAG 2.2 A and AA, and best practices, in light and dark"


class Look(NamedTuple):
    """What was seen on some pages in one window."""

    faults: list[tuple[str, str]]
    weights: list[tuple[int, str]]
    elsewhere: list[str]
    cookies: list[str]


def in_browser(address: str, pages: list[str]) -> list[Row]:
    """Open every page on a phone and a desktop, and look at it in light and dark; several browsers share the work."""
    parts = [(window, address, pages[start::SHARES]) for window in WINDOWS for start in range(SHARES)]
    with ProcessPoolExecutor(len(parts), mp_context=get_context("spawn")) as pool:
        looks = list(pool.map(_look, parts))
    faults = {what: [fault for look in looks for of, fault in look.faults if of == what] for what in [AXE, *CHECKS]}
    heaviest, heavy = max(weight for look in looks for weight in look.weights)
    looked = len(pages) * len(WINDOWS)
    weight = f"at most {heaviest / 1000:.0f} KB ({heavy})"
    return [
        Row(AXE, "no violation", looked * len(COLORS), "", faults[AXE]),
        *(Row(what, bar, looked, "", faults[what]) for what, (bar, _) in CHECKS.items()),
        Row("A first visit, compressed", "below 150 KB", looked, weight, [heavy] if heaviest >= MOST_BYTES else []),
        Row("Requests to other sites", "0", looked, "", [url for look in looks for url in look.elsewhere]),
        Row("Cookies", "0", looked, "", [cookie for look in looks for cookie in look.cookies]),
    ]


def _look(part: tuple[str, str, list[str]]) -> Look:
    window, address, pages = part
    width, height = WINDOWS[window]
    look = Look([], [], [], [])
    with sync_playwright() as playwright:
        browser = browsers.launch(playwright)
        context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
        context.add_init_script(measures.WATCH)
        page = context.new_page()
        traffic = measures.Traffic(page)
        for path in pages:
            _progress(f"{window}: {path}")
            traffic.restart()
            page.emulate_media(color_scheme="light")
            page.goto(f"{address}/{path}", wait_until="networkidle")
            look.weights.append((traffic.bytes, path))
            measures.lay_out(page)
            look.faults.extend((AXE, f"{path}, {window}: {fault}") for fault in measures.axe(page))
            page.emulate_media(color_scheme="dark")
            look.faults.extend((AXE, f"{path}, {window}, dark: {fault}") for fault in measures.axe(page, "colors"))
            for what, (_, measure) in CHECKS.items():
                look.faults.extend((what, f"{path}, {window}: {fault}") for fault in measure(page))
        look.elsewhere.extend(traffic.elsewhere(address))
        look.cookies.extend(str(cookie) for cookie in context.cookies())
        browser.close()
    return look


def without_scripts(browser: Browser, address: str, pages: list[str]) -> Row:
    """Is all text of the main part shown where no script runs?"""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    faults = []
    for path in pages:
        page.goto(f"{address}/{path}")
        faults += [f"{path}: {fault}" for fault in measures.hidden(page)]
    context.close()
    return Row("Without JavaScript", "all text of the page is shown", len(pages), "", faults)


def without_styles(built: Path, pages: list[str]) -> Row:
    """Does the page read well from top to bottom?"""
    faults = [f"{path}: {fault}" for path in pages for fault in measures.bare(html.parse(str(built / path)).getroot())]
    return Row(
        "Without style sheets", "title first, no heading level left out, a link to the content", len(pages), "", faults
    )


def easy(built: Path) -> Row:
    """How hard is the hardest page to read?"""
    grades = reading_grades.grades(built)
    page = max(grades, key=lambda path: grades[path])
    hard = [f"{path}: {grade:.1f}" for path, grade in grades.items() if grade > HARDEST]
    middle = sorted(grades.values())[len(grades) // 2]
    found = f"half of the pages below {middle:.1f}, at most {grades[page]:.1f} ({page})"
    return Row("Reading grade of every page (Flesch-Kincaid)", "at most 8", len(grades), found, hard)


# --- Lighthouse ----------------------------------------------------------------------------------------------


def some(pages: list[str]) -> list[str]:
    """The pages that Lighthouse sees: home, the lists, and the first record of each list."""
    lists = ["index.html", "services/index.html", "vendors/index.html"]
    found = [page for page in lists if page in pages]
    for folder in ("services", "vendors", "data", "promises"):
        found += [page for page in pages if Path(page).parent.as_posix() == folder and "index" not in page][:1]
    return found


def lighthouse_scores(address: str, pages: list[str], chromium: str, folder: Path) -> dict[str, dict[str, int]]:
    """The four scores of each page on Lighthouse's mobile profile; put into `.bench/` by npm if there is npm."""
    program = build.PROJECT / ".bench" / "node_modules" / ".bin" / "lighthouse"
    npm = shutil.which("npm")
    if not program.exists() and npm:
        command = [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(build.PROJECT / ".bench")]
        subprocess.run([*command, f"lighthouse@{LIGHTHOUSE}"], check=False)
    if not program.exists():
        raise click.ClickException("Lighthouse needs npm; install Node.js, or leave it out with --no-lighthouse")
    return {page: _lighthouse(program, chromium, f"{address}/{page}", folder) for page in pages}


def _lighthouse(program: Path, chromium: str, address: str, folder: Path) -> dict[str, int]:
    _progress(f"Lighthouse: {address}")
    report = folder / "lighthouse.json"
    command = [
        *(str(program), address, "--quiet", "--output=json", f"--output-path={report}"),
        f"--only-categories={','.join(LEAST)}",
        "--chrome-flags=--headless=new --no-sandbox --disable-extensions",
    ]
    runs = [_categories(command, report, chromium) for _ in range(RUNS)]
    return {name: int(median(round(100 * run[name]["score"]) for run in runs)) for name in LEAST}


def _categories(command: list[str], report: Path, chromium: str) -> dict[str, dict[str, float]]:
    surroundings = os.environ | {"CHROME_PATH": chromium}
    for _ in range(TRIES):  # on a busy machine it sometimes misses the start of the page, and says to run it again
        done = subprocess.run(command, env=surroundings, check=False, capture_output=True, text=True)
        if done.returncode == 0:
            break
    else:
        raise click.ClickException(f"Lighthouse failed {TRIES} times: {done.stderr[-500:]}")
    categories: dict[str, dict[str, float]] = json.loads(report.read_text(encoding="utf-8"))["categories"]
    return categories


# --- the page ------------------------------------------------------------------------------------------------


def paper(rows: list[Row], scores: dict[str, dict[str, int]], seen: Seen) -> str:
    """The page with the tables."""
    shares = markdown.table(("What", "What we ask", "Found"), [(row.what, row.bar, _found(row)) for row in rows])
    lines = markdown.table(
        ("Page", "Access", "Practice", "Search", "Speed"),
        [(f"`{page}`", *(str(found[name]) for name in LEAST)) for page, found in scores.items()],
    )
    return PAGE.format(
        **seen._asdict(),
        shares=shares,
        lighthouse=BY_LIGHTHOUSE.format(lines=lines) if scores else "",
        axe=axe_version(),
        lighthouse_version=LIGHTHOUSE,
        **{name: importlib.metadata.version(name) for name in ("playwright", "textstat")},
        material=importlib.metadata.version("mkdocs-material"),
    )


PAGE = """---
only_in_english: true
measured_on: {home}
---

# How well the site works

We measure each kind of page in a real browser, on a phone and on a desktop. All figures come from one run.
{{: .lead }}

Made on {day} by `make audit`, from {records:,} records. It opened {kinds} pages: each page of the menu, and the
longest of each kind. Which kinds there are is read from the built site, so a new one is in the next run.

## What we found

{shares}{lighthouse}
## How it was measured

Chromium {browser}, axe-core {axe}, Lighthouse {lighthouse_version}, textstat {textstat}, Material for MkDocs
{material}, Playwright {playwright}. A small server sends the site as public hosts do: compressed with gzip, and with
its header file.

- **axe-core** runs all of its rules in light colors, and in dark colors those that colors can change.
- **Bytes** are what came over the wire on a first visit, with nothing kept from before.
- **The keyboard**: a program presses Tab through each page. At each stop it looks for a change that one can see.
- **Zoom**: at 400 % a window of 1,280 pixels has room for 320. Tables and pictures may scroll in a box of their own.
- **Reading**: the text of the main part, sentence by sentence. Names of up to three words are not
  counted, nor are pages in other languages, since the formula is made for English.
- **A check that always says yes is worth nothing.** So each measure is tried on pages with planted faults
  (`tests/site/test_measures.py`).

## What no program can say

Programs find only some of the barriers. Nobody with a screen reader has gone through this run.
If something keeps you out, [tell us](about/accessibility.md).
"""
BY_LIGHTHOUSE = """
## Lighthouse, as on a phone with a slow line

{lines}
We ask 100 of the first three, and at least 95 of the speed. Each figure is the middle one of three runs, since the
speed of a machine varies.
"""


def axe_version() -> str:
    """The version of axe-core, which comes inside another package."""
    import axe_playwright_python  # noqa: PLC0415 - only its folder is wanted

    first = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")[:40]
    return first.partition("axe v")[2].split()[0]


def _found(row: Row) -> str:
    count = f"{len(row.faults)} fault{'s' if len(row.faults) > 1 else ''}"
    found = ": ".join(part for part in (row.found, count if row.faults else "") if part) or "nothing"
    return f"{found}, in {row.looked:,} looks"


def _progress(message: str) -> None:
    if sys.stderr.isatty():
        click.echo(message, err=True)


if __name__ == "__main__":
    main()
