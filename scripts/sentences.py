"""Records → sentences that people read: what is said of a flow, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from schemas import Data, Organisation
from schemas.base import ANY, NONE, NOT_STATED, Word
from schemas.evidence import Evidence
from schemas.flow import Flow, Schedule
from schemas.source import Source, Strength
from schemas.time import Duration
from scripts.graph import Edge, Graph

NOT_SAID = "not stated"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Join words as a sentence does: "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""


def lowered(name: str) -> str:
    """Start a name with a small letter inside a sentence, unless it is a proper name or an abbreviation."""
    words = name.split("(", maxsplit=1)[0].split()
    proper = any(word[0].isupper() for word in words[1:]) or any(letter.isupper() for letter in words[0][1:])
    return name if proper else name[0].lower() + name[1:]


def your(kinds: Iterable[Data]) -> str:
    """Say whose information it is: "your name, email address and what you write or send"."""
    with_your: list[str] = []
    without: list[str] = []
    for kind in kinds:
        name = lowered(kind.name)
        words = set(name.lower().split())
        free = kind.identifies == "nobody" or words & {"you", "your"} or name.split()[0] in {"any", "facts"}
        (without if free else with_your).append(name)
    if with_your and without:
        return f"your {', '.join(with_your)} and {listed(without)}"
    return f"your {listed(with_your)}" if with_your else listed(without)


def labelled(word: Word, organisation: Organisation) -> str:
    """The label of a word, with the organisation's own name for itself."""
    return word.label.replace("The City", capital(organisation.short_name)).replace("the City", organisation.short_name)


def capital(text: str) -> str:
    """Start a sentence."""
    return text[:1].upper() + text[1:]


def kept(flow: Flow) -> str:
    """How long the receiver keeps it, in a few words."""
    match flow.retention:
        case Duration():
            return f"{flow.retention}"
        case Schedule():
            series = "" if flow.retention.series == NOT_STATED else f", {flow.retention.series}"
            length = "" if flow.kept_for is None else f": {flow.kept_for}"
            return f"as the records schedule says{series}{length}"
        case _ if flow.retention == NONE:
            return "not kept"
        case _:
            return NOT_SAID


def strength(evidence: Evidence, sources: dict[str, Source]) -> Strength:
    """How far a piece of evidence carries the claim."""
    return Strength.INFERRED if evidence.inferred else sources[evidence.source].is_.strength


def strongest(pieces: Iterable[Evidence], sources: dict[str, Source]) -> Strength | None:
    """The best evidence that a claim has; None if it has none."""
    ranks = list(Strength)
    return min((strength(piece, sources) for piece in pieces), key=ranks.index, default=None)


def leads(graph: Graph, edges: Sequence[Edge], receiver: str = "") -> list[str]:
    """Open a page about a service or a party: one sentence for each service and receiver.

    Only what people themselves give or their devices send: what is passed on stands further down.
    With `receiver`, that is what the sentences call it.
    """
    registry = graph.registry
    groups: dict[tuple[str, str], list[Edge]] = {}
    for edge in edges:
        if edge.sender in registry.people:
            groups.setdefault((str(edge.flow.service), edge.receiver), []).append(edge)
    sentences = []
    for (service, party), group in groups.items():
        when = "With any service" if service == ANY else f"When you {registry.services[service].action}"
        who = receiver or (
            registry.organisation.short_name if party in graph.offices.roots else registry.parties[party].name
        )
        stated = list(dict.fromkeys(data for edge in group for data in edge.data))
        what = your(registry.data[data] for data in stated)
        go = "go" if len(stated) > 1 else "goes"
        if not stated:
            sentences.append(f"{when}, information goes to {who}. Which information is not stated.")
        elif all(edge.data for edge in group):
            sentences.append(f"{when}, {what} {go} to {who}.")
        else:
            sentences.append(f"{when}, {what} {go} to {who}, and more that is not stated.")
    return sentences
