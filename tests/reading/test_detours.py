"""Which addresses lead to a page by way of somebody else."""

from __future__ import annotations

import pytest

from scripts.reading import detours


@pytest.mark.parametrize(
    "address",
    [
        "https://www.google.com/search?q=town",
        "https://google.co.uk/search?q=town",
        "https://www.bing.com/search?q=town",
        "https://duckduckgo.com/?t=h_&q=town",
        "https://search.yahoo.com/search?p=town",
    ],
)
def test_a_search_is_a_search(address: str) -> None:
    """Whoever made it."""
    assert detours.is_search(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://bit.ly/3abc",
        "https://www.tinyurl.com/town",
        "https://t.co/abc",
        "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.gov",
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__example.gov",
        "https://www.google.com/url?sa=t&url=https%3A%2F%2Fexample.gov",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.gov",
        "https://lnks.gd/l/abc",
    ],
)
def test_what_only_passes_on_is_known(address: str) -> None:
    """Short names, and what mail programs and networks put around an address."""
    assert detours.is_passed_on(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://bit.ly/",  # the home page of the company
        "https://www.google.com/",
        "https://www.google.com/maps/place/Town+Hall",
        "https://policies.google.com/privacy",
        "https://www.example.gov/search?q=tax",
        "https://web.archive.org/web/2024/https://www.example.gov/",
        "https://notbit.ly/abc",
        "https://bit.ly.example.gov/abc",
        "https://www.example.gov/page?reference=utm_source&next=/a",
        "https://www.example.gov/page.cfm?id=204&name=offices",
    ],
)
def test_a_page_is_a_page(address: str) -> None:
    """Though it looks like one of these in part."""
    assert not detours.is_search(address)
    assert not detours.is_passed_on(address)
    assert detours.origins(address) == []


@pytest.mark.parametrize(
    ("address", "plain"),
    [
        ("https://a.gov/?utm_source=x", "https://a.gov/"),
        ("https://a.gov/?utm_source=x&id=5", "https://a.gov/?id=5"),
        ("https://a.gov/?id=5&fbclid=x", "https://a.gov/?id=5"),
        ("https://a.gov/p?a=1&gclid=x&b=2#top", "https://a.gov/p?a=1&b=2#top"),
        ("https://a.gov/?utm_source=x#top", "https://a.gov/#top"),
    ],
)
def test_what_tells_where_readers_come_from_is_left_out(address: str, plain: str) -> None:
    """And all else stays."""
    assert detours.origins(address)
    assert detours.without_origins(address) == plain


def test_the_page_behind_is_read_where_it_stands_in_the_address() -> None:
    """So that the message can say what to write."""
    wrapped = "https://urldefense.com/v3/__https://www.example.gov/tax__;!!abc$"
    assert list(detours.destinations(wrapped)) == ["https://www.example.gov/tax"]
