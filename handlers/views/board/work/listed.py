"""A page of a list, for templates."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Listed(Generic[Row]):
    """A page of a list: its rows, how many there are in all, its number from 0, and how many pages there are."""

    rows: Sequence[Row]
    total: int
    at: int
    pages: int
