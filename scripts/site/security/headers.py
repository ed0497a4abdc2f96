"""Built pages → what browsers must refuse on them, inside each page and as files for whoever serves them."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Collection, Iterable, Mapping, Sequence
from urllib.parse import urlsplit

NOT_FOUND = "404.html"
"""It is shown at any depth, so its links are absolute and its script is its own. It holds no text of a record."""
START = b'<meta charset="utf-8">'
"""How both site builders begin the head of a page; nothing that runs or loads stands before it."""

DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",  # the theme's style sheets hold its icons as data
    "font-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
"""The Content-Security-Policy, but for the hashes of the scripts that stand inside the pages."""

OTHERS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",  # says the same as frame-ancestors, to old browsers
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            *("accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope"),
            *("magnetometer", "microphone", "midi", "payment", "serial", "usb"),
        )
    ),
}


class PageError(Exception):
    """A page holds a script that no policy should allow; the message names the page and the remedy."""


def protect(
    pages: Mapping[str, bytes], scripts: Mapping[str, Sequence[str]], roots: Collection[str] = (), address: str = ""
) -> dict[str, bytes]:
    """Put its policy into each page, and add the header files; the keys are paths in the site.

    `scripts` are those that stand inside each page and would run there. `roots` are folders with a site of their own
    in another language. `address` is where the site is published; if that is not known, it has a host of its own.

    Raises:
        PageError: a page has an inline script of its own, or does not begin as the site builders' pages do.
    """
    _refuse_scripts_of_single_pages(scripts, roots)
    files = {path: _with_policy(path, page, policy(scripts[path])) for path, page in pages.items()}
    # Frames can be refused only in a header: a page that can read its own policy is in the frame already.
    whole = policy({script for found in scripts.values() for script in found}) + "; frame-ancestors 'none'"
    headers = {"Content-Security-Policy": whole} | OTHERS
    root = urlsplit(address).path or "/"
    return files | {path: write(headers, root).encode() for path, write in FORMS.items()}


def policy(scripts: Iterable[str]) -> str:
    """The policy that lets exactly these scripts run inside a page, and files of the site itself beside them."""
    hashes = sorted({f"'sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in scripts})
    allowed = DIRECTIVES | {"script-src": " ".join([DIRECTIVES["script-src"], *hashes])}
    return "; ".join(f"{name} {sources}" for name, sources in allowed.items())


def _refuse_scripts_of_single_pages(scripts: Mapping[str, Sequence[str]], roots: Collection[str]) -> None:
    """What the theme puts into pages stands on all pages of a depth. A hash for anything else would allow an attack."""

    def place(path: str) -> tuple[str, str]:
        """The site that the page belongs to, and the page's path in it."""
        root, _, rest = path.partition("/")
        return (root, rest) if rest and root in roots else ("", path)

    common: dict[tuple[str, int], set[str]] = {}
    for path, found in scripts.items():
        root, inner = place(path)
        if found and inner != NOT_FOUND:
            common.setdefault((root, inner.count("/")), set(found)).intersection_update(found)
    for path, found in scripts.items():
        root, inner = place(path)
        own = [script for script in found if inner != NOT_FOUND and script not in common[root, inner.count("/")]]
        if own:
            raise PageError(
                f"{path}: this page holds a script that its fellows do not: {own[0][:80]!r}; put it into a file"
            )


def _with_policy(path: str, page: bytes, content: str) -> bytes:
    before, start, rest = page.partition(START)
    if not start or b"<script" in before or b"<link" in before:
        raise PageError(f"{path}: this page does not begin with {START.decode()}, where its policy would stand")
    meta = (
        f'<meta http-equiv="Content-Security-Policy" content="{content}"><meta name="referrer" content="no-referrer">'
    )
    return before + start + meta.encode() + rest


# --- the files that hosts read -------------------------------------------------------------------------


OPEN = ("api/", "data.json")
"""What scripts on the pages of others may read: the open data, and nothing else."""
_TO_ALL = ("Access-Control-Allow-Origin", "*")


def _lines(headers: Mapping[str, str], root: str) -> str:
    everywhere = ["/*", *(f"  {name}: {value}" for name, value in headers.items())]
    paths = [f"{root}{path}{'*' if path.endswith('/') else ''}" for path in OPEN]
    return "\n".join([*everywhere, *(line for path in paths for line in (path, f"  {': '.join(_TO_ALL)}")), ""])


def _apache(headers: Mapping[str, str], root: str) -> str:
    rows = (f'  Header always set {name} "{value}"' for name, value in headers.items())
    opened = f'  <If "%{{REQUEST_URI}} =~ m#{_opened(root)}#">', f'    Header always set {_TO_ALL[0]} "{_TO_ALL[1]}"'
    return "\n".join(["<IfModule mod_headers.c>", *rows, *opened, "  </If>", "</IfModule>", ""])


def _nginx(headers: Mapping[str, str], root: str) -> str:
    """To be included in a `server`. An empty value sends no header; a location of its own would take over nothing."""
    rows = [f'add_header {name} "{value}" always;' for name, value in headers.items()]
    return "\n".join(
        [
            "# Include this in a server.",
            'set $open_data "";',
            f'if ($uri ~ "{_opened(root)}") {{ set $open_data "*"; }}',
            *rows,
            f"add_header {_TO_ALL[0]} $open_data always;",
            "",
        ]
    )


def _opened(root: str) -> str:
    return f"^{re.escape(root)}({'|'.join(re.escape(path) + ('' if path.endswith('/') else '$') for path in OPEN)})"


def read(text: str) -> dict[str, str]:
    """What the first of these files says for every address."""
    rows = text.partition("/*\n")[2].partition("\n/")[0].splitlines()
    return dict(row.strip().split(": ", 1) for row in rows if row.strip())


FILE = "_headers"
FORMS = {FILE: _lines, ".htaccess": _apache, "nginx-headers.conf": _nginx}
"""Netlify, Cloudflare Pages and their like read the first, Apache the second; nginx is told to include the third."""
