"""Pages that somebody wrote by hand → those that belong into the site of one organisation.

Most say how this project works, and belong into every site. Some say what was measured on the site and the records of
one organisation. Their front matter says of which, as `measured_on` with its home page: nobody else can claim that.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mkdocs.utils import meta

from schemas.organisation import Organisation

PAGES = Path("docs/pages")
MEASURED_ON = "measured_on"


def find(project: Path) -> list[Path]:
    """All of them. What is made of records lies in folders, but for the first page of all."""
    return sorted(page for page in (project / PAGES).glob("*.md") if page.name != "index.md")


def of(organisation: Organisation, pages: Iterable[Path]) -> dict[str, Path]:
    """Those that belong into the site of an organisation, by their names."""
    return {page.name: page for page in pages if _home(page) in (None, organisation.home)}


def _home(page: Path) -> object:
    """The home page of the organisation that a page is about; None if it is about none."""
    _, front_matter = meta.get_data(page.read_text(encoding="utf-8-sig"))
    return front_matter.get(MEASURED_ON)
