"""How a diagram is shown: its links start from the page on which it stands."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from markupsafe import Markup

from schemas import KINDS
from scripts import diagrams
from scripts.registry.addresses import hub_of, page_of
from scripts.site.pages.showing.page_paths import address_from


def figure(drawing: diagrams.Drawing | None, page: str) -> Markup:
    """A diagram beside the table of its flows; nothing if there is nothing to draw."""
    if drawing is None:
        return Markup("")
    return diagrams.figure(drawing, prefix="diagram", table_anchor="flows", address=partial(_address, page))


def whole_figure(drawing: diagrams.Drawing, page: str, lists: Collection[str]) -> Markup:
    """The diagram of everything. A group in it leads to the list of those who are in it, if that is among `lists`."""

    def address(kind: str, id_: str) -> str:
        party, _, group = kind.partition("-")
        if not group:
            return _address(page, kind, id_)
        wanted = f"{KINDS[party].folder}/kind/{id_}.md"
        return address_from(page, wanted if wanted in lists else hub_of(party))

    return diagrams.figure(drawing, prefix="diagram", table_anchor="table", address=address)


def _address(page: str, kind: str, id_: str) -> str:
    return address_from(page, page_of((kind, id_)))
