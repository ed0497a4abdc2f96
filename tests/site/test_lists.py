"""The lists of records: whole without JavaScript, and narrowed down in a real browser in every way."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

from scripts.registry.addresses import page_of
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.site.pages.edition import Edition
from scripts.site.pages.lists.list_script import script
from scripts.site.pages.lists.listing import MOST_CHOICES, Field, Listing, Row, Value, filters, list_pages
from scripts.site.pages.lists.lists_of_kinds import LISTS
from scripts.site.pages.printing import Printer
from scripts.site.pages.views.paging import MOST_ROWS
from tests.site.test_pages import written

__all__ = ["written"]

# --- what the pages hold ---------------------------------------------------------------------------------------------


def read(text: str) -> dict[str, list[list[object]]]:
    """The list that a script file holds."""
    found: dict[str, list[list[object]]] = json.loads(text.partition("]=")[2].rstrip(";\n"))
    return found


@pytest.mark.parametrize("kind", LISTS)
def test_a_hub_lists_every_record_of_its_kind_once(kind: str, city: Registry, written: dict[str, str]) -> None:
    """On its pages, and in the file for the script."""
    expected = sorted(page_of(key) for key in city.records if key[0] == kind)
    folder = expected[0].split("/")[0]
    rows = re.findall(r"^\| \[[^\]]*\]\(([a-z0-9-]+\.md)\)", written[f"{folder}/index.md"], re.MULTILINE)
    assert sorted(f"{folder}/{row}" for row in rows) == expected
    assert sorted(str(row[1]) for row in read(written[f"lists/{folder}.js"])["rows"]) == [
        page.replace(".md", ".html") for page in expected
    ]


def test_each_answer_has_a_page_that_lists_the_rows_with_this_answer(written: dict[str, str]) -> None:
    """The number beside its link is how many there are, and all of them are there."""
    hub = written["vendors/index.md"]
    links = re.findall(r"^:   \[([^\]]*)\]\(([a-z0-9/-]+\.md)\) \((\d+)\)", hub, re.MULTILINE)
    assert len(links) > 10
    for _, page, count in links:
        rows = re.findall(r"^\| \[", written[f"vendors/{page}"], re.MULTILINE)
        assert len(rows) == int(count), page


def test_a_filter_for_information_lists_whoever_gets_it_or_a_narrower_kind(
    graph: Graph, written: dict[str, str]
) -> None:
    """What the page of a wide kind lists is what the graph answers."""
    for head in graph.data.heads:
        edges = graph.current(graph.who_gets(head).certain)
        certain = {edge.receiver for edge in edges if edge.receiver in graph.registry.vendors}
        page = written.get(f"vendors/data/{head}.md", "")
        assert set(re.findall(r"^\| \[[^\]]*\]\(\.\./([a-z0-9-]+)\.md\)", page, re.MULTILINE)) == certain, head


def test_no_filter_asks_what_has_one_answer(written: dict[str, str]) -> None:
    """A choice of one is no choice."""
    for path, text in written.items():
        for panel in re.findall(r"<details class=\"filters\".*?</details>", text, re.DOTALL):
            for block in re.split(r"\n\n(?=[^:\n])", panel)[1:-1]:
                assert block.count("\n:   ") > 1, f"{path}: {block}"


@pytest.fixture
def long(city: Registry, graph: Graph) -> dict[str, str]:
    """The pages of a list of 250 rows, every other of which is even."""
    rows = tuple(
        Row(f"Row {number}", f"rows/{number}.md", ((Value(*(("even", "Even"), ("odd", "Odd"))[number % 2]),),))
        for number in range(250)
    )
    made = Listing("rows/index.md", "Rows", "All rows.", ("row", "rows"), (Field("parity", "Even or odd"),), rows)
    edition = Edition.of(city, graph)
    printer = Printer(edition)
    return {view.pager.here: printer.page("list", view.pager.here, view) for view in list_pages(edition, made)}


def test_a_list_from_a_to_z_has_letters_that_lead_to_their_first_rows(city: Registry, graph: Graph) -> None:
    """On whichever page a letter begins; what does not begin with one stands below #."""
    names = [*(f"{number} Street" for number in range(90, 99)), *(f"Apple {n:03}" for n in range(100)), "Öl", "Pear"]
    rows = tuple(Row(name, f"rows/{number}.md", ()) for number, name in enumerate(names))
    made = Listing("rows/index.md", "Rows", "All rows.", ("row", "rows"), (), rows)
    first, second = list_pages(Edition.of(city, graph), made)
    assert [(letter.letter, letter.page) for letter in first.letters] == [
        ("#", "rows/index.md"),
        ("A", "rows/index.md"),
        ("O", "rows/index--2.md"),
        ("P", "rows/index--2.md"),
    ]
    begins = [(row.name, letter.letter) for row, letter in (*first.rows, *second.rows) if letter]
    assert begins == [("90 Street", "#"), ("Apple 000", "A"), ("Öl", "O"), ("Pear", "P")]


def test_a_list_in_another_order_has_no_letters() -> None:
    """They would lead to one of several places."""
    rows = tuple(Row(name, "x.md", ()) for name in "BA" * 50)
    assert Listing("x/index.md", "X", "X.", ("x", "xs"), (), rows).starts == {}


def test_what_most_rows_do_not_answer_is_no_column() -> None:
    """A table without half-empty columns; the main fact always stands there."""
    silent, said = Value("not-stated", "Not stated"), Value("a", "A")
    fields = (Field("full", "Full"), Field("empty", "Empty"), Field("main", "Main", main=True))
    rows = tuple(Row("x", "x.md", ((said,), (said if number == 0 else silent,), (silent,))) for number in range(3))
    made = Listing("x/index.md", "X", "X.", ("x", "xs"), fields, rows)
    assert [field.id for _, field in made.columns] == ["full", "main"]


def test_a_question_with_many_answers_offers_those_of_most_rows() -> None:
    """Nobody reads through fifty boxes."""
    values = [f"v{number:02}" for number in range(40)]
    rows = tuple(Row("x", "x.md", (tuple(Value(v, v) for v in values[number:]),)) for number in range(40))
    made = Listing("x/index.md", "X", "X.", ("x", "xs"), (Field("f", "F"),), rows)
    (found,) = filters(made)
    assert [choice.value.id for choice in found.choices] == values[-MOST_CHOICES:]


def test_a_long_list_has_pages_that_lead_to_each_other(long: dict[str, str]) -> None:
    """Nothing is lost, each page names its place, and the first and the last lead one way only."""
    parts = ["rows/index.md", "rows/index--2.md", "rows/index--3.md"]
    assert [long[path].count("\n| [") for path in parts] == [100, 100, 50]
    leads = [re.findall(r"\((index[^)]*)\)\{: rel=\"(\w+)\"", long[path]) for path in parts]
    assert leads == [
        [("index--2.md", "next")],
        [("index.md", "prev"), ("index--3.md", "next")],
        [("index--2.md", "prev")],
    ]


def test_a_list_for_the_script_is_one_call_in_plain_letters() -> None:
    """No name ends the string or the line that it stands in."""
    row = Row('</script>\u2028"];alert(1)//', "x.md", ((Value("a", "Ä"),),))
    text = script(Listing("x/index.md", "X", "X.", ("x", "xs"), (Field("f", "F"),), (row,)))
    assert text.isascii()
    assert text.count("\n") == 1
    assert read(text)["rows"][0][0] == row.name


# --- in the browser --------------------------------------------------------------------------------------------------


@pytest.fixture
def hub(phone: Page, address: str) -> Page:
    """The list of companies on a phone."""
    phone.goto(f"{address}/vendors/index.html")
    return phone


@pytest.fixture
def count(city_site: Path) -> int:
    """How many entries it has."""
    return len(names(city_site, "vendors/index.html"))


def open_filters(page: Page) -> None:
    """Unfold the filters."""
    page.get_by_text("Show only some of them").click()


def rows(page: Page) -> list[str]:
    """The names in the rows that are shown."""
    return page.locator("tbody tr:visible td.name").all_inner_texts()


def names(folder: Path, page: str) -> list[str]:
    """The names in the rows of a built page."""
    return [cell.text_content() for cell in html.parse(str(folder / page)).iterfind(".//td[@class='name']")]


def test_a_tick_narrows_the_list_as_the_page_of_that_answer_does(hub: Page, city_site: Path, count: int) -> None:
    """The script and the page without it say the same, and the count is said aloud."""
    open_filters(hub)
    hub.get_by_role("checkbox", name="Takes payments").check()
    expected = names(city_site, "vendors/kind/payments.html")
    expect(hub.get_by_role("status")).to_have_text(f"{len(expected)} of {count} entries fit what you chose.")
    assert rows(hub) == expected


def test_answers_to_one_question_add_up_and_answers_to_two_narrow_down(hub: Page, city_site: Path) -> None:
    """Payments or forms; and of those, only what is in use."""
    open_filters(hub)
    hub.get_by_role("checkbox", name="Takes payments").check()
    hub.get_by_role("checkbox", name="Runs online forms").check()
    either = set(names(city_site, "vendors/kind/payments.html")) | set(names(city_site, "vendors/kind/forms.html"))
    expect(hub.get_by_role("status")).to_contain_text(f"{len(either)} of")
    assert set(rows(hub)) == either
    hub.get_by_role("checkbox", name="In use").check()
    both = either & set(names(city_site, "vendors/status/in-use.html"))
    expect(hub.get_by_role("status")).to_contain_text(f"{len(both)} of")
    assert set(rows(hub)) == both


def test_a_chip_takes_its_answer_away(hub: Page, count: int) -> None:
    """By keyboard as by finger; the focus goes on to the next chip, and at last to the filters."""
    open_filters(hub)
    hub.get_by_role("checkbox", name="Takes payments").check()
    hub.get_by_role("checkbox", name="In use").check()
    first = hub.get_by_role("button", name="Take away: What it does: Takes payments")
    first.press("Enter")
    last = hub.get_by_role("button", name="Take away: Status: In use")
    expect(last).to_be_focused()
    expect(hub.get_by_role("checkbox", name="Takes payments")).not_to_be_checked()
    last.press("Enter")
    expect(hub.locator(".filters summary")).to_be_focused()
    expect(hub.get_by_role("status")).to_have_text(f"{count} entries.")
    assert len(rows(hub)) == count


def test_the_address_holds_what_is_chosen(hub: Page, chromium: Browser, count: int) -> None:
    """It survives a reload, opens the same list for somebody else, and the back button takes it back."""
    open_filters(hub)
    hub.get_by_role("checkbox", name="Takes payments").check()
    expect(hub).to_have_url(re.compile(r"#kind=payments$"))
    expect(hub.get_by_role("status")).to_contain_text(f"of {count}")
    seen = rows(hub)
    hub.get_by_role("checkbox", name="In use").check()
    expect(hub).to_have_url(re.compile(r"#kind=payments&status=in-use$"))
    hub.go_back()
    expect(hub.locator(".chips li")).to_have_count(1)
    assert rows(hub) == seen
    hub.reload()
    expect(hub.locator(".chips li")).to_have_count(1)
    assert rows(hub) == seen
    other = chromium.new_page()
    other.goto(hub.url)
    expect(other.locator(".chips li")).to_have_count(1)
    assert rows(other) == seen
    other.close()
    hub.go_back()
    expect(hub.get_by_role("status")).to_have_text(f"{count} entries.")


def test_where_nothing_fits_there_is_a_way_out(hub: Page, count: int) -> None:
    """The page says so, and one button shows everything again."""
    open_filters(hub)
    hub.get_by_role("checkbox", name="Takes payments").check()
    hub.get_by_role("checkbox", name="Ended").check()
    expect(hub.get_by_role("status")).to_contain_text(f"0 of {count}")
    expect(hub.get_by_text("Nothing fits all that you chose.")).to_be_visible()
    assert rows(hub) == []
    hub.get_by_role("button", name=f"Show all {count} entries").click()
    expect(hub.get_by_role("status")).to_have_text(f"{count} entries.")
    assert len(rows(hub)) == count


def test_an_address_with_what_there_is_not_shows_the_whole_list(hub: Page, count: int) -> None:
    """Somebody changed the address by hand, or an answer has gone."""
    for wrong in ("#kind=no-such-thing", "#constructor=__proto__", "#=", "#%E0%A4%A=1"):
        hub.goto(hub.url.partition("#")[0] + wrong)
        expect(hub.get_by_role("status")).to_have_text(f"{count} entries.")
        assert len(rows(hub)) == count


def test_a_list_of_several_pages_is_narrowed_as_a_whole(chromium: Browser, long_site: Path) -> None:
    """Rows that stand on other pages come too, and look the same; more than a page of them come on demand."""
    page = chromium.new_page()
    page.goto((long_site / "unknowns" / "index.html").as_uri())
    pages = sorted((long_site / "unknowns").glob("index*.html"))
    assert len(pages) > 1
    open_filters(page)
    page.locator("input[name=kind][value=source]").check()
    expect(page.locator("article").get_by_role("status")).to_contain_text("fit what you chose")
    expected = [
        name
        for path in sorted((long_site / "unknowns" / "kind").glob("source*.html"), reverse=True)
        for name in names(long_site, path.relative_to(long_site).as_posix())
    ]
    assert len(expected) > MOST_ROWS
    assert len(rows(page)) == MOST_ROWS
    page.get_by_role("button", name="Show more").click()
    expect(page.locator("tbody tr")).to_have_count(len(expected))
    assert sorted(rows(page)) == sorted(expected)
    built = page.locator("tbody tr").last
    assert built.locator("td.main").inner_text().endswith(("thing", "things"))
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("tbody tr")).to_have_count(MOST_ROWS)
    page.close()


def test_filters_work_from_disk(chromium: Browser, city_site: Path, count: int) -> None:
    """Where a page may not fetch anything."""
    expected = names(city_site, "vendors/status/ended.html")
    page = chromium.new_page()
    page.goto((city_site / "vendors" / "index.html").as_uri() + "#status=ended")
    expect(page.locator("article").get_by_role("status")).to_have_text(
        f"{len(expected)} of {count} entries fit what you chose."
    )
    page.close()


def test_without_javascript_each_answer_is_a_link(chromium: Browser, address: str, count: int) -> None:
    """The list is whole, and each answer leads to its page and back."""
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(f"{address}/vendors/index.html")
    assert len(rows(page)) == count
    open_filters(page)
    page.locator(".filters").get_by_role("link", name="Takes payments").click()
    expect(page.locator("h1")).to_contain_text("Companies: Takes payments")
    page.get_by_role("link", name=f"See all {count} entries").click()
    expect(page.locator("h1")).to_contain_text("Companies")
    context.close()
