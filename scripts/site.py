"""Pages → a site: write them below `docs/pages`, let the site builder run, protect the result, and swap it in."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import shutil
import signal
import subprocess
import sys
from collections.abc import Collection, Mapping
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from scripts import headers, languages, open_data, output, pages, reference
from scripts.graph import Graph
from scripts.languages import settings
from scripts.registry import Registry

PROJECT = Path(__file__).resolve().parent.parent
"""The folder with `mkdocs.yml` and `docs/`."""
PAGES = Path("docs/pages")


class BuildError(Exception):
    """The site cannot be built; the message says why, or is what the site builder printed."""


def generate(
    registry: Registry, graph: Graph, project: Path = PROJECT, changed: Mapping[str, date] = pages.NOT_KNOWN
) -> int:
    """Write every generated page in every language and the open data, and return how many pages there are.

    `changed` has the day on which each file of the registry last changed, where that is known.

    Raises:
        BuildError: a language does not say all that the site says. A site in half a language is not published.
    """
    codes = languages.translations()
    packed = pickle.dumps(registry)  # now: the pool would do it later, while this process works with the records
    # One process for each language, as in the build. A new one, since this one may have threads, which no copy has.
    context = multiprocessing.get_context("spawn")
    try:
        for code in codes:
            languages.find(code)
        with ProcessPoolExecutor(mp_context=context, initializer=_start_process) as processes:
            running = [processes.submit(_translated, packed, project, dict(changed), code) for code in codes]
            data = open_data.render(registry, graph)
            written = (
                pages.render(registry, graph, changed) | reference.pages() | open_data.pages(registry, graph, data)
            )
            others = [process.result() for process in running]
    except languages.MissingMessageError as error:
        raise BuildError(str(error)) from error
    output.write(project / PAGES, written | data)
    return len(written) + sum(others)


def _start_process() -> None:
    gc.disable()  # as in the process that starts it
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # on Ctrl-C the process that started it ends both, in one way


def _translated(packed: bytes, project: Path, changed: Mapping[str, date], code: str) -> int:
    """Write the pages in another language, with the settings of the site builder for them."""
    language = languages.find(code)
    registry: Registry = pickle.loads(packed)  # noqa: S301 - packed by the process that started this one
    records = languages.translated(registry, code)
    written = pages.render(records, Graph(records), changed, language)
    folder = project / settings.FOLDER / code
    ours = yaml.safe_load((project / "mkdocs.yml").read_text(encoding="utf-8"))
    found = settings.translated(ours, language, records.organisation.name, written)
    output.write(folder / "pages", written)
    output.write(folder, {"mkdocs.yml": yaml.safe_dump(found, allow_unicode=True, sort_keys=False)})
    shutil.copytree(project / PAGES / "assets", folder / "pages" / "assets", dirs_exist_ok=True)
    return len(written)


def build(registry: Registry, site: Path, project: Path = PROJECT) -> None:
    """Build the pages into `site`, those in other languages into folders of it. If that fails, `site` stays as it was.

    Raises:
        BuildError: the site builder found a fault, such as a link that leads nowhere; or a page holds a script
            that no browser should run.
    """
    site = site.resolve()
    site.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".site-", dir=site.parent) as folder:
        fresh = Path(folder) / "site"
        others = {code: Path(folder) / code for code in languages.translations()}
        # One process for each language: they share nothing, and machines have more than one processor.
        running = [_start(registry, project, Path("mkdocs.yml"), fresh)]
        running += [
            _start(registry, project, Path(settings.FOLDER) / code / "mkdocs.yml", target)
            for code, target in others.items()
        ]
        printed = [process.communicate()[0] for process in running]
        faults = [text for process, text in zip(running, printed, strict=True) if process.returncode]
        if faults:
            raise BuildError("\n".join(faults))
        for code, target in others.items():
            target.rename(fresh / code)
        protect(fresh, others)
        if site.exists():
            shutil.rmtree(site)
        fresh.rename(site)


def _start(registry: Registry, project: Path, settings_file: Path, target: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(settings_file)]
    return subprocess.Popen(  # noqa: S603 - the command is ours
        [*command, "--site-dir", str(target)],
        cwd=project,
        env=environment(registry),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def protect(site: Path, roots: Collection[str] = ()) -> None:
    """Give every page of a built site its Content-Security-Policy, and the site the files that set headers.

    `roots` are folders with a site of their own in another language.

    Raises:
        BuildError: a page holds a script that is not the theme's.
    """
    built = {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*.html"))}
    try:
        files = headers.protect(built, roots)
    except headers.PageError as error:
        raise BuildError(str(error)) from error
    for path, content in files.items():
        (site / path).write_bytes(content)


def environment(registry: Registry) -> dict[str, str]:
    """The environment of the site builder, in which the same records give the same bytes.

    The builder dates its site map; here the date is the last day on which anybody checked a record.
    """
    moment = datetime.combine(registry.as_of or date(2000, 1, 1), time(), UTC)
    return os.environ | {"SOURCE_DATE_EPOCH": str(int(moment.timestamp())), "NO_MKDOCS_2_WARNING": "1"}
