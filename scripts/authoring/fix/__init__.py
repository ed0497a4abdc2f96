"""The text of a record → the same record, with every mistake mended that has one right answer.

Words and quotes are changed at their places and keys move with their lines, so that comments stay where they
belong. Apart from the words that are mended, what the loader reads stays the same. So do the line ends of the file.
"""

from __future__ import annotations

from schemas import KINDS
from scripts.authoring import new_record
from scripts.authoring.fix import formatting, key_order, misspellings, unreadable_text, value_forms
from scripts.authoring.text_edits import apply
from scripts.reading import yaml_text
from scripts.registry.registry import Registry

__all__ = ["mend"]

MOST_ROUNDS = 9
"""A key that is mended lets its value be read, and that the values in it. No record is deeper."""


def mend(kind: str, text: str, registry: Registry) -> str:
    """The text of a record of one kind, mended. The registry says which ids there are."""
    ends, before = formatting.line_ends(text), text
    text = formatting.tidy(unreadable_text.readable(kind, formatting.with_plain_ends(text)))
    for _ in range(MOST_ROUNDS):
        document, faults = yaml_text.parse("", text.encode())
        edits = (
            *value_forms.corrections(kind, document, faults),
            *misspellings.corrections(KINDS[kind], document, registry),
        )
        better = apply(text, edits)
        if better == text:
            break
        text = better
    if not document.data:
        return before
    text = new_record.without_hints(text)
    return formatting.even(key_order.ordered(KINDS[kind], text)).replace("\n", ends)
