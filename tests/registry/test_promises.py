"""Verdicts: sound against every way to complete a registry, and right on the small city.

The proof by brute force: a random registry with facts missing and a random promise are judged; then every way
to state the missing facts is tried, and judged by a second reader that knows only true and false. What the
first reader calls kept, the second must find kept in all of them; what it calls broken, broken in all of them.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import Data, Office, People, Purpose, Recipient, Service, Vendor
from schemas.promise import Check, Selector, Side
from scripts.registry import promises, registry
from scripts.registry.graph import Graph
from scripts.registry.promises import Judge, Verdict
from scripts.registry.registry import Registry
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


def town(flows: list[dict[str, Any]]) -> Graph:
    """A town with two offices, a vendor and a recipient, and these flows, each in the file of its receiver."""
    by_receiver: dict[str, dict[str, Any]] = {"city": {}, "desk": {}, "firm": {}, "public": {}}
    for number, flow in enumerate(flows):
        by_receiver[flow["to"]][f"flow-{number}"] = {key: value for key, value in flow.items() if key != "to"}
    links = {"home": "not-stated", "privacy": "not-stated", "terms": "not-stated"}
    vendor = {"identity": "known", "legal_name": "not-stated", "kinds": ["forms"], "role": "not-stated", "links": links}
    vendor |= {"cookies": "not-stated", "contract": "not-stated"}
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
def flow(draw: st.DrawFn) -> dict[str, Any]:
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
        "retention": draw(st.sampled_from([*RETENTION, *SCHEDULES])),
        "status": {"is": draw(st.sampled_from(["in-use", "ended"])), "since": "not-stated"},
    }
    if sender not in PEOPLE:
        words["about"] = draw(st.one_of(some(tuple(PEOPLE)), st.just("none")))
    for key in draw(
        st.lists(
            st.sampled_from(["data", "purposes", "collected", "choice", "about", "retention", "status"]), max_size=2
        )
    ):
        if key == "status":
            words["status"] = {"is": "not-stated", "since": "not-stated"}
        elif key in words:
            words[key] = "not-stated"
    return words


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
    yield from RETENTION if retention == "not-stated" else [retention]


DAYS_AT_MOST = {"none": 0, "P10D": 10, "P2M": 62, "P1Y": 366}
"""The longest that each can last, by the calendar."""
LIMITS = {"P9D": 9, "P60D": 60, "P1Y": 366}


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
        "in use": [True, False] if words["status"]["is"] == "not-stated" else [words["status"]["is"] == "in-use"],
    }
    for values in itertools.product(*whole.values()):
        yield {**words, **dict(zip(whole, values, strict=True))}


PARENT = {**{id_: parent for id_, (_, parent) in DATA.items()}, **PURPOSES, **PEOPLE, "desk": "city"}
KIND = {"city": "the-organisation", "desk": "the-organisation", "firm": "vendor", "public": "recipient"}


def within(word: str, chosen: list[str]) -> bool:
    """Whether a word is one of those chosen, or below one."""
    return word in chosen or (bool(PARENT.get(word)) and within(str(PARENT[word]), chosen))


def on_side(party: str, sides: list[str]) -> bool:
    """Whether a party stands on one of these sides."""
    kind = KIND.get(party, "people")
    return kind in sides or ("anyone-else" in sides and kind != "the-organisation")


def fits(lines: dict[str, Any], words: dict[str, Any], quantifier: Any) -> bool:
    """Whether a complete flow fits a selector; `quantifier` is `any` or `all` over what it carries."""
    about = () if words["about"] == "none" else words["about"]
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


def is_kept(check_: Check, flows: tuple[dict[str, Any], ...]) -> bool:
    """Whether complete flows keep a promise."""
    used = [words for words in flows if words["in use"]]
    if check_.require and check_.require.where is None:
        return any(fits(lines_of(check_.require.need), words, any) for words in used)
    one = check_.forbid or check_.only or check_.require
    assert one is not None
    for words in used:
        picked = fits(lines_of(one.where), words, any) and not (one.unless and fits(lines_of(one.unless), words, any))
        if check_.only:
            good = fits(lines_of(check_.only.allow), words, all)
        elif check_.require:
            good = fits(lines_of(check_.require.need), words, any)
        else:
            good = False
        if picked and not good:
            return False
    return True


@given(st.lists(flow(), min_size=1, max_size=2), rule())
def test_a_verdict_holds_however_the_missing_facts_turn_out(flows: list[dict[str, Any]], check_: Check) -> None:
    """Kept stays kept and broken stays broken, in every completion."""
    verdict = Judge(town(flows)).judge(check_).verdict
    outcomes = {is_kept(check_, whole) for whole in itertools.product(*(list(completions(words)) for words in flows))}
    if verdict == Verdict.KEPT:
        assert outcomes == {True}
    elif verdict == Verdict.BROKEN:
        assert outcomes == {False}


@given(flow(), rule())
def test_when_every_fact_is_stated_there_is_a_verdict(words: dict[str, Any], check_: Check) -> None:
    """With nothing missing the reader decides, and decides as the second reader does."""
    whole = next(completions({**words, "from": "payer", "to": "firm", "about": ["payer"]}))
    stated = {
        key: list(value) if isinstance(value, tuple) else value for key, value in whole.items() if key != "in use"
    }
    stated["status"] = {"is": "in-use" if whole["in use"] else "ended", "since": "not-stated"}
    del stated["about"]
    verdict = Judge(town([stated])).judge(check_).verdict
    assert verdict == (Verdict.KEPT if is_kept(check_, (whole,)) else Verdict.BROKEN)


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
    assert ("card-banks/settlements", ("purposes",)) in [(doubt.edge.id, doubt.facts) for doubt in doubts]


@pytest.mark.parametrize(("purpose", "verdict"), [("marketing", "broken"), ("count-visits", "kept")])
def test_stating_the_missing_fact_settles_it(tmp_path: Path, purpose: str, verdict: str) -> None:
    """Once every purpose is stated, the promise is broken or kept."""
    overlay(tmp_path, CITY)
    for path in sorted(tmp_path.rglob("*.yml")):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("purposes: not-stated", f"purposes: [{purpose}]"), encoding="utf-8")
    read, _ = registry.read(tmp_path)
    assert promises.judge_all(Graph(read))["no-marketing"].verdict == verdict
    found = {finding.rule for finding in check(tmp_path)}
    assert ("broken-promise" in found) == (verdict == "broken")
