"""Rule `placeholder`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule

_MAY_BE = re.compile(r"T[BO]|FIXME|XXX|xxx|orem|\?\?")
_MARK = re.compile(
    r"(?<![\w-])(?:TODO|TBA|TBC|TBD|FIXME|xxx+|(?<!\b[Tt]itle )(?<!\bChapter )(?<!\bArticle )(?<!\bPart )XXX+)(?![\w-])"
    r"|\b[Ll]orem [Ii]psum\b|\?\?+"
)
_WORD = re.compile(r"\w")
_AS_THEY_ARE = {"heading", "section"}
"""Where a policy's own words stand."""


def check(inspection: Inspection) -> Iterator[Fault]:
    """A text still has a mark in it that says that somebody has to write it yet.

    Why it matters
        It is published as if it were the answer. Nobody counts it among what is not known, and nobody asks for it.

    How to fix it
        Write what is known, and `not-stated` in place of a fact that no source says. Delete a note that is only for
        yourself, or write it as a comment: `# ask the clerk`.

    Wrong
        # services/browse.yml
        note: TODO ask Bob.

    Right
        # services/browse.yml
        note: Whether the town keeps a list of visitors is not stated.
    """
    for key, loc, text in inspection.registry.texts:
        if loc[-1] in _AS_THEY_ARE:
            continue
        if _MAY_BE.search(text) and (found := _MARK.search(text)):
            message = f"`{found[0]}` says that this is not written yet; write what is known, or `not-stated` for a fact"
            yield Fault(key, loc, message)
        elif not _WORD.search(text) and "cookies" not in loc:
            message = f"`{text}` says nothing; write what is known, or `not-stated` for a fact, or delete the line"
            yield Fault(key, loc, message)


RULE = Rule(check, Severity.ERROR)
