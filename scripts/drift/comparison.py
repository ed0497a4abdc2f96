"""A record and copies of its policy → what has changed, and what rests on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scripts.drift import changes, copies, pages, sections
from scripts.drift.changes import Change, Rests
from scripts.drift.copies import Unreadable
from scripts.drift.sections import Text
from scripts.registry import Registry


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came out when a policy was compared with its record."""

    registry: Registry
    source: str
    copies: tuple[str, ...]
    """The files and addresses, as they were given."""
    text: Text
    changes: tuple[tuple[Change, Rests], ...]
    """Each section that is not as the record knows it, with what rests on it."""


def compare(registry: Registry, source: str, names: Sequence[str], headings: Sequence[str] = ()) -> Comparison:
    """Compare a policy, which these files and addresses hold one after the other, with its record.

    `headings` are lines of plain text that are headings, although the record does not know them.

    Raises:
        Unreadable: some of them cannot be read, or they hold another text altogether. The message names them all.
    """
    record = registry.sources[source]
    read, faults = [], []
    for name in names:
        try:
            read.append(pages.read(copies.read(name, str(record.url))))
        except Unreadable as fault:
            faults.append(f"{name}: {fault}")
    if faults:
        raise Unreadable("\n".join(faults))
    named = list(dict.fromkeys(statement.section for statement in record.statements.values()))
    text = sections.read(read, record.sections, [*named, *headings])
    known = {pages.key(section.heading) for section in record.sections} or set(map(pages.key, named))
    if not text.sections or (known and not any(section.key in known for section in text.sections)):
        message = "this seems to be another text: no heading that the record knows stands in it"
        raise Unreadable(f"{', '.join(names)}: {message}; look at what you saved, or name its record with --source")
    found = changes.compare(record.sections, text.sections)
    rests = changes.resting(registry, source, found)
    return Comparison(registry, source, tuple(names), text, tuple(zip(found, rests, strict=True)))
