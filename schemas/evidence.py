"""How we know: each claim names the source it rests on."""

from pydantic import Field

from schemas.ids import Id
from schemas.part import ListOf, Part, SomeOf
from schemas.references import SourceRef
from schemas.text import Text
from schemas.words import Word


class Evidence(Part):
    """One source that a claim rests on, and what it says there."""

    source: SourceRef
    """The source's id: a file in `sources/`."""
    statements: ListOf[Id] = ()
    """For a policy: the statements in its record that the claim rests on, such as `auto-5`."""
    note: Text | None = None
    """What the source says, in your own words. Never copy its sentences."""
    inferred: Text | None = None
    """Fill this in when the source does not say it and you conclude it: why you think so. In the evidence of a record
    without a name: why you think that somebody is there at all."""


class FlowFact(Word):
    """What a piece of evidence can say of a flow."""

    WHO = "who", "Who gets it"
    DATA = "data", "What information it is"
    PURPOSES = "purposes", "What it is used for"
    ABOUT = "about", "Whose information it is"
    COLLECTED = "collected", "How it gets there"
    CHOICE = "choice", "Whether people have a choice"
    RETENTION = "retention", "How long it is kept"
    AUTHORITY = "authority", "What allows it"
    SERVICE = "service", "That the service exists"


_FACTS = {str(fact): fact for fact in FlowFact if fact != FlowFact.SERVICE}


def fact_of(key: str) -> FlowFact:
    """What a source speaks of that states the field of a flow with this key.

    Who gives it, in which service, and whether that goes on, is said with who gets it.
    """
    return _FACTS.get(key, FlowFact.WHO)


class FlowEvidence(Evidence):
    """One source that a flow rests on. It can be a source for all that the flow says, or for some of it alone."""

    for_: SomeOf[FlowFact] | None = Field(default=None, alias="for")
    """What of the flow this source speaks of, such as `[retention]`. Leave it out if the source speaks of all of it."""

    def is_for(self, fact: FlowFact) -> bool:
        """Whether the source speaks of this fact of the flow."""
        return self.for_ is None or fact in self.for_
