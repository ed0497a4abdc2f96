"""The picture in the README: a page of the site of the small city of the tests, taken by `make picture`.

So it shows what the site can say, and is about no organisation that there is.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import click
from playwright.sync_api import sync_playwright

from scripts.site import build
from tests import browser as browsers
from tests import published
from tests.conftest import CITY

PICTURE = build.PROJECT / "docs" / "picture.png"
WIDTH, HEIGHT = 1280, 900


@click.command()
@click.option("--page", default="services/pay-property-tax.html", show_default=True, help="Its address in the site.")
def main(page: str) -> None:
    """Open one page of the site in a browser, and keep what it looks like."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        built = published.publish(CITY, Path(folder))
        with published.served(built) as address:
            browser = browsers.launch(playwright)
            window = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
            window.goto(f"{address}/{page}", wait_until="networkidle")
            window.screenshot(path=PICTURE)
            browser.close()
    click.echo(PICTURE.relative_to(build.PROJECT))


if __name__ == "__main__":
    main()
