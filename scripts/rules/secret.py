"""Rule `secret`."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator

from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule
from scripts.rules.vocabularies import forms_of_secrets

_MAY_BE_A_KEY = re.compile(r"[\w~+/=.-]{16,}")
_DIGIT = re.compile(r"\d")
_END = re.compile(r"[.,;:!?)\]}&#]+(?=\s|$)|[&#](?=\w)")
"""Signs behind a key that do not belong to it."""
_SAID = re.compile(
    r"""(?: \b(?:pass(?:word|code|phrase|wort)|contraseña|pin)\b (?:\s*[:=]\s*|\s+(?:is|was|es)\s*:?\s+)
          | \b(?:(?:api|access|secret|private)[ _-]?key|(?:access|api|auth|bearer)[ _-]?token)\b \s* [:=] \s*
        ) ["'“`]? (?P<said>[^\s"'”`]{4,})""",
    re.VERBOSE | re.IGNORECASE,
)
_IN_A_LINK = re.compile(
    r"""[?&\#;]
        (?: (?P<sure>(?:\w+[_-])?(?:token|secret|password|passwd|pwd|jwt|signature)|api[_-]?key|phpsessid|jsessionid
                     |session[_-]?id|cftoken|sig|authkey)
          | key|auth|code|hash|sid|session|invite|invitation|login|access|otp ) =
        (?P<value>[^&\#;]+)""",
    re.VERBOSE | re.IGNORECASE,
)
_USER = re.compile(r"://[^/\s:@]+:[^/\s@]+@")
_SHORTEST_SURE, _SHORTEST = 6, 16


def check(inspection: Inspection) -> Iterator[Fault]:
    r"""A text or a link has a password, a key or a token in it.

    Why it matters
        Whoever reads it can do what its owner may do: see accounts, change pages, spend money. Programs look through
        public repositories for such keys, and find them within minutes.

    How to fix it
        Take it out, and have whoever runs the service make a new one: what was public once stays known. Of a link, keep
        the part that works without it. If it is no key, or one that everyone may have, add a waiver that says so.

    Wrong
        # services/browse.yml
        note: "The page calls the map with the key sk\u005flive\u005f4eC39HqLyjWDarjtT1zdp7dc."

    Right
        # services/browse.yml
        note: The page calls the map with a key.
    """
    remedy = "take it out, and have a new one made: this one is known now"
    for key, loc, text in inspection.registry.texts_with_numbers:
        if "://" in text and _USER.search(text):
            yield Fault(key, loc, f"this has an address with a password in it; {remedy}")
        elif name := _key_in(text):
            yield Fault(key, loc, f"this looks like a secret key ({name}); {remedy}")
        elif _is_said(text):
            yield Fault(key, loc, f"this looks like a password or a key; {remedy}")
    for key, loc, address in inspection.registry.links:
        if name := _key_in(address) or _name_in_link(address):
            yield Fault(key, loc, f"this link has a key in it ({name}); {remedy}")


def _key_in(text: str) -> str:
    """The kind of key that a text has in it, by its form."""
    if not any(_DIGIT.search(found) for found in _MAY_BE_A_KEY.findall(text)) and "-----BEGIN" not in text:
        return ""
    small, plain = text.lower(), _END.sub(" ", text)
    for form in forms_of_secrets():
        if any(word in small for word in form.words):
            for found in re.finditer(form.pattern, plain):
                if _entropy(found[0]) >= form.least_entropy:
                    return form.name
    return ""


def _is_said(text: str) -> bool:
    """Whether a text says of a word that it is a password."""
    return any(any(sign.isdigit() for sign in found["said"]) for found in _SAID.finditer(text))


def _name_in_link(address: str) -> str:
    """The name under which a link gives a key along."""
    for found in _IN_A_LINK.finditer(address):
        value = found["value"]
        if len(value) >= (_SHORTEST_SURE if found["sure"] else _SHORTEST) and _is_random(value):
            return f"{found[0].strip('?&#;').partition('=')[0]}=…"
    return ""


def _is_random(value: str) -> bool:
    return any(sign.isdigit() for sign in value) or (value.lower() != value and "-" not in value and "_" not in value)


def _entropy(text: str) -> float:
    """How many bits a sign of a text holds, on average (Shannon)."""
    return -sum(n / len(text) * math.log2(n / len(text)) for n in Counter(text).values())


RULE = Rule(check, Severity.ERROR)
