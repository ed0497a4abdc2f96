"""The list of every record with something that is not stated."""

from __future__ import annotations

import re
from collections import Counter

from schemas import fields
from scripts.registry.addresses import page_of
from scripts.registry.silence import Silence, days_between
from scripts.site.pages.edition import Edition
from scripts.site.pages.lists.listing import Field, Listing, Row, Value, said, text
from scripts.site.pages.lists.lists_of_kinds import kind_of
from scripts.words.languages import message, messages

PAGE = "unknowns/index.md"


def list_of_unknowns(edition: Edition) -> Listing:
    """List what is not stated, record by record, what is missing most often first."""
    language = edition.language
    rows = []
    for key in sorted(edition.unknowns, key=edition.in_order):
        record = edition.record(key)
        counts = Counter(fields.label(type(record), unknown.loc) for unknown in edition.unknowns[key])
        labels = sorted(counts, key=lambda label: (-counts[label], label))
        values = tuple(Value(_slug(label), language.say(label)) for label in labels)
        total = text(language.say_many("%(count)s thing", "%(count)s things", counts.total()))
        silent = {_who(edition.silences.of(unknown)): None for unknown in edition.unknowns[key]}
        who = tuple(
            Value(id_, language.say(label, the_city=edition.registry.organisation.short_name))
            for id_, label in _WHO.items()
            if id_ in silent
        )
        rows.append(Row(record.name, page_of(key), ((kind_of(edition, key),), values, who, (total,))))
    lead = language.say_many(
        "%(count)s thing is said by no source that we read. Here you see where it is missing. "
        "That is nothing bad in itself: it only means that we have not found the answer.",
        "%(count)s things are said by no source that we read. Here you see where each is missing. "
        "That is nothing bad in itself: it only means that we have not found the answer.",
        len(edition.registry.unknowns),
    )
    return Listing(
        PAGE,
        language.say("What nobody has said yet"),
        language.say("%(one)s %(other)s", one=lead, other=_asked(edition)),
        messages("record", "records"),
        said(
            edition,
            (
                Field("kind", message("What it is about")),
                Field("fact", message("What nobody has said")),
                Field("who", message("Who has not said it"), column=False),
                Field("count", message("How many"), filter=False, main=True),
            ),
        ),
        tuple(rows),
    )


_WHO = {
    "asked": message("Somebody was asked, and has not answered yet"),
    "left-open": message("Somebody was asked, and the answer leaves it open"),
    "document": message("A document of %(the_city)s, of which we read all"),
    "nobody": message("We found no source"),
}
"""Who has not said a fact, and what people read for it."""


def _who(silence: Silence) -> str:
    if silence.asking:
        return "left-open" if silence.asking.answered else "asked"
    return "document" if silence.documents else "nobody"


def _asked(edition: Edition) -> str:
    """For how many of the facts somebody was asked who has not answered, and since when."""
    language, waiting, until = edition.language, edition.silences.waiting(), edition.registry.as_of
    if not any(record.asked for record in edition.registry.records.values()):
        return language.say("No record says that anybody has been asked yet.")
    if not waiting or until is None:
        return language.say("No question that was sent for one of them waits for an answer.")
    oldest = waiting[0][1]
    if oldest.date >= until:
        return language.say_many(
            "Somebody was asked for %(count)s of them on %(day)s or later, and there is no answer yet.",
            "Somebody was asked for %(count)s of them on %(day)s or later, and there is no answer yet.",
            len(waiting),
            day=language.day(oldest.date),
        )
    return language.say_many(
        "Somebody was asked for %(count)s of them, and there is no answer yet. The first question was sent on %(day)s, "
        "%(days)s before the records were last checked.",
        "Somebody was asked for %(count)s of them, and there is no answer yet. The first question was sent on %(day)s, "
        "%(days)s before the records were last checked.",
        len(waiting),
        day=language.day(oldest.date),
        days=language.say_many("%(count)s day", "%(count)s days", days_between(oldest.date, until)),
    )


def _slug(title: str) -> str:
    """What people call a fact, as a part of an address."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
