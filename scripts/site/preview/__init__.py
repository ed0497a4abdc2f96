"""The site on this machine, for whoever edits records: each page is made when a browser asks for it.

A saved record makes a new draft. A draft knows what the built site would hold at each address, and makes only what is
asked for. `tests/site/test_draft.py` holds it to the bytes of the built site.
"""

from scripts.site.preview.draft import Draft, Workshop
from scripts.site.preview.serving import PortError, serve
from scripts.site.preview.turns import FaultError

__all__ = ["Draft", "FaultError", "PortError", "Workshop", "serve"]
