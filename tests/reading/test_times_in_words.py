"""Dates and lengths of time in words: what they mean, and that nothing is guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.reading.times_in_words import dates, length

DAYS = st.dates(date(1901, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "12/24/2025",
            "24.12.2025",
            "2025/12/24",
            "24/12/2025",
            "Dec 24, 2025",
            "December 24th, 2025",
            "24 Dec. 2025",
        ),
        *("24th of December 2025", "24 de diciembre de 2025", "2025-12-24T10:00:00Z", " 24  december  2025 "),
    ],
)
def test_a_day_is_understood_however_it_is_written(text: str) -> None:
    """As people write it in letters, forms and mails."""
    assert dates(text) == ["2025-12-24"]


@pytest.mark.parametrize("text", ["04/2019", "2019-4", "April 2019", "Apr. 2019", "abril de 2019"])
def test_a_month_stays_a_month(text: str) -> None:
    """It is as exact as it was said, and no day is made up."""
    assert dates(text) == ["2019-04"]


@given(DAYS)
def test_a_day_and_a_month_that_could_be_exchanged_are_two_days(day: date) -> None:
    """Only who wrote it knows which of them comes first."""
    found = dates(f"{day.day:02}/{day.month:02}/{day.year}")
    assert day.isoformat() in found
    assert len(found) == (2 if day.day <= 12 and day.day != day.month else 1)


@pytest.mark.parametrize(
    "text",
    [
        *("2025", "19", "12/24/25", "spring 2025", "Sat May 2019", "2026-02-30", "31/4/2020", "2019 2020", "soon", ""),
        *("10 am 5 May 2020", "mid May 2020", "May 5 to 7 2020", "1 2 2019 3", "x" * 10_000, "May " * 5_000 + "2020"),
    ],
)
def test_what_is_no_day_or_month_is_none(text: str) -> None:
    """A year needs no mending, and a season is no date."""
    assert dates(text) == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        *(("7 years", "P7Y"), ("1 year", "P1Y"), ("Seven years.", "P7Y"), ("18 months", "P18M"), ("30 days", "P30D")),
        *(("1 year and 6 months", "P1Y6M"), ("6 months, 1 year", "P1Y6M"), ("a year and a day", "P1Y1D")),
        *(("every two years", "P2Y"), ("every year", "P1Y"), ("annually", "P1Y"), ("6-month", "P6M"), ("90d", "P90D")),
        *(("p6m", "P6M"), ("P6 M", "P6M"), ("2 años", "P2Y"), ("18M", "P18M"), ("24 hours", "P1D")),
    ],
)
def test_a_length_is_understood(text: str, meant: str) -> None:
    """As people write it."""
    assert length(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        *(
            "forever",
            "about 2 years",
            "up to 2 years",
            "2 to 3 years",
            "1.5 years",
            "36 hours",
            "18m",
            "0M",
            "5",
            "years",
        ),
        *("2 years 3 years", "0 days", "6 months after the account is closed", "", "1000 years", "1 year " * 9_000),
    ],
)
def test_what_is_no_sure_length_is_none(text: str) -> None:
    """`m` may be a minute, and “about” may be anything."""
    assert length(text) is None


@given(st.text())
def test_any_text_is_read_without_a_traceback(text: str) -> None:
    """Files come from strangers."""
    assert all(len(one) in {7, 10} for one in dates(text))
    assert dates(f"{text} 2020") is not None
    assert length(text) is None or str(length(text)).startswith("P")
