"""Rule `odd-name`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schemas import ORGANISATION, Organisation, fields
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule

_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+\.\S+/\S*", re.IGNORECASE)
_SHORTEST_SHOUT = 8
"""So many letters in capitals are no abbreviation."""
_TOO_MUCH = re.compile(r"(?:to|you|we) (?=[a-z])", re.IGNORECASE)
"""What "When you …" says already, or what does not follow it."""
_CAPITAL = re.compile(r"([A-Z])([a-z]+)\b")
_NO_VERB = re.compile(
    r"(?:an?|the|our|your|my|their|anyone|people|person|persons|residents?|someone|users?|visitors?) ", re.IGNORECASE
)
"""What begins a name of something or somebody, and not what somebody does."""
_GOING_ON = re.compile(r"[A-Za-z]*[aeiouy][A-Za-z]*ing\b", re.IGNORECASE)
"""A form such as "paying", but no verb such as "bring"."""


def check(inspection: Inspection) -> Iterator[Fault]:
    """A name is an address or stands in capitals, or an action does not follow “When you …”.

    Why it matters
        Names and actions stand inside sentences: "When you Pay A BILL, HTTPS://… gets it" is no sentence. Programs
        that read pages aloud spell words in capitals letter by letter.

    How to fix it
        Write what people call it, as it would stand in a newspaper, and an action as it follows "When you …". An
        address has its place under `links` or `page`. An abbreviation is fine. If a company really writes its name so,
        add a waiver.

    Wrong
        # services/browse.yml
        name: LOOK AT THE WEBSITE

    Right
        # services/browse.yml
        name: Look at the website
    """
    organisation = inspection.registry.records.get(ORGANISATION)
    is_english = isinstance(organisation, Organisation) and organisation.language == "en"
    for key, record in inspection.registry.records.items():
        for loc, name in fields.names(record):
            if loc == ("legal_name",):  # registers of companies have them in capitals
                continue
            if _ADDRESS.fullmatch(name):
                yield Fault(
                    key, loc, "this name is an address; write what people call it, and the address under `links`"
                )
            elif _is_shouted(name):
                yield Fault(key, loc, f"this name is in capitals; write it as in a sentence: `{name.capitalize()}`")
        if _is_shouted(record.summary):
            yield Fault(key, ("summary",), "this summary is in capitals; write it as a sentence")
        action = getattr(record, "action", "")
        if is_english and (found := _TOO_MUCH.match(action)):
            message = f"“When you {found[0]}…” is no sentence; write `{action[found.end() :]}`"
            yield Fault(key, ("action",), message)
        elif is_english and (found := _GOING_ON.match(action) or _NO_VERB.match(action)):
            begun = f"“When you {found[0].lower().strip()} …” is no sentence"
            yield Fault(key, ("action",), f"{begun}; write what people do, as in “When you pay your bill”")
        elif is_english and (found := _CAPITAL.match(action)):
            meant = f"{action[0].lower()}{action[1:]}"
            yield Fault(key, ("action",), f"“When you {found[0]} …” is no sentence; write `{meant}`")


def _is_shouted(text: str) -> bool:
    return text.isupper() and sum(map(str.isalpha, text)) >= _SHORTEST_SHOUT


RULE = Rule(check, Severity.WARNING)
