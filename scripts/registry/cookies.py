"""Records → the cookies that parties set, each with what it is called. A promise speaks of them as of flows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from schemas import Office, Vendor
from schemas.party import Cookie
from schemas.words import NOT_STATED, is_stated, is_there
from scripts.registry.registry import Registry


@dataclass(frozen=True)
class SetCookie:
    """A cookie that a party sets, or those that it may set if no source says which."""

    receiver: str
    """The party that sets it, and so gets what it holds."""
    number: int | None
    """Its place in the list of the party's cookies; the first is 1. None if no source says which cookies it sets."""
    cookie: Cookie | None = field(hash=False)

    @property
    def id(self) -> str:
        """What tells it from flows and other cookies. No flow's id has two slashes."""
        return f"{self.receiver}/cookies/{self.number or NOT_STATED}"

    @property
    def name(self) -> str:
        """What it is called; empty if that is not stated."""
        return self.cookie.name if self.cookie is not None and is_stated(self.cookie.name) else ""


def all_set(registry: Registry) -> Iterator[SetCookie]:
    """Every cookie of every party, in the order of the records."""
    for id_, party in registry.parties.items():
        if not isinstance(party, (Vendor, Office)):
            continue
        if is_there(party.cookies):
            yield from (SetCookie(id_, number, cookie) for number, cookie in enumerate(party.cookies, start=1))
        elif party.cookies == NOT_STATED:
            yield SetCookie(id_, None, None)
