"""The list of each kind of record: what it says of each of them, and what readers can narrow it down by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from schemas import Key
from schemas.record import Record
from scripts.registry import receivers
from scripts.registry.addresses import hub_of, page_of
from scripts.site.pages.edition import Edition
from scripts.site.pages.lists.list_answers import ListAnswers
from scripts.site.pages.lists.listing import Field, Listing, Row, Value, said
from scripts.words.languages import capital, message, messages, sort_key

KINDS_OF_PARTY = ("vendor", "office", "recipient")


class Fact(NamedTuple):
    """What a list of one kind says of each record: its place in the list, and where the answers come from."""

    field: Field
    values: Callable[[ListAnswers, str, Any], Iterable[Value]]


class ListOfKind(NamedTuple):
    """How the records of one kind are listed. All its words are messages."""

    title: str
    lead: str
    noun: tuple[str, str]
    facts: tuple[Fact, ...]
    entry: tuple[str, str] | None = None
    """What a row is called, if not every row is one of those."""


STATUS = Fact(Field("status", message("Status"), column=False), ListAnswers.status)
INFORMATION = Fact(Field("data", message("What it gets")), ListAnswers.information)
MOST_SENSITIVE = Fact(Field("sensitivity", message("How sensitive, at most"), column=False), ListAnswers.most_sensitive)
SENSITIVITY = Fact(Field("sensitivity", message("How sensitive"), column=False), ListAnswers.sensitivity)
HOW_SURE = Fact(Field("certainty", message("How sure we are that it is there"), column=False), ListAnswers.certainty)
STANDING = Field("now", message("Does it get something now?"), column=False)
GETS_NOW = Fact(STANDING, ListAnswers.standing)
WHAT = Fact(Field("what", message("What it is"), filter=False), ListAnswers.what)

LISTS: dict[str, ListOfKind] = {
    "service": ListOfKind(
        message("Services"),
        message("What you can do with %(the_city)s online, and who gets your information when you do."),
        messages("service", "services"),
        (
            Fact(Field("who", message("Who gets information"), filter=False, main=True), ListAnswers.receivers),
            Fact(Field("office", message("Office"), column=False), ListAnswers.offices),
            Fact(Field("data", message("What they get")), ListAnswers.information),
            MOST_SENSITIVE,
            STATUS,
        ),
    ),
    "vendor": ListOfKind(
        message("Companies"),
        message("Companies that work for %(the_city)s, or whose product you meet on its pages."),
        messages("company", "companies"),
        (
            Fact(Field("kind", message("What it does"), main=True), ListAnswers.vendor_kinds),
            INFORMATION,
            Fact(Field("office", message("Office it works with"), column=False), ListAnswers.offices_served),
            MOST_SENSITIVE,
            HOW_SURE,
            GETS_NOW,
            STATUS,
        ),
        messages("entry", "entries"),
    ),
    "recipient": ListOfKind(
        message("Others who may get information"),
        message(
            "Courts, the public, social networks: they do not work for %(the_city)s, but may get your information."
        ),
        messages("recipient", "recipients"),
        (
            Fact(Field("kind", message("Who it is"), main=True), ListAnswers.is_),
            INFORMATION,
            MOST_SENSITIVE,
            HOW_SURE,
            GETS_NOW,
            STATUS,
        ),
    ),
    "office": ListOfKind(
        message("Offices"),
        message("The parts of %(the_city)s that get your information themselves."),
        messages("office", "offices"),
        (
            Fact(Field("kind", message("What it is"), column=False), ListAnswers.is_),
            INFORMATION._replace(field=INFORMATION.field._replace(main=True)),
            Fact(Field("services", message("How many services it runs"), filter=False), ListAnswers.services_run),
            MOST_SENSITIVE,
            HOW_SURE,
            GETS_NOW,
            STATUS,
        ),
    ),
    "data": ListOfKind(
        message("Kinds of information"),
        message("Every kind of information in this register. Narrower kinds stand under wider ones."),
        messages("kind of information", "kinds of information"),
        (
            WHAT,
            Fact(Field("who", message("How many get it"), filter=False, main=True), ListAnswers.who_gets),
            Fact(Field("kind", message("Wide kind"), column=False), ListAnswers.head),
            Fact(Field("identifies", message("Does it point to you?"), column=False), ListAnswers.identifies),
            SENSITIVITY,
        ),
    ),
    "purpose": ListOfKind(
        message("Reasons"),
        message("Why information is used. Narrower reasons stand under wider ones."),
        messages("reason", "reasons"),
        (
            WHAT,
            Fact(Field("who", message("How many use something for it"), filter=False, main=True), ListAnswers.who_gets),
            Fact(Field("data", message("Information used for it"), column=False), ListAnswers.information),
            SENSITIVITY,
        ),
    ),
    "people": ListOfKind(
        message("People"),
        message("Whose information it is."),
        messages("group of people", "groups of people"),
        (
            WHAT,
            Fact(Field("who", message("How many get something"), filter=False, main=True), ListAnswers.who_gets),
            Fact(Field("data", message("Their information"), column=False), ListAnswers.information),
            SENSITIVITY,
        ),
    ),
    "promise": ListOfKind(
        message("Promises"),
        message("What the privacy policy of %(the_city)s commits to."),
        messages("promise", "promises"),
        (
            Fact(Field("what", message("What it says"), filter=False), ListAnswers.what),
            Fact(Field("verdict", message("Is it kept?"), main=True), ListAnswers.verdict),
            Fact(Field("section", message("Part of the policy"), column=False), ListAnswers.section),
        ),
    ),
    "source": ListOfKind(
        message("Sources"),
        message("Every document that this register rests on, and how far it carries a claim."),
        messages("source", "sources"),
        (
            Fact(Field("kind", message("What it is"), main=True), ListAnswers.source_kind),
            Fact(Field("strength", message("Strength")), ListAnswers.strength),
            Fact(Field("read", message("How much of it was read"), column=False), ListAnswers.extent),
            Fact(Field("dated", message("Its date"), filter=False), ListAnswers.dated),
        ),
    ),
}


def list_of_kind(edition: Edition, answers: ListAnswers, kind: str) -> Listing:
    """List the records of one kind, with answers that are looked up in the same edition."""
    wanted = LISTS[kind]
    rows = tuple(
        Row(
            answers.record(kind, id_).label,
            page_of((kind, id_)),
            tuple(tuple(dict.fromkeys(fact.values(answers, id_, record))) for fact in wanted.facts),
            depth,
            is_sensitive=answers.is_sensitive(id_, record),
            aside="" if kind == "service" else answers.aside(record),  # what a service says of who gets it has it
        )
        for id_, record, depth in _records(edition, kind)
    )
    say = edition.language.say
    lead = say(wanted.lead, the_city=edition.registry.organisation.short_name)
    fields = said(edition, (fact.field for fact in wanted.facts))
    if kind in KINDS_OF_PARTY and rows:
        counted = receivers.counted(edition.graph) & {id_ for of, id_ in edition.registry.records if of == kind}
        get_something = edition.language.say_many(
            "Of all %(all)s, %(count)s gets something now, as far as the records say.",
            "Of all %(all)s, %(count)s get something now, as far as the records say.",
            len(counted),
            all=len(rows),
        )
        lead = say("%(one)s %(other)s", one=lead, other=get_something)
    return Listing(hub_of(kind), say(wanted.title), lead, wanted.entry or wanted.noun, fields, rows)


def kind_of(edition: Edition, key: Key) -> Value:
    """What kind of record one is, as an answer in a list of several kinds."""
    noun = LISTS[key[0]].noun if key[0] in LISTS else messages("organisation", "organisations")
    return Value(key[0], capital(edition.language.ngettext(*noun, 1)))


def _records(edition: Edition, kind: str) -> Iterator[tuple[str, Record, int]]:
    """The records of a kind with their depth: those in a tree below what they are part of, others from A to Z."""
    records = {id_: record for (of, id_), record in edition.registry.records.items() if of == kind}

    def name(id_: str) -> tuple[str, str]:
        return sort_key(records[id_].name), id_

    graph = edition.graph
    trees = {"data": graph.data, "purpose": graph.purposes, "people": graph.people}
    if kind not in trees:
        yield from ((id_, records[id_], 0) for id_ in sorted(records, key=name))
        return
    tree = trees[kind]
    waiting = [(id_, 0) for id_ in sorted(tree.roots, key=name, reverse=True)]
    seen = set()
    while waiting:
        id_, depth = waiting.pop()
        if id_ not in seen:
            seen.add(id_)
            yield id_, records[id_], depth
            waiting += [(child, depth + 1) for child in sorted(tree.children(id_), key=name, reverse=True)]
    yield from ((id_, records[id_], 0) for id_ in sorted(records.keys() - seen, key=name))
