"""Does a policy still say what its record was made from? Only fingerprints of its sections are kept, no words."""

from scripts.drift.acceptance import Unwritable, accepted
from scripts.drift.comparison import Comparison, compare
from scripts.drift.unreadable import Unreadable
from scripts.drift.words import JSON_VERSION, as_json, job_summary, text

__all__ = [
    "JSON_VERSION",
    "Comparison",
    "Unreadable",
    "Unwritable",
    "accepted",
    "as_json",
    "compare",
    "job_summary",
    "text",
]
