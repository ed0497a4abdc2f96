"""Does a policy still say what its record was made from? Only fingerprints of its sections are kept, no words."""

from scripts.observation.policy_drift.acceptance import Unwritable, accepted
from scripts.observation.policy_drift.comparison import Comparison, compare
from scripts.observation.policy_drift.drift_report import JSON_VERSION, as_json, job_summary, text
from scripts.observation.policy_drift.unreadable import Unreadable

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
