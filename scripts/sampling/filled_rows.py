"""What one row of a filled sheet says, whatever form the sheet has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from scripts.correspondence.open_questions import letters
from scripts.reading.findings import Finding, Position, shortened
from scripts.sampling.sheet import Mark
from scripts.words.languages import ENGLISH, Language, find, translations

TAG = r"[0-9]{1,6}/[0-9]{1,6} [a-z]{1,20}/[a-z0-9-]{1,64}#[A-Za-z0-9_.+-]{1,500}~[0-9a-f]{8}"
"""The form of a tag."""


class Tag(NamedTuple):
    """What marks the claim of a row."""

    number: int
    of: int
    id: str

    @property
    def name(self) -> str:
        """The claim's name, without the sign that changes with what it says."""
        return self.id.rpartition("~")[0]


@dataclass(frozen=True, slots=True)
class FilledRow:
    """One claim of a filled sheet."""

    tag: Tag
    mark: Mark | None
    """Nothing if the row is not marked yet, or if its mark cannot be understood."""
    note: str
    position: Position


def tag_in(text: str) -> Tag | None:
    """The tag that a text is, if it is one."""
    if not re.fullmatch(TAG, text):
        return None
    numbers, id_ = text.split(" ")
    number, of = numbers.split("/")
    return Tag(int(number), int(of), id_)


def mark_in(text: str) -> Mark | None:
    """The mark that a word stands for, in any language of the site."""
    return _marks().get(letters(text))


def unknown_mark(position: Position, written: str) -> Finding:
    """A mark that nobody can understand."""
    message = f"`{shortened(written)}` is no mark; write `right`, `wrong` or `cannot tell`, and the rest into the note"
    return Finding(position, "unknown-mark", message)


def in_every_language(message: str) -> tuple[str, ...]:
    """What a message says in each language: nobody knows in which one the sheet was drawn."""
    return tuple(dict.fromkeys(str(language.gettext(message)) for language in _languages()))


@cache
def _marks() -> dict[str, Mark]:
    return {letters(word): mark for mark in Mark for word in (mark.value, *in_every_language(mark.label))}


@cache
def _languages() -> tuple[Language, ...]:
    return (ENGLISH, *map(find, translations()))
