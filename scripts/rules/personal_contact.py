"""Rule `personal-contact`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from schemas import Key
from schemas.part import Loc
from schemas.record import Contact
from schemas.service import OtherWay
from schemas.web import Address
from schemas.words import is_there
from scripts.reading import phone_numbers, roles
from scripts.reading.findings import Severity
from scripts.registry.registry import Registry
from scripts.rules.base import Fault, Inspection, Rule

_MAY_BE = re.compile(r"@|\d{2}[ ./()-]{1,2}\d{2}|\d{7}|[(\[{] ?(?:at|AT)\b|\barroba\b| (?:dot|DOT) ")
"""What a text with either has at least. Most texts have none."""
_EMAIL = re.compile(r"([\w.+'-]{1,64})@([\w-]+(?:\.[\w-]+)+)")
_DOT = r"(?:\s?[(\[{]\s?(?:dot|punto|\.)\s?[)\]}]\s?|\s(?:dot|punto)\s)"
_SPELLED_OUT = re.compile(
    rf"""(?P<local>[\w.+'-]{{1,64}}(?:{_DOT}[\w+'-]{{1,64}})*)
         (?: \s?[(\[{{]\s?(?:at|arroba|@)\s?[)\]}}]\s? (?P<host>[\w-]+(?:(?:\.|{_DOT})[\w-]+)+)
           | \s(?:at|arroba)\s (?P<words>[\w-]+(?:{_DOT}[\w-]+)+) )""",
    re.VERBOSE | re.IGNORECASE,
)
"""`maria dot gonzalez at city dot org`, `maria (at) city.org`: what people read and most programs do not."""
_TEN_DIGITS = re.compile(r"(?<![\w#$.,/:=-])[2-9]\d{2}[2-9]\d{6}(?![\w-]|[.,]\d)")
"""A number of North America without anything between its digits."""
_OTHER_NUMBER = re.compile(
    r"\b(?:account|application|book|bill|case|contract|document|file|form|id|invoice|isbn|item|license|licence|no|order"
    r"|parcel|permit|policy|record|reference|serial|series|tax|ticket)\b\.?\s?(?:code|id|no|number|nr)?[.:]?\s?$",
    re.IGNORECASE,
)
"""What stands before ten digits that are the number of a thing."""
_USER = re.compile(r"://[^\s/@]*@")
"""What stands before a host: no mailbox, but a user with a password, which is more than this rule is about."""
_FREE_OF_CHARGE = re.compile(r"1?8(?:00|33|44|55|66|77|88)\d{7}")
"""Numbers that cost the caller nothing: no person has one."""
_NUMBERED = {"number", "series"}
"""Where contracts and lines of schedules are named by numbers of any form."""


def check(inspection: Inspection) -> Iterator[Fault]:
    """An e-mail address or a phone number stands in a text, and it is nobody's public contact.

    Why it matters
        It may be somebody's own. What is published once is copied, and cannot be taken back.

    How to fix it
        If it is a person's, take it out. If it is an office's or a company's, write it under `contact` in their
        record, or under `other_ways` of a service: from then on any text may name it. Mailboxes of roles, such as
        `privacy@…`, and numbers that are free to call may stand anywhere. If an address is public on purpose, give
        the record a waiver that says so.

    Wrong
        # services/browse.yml
        note: Ask Maria, mgonzalez@example.gov, or call 555 010-0199.

    Right
        # services/browse.yml
        note: Ask the town clerk, clerk@example.gov, or call 555 010-0100.
    """
    known: _Known | None = None
    for key, loc, found in _found(inspection.registry):
        known = known or _Known(inspection.registry)
        if theirs := [one for one in found if not known.is_public(one)]:
            what = " and ".join(f"`{one}`" for one in theirs[:2])
            remedy = (
                "write a role, such as `web team`"
                if loc[-1] == "by"
                else "take it out, or write it under `contact` of the office whose it is"
            )
            yield Fault(key, loc, f"{what} may be a person's own; {remedy}")


def _found(registry: Registry) -> Iterator[tuple[Key, Loc, list[str]]]:
    for key, loc, text in registry.texts:
        if _MAY_BE.search(text) and not _is_a_contact(loc):
            found = [*_emails(text), *(_phones(text) if loc[-1] not in _NUMBERED else ())]
            if found:
                yield key, loc, found
    for key, loc, address in registry.links:
        # A link from a mail may carry the address of whoever got it: `?email=…`.
        if (
            isinstance(address, Address)
            and ("@" in address or "%40" in address)
            and (found := _emails(unquote(address)))
        ):
            yield key, loc, found


def _is_a_contact(loc: Loc) -> bool:
    """Whether a place is there for addresses and numbers of offices and companies."""
    return "contact" in loc or ("other_ways" in loc and loc[-1] == "details")


def _emails(text: str) -> list[str]:
    text = _SPELLED_OUT.sub(_as_typed, text)
    if "@" not in text:
        return []
    text = _USER.sub(" ", text)
    found = [(match[0], match[1], match[2]) for match in _EMAIL.finditer(text)]
    return [all_ for all_, local, host in found if roles.is_free(host) or not roles.is_mailbox_of_a_role(local)]


def _as_typed(found: re.Match[str]) -> str:
    """An address that was spelled out, as it is typed into a mail."""
    local, host = (re.sub(_DOT, ".", part) for part in (found["local"], found["host"] or found["words"]))
    return f"{local}@{host}"


def _phones(text: str) -> list[str]:
    bare = (match for match in _TEN_DIGITS.finditer(text) if not _OTHER_NUMBER.search(text[: match.start()]))
    found = dict.fromkeys(match[0] for match in (*phone_numbers.find(text), *bare))
    return [number for number in found if not _FREE_OF_CHARGE.fullmatch(phone_numbers.digits(number))]


class _Known:
    """The addresses and numbers by which the records say that somebody can be reached."""

    def __init__(self, registry: Registry) -> None:
        contacts = [value for _, _, value in registry.values if type(value) is Contact]
        ways = [value.details for _, _, value in registry.values if type(value) is OtherWay]
        written = [str(part) for contact in contacts for part in (contact.phone, contact.email) if is_there(part)]
        # What stands in a record that cannot be read may be a contact too.
        unread = [document.text for key, document in registry.documents.items() if key not in registry.records]
        texts = [*written, *ways, *unread]
        self.emails = {match[0].lower() for text in texts for match in _EMAIL.finditer(text)}
        self.numbers = "\n".join(
            phone_numbers.digits(piece) for text in texts for piece in re.findall(r"\+?[\d ./()-]{3,}", text)
        )

    def is_public(self, found: str) -> bool:
        if "@" in found:
            return found.lower() in self.emails
        return phone_numbers.digits(found)[-10:] in self.numbers


RULE = Rule(check, Severity.ERROR)
