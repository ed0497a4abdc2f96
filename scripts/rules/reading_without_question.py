"""Rule `reading-without-question`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.part import Loc
from schemas.record import Record
from schemas.translation import Translation
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule


def check(inspection: Inspection) -> Iterator[Fault]:
    """No source tells of somebody, and the record states that they are there.

    Why it matters
        What we only conclude may be wrong. A page that states it says more than anybody knows.

    How to fix it
        Ask it: end the name with a question mark, and ask in the summary. If a source does tell of them, leave
        `inferred` out of its evidence.

    Wrong
        # vendors/traffic-counters.yml
        name: Companies that count visits
        evidence:
          - {source: privacy-policy, inferred: Somebody has to count the visits.}

    Right
        # vendors/traffic-counters.yml
        name: Companies that count visits?
        summary: Do companies count visits for the town?
        evidence:
          - {source: privacy-policy, inferred: Somebody has to count the visits.}
    """
    registry = inspection.registry
    for key, record in registry.records.items():
        # A source that tells of them may be in what cannot be read.
        if key in registry.salvaged or not registry.is_our_reading(key):
            continue
        said: list[tuple[Loc, Record | Translation]] = [((), record)]
        said += [(("translations", code), translation) for code, translation in record.translations.items()]
        for loc, texts in said:
            if not texts.name.endswith("?"):
                yield Fault(key, (*loc, "name"), "no source tells of this; end its name with a question mark")
            for field in ("summary", "lead"):
                text = getattr(texts, field, None)
                if text and "?" not in text:
                    message = "no source tells of this; ask it, as in `Does a company run …?`"
                    yield Fault(key, (*loc, field), message)


RULE = Rule(check, Severity.WARNING)
