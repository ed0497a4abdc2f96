"""Graph → a verdict for each duty that comes with a vendor's product, in the same words as for promises."""

from __future__ import annotations

from schemas.duty import Duty
from schemas.words import is_none, is_stated
from scripts.registry.graph import Graph
from scripts.registry.promises import Judge
from scripts.registry.verdicts import Judgement, Verdict

DutyKey = tuple[str, str]
"""A duty by the id of its vendor and its own name, such as ("acme", "link-its-terms")."""


def judge_all(graph: Graph) -> dict[DutyKey, Judgement]:
    """The verdict of every duty of the vendors that have not ended."""
    return graph.worked_out(_judge_all)


def _judge_all(graph: Graph) -> dict[DutyKey, Judgement]:
    judge = graph.worked_out(Judge)
    return {
        (vendor, name): _judge(judge, duty)
        for vendor, record in graph.registry.vendors.items()
        if not record.status.ended
        for name, duty in record.duties.items()
    }


def _judge(judge: Judge, duty: Duty) -> Judgement:
    if duty.check is not None:
        return judge.judge(duty.check, duty.evidence)
    if not is_stated(duty.done):
        return Judgement(Verdict.CANNOT_TELL)
    if is_none(duty.done):
        return Judgement(Verdict.BROKEN)
    return Judgement(Verdict.KEPT if seen_in(duty) else Verdict.UNCONFIRMED)


def seen_in(duty: Duty) -> tuple[str, ...]:
    """The sources other than the terms in which it is seen that a duty is done. A conclusion of somebody is none."""
    asked = {piece.source for piece in duty.evidence}
    done = duty.done if isinstance(duty.done, tuple) else ()
    return tuple(str(piece.source) for piece in done if piece.source not in asked and piece.inferred is None)
