"""Rule `mixed-alphabets`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schemas import fields
from scripts.reading import look_alikes
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule

_WORD = re.compile(r"[^\W\d_]+")


def check(inspection: Inspection) -> Iterator[Fault]:
    r"""A word in a name has letters of two alphabets.

    Why it matters
        Some letters of Greek or Russian look like Latin ones. A name with one of them passes for another name, and
        no search finds it.

    How to fix it
        Type the word anew. If the name is really written so, give the record a waiver that says who writes it so.

    Wrong
        # people/payer.yml
        name: "P\u0430yer"

    Right
        # people/payer.yml
        name: Payer
    """
    for key, record in inspection.registry.records.items():
        for loc, name in fields.names(record):
            for word in _WORD.findall(name):
                if found := look_alikes.alphabets(word):
                    mixed = " and ".join(alphabet.capitalize() for alphabet in found)
                    yield Fault(key, loc, f"`{word}` mixes letters of {mixed}, which look alike; type the word anew")


RULE = Rule(check, Severity.ERROR)
