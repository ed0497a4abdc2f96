"""What is measured on a page in a browser, by the tests as by the audit."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from lxml import html
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


class Traffic:
    """What pages ask for, and what that costs on the way: as on a first visit, since no copies are kept."""

    def __init__(self, page: Page) -> None:
        """Listen from now on."""
        self.addresses: list[str] = []
        self._bytes: dict[str, int] = {}
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        session.on("Network.requestWillBeSent", self._ask)
        session.on("Network.loadingFinished", self._get)

    def _ask(self, event: dict[str, Any]) -> None:
        self.addresses.append(event["request"]["url"])
        self._bytes[event["requestId"]] = 0

    def _get(self, event: dict[str, Any]) -> None:
        if event["requestId"] in self._bytes:  # otherwise an earlier page asked for it
            self._bytes[event["requestId"]] = int(event["encodedDataLength"])

    def restart(self) -> None:
        """Count anew: the next page is a first visit."""
        self._bytes.clear()

    @property
    def bytes(self) -> int:
        """What came over the wire since the last start, headers included."""
        return sum(self._bytes.values())

    def elsewhere(self, address: str) -> list[str]:
        """The requests to anybody but the site itself."""
        return [url for url in self.addresses if not url.startswith((address, "data:", "blob:"))]


def axe(page: Page, what: Literal["everything", "colors"] = "everything") -> list[str]:
    """What axe-core objects to on the page that is open: the rule, and the first element of each."""
    options = {
        "runOnly": STANDARDS if what == "everything" else {"type": "rule", "values": COLORS},
        "rules": {"target-size": {"enabled": True}} if what == "everything" else {},
        "resultTypes": ["violations"],
    }
    found = Axe().run(page, options=options).response["violations"]
    return [f"{fault['id']}: {fault['nodes'][0]['html']}" for fault in found]


# --- the keyboard -------------------------------------------------------------------------------------------

REACHABLE = "a[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable]"
KEYBOARD = """
window.keyboard = {
    usable: element => element.tabIndex >= 0 && !element.disabled && !element.closest("[inert], [hidden]")
        && element.checkVisibility({visibilityProperty: true})
        // Of radio buttons in a group one takes the focus; the others are reached with arrows.
        && !(element.type === "radio" && keyboard.group(element) !== element),
    group: radio => {
        const all = document.querySelectorAll(`input[type=radio][name="${CSS.escape(radio.name)}"]`);
        return [...all].find(other => other.checked) || all[0];
    },
    name: element => `${element.tagName.toLowerCase()}${element.id && "#" + element.id}${
        [...element.classList].filter(name => name !== "focus-visible").map(name => "." + name).join("")} ${
        (element.getAttribute("aria-label") || element.textContent || "").trim().slice(0, 40)}`,
    // How an element, its label and its first shapes look: one of them has to change with the focus.
    look: element => JSON.stringify([element, ...element.querySelectorAll("rect"),
        ...(element.labels || [])].filter(part => part.getBoundingClientRect().width > 0).map(part => {
        const style = getComputedStyle(part);
        return [style.outlineStyle === "none" ? "" : [style.outlineStyle, style.outlineWidth, style.outlineColor],
            style.boxShadow, style.borderColor, style.borderWidth, style.backgroundColor, style.stroke,
            style.strokeWidth, style.textDecorationLine];
    })),
    seen: element => {
        const label = element.labels?.length && element.getBoundingClientRect().width < 1
            ? [...element.labels].find(label => label.getClientRects().length) : null;
        const box = (label || element).getBoundingClientRect();
        const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
        const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
        if (right - left < 1 || bottom - top < 1) return false;
        return [0.5, 0.1, 0.9].some(x => [0.5, 0.1, 0.9].some(y => {
            const hit = document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y);
            return hit && (element.contains(hit) || hit.contains(element) || label?.contains(hit));
        }));
    },
};
"""
STEP = """() => {
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) return null;
    const at = keyboard.all.indexOf(element);
    const shown = keyboard.look(element) !== keyboard.looks.get(element);
    return {at, name: keyboard.name(element), shown, seen: keyboard.seen(element)};
}"""


def walk(page: Page) -> list[str]:
    """What is wrong for somebody who has only a keyboard: press Tab through the page that is open, from its top.

    Everything usable is reached, the focus is seen at every step and in view, and the walk ends: nothing is a trap.
    """
    page.evaluate(KEYBOARD)
    # What is folded in the page is unfolded. A menu in the bar lies over what comes next for as long as it is open.
    page.evaluate("for (const folded of document.querySelectorAll('article details')) folded.open = true")
    names: list[str] = page.evaluate(
        """reachable => {
            keyboard.all = [...document.querySelectorAll(reachable)];
            keyboard.looks = new Map(keyboard.all.map(element => [element, keyboard.look(element)]));
            return keyboard.all.map(element => keyboard.usable(element) ? keyboard.name(element) : "");
        }""",
        REACHABLE,
    )
    wanted = {number for number, name in enumerate(names) if name}
    faults, reached = [], set[int]()
    for _ in range(len(names) + 5):
        page.keyboard.press("Tab")
        step = page.evaluate(STEP)
        if step is None or (step["at"] in reached and step["at"] == min(reached)):
            break
        reached.add(step["at"])
        faults += [f"the focus is not shown: {step['name']}"] if not step["shown"] else []
        faults += [f"the focus is out of sight: {step['name']}"] if not step["seen"] else []
        faults += [f"a stop that is nothing to use: {step['name']}"] if step["at"] < 0 else []
    else:
        faults.append("the walk does not end")
    return faults + [f"not reached: {names[number]}" for number in sorted(wanted - reached)]


def focus_shown(page: Page) -> list[str]:
    """What does not show that it has the focus; quicker than a walk, since nobody presses Tab at each."""
    page.keyboard.press("Tab")  # from now on the browser shows the focus
    page.evaluate(KEYBOARD)
    found: list[str] = page.evaluate(
        """reachable => {
            const all = [...document.querySelectorAll(reachable)].filter(keyboard.usable);
            document.activeElement.blur();
            const looks = all.map(keyboard.look);
            return all.filter((element, number) => {
                element.focus({focusVisible: true, preventScroll: true});
                return document.activeElement === element && keyboard.look(element) === looks[number];
            }).map(keyboard.name);
        }""",
        REACHABLE,
    )
    return found


# --- room, text, targets ------------------------------------------------------------------------------------

FITS = """() => {
    const faults = [];
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (wide > 0) faults.push(`the page scrolls sideways by ${wide} pixels`);
    const scrolls = element => {
        for (let box = element; box; box = box.parentElement) {
            const style = getComputedStyle(box);
            if (["auto", "scroll"].includes(style.overflowX) || style.clipPath !== "none") return true;
        }
        return false;
    };
    for (const element of document.querySelectorAll("main *, header *, footer *")) {
        const text = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
        if (!text || !element.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
        const range = document.createRange();
        range.selectNodeContents(element);
        const box = range.getBoundingClientRect();
        if (box.width && (box.right > innerWidth + 1 || box.left < -1) && !scrolls(element))
            faults.push(`cut off: ${element.textContent.trim().slice(0, 40)}`);
        const style = getComputedStyle(element);
        if (["hidden", "clip"].includes(style.overflowY) && style.clipPath === "none"
            && element.scrollHeight > element.clientHeight + 2 && element.clientHeight > 1)
            faults.push(`text is hidden: ${element.textContent.trim().slice(0, 40)}`);
    }
    return faults;
}"""
SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""
"""The spacing of WCAG 1.4.12."""


def fits(page: Page) -> list[str]:
    """What is cut off, hidden or scrolls sideways in the window as it is."""
    found: list[str] = page.evaluate(FITS)
    return found


def add_styles(page: Page, css: str) -> None:
    """Add styles as a browser's own go in, past the policy of the page."""
    page.evaluate(
        """css => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(css);
            document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
        }""",
        css,
    )


def lay_out(page: Page) -> None:
    """Give every part its place at once, also what the browser would leave until somebody scrolls there."""
    add_styles(page, "* { content-visibility: visible !important }")


def with_styles(page: Page, css: str, measure: Callable[[Page], list[str]]) -> list[str]:
    """Measure with styles that a reader might add."""
    add_styles(page, css)
    found = measure(page)
    page.evaluate("document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1)")
    return found


def in_window(page: Page, width: int, height: int, measure: Callable[[Page], list[str]]) -> list[str]:
    """Measure in a window of another size."""
    before = page.viewport_size
    page.set_viewport_size({"width": width, "height": height})
    found = measure(page)
    if before:
        page.set_viewport_size(before)
    return found


TARGETS = """() => {
    const boxes = [...document.querySelectorAll("a[href], button, input, select, summary, label[for], [tabindex='0']")]
        .filter(element => element.checkVisibility({visibilityProperty: true, opacityProperty: true}))
        // Whoever taps the words beside a box ticks it: both are one target.
        .map(element => ({element, box: (element.closest("label") || element).getBoundingClientRect()}))
        .filter(({box}) => box.width > 0 && box.height > 0);
    // What scrolls in a box of its own lies over nothing outside it, whatever its place seems to be. And what stays in
    // place lies over whatever is scrolled below it at the moment.
    const frame = element => {
        for (let box = element; box; box = box.parentElement) {
            const {overflowY, position, top} = getComputedStyle(box);
            if (position === "fixed" || (position === "sticky" && top !== "auto")) return box;
            if (box !== element && ["auto", "scroll"].includes(overflowY)) return box;
        }
        return null;
    };
    for (const target of boxes) target.frame = frame(target.element);
    // Excepted by WCAG 2.5.8: links in a sentence, and what has a circle of 24 pixels to itself.
    const inline = element => {
        const text = element.closest("p, li, dd, dt, td, th, figcaption, h1, h2, h3, h4, summary, caption");
        return element.tagName === "A" && text && text.textContent.trim() !== element.textContent.trim();
    };
    const apart = ({element, box, frame}) => boxes.every(other => {
        if (other.frame !== frame) return true;
        if (other.element.contains(element) || element.contains(other.element)) return true;
        const x = box.left + box.width / 2, y = box.top + box.height / 2;
        const near = Math.hypot(Math.max(other.box.left - x, 0, x - other.box.right),
            Math.max(other.box.top - y, 0, y - other.box.bottom));
        const middles = Math.hypot(x - other.box.left - other.box.width / 2, y - other.box.top - other.box.height / 2);
        return near >= 12 && (middles >= 24 || Math.min(other.box.width, other.box.height) >= 24);
    });
    return boxes.filter(target => (target.box.width < 24 || target.box.height < 24)
            && !inline(target.element) && !apart(target))
        .map(({element, box}) => `${Math.round(box.width)} by ${Math.round(box.height)}: ${
            (element.getAttribute("aria-label") || element.textContent).trim().slice(0, 40) || element.className}`);
}"""


def small_targets(page: Page) -> list[str]:
    """What a finger can hardly meet: targets below 24 pixels with another one too near (WCAG 2.5.8)."""
    found: list[str] = page.evaluate(TARGETS)
    return found


# --- colors and motion of the reader --------------------------------------------------------------------------

FORCED = """() => {
    const faults = [];
    for (const element of document.querySelectorAll("svg *, img, button, input, summary, .status, .notsaid"))
        if (getComputedStyle(element).forcedColorAdjust === "none")
            faults.push(`keeps its own colors: ${element.className?.baseVal ?? element.className}`);
    for (const text of document.querySelectorAll(".flow text")) {
        const box = text.closest(".box")?.querySelector("rect");
        if (box && getComputedStyle(text).fill === getComputedStyle(box).fill)
            faults.push(`not to be seen: ${text.textContent}`);
    }
    for (const rect of document.querySelectorAll(".flow .box rect"))
        if (getComputedStyle(rect).stroke === getComputedStyle(rect).fill) faults.push("a box without a border");
    return faults;
}"""
MOVING = """() => {
    const long = value => value.split(",").some(time => parseFloat(time) > 0.01);
    return [...document.querySelectorAll("*")].filter(element => {
        const style = getComputedStyle(element);
        return (long(style.transitionDuration) && style.transitionProperty !== "none")
            || (long(style.animationDuration) && style.animationName !== "none") || style.scrollBehavior === "smooth";
    }).map(element => `${element.tagName.toLowerCase()}.${element.className?.baseVal ?? element.className}`);
}"""


def forced_colors(page: Page) -> list[str]:
    """What does not take the colors that a reader forces on every page."""
    page.emulate_media(forced_colors="active")
    found: list[str] = page.evaluate(FORCED)
    page.emulate_media(forced_colors="none")
    return found


def moving(page: Page) -> list[str]:
    """What moves although the reader asked for less motion."""
    page.emulate_media(reduced_motion="reduce")
    found: list[str] = page.evaluate(MOVING)
    return found


# --- on paper -------------------------------------------------------------------------------------------------

PAPER = (695, 935)
"""What is left of a sheet of US Letter inside the margins of the site's style for print, in CSS pixels."""
CUT = """() => [...document.querySelectorAll("main *")].flatMap(element => {
    const text = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    if (!text || !element.checkVisibility({visibilityProperty: true}) || element.closest("svg")) return [];
    const range = document.createRange();
    range.selectNodeContents(element);
    const edges = [innerWidth];
    for (let box = element; box; box = box.parentElement) {
        const style = getComputedStyle(box);
        if (style.clipPath !== "none") return [];
        if (style.overflowX !== "visible") edges.push(box.getBoundingClientRect().right);
    }
    if (range.getBoundingClientRect().right <= Math.min(...edges) + 1) return [];
    return [element.textContent.trim().slice(0, 40)];
})"""


def cut_on_paper(page: Page) -> list[str]:
    """Text that does not fit a sheet. Paper does not scroll, so a box that would is no excuse."""
    page.emulate_media(media="print")
    found: list[str] = in_window(page, *PAPER, lambda sheet: sheet.evaluate(CUT))
    page.emulate_media(media="screen")
    return [f"cut off on paper: {text}" for text in found]


# --- without scripts, without styles ------------------------------------------------------------------------------

HIDDEN = """() => {
    const faults = [];
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode.data.trim(), element = walker.currentNode.parentElement;
        const aside = "svg, figure, script, style, template, noscript, details:not([open]), nav, button";
        if (!text || element.closest(aside)) continue;
        if (element.checkVisibility({visibilityProperty: true})) continue;
        // A narrow table may tell the same in other cells of the row.
        if (!element.closest("tr")?.innerText.includes(text)) faults.push(text.slice(0, 60));
    }
    return faults;
}"""


def hidden(page: Page) -> list[str]:
    """Text of the main part that stands in the page and is not shown. Pictures are left out: a list tells the same."""
    found: list[str] = page.evaluate(HIDDEN)
    return found


def bare(page: html.HtmlElement) -> list[str]:
    """What is wrong with a page for whoever sees it without styles, from top to bottom."""
    levels = [int(heading.tag[1]) for heading in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    links = page.xpath("//body//a[@href]")
    faults = [] if levels.count(1) == 1 else [f"{levels.count(1)} headings of the first level"]
    faults += [f"level {old} is followed by {new}" for old, new in pairwise(levels) if new > old + 1]
    if levels[:1] != [1]:
        faults.append("the first heading is not the title")
    target = links[0].get("href") if links else ""
    if not target.startswith("#") or page.get_element_by_id(target[1:], None) is None:
        faults.append("the first link does not lead to the content")
    faults += [f"a link without words: {link.get('href')}" for link in links if not _words(link)]
    return faults


def _words(link: html.HtmlElement) -> str:
    return (link.get("aria-label") or link.text_content() or "".join(link.xpath(".//img/@alt"))).strip()
