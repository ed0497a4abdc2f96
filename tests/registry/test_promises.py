"""Verdicts: sound against every way to complete a registry, and right on the small city.

The proof by brute force: a random registry with facts missing and a random promise are judged; then every way
to state the missing facts is tried, and judged by a second reader that knows only true and false. What the
first reader calls kept, the second must find kept in all of them; what it calls broken, broken in all of them.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import Data, Office, People, Purpose, Recipient, Service, Vendor
from schemas.evidence import Evidence
from schemas.flow import Flow
from schemas.party import Cookie
from schemas.promise import Check, Selector, Side
from schemas.record import State
from scripts.registry import promises, registry
from scripts.registry.graph import Graph
from scripts.registry.promises import Judge
from scripts.registry.registry import Registry
from scripts.registry.settling import Settlings
from scripts.registry.verdicts import Judgement, Verdict
from tests.conftest import CITY, check, overlay

TERM: dict[str, Any] = {"name": "X", "summary": "X.", "sensitivity": "ordinary", "fideslang": "none", "dpv": "none"}
CHECKED: dict[str, Any] = {"name": "X", "summary": "X.", "reviewed": "not-stated"}
IN_USE = {"is": "in-use", "since": "not-stated"}
# A wide word with two below it, and one beside it, in each tree.
DATA = {
    "wide": ("directly", None),
    "one": ("directly", "wide"),
    "two": ("nobody", "wide"),
    "other": ("indirectly", None),
}
PURPOSES = {"help": None, "reply": "help", "send": "help", "sell": None}
PEOPLE = {"anyone": None, "payer": "anyone", "visitor": "anyone"}
SCHEDULES = [
    {"schedule": "not-stated", "series": "not-stated", "length": length} for length in ("not-stated", "P10D", "P1Y")
]
LEAVES = {"data": ("one", "two", "other"), "purposes": ("reply", "send", "sell"), "about": ("payer", "visitor")}
BELOW = {"wide": ("one", "two"), "help": ("reply", "send"), "anyone": ("payer", "visitor")}
COLLECTED = ("given", "automatic", "passed-on", "derived", "public")
CHOICE = ("required", "optional")
RETENTION = ("none", "P10D", "P2M", "P1Y")
AFTER = ("while it is open, then P10D", "while it is open, then P2M")
LIFETIMES = ("visit", "P10D", "P2M", "P1Y")
STATES = ("planned", "in-use", "paused", "ended")
FACTS = ("who", "data", "purposes", "about", "collected", "choice", "retention", "authority", "service")
POLICY = Evidence.model_validate({"source": "policy"})
"""Where the promises are made."""


def town(flows: list[dict[str, Any]], cookies: Any = "none", firm: str = "in-use") -> Graph:
    """A town with two offices, a vendor and a recipient, and these flows, each in the file of its receiver.

    The vendor sets the cookies, and is planned, in use, paused or over.
    """
    by_receiver: dict[str, dict[str, Any]] = {"city": {}, "desk": {}, "firm": {}, "public": {}}
    for number, flow in enumerate(flows):
        # No two flows of one receiver say the same, so each has been as it is since another year.
        status = {**flow["status"], "since": f"{2000 + number}"}
        by_receiver[flow["to"]][f"flow-{number}"] = {
            key: value for key, value in {**flow, "status": status}.items() if key != "to"
        }
    links = {"home": "not-stated", "privacy": "not-stated", "terms": "not-stated"}
    vendor = {"identity": "known", "legal_name": "not-stated", "kinds": ["forms"], "role": "not-stated", "links": links}
    vendor |= {"cookies": cookies, "contract": "not-stated", "status": {"is": firm, "since": "not-stated"}}
    service = {"action": "do it", "page": "not-stated", "offices": "not-stated", "other_ways": "not-stated"}
    base = {**CHECKED, "status": IN_USE}
    records: dict[tuple[str, str], Any] = {
        ("office", "city"): Office.model_validate({**base, "is": "whole", "flows": by_receiver["city"]}),
        ("office", "desk"): Office.model_validate(
            {**base, "is": "team", "part_of": "city", "flows": by_receiver["desk"]}
        ),
        ("vendor", "firm"): Vendor.model_validate({**base, **vendor, "flows": by_receiver["firm"]}),
        ("recipient", "public"): Recipient.model_validate({**base, "is": "public", "flows": by_receiver["public"]}),
        ("service", "pay"): Service.model_validate({**base, **service}),
        ("service", "ask"): Service.model_validate({**base, **service}),
    }
    for id_, (identifies, parent) in DATA.items():
        records["data", id_] = Data.model_validate(
            {**TERM, "identifies": identifies, **({"part_of": parent} if parent else {})}
        )
    for id_, parent in PURPOSES.items():
        records["purpose", id_] = Purpose.model_validate({**TERM, **({"part_of": parent} if parent else {})})
    for id_, parent in PEOPLE.items():
        records["people", id_] = People.model_validate({**TERM, **({"part_of": parent} if parent else {})})
    return Graph(Registry(records=records))


# --- random registries and promises ----------------------------------------------------------------------------


def some(words: tuple[str, ...], most: int = 2) -> st.SearchStrategy[list[str]]:
    """One or two of these words."""
    return st.lists(st.sampled_from(words), min_size=1, max_size=most, unique=True)


@st.composite
def evidence(draw: st.DrawFn, facts: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """Up to two pieces of evidence, from the policy or elsewhere; some only for some facts, some a conclusion."""
    pieces = []
    for source in draw(st.lists(st.sampled_from(["policy", "page"]), max_size=2)):
        piece: dict[str, Any] = {"source": source}
        if draw(st.booleans()):
            piece["inferred"] = "We think so."
        if draw(st.booleans()) and facts:
            piece["for"] = draw(some(facts, most=3))
        if piece not in pieces:
            pieces.append(piece)
    return pieces


@st.composite
def flow(draw: st.DrawFn, most_missing: int = 2) -> dict[str, Any]:
    """A flow in which up to two facts are not stated."""
    sender = draw(st.sampled_from(["payer", "anyone", "city", "firm"]))
    words: dict[str, Any] = {
        "service": draw(st.sampled_from(["pay", "ask", "any"])),
        "from": sender,
        "to": draw(st.sampled_from(["city", "desk", "firm", "public"])),
        "data": draw(some(tuple(DATA))),
        "purposes": draw(some(tuple(PURPOSES))),
        "collected": draw(st.sampled_from(COLLECTED)),
        "choice": draw(st.sampled_from([*CHOICE, "none"])),
        "retention": draw(st.sampled_from([*RETENTION, *AFTER, *SCHEDULES])),
        "status": {"is": draw(st.sampled_from(STATES)), "since": "not-stated"},
        "evidence": draw(evidence(FACTS)),
    }
    if sender not in PEOPLE:
        words["about"] = draw(st.one_of(some(tuple(PEOPLE)), st.just("none")))
    may_be_missing = ["data", "purposes", "collected", "choice", "about", "retention", "status"]
    for key in draw(st.lists(st.sampled_from(may_be_missing), max_size=most_missing)):
        if key == "status":
            words["status"] = {"is": "not-stated", "since": "not-stated"}
        elif key in words:
            words[key] = "not-stated"
    return words


@st.composite
def cookie(draw: st.DrawFn) -> dict[str, Any]:
    """A cookie of which some facts may not be stated."""
    return {
        "name": "not-stated",
        "purposes": draw(st.one_of(some(tuple(PURPOSES)), st.just("not-stated"))),
        "lifetime": draw(st.sampled_from([*LIFETIMES, "not-stated"])),
        "evidence": draw(evidence()),
    }


def cookies() -> st.SearchStrategy[Any]:
    """The cookies of a party: some, none, or nobody has said which."""
    return st.one_of(st.lists(cookie(), min_size=1, max_size=2, unique_by=str), st.sampled_from(["none", "not-stated"]))


@st.composite
def selector(draw: st.DrawFn) -> dict[str, Any]:
    """A selector with one to three lines."""
    lines: dict[str, st.SearchStrategy[list[str]]] = {
        "people": some(tuple(PEOPLE)),
        "from": some(("payer", "anyone", "city", "firm")),
        "from_is": some(tuple(side.value for side in Side)),
        "to": some(("city", "desk", "firm", "public")),
        "to_is": some(tuple(side.value for side in Side)),
        "data": some(tuple(DATA)),
        "identifies": some(("directly", "indirectly", "nobody")),
        "purposes": some(tuple(PURPOSES)),
        "collected": some(COLLECTED),
        "choice": some(CHOICE),
        "service": some(("pay", "ask")),
        "kept_at_most": st.sampled_from(["P9D", "P60D", "P1Y"]),
    }
    chosen = draw(st.lists(st.sampled_from(sorted(lines)), min_size=1, max_size=3, unique=True))
    return {line: draw(lines[line]) for line in chosen}


@st.composite
def rule(draw: st.DrawFn) -> Check:
    """A rule of any kind, now and then with an exception."""
    kind = draw(st.sampled_from(["forbid", "only", "require", "exists"]))
    unless = {"except": draw(selector())} if draw(st.booleans()) else {}
    if kind == "forbid":
        return Check.model_validate({"forbid": {"where": draw(selector()), **unless}})
    if kind == "only":
        return Check.model_validate({"only": {"where": draw(selector()), "allow": draw(selector()), **unless}})
    if kind == "require":
        return Check.model_validate({"require": {"where": draw(selector()), "need": draw(selector()), **unless}})
    return Check.model_validate({"require": {"need": draw(selector())}})


# --- every way to complete a flow, and a reader that knows only true and false -----------------------------------


def subsets(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Every choice of at least one of these words."""
    return [part for size in range(1, len(words) + 1) for part in itertools.combinations(words, size)]


def narrowings(key: str, value: Any) -> list[Any]:
    """What a list of words may turn out to mean, in the narrowest words."""
    if value == "not-stated":
        return [*subsets(LEAVES[key]), *(["none"] if key == "about" else [])]
    if value == "none":
        return ["none"]
    ways = [subsets(BELOW[word]) if word in BELOW else [(word,)] for word in value]
    return [tuple(sorted(set(itertools.chain(*way)))) for way in itertools.product(*ways)]


def kept(retention: Any) -> Iterator[str]:
    """Every length of time that this may turn out to be."""
    if isinstance(retention, dict):
        retention = retention["length"]
    if retention in AFTER:  # the time before may be as short as nothing
        at_least = DAYS_AT_MOST[retention.rpartition(" ")[2]]
        yield from (length for length in RETENTION if DAYS_AT_MOST[length] >= at_least)
    else:
        yield from RETENTION if retention == "not-stated" else [retention]


DAYS_AT_MOST = {"none": 0, "visit": 0, "P10D": 10, "P2M": 62, "P1Y": 366}
"""The longest that each can last, by the calendar."""
LIMITS = {"P9D": 9, "P60D": 60, "P1Y": 366}


def states(state: str) -> tuple[str, ...]:
    """Every state that this may turn out to be."""
    return STATES if state == "not-stated" else (state,)


def completions(words: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every flow that this one may turn out to be once all is stated."""
    about = words["about"] if "about" in words else [words["from"]]
    whole = {
        "data": narrowings("data", words["data"]),
        "purposes": narrowings("purposes", words["purposes"]),
        "about": narrowings("about", about),
        "collected": COLLECTED if words["collected"] == "not-stated" else [words["collected"]],
        "choice": [*CHOICE, "none"] if words["choice"] == "not-stated" else [words["choice"]],
        "retention": list(kept(words["retention"])),
        "state": states(words["status"]["is"]),
    }
    for values in itertools.product(*whole.values()):
        yield {**words, **dict(zip(whole, values, strict=True))}


def completed_cookies(said: Any, firm: str, flows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any] | None]]:
    """For each cookie of the firm, everything that it may turn out to be; None if it may turn out not to be there."""
    met = [
        words["service"]
        for words in flows
        if words["to"] == "firm" and words["from"] in PEOPLE and words["collected"] in {"automatic", "not-stated"}
    ]
    unknown = {"purposes": "not-stated", "lifetime": "not-stated", "evidence": []}
    for one in [unknown] if said == "not-stated" else [] if said == "none" else said:
        lifetimes = LIFETIMES if one["lifetime"] == "not-stated" else [one["lifetime"]]
        whole = itertools.product(
            narrowings("purposes", one["purposes"]), lifetimes, met or ["pay", "ask", "else"], states(firm)
        )
        fixed = {
            "cookie": True,
            "from": "(visitor)",
            "to": "firm",
            "collected": "automatic",
            "evidence": one["evidence"],
        }
        yield [
            *([None] if one is unknown else []),
            *(
                {**fixed, "purposes": purposes, "retention": lifetime, "service": service, "state": state}
                for purposes, lifetime, service, state in whole
            ),
        ]


PARENT = {**{id_: parent for id_, (_, parent) in DATA.items()}, **PURPOSES, **PEOPLE, "desk": "city"}
KIND = {"city": "the-organisation", "desk": "the-organisation", "firm": "vendor", "public": "recipient"}


OF_COOKIES = {"to", "to_is", "from_is", "service", "purposes", "collected", "kept_at_most"}
"""The lines of a selector that speak of what a cookie has."""
SCOPE = {"people", "from", "from_is", "to", "to_is", "service"}
"""The lines that say of which flows a promise speaks."""


def within(word: str, chosen: list[str]) -> bool:
    """Whether a word is one of those chosen, or below one."""
    return word in chosen or (bool(PARENT.get(word)) and within(str(PARENT[word]), chosen))


def on_side(party: str, sides: list[str]) -> bool:
    """Whether a party stands on one of these sides."""
    kind = KIND.get(party, "people")
    return kind in sides or ("anyone-else" in sides and kind != "the-organisation")


def fits(lines: dict[str, Any], words: dict[str, Any], quantifier: Any) -> bool:
    """Whether a complete flow fits a selector; `quantifier` is `any` or `all` over what it carries."""
    if words.get("cookie") and not set(lines) <= OF_COOKIES:
        return False
    about = () if words.get("about", "none") == "none" else words["about"]
    tests: dict[str, Callable[[list[str]], bool]] = {
        "people": lambda chosen: quantifier(within(word, chosen) for word in about),
        "from": lambda chosen: within(words["from"], chosen),
        "from_is": lambda chosen: on_side(words["from"], chosen),
        "to": lambda chosen: within(words["to"], chosen),
        "to_is": lambda chosen: on_side(words["to"], chosen),
        "purposes": lambda chosen: quantifier(within(word, chosen) for word in words["purposes"]),
        "collected": lambda chosen: words["collected"] in chosen,
        "choice": lambda chosen: words["choice"] in chosen,
        "service": lambda chosen: words["service"] in {*chosen, "any"},
        "kept_at_most": lambda limit: DAYS_AT_MOST[words["retention"]] <= LIMITS[str(limit)],
    }
    about_data = {line: lines[line] for line in ("data", "identifies") if line in lines}

    def such(kind: str) -> bool:
        return ("data" not in about_data or within(kind, about_data["data"])) and (
            "identifies" not in about_data or DATA[kind][0] in about_data["identifies"]
        )

    if about_data and not quantifier(such(kind) for kind in words["data"]):
        return False
    return all(tests[line](chosen) for line, chosen in lines.items() if line in tests)


def lines_of(selector: Selector | None) -> dict[str, Any]:
    """A selector as it is written."""
    return selector.model_dump(mode="json", by_alias=True, exclude_none=True) if selector else {}


def parts(check_: Check) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """What a rule looks at, what must be so of that, and what is left out."""
    one = check_.forbid or check_.only or check_.require
    assert one is not None
    must = check_.only.allow if check_.only else check_.require.need if check_.require else None
    return lines_of(one.where), lines_of(must), lines_of(one.unless)


def exists(check_: Check) -> bool:
    """Whether a rule asks for a flow."""
    return bool(check_.require and check_.require.where is None)


def is_spoken_of(check_: Check, words: dict[str, Any], lines: dict[str, Any]) -> bool:
    """Whether a rule speaks of something complete that has happened, and that fits these lines of `where`."""
    where, must, unless = parts(check_)
    if words["state"] == "planned" or (words.get("cookie") and not {*where, *must} <= OF_COOKIES):
        return False
    return fits(lines, words, any) and not (unless and fits(unless, words, any))


def breaks(check_: Check, words: dict[str, Any] | None) -> str:
    """Whether something complete goes against a promise: `now`, `before`, or not at all."""
    if words is None or not is_spoken_of(check_, words, parts(check_)[0]):
        return ""
    must = parts(check_)[1]
    if check_.only and fits(must, words, all):
        return ""
    if check_.require and fits(must, words, any):
        return ""
    return "before" if words["state"] == "ended" else "now"


def is_asked_for(check_: Check, words: dict[str, Any]) -> bool:
    """Whether a complete flow is the one that must exist."""
    return words["state"] == "in-use" and fits(parts(check_)[1], words, any)


def said_elsewhere(words: dict[str, Any], line: str) -> bool:
    """Whether another source than the policy states what a line asks for, and nobody has merely concluded it."""
    fact = {"identifies": "data", "kept_at_most": "retention", "people": "about"}.get(line, line)
    if fact in SCOPE or (fact == "about" and words["from"] in PEOPLE):
        fact = "who"
    return any(
        piece["source"] != "policy" and "inferred" not in piece and fact in piece.get("for", FACTS)
        for piece in words["evidence"]
    )


def is_compared(check_: Check, words: dict[str, Any]) -> bool:
    """Whether something complete that keeps a promise does so by a fact that another source states."""
    where, must, _ = parts(check_)
    if exists(check_):
        return is_asked_for(check_, words) and all(said_elsewhere(words, line) for line in must)
    if check_.forbid:
        scope = {line: value for line, value in where.items() if line in SCOPE}
        data = {line: value for line, value in where.items() if line in {"data", "identifies"}}
        told = [data, *({line: where[line]} for line in where if line not in {*scope, *data})]
        return is_spoken_of(check_, words, scope) and any(
            one and not fits(one, words, any) and said_elsewhere(words, next(iter(one))) for one in told
        )
    return is_spoken_of(check_, words, where) and all(said_elsewhere(words, line) for line in must)


def over_with(firm: str, words: dict[str, Any]) -> dict[str, Any]:
    """A flow as it is if the state of the firm is this: what ends, ends its flows, but for those still to come."""
    is_over = firm == State.ENDED and "firm" in {words["from"], words["to"]}
    is_over = is_over and words["status"]["is"] != State.PLANNED
    return words | {"status": {"is": "ended", "since": "not-stated"}} if is_over else words


HOLDS = {Verdict.KEPT, Verdict.UNCONFIRMED}


@given(st.lists(flow(), min_size=1, max_size=2), cookies(), st.sampled_from([*STATES, "not-stated"]), rule())
def test_a_verdict_holds_however_the_missing_facts_turn_out(
    flows: list[dict[str, Any]], set_: Any, firm: str, check_: Check
) -> None:
    """Kept stays kept, broken stays broken, and what went against it once did so in every completion."""
    verdict = Judge(town(flows, set_, firm)).judge(check_, [POLICY]).verdict
    whole = [list(completions(over_with(firm, words))) for words in flows]
    if exists(check_):
        found = [{is_asked_for(check_, words) for words in one} for one in whole]
        assert verdict not in HOLDS or {True} in found
        assert verdict != Verdict.BROKEN or all(one == {False} for one in found)
        return
    ways: list[Sequence[dict[str, Any] | None]] = [*whole, *completed_cookies(set_, firm, flows)]
    outcomes = [{breaks(check_, words) for words in one} for one in ways]
    assert verdict not in HOLDS or all(one == {""} for one in outcomes)
    assert verdict != Verdict.BROKEN or {"now"} in outcomes
    assert verdict != Verdict.BROKEN_BEFORE or {"before"} in outcomes


@st.composite
def stated_flow(draw: st.DrawFn) -> dict[str, Any]:
    """A flow of which every fact is stated, in the narrowest words."""
    words = draw(flow(most_missing=0))
    words |= {"data": draw(some(LEAVES["data"])), "purposes": draw(some(LEAVES["purposes"]))}
    words |= {"retention": draw(st.sampled_from(RETENTION))}
    words |= {end: "desk" for end in ("from", "to") if words[end] == "city"}
    if words["from"] in PEOPLE:
        words["from"] = draw(st.sampled_from(LEAVES["about"]))
    elif words["about"] != "none":
        words["about"] = draw(some(LEAVES["about"]))
    return words


@st.composite
def stated_cookie(draw: st.DrawFn) -> dict[str, Any]:
    """A cookie of which every fact is stated, in the narrowest words."""
    purposes, lifetime = draw(some(LEAVES["purposes"])), draw(st.sampled_from(LIFETIMES))
    return {**draw(cookie()), "purposes": purposes, "lifetime": lifetime}


PAGE_OPENS = {
    "service": "pay",
    "from": "payer",
    "to": "firm",
    "data": ["one"],
    "purposes": ["sell"],
    "choice": "none",
    "collected": "automatic",
    "retention": "none",
    "status": {"is": "planned", "since": "not-stated"},
}
"""A flow that has not happened yet, and says in which service the cookies of the firm are met."""


@given(st.lists(stated_flow(), max_size=2), st.lists(stated_cookie(), max_size=1), st.sampled_from(STATES), rule())
def test_when_every_fact_is_stated_there_is_a_verdict(
    flows: list[dict[str, Any]], set_: list[dict[str, Any]], firm: str, check_: Check
) -> None:
    """With nothing missing the reader decides, and decides as the second reader does."""
    for words in flows:
        if words["to"] == "firm" and words["collected"] == "automatic":
            words["service"] = "pay"
    judgement = Judge(town([*flows, PAGE_OPENS], set_ or "none", firm)).judge(check_, [POLICY])
    whole = [next(completions(over_with(firm, words))) for words in flows]
    if exists(check_):
        is_broken, was_broken = not any(is_asked_for(check_, words) for words in whole), False
    else:
        whole += [words for ways in completed_cookies(set_, firm, [PAGE_OPENS]) for words in ways if words]
        outcomes = {breaks(check_, words) for words in whole}
        is_broken, was_broken = "now" in outcomes, "before" in outcomes
    compared = any(is_compared(check_, words) for words in whole)
    held = Verdict.KEPT if compared else Verdict.UNCONFIRMED
    assert judgement.verdict == (Verdict.BROKEN if is_broken else Verdict.BROKEN_BEFORE if was_broken else held)
    assert bool(judgement.compared) == (judgement.verdict == Verdict.KEPT)


# --- the small city --------------------------------------------------------------------------------------------


def test_the_promises_of_the_small_city(graph: Graph) -> None:
    """Worked out by hand: see the rule of each promise and the flows that it speaks of."""
    assert {id_: judged.verdict.value for id_, judged in promises.judge_all(graph).items()} == {
        "cards-are-a-must": "kept",
        "no-marketing": "cannot-tell",
        "only-contact-details-for-pets": "cannot-tell",
        "safe-keeping": "not-decidable",
    }


def test_a_doubt_names_the_fact_that_stands_in_the_way(graph: Graph) -> None:
    """Nobody says what the banks use settlements for."""
    doubts = promises.judge_all(graph)["no-marketing"].doubts
    assert ("card-banks/settlements", ("purposes",)) in [(doubt.subject.id, doubt.facts) for doubt in doubts]


@pytest.mark.parametrize(("purpose", "verdict"), [("marketing", "broken"), ("count-visits", "kept")])
def test_stating_the_missing_fact_settles_it(tmp_path: Path, purpose: str, verdict: str) -> None:
    """Once every purpose is stated, and that nobody else sets cookies, the promise is broken or kept."""
    overlay(tmp_path, CITY)
    for path in sorted(tmp_path.rglob("*.yml")):
        text = path.read_text(encoding="utf-8")
        stated = text.replace("purposes: not-stated", f"purposes: [{purpose}]")
        path.write_text(stated.replace("\ncookies: not-stated", "\ncookies: none"), encoding="utf-8")
    read, _ = registry.read(tmp_path)
    assert promises.judge_all(Graph(read))["no-marketing"].verdict == verdict
    found = {finding.rule for finding in check(tmp_path)}
    assert ("broken-promise" in found) == (verdict == "broken")


def judged_with(city: Registry, vendor: str, promise: str, **said: Any) -> Judgement:
    """The verdict on a promise of the small city once the record of a vendor says something else."""
    changed = city.vendors[vendor].model_copy(update=said)
    graph = Graph(Registry({**city.records, ("vendor", vendor): changed}, city.documents))
    return promises.judge_all(graph)[promise]


def flow_with(city: Registry, id_: str, **said: Any) -> dict[str, Flow]:
    """A flow of the small city that says something else, as the only one of its receiver."""
    written = city.flows[id_][1].model_dump(mode="json", by_alias=True, exclude_none=True)
    return {id_.partition("/")[2]: Flow.model_validate(written | said)}


SAID_BY = {"policy": {"source": "privacy-policy"}, "page": {"source": "town-tax-page"}}
"""The source in which the promise is made, and another one."""


@pytest.mark.parametrize(
    ("pieces", "verdict"),
    [
        ([SAID_BY["page"]], "kept"),
        ([SAID_BY["policy"]], "unconfirmed"),
        ([SAID_BY["page"] | {"inferred": "We think so."}], "unconfirmed"),
        ([SAID_BY["policy"], SAID_BY["page"] | {"for": ["retention", "service"]}], "unconfirmed"),
        ([SAID_BY["policy"], SAID_BY["page"] | {"for": ["data", "choice"]}], "kept"),
    ],
)
def test_the_sentence_that_makes_a_promise_does_not_keep_it(
    city: Registry, pieces: list[dict[str, Any]], verdict: str
) -> None:
    """It takes another source that states what was compared, and nobody may have merely concluded it."""
    flows = flow_with(city, "tillhouse/property-tax", evidence=pieces)
    found = judged_with(city, "tillhouse", "cards-are-a-must", flows=flows)
    assert found.verdict == verdict
    assert {one.fact for one in found.compared} == ({"data", "choice"} if verdict == "kept" else set())


def test_a_breach_in_the_past_keeps_its_time(city: Registry) -> None:
    """It is no fault of the records, and it does not vanish when the flow ends."""
    flows = flow_with(city, "oldcount/visits", purposes=["marketing"])
    found = judged_with(city, "oldcount", "no-marketing", flows=flows)
    assert (found.verdict, found.against) == (Verdict.BROKEN_BEFORE, ())
    assert [(over.subject.id, over.until) for over in found.before] == [("oldcount/visits", "2028-06")]


def test_what_is_planned_has_not_happened(city: Registry) -> None:
    """It is not even looked at."""
    planned = {"is": "planned", "since": "not-stated"}
    flows = flow_with(city, "pawform/pet-form", purposes=["marketing"], status=planned)
    found = judged_with(city, "pawform", "no-marketing", flows=flows)
    assert found.verdict == Verdict.CANNOT_TELL
    assert "pawform/pet-form" not in {subject.id for subject in found.looked_at}


def test_a_cookie_can_break_a_promise(city: Registry) -> None:
    """One that is for marketing goes against a promise that nothing is."""
    for_ads = Cookie.model_validate({"name": "till_ads", "purposes": ["marketing"], "lifetime": "P1Y"})
    found = judged_with(city, "tillhouse", "no-marketing", cookies=(for_ads,))
    assert (found.verdict, [one.id for one in found.against]) == (Verdict.BROKEN, ["tillhouse/cookies/1"])


def test_facts_for_which_most_promises_wait_come_first() -> None:
    """Two promises wait for the purposes of one flow, one of them for those of another flow too."""
    missing = {"purposes": "not-stated", "evidence": []}
    base: dict[str, Any] = {"service": "pay", "from": "payer", "data": ["one"], "collected": "given", "choice": "none"}
    base |= {"retention": "none", "status": IN_USE, **missing}
    graph_ = town(
        [base | {"to": "firm"}, base | {"to": "public", "status": {"is": "not-stated", "since": "not-stated"}}]
    )
    both_ = Check.model_validate({"forbid": {"where": {"purposes": ["sell"]}}})
    one = Check.model_validate({"forbid": {"where": {"purposes": ["sell"], "to": ["public"]}}})
    found = [Judge(graph_).judge(check_, [POLICY]) for check_ in (both_, one)]
    settlings = Settlings(graph_, found)
    public = ("flow", "public/flow-1")
    assert [(each.fact.kind, each.fact.id, each.fact.key, each.times) for each in settlings.of(found[0])] == [
        (*public, "purposes", 2),
        (*public, "status", 2),
        ("flow", "firm/flow-0", "purposes", 1),
    ]
