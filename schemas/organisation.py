"""Who publishes the registry."""

from __future__ import annotations

from schemas.base import ListOf, OrNotStated, ServiceRef, SomeOf, SourceRef, Text
from schemas.party import Domain
from schemas.record import Contact, Record
from schemas.time import Duration
from schemas.web import Url


class Organisation(Record):
    """Who publishes the registry: a city, a library, a school district."""

    kind = "organisation"
    folder = "."
    first_keys = ("name", "short_name", "team", "summary")

    short_name: Text
    """What sentences call it, such as `the City`."""
    team: Text
    """Who answers questions, as a sentence calls them, such as `the web team`."""
    home: Url
    """Its home page."""
    policy: OrNotStated[SourceRef]
    """The privacy policy that the promises come from: a file in `sources/`."""
    domains: SomeOf[Domain]
    """The host names that it runs itself."""
    contact: Contact
    """Whom people ask about this registry and about their information."""
    review_every: Duration
    """How often each record must be checked, such as `P1Y`."""
    common_services: ListOf[ServiceRef] = ()
    """The services that most people look for. The home page offers them first, in this order."""
    records_url: Url | None = None
    """Where people can see and change the records, such as a folder on a code host."""
    published_at: Url | None = None
    """Where this site is published. With it, open data name whole addresses; else these start at the site's root."""
