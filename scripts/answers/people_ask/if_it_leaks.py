"""What if a company has a leak? Who must be told, and what could come out."""

from __future__ import annotations

from collections.abc import Sequence

from schemas.words import is_stated
from scripts.answers.label import Row, of_groups
from scripts.answers.people_ask.reply_values import (
    FLOW,
    WHICH_INFORMATION,
    Fold,
    Line,
    Reply,
    folds,
    holders,
    joined,
    keys_of,
    missing,
)
from scripts.registry import grades
from scripts.registry.graph import Exposure, Graph
from scripts.words import sentences
from scripts.words.languages import Language, Text

MOST_KINDS = 6
"""How many kinds of information a line names: the most harmful of them."""

MOST_TOLD = 2
"""How many of those who must be told the answer names."""


def reply(graph: Graph, language: Language) -> Reply:
    """Answer from what companies have got, and from what the organisation's record reports of laws and rules."""
    exposed = {id_: graph.exposed_by(id_) for id_ in holders(graph)}
    order = sorted(exposed, key=lambda id_: _harm(graph, exposed[id_]), reverse=True)
    sensitive = [id_ for id_ in order if _worst(graph, exposed[id_].data)]
    silent = [id_ for id_ in order if exposed[id_].unknown]
    return Reply(
        _answer(graph, len(exposed), len(sensitive), language),
        of_groups(
            _notices(graph, language),
            _counts(len(sensitive), len(silent), len(exposed), language),
            foot=[
                language.say(FLOW),
                language.say("We report this. We do not say what the law asks for in a given case."),
            ],
        ),
        folds(
            Fold(
                "companies",
                language.say_many(
                    "What could come out of %(count)s company",
                    "What could come out of each of %(count)s companies",
                    len(order),
                ),
                tuple(_line(graph, id_, exposed[id_], language) for id_ in order),
            )
        ),
        missing(language, (WHICH_INFORMATION, keys_of(graph, silent))),
    )


def _worst(graph: Graph, kinds: Sequence[str]) -> list[str]:
    data = graph.registry.data
    return [id_ for id_ in kinds if data[id_].is_sensitive]


def _harm(graph: Graph, exposure: Exposure) -> tuple[tuple[int, int], int]:
    harm = [grades.harm(graph.registry.data[id_]) for id_ in exposure.data]
    return max(harm, default=(-1, 0)), len(harm)


def _line(graph: Graph, id_: str, exposure: Exposure, language: Language) -> Line:
    data = graph.registry.data
    kinds = sorted(exposure.data, key=lambda kind: grades.harm(data[kind]), reverse=True)
    said = Text(())
    if more := len(kinds) - MOST_KINDS:
        said = language.say_many("%(count)s more kind", "%(count)s more kinds", more) if more > 0 else said
    if exposure.unknown:
        unsaid = language.say_many(
            "not stated what it gets in %(some)s of %(count)s case",
            "not stated what it gets in %(some)s of %(count)s cases",
            len(exposure.edges),
            some=len(exposure.unknown),
        )
        said = language.say("%(one)s; %(other)s", one=said, other=unsaid) if said else unsaid
    return Line(("vendor", id_), said, tuple(("data", kind) for kind in kinds[:MOST_KINDS]))


def _notices(graph: Graph, language: Language) -> list[Row]:
    notices = graph.registry.organisation.breach_notices
    if not isinstance(notices, tuple):
        head, said = language.say("Who must be told"), language.say("not stated")
        return [Row("notices", head, said, is_unsaid=True)]
    unsaid = language.say("not stated")
    return [
        Row(
            "notice",
            language.say("Must be told"),
            language.say(
                "%(who)s; when: %(when)s", who=notice.tell, when=notice.when if is_stated(notice.when) else unsaid
            ),
        )
        for notice in notices
    ]


def _counts(sensitive: int, silent: int, count: int, language: Language) -> list[Row]:
    def said(some: int) -> Text:
        return language.say_many("%(some)s of %(count)s company", "%(some)s of %(count)s companies", count, some=some)

    if not count:
        return []
    return [
        Row("sensitive", language.say("Got sensitive facts"), said(sensitive)),
        Row("silent", language.say("Not all that it got is stated"), said(silent), is_unsaid=bool(silent)),
    ]


def _answer(graph: Graph, count: int, sensitive: int, language: Language) -> Text:
    notices = graph.registry.organisation.breach_notices
    if isinstance(notices, tuple):
        who = sentences.some([notice.tell for notice in notices], MOST_TOLD, language, sentences.OTHERS)
        law = language.say("Sources say that these must be told of a leak: %(who)s.", who=who)
    else:
        law = language.say("No record says who would have to be told of a leak.")
    if not count:
        return law
    out = language.say_many(
        "Of %(count)s company that gets or got something, %(some)s got sensitive facts, as far as the records say.",
        "Of %(count)s companies that get or got something, %(some)s got sensitive facts, as far as the records say.",
        count,
        some=sensitive,
    )
    return joined([law, out], language)
