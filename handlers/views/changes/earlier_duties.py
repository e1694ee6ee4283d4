"""The words around what was done before the agency used the bot: the list, the preview, what became of it."""

from collections.abc import Mapping, Sequence
from datetime import date

from data.errors import Refused
from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.progress import Document
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.conversation import LeaveQuestion
from handlers.base.callback_data.duties import ShowDuties
from handlers.base.callback_data.obligations import (
    ChooseEarlier,
    ListEarlier,
    PickEarlier,
    RecordEarlier,
    UndoEarlier,
)
from handlers.base.messages import Button, Reply
from handlers.locales import _
from handlers.views.base import error_sentences, formatting
from handlers.views.base.paging import arrange_in_rows

_TITLE_LETTERS = 40
_A_ROW = 3


def no_document() -> str:
    """Return why there is no document, as it will stand in the record."""
    return _("Đã xong đúng hạn, từ trước khi cơ quan dùng hệ thống")


def duty_list(
    agency: str, rows: Sequence[tuple[DutyLine, date]], chosen: Mapping[int, Document], today: date
) -> Reply:
    """Render the duties, those that are `chosen` ticked, each to be tapped."""
    heading = _("☑️ Đã xong từ trước · {agency}", agency=agency)
    if not rows:
        said = _("Không còn việc nào đến hạn từ trước khi cơ quan dùng hệ thống.")
        return Reply(heading, said, ((button(_("📋 Nhiệm vụ"), ShowDuties()),),), replaces=True)
    first, began = rows[0]
    asked = _(
        "Những việc đến hạn trước ngày {day}, khi cơ quan bắt đầu dùng hệ thống. Chạm những việc đã xong đúng hạn, "
        "hoặc “Tất cả”. Có văn bản thì gõ mã, số và ngày, mỗi việc một dòng, ví dụ: {code} 12/KH-STP {example}",
        day=formatting.plain_day(began),
        code=first.code,
        example=formatting.plain_day(first.due_on),
    )
    late = _("Việc xong quá hạn thì báo bằng ✅ Đã xong với văn bản của việc đó.")
    lines = [f"{_tick(row.id in chosen)} {_row(row, chosen.get(row.id), today)}" for row, _began in rows]
    taps = [button(f"{_tick(row.id in chosen)} {row.code}", PickEarlier(row.id)) for row, _began in rows]
    every = _("Bỏ chọn tất cả") if len(chosen) == len(rows) else _("Tất cả")
    ways = [button(every, ChooseEarlier())]
    if chosen:
        ways.append(button(_("Tiếp tục ({count})", count=len(chosen)), RecordEarlier()))
    ways.append(button(_("Thôi"), LeaveQuestion()))
    return Reply(
        heading, "\n".join([asked, late, "", *lines]), (*arrange_in_rows(taps, _A_ROW), tuple(ways)), replaces=True
    )


def preview(agency: str, rows: Sequence[tuple[DutyLine, Document]]) -> tuple[str, str]:
    """Return the heading and text of what will be saved."""
    listed = "\n".join(f"• {row.code} · {_document_text(document)}" for row, document in rows)
    said = _("☑️ Ghi {count} việc là đã xong từ trước:\n{rows}", count=len(rows), rows=listed)
    return _("☑️ Đã xong từ trước · {agency}", agency=agency), said


def saved(duties: Sequence[DutyLine], refused: Sequence[tuple[str, Refused]], left: int) -> Reply:
    """Render what was saved and what was not; `left` are still open from before."""
    lines = [_("☑️ Đã ghi {count} việc là đã xong từ trước, chờ xác nhận.", count=len(duties))]
    undo = [
        button(_("Hoàn tác {count} việc này", count=len(duties)), UndoEarlier(duty.id, duty.version))
        for duty in duties[:1]
    ]
    return _outcome(lines, refused, left, undo)


def undone(duties: Sequence[DutyLine], refused: Sequence[tuple[str, Refused]], left: int) -> Reply:
    """Render what was undone and what was not; `left` are open from before."""
    said = _("↩️ Đã hoàn tác {count} việc.", count=len(duties)) if duties else _("Không có việc nào được hoàn tác.")
    return _outcome([said], refused, left, [])


def _outcome(said: Sequence[str], refused: Sequence[tuple[str, Refused]], left: int, undo: list[Button]) -> Reply:
    lines = [*said, *(f"⚠️ {code}: {error_sentences.sentence(error)}" for code, error in refused)]
    taps = [button(_("📋 Nhiệm vụ"), ShowDuties())]
    if left:
        taps.insert(0, button(_("☑️ Đã xong từ trước ({count})", count=left), ListEarlier()))
    return Reply(body="\n".join(lines), buttons=(*((tap,) for tap in undo), tuple(taps)))


def _tick(chosen: bool) -> str:
    return "☑️" if chosen else "☐"


def _row(row: DutyLine, document: Document | None, today: date) -> str:
    title = formatting.line_title(row.title, row.label, row.kind, _TITLE_LETTERS)
    due = formatting.day_month(row.due_on, today) if row.due_on else ""
    paper = f" · {document.number}" if document and document.number else ""
    return f"{row.code}  {title} · {_('hạn {day}', day=due)}{paper}"


def _document_text(document: Document) -> str:
    if document.number and document.issued_on:
        return formatting.document_line(document.number, document.issued_on)
    return _("không kèm văn bản")
