"""What the work costs, as ratios to a yardstick measured in the same run: machines differ, ratios less.

`make bench` prints the table. Each figure is the best of several runs of a whole process, since noise only
ever adds. Nothing here is a test: no time on a shared machine is a promise.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Collection, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

import click
from playwright.sync_api import sync_playwright

from scripts.registry import registry
from scripts.registry.graph import Graph
from scripts.site import build, settings
from scripts.words import languages
from tests import browser as browsers
from tests import hostile_inputs, made_up_registry, published
from tests.benchmarks import launch
from tests.benchmarks.programs import program
from tests.conftest import CITY

TODAY = "2026-02-01"
SIZES = (100, 1_000, 10_000)
HOSTILE = (64_000, 128_000, 256_000)
"""The sizes of hostile inputs in bytes. The largest is nearly as much as one file may hold."""
TODAY_IN_THE_CITY = "2030-03-01"
YARDSTICK = """
import pathlib, sys, yaml
for path in pathlib.Path(sys.argv[1]).rglob("*.yml"):
    yaml.load(path.read_bytes(), yaml.CSafeLoader)
"""
STARTED = "import click, networkx, pydantic, yaml"
"""What every start of ours would cost if each verb loaded what any of them needs."""
ROUNDS = 10
"""How often what starts is run. One run is short, and the machine is never quite the same twice."""
MOST_OF_A_CHECK = 1.6
MOST_OF_HELP = 1.5

WHOLE = """
import gc, sys; from datetime import date; from pathlib import Path
from scripts import rules; from scripts.registry import registry; from scripts.registry.graph import Graph
from scripts.site import build
gc.disable()  # as the command does
read, _ = registry.read(Path(sys.argv[1])); graph = Graph(read); project = Path(sys.argv[2])
rules.run(read, graph, date.fromisoformat(sys.argv[4]))
build.generate(read, graph, project); build.build(read, Path(sys.argv[3]), project)
"""
"""`registry site`, but for the place of the project."""
ALONE = """
import subprocess, sys
build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file"]
running = [subprocess.Popen([*build, *one.split("=", 1)]) for one in sys.argv[1:]]
sys.exit(max(process.wait() for process in running))
"""
"""The site builder on the same pages, a process for each language as `registry site` has."""


class Cost(NamedTuple):
    """The best of some runs in seconds by the clock and of processor time, and the most memory of any in megabytes."""

    seconds: float
    processor: float
    megabytes: float


def cost(
    command: Sequence[str | Path],
    *,
    runs: int = 3,
    where: Path | None = None,
    fresh: Path | None = None,
    codes: Collection[int] = (0,),
) -> Cost:
    """Run a command a few times. `fresh` is deleted before each run, `codes` are the exit codes that are no failure."""
    found = []
    for _ in range(runs):
        if fresh:
            shutil.rmtree(fresh, ignore_errors=True)
        launched = subprocess.run(
            [sys.executable, "-S", launch.__file__, *command],
            cwd=where,
            stdout=subprocess.PIPE,
            check=True,
            env=build.environment(EMPTY),
        )
        *used, code = map(float, launched.stdout.split())
        if code not in codes:
            raise click.ClickException(f"this command failed: {' '.join(map(str, command))[:300]}")
        found.append(used)
    seconds, processor, megabytes = zip(*found, strict=True)
    return Cost(min(seconds), min(processor), max(megabytes))


EMPTY = registry.Registry()


@click.command()
@click.option("--largest", default=SIZES[-1], show_default=True, help="The largest made-up registry to check.")
@click.option("--site/--no-site", "with_site", default=True, help="Whether to measure building sites too.")
def main(largest: int, *, with_site: bool) -> None:
    """Measure checking, building and drawing, each beside its yardstick, and print Markdown tables."""
    with TemporaryDirectory() as folder:
        base = Path(folder)
        sizes = [size for size in SIZES if size <= largest]
        for size in sizes:
            made_up_registry.write(base / str(size), size)
        starting()
        checks(base, sizes)
        growth(base)
        peers(base)
        opening(base, sizes)
        if with_site:
            building(base)


def check_command(records: Path, today: str = TODAY) -> list[str | Path]:
    """The command that checks a registry."""
    return [program("registry"), "check", "--registry", records, "--today", today]


def starting() -> None:
    """What starts most often, each beside a process that could not do with less. They take turns."""
    real, python = build.PROJECT / "registry", Path(sys.executable)
    pairs: list[tuple[str, list[str | Path], str, list[str | Path], float]] = [
        (
            "`registry check` on the real registry",
            [program("registry"), "check", "--registry", real],
            "importing click, networkx, pydantic and yaml, and the same bytes with the C loader",
            [python, "-c", STARTED + YARDSTICK, real],
            MOST_OF_A_CHECK,
        ),
        (
            "`registry --help`",
            [program("registry"), "--help"],
            "importing click",
            [python, "-c", "import click"],
            MOST_OF_HELP,
        ),
    ]
    click.echo("## Starting\n")
    click.echo(f"Seconds of the processor in {ROUNDS} rounds: the least, and the median.\n")
    click.echo("| command | takes | beside | takes | ratio of the least | of the medians | at most |")
    click.echo("| --- | --- | --- | --- | --- | --- | --- |")
    for ours, command, theirs, yardstick, bar in pairs:
        rounds = [[cost(one, runs=1).processor for one in (command, yardstick)] for _ in range(ROUNDS)]
        used, needed = zip(*rounds, strict=True)
        click.echo(
            f"| {ours} | {min(used):.2f} s, {median(used):.2f} s | {theirs} | {min(needed):.2f} s, "
            f"{median(needed):.2f} s | {min(used) / min(needed):.2f} | {median(used) / median(needed):.2f} | {bar} |"
        )
    click.echo()


def checks(base: Path, sizes: list[int]) -> None:
    """`registry check`, beside loading the same bytes with PyYAML's C loader."""
    start = cost([sys.executable, "-c", "import scripts.cli.main, scripts.cli.check"], runs=5)
    click.echo("## Checking\n")
    click.echo(
        f"Seconds of the processor. To load what a check needs takes {start.processor:.2f} s; “work” is the time "
        "after that. At 1,000 vendors and more it is to be at most 1.8 times the C loader.\n"
    )
    click.echo(
        "| vendors | check | work | memory | C loader | check ÷ C loader | work ÷ C loader | growth of the work |"
    )
    click.echo("| --- | --- | --- | --- | --- | --- | --- | --- |")
    before = 0.0
    for size in sizes:
        ours = cost(check_command(base / str(size)))
        theirs = cost([sys.executable, "-c", YARDSTICK, base / str(size)])
        work = ours.processor - start.processor
        growth = f"{work / before:.1f}" if before else ""
        click.echo(
            f"| {size:,} | {ours.processor:.2f} s | {work:.2f} s | {ours.megabytes:.0f} MB | {theirs.processor:.2f} s "
            f"| {ours.processor / theirs.processor:.1f} | {work / theirs.processor:.1f} | {growth} |"
        )
        before = work
    click.echo()


def growth(base: Path) -> None:
    """`registry check` on each hostile input, at sizes that double, beside the real registry."""
    ours = cost([program("registry"), "check", "--registry", build.PROJECT / "registry"], runs=5).processor
    click.echo("## Hostile inputs\n")
    click.echo(
        f"Each is laid over the small city. Seconds are those of the processor; the real registry takes {ours:.2f} s. "
        "“Growth” is by how much the calls of functions grow when the input doubles: 2.0 is in proportion.\n"
    )
    sizes = " | ".join(f"{size:,} bytes" for size in HOSTILE)
    click.echo(f"| input | {sizes} | largest ÷ real registry | growth | memory |")
    click.echo(f"| --- |{' --- |' * (len(HOSTILE) + 3)}")
    root = base / "hostile"
    for name, input_of in hostile_inputs.INPUTS.items():
        found = []
        for size in HOSTILE:
            shutil.rmtree(root, ignore_errors=True)
            shutil.copytree(CITY, root)
            hostile_inputs.write(root, input_of(size))
            found.append(cost(check_command(root, TODAY_IN_THE_CITY), runs=1, codes=(0, 1)))
        click.echo(
            f"| {name} | {' | '.join(f'{one.processor:.2f} s' for one in found)} | {found[-1].processor / ours:.1f} "
            f"| {hostile_inputs.growth(name):.1f} | {found[-1].megabytes:.0f} MB |"
        )
    click.echo()


def peers(base: Path) -> None:
    """The same vendor files through check-jsonschema, with the JSON Schema made from our models."""
    checker = program("check-jsonschema")
    if not checker.exists():
        click.echo("check-jsonschema is not installed, so it is not measured.\n")
        return
    schema = build.PROJECT / "schemas" / "json" / "vendor.json"
    records = base / "1000"
    theirs = cost([checker, "--schemafile", schema, *sorted((records / "vendors").glob("*.yml"))])
    ours = cost(check_command(records))
    click.echo(
        f"1,000 vendors: check-jsonschema {theirs.seconds:.2f} s for the schema alone, `registry check` "
        f"{ours.seconds:.2f} s for everything: {ours.seconds / theirs.seconds:.2f} of it.\n"
    )


def building(base: Path) -> None:
    """`registry site` on 1,000 vendors, beside the site builder alone on the same pages, and the pictures alone."""
    records = base / "1000"
    project = published.project(base / "project")
    builds = {
        f"{settings.folder_of(code)}/mkdocs.yml": base / f"alone-{code}" for code in ("", *languages.translations())
    }
    whole = cost(
        [sys.executable, "-c", WHOLE, records, project, base / "site", TODAY],
        runs=2,
        where=build.PROJECT,
        fresh=base / "site",
    )
    alone = cost(
        [
            sys.executable,
            "-c",
            ALONE,
            *(f"{settings_file}=--site-dir={target}" for settings_file, target in builds.items()),
        ],
        runs=2,
        where=project,
        fresh=base / "alone",
    )
    pictures, count = drawing(records)
    pages = sum(1 for _ in (base / "site").rglob("*.html"))
    click.echo("## Building\n")
    click.echo("| 1,000 vendors | by the clock | ratio | processor time | ratio | memory of the largest process |")
    click.echo("| --- | --- | --- | --- | --- | --- |")
    for name, one in {f"site builder alone, {pages:,} pages": alone, "`registry site`": whole}.items():
        click.echo(
            f"| {name} | {one.seconds:.1f} s | {one.seconds / alone.seconds:.2f} "
            f"| {one.processor:.1f} s | {one.processor / alone.processor:.2f} | {one.megabytes:.0f} MB |"
        )
    click.echo(f"| {count:,} diagrams, once | {pictures:.1f} s | {pictures / alone.seconds:.2f} | | | |")
    typing(base / "site")


SLOWER = 4
"""How many times slower the browser's processor is made, to stand for a cheap phone."""
TYPED = ("harbor vendor 12", "fact 31", "servcie 20")
"""What somebody types: a name, a kind of information, and a service with a slip."""
FIELD, ANSWER = "article .finder input", "article .finder .status-line"
"""The field of the search on the first page, and what it changes when it has an answer."""
CLOCK = """
([field, answer]) => {
    window.waits = [];
    let start = 0;
    const input = document.querySelector(field);
    input.addEventListener("keydown", () => { start ||= performance.now(); }, true);
    const shown = () => requestAnimationFrame(() => setTimeout(() => {
        if (start) window.waits.push(performance.now() - start);
        start = 0;
    }));
    const changes = {childList: true, characterData: true, subtree: true};
    new MutationObserver(shown).observe(document.querySelector(answer), changes);
}
"""


def typing(folder: Path) -> None:
    """How long a reader waits after a key until the answer is painted, with a slow processor."""
    with published.served(folder) as address, sync_playwright() as playwright:
        browser = browsers.launch(playwright)
        click.echo(f"\n| 1,000 vendors, processor {SLOWER} times slower | keys | half of them within | longest |")
        click.echo("| --- | --- | --- | --- |")
        page = browser.new_page(viewport={"width": 360, "height": 800})
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.goto(f"{address}/index.html", wait_until="networkidle")
        page.locator(FIELD).focus()
        page.keyboard.type("a")
        page.wait_for_timeout(5_000)  # what is loaded on the first key is not what each key costs
        page.evaluate(CLOCK, [FIELD, ANSWER])
        waits: list[float] = []
        for words in TYPED:
            page.locator(FIELD).fill("")
            page.wait_for_timeout(1_000)
            page.evaluate("window.waits.length = 0")
            for letter in words:
                page.keyboard.press(letter)
                page.wait_for_timeout(400)
            waits += page.evaluate("window.waits")
        click.echo(f"| the search | {len(waits)} | {median(waits):.0f} ms | {max(waits):.0f} ms |")
        browser.close()


def drawing(records: Path) -> tuple[float, int]:
    """Draw every diagram once; return the seconds and how many there are."""
    from scripts import diagrams  # noqa: PLC0415 - Graphviz is loaded when it is needed

    read, _ = registry.read(records)
    graph = Graph(read)
    start = time.perf_counter()
    drawings = [diagrams.of_service(graph, id_) for id_ in read.services]
    drawings += [diagrams.of_party(graph, id_) for id_ in read.parties]
    drawings += [diagrams.of_data(graph, id_) for id_ in read.data]
    figures = [
        diagrams.figure(drawing, prefix="diagram", table_anchor="flows", address=lambda kind, id_: f"{kind}/{id_}")
        for drawing in drawings
        if drawing
    ]
    return time.perf_counter() - start, len(figures)


OPENED = """
import gc, json, sys, time; from pathlib import Path
from scripts.exports import open_data
from scripts.registry import registry; from scripts.registry.graph import Graph
gc.disable()  # as the command does
read, _ = registry.read(Path(sys.argv[1])); graph = Graph(read)
start = time.process_time(); files = open_data.render(read, graph); seconds = time.process_time() - start
packed = (".zip", ".sqlite", ".xlsx", ".parquet")
print(json.dumps([seconds, len(files), sum(map(len, files.values())),
    sum(len(content) for path, content in files.items() if path.endswith(packed))]))
"""
"""Writes all open data in memory. Prints seconds of the processor, how many files, their bytes and those packed."""


MOST_OPENED = 1_000
"""Of no larger registry are all open data written: no real one has so many vendors."""


def opening(base: Path, sizes: Sequence[int]) -> None:
    """All open data, beside loading the records with PyYAML's C loader, and their bytes beside those of the records."""
    click.echo("## Open data\n")
    click.echo("Seconds of the processor, the best of three. The real registry is to take 2 s at most.\n")
    click.echo("| registry | files | all | of it packed | ÷ records | seconds | C loader | ÷ C loader |")
    click.echo("| --- | --- | --- | --- | --- | --- | --- | --- |")
    made_up = {f"{size:,} vendors": base / str(size) for size in sizes if size <= MOST_OPENED}
    for name, records in {"the real one": build.PROJECT / "registry", **made_up}.items():
        command: list[str | Path] = [sys.executable, "-c", OPENED, records]
        runs = [subprocess.run(command, stdout=subprocess.PIPE, check=True) for _ in range(3)]
        seconds, files, size, packed = min(json.loads(run.stdout) for run in runs)
        loader = cost([sys.executable, "-c", YARDSTICK, records]).processor
        written = sum(path.stat().st_size for path in records.rglob("*.yml"))
        click.echo(
            f"| {name} | {files:,} | {size / 1e6:.1f} MB | {packed / 1e6:.1f} MB | {size / written:.1f} "
            f"| {seconds:.2f} s | {loader:.2f} s | {seconds / loader:.1f} |"
        )
    click.echo()


if __name__ == "__main__":
    main()
