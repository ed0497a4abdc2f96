"""The labels of what flows tell of: services, those who get something, kinds of information, reasons, people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from schemas.flow import Choice
from schemas.kinds import Strength
from schemas.record import CheckedRecord, Record
from schemas.vocabulary import Data
from schemas.words import is_any, is_none, is_stated
from scripts.answers import of_flows, selling, who_gets
from scripts.answers.label import Label, Row, of_groups
from scripts.registry import grades, reach, receivers
from scripts.registry.certainty import Certainty
from scripts.registry.graph import Edge, Graph
from scripts.words import readings, sentences
from scripts.words.languages import Language, Text, lowered, message, sort_key
from scripts.words.tenses import Tense, tense_of

MOST_RECEIVERS = 4
"""How many of those who get something have a row of their own."""
MOST_NAMED = 3
"""How many of them a sentence names before it only counts them."""


def of_service(graph: Graph, id_: str, language: Language) -> Label:
    """The label of a service."""
    record = graph.registry.services[id_]
    now = graph.told_of(edge for step in graph.steps(id_) for edge in step)
    told = receivers.told(graph, now)
    tense = tense_of(graph, now)
    label = _Rows(graph, language, tense, told)
    use = [] if record.status.ended else [*label.fee(record.fee), *label.another_way(record.other_ways)]
    return of_groups(
        [*label.receivers(), *label.not_known_to_get(), *label.perhaps(now), *label.optional()],
        [*label.kept(), *label.used_for(), *label.selling()],
        use,
        foot=label.foot(record),
    )


def of_party(graph: Graph, id_: str, language: Language) -> Label:
    """The label of a company, an office, or whoever else gets something."""
    record = graph.registry.parties[id_]
    now = graph.told_of(graph.gets(id_))
    label = _Rows(graph, language, tense_of(graph, now), now)
    is_there = graph.registry.certainties[id_] != Certainty.OUR_READING
    first = [*label.gets(is_there=is_there), *label.optional(), *label.met_in(is_there=is_there)]
    if not is_there:
        return of_groups(first, foot=label.foot(record))
    return of_groups(
        first,
        [*label.kept_by_it(), *label.used_for(), *label.selling(), *label.passed_on(id_)],
        label.ways_around(),
        foot=label.foot(record),
    )


def of_data(graph: Graph, id_: str, language: Language) -> Label:
    """The label of a kind of information."""
    now = graph.told_of(graph.who_gets(id_).certain)
    told = receivers.told(graph, now)
    label = _Rows(graph, language, tense_of(graph, now), told)
    return of_groups(
        [*label.everyone(), *label.perhaps(now), *label.choices()],
        [*label.kept(), *label.used_for(), *label.selling()],
        label.about(graph.registry.data[id_]),
        foot=label.foot(graph.registry.data[id_]),
    )


def of_term(graph: Graph, record: Record, edges: Iterable[Edge], language: Language) -> Label:
    """The label of a reason, or of a group of people: of the flows that serve it, or are about it."""
    now = graph.told_of(edges)
    told = receivers.told(graph, now)
    label = _Rows(graph, language, tense_of(graph, now), told)
    return of_groups(
        [*label.everyone(), *label.perhaps(now), *label.kinds()],
        [*label.kept(), *label.selling()],
        foot=label.foot(record),
    )


def of_edges(graph: Graph, edges: Iterable[Edge], language: Language) -> Label:
    """The label of some flows, whatever they have in common."""
    now = graph.told_of(edges)
    label = _Rows(graph, language, tense_of(graph, now), receivers.told(graph, now))
    return of_groups(
        [*label.receivers(), *label.perhaps(now), *label.optional()],
        [*label.kept(), *label.used_for(), *label.selling()],
        foot=label.foot(graph.registry.organisation),
    )


class _Rows:
    """Makes the rows of one label from its flows."""

    def __init__(self, graph: Graph, language: Language, tense: Tense, edges: Sequence[Edge]) -> None:
        self.graph, self.registry, self.language, self.tense, self.edges = graph, graph.registry, language, tense, edges

    # --- who gets what -----------------------------------------------------------------------------

    def receivers(self) -> list[Row]:
        """A row for each of those who get most harmful things, and one for all others."""
        shares = sorted(who_gets.of(self.graph, self.edges), key=lambda share: self._rank(share.certain), reverse=True)
        shown = shares if len(shares) <= MOST_RECEIVERS + 1 else shares[:MOST_RECEIVERS]
        rows = [self._receiver(share.party, share.certain, unnamed=share.unnamed) for share in shown]
        if rest := shares[len(shown) :]:
            count = len(rest)
            head = self.language.say_many("%(count)s more", "%(count)s more", count)
            rows.append(Row("more", head, keys=tuple(self.registry.party_key(share.party) for share in rest)))
        return rows

    def not_known_to_get(self) -> list[Row]:
        """Of the most harmful kind, if it is sensitive: those of whom it is open if they get it, and all others."""
        shares = who_gets.of(self.graph, self.edges)
        worst = next((share.certain[0] for share in shares if share.certain), None)
        if worst is None or not self.registry.data[worst].is_sensitive:
            return []
        open_ = [share for share in shares if worst in share.open or (share.unnamed and worst not in share.certain)]
        none = [share for share in shares if worst in share.none and share not in open_]
        what = sentences.your([self.registry.data[worst]], language=self.language)
        return [
            Row(
                id_,
                self.language.say(head, what=what),
                keys=tuple(self.registry.party_key(share.party) for share in group),
                is_unsaid=id_ == "open",
            )
            for id_, head, group in (("open", self.tense.label_open, open_), ("none", self.tense.label_none, none))
            if group
        ]

    def _rank(self, kinds: Sequence[str]) -> tuple[tuple[int, int], int]:
        worst = max((grades.harm(self.registry.data[id_]) for id_ in kinds), default=(-1, 0))
        return worst, len(kinds)

    def _receiver(self, party: str, kinds: Sequence[str], *, unnamed: bool) -> Row:
        needed = [id_ for id_ in kinds if id_ not in self._optional]
        said = Text(())
        if unnamed:
            said = self.language.say(_MORE if kinds else message("what it gets is not stated"))
        elif not needed:
            said = self.language.say("only what you want to give")
        return Row(
            "receiver",
            self.language.say(_WHAT[self.registry.parties[party].kind], the_city=self._city),
            said,
            party,
            tuple(("data", id_) for id_ in needed),
            is_unsaid=unnamed and not kinds,
        )

    @property
    def _city(self) -> str:
        return self.registry.organisation.short_name

    @property
    def _optional(self) -> list[str]:
        return of_flows.optional(self.edges)

    def perhaps(self, edges: Iterable[Edge]) -> list[Row]:
        """Those of whom no source tells."""
        found = readings.of(self.graph, edges)
        if not found:
            return []
        keys = tuple(self.registry.party_key(id_) for id_ in found)
        said = self.language.say("No source says so: it is our reading.")
        return [Row("perhaps", self.language.say("Perhaps"), said, keys=keys, is_unsaid=True)]

    def optional(self) -> list[Row]:
        """What people can leave out."""
        keys = tuple(("data", id_) for id_ in self._optional)
        return [Row("optional", self.language.say("Only if you want"), keys=keys)] if keys else []

    def gets(self, *, is_there: bool) -> list[Row]:
        """What one party gets."""
        head = self.language.say(self.tense.label_gets if is_there else message("Would get, if it is there"))
        kinds = self._kinds(self.edges)
        silent = sum(not edge.data for edge in self.edges)
        said = Text(())
        if not self.edges:
            said = self.language.say("No record says that it gets anything")
        elif silent and is_there:
            said = self.language.say(_MORE if kinds else NOT_STATED)
        keys = tuple(("data", id_) for id_ in kinds if id_ not in self._optional)
        return [Row("gets", head, said, keys=keys, is_unsaid=bool(self.edges) and not kinds)]

    def _kinds(self, edges: Iterable[Edge]) -> list[str]:
        data = self.registry.data
        found = dict.fromkeys(id_ for edge in edges for id_ in edge.data)
        return sorted(found, key=lambda id_: grades.harm(data[id_]), reverse=True)

    def kinds(self) -> list[Row]:
        """Which information it is."""
        keys = tuple(("data", id_) for id_ in self._kinds(self.edges))
        silent = any(not edge.data for edge in self.edges)
        said = self.language.say(_MORE if keys else NOT_STATED) if silent else Text(())
        row = Row("information", self.language.say("Which information"), said, keys=keys, is_unsaid=silent and not keys)
        return [row] if self.edges else []

    def met_in(self, *, is_there: bool) -> list[Row]:
        """The services in which people meet a party."""
        services = dict.fromkeys(str(edge.flow.service) for edge in self.edges)
        keys = tuple(("service", id_) for id_ in services if not is_any(id_))
        any_ = self.language.say("any service") if any(map(is_any, services)) else Text(())
        head = message("When you use") if not self.tense.is_past else message("When you used")
        return [Row("services", self.language.say(head), any_, keys=keys)] if services and is_there else []

    def everyone(self) -> list[Row]:
        """All who get something, by their kind."""
        found: dict[str, dict[str, None]] = {}
        for edge in self.edges:
            found.setdefault(self.registry.parties[edge.receiver].kind, {})[edge.receiver] = None
        rows = []
        for kind, head in _EVERYONE.items():
            ids = sorted(found.get(kind, ()), key=lambda id_: sort_key(self.registry.parties[id_].name))
            if ids:
                keys = tuple((kind, id_) for id_ in ids)
                rows.append(Row(f"{kind}s", self.language.say(head, the_city=self._city), keys=keys))
        nobody = self.language.say("No record says that anyone gets it")
        return rows or [Row("nobody", self.language.say(self.tense.head_who), nobody)]

    def choices(self) -> list[Row]:
        """The services in which people can leave it out."""
        needed = {edge.flow.service for edge in self.edges if edge.flow.choice != Choice.OPTIONAL}
        free = dict.fromkeys(str(edge.flow.service) for edge in self.edges if edge.flow.service not in needed)
        keys = tuple(("service", id_) for id_ in free if not is_any(id_))
        return [Row("optional", self.language.say("You can leave it out when you use"), keys=keys)] if keys else []

    # --- what becomes of it ------------------------------------------------------------------------

    def kept(self) -> list[Row]:
        """How long companies keep it, and how long the organisation does."""
        rows = []
        for kind, (one, several) in _KEPT.items():
            edges = [edge for edge in self.edges if self.registry.parties[edge.receiver].kind == kind]
            if edges:
                head = one if len({edge.receiver for edge in edges}) == 1 else several
                rows.append(self._kept(f"kept-by-{kind}s", self.language.say(head, the_city=self._city), edges))
        return rows

    def kept_by_it(self) -> list[Row]:
        """How long the one party of which the label is keeps it."""
        return [self._kept("kept", self.language.say("Kept"), self.edges)] if self.edges else []

    def _kept(self, id_: str, head: Text, edges: Sequence[Edge]) -> Row:
        texts = dict.fromkeys(sentences.kept(edge.flow, self.language) for edge in edges)
        stated = [text for text in texts if text]
        if not stated:
            return Row(id_, head, self.language.say(NOT_STATED), is_unsaid=True)
        said = sentences.some(stated, 2, self.language)
        if "" in texts:
            said = self.language.say("%(time)s; for the rest not stated", time=said)
        return Row(id_, head, said)

    def used_for(self) -> list[Row]:
        """What it is used for."""
        if not self.edges:
            return []
        purposes = dict.fromkeys(id_ for edge in self.edges for id_ in edge.purposes)
        silent = any(not edge.purposes for edge in self.edges)
        said = self.language.say(_MORE if purposes else NOT_STATED) if silent else Text(())
        head = self.language.say("Used for")
        return [Row("purposes", head, said, keys=tuple(("purpose", id_) for id_ in purposes), is_unsaid=not purposes)]

    def selling(self) -> list[Row]:
        """Whether it is sold, or used for ads."""
        if not self.edges:
            return []
        found, head = selling.of_flows(self.graph, self.edges), self.language.say("Sold or used for ads")
        if yes := dict.fromkeys(subject.receiver for subject in (*found.sold, *found.ads)):
            return [Row("selling", head, self.language.say("A source says so of %(who)s", who=self._who(yes)))]
        silent = dict.fromkeys(subject.receiver for subject in found.open)
        if not silent:
            return [Row("selling", head, self.language.say("No stated use says so"))]
        if len(silent) == len({edge.receiver for edge in self.edges}):
            return [Row("selling", head, self.language.say(NOT_STATED), is_unsaid=True)]
        said = self.language.say("not stated for %(who)s", who=self._who(silent))
        return [Row("selling", head, said, is_unsaid=True)]

    def _who(self, parties: Iterable[str]) -> Text:
        return sentences.some_called(self.graph, parties, MOST_NAMED, self.language)

    def passed_on(self, party: str) -> list[Row]:
        """Who gets it from there."""
        hops = reach.from_party(self.graph, party).hops
        found = dict.fromkeys(hop.edge.receiver for hop in hops if hop.depth == 1)
        keys = tuple(self.registry.party_key(id_) for id_ in found)
        said = Text(()) if keys else self.language.say("No source says so")
        return [Row("passed-on", self.language.say("Passed on to"), said, keys=keys)] if self.edges else []

    def about(self, kind: Data) -> list[Row]:
        """What others can do with it."""
        label = self.language.label
        return [
            Row("identifies", self.language.say("Does it point to you?"), label(kind.identifies, self._city)),
            Row("sensitivity", self.language.say("Is it sensitive?"), label(kind.sensitivity, self._city)),
        ]

    # --- what people can do ------------------------------------------------------------------------

    def fee(self, fee: Text | str | None) -> list[Row]:
        """What it costs to use it online."""
        if fee is None:
            return []
        head = self.language.say("Fee for using it online")
        if not is_stated(fee):
            return [Row("fee", head, self.language.say(NOT_STATED), is_unsaid=True)]
        return [Row("fee", head, self.language.known(fee))]

    def another_way(self, ways: object) -> list[Row]:
        """Whether it can be done without the website."""
        head = self.language.say("Without the website")
        if not is_stated(ways):
            return [Row("another-way", head, self.language.say(NOT_STATED), is_unsaid=True)]
        if is_none(ways) or not isinstance(ways, tuple):
            return [Row("another-way", head, self.language.say("No: online is the only way"))]
        channels = dict.fromkeys(lowered(self.language.label(way.how, self._city)) for way in ways)
        said = self.language.say("Yes: %(ways)s", ways=self.language.listed(list(channels), last="or"))
        return [Row("another-way", head, said)]

    def ways_around(self) -> list[Row]:
        """In how many of its services people can do without a party's website."""
        found = of_flows.other_ways(self.registry, self.edges)
        if not found or self.tense.is_past:
            return []
        head, known = self.language.say("Without the website"), sum(bool(one.ways) for one in found)
        if not known:
            return [Row("another-way", head, self.language.say(NOT_STATED), is_unsaid=True)]
        said = self.language.say_many(
            "Another way is stated for %(some)s of %(count)s service",
            "Another way is stated for %(some)s of %(count)s services",
            len(found),
            some=known,
        )
        return [Row("another-way", head, said)]

    # --- how sure that is --------------------------------------------------------------------------

    def foot(self, record: Record) -> list[Text]:
        """How sure the label is, and when somebody last checked the record."""
        found = []
        if strengths := of_flows.strengths(self.registry, self.edges):
            found.append(
                self.language.say_many(
                    "It rests on %(count)s case. How sure we are: %(sure)s.",
                    "It rests on %(count)s cases. How sure we are: %(sure)s.",
                    len(self.edges),
                    sure=self._sure(strengths),
                )
            )
        if isinstance(record, CheckedRecord):
            found.append(_checked(record, self.language))
        return found

    def _sure(self, strengths: Sequence[tuple[Strength | None, int]]) -> Text:
        """How sure flows are, in words; with numbers where they are not all alike."""

        def word(strength: Strength | None) -> str:
            return lowered(self.language.short_label(strength)) if strength else self.language.say("no source")

        if len(strengths) == 1:
            return self.language.known(word(strengths[0][0]))
        say = self.language.say
        return self.language.listed(
            [
                say("%(strength)s for %(number)s", number=number, strength=word(strength))
                for strength, number in strengths
            ]
        )


def _checked(record: CheckedRecord, language: Language) -> Text:
    if not is_stated(record.reviewed):
        return language.say("Nobody has checked this page yet.")
    day, who = language.day(record.reviewed.date), record.reviewed.by
    return language.say("Last checked on %(day)s by %(who)s.", day=day, who=who)


NOT_STATED = message("not stated")
_MORE = message("more that is not stated")
_WHAT = {
    "vendor": message("company"),
    "office": message("office of %(the_city)s"),
    "recipient": message("someone else"),
}
"""What a label calls those who get something, by the kind of their record."""
_EVERYONE = {
    "vendor": message("Companies"),
    "office": message("Offices of %(the_city)s"),
    "recipient": message("Others"),
}
_KEPT = {
    "vendor": (message("Kept by the company"), message("Kept by the companies")),
    "office": (message("Kept by %(the_city)s"), message("Kept by %(the_city)s")),
}
