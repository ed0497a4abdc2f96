"""Rule `private-mailbox`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schemas import fields
from schemas.part import Loc
from scripts.reading import roles
from scripts.reading.findings import Severity
from scripts.registry.registry import Registry
from scripts.rules.base import Fault, Inspection, Rule


def check(inspection: Inspection) -> Iterator[Fault]:
    """People are sent to an e-mail address that looks like somebody's own.

    Why it matters
        Who leaves takes the mailbox along, and questions about people's information go with it. A mailbox that anyone
        can have, at Gmail or Yahoo, passes for the office's own and tells its provider who asks.

    How to fix it
        Write the mailbox of a role or an office, such as `privacy@example.gov`. If there really is no other, add a
        waiver that says who gave you this one.

    Wrong
        # organisation.yml
        contact: {email: quillbrook.clerk@gmail.com}

    Right
        # organisation.yml
        contact: {email: clerk@example.gov}
    """
    others: frozenset[str] | None = None
    for key, loc, address in _addresses(inspection.registry):
        local, _, host = address.partition("@")
        if roles.is_free(host):
            message = f"anyone can have a mailbox at `{host}`; write one at the office's or company's own host"
            yield Fault(key, loc, message)
        elif "." in local or "_" in local:
            others = _words_of_names(inspection.registry) if others is None else others
            if roles.is_mailbox_of_a_person(local, others):
                yield Fault(key, loc, f"`{address}` looks like a person's mailbox; write that of a role or an office")


def _addresses(registry: Registry) -> Iterator[tuple[tuple[str, str], Loc, str]]:
    """The e-mail addresses where contacts stand."""
    for key, loc, value in registry.values:
        if type(value) is str and "@" in value:
            if loc[-2:] == ("contact", "email"):
                yield key, loc, value
            elif "other_ways" in loc and loc[-1] == "details":
                yield from ((key, loc, found) for found in re.findall(r"[\w.+'-]{1,64}@[\w-]+(?:\.[\w-]+)+", value))


def _words_of_names(registry: Registry) -> frozenset[str]:
    """The words in the names of all records: of those, a mailbox may be made."""
    names = (name for record in registry.records.values() for _, name in fields.names(record))
    return frozenset(word.lower() for name in names for word in re.findall(r"[^\W\d_]+", name))


RULE = Rule(check, Severity.WARNING)
