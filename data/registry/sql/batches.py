"""Many keys, asked about in portions: a database takes only so many parameters in one statement."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

BATCH_SIZE = 1000

Key = TypeVar("Key")


def in_batches(keys: Iterable[Key]) -> Iterator[list[Key]]:
    """The keys in lists of at most `PORTION`; none for no keys."""
    rest = iter(keys)
    while some := list(islice(rest, BATCH_SIZE)):
        yield some
