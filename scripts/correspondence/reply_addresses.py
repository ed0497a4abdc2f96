"""The addresses that mark the blanks of a form."""

from __future__ import annotations

from scripts.correspondence.open_questions import Blank, Question
from scripts.registry.fact_addresses import address_of, place_of
from scripts.registry.registry import Registry

ANSWERED_BY = "answered-by"
"""Stands in an address for the blank in which people say who they are."""
END = "end"
"""Stands in an address that marks where a form ends: what a mail says below it is no answer."""
ADDRESS = r"[a-z]{1,20}/[a-z0-9-]{1,80}#[a-z0-9_.~+-]{1,300}"
"""The form of an address: `vendor/tillhouse#flows.property-tax.retention`. It has no space that mail could break."""


def address(registry: Registry, question: Question, blank: Blank | None = None) -> str:
    """What marks a blank in a form, so that its answer finds the way back."""
    steps = [place_of(registry, question.key, question.loc), *(str(step) for step in (blank.steps if blank else ()))]
    return address_of(question.key, ".".join(steps))
