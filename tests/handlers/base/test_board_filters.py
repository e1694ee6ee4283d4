"""Addresses of the board: what the board writes it reads again, and nothing else."""

import pytest

from data.errors import BadAnswer
from handlers.base.board.filters import BoardFilter, read_filter


@pytest.mark.parametrize("section", ["II", "TC", "A.I", "1", "N1", "I-2", "PHẦN1.IV.A.1-2"])
def test_the_board_reads_its_own_links_of_sections(section: str) -> None:
    assert read_filter({"linhvuc": section}).section == section
    assert "linhvuc=" in BoardFilter(section=section).query()


@pytest.mark.parametrize("section", ["II/1", "<b>", "I I", "I" * 17])
def test_what_no_section_is_called_is_refused(section: str) -> None:
    with pytest.raises(BadAnswer):
        read_filter({"linhvuc": section})
