"""A form was sent, and an answer came: what the records say of that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date

from schemas import KINDS, Key
from scripts.correspondence.insertion import Insertion
from scripts.correspondence.open_questions import Section
from scripts.correspondence.reply import Reply
from scripts.correspondence.reply_addresses import Sending, is_of_who, sending_in
from scripts.registry.fact_addresses import key_of, place_in, place_of
from scripts.registry.registry import Registry


def sent(registry: Registry, sections: Sequence[Section], sending: Sending) -> dict[Key, str]:
    """The new texts of the records whose facts a form asks for. A record that says so already stays as it is."""
    places: dict[Key, list[str]] = defaultdict(list)
    for section in sections:
        for question in section.questions:
            places[question.key].append(place_of(registry, question.key, question.loc))
    found = {}
    for key, facts in places.items():
        said = ((Sending(str(asking.whom), asking.date), set(asking.facts)) for asking in registry.records[key].asked)
        if (sending, set(facts)) in said:
            continue
        insertion = Insertion(registry.documents[key], KINDS[key[0]])
        insertion.append((), "asked", {"date": sending.on.isoformat(), "whom": sending.whom, "facts": facts})
        found[key] = insertion.text()
    return found


def close(registry: Registry, reply: Reply, on: date, changes: Callable[[Key], Insertion]) -> None:
    """Note the day of an answer wherever the records say that this form was sent.

    An answer that they do not know is one too, and so is a question that they left out. A form says itself to whom it
    was sent, and when. If it does not, it closes what is open only if that was sent to one party on one day.
    """
    asked: dict[Key, set[str]] = defaultdict(set)
    for blank in reply.blanks:
        key, steps = key_of(blank.address), place_in(blank.address).split(".")
        asked[registry.renamed.get(key, key)] |= {".".join(steps[:depth]) for depth in range(1, len(steps) + 1)}
    open_ = [
        (key, number, Sending(str(asking.whom), asking.date))
        for key, places in asked.items()
        if key in registry.records
        for number, asking in enumerate(registry.records[key].asked)
        if asking.answered is None and asking.date <= on and places.issuperset(asking.facts)
    ]
    sendings = {sending_in(blank.address) for blank in reply.blanks if is_of_who(blank.address)} - {None}
    sendings = sendings or {sending for _, _, sending in open_}
    if len(sendings) == 1:
        for key, number, sending in open_:
            if sending in sendings:
                changes(key).add(("asked", number), "answered", on.isoformat())
