"""Pages of rows with buttons, as every list of /tonghop shows them."""

from collections.abc import Sequence
from typing import TypeVar

from handlers.base.messages import Button
from handlers.locales import _

ROWS = 10

Row = TypeVar("Row")


def paged(rows: Sequence[Row], page: int, size: int = ROWS) -> tuple[Sequence[Row], int, int]:
    """The rows of a page, its number from 0, and how many pages there are; the last for a number beyond it."""
    pages = max(1, -(-len(rows) // size))
    page = min(page, pages - 1)
    return rows[page * size : (page + 1) * size], page, pages


def turning(value: str, page: int, pages: int) -> tuple[Button, ...]:
    """‹ and › around a page, and the ways to the first and the last where more lie between; `value` is a button's,
    with {page} where the number goes.
    """
    last = pages - 1
    ways = [("« 1", 0, page > 1), ("‹", page - 1, page > 0), ("›", page + 1, page < last)]
    ways.append((f"{pages} »", last, page < last - 1))
    return tuple(Button(text, value.format(page=to)) for text, to, leads in ways if leads)


def in_rows(taps: Sequence[Button], width: int) -> list[tuple[Button, ...]]:
    """Buttons, `width` a row."""
    return [tuple(taps[at : at + width]) for at in range(0, len(taps), width)]


def up(value: str) -> Button:
    """Back to the page above, whose button is `value`."""
    return Button(_("‹ Tổng hợp") if value == "sum:all" else _("‹ Trở lại"), value)
