"""A correction starts with the id of the record filled in, wherever the records are kept."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.registry.registry import Registry
from scripts.site.pages import corrections
from scripts.site.pages.showing import reaching
from scripts.words.languages import ENGLISH

ISSUES = {
    "https://github.com/town/registry": "https://github.com/town/registry/issues/new?template=record.yml&title=Hi",
    "https://github.com/town/registry/tree/main/registry": (
        "https://github.com/town/registry/issues/new?template=record.yml&title=Hi"
    ),
    "https://code.town.example/web/registry/blob/main": (
        "https://code.town.example/web/registry/issues/new?template=record.yml&title=Hi"
    ),
    "https://gitlab.com/town/web/registry": "https://gitlab.com/town/web/registry/-/issues/new?issue%5Btitle%5D=Hi",
    "https://git.town.example/a/b/-/tree/main/registry": (
        "https://git.town.example/a/b/-/issues/new?issue%5Btitle%5D=Hi"
    ),
    "https://codeberg.org/town/registry": "https://codeberg.org/town/registry/issues/new?title=Hi",
    "https://git.town.example/web/registry/src/branch/main": (
        "https://git.town.example/web/registry/issues/new?title=Hi"
    ),
}


@pytest.mark.parametrize(("records_url", "issue"), ISSUES.items())
def test_a_code_host_is_known_by_its_addresses(records_url: str, issue: str) -> None:
    """The three kinds of code hosts that most people use, on hosts of their own too."""
    assert corrections.new_issue(records_url, "Hi") == issue


@pytest.mark.parametrize(
    "records_url", ["https://www.example.gov/records", "https://github.com", "https://a.example/x/y"]
)
def test_no_address_is_made_up_for_a_host_that_is_not_known(records_url: str) -> None:
    """A link to a page that is not there is worse than none."""
    assert corrections.new_issue(records_url, "Hi") is None


def test_the_id_stands_in_the_subject_of_a_letter(city: Registry) -> None:
    """The small city keeps its records at a place without issues, so people write to the clerk."""
    link = corrections.link(city.organisation, "vendors/tillhouse.md", ENGLISH)
    assert "mailto:clerk@example.gov?subject=Correction%3A%20vendors%2Ftillhouse" in link


@given(st.text() | st.from_regex(r"[\w.+-]{1,9}@[\w.%?&-]{1,9}\.[a-z]{2}", fullmatch=True))
def test_an_address_of_a_letter_needs_no_quotes(email: str) -> None:
    """The field holds free text: only what a link can hold as it stands becomes one."""
    if reaching.is_email(email):
        assert quote(email, safe="@+") == email


@pytest.mark.parametrize(
    "email", ["not-stated", "none", "a@b", "a@b.example?cc=c@d.example", "a b@c.example", "a@b.example\n"]
)
def test_an_address_that_would_say_more_is_left_alone(email: str) -> None:
    """Neither a second reader nor a line end can be smuggled into a letter."""
    assert not reaching.is_email(email)
