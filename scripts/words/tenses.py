"""What happens, what is paused, what is planned and what is over: each is told in sentences of its own.

A message here is a whole sentence or label, in each of the tenses, so that each can be translated.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from schemas.flow import Choice, Collected
from schemas.record import State
from schemas.words import Word, is_any
from scripts.registry.graph import Edge, Graph
from scripts.words.languages import Language, Text, message, messages


class Tense(NamedTuple):
    """How things are told that are in one state. All its words are messages."""

    state: State | None
    """None for what happens, or is not known not to."""
    # Sentences that open a page. `when` says when it happens, and in which service.
    gets: str
    gets_and_more: str
    goes: str
    goes_and_more: str
    unsaid: str
    about_you: str
    gets_too: str
    goes_too: str
    others_too: tuple[str, str]
    gets_from: str
    goes_from: str
    unsaid_from: str
    it_goes: str
    # Questions about those of whom no source tells.
    asks: str
    asks_what: str
    asks_too: str
    asks_flow: str
    asks_it: str
    # What stands in a label, and in the details below it.
    who: str
    head_who: str
    who_else: str
    label_gets: str
    label_gets_not: str
    label_open: str
    label_none: str
    share: str
    share_unsaid: str
    share_open: str
    share_none: str
    goes_on: str
    nothing_on: str
    nothing_passed_on: str
    # What stands in a picture, and above the flows of a page.
    head_gives: str
    head_goes_to: str
    head_has: str
    head_gets: str
    head_passes_on: str
    head_passes_it_on: str
    picture_of_party: str
    picture_of_service: str
    point_comes: str
    point_goes_on: str
    point_goes: str
    point_then: str
    heading: str
    explained: str
    words: tuple[tuple[Word, str], ...] = ()
    """Words whose own label is in another tense, with the label to say in its place."""

    @property
    def is_past(self) -> bool:
        """Whether it is that of what is over."""
        return self.state == State.ENDED

    def label(self, word: Word) -> str:
        """The label of a word in this tense."""
        return next((label for of, label in self.words if of == word), word.label)


NOW = Tense(
    state=None,
    gets=message("%(when)s, %(who)s gets %(what)s."),
    gets_and_more=message("%(when)s, %(who)s gets %(what)s, and more that is not stated."),
    goes=message("%(when)s, this goes to %(who)s: %(what)s."),
    goes_and_more=message("%(when)s, this goes to %(who)s: %(what)s, and more that is not stated."),
    unsaid=message("%(when)s, information goes to %(who)s. Which information is not stated."),
    about_you=message("%(when)s, information about you goes to %(who)s."),
    gets_too=message("%(who)s gets information too."),
    goes_too=message("Information goes to %(who)s too."),
    others_too=messages("%(count)s other gets information too.", "%(count)s others get information too."),
    gets_from=message("%(who)s gets %(what)s from %(senders)s."),
    goes_from=message("This goes from %(senders)s to %(who)s: %(what)s."),
    unsaid_from=message("Information goes from %(senders)s to %(who)s. Which information is not stated."),
    it_goes=message("It goes to %(who)s."),
    asks=message("%(when)s, does %(who)s get information?"),
    asks_what=message("Does %(who)s get %(what)s? No source says so: it is our reading."),
    asks_too=message("Does %(who)s get information too? No source says so: it is our reading."),
    asks_flow=message("Does this go from %(sender)s to %(receiver)s: %(information)s? No source says so."),
    asks_it=message("Does it get information? No source says so: it is our reading."),
    who=message("Who gets it?"),
    head_who=message("Who gets it"),
    who_else=message("Who else can see it?"),
    label_gets=message("Gets"),
    label_gets_not=message("No record says that it gets"),
    label_open=message("Not stated if these get %(what)s"),
    label_none=message("No record says that these get %(what)s"),
    share=message("**Gets** %(information)s"),
    share_unsaid=message("%(unsaid)s what it gets. It may be any of these facts"),
    share_open=message("%(unsaid)s if it gets %(information)s"),
    share_none=message("**No record says** that it gets %(information)s"),
    goes_on=message("It goes on to: %(who)s."),
    nothing_on=message("No source that we read says that it passes anything on. That does not prove that it does not."),
    nothing_passed_on=message(
        "No source that we read says that anything is passed on. That does not prove that it is not."
    ),
    head_gives=message("Gives"),
    head_goes_to=message("Goes to"),
    head_has=message("Who has it"),
    head_gets=message("Gets"),
    head_passes_on=message("Passes on"),
    head_passes_it_on=message("Passes it on to"),
    picture_of_party=message("What %(who)s gets and passes on"),
    picture_of_service=message("Who gets what with the service “%(service)s”"),
    point_comes=message("Information comes to %(who)s from %(senders)s."),
    point_goes_on=message("From %(who)s, information goes on to %(receivers)s."),
    point_goes=message("%(when)s, information goes to %(who)s."),
    point_then=message("From there, information goes on to %(who)s."),
    heading=message("Every case in a table"),
    explained="",
)

PAUSED = NOW._replace(
    state=State.PAUSED,
    gets_from=message("%(when)s, %(who)s gets %(what)s from %(senders)s."),
    goes_from=message("%(when)s, this goes from %(senders)s to %(who)s: %(what)s."),
    unsaid_from=message("%(when)s, information goes from %(senders)s to %(who)s. Which information is not stated."),
    it_goes=message("%(when)s, it goes to %(who)s."),
    who=message("Who gets it when it runs?"),
    head_who=message("Who gets it when it runs"),
    goes_on=message("When it runs, it goes on to: %(who)s."),
    label_gets=message("Gets when it runs"),
    point_comes=message("%(when)s, information comes to %(who)s from %(senders)s."),
    point_goes_on=message("%(when)s, information goes on from %(who)s to %(receivers)s."),
    heading=message("What is paused"),
    explained=message("None of this happens now. It is what happens when it is in use."),
)

PLANNED = Tense(
    state=State.PLANNED,
    gets=message("%(when)s, %(who)s will get %(what)s."),
    gets_and_more=message("%(when)s, %(who)s will get %(what)s, and more that is not stated."),
    goes=message("%(when)s, this will go to %(who)s: %(what)s."),
    goes_and_more=message("%(when)s, this will go to %(who)s: %(what)s, and more that is not stated."),
    unsaid=message("%(when)s, information will go to %(who)s. Which information is not stated."),
    about_you=message("%(when)s, information about you will go to %(who)s."),
    gets_too=message("%(who)s will get information too."),
    goes_too=message("Information will go to %(who)s too."),
    others_too=messages("%(count)s other will get information too.", "%(count)s others will get information too."),
    gets_from=message("%(when)s, %(who)s will get %(what)s from %(senders)s."),
    goes_from=message("%(when)s, this will go from %(senders)s to %(who)s: %(what)s."),
    unsaid_from=message("%(when)s, information will go from %(senders)s to %(who)s. Which information is not stated."),
    it_goes=message("%(when)s, it will go to %(who)s."),
    asks=message("%(when)s, will %(who)s get information?"),
    asks_what=message("Will %(who)s get %(what)s? No source says so: it is our reading."),
    asks_too=message("Will %(who)s get information too? No source says so: it is our reading."),
    asks_flow=message("Will this go from %(sender)s to %(receiver)s: %(information)s? No source says so."),
    asks_it=message("Will it get information? No source says so: it is our reading."),
    who=message("Who will get it?"),
    head_who=message("Who will get it"),
    who_else=message("Who else will see it?"),
    label_gets=message("Will get"),
    label_gets_not=message("No record says that it will get"),
    label_open=message("Not stated if these will get %(what)s"),
    label_none=message("No record says that these will get %(what)s"),
    share=message("**Will get** %(information)s"),
    share_unsaid=message("%(unsaid)s what it will get. It may be any of these facts"),
    share_open=message("%(unsaid)s if it will get %(information)s"),
    share_none=message("**No record says** that it will get %(information)s"),
    goes_on=message("It is planned that it will go on to: %(who)s."),
    nothing_on=message(
        "No source that we read says that it will pass anything on. That does not prove that it will not."
    ),
    nothing_passed_on=message(
        "No source that we read says that anything will be passed on. That does not prove that it will not."
    ),
    head_gives=message("Will give"),
    head_goes_to=message("Will go to"),
    head_has=message("Who will have it"),
    head_gets=message("Will get"),
    head_passes_on=message("Will pass on"),
    head_passes_it_on=message("Will pass it on to"),
    picture_of_party=message("What %(who)s will get and pass on"),
    picture_of_service=message("Who will get what with the service “%(service)s”"),
    point_comes=message("%(when)s, information will come to %(who)s from %(senders)s."),
    point_goes_on=message("%(when)s, information will go on from %(who)s to %(receivers)s."),
    point_goes=message("%(when)s, information will go to %(who)s."),
    point_then=message("From there, information will go on to %(who)s."),
    heading=message("What is planned"),
    explained=message("None of this happens yet. It is planned."),
    words=(
        (Collected.GIVEN, message("You will give it")),
        (Collected.AUTOMATIC, message("Your device will send it")),
        (Collected.PASSED_ON, message("Someone will pass it on")),
        (Choice.REQUIRED, message("You will have to give it to use the service")),
        (Choice.OPTIONAL, message("You will be able to leave it out")),
    ),
)

OVER = Tense(
    state=State.ENDED,
    gets=message("%(when)s, %(who)s got %(what)s."),
    gets_and_more=message("%(when)s, %(who)s got %(what)s, and more that is not stated."),
    goes=message("%(when)s, this went to %(who)s: %(what)s."),
    goes_and_more=message("%(when)s, this went to %(who)s: %(what)s, and more that is not stated."),
    unsaid=message("%(when)s, information went to %(who)s. Which information is not stated."),
    about_you=message("%(when)s, information about you went to %(who)s."),
    gets_too=message("%(who)s got information too."),
    goes_too=message("Information went to %(who)s too."),
    others_too=messages("%(count)s other got information too.", "%(count)s others got information too."),
    gets_from=message("%(when)s, %(who)s got %(what)s from %(senders)s."),
    goes_from=message("%(when)s, this went from %(senders)s to %(who)s: %(what)s."),
    unsaid_from=message("%(when)s, information went from %(senders)s to %(who)s. Which information is not stated."),
    it_goes=message("%(when)s, it went to %(who)s."),
    asks=message("%(when)s, did %(who)s get information?"),
    asks_what=message("Did %(who)s get %(what)s? No source says so: it is our reading."),
    asks_too=message("Did %(who)s get information too? No source says so: it is our reading."),
    asks_flow=message("Did this go from %(sender)s to %(receiver)s: %(information)s? No source says so."),
    asks_it=message("Did it get information? No source says so: it is our reading."),
    who=message("Who got it?"),
    head_who=message("Who got it"),
    who_else=message("Who else could see it?"),
    label_gets=message("Got"),
    label_gets_not=message("No record says that it got"),
    label_open=message("Not stated if these got %(what)s"),
    label_none=message("No record says that these got %(what)s"),
    share=message("**Got** %(information)s"),
    share_unsaid=message("%(unsaid)s what it got. It may have been any of these facts"),
    share_open=message("%(unsaid)s if it got %(information)s"),
    share_none=message("**No record says** that it got %(information)s"),
    goes_on=message("It went on to: %(who)s."),
    nothing_on=message("No source that we read says that it passed anything on. That does not prove that it did not."),
    nothing_passed_on=message(
        "No source that we read says that anything was passed on. That does not prove that it was not."
    ),
    head_gives=message("Gave"),
    head_goes_to=message("Went to"),
    head_has=message("Who had it"),
    head_gets=message("Got"),
    head_passes_on=message("Passed on"),
    head_passes_it_on=message("Passed it on to"),
    picture_of_party=message("What %(who)s got and passed on"),
    picture_of_service=message("Who got what with the service “%(service)s”"),
    point_comes=message("%(when)s, information came to %(who)s from %(senders)s."),
    point_goes_on=message("%(when)s, information went on from %(who)s to %(receivers)s."),
    point_goes=message("%(when)s, information went to %(who)s."),
    point_then=message("From there, information went on to %(who)s."),
    heading=message("What is over"),
    explained=message("This has ended. It is kept here so that nobody has to ask what once was."),
    words=(
        (Collected.GIVEN, message("You gave it")),
        (Collected.AUTOMATIC, message("Your device sent it")),
        (Collected.PASSED_ON, message("Someone passed it on")),
        (Collected.PUBLIC, message("It was public")),
        (Choice.REQUIRED, message("You had to give it to use the service")),
        (Choice.OPTIONAL, message("You could leave it out")),
    ),
)

TENSES = (NOW, PAUSED, PLANNED, OVER)


def tense_of(graph: Graph, edges: Iterable[Edge]) -> Tense:
    """The tense in which some flows are told: the present if one of them is current, else that of what is nearest."""
    states = {None if graph.is_current(edge) else graph.state(edge) for edge in edges}
    return next((tense for tense in TENSES if tense.state in states), NOW)


def in_each_tense(graph: Graph, edges: Iterable[Edge]) -> list[tuple[Tense, list[Edge]]]:
    """Flows by the tense in which they are told."""
    groups: dict[Tense, list[Edge]] = {}
    for edge in edges:
        groups.setdefault(tense_of(graph, [edge]), []).append(edge)
    return [(tense, groups[tense]) for tense in TENSES if tense in groups]


def when_of(graph: Graph, edges: Sequence[Edge], language: Language) -> Text:
    """When it happens what is paused, planned or over, as the beginning of a sentence."""
    match tense_of(graph, edges).state:
        case State.PAUSED:
            return language.say("This is paused. When it runs")
        case State.PLANNED:
            return language.say("This is planned. Once it starts")
        case _:
            dates = {graph.since(edge) for edge in edges}
            day = dates.pop() if len(dates) == 1 else None
            return language.say("Until %(date)s", date=language.rough_date(day)) if day else language.say("In the past")


def when_in(graph: Graph, service: str, edges: Sequence[Edge], language: Language) -> Text:
    """Say when it happens, by what people do; by the name of a service if nobody said that in this language."""
    if tense_of(graph, edges) is not NOW:
        return _not_now_in(graph, service, edges, language)
    if is_any(service):
        return language.say("With any service")
    record = graph.registry.services[service]
    if language.speaks(record.action, "When you %(action)s"):
        return language.say("When you %(action)s", action=record.action)
    return language.say("With the service “%(service)s”", service=record.name)


def _not_now_in(graph: Graph, service: str, edges: Sequence[Edge], language: Language) -> Text:
    when = when_of(graph, edges, language)
    if is_any(service):
        return language.say("%(when)s, with any service", when=when)
    record = graph.registry.services[service]
    match tense_of(graph, edges).state:
        case State.ENDED if record.status.ended and language.speaks(record.action, "%(when)s, when you %(action)s"):
            return language.say("%(when)s, when you %(action)s", when=when, action=record.action)
        case State.ENDED:  # what people do there they still do, so the record has no words for the past
            return language.say("%(when)s, when you used “%(service)s”", when=when, service=record.name)
        case _ if language.speaks(record.action, "%(when)s and you %(action)s"):
            return language.say("%(when)s and you %(action)s", when=when, action=record.action)
        case _:
            return language.say("%(when)s, with the service “%(service)s”", when=when, service=record.name)


def aside(graph: Graph, edge: Edge, language: Language) -> Text:
    """When a flow happens, said within a line about it; empty if that is now."""
    tense = tense_of(graph, [edge])
    if tense is NOW:
        return Text(())
    day = graph.since(edge)
    date = language.rough_date(day) if day else ""
    match tense.state:
        case State.PAUSED:
            return language.say("paused since %(date)s", date=date) if day else language.say("paused now")
        case State.PLANNED:
            return language.say("planned since %(date)s", date=date) if day else language.say("planned")
        case _:
            return language.say("until %(date)s", date=date) if day else language.say("in the past")
