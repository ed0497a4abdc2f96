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

from scripts.exports import open_data
from scripts.reading import writing
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.site import pages, reference, settings
from scripts.site.pages import downloads
from scripts.site.security import protection
from scripts.site.security.headers import PageError
from scripts.words import languages

PROJECT = Path(__file__).resolve().parents[2]
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
                pages.render(registry, graph, changed) | reference.pages() | downloads.pages(registry, graph, data)
            )
            others = [process.result() for process in running]
    except languages.MissingMessageError as error:
        raise BuildError(str(error)) from error
    writing.write(project / PAGES, written | data)
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
    writing.write(folder / "pages", written)
    writing.write(folder, {"mkdocs.yml": yaml.safe_dump(found, allow_unicode=True, sort_keys=False)})
    shutil.copytree(project / PAGES / "assets", folder / "pages" / "assets", dirs_exist_ok=True)
    return len(written)


def made_of(root: Path, project: Path = PROJECT) -> list[Path]:
    """The files and folders from which somebody makes a site of the records in `root`."""
    by_hand = [page for page in (project / PAGES).glob("*.md") if page.name != "index.md"]
    return [root, project / "mkdocs.yml", project / "docs" / "theme", project / PAGES / "assets", *by_hand]


def build(
    registry: Registry, site: Path, project: Path = PROJECT, others: Collection[str] = languages.translations()
) -> None:
    """Build the pages into `site`, those in other languages into folders of it. If that fails, `site` stays as it was.

    `others` are the languages beside English.

    Raises:
        BuildError: the site builder found a fault, such as a link that leads nowhere; or a page holds something that
            no template of ours gives.
    """
    site = site.resolve()
    site.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".site-", dir=site.parent) as folder:
        built = {"": Path(folder) / "site"} | {code: Path(folder) / code for code in others}
        # One process for each language: they share nothing, and machines have more than one processor.
        running = [_start(registry, project, _settings_of(code), target) for code, target in built.items()]
        printed = [process.communicate()[0] for process in running]
        faults = [text for process, text in zip(running, printed, strict=True) if process.returncode]
        if faults:
            raise BuildError("\n".join(faults))
        try:
            protection.protect(registry, built, {code: project / _sources_of(code) for code in built})
        except PageError as error:
            raise BuildError(str(error)) from error
        fresh = built.pop("")
        for code, target in built.items():
            target.rename(fresh / code)
        if site.exists():
            shutil.rmtree(site)
        fresh.rename(site)


def _settings_of(code: str) -> Path:
    return Path(settings.FOLDER, code, "mkdocs.yml") if code else Path("mkdocs.yml")


def _sources_of(code: str) -> Path:
    return Path(settings.FOLDER, code, "pages") if code else PAGES


def _start(registry: Registry, project: Path, settings_file: Path, target: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(settings_file)]
    return subprocess.Popen(  # noqa: S603 - the command is ours
        [*command, "--site-dir", str(target)],
        cwd=project,
        env=environment(registry),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


def environment(registry: Registry) -> dict[str, str]:
    """The environment of the site builder, in which the same records give the same bytes.

    The builder dates its site map; here the date is the last day on which anybody checked a record. What it prints is
    UTF-8, also where Python would choose an old code page.
    """
    moment = datetime.combine(registry.as_of or date(2000, 1, 1), time(), UTC)
    return os.environ | {
        "SOURCE_DATE_EPOCH": str(int(moment.timestamp())),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONUTF8": "1",
    }
