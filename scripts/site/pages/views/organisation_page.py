"""The page of whoever publishes the register."""

from __future__ import annotations

from typing import NamedTuple

from schemas import ORGANISATION
from schemas.organisation import BreachNotice
from scripts.site.pages.edition import Edition
from scripts.site.pages.views.about_record import AboutRecord, Support, about_record, supports


class OrganisationPage(NamedTuple):
    """What the page of the organisation says."""

    about: AboutRecord
    notices: tuple[tuple[BreachNotice, tuple[Support, ...]], ...]
    """Who must be told of a leak, as laws and rules say, with what that rests on."""
    records_requests: tuple[Support, ...]
    """What says how to ask for public records."""


def organisation_page(edition: Edition) -> OrganisationPage:
    """Say of the organisation what its page says."""
    notices = edition.registry.organisation.breach_notices
    requests = edition.registry.organisation.records_requests
    return OrganisationPage(
        about_record(edition, ORGANISATION),
        tuple(
            (notice, supports(edition, notice.evidence)) for notice in (notices if isinstance(notices, tuple) else ())
        ),
        supports(edition, requests.evidence) if requests else (),
    )
