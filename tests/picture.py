"""The picture in the README: the first page of the site of the small city of the tests, taken by `make picture`.

So it shows what the site can say, and is about no organisation that there is. The small city has three services; a
few more are made up here, so that there is something to see at one look.
"""

from __future__ import annotations

import shutil
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import click
import yaml
from playwright.sync_api import sync_playwright

from scripts.site import build
from tests import browser as browsers
from tests import published
from tests.conftest import CITY

PICTURE = build.PROJECT / "docs" / "picture.png"
WIDTH, HEIGHT = 1280, 900
LIKE = "pay-property-tax"
"""The service of the small city after which others are made."""


class Made(NamedTuple):
    """A service that is made up for the picture."""

    name: str
    receiver: str
    """The file of the one who gets something in it, without its ending."""
    flow: str
    """The flow there after which that of the service is made."""
    is_concluded: bool = False
    """Whether we only conclude that it goes there."""

    @property
    def id(self) -> str:
        """Its id."""
        return self.name.lower().replace(" ", "-")


SERVICES = (
    Made("Renew a parking permit", "vendors/tillhouse", "property-tax"),
    Made("Pay a parking ticket", "vendors/tillhouse", "property-tax"),
    Made("Sign up for summer camp", "vendors/tillhouse", "property-tax"),
    Made("Book a picnic table", "vendors/clearbridge", "card-payments"),
    Made("Report a pothole", "vendors/traffic-counters", "visits"),
    Made("Join a town meeting by video", "vendors/traffic-counters", "visits"),
    Made("Pay your water bill", "vendors/tillhouse", "property-tax", is_concluded=True),
    Made("Ask for a building permit", "vendors/tillhouse", "property-tax", is_concluded=True),
    Made("Get money back", "recipients/card-banks", "settlements"),
    Made("Register to vote", "offices/tax-desk", "tax-receipts"),
    Made("Apply for a town job", "offices/tax-desk", "tax-receipts"),
    Made("Borrow a ladder", "offices/tax-desk", "tax-receipts"),
    Made("Take a survey", "offices/tax-desk", "tax-receipts"),
)


def with_services(folder: Path) -> Path:
    """The records of the small city, and those of the services that are made up."""
    records = folder / "registry"
    shutil.copytree(CITY, records)
    like = yaml.safe_load((records / "services" / f"{LIKE}.yml").read_text(encoding="utf-8"))
    del like["translations"], like["page"], like["more_pages"]
    for number, made in enumerate(SERVICES):
        said = {"name": made.name, "action": made.name.lower(), "page": "not-stated"}
        ways = {"other_ways": "not-stated"} if number % 2 else {}
        _write(records / "services" / f"{made.id}.yml", like | said | ways)
        receiver = records / f"{made.receiver}.yml"
        record = yaml.safe_load(receiver.read_text(encoding="utf-8"))
        flow = {**deepcopy(record["flows"][made.flow]), "service": made.id}
        if made.is_concluded:
            flow["evidence"] = [{"source": "town-tax-page", "inferred": "The page leads there."}]
        record["flows"][made.id] = flow
        _write(receiver, record)
    return records


def _write(path: Path, record: object) -> None:
    path.write_text(yaml.safe_dump(record, sort_keys=False, allow_unicode=True), encoding="utf-8")


@click.command()
@click.option("--page", default="index.html", show_default=True, help="Its address in the site.")
def main(page: str) -> None:
    """Open one page of the site in a browser, and keep what the whole of it looks like."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        built = published.publish(with_services(Path(folder)), Path(folder), others=())
        with published.served(built) as address:
            browser = browsers.launch(playwright)
            window = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
            window.goto(f"{address}/{page}", wait_until="networkidle")
            window.screenshot(path=PICTURE, full_page=True)
            browser.close()
    click.echo(PICTURE.relative_to(build.PROJECT))


if __name__ == "__main__":
    main()
