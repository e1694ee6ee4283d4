"""The addresses of the board, below its own: pages, and files that are made of what an address chooses."""

from collections.abc import Mapping

from handlers.base.board.form import SWITCH
from handlers.base.board.look import Handed, Page
from handlers.board import (
    agencies,
    audit_log,
    directory,
    drafts,
    duty,
    duty_list,
    overview,
    people,
    tasks,
    waiting,
    wall,
)

LIST = "/danh-sach"
"""The page that everybody who is signed in may open."""
PAGES: Mapping[str, Page] = {
    "/": overview.show,
    "/co-quan": agencies.show_all,
    "/co-quan/{agency_id}": agencies.show,
    "/theo-thang": agencies.show_months,
    "/nhiem-vu": tasks.show_all,
    "/nhiem-vu/{plan_id}/{code}": tasks.show,
    LIST: duty_list.show,
    "/danh-sach/in": duty_list.show_printed,
    "/viec/{duty_id}": duty.show,
    "/treo-tuong": wall.show,
    "/xu-ly": waiting.show,
    "/ban-nhap": drafts.show_all,
    "/ban-nhap/{draft_id}": drafts.show,
    "/can-bo": people.show,
    "/danh-muc": directory.show,
    "/nhat-ky": audit_log.show,
}
"""The pages by their addresses. A form posted to one is carried out, and its outcome stands above the page."""
WITH_FILES = frozenset({"/ban-nhap", "/can-bo"})
"""Pages whose forms take files: plans, and lists of people."""
FOR_WHO_SEES_NO_FIGURES: Mapping[str, str] = {"/": "danh-sach"}
"""The page that whoever may see no figures is led to in place of another: the first page's address is in their hands
as in everybody's, so that opening it is nothing to refuse, nor to record."""
FILES: Mapping[str, Handed] = {
    "/danh-sach.xlsx": duty_list.hand_out_workbook,
    "/danh-sach.csv": duty_list.hand_out_csv,
    "/nhat-ky.xlsx": audit_log.hand_out_workbook,
    "/nhat-ky.csv": audit_log.hand_out_csv,
}
SPEAKING = f"/{SWITCH}"
"""Where the form is posted by which somebody of several agencies lets their page speak for another."""
