"""Pages → a site: write them into a folder of their own, let the site builder run, protect the result, swap it in."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import shutil
import signal
import subprocess
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, time
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from scripts.exports import open_data
from scripts.exports.open_data.paths import Addresses
from scripts.reading import writing
from scripts.reading.steps_of_work import Watch, unwatched
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.site import pages, reference, settings, written_pages
from scripts.site.pages import downloads, search_index, shared_cards, way_up
from scripts.site.pages.edition import Edition
from scripts.site.pages.showing.page_descriptions import described
from scripts.site.security import headers, protection
from scripts.site.security.headers import PageError
from scripts.words import languages

PROJECT = Path(__file__).resolve().parents[2]
"""The folder with `mkdocs.yml` and `docs/`."""
PAGES = written_pages.PAGES
SECONDS_BETWEEN_LOOKS = 0.5
"""How often it is told how many pages are built."""
_STEPS = ("Reading: ", "Building page ")
"""What the site builder says before it does each of its two steps with a page, if it is asked to say more."""
ASSETS = PAGES / "assets"
SITE_MAPS = ("sitemap.xml", "sitemap.xml.gz")
ROBOTS = "robots.txt"

_MARKS = ("index.html", headers.FILE, f"{open_data.ROOT}/index.json")
"""The files by which a site is known that was built here before."""


class OtherFolderError(Exception):
    """A site is not to be put where something else is; the message names the folder."""


class BuildError(Exception):
    """The site cannot be built; the message says why, or is what the site builder printed."""


@contextmanager
def workplace(project: Path = PROJECT) -> Iterator[Path]:
    """A copy of the project for one build alone, so that two builds never write into each other's pages."""
    with TemporaryDirectory(prefix="registry-") as folder:
        copy_project(Path(folder) / "project", project)
        yield Path(folder) / "project"


def copy_project(target: Path, project: Path = PROJECT) -> None:
    """Copy what the site builder needs: its settings, the theme, the assets, and pages written by hand."""
    (target / PAGES).mkdir(parents=True)
    shutil.copy(project / "mkdocs.yml", target)
    for folder in (project / "docs" / "theme", project / ASSETS):
        shutil.copytree(folder, target / folder.relative_to(project))
    for page in written_pages.find(project):
        text = described(page.read_text(encoding="utf-8-sig"), way_up.line(page.name, languages.ENGLISH))
        (target / PAGES / page.name).write_text(text, encoding="utf-8", newline="\n")


def generate(  # noqa: PLR0913, PLR0917 - all that a site is made of, and who watches
    registry: Registry,
    graph: Graph,
    project: Path,
    changed: Mapping[str, date] = pages.NOT_KNOWN,
    catalogues: Path = languages.CATALOGUES,
    watch: Watch = unwatched,
) -> int:
    """Write every generated page in every language and the open data, and return how many pages there are.

    `changed` has the day on which each file of the registry last changed, where that is known. `catalogues` is the
    folder with the messages of each language but English. What a language does not say is in English, and says so.
    `watch` hears how many pages are written. A page by hand that belongs into the site of somebody else is deleted.

    Raises:
        BuildError: a translation is broken, or the settings of the site builder are.
        UnwritableError: a page cannot be written.
    """
    try:
        spoken = {code: languages.find(code, catalogues) for code in languages.translations(catalogues)}
    except languages.CatalogueError as error:
        raise BuildError(str(error)) from error
    names = {code: language.name for code, language in spoken.items()}
    chosen = read_settings(project)
    all_by_hand = written_pages.find(project)
    by_hand = written_pages.of(registry.organisation, all_by_hand)
    elsewhere = {page.name for page in all_by_hand} - by_hand.keys()
    for name in elsewhere:
        (project / PAGES / name).unlink()
    packed = pickle.dumps(registry)  # now: the pool would do it later, while this process works with the records
    # One process for each language, as in the build. A new one, since this one may have threads, which no copy has.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(mp_context=context, initializer=_start_process) as processes:
        running = [
            processes.submit(_translated, packed, project, dict(changed), code, names, catalogues) for code in names
        ]
        data = open_data.render(registry, graph)
        written = pages.render(registry, graph, changed, watch=watch, by_hand=by_hand)
        written |= reference.pages() | downloads.pages(registry, graph, data)
        edition = Edition.of(registry, graph, changed, by_hand=by_hand)
        drawn = shared_cards.render(edition, written)
        written[search_index.FILE] = search_index.script(edition, written.get)
        others = [process.result() for process in running]
    writing.write(project / PAGES, {**written, **data, **drawn}, lasting=False)
    found = settings.english(chosen, registry, names, elsewhere, spoken.values())
    _write_settings(project, "", found)
    for code in set(_languages(project)) - names.keys():
        shutil.rmtree(project / settings.folder_of(code))
    return len(written) + sum(others)


def _start_process() -> None:
    gc.disable()  # it ends when its pages are written
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # on Ctrl-C the process that started it ends both, in one way


def _translated(  # noqa: PLR0913, PLR0917 - all that another process has to be told
    packed: bytes, project: Path, changed: Mapping[str, date], code: str, names: Mapping[str, str], catalogues: Path
) -> int:
    """Write the pages in another language, with the settings of the site builder for them."""
    language = languages.find(code, catalogues)
    registry: Registry = pickle.loads(packed)  # noqa: S301 - packed by the process that started this one
    records = languages.translated(registry, language)
    by_hand = [page.name for page in written_pages.find(project)]
    graph = Graph(records)
    written = pages.render(records, graph, changed, language, by_hand=by_hand)
    folder = project / settings.folder_of(code) / "pages"
    others = {other: name for other, name in names.items() if other != code}
    spoken = [languages.find(one, catalogues) for one in names]
    found = settings.translated(read_settings(project), language, records, written, others, spoken)
    edition = Edition.of(records, graph, changed, language, by_hand)
    drawn = shared_cards.render(edition, written)
    written[search_index.FILE] = search_index.script(edition, written.get)
    writing.write(folder, {**written, **drawn}, lasting=False)
    _write_settings(project, code, found)
    with writing.telling(folder / "assets"):
        shutil.copytree(project / ASSETS, folder / "assets", dirs_exist_ok=True)
    return len(written)


def read_settings(project: Path = PROJECT) -> dict[str, Any]:
    """Read the settings of the site builder, from which those of each language are made.

    Raises:
        BuildError: they are no YAML, or say what the record of the organisation says.
    """
    try:
        found = yaml.safe_load((project / "mkdocs.yml").read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise BuildError(f"mkdocs.yml is not YAML: {error}") from error
    if not isinstance(found, dict):
        raise BuildError("mkdocs.yml has no settings in it")
    if "site_url" in found:
        raise BuildError(
            "mkdocs.yml has a site_url; take it away, and write the address of the site into organisation.yml, "
            "as published_at"
        )
    return found


def _write_settings(project: Path, code: str, found: Any) -> None:
    text = yaml.safe_dump(found, allow_unicode=True, sort_keys=False)
    writing.write(project / settings.folder_of(code), {"mkdocs.yml": text}, lasting=False)


def _languages(project: Path) -> list[str]:
    """The codes of the languages but English for which there are pages."""
    return sorted(path.parent.name for path in (project / settings.FOLDER).glob("*/mkdocs.yml"))


def made_of(root: Path, project: Path = PROJECT) -> list[Path]:
    """The files and folders from which somebody makes a site of the records in `root`."""
    ours = [project / "mkdocs.yml", project / "docs" / "theme", project / ASSETS]
    return [root, *ours, *written_pages.find(project), *languages.CATALOGUES.glob("*.po")]


def build(
    registry: Registry, site: Path, project: Path, others: Collection[str] | None = None, watch: Watch = unwatched
) -> None:
    """Build the pages into `site`, those in other languages into folders of it. If that fails, `site` stays as it was.

    `project` has the pages and their settings. `others` are the languages beside English; all that have pages, if none
    are named.

    Raises:
        OtherFolderError: `site` holds something else than a site that was built before.
        BuildError: the site builder found a fault, such as a link that leads nowhere; or a page holds something that
            no template of ours gives.
        UnwritableError: `site` cannot be written.
    """
    refuse_other_folder(site)
    offered = _languages(project)
    others = offered if others is None else others
    place, site = site, site.resolve()
    with writing.telling(place):
        site.parent.mkdir(parents=True, exist_ok=True)
    with writing.telling(place), TemporaryDirectory(prefix=".site-", dir=site.parent) as folder:
        built = {"": Path(folder) / "site"} | {code: Path(folder) / code for code in others}
        # One process for each language: they share nothing, and machines have more than one processor.
        running = [_start(registry, project, code, target) for code, target in built.items()]
        printed = _printed(running, built, project, watch)
        faults = [text for process, text in zip(running, printed, strict=True) if process.returncode]
        if faults:
            if refusal := writing.refusal_in(faults[0], place):
                raise refusal
            raise BuildError("\n".join(faults))
        try:
            sources = {code: project / settings.folder_of(code) / "pages" for code in built}
            protection.protect(registry, built, sources, len(offered))
        except PageError as error:
            raise BuildError(str(error)) from error
        if not Addresses(registry).base:
            for target in built.values():  # it would be a list without one address
                for name in SITE_MAPS:
                    (target / name).unlink()
        if robots := for_robots(registry, others):
            (built[""] / ROBOTS).write_text(robots, encoding="utf-8", newline="\n")
        fresh = built.pop("")
        for code, target in built.items():
            target.rename(fresh / code)
        _swap(fresh, site, Path(folder))


def for_robots(registry: Registry, others: Iterable[str]) -> str:
    """What crawlers read first: they may read everything, and where the lists of all pages are.

    Empty if no record says where the site is published. A site below a folder of a host is not asked for this.
    """
    base = Addresses(registry).base
    if not base:
        return ""
    maps = (f"Sitemap: {settings.below(base, code)}{SITE_MAPS[0]}\n" for code in ("", *sorted(others)))
    return f"User-agent: *\nAllow: /\n\n{''.join(maps)}"


def _printed(
    running: Sequence[subprocess.Popen[str]], built: Mapping[str, Path], project: Path, watch: Watch
) -> list[str]:
    """What site builders print until they end, but for their steps: these tell how far they are."""
    pages_ = sum(len(list((project / settings.folder_of(code) / "pages").rglob("*.md"))) for code in built)
    steps = [0] * len(running)

    def read(number: int, process: subprocess.Popen[str]) -> str:
        kept = []
        with process:  # at its end, nothing of it is open any more
            for line in process.stdout or ():
                if not line.startswith("DEBUG"):
                    kept.append(line)
                elif any(step in line for step in _STEPS):
                    steps[number] += 1
        return "".join(kept)

    with ThreadPoolExecutor() as readers:
        reading = [readers.submit(read, number, process) for number, process in enumerate(running)]
        try:
            while wait(reading, timeout=SECONDS_BETWEEN_LOOKS).not_done:
                watch("Building the site", min(sum(steps) // len(_STEPS), pages_), pages_)
        except BaseException:  # such as a signal: else we would wait for builders that nobody waits for
            for process in running:
                process.kill()
            raise
        watch("Building the site", pages_, pages_)
    return [printed.result() for printed in reading]


def _swap(fresh: Path, site: Path, folder: Path) -> None:
    """Put a new site in the place of an earlier one, whole. Whichever of two builds ends last has its site there."""
    for number in count():
        with suppress(FileNotFoundError):
            site.rename(folder / f"earlier-{number}")  # goes with the folder, once the new one is in its place
        try:
            fresh.rename(site)
        except OSError:
            if not site.exists():  # else another build has put its own there just now
                raise
        else:
            return


def refuse_other_folder(site: Path) -> None:
    """See that a folder may be replaced by a site: it is not there, is empty, or holds a site that was built before.

    Raises:
        OtherFolderError: it holds something else, which would be lost.
    """
    if not site.exists():
        return
    names = {path.name for path in site.iterdir()} if site.is_dir() else {site.name}
    is_site = all((site / mark).is_file() for mark in _MARKS)
    if names and (not is_site or any(name.startswith(".") for name in names - headers.FORMS.keys())):
        raise OtherFolderError(f"{site.as_posix()} holds something else; choose another folder with --out")


def _start(registry: Registry, project: Path, code: str, target: Path) -> subprocess.Popen[str]:
    settings_file = f"{settings.folder_of(code)}/mkdocs.yml"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--verbose", "--config-file", settings_file]
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
