"""A page of a list, for templates."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from handlers.locales import _
from handlers.views.base.paging import slice_page

Row = TypeVar("Row")
Other = TypeVar("Other")


@dataclass(frozen=True, slots=True)
class Listed(Generic[Row]):
    """A page of a list: its rows, the place of the first of them, and the number of the page, both from 0.

    `total` is how many there are in all, None where nobody has counted them.
    """

    rows: Sequence[Row]
    total: int | None
    first: int
    at: int
    has_more: bool

    def showing(self, rows: Sequence[Other]) -> "Listed[Other]":
        """Return the same page with what is shown of its rows."""
        return Listed(rows, self.total, self.first, self.at, self.has_more)

    @property
    def words(self) -> str:
        """Return where the page is in its list."""
        if self.total is None:
            return _("trang {page}", page=self.at + 1)
        return _(
            "{first} đến {last} trong {total}",
            first=self.first + 1,
            last=self.first + len(self.rows),
            total=self.total,
        )


def list_part(rows: Sequence[Row], at: int, size: int) -> Listed[Row]:
    """Return a page of rows that are all at hand; a number behind the last page gives that."""
    shown, at, pages = slice_page(rows, at, size)
    return Listed(shown, len(rows), at * size, at, at + 1 < pages)


def list_fetched(rows: Sequence[Row], total: int, first: int, size: int) -> Listed[Row]:
    """Return a page that was read by itself: `size` rows at most, of so many in all, from a place on."""
    return Listed(rows, total, first, first // size, first + len(rows) < total)
