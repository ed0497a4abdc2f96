"""How we know: each claim names the source it rests on."""

from schemas.ids import Id
from schemas.part import ListOf, Part
from schemas.references import SourceRef
from schemas.text import Text


class Evidence(Part):
    """One source that a claim rests on, and what it says there."""

    source: SourceRef
    """The source's id: a file in `sources/`."""
    statements: ListOf[Id] = ()
    """For a policy: the statements in its record that the claim rests on, such as `auto-5`."""
    note: Text | None = None
    """What the source says, in your own words. Never copy its sentences."""
    inferred: Text | None = None
    """Fill this in when the source does not say it and you conclude it: why you think so."""
