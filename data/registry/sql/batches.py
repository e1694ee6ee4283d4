"""Batches of keys: a database accepts a limited number of parameters in one statement."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

BATCH_SIZE = 1000

Key = TypeVar("Key")


def in_batches(keys: Iterable[Key]) -> Iterator[list[Key]]:
    """Yield the keys in lists of at most `BATCH_SIZE`; nothing for no keys."""
    rest = iter(keys)
    while batch := list(islice(rest, BATCH_SIZE)):
        yield batch
