"""Every kind of mistake by its id, with its page: what it is, why it matters, how to fix it, wrong and right.

The page of a rule is its docstring. What can be wrong with one file alone has its page in this folder, in the
same form: a sentence, then parts whose text is indented under their heading.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import dedent, indent

from scripts.reading.findings import Severity
from scripts.rules import RULES

EXAMPLES = ("Wrong", "Right")
"""The parts that hold YAML, or names of files."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One kind of mistake."""

    id: str
    severity: Severity
    text: str
    """Its page as plain text."""

    @property
    def title(self) -> str:
        """What is wrong, in one sentence."""
        return " ".join(self.text.split("\n\n")[0].split())

    @property
    def effect(self) -> str:
        """What the severity means to the author."""
        return {
            Severity.ERROR: "An error: it stops the site.",
            Severity.WARNING: "A warning: it does not stop the site.",
        }[self.severity]

    @property
    def parts(self) -> dict[str, str]:
        """The text under each heading, in the order of the page."""
        found = {}
        for part in re.split(r"\n\n(?=\S)", self.text)[1:]:
            heading, _, text = part.partition("\n")
            found[heading] = dedent(text).strip("\n")
        return found

    @property
    def markdown(self) -> str:
        """What follows the title, in Markdown."""
        sections = [
            f"## {heading}\n\n{indent(text, '    ') if heading in EXAMPLES else text}\n"
            for heading, text in self.parts.items()
        ]
        return f"{self.effect}\n\n" + "\n".join(sections)


@cache
def known() -> Mapping[str, Mistake]:
    """Every kind of mistake by its id, in alphabetical order."""
    found = [
        Mistake(path.stem, Severity.ERROR, path.read_text(encoding="utf-8").strip())
        for path in Path(__file__).parent.glob("*.txt")
    ]
    found += [Mistake(rule.id, rule.severity, rule.text) for rule in RULES]
    return {mistake.id: mistake for mistake in sorted(found, key=lambda mistake: mistake.id)}
