"""The numbers of the real records, wherever they are told."""

from scripts.registry.registry import Registry
from tests.registry.test_certainty import same_numbers_everywhere


def test_the_numbers_are_the_same_everywhere(read: Registry) -> None:
    """In lists, in the table of all, in open data and in answers."""
    same_numbers_everywhere(read)
