"""What is measured on a page in a browser, by the tests as by the audit."""

from __future__ import annotations

from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""What axe-core checks: WCAG 2.0, 2.1 and 2.2, levels A and AA, and what it recommends besides."""
COLORS = ["color-contrast", "link-in-text-block"]
"""Those of its rules whose answer another color scheme can change."""

WATCH = """
window.refused = [];
document.addEventListener("securitypolicyviolation", event =>
    refused.push(`${event.violatedDirective}: ${event.blockedURI}`));
"""
"""A script for the start of each page, which notes what its policy refuses."""


def refused(page: Page) -> list[str]:
    """What the policy of the page that is open has refused so far."""
    found: list[str] = page.evaluate("refused")
    return found


def axe(page: Page, what: Literal["everything", "colors"] = "everything") -> list[str]:
    """What axe-core objects to on the page that is open: the rule, and the first element of each."""
    options = {
        "runOnly": STANDARDS if what == "everything" else {"type": "rule", "values": COLORS},
        "rules": {"target-size": {"enabled": True}} if what == "everything" else {},
        "resultTypes": ["violations"],
    }
    found = Axe().run(page, options=options).response["violations"]
    return [f"{fault['id']}: {fault['nodes'][0]['html']}" for fault in found]
