"""A form was sent, and an answer came: what the records say of that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from schemas import KINDS, Key
from scripts.correspondence.insertion import Insertion
from scripts.correspondence.open_questions import Section
from scripts.correspondence.reply import Reply
from scripts.registry.fact_addresses import key_of, place_in, place_of
from scripts.registry.registry import Registry


def sent(registry: Registry, sections: Sequence[Section], whom: str, on: date) -> dict[Key, str]:
    """The new texts of the records whose facts a form asks for. `whom` is the id of the party that it was sent to.

    A record that says so already stays as it is.
    """
    places: dict[Key, list[str]] = defaultdict(list)
    for section in sections:
        for question in section.questions:
            places[question.key].append(place_of(registry, question.key, question.loc))
    found = {}
    for key, facts in places.items():
        said = ((asking.date, str(asking.whom), set(asking.facts)) for asking in registry.records[key].asked)
        if (on, whom, set(facts)) in said:
            continue
        insertion = Insertion(registry.documents[key], KINDS[key[0]])
        entry: dict[str, Any] = {"date": on.isoformat(), "whom": whom, "facts": facts}
        insertion.append((), "asked", entry)
        found[key] = insertion.text()
    return found


def close(registry: Registry, reply: Reply, on: date, changes: Callable[[Key], Insertion]) -> None:
    """Note the day of an answer wherever somebody was asked for what the form asks, and had not answered.

    An answer that they do not know is one too, and so is a question that they left out.
    """
    asked: dict[Key, set[str]] = defaultdict(set)
    for blank in reply.blanks:
        key, steps = key_of(blank.address), place_in(blank.address).split(".")
        asked[registry.renamed.get(key, key)] |= {".".join(steps[:depth]) for depth in range(1, len(steps) + 1)}
    for key, places in asked.items():
        record = registry.records.get(key)
        for number, asking in enumerate(record.asked if record else ()):
            if asking.answered is None and asking.date <= on and not places.isdisjoint(asking.facts):
                changes(key).add(("asked", number), "answered", on.isoformat())
