"""The addresses of the board, below its own: pages, and files that are made of what an address chooses."""

from collections.abc import Mapping

from handlers.base.board.look import Handed, Page
from handlers.board import directory, drafts, history, overview, people, waiting

PAGES: Mapping[str, Page] = {
    "/": overview.show,
    "/xu-ly": waiting.show,
    "/ban-nhap": drafts.show_all,
    "/ban-nhap/{draft_id}": drafts.show,
    "/can-bo": people.show,
    "/danh-muc": directory.show,
    "/nhat-ky": history.show,
}
"""What is posted to a page is done, and told above it."""
FILES: Mapping[str, Handed] = {
    "/nhat-ky.xlsx": history.hand_out_workbook,
    "/nhat-ky.csv": history.hand_out_csv,
}
