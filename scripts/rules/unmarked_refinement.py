"""Rule `unmarked-refinement`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.vocabulary import Mapped
from scripts.reading.findings import Severity
from scripts.registry import common_vocabulary
from scripts.rules.base import Fault, Inspection, Rule


def check(inspection: Inspection) -> Iterator[Fault]:
    """A word has the id of a word of the common vocabulary, and does not say why it is another one.

    Why it matters
        Many registries use the common words, so that their data can be put together. A word of your own under the same
        id looks like the common one, and may mean something else.

    How to fix it
        If the common word fits, delete your file: the check finds the common one. If you mean something else, give
        yours another id. If you mean the same and have to say it in your own way, write why under `refines`.

    Wrong
        # data/phone-number.yml
        name: Phone number
        summary: The number of the phone that we lend you.
        identifies: directly
        sensitivity: ordinary
        fideslang: {key: user.contact.phone_number, match: exact}
        dpv: {term: "pd:TelephoneNumber", match: exact}

    Right
        # data/phone-number.yml
        name: Phone number
        summary: The number of the phone that we lend you.
        identifies: directly
        sensitivity: ordinary
        refines: Here it is always a phone that we lend.
        fideslang: {key: user.contact.phone_number, match: exact}
        dpv: {term: "pd:TelephoneNumber", match: exact}
    """
    for key, record in inspection.registry.records.items():
        if not isinstance(record, Mapped) or inspection.registry.is_common(key):
            continue
        is_there = key[1] in common_vocabulary.ids(key[0])
        if is_there and record.refines is None:
            meant = common_vocabulary.term(key).record.summary
            yield Fault(
                key,
                (),
                f"the common vocabulary has `{key[1]}` too (“{meant}”); delete this file to use that, "
                "choose another id if you mean something else, or write under `refines` why you say it in your own way",
            )
        if record.refines is not None and not is_there:
            yield Fault(
                key, ("refines",), f"the common vocabulary has no `{key[1]}` that this could refine; delete `refines`"
            )


RULE = Rule(check, Severity.ERROR)
