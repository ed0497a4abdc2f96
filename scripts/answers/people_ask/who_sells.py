"""Is information sold, or used for ads? Of all flows that go on now, and of the cookies of those who get something."""

from __future__ import annotations

from collections.abc import Sequence

from schemas import Key
from scripts.answers import selling
from scripts.answers.label import Row, of_groups
from scripts.answers.people_ask.reply_values import (
    FLOW,
    Missing,
    Reply,
    by_times,
    few,
    flows_now,
    joined,
    keys_of,
    listed,
    missing,
)
from scripts.answers.selling import Selling
from scripts.registry import cookies
from scripts.registry.cookies import SetCookie
from scripts.registry.graph import Edge, Graph
from scripts.registry.verdicts import Subject
from scripts.words.languages import Language, Text, message, messages

MARKETING = "marketing-messages"
"""The reason of the common vocabulary to send people what sells them something."""
GUESSES = "inferred-interests"
"""The kind of information of the common vocabulary that a profile of somebody is made of."""


def reply(graph: Graph, language: Language) -> Reply:
    """Answer from the stated purposes."""
    edges = flows_now(graph)
    found = selling.of_flows(graph, edges)
    return Reply(
        _answer(graph, found, len(edges), language),
        of_groups(
            _named(graph, found, edges, language),
            [*_open(graph, found, len(edges), language), *_cookies(graph, found, language)],
            _promised(graph, language),
            foot=[language.say(FLOW), language.say("We report what the records say. This is no legal verdict.")],
        ),
        settles=_settles(graph, found, language),
    )


def _flows(subjects: Sequence[Subject]) -> list[Edge]:
    return [subject for subject in subjects if isinstance(subject, Edge)]


def _answer(graph: Graph, found: Selling, count: int, language: Language) -> Text:
    if not count:
        return language.say("No record says that anyone gets information now. So this register cannot tell.")
    yes = [
        language.say(form, who=listed(graph, (subject.receiver for subject in subjects), language))
        for form, subjects in ((_SOLD, found.sold), (_ADS, found.ads))
        if subjects
    ]
    unsaid = len(_flows(found.open))
    rest = [language.say_many(*_OPEN, count, some=unsaid)] if unsaid else []
    if yes:
        return joined([*yes, *rest], language)
    if not found.open:
        return language.say_many(
            "As far as the records say, no: in the only case, it is stated what for: neither selling nor ads.",
            "As far as the records say, no: in each of %(count)s cases, it is stated what for, and none is there to "
            "sell your data or to aim ads at you.",
            count,
        )
    if unsaid == count:
        return language.say_many(
            "Nobody has said. What the information is for is not clear in the only case.",
            "Nobody has said. What the information is for is not clear in any of %(count)s cases.",
            count,
        )
    none = language.say_many(
        "No source that we read says so: in %(some)s of %(count)s case, your data is sold or used for ads.",
        "No source that we read says so: in %(some)s of %(count)s cases, your data is sold or used for ads.",
        count,
        some=0,
    )
    return joined([none, *rest], language)


_SOLD = message("Sources say that this gets information to sell it: %(who)s.")
_ADS = message("Sources say that this uses information to aim ads at you: %(who)s.")
_OPEN = messages(
    "In %(some)s of %(count)s case, nobody has said enough to rule it out.",
    "In %(some)s of %(count)s cases, nobody has said enough to rule it out.",
)
_SAYS_SO = messages(
    "in %(some)s of %(count)s case, a source says so", "in %(some)s of %(count)s cases, a source says so"
)
_WHAT_FOR = message("What exactly the information is for")


def _named(graph: Graph, found: Selling, edges: Sequence[Edge], language: Language) -> list[Row]:
    """What a source says, with of how many flows."""
    uses: dict[Subject, frozenset[str]] = {edge: frozenset(edge.purposes) for edge in edges}
    rows = (
        ("sold", message("Sold"), _flows(found.sold)),
        ("ads", message("Used to aim ads at you"), _flows(found.ads)),
        ("marketing", message("Used to send you sales messages"), _flows(selling.used_for(graph, uses, MARKETING))),
        (
            "guesses",
            message("Guesses about you, such as what you like"),
            [edge for edge in edges if graph.carries(edge, GUESSES)],
        ),
    )
    return [
        Row(
            id_,
            language.say(head),
            language.say_many(*_SAYS_SO, len(edges), some=len(those)),
            keys=keys_of(graph, (edge.receiver for edge in those)),
        )
        for id_, head, those in rows
        if edges
    ]


def _share(some: int, count: int, language: Language) -> Text:
    return language.say_many("%(some)s of %(count)s case", "%(some)s of %(count)s cases", count, some=some)


def _open(graph: Graph, found: Selling, count: int, language: Language) -> list[Row]:
    rows = (
        ("wider", message("Used for a wide reason that may be one of these"), found.wider),
        ("concluded", message("Our own conclusion, which no source says"), found.concluded),
        ("unsaid", message("What it is for is not stated"), found.unsaid),
    )
    return [
        Row(
            id_,
            language.say(head),
            _share(len(flows), count, language),
            keys=few(keys_of(graph, by_times(graph, (edge.receiver for edge in flows)))),
            is_unsaid=True,
        )
        for id_, head, subjects in rows
        if (flows := _flows(subjects))
    ]


def _cookies(graph: Graph, found: Selling, language: Language) -> list[Row]:
    """What cookies are for, and who has not said which it sets."""
    parties = {edge.receiver for edge in flows_now(graph)}
    known = [one for one in cookies.all_set(graph.registry) if one.cookie is not None and one.receiver in parties]
    yes = [one for one in (*found.sold, *found.ads) if isinstance(one, SetCookie)]
    silent = [one for one in found.unsaid if isinstance(one, SetCookie)]
    rows = []
    if known:
        said = language.say_many(
            "%(some)s of %(count)s that a source names is for that",
            "%(some)s of %(count)s that sources name are for that",
            len(known),
            some=len(yes),
        )
        if unsaid := sum(one.cookie is not None for one in silent):
            said = language.say("%(said)s; for %(number)s it is not stated", said=said, number=unsaid)
        rows.append(Row("cookies", language.say("Cookies"), said, keys=keys_of(graph, (one.receiver for one in yes))))
    if unknown := [one.receiver for one in silent if one.cookie is None]:
        of = [party for party in parties if party in graph.registry.vendors or party in graph.registry.offices]
        said = language.say_many(
            "%(some)s of %(count)s company or office that gets something",
            "%(some)s of %(count)s companies and offices that get something",
            len(of),
            some=len(unknown),
        )
        head = language.say("Which cookies it sets is not stated")
        rows.append(Row("cookies-unsaid", head, said, is_unsaid=True))
    return rows


def _promised(graph: Graph, language: Language) -> list[Row]:
    """The promises whose rule speaks of selling, ads or sales messages."""
    purposes = graph.registry.purposes
    words = [id_ for id_ in (selling.SELLING, selling.ADS, MARKETING) if id_ in purposes]
    kinds = {kind for word in words for kind in (word, *graph.purposes.below(word))}
    named = {
        reference.key
        for kind in sorted(kinds)
        for reference in graph.registry.named_by.get(("purpose", kind), [])
        if reference.key[0] == "promise"
    }
    keys: tuple[Key, ...] = tuple(sorted(named))
    return [Row("promises", language.say("What the policy promises"), keys=keys)] if keys else []


def _settles(graph: Graph, found: Selling, language: Language) -> tuple[Missing, ...]:
    most = by_times(graph, (edge.receiver for edge in _flows(found.open)))
    return missing(language, (_WHAT_FOR, keys_of(graph, most)))
