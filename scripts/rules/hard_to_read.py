"""Rule `hard-to-read`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas import Source
from scripts.reading import readability
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule

MOST_WORDS = 25
MOST_GRADE = 8


def check(inspection: Inspection) -> Iterator[Fault]:
    """A summary is too long, or needs more than eight years of school to read.

    Why it matters
        People read it on a phone, between two other things, many of them in a second language.

    How to fix it
        Use shorter words and shorter sentences: at most 25 words, grade 8 or lower.

    Wrong
        # people/payer.yml
        summary: An individual remunerating the municipality for outstanding obligations.

    Right
        # people/payer.yml
        summary: Someone who pays a bill.
    """
    for key, record in inspection.registry.records.items():
        if isinstance(record, Source):  # read by those who check claims
            continue
        words, grade = len(readability.words(record.summary)), readability.grade(record.summary)
        if words > MOST_WORDS:
            yield Fault(key, ("summary",), f"this has {words} words; say it in {MOST_WORDS} or fewer")
        elif round(grade) > MOST_GRADE:
            yield Fault(
                key,
                ("summary",),
                f"this reads at grade {grade:.0f}; use shorter words for grade {MOST_GRADE} or lower",
            )


RULE = Rule(check, Severity.WARNING)
