"""Changes → sentences for people, JSON for programs, and Markdown for the summary of a job."""

from __future__ import annotations

import json
from collections.abc import Iterator
from textwrap import indent

from scripts.observation.policy_drift.comparison import Comparison
from scripts.observation.policy_drift.section_changes import Change, Kind, Rests
from scripts.observation.policy_drift.sections import Found
from scripts.registry.registry import Registry
from scripts.words.counting import number
from scripts.words.escapers.terminal_text import as_data, printable

JSON_VERSION = 1
"""The version of the JSON form. It changes when a key changes its meaning or goes."""
MOST_HINTS = 5


def text(comparison: Comparison, *, accepting: bool = False) -> str:
    """For people: each section that is not as it was, and what to look at again.

    Unless somebody is accepting it already, it ends with how to.
    """
    lines = [_opening(comparison)]
    if _is_known(comparison):
        for change, rests in comparison.changes:
            lines += ["", _title(change), *(f"  {line}" for line in _body(comparison.registry, change, rests))]
        if comparison.changes and not accepting:
            lines += ["", "When the records are right again, write down what the policy says now with --accept."]
    else:
        for section in comparison.text.sections:
            lines += [section.heading, *(f"  {line}" for line in _hints(section))]
    if comparison.text.left_out:
        count = number(comparison.text.left_out, "word")
        lines += ["", f"{count} before the first heading were left out: they may belong to the page around the policy."]
    return "".join(f"{printable(line)}\n" for line in lines)


def as_json(comparison: Comparison) -> str:
    """For programs. The form is described in `docs/pages/formats.md`."""
    report = {
        "version": JSON_VERSION,
        "source": comparison.source,
        "compared_with": list(comparison.copies),
        "sections": len(comparison.text.sections),
        "words_left_out": comparison.text.left_out,
        "changes": [
            {
                "change": str(change.kind),
                "moved": change.moved,
                "heading": change.heading,
                "heading_now": change.now.heading if change.now else None,
                "fingerprint": change.was.fingerprint if change.was else None,
                "fingerprint_now": change.now.fingerprint if change.now else None,
                "maybe_headings": list(change.now.short_lines) if change.now else [],
                "statements": list(rests.statements),
                "promises": list(rests.promises),
                "flows": list(rests.flows),
                "records": ["/".join(key) for key in rests.others],
            }
            for change, rests in comparison.changes
        ],
    }
    return as_data(json.dumps(report, indent=2)) + "\n"


def job_summary(comparison: Comparison) -> str:
    """The same as `text`, in a block of Markdown that can hold no markup."""
    return f"# The policy and its record\n\n{indent(text(comparison), '    ', lambda _: True)}\n"


def _opening(comparison: Comparison) -> str:
    name = comparison.registry.sources[comparison.source].name
    if not _is_known(comparison):
        return f"{name}: {number(len(comparison.text.sections), 'section')}, compared with nothing so far:"
    if not comparison.changes:
        return f"{name}: all {number(len(comparison.text.sections), 'section')} are as the record knows them."
    count = number(len(comparison.changes), "section")
    return f"{name}: {count} not as the record knows {'it' if len(comparison.changes) == 1 else 'them'}."


def _is_known(comparison: Comparison) -> bool:
    """Whether there is anything to compare with."""
    return bool(comparison.registry.sources[comparison.source].sections)


def _title(change: Change) -> str:
    also = ", and moved" if change.moved and change.kind != Kind.MOVED else ""
    now = f" (now: {change.now.heading})" if change.kind == Kind.RENAMED and change.now else ""
    return f"{change.kind.capitalize()}{also}: {change.heading}{now}"


def _body(registry: Registry, change: Change, rests: Rests) -> Iterator[str]:
    match change.kind:
        case Kind.RENAMED | Kind.MOVED:
            yield "Its words are the same, so nothing has to be looked at again."
        case Kind.NEW if not rests.statements:
            yield "No statement is about it yet. Read it, and write down in your own words what it states."
        case Kind.GONE if rests.statements:
            yield "Take away its statements, or give each the heading under which the policy says it now."
            yield from _again(registry, rests)
        case _:
            yield from _again(registry, rests)
    if change.now:
        yield from _hints(change.now)


def _hints(section: Found) -> Iterator[str]:
    if section.short_lines:
        lines = ", ".join(f"“{line}”" for line in section.short_lines[:MOST_HINTS])
        yield f"If one of these lines is a heading, name it with --heading: {lines}."


def _again(registry: Registry, rests: Rests) -> Iterator[str]:
    if not rests.statements:
        yield "No statement of the record stands in it."
        return
    yield f"Statements: {', '.join(rests.statements)}."
    names = [
        *(f"promise {id_} ({registry.promises[id_].name})" for id_ in rests.promises),
        *(f"flow {id_}" for id_ in rests.flows),
        *(f"{kind} {id_}" if kind != "organisation" else kind for kind, id_ in rests.others),
    ]
    yield "Look at these again:" if names else "No record rests on them."
    yield from (f"  {name}" for name in names)
