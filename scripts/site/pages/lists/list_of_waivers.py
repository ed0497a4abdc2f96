"""The list of every waiver that is open."""

from __future__ import annotations

from scripts.registry.addresses import page_of
from scripts.site.pages.edition import Edition
from scripts.site.pages.lists.listing import Field, Listing, Row, Value, said, text
from scripts.site.pages.lists.lists_of_kinds import kind_of
from scripts.words.languages import message, messages

PAGE = "about/waivers.md"


def list_of_waivers(edition: Edition) -> Listing:
    """List the waivers, each with its reason, whoever gave it, and its last day."""
    waived = [key for key, record in edition.registry.records.items() if record.waivers]
    rows = [
        Row(
            edition.record(key).name,
            page_of(key),
            (
                (Value(waiver.rule, waiver.rule),),
                (kind_of(edition, key),),
                (text(waiver.reason),),
                (text(waiver.by),),
                (text(waiver.until.isoformat()),),
            ),
        )
        for key in sorted(waived, key=edition.in_order)
        for waiver in edition.record(key).waivers
    ]
    return Listing(
        PAGE,
        edition.language.say("Open waivers"),
        edition.language.say(
            "A waiver is permission to break one of the rules for records in one record, for a reason and for a time. "
            "Here is each of them."
        ),
        messages("waiver", "waivers"),
        said(
            edition,
            (
                Field("rule", message("Rule"), main=True),
                Field("kind", message("What it is about"), column=False),
                Field("why", message("Why"), filter=False),
                Field("by", message("By"), filter=False),
                Field("until", message("Until"), filter=False),
            ),
        ),
        tuple(rows),
        more=(edition.language.say("The rules for records"), "rules/index.md"),
    )
