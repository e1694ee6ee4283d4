"""The way through many pages with one thumb."""

import pytest

from handlers.base.callback_data.overview import ListAgencies
from handlers.views.base.paging import page_buttons


@pytest.mark.parametrize(
    ("page", "pages", "ways"),
    [
        (0, 1, []),
        (0, 2, [("›", "suma:1")]),
        (1, 2, [("‹", "suma:0")]),
        (1, 3, [("‹", "suma:0"), ("›", "suma:2")]),
        (0, 29, [("›", "suma:1"), ("29 »", "suma:28")]),
        (2, 29, [("« 1", "suma:0"), ("‹", "suma:1"), ("›", "suma:3"), ("29 »", "suma:28")]),
        (27, 29, [("« 1", "suma:0"), ("‹", "suma:26"), ("›", "suma:28")]),
        (28, 29, [("« 1", "suma:0"), ("‹", "suma:27")]),
    ],
)
def test_a_page_leads_to_its_neighbours_and_to_both_ends(page: int, pages: int, ways: list[tuple[str, str]]) -> None:
    assert [(button.text, button.value) for button in page_buttons(ListAgencies, page, pages)] == ways
