"""How many examples a property is tried with: a few fresh ones in each run, and many at night.

A failure prints the line `@reproduce_failure(…)` that brings its example back, on any machine. On the machine that
found it, the next run tries it first.
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings

FEW = "few"
"""What `make test` runs."""
NIGHTLY = "nightly"
"""What `make nightly` runs: `pytest --hypothesis-profile=nightly`."""


def register() -> None:
    """Make the profiles known, and take the small one. Machines differ, so no example has a limit of time."""
    for name, examples in {FEW: 60, NIGHTLY: 1500}.items():
        settings.register_profile(
            name,
            max_examples=examples,
            deadline=None,
            derandomize=False,
            print_blob=True,
            suppress_health_check=[HealthCheck.too_slow],
        )
    settings.load_profile(FEW)


def is_nightly() -> bool:
    """Whether the many examples are tried, and with them the cases that are left out by day."""
    return settings.get_current_profile_name() == NIGHTLY


def one_in(number: int) -> settings:
    """A part of the examples, for a property of which each example is much work: of 60, `one_in(10)` tries 6."""
    return settings(max_examples=max(1, settings().max_examples // number))
