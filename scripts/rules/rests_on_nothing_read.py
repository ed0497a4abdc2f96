"""Rule `rests-on-nothing-read`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from schemas import Key
from schemas.evidence import Evidence
from schemas.part import Loc
from schemas.source import Extent
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule, Scope


def check(inspection: Inspection) -> Iterator[Fault]:
    """A claim rests on nothing but sources that nobody has read.

    Why it matters
        An address alone says nothing. Whoever looks it up may find that the page says something else.

    How to fix it
        Read the source, and write in its record how much of it was read. If nobody can, name another source. If you
        conclude it from what is known about the source, say why under `inferred`.

    Wrong
        # vendors/pawform.yml
        evidence:
          - {source: records-law, note: It says that pets need a license.}

    Right
        # vendors/pawform.yml
        evidence:
          - {source: records-law, inferred: Its name says that there is a law on records.}
    """
    registry = inspection.registry
    lists: dict[tuple[Key, Loc], list[Evidence]] = defaultdict(list)
    for key, loc, piece in registry.evidence:
        lists[key, loc[:-1]].append(piece)
    resting: dict[str, list[tuple[Key, Loc]]] = defaultdict(list)
    for (key, loc), pieces in lists.items():
        if all(
            piece.inferred is None and registry.sources[piece.source].read.extent == Extent.NOT_READ for piece in pieces
        ):
            resting[str(pieces[0].source)].append((key, loc))
    remedy = "read it, name another, or say under `inferred` why you think so"
    for source, claims in resting.items():
        if len(claims) == 1:
            [(key, loc)] = claims
            yield Fault(key, (*loc, 0, "source"), f"nobody has read `{source}`, on which this rests; {remedy}")
        else:
            # Then it is the source that has to be read, and not each claim that is at fault.
            message = f"nobody has read this, and {len(claims)} claims rest on it alone"
            yield Fault(("source", source), ("read", "extent"), f"{message}; read it, or name other sources for them")


RULE = Rule(check, Severity.WARNING, scope=Scope.SOUND)
