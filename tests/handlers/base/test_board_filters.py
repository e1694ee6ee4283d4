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


@pytest.mark.parametrize("days", ["2024-03-01", "2024-02-26..2024-03-11", "2024-12-31..2025-01-01"])
def test_the_board_reads_its_own_links_of_days(days: str) -> None:
    chosen = read_filter({"han": days})
    assert chosen.query() == f"?han={days}"
    assert chosen.is_part
    assert dict(chosen.pairs)["han"] == days


@pytest.mark.parametrize(
    "days", ["2024-02-30", "2024-03-02..2024-03-01", "..2024-03-01", "2024-3-1", "1999-01-01", "2024-03-01..", "٢٠٢٤"]
)
def test_what_are_no_days_is_refused(days: str) -> None:
    with pytest.raises(BadAnswer):
        read_filter({"han": days})
