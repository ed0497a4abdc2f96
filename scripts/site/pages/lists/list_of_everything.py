"""The list of every record that people look for by name. The search on the home page reads the same rows."""

from __future__ import annotations

from schemas.party import Party
from schemas.record import RenamableRecord
from scripts.registry.addresses import page_of
from scripts.site.pages.edition import Edition
from scripts.site.pages.lists.listing import Field, Listing, Row, said, text
from scripts.site.pages.lists.lists_of_kinds import LISTS, kind_of
from scripts.words.languages import message, messages, sort_key

PAGE = "find/index.md"


def list_of_everything(edition: Edition) -> Listing:
    """List all records but sources from A to Z, with the other names of whoever has some."""
    kinds = LISTS.keys() - {"source"}
    rows = []
    for key, record in sorted(edition.registry.records.items(), key=lambda item: (sort_key(item[1].name), item[0])):
        if key[0] in kinds:
            also = tuple(map(text, record.also_known_as)) if isinstance(record, Party) else ()
            also += tuple(map(text, record.also_called)) if isinstance(record, RenamableRecord) else ()
            name = record.name
            if edition.registry.is_our_reading(key):
                name = edition.language.say("%(name)s (our reading)", name=name)
            rows.append(Row(name, page_of(key), ((kind_of(edition, key),), (text(record.summary),), also)))
    return Listing(
        PAGE,
        edition.language.say("Everything from A to Z"),
        edition.language.say(
            "Every service, company, office, kind of information, reason and promise in this register."
        ),
        messages("entry", "entries"),
        said(
            edition,
            (
                Field("kind", message("What it is"), main=True),
                Field("what", message("In a sentence"), filter=False),
                Field("also", message("Other names"), filter=False),
            ),
        ),
        tuple(rows),
    )
