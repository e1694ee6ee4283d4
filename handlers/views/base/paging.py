"""Pages of rows with buttons, as every list of /tonghop shows them."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from handlers.base.callback_data.codec import Payload, button
from handlers.base.callback_data.overview import ShowSummary
from handlers.base.messages import Button
from handlers.locales import _

ROWS = 10

Row = TypeVar("Row")


def paged(rows: Sequence[Row], page: int, size: int = ROWS) -> tuple[Sequence[Row], int, int]:
    """The rows of a page, its number from 0, and how many pages there are; the last for a number beyond it."""
    pages = max(1, -(-len(rows) // size))
    page = min(page, pages - 1)
    return rows[page * size : (page + 1) * size], page, pages


def turning(to_page: Callable[[int], Payload], page: int, pages: int) -> tuple[Button, ...]:
    """‹ and › around a page, and the ways to the first and the last where more lie between; `to_page` makes what
    the button of a page carries.
    """
    last = pages - 1
    ways = [("« 1", 0, page > 1), ("‹", page - 1, page > 0), ("›", page + 1, page < last)]
    ways.append((f"{pages} »", last, page < last - 1))
    return tuple(button(text, to_page(to)) for text, to, leads in ways if leads)


def in_rows(taps: Sequence[Button], width: int) -> list[tuple[Button, ...]]:
    """Buttons, `width` a row."""
    return [tuple(taps[at : at + width]) for at in range(0, len(taps), width)]


def up(to: Payload) -> Button:
    """Back to the page above."""
    return button(_("‹ Tổng hợp") if to == ShowSummary() else _("‹ Trở lại"), to)
