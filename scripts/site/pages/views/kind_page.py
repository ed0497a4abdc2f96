"""What the page of a kind of company, or of a kind of source, says."""

from __future__ import annotations

from typing import NamedTuple

from schemas import CompanyKind, Key, SourceKind
from schemas.kinds import Strength
from scripts.registry.addresses import page_of
from scripts.site.pages.edition import Edition
from scripts.site.pages.views.about_record import AboutRecord, about_record


class KindPage(NamedTuple):
    """What the page of a kind says."""

    about: AboutRecord
    members: tuple[Key, ...]
    """The companies or sources that are of it, by name."""
    strength: Strength | None
    """How far sources of this kind carry a claim; None for kinds of companies."""


def company_kind_page(edition: Edition, id_: str) -> KindPage:
    """Say of a kind of company what its page says."""
    return _kind_page(edition, (CompanyKind.kind, id_), None)


def source_kind_page(edition: Edition, id_: str) -> KindPage:
    """Say of a kind of source what its page says."""
    return _kind_page(edition, (SourceKind.kind, id_), edition.registry.source_kinds[id_].strength)


def _kind_page(edition: Edition, key: Key, strength: Strength | None) -> KindPage:
    members = {reference.key for reference in edition.registry.named_by.get(key, [])}
    return KindPage(
        about_record(edition, key),
        tuple(sorted(members, key=lambda one: (edition.record(one).name.casefold(), page_of(one)))),
        strength,
    )
