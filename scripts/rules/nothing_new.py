"""Rule `nothing-new`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule

_OTHER = re.compile(r"\W+|\b(?:an?|the|is)\b")


def check(inspection: Inspection) -> Iterator[Fault]:
    """A summary says no more than the name, or a translation says the same as what it translates.

    Why it matters
        Readers open a page to learn what something is. A text that was only copied looks like an answer, or like
        Spanish, and nobody sees that it is still to be written.

    How to fix it
        Say in one sentence what it is and does. Translate the summary, or delete the translation: the page then says
        that its text is in English.

    Wrong
        # vendors/oldcount.yml
        summary: The Oldcount.

    Right
        # vendors/oldcount.yml
        summary: It counted visits to the website.
    """
    for key, record in inspection.registry.records.items():
        if _letters(record.summary) == _letters(record.name):
            yield Fault(key, ("summary",), "this says no more than the name; say in one sentence what it is")
        for code, translation in record.translations.items():
            for part in ("summary", "action"):
                text = getattr(translation, part, None)
                if text and text == getattr(record, part, None):
                    message = f"this is not translated into `{code}`; translate it, or delete the translation"
                    yield Fault(key, ("translations", code, part), message)
                    break


def _letters(text: str) -> str:
    return _OTHER.sub("", text.casefold())


RULE = Rule(check, Severity.WARNING)
