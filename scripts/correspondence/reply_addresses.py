"""The addresses that mark the blanks of a form."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import NamedTuple

from scripts.correspondence.open_questions import Blank, Question
from scripts.registry.fact_addresses import address_of, place_in, place_of
from scripts.registry.registry import Registry

ANSWERED_BY = "answered-by"
"""Stands in an address for the blank in which people say who they are."""
END = "end"
"""Stands in an address that marks where a form ends: what a mail says below it is no answer."""
ADDRESS = r"[a-z]{1,20}/[a-z0-9-]{1,80}#[a-z0-9_.~+-]{1,300}"
"""The form of an address: `vendor/tillhouse#flows.property-tax.retention`. It has no space that mail could break."""


class Sending(NamedTuple):
    """To whom a form was sent, and when."""

    whom: str
    """The id of a party."""
    on: date


def address(registry: Registry, question: Question, blank: Blank | None = None) -> str:
    """What marks a blank in a form, so that its answer finds the way back."""
    steps = [place_of(registry, question.key, question.loc), *(str(step) for step in (blank.steps if blank else ()))]
    return address_of(question.key, ".".join(steps))


def of_who(sending: Sending | None) -> str:
    """What stands behind the record in the address of the blank for who answers: a form knows when it was sent."""
    return f"{ANSWERED_BY}.{sending.whom}.{sending.on}" if sending else ANSWERED_BY


def is_of_who(written: str) -> bool:
    """Whether an address marks the blank for who answers."""
    return place_in(written).split(".")[0] == ANSWERED_BY


def sending_in(written: str) -> Sending | None:
    """To whom the form was sent, and when, by the address of its blank for who answers; None if it does not say."""
    match place_in(written).split("."):
        case [_, whom, day]:
            with suppress(ValueError):
                return Sending(whom, date.fromisoformat(day))
    return None
