"""Rule `cites-no-promise`."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule, Scope


def check(inspection: Inspection) -> Iterator[Fault]:
    """A promise cites statements of the policy, and none of them says what will be done, or what will not.

    Why it matters
        The organisation would be held to something that it has not said.

    How to fix it
        Cite the statement that makes the promise. If it is the right one, correct its `kinds` in the record of the
        source. If the policy promises nothing of the kind, delete the promise.

    Wrong
        # promises/no-marketing.yml
        evidence:
          - {source: privacy-policy, statements: [scope-1]}

    Right
        # promises/no-marketing.yml
        evidence:
          - {source: privacy-policy, statements: [promise-1]}
    """
    sources = inspection.registry.sources
    for id_, promise in inspection.registry.promises.items():
        cited = [
            (index, name, sources[piece.source].statements[name])
            for index, piece in enumerate(promise.evidence)
            for name in piece.statements
        ]
        if cited and not any(kind.commits for *_, statement in cited for kind in statement.kinds):
            index, name, statement = cited[0]
            kinds = ", ".join(statement.kinds)
            message = f"`{name}` is no promise ({kinds}); cite the one that makes it, or correct the kinds of `{name}`"
            yield Fault(("promise", id_), ("evidence", index, "statements", 0), message)


RULE = Rule(check, Severity.ERROR, scope=Scope.SOUND)
