"""Pages of rows with buttons, as every list of /tonghop shows them."""

from collections.abc import Sequence
from typing import TypeVar

from handlers.conversation import Button
from handlers.locales import _

ROWS = 10

Row = TypeVar("Row")


def paged(rows: Sequence[Row], page: int, size: int = ROWS) -> tuple[Sequence[Row], int, int]:
    """The rows of a page, its number from 0, and how many pages there are; the last for a number beyond it."""
    pages = max(1, -(-len(rows) // size))
    page = min(page, pages - 1)
    return rows[page * size : (page + 1) * size], page, pages


def turning(value: str, page: int, pages: int) -> tuple[Button, ...]:
    """‹ and › around a page; `value` is a button's, with {page} where the number goes."""
    before = (Button("‹", value.format(page=page - 1)),) if page else ()
    after = (Button("›", value.format(page=page + 1)),) if page + 1 < pages else ()
    return before + after


def in_rows(taps: Sequence[Button], width: int) -> list[tuple[Button, ...]]:
    """Buttons, `width` a row."""
    return [tuple(taps[at : at + width]) for at in range(0, len(taps), width)]


def up(value: str) -> Button:
    """Back to the page above, whose button is `value`."""
    return Button(_("‹ Tổng hợp") if value == "sum:all" else _("‹ Trở lại"), value)
