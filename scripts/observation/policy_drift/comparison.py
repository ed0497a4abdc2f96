"""A record and copies of its policy → what has changed, and what rests on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schemas import Source
from scripts.observation.policy_drift import copies, page_lines, page_text, section_changes, sections
from scripts.observation.policy_drift.section_changes import Change, Rests
from scripts.observation.policy_drift.sections import Text
from scripts.observation.policy_drift.unreadable import Unreadable
from scripts.reading import confinement
from scripts.reading.confinement import Exceeded, Limits
from scripts.registry.registry import Registry

LIMITS = Limits(seconds=30, megabytes=1_000)
"""For all copies together, from the first question to a server to the last section that is compared. A page that is as
large as it may be takes a few seconds, and 250 MB."""


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


def compare(  # noqa: PLR0913 - one parameter for each option
    registry: Registry,
    source: str,
    names: Sequence[str],
    headings: Sequence[str] = (),
    *,
    private_network: bool = False,
    shortened: bool = False,
) -> Comparison:
    """Compare a policy, which these files and addresses hold one after the other, with its record.

    `headings` are lines of plain text that are headings, although the record does not know them. Addresses that are
    not public are asked only with `private_network`. That most of the policy is gone is believed only if `shortened`
    says so: a page that has not loaded looks the same. All that is done with the words of the copies is done in a
    process of its own.

    Raises:
        Unreadable: some of them cannot be read, or they hold another text altogether, or most of it is missing. The
            message names them all.
    """
    record = registry.sources[source]
    try:
        text, found = confinement.run(
            LIMITS, _compared, record, names, headings, private_network=private_network, shortened=shortened
        )
    except Exceeded as fault:
        remedy = "try again later, or save only the policy, as text or HTML"
        raise Unreadable(f"{', '.join(names)}: {fault}; {remedy}") from None
    rests = section_changes.resting(registry, source, found)
    return Comparison(registry, source, tuple(names), text, tuple(zip(found, rests, strict=True)))


def _compared(
    record: Source, names: Sequence[str], headings: Sequence[str], *, private_network: bool, shortened: bool
) -> tuple[Text, list[Change]]:
    """What stands in the copies, and what has become of each section."""
    read, faults = [], []
    for name in names:
        try:
            read.append(page_text.read(copies.read(name, str(record.url), private_network=private_network)))
        except Unreadable as fault:
            faults.append(f"{name}: {fault}")
    if faults:
        raise Unreadable("\n".join(faults))
    named = list(dict.fromkeys(statement.section for statement in record.statements.values()))
    text = sections.read(read, record.sections, [*named, *headings])
    if _is_another(record, named, text):
        message = "this seems to be another text: no heading that the record knows stands in it"
        raise Unreadable(f"{', '.join(names)}: {message}; look at what you saved, or name its record with --source")
    changes = section_changes.compare(record.sections, text.sections)
    missing = section_changes.missing(record.sections, text.sections, changes)
    if missing and not shortened:
        of = f"{missing:,} of the {len(record.sections):,} sections that the record knows"
        message = f"most of the policy is missing ({of}), so the page may not have loaded"
        remedy = "open it in a browser, save it when all of its text is there, and give all its pages if it has several"
        raise Unreadable(f"{', '.join(names)}: {message}; {remedy}. If so much really is gone, add --shortened")
    return text, changes


def _is_another(record: Source, named: Sequence[str], text: Text) -> bool:
    """Whether nothing in a text is known, by its heading or by its words."""
    if record.sections:
        return not section_changes.pairs(record.sections, text.sections)
    known = set(map(page_lines.key, named))
    return not text.sections or (bool(known) and not any(section.key in known for section in text.sections))
