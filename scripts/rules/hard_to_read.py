"""Rule `hard-to-read`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas import Key, Source
from scripts.reading import readability
from scripts.reading.findings import Severity, listed
from scripts.rules.base import Fault, Inspection, Rule

MOST_WORDS = 25
MOST_WORDS_OF_A_LEAD = 40
MOST_GRADE = 8
FEWEST_WORDS = 8
"""A grade is an average. Of fewer words one long one makes it, and often there is no other for it (`library`)."""
MOST_NAMED = 3


def check(inspection: Inspection) -> Iterator[Fault]:
    """A summary or a lead is too long, or needs more than eight years of school to read.

    Why it matters
        People read it on a phone, between two other things, many of them in a second language.

    How to fix it
        Use shorter words and shorter sentences: at most 25 words in a summary and 40 in a lead, grade 8 or lower.
        In a text of fewer than 8 words, one long word does no harm.

    Wrong
        # people/payer.yml
        summary: An individual remunerating the organisation for outstanding obligations.

    Right
        # people/payer.yml
        summary: Someone who pays a bill.
    """
    for key, record in inspection.registry.records.items():
        if isinstance(record, Source):  # read by those who check claims
            continue
        for field, most in (("summary", MOST_WORDS), ("lead", MOST_WORDS_OF_A_LEAD)):
            if text := getattr(record, field, None):
                yield from _check(key, field, text, most)


def _check(key: Key, field: str, text: str, most: int) -> Iterator[Fault]:
    words, grade, long = len(readability.words(text)), readability.grade(text), readability.long_words(text)
    if words > most:
        yield Fault(key, (field,), f"this has {words} words; say it in {most} or fewer")
    elif round(grade) > MOST_GRADE and (words >= FEWEST_WORDS or len(long) > 1):
        remedy = f"shorter words than {listed(long, MOST_NAMED)}" if long else "shorter sentences"
        yield Fault(key, (field,), f"this reads at grade {grade:.0f}; use {remedy}, for grade {MOST_GRADE} or lower")


RULE = Rule(check, Severity.WARNING)
