"""Rule `name-for-role`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schemas import ORGANISATION, Key, fields
from schemas.part import Loc
from schemas.party import Party
from scripts.reading import roles
from scripts.reading.findings import Severity
from scripts.registry.registry import Registry
from scripts.rules.base import Fault, Inspection, Rule

_ANSWER = re.compile(r"Answer of [\d-]+ from (.+)")
"""How `registry answer` calls the source that it makes."""


def check(inspection: Inspection) -> Iterator[Fault]:
    """Somebody is named where a role belongs.

    Why it matters
        Records are public and stay in their history for ever. Whoever checks a record or allows something does so in
        their office, and does not have to be found by anybody for it.

    How to fix it
        Write the role: `registry editors`, `town clerk`. A role in small letters is never taken for a name.

    Wrong
        # services/pay-property-tax.yml
        reviewed: {date: 2030-01-15, by: Maria Gonzalez}

    Right
        # services/pay-property-tax.yml
        reviewed: {date: 2030-01-15, by: town clerk}
    """
    others: frozenset[str] | None = None
    for key, loc, text in inspection.registry.texts:
        if who := _role(key, loc, text):
            if "@" in who[1:]:
                if roles.is_mailbox_of_a_role(who.partition("@")[0]) and not roles.is_free(who.rpartition("@")[2]):
                    yield Fault(key, loc, f"`{who}` is an address; write a role in small letters, such as `web team`")
                continue
            others = _words_of_parties(inspection.registry) if others is None else others
            for name in roles.names_of_persons(who, others):
                message = f"`{name}` looks like a person's name; write a role in small letters, such as `web team`"
                yield Fault(key, loc, message)
                break


def _role(key: Key, loc: Loc, text: str) -> str:
    """What of a text should be a role; nothing if it is about something else."""
    if loc[-1] == "by" or (key == ORGANISATION and loc == ("team",)):
        return text
    answer = _ANSWER.fullmatch(text) if key[0] == "source" and loc == ("name",) else None
    return answer[1] if answer else ""


def _words_of_parties(registry: Registry) -> frozenset[str]:
    """The words in the names of the organisation and of everybody in the records: `Tillhouse Support` is no person."""
    known = (record for key, record in registry.records.items() if key == ORGANISATION or isinstance(record, Party))
    names = (name for record in known for _, name in fields.names(record))
    return frozenset(word.lower() for name in names for word in re.findall(r"[^\W\d_]+", name))


RULE = Rule(check, Severity.WARNING)
