"""Rule `personal-number`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule

_LONG = re.compile(r"(?:\d[ -]?){9}")
"""Digits as many as each number has at least."""
_SOCIAL_SECURITY = re.compile(r"(?<![\w.-])\d{3}([- ])\d{2}\1\d{4}(?![\w-]|\.\d)")
_SAID_TO_BE_ONE = re.compile(r"\b(?:SSN|social security(?: number| no\.?)?)\b[^\d.;]{0,12}(\d{9})(?!\d)", re.IGNORECASE)
_BIRTH = re.compile(
    r"""\b(?:born|birth(?:day|[ ]?date)|date[ ]of[ ]birth|d\.?o\.?b\b\.?
          |nacid[oa]|nació|cumpleaños|fecha[ ]de[ ]nacimiento)
        [^,.;\d]{0,20}?
        (?: (?:19|20)\d\d-\d\d?-\d\d? | \d{1,2}[/.-]\d{1,2}[/.-](?:(?:19|20)\d\d|\d\d)\b
          | \b[a-z]{3,10}\.?[ ]\d{1,2}(?:st|nd|rd|th)?,?[ ](?:19|20)\d\d
          | \d{1,2}(?:st|nd|rd|th)?[ ](?:of[ ]|de[ ])?[a-z]{3,10}\.?,?[ ](?:de[ ])?(?:19|20)\d\d )""",
    re.VERBOSE | re.IGNORECASE,
)
"""A day of birth: its day, month and year. A year alone is that of many."""
_CARD = re.compile(r"(?<![\w.-])[2-6]\d{3}(?:[ -]?\d){9,15}(?![\w-]|\.\d)")
_ACCOUNT = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")


def check(inspection: Inspection) -> Iterator[Fault]:
    """A text has somebody's Social Security number, card, bank account or day of birth in it, or what looks like one.

    Why it matters
        With such a number others can take money, or pass for its owner. Once it is public it cannot be taken back.

    How to fix it
        Take it out, and say in words what is meant. If it is somebody's, tell those who keep the repository: it stays
        in its history until they remove it. If it only looks so, add a waiver that says what it is.

    Wrong
        # services/browse.yml
        note: "The form shows 536-22-8145 as an example."

    Right
        # services/browse.yml
        note: The form shows a made-up Social Security number as an example.
    """
    for key, loc, text in inspection.registry.texts_with_numbers:
        if _LONG.search(text) and (what := _kind_of_number(text)):
            yield Fault(key, loc, f"this has a number that looks like {what}; take it out, and say in words what it is")
        elif _BIRTH.search(text):
            yield Fault(key, loc, "this has somebody's day of birth; take it out, and say in words what it is")


def _kind_of_number(text: str) -> str:
    """What a number in a text looks like, if that is nobody else's business. The number itself is not repeated."""
    if _SAID_TO_BE_ONE.search(text) or any(_is_social_security(found[0]) for found in _SOCIAL_SECURITY.finditer(text)):
        return "a Social Security number"
    if any(_is_card(found[0]) for found in _CARD.finditer(text)):
        return "the number of a card"
    if any(_is_account(found[0]) for found in _ACCOUNT.finditer(text)):
        return "a bank account (IBAN)"
    return ""


def _is_social_security(number: str) -> bool:
    from stdnum.us import itin, ssn  # noqa: PLC0415 - hardly any text has such a number

    plain = number.replace(" ", "-")
    return bool(ssn.is_valid(plain) or itin.is_valid(plain))


def _is_card(number: str) -> bool:
    from stdnum import luhn  # noqa: PLC0415 - as above

    digits = re.sub(r"[ -]", "", number)
    return bool(luhn.is_valid(digits)) and len(set(digits)) > 1


def _is_account(number: str) -> bool:
    from stdnum import iban  # noqa: PLC0415 - as above

    return bool(iban.is_valid(number))


RULE = Rule(check, Severity.ERROR)
