"""Rule `doubled-word`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule

_TWICE = re.compile(r"\b([^\W\d_]+) +\1\b")
_MAY_STAND_TWICE = {"that", "had", "is", "very"}
_AS_THEY_ARE = {"heading", "section"}
"""Where a policy's own words stand."""


def check(inspection: Inspection) -> Iterator[Fault]:
    """A word stands twice in a row.

    Why it matters
        It is left over from a correction, and readers wonder what else nobody has read again.

    How to fix it
        Delete one of the two, and read the sentence aloud.

    Wrong
        # services/browse.yml
        note: You read the the pages of the town.

    Right
        # services/browse.yml
        note: You read the pages of the town.
    """
    for key, loc, text in inspection.registry.texts:
        if loc[-1] in _AS_THEY_ARE:
            continue
        for found in _TWICE.finditer(text):
            word = found[1]
            if word.islower() and word not in _MAY_STAND_TWICE:  # a name may be `Walla Walla`
                yield Fault(key, loc, f"`{word}` stands twice in a row; delete one of the two")
                break


RULE = Rule(check, Severity.WARNING)
