"""The text of a record → the same record, with every mistake mended that has one right answer.

Words and quotes are changed at their places and keys move with their lines, so that comments stay where they
belong. Apart from the words that are mended, what the loader reads stays the same.
"""

from __future__ import annotations

from schemas import KINDS
from scripts.authoring import new_record
from scripts.authoring.fix import formatting, key_order, misspellings
from scripts.authoring.text_edits import apply
from scripts.reading import yaml_text
from scripts.registry.registry import Registry

__all__ = ["mend"]

MOST_ROUNDS = 9
"""A key that is mended lets its value be read, and that the values in it. No record is deeper."""


def mend(kind: str, text: str, registry: Registry) -> str:
    """The text of a record of one kind, mended. The registry says which ids there are."""
    text = formatting.tidy(text)
    for _ in range(MOST_ROUNDS):
        document, faults = yaml_text.parse("", text.encode())
        better = apply(text, misspellings.corrections(KINDS[kind], document, faults, registry))
        if better == text:
            break
        text = better
    text = new_record.without_hints(text)
    return formatting.even(key_order.ordered(KINDS[kind], text))
