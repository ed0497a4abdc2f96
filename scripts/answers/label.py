"""The label of a record, like that on food: who gets what, what for, for how long, and how sure that is.

It stands at the top of a page, beside another one where two are compared, and on the picture that people share. So it
is a few rows of values here, and those who print it know how links look.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from schemas import Key
from schemas.vocabulary import Data
from scripts.registry.registry import Registry
from scripts.words import sentences
from scripts.words.languages import Language, Text, lowered


class Row(NamedTuple):
    """One line of a label: what it is about, and the answer."""

    id: str
    """Which line it is, whatever its words are: `gets`, `kept-by-companies`."""
    head: Text
    said: Text = Text(())
    """The answer in words, or what stands behind the names."""
    party: str = ""
    """Whom the line is about, if that is one party."""
    keys: tuple[Key, ...] = ()
    """The records that are the answer: kinds of information, the most harmful first, or reasons, parties, services."""
    is_unsaid: bool = False
    """Whether the answer is that no source says it."""


class Label(NamedTuple):
    """A label: rows in groups, and how sure that is."""

    groups: tuple[tuple[Row, ...], ...]
    foot: tuple[Text, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, one after another."""
        return tuple(row for group in self.groups for row in group)


def of_groups(*groups: Iterable[Row], foot: Iterable[Text]) -> Label:
    """A label of these groups, but for those without a row."""
    filled = (tuple(group) for group in groups)
    return Label(tuple(group for group in filled if group), tuple(foot))


def in_words(registry: Registry, row: Row, language: Language, most: int = 5) -> Text:
    """The answer of a row as one piece of text, for those who print no links."""
    names = [named(registry, key, language) for key in row.keys]
    listed = sentences.some(names, most, language)
    if row.said and names:
        return language.say("%(one)s; %(other)s", one=listed, other=row.said)
    return row.said or listed


def named(registry: Registry, key: Key, language: Language) -> Text:
    """What an answer calls a record: a kind of information with a word where it can do harm."""
    record = registry.records[key]
    if isinstance(record, Data):
        name = lowered(record.name)
        return language.say("%(kind)s (sensitive)", kind=name) if record.is_sensitive else language.known(name)
    return language.known(lowered(record.name) if key[0] == "purpose" else record.name)
