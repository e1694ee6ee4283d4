"""Pages of rows with buttons, as every list of /tonghop shows them."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from handlers.base.callback_data.codec import Payload, button
from handlers.base.callback_data.overview import ShowSummary
from handlers.base.messages import Button
from handlers.locales import _

ROWS = 10

Row = TypeVar("Row")


def slice_page(rows: Sequence[Row], page: int, size: int = ROWS) -> tuple[Sequence[Row], int, int]:
    """Return the rows of a page, its number from 0, and the number of pages; a number beyond the end gives the last
    page.
    """
    pages = max(1, -(-len(rows) // size))
    page = min(page, pages - 1)
    return rows[page * size : (page + 1) * size], page, pages


def page_buttons(to_page: Callable[[int], Payload], page: int, pages: int) -> tuple[Button, ...]:
    """Return the buttons ‹ and ›, and those to the first and last page if they are farther away.

    `to_page` makes the payload of a page.
    """
    last = pages - 1
    ways = [("« 1", 0, page > 1), ("‹", page - 1, page > 0), ("›", page + 1, page < last)]
    ways.append((f"{pages} »", last, page < last - 1))
    return tuple(button(text, to_page(to)) for text, to, leads in ways if leads)


def arrange_in_rows(taps: Sequence[Button], width: int) -> list[tuple[Button, ...]]:
    """Return the buttons in rows of `width`."""
    return [tuple(taps[at : at + width]) for at in range(0, len(taps), width)]


def take_lines(lines: Sequence[str], letters: int) -> Sequence[str]:
    """Return the first of `lines` that fit together into so many letters; one at least."""
    taken, length = 0, 0
    for line in lines:
        length += len(line) + 1
        if length > letters and taken:
            break
        taken += 1
    return lines[:taken]


def back_button(to: Payload) -> Button:
    """Return the button back to the page above."""
    return button(_("‹ Tổng hợp") if to == ShowSummary() else _("‹ Trở lại"), to)
