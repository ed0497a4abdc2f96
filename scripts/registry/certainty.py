"""How sure we are that somebody is there: a source names it, a source tells of it and names none, or we conclude it.

It follows from the evidence of a record and of the flows in it, and is stored nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from schemas.evidence import Evidence, FlowFact
from schemas.party import Party
from schemas.recipient import Recipient
from schemas.record import Record
from schemas.vendor import Vendor
from schemas.words import Word, is_stated


class Certainty(Word):
    """How sure we are that somebody is there."""

    NAMED = "named", "A source names it"
    TOLD_OF = "told-of", "A source tells of it, and gives no name"
    OUR_READING = "our-reading", "No source says so: it is our reading"


def of(record: Record) -> Certainty:
    """How sure we are that a party, or a group of people, is there.

    Of what has a name, one source that tells of it is enough. Without a name, an `inferred` in the record's own
    evidence says that we only conclude that somebody is there. So it is too if no source says that a flow leads there.
    """
    flows = record.flows.values() if isinstance(record, Party) else ()
    of_flows = [[piece for piece in flow.evidence if piece.is_for(FlowFact.WHO)] for flow in flows]
    if has_name(record):
        pieces: Sequence[Evidence] = record.evidence or [piece for evidence in of_flows for piece in evidence]
        return Certainty.NAMED if not pieces or any(map(_is_told, pieces)) else Certainty.OUR_READING
    told = all(map(_is_told, record.evidence)) and (not of_flows or any(map(_tells, of_flows)))
    return Certainty.TOLD_OF if told and (record.evidence or of_flows) else Certainty.OUR_READING


def has_name(record: Record) -> bool:
    """Whether a record is about one body, or one group, whose name is known."""
    match record:
        case Vendor():
            return is_stated(record.identity)
        case Recipient():
            return record.identity is None or is_stated(record.identity)
        case _:
            return True


def _is_told(piece: Evidence) -> bool:
    return piece.inferred is None


def _tells(evidence: Iterable[Evidence]) -> bool:
    return any(map(_is_told, evidence))
