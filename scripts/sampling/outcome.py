"""A filled sheet → how many of its claims are right, which are wrong, and what in it does not fit the records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scripts.reading.findings import Finding, Position, Severity, listed, told
from scripts.registry.graph import Graph
from scripts.sampling import csv_sheet, markdown_sheet
from scripts.sampling.claims import Claim, claims
from scripts.sampling.filled_rows import FilledRow
from scripts.sampling.sheet import Mark
from scripts.words.counting import number

_MOST_NAMED = 10
"""How many missing numbers a message names."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a sheet has found."""

    rows: tuple[FilledRow, ...]
    findings: tuple[Finding, ...]
    now: dict[str, Claim]
    """The claims as the records have them now, by their names."""

    def count(self, mark: Mark | None) -> int:
        """How many claims have a mark; with nothing, how many have none."""
        return sum(row.mark == mark for row in self.rows)

    @property
    def decided(self) -> int:
        """How many claims are right or wrong."""
        return self.count(Mark.RIGHT) + self.count(Mark.WRONG)

    @property
    def wrong(self) -> tuple[FilledRow, ...]:
        """The claims that are wrong, in the order of the sheet."""
        return tuple(row for row in self.rows if row.mark == Mark.WRONG)

    @property
    def is_sound(self) -> bool:
        """Whether nothing in the sheet stands in the way of counting."""
        return all(finding.severity != Severity.ERROR for finding in self.findings)


def of_sheet(graph: Graph, path: str, text: str) -> Outcome:
    """What a filled sheet has found, in whichever form it comes back."""
    findings: list[Finding] = []
    read = markdown_sheet.read if markdown_sheet.is_one(text) else csv_sheet.read
    rows = _single(read(path, text, findings), findings)
    now = {claim.name: claim for claim in claims(graph.registry).with_source}
    findings += _missing(path, rows)
    findings += _changed(rows, now)
    return Outcome(tuple(rows), tuple(told(findings)), now)


def _single(rows: Iterable[FilledRow], findings: list[Finding]) -> list[FilledRow]:
    """Each claim once, as it stands there first."""
    first: dict[int, FilledRow] = {}
    for row in rows:
        earlier = first.setdefault(row.tag.number, row)
        if earlier is not row:
            text = f"claim {row.tag.number} stands here once more, first on line {earlier.position.line}; keep one"
            findings.append(Finding(row.position, "repeated-claim", text))
    return list(first.values())


def _missing(path: str, rows: list[FilledRow]) -> Iterator[Finding]:
    """What keeps a sheet from being the whole one that was drawn: the rate would say too much or too little."""
    if not rows:
        yield Finding(
            Position(path), "unreadable-sheet", "there is no claim in this sheet; take one of `registry sample`"
        )
        return
    (of, _), *_others = Counter(row.tag.of for row in rows).most_common()
    strangers = [row for row in rows if row.tag.of != of or not 1 <= row.tag.number <= of]
    for row in strangers:
        text = f"this claim is from another sheet than the others, which has {number(of, 'claim')}; take it out"
        yield Finding(row.position, "other-sheet", text)
    numbers = {row.tag.number for row in rows}
    missing = [] if strangers else [one for one in range(1, of + 1) if one not in numbers]
    if missing:
        named = listed([str(one) for one in missing], _MOST_NAMED)
        text = f"of {number(of, 'claim')} that were drawn, these are missing: {named}; put them back"
        yield Finding(Position(path), "missing-claim", text)


def _changed(rows: list[FilledRow], now: dict[str, Claim]) -> Iterator[Finding]:
    """A claim that is not what it was when it was drawn. It counts as it was then: a wrong one may be mended by now."""
    for row in rows:
        claim = now.get(row.tag.name)
        if claim is None:
            text = f"claim {row.tag.number} is not in the records any more; it counts as it was drawn"
            yield Finding(row.position, "changed-claim", text, Severity.WARNING)
        elif claim.id != row.tag.id:
            text = f"claim {row.tag.number} says something else by now; it counts as it was drawn"
            yield Finding(row.position, "changed-claim", text, Severity.WARNING)
