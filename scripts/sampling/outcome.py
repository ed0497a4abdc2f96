"""The rows of a filled sheet → how many claims are right, which are wrong, and what does not fit the records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scripts.reading.findings import Finding, Severity, told
from scripts.registry.registry import Registry
from scripts.sampling.claims import Claim, claims
from scripts.sampling.filled_rows import FilledRow
from scripts.sampling.sheet import Mark


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


def outcome(registry: Registry, rows: Iterable[FilledRow], findings: Iterable[Finding]) -> Outcome:
    """What the rows of a sheet say, with what was wrong in the sheet."""
    rows = tuple(rows)
    now = {claim.name: claim for claim in claims(registry).with_source}
    return Outcome(rows, tuple(told([*findings, *_changed(rows, now)])), now)


def _changed(rows: Iterable[FilledRow], now: dict[str, Claim]) -> Iterator[Finding]:
    """A claim that is not what it was when it was drawn. It counts as it was then: a wrong one may be mended by now."""
    for row in rows:
        claim = now.get(row.tag.name)
        if claim is None:
            text = f"claim {row.tag.number} is not in the records any more; it counts as it was drawn"
            yield Finding(row.position, "changed-claim", text, Severity.WARNING)
        elif claim.id != row.tag.id:
            text = f"claim {row.tag.number} says something else by now; it counts as it was drawn"
            yield Finding(row.position, "changed-claim", text, Severity.WARNING)
