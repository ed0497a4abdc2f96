"""Rule `unused-vocabulary`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas import CompanyKind, Data, People, Purpose, Source, SourceKind
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule, Scope


def check(inspection: Inspection) -> Iterator[Fault]:
    """No flow, promise or other record uses a kind of information, a purpose, a group of people or a source.

    Why it matters
        A page that leads nowhere wastes a reader's time, and a vocabulary that only grows is hard to choose from.

    How to fix it
        Use it where it fits, or delete the file.

    Wrong
        # sources/a-letter.yml
        name: A letter
        summary: Somebody wrote to us.
        is: correspondence
        url: none
        dated: 2030-02
        read: {date: 2030-02-03, extent: whole}

    Right
        # vendors/pawform.yml
        evidence:
          - {source: a-letter, note: It says that the form is theirs.}
    """
    registry = inspection.registry
    for model in (Data, Purpose, People, CompanyKind, SourceKind, Source):
        for id_ in registry.of(model):
            if (model.kind, id_) not in registry.named_by:
                yield Fault((model.kind, id_), (), f"nothing uses `{id_}`; use it where it fits, or delete the file")


RULE = Rule(check, Severity.WARNING, scope=Scope.WHOLE)
