"""The label of a promise: what the policy says, what the records say, and what is open."""

from __future__ import annotations

from collections import Counter

from schemas.promise import Promise
from scripts.answers.label import Label, Row, of_groups
from scripts.registry import promises
from scripts.registry.cookies import SetCookie
from scripts.registry.graph import Graph
from scripts.registry.verdicts import Judgement, Verdict
from scripts.words.languages import Language


def of_promise(graph: Graph, id_: str, language: Language) -> Label:
    """The label of a promise."""
    record = graph.registry.promises[id_]
    judgement = promises.judge_all(graph)[id_]
    return of_groups(
        [_verdict(graph, judgement, language)],
        [*_numbers(judgement, language), *_limits(record, language)],
        foot=[language.say("We report what the records say. This is no legal verdict.")],
    )


def _verdict(graph: Graph, judgement: Judgement, language: Language) -> Row:
    said = language.label(judgement.verdict, graph.registry.organisation.short_name)
    return Row(
        "verdict", language.say("Do the records keep it?"), said, is_unsaid=judgement.verdict == Verdict.CANNOT_TELL
    )


def _numbers(judgement: Judgement, language: Language) -> list[Row]:
    looked_at = judgement.looked_at
    counts = Counter("cookie" if isinstance(subject, SetCookie) else "flow" for subject in looked_at)
    flows = language.say_many("%(count)s case", "%(count)s cases", counts["flow"])
    cookies = language.say_many("%(count)s cookie", "%(count)s cookies", counts["cookie"])
    looked = (
        language.say("%(flows)s and %(cookies)s", flows=flows, cookies=cookies)
        if len(counts) > 1
        else (cookies if counts["cookie"] else flows)
    )
    rows = [Row("looked-at", language.say("Looked at"), looked)] if looked_at else []
    numbers = (
        ("against", language.say("Goes against it"), len(judgement.against)),
        ("before", language.say("Went against it, and is over"), len(judgement.before)),
        ("open", language.say("Open, since facts are missing"), len(judgement.doubts)),
    )
    of = max(len(looked_at), *(number for _, _, number in numbers))
    return rows + [
        Row(id_, head, language.say("%(count)s of %(all)s", count=number, all=of), is_unsaid=id_ == "open")
        for id_, head, number in numbers
        if number
    ]


def _limits(record: Promise, language: Language) -> list[Row]:
    reason = record.check.not_decidable
    head = language.say("Why no record can tell")
    return [Row("not-decidable", head, language.known(reason))] if reason else []
