"""The list of every record with something that is not stated."""

from __future__ import annotations

import re
from collections import Counter

from schemas import fields
from scripts.registry.addresses import page_of
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
        total = text(language.number(counts.total()))
        rows.append(Row(record.name, page_of(key), ((kind_of(edition, key),), values, (total,))))
    lead = language.say_many(
        "No source that we read states this %(count)s fact. Here you see where it is missing. "
        "An unknown fact is not a bad fact: it only means that we have not found the answer.",
        "No source that we read states these %(count)s facts. Here you see where each is missing. "
        "An unknown fact is not a bad fact: it only means that we have not found the answer.",
        len(edition.registry.unknowns),
    )
    return Listing(
        PAGE,
        language.say("What no source that we found says"),
        lead,
        messages("record", "records"),
        said(
            edition,
            (
                Field("kind", message("What kind of page")),
                Field("fact", message("What is not stated")),
                Field("count", message("How many"), filter=False),
            ),
        ),
        tuple(rows),
    )


def _slug(title: str) -> str:
    """What people call a fact, as a part of an address."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
