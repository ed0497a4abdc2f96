"""Pages → a site: write them below `docs/pages`, let the site builder run, protect the result, and swap it in."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts import headers, open_data, output, pages, reference
from scripts.graph import Graph
from scripts.registry import Registry

PROJECT = Path(__file__).resolve().parent.parent
"""The folder with `mkdocs.yml` and `docs/`."""
PAGES = Path("docs/pages")


class BuildError(Exception):
    """The site builder refused the pages; the message is what it printed."""


def generate(
    registry: Registry, graph: Graph, project: Path = PROJECT, changed: Mapping[str, date] = pages.NOT_KNOWN
) -> int:
    """Write every generated page and the open data, and return how many pages there are.

    `changed` has the day on which each file of the registry last changed, where that is known.
    """
    data = open_data.render(registry, graph)
    written = pages.render(registry, graph, changed) | reference.pages() | open_data.pages(registry, graph, data)
    output.write(project / PAGES, written | data)
    return len(written)


def build(registry: Registry, site: Path, project: Path = PROJECT) -> None:
    """Build the pages into `site`. If that fails, `site` stays as it was.

    Raises:
        BuildError: the site builder found a fault, such as a link that leads nowhere; or a page holds a script
            that no browser should run.
    """
    site = site.resolve()
    site.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".site-", dir=site.parent) as folder:
        fresh = Path(folder) / "site"
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(fresh)]
        done = subprocess.run(  # noqa: S603 - the command is ours
            command, cwd=project, env=environment(registry), capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise BuildError(done.stdout + done.stderr)
        protect(fresh)
        if site.exists():
            shutil.rmtree(site)
        fresh.rename(site)


def protect(site: Path) -> None:
    """Give every page of a built site its Content-Security-Policy, and the site the files that set headers.

    Raises:
        BuildError: a page holds a script that is not the theme's.
    """
    built = {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*.html"))}
    try:
        files = headers.protect(built)
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
