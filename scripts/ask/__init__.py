"""`registry ask`: the questions that the records themselves can answer.

What only somebody else can answer goes out and comes back in `scripts.correspondence`.
"""

from scripts.ask.commands import ask

__all__ = ["ask"]
