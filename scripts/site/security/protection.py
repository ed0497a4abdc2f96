"""A built site → the same with its policy in every page, or what stands in the way: the second wall, put up."""

from __future__ import annotations

import multiprocessing
import re
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path, PurePosixPath

from schemas import FOLDERS, ORGANISATION, Key
from scripts.exports.open_data.paths import Addresses
from scripts.registry.registry import Registry
from scripts.site import reference, settings
from scripts.site.pages.showing import page_paths
from scripts.site.security import headers, page_shape
from scripts.site.security.headers import PageError
from scripts.site.security.looking import by_hand, look_through, start_process

MOST_FAULTS = 50
"""How many faults are named. A hole that shows on every page is one mistake, not thousands."""
MOST_PLACES = 3
"""How many places in records are named for one fault."""
_REMEDY = (
    "Write what is named here without markup. No text should be able to do this, so one of our templates has a hole: "
    "please report it as SECURITY.md says. If you changed a template yourself, "
    "say in scripts/site/security/page_shape.py what it gives."
)


def protect(registry: Registry, built: Mapping[str, Path], sources: Mapping[str, Path], languages: int) -> None:
    """Look through every built page, give each its Content-Security-Policy, and the site the files that set headers.

    `built` has the folder of each language by its code, "" for the main one, which gets the files with headers.
    `sources` has the folders with their pages in Markdown. In so many other languages a page may be had.

    Raises:
        PageError: pages hold something that no template of ours gives. The message names each, and the records.
    """
    from_code = ours_from_code()
    ours = {page for page in from_code | by_hand(built[""]) if (built[""] / page).is_file()}
    looks = [page_shape.take((built[""] / page).read_bytes()).look for page in ours]
    base = Addresses(registry).base
    frames = {code: page_shape.Frame(looks, languages, settings.below(base, code)) for code in built}
    # One process for each language, as in the build.
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn"), initializer=start_process) as processes:
        running = {
            code: processes.submit(look_through, built[code], sources[code], frames[code], from_code) for code in built
        }
        looked = {code: process.result() for code, process in running.items()}
    refuse(registry, {code: found.faults for code, found in looked.items()})
    scripts = {below(code, path): one for code, found in looked.items() for path, one in found.scripts.items()}
    places = {below(code, path): built[code] / path for code, found in looked.items() for path in found.scripts}
    pages = {path: place.read_bytes() for path, place in places.items()}
    for path, content in headers.protect(pages, scripts, built.keys() - {""}, base).items():
        places.get(path, built[""] / path).write_bytes(content)


def refuse(registry: Registry, found: Mapping[str, Iterable[page_shape.Fault]]) -> None:
    """Stop if there is any fault in the pages of a language, which has its code.

    Raises:
        PageError: there is. The message names each, and the records that it comes from.
    """
    faults = [
        f"{below(code, fault.page)}: {fault.message}{_blame(registry, fault)}"
        for code, faults in found.items()
        for fault in faults
    ]
    if faults:
        rest = [f"… and {len(faults) - MOST_FAULTS:,} more"] if len(faults) > MOST_FAULTS else []
        raise PageError("\n".join([*faults[:MOST_FAULTS], *rest, _REMEDY]))


def ours_from_code() -> frozenset[str]:
    """The pages that hold no text of a record, since they are made from the code."""
    return frozenset(page_paths.built(page) for page in reference.pages())


def below(code: str, path: str) -> str:
    """Where a page of a language lies in the whole site. English has no code here."""
    return f"{code}/{path}" if code else path


def _blame(registry: Registry, fault: page_shape.Fault) -> str:
    """Where in the records such an element is written, or else the record of the page."""
    markup = re.compile(rf"</?{re.escape(fault.tag)}\b", re.IGNORECASE)
    places = [
        f"{document.path}:{_line(document.text, found.start())}"
        for document in registry.documents.values()
        if (found := markup.search(document.text))
    ]
    own = _record_of(fault.page)
    if not places and own in registry.documents:
        places = [registry.documents[own].path]
    return f" ({', '.join(places[:MOST_PLACES])})" if places else ""


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _record_of(page: str) -> Key | None:
    """The record that has a page. The further parts of a long page have two hyphens and a number behind its id."""
    path = PurePosixPath(page)
    kind = FOLDERS.get(path.parent.as_posix())
    if kind is None:
        return ORGANISATION if path == PurePosixPath("about/organisation.html") else None
    return kind, path.stem.partition("--")[0]
