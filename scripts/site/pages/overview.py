"""Pages that look across all records: home, what is not stated, the policy, and how we know."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from schemas import KINDS
from schemas.source import Statement, Strength
from schemas.vocabulary import Sensitivity
from schemas.words import NOT_STATED
from scripts.registry.addresses import file_of
from scripts.registry.promises import Verdict
from scripts.registry.registry import Key, Registry
from scripts.site.pages.page_writer import Writer
from scripts.words import sentences
from scripts.words.languages import sort_key

MOST_TILES = 12
"""How many services the home page offers if the organisation has not said which people look for."""

MOST_DAYS, MOST_CHANGES = 5, 5
"""How many days of changes the home page tells of, and how many records of each day it names."""


def pages(writer: Writer) -> dict[str, str]:
    """Write the pages that belong to no single record, as {path: Markdown}."""
    found = {"index.md": home(writer)}
    for name in ("how-we-know", "correct-a-record", "words", "accessibility"):
        path = f"about/{name}.md"
        found[path] = writer.write(f"{name}.md.j2", path, strengths=strengths(writer))
    ids = [id_ for id_, source in writer.registry.sources.items() if source.statements]
    found["policy/index.md"] = writer.write("policy.md.j2", "policy/index.md", ids=ids)
    return found


def home(writer: Writer) -> str:
    """The answer in its first sentence, and counts from the data."""
    vendors = writer.registry.vendors.values()
    return writer.write(
        "home.md.j2",
        "index.md",
        named=sum(vendor.identity != NOT_STATED for vendor in vendors),
        unnamed=sum(vendor.identity == NOT_STATED for vendor in vendors),
        first_services=list(writer.registry.services)[:MOST_TILES],
        sensitive=_sensitive(writer),
        verdicts=_verdicts(writer),
        changes=latest(writer.registry, writer.changed),
    )


class Changes(NamedTuple):
    """The records whose last change was on one day."""

    day: date
    keys: tuple[Key, ...]
    """The first of them, as people read them."""
    rest: int
    """How many more there are."""


def latest(registry: Registry, changed: Mapping[str, date]) -> list[Changes]:
    """The last days on which records changed, the newest first. Nothing where no such day is known."""
    days: dict[date, list[Key]] = defaultdict(list)
    for key in registry.records:
        if day := changed.get(file_of(key)):
            days[day].append(key)
    kinds = list(KINDS)

    def place(key: Key) -> tuple[int, str, Key]:
        return kinds.index(key[0]), sort_key(registry.records[key].name), key

    return [
        Changes(day, tuple(sorted(days[day], key=place)[:MOST_CHANGES]), max(0, len(days[day]) - MOST_CHANGES))
        for day in sorted(days, reverse=True)[:MOST_DAYS]
    ]


def strengths(writer: Writer) -> list[tuple[Strength, int]]:
    """How many flows rest on evidence of each strength at best."""
    best = Counter(
        sentences.strongest(edge.flow.evidence, writer.registry.sources) for edge in writer.graph.edges.values()
    )
    return [(strength, best[strength]) for strength in Strength]


def statements(writer: Writer, id_: str) -> str:
    """A policy, section by section, with the records that carry each statement."""
    record = writer.registry.sources[id_]
    carriers: dict[str, list[tuple[Key, str]]] = defaultdict(list)
    for key, loc, piece in writer.registry.evidence:
        if piece.source == id_:
            for name in piece.statements:
                carrier = (key, str(loc[1]) if loc[0] == "flows" else "")
                if carrier not in carriers[name]:
                    carriers[name].append(carrier)
    sections: dict[str, list[tuple[str, Statement, list[tuple[Key, str]]]]] = defaultdict(list)
    for name, statement in record.statements.items():
        sections[statement.section].append((name, statement, carriers[name]))
    return writer.write("statements.md.j2", f"policy/{id_}.md", id=id_, record=record, sections=sections.items())


def _verdicts(writer: Writer) -> list[tuple[Verdict, int]]:
    """How many promises have each verdict; one that none has is left out, but for the one that readers look for."""
    counts = Counter(judged.verdict for judged in writer.judgements.values())
    return [(verdict, counts[verdict]) for verdict in Verdict if counts[verdict] or verdict == Verdict.BROKEN]


def _sensitive(writer: Writer) -> list[tuple[str, int]]:
    """Sensitive information that some flow in use names, with how many get it."""
    found = []
    for id_, record in writer.registry.data.items():
        if record.sensitivity != Sensitivity.ORDINARY and not writer.graph.data.children(id_):
            certain = writer.graph.who_gets(id_).certain
            if receivers := {edge.receiver for edge in certain if writer.graph.is_current(edge)}:
                found.append((id_, len(receivers)))
    return sorted(found, key=lambda item: (-item[1], sort_key(writer.registry.data[item[0]].name)))
