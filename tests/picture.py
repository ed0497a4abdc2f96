"""The picture in the README, taken from the built site by `make picture`."""

from __future__ import annotations

from pathlib import Path

import click
from playwright.sync_api import sync_playwright

from scripts.site import build
from tests import browser as browsers
from tests import published

PICTURE = build.PROJECT / "docs" / "picture.png"
WIDTH, HEIGHT = 1280, 900


@click.command()
@click.option("--site", "folder", default="site", show_default=True, type=click.Path(exists=True, path_type=Path))
@click.option("--page", default=None, help="Its address in the site.  [default: the longest page of a service]")
def main(folder: Path, page: str | None) -> None:
    """Open one page of the built site in a browser, and keep what it looks like."""
    page = page or published.longest(folder.glob("services/*.html")).relative_to(folder).as_posix()
    with published.served(folder) as address, sync_playwright() as playwright:
        browser = browsers.launch(playwright)
        window = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        window.goto(f"{address}/{page}", wait_until="networkidle")
        window.screenshot(path=PICTURE)
        browser.close()
    click.echo(PICTURE.relative_to(build.PROJECT))


if __name__ == "__main__":
    main()
