"""The words around marking a duty: what is asked, and one line that says what was saved."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from data.enums import Change, Kind, State
from data.files import StoredFile
from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.history import EntryFacts
from data.registry.duties.progress import Document
from data.rules.limits.terms import UNDO_TERM
from handlers.base.callback_data.changes import AskNote, SetPercent, ShowRequests, UndoChange
from handlers.base.callback_data.codec import Payload, button, decode
from handlers.base.callback_data.duties import ShowDuties, ShowDuty, ShowFiles
from handlers.base.callback_data.obligations import ShowExemptions
from handlers.base.callback_data.overview import ListReported
from handlers.base.messages import Reply
from handlers.locales import _
from handlers.views.base import formatting, names
from handlers.views.changes.change_sentences import change_sentence
from handlers.views.duties.duty_card import card_button

_TITLE_LETTERS = 80
_TURNED_BACK = (
    Change.RETURNED,
    Change.EXTENSION_REFUSED,
    Change.EXEMPTION_REFUSED,
    Change.OWED_AGAIN,
    Change.UNDONE,
)
"""Changes by which nothing is done or granted: they never have the icon of those by which it is."""
_ICONS: Mapping[Change, str] = {Change.EXEMPTED: "➖", Change.EXEMPTION_ASKED: "➖"}
"""Of changes by which nothing is done, but nothing is turned down either."""
_PERCENTS = (25, 50, 75)

_LISTS: Mapping[Change, Payload] = {
    Change.CONFIRMED: ListReported(),
    Change.SELF_CONFIRMED: ListReported(),
    Change.RETURNED: ListReported(),
    Change.EXTENSION_AGREED: ShowRequests(),
    Change.EXTENSION_REFUSED: ShowRequests(),
    Change.EXEMPTION_REFUSED: ShowExemptions(),
}
"""Lists of what else waits for a decision, for the way back from one."""


def which_duty_question(listed: Reply) -> Reply:
    """Ask which duty is to be marked; `listed` is the list of what is still owed."""
    codes = [one.text for row in listed.buttons for one in row if isinstance(decode(one.value), ShowDuty)]
    if not codes:
        return listed
    code = codes[0].split()[0]
    asked = _("Anh/chị chọn một việc để cập nhật: chạm mã bên dưới, hoặc gõ /capnhat {code}.", code=code)
    return replace(listed, body=f"{asked}\n\n{listed.body}")


def percent_question(duty: DutyLine) -> Reply:
    """Ask how far the duty is."""
    taps = tuple(button(f"{percent}%", SetPercent(duty.id, duty.version, percent)) for percent in _PERCENTS)
    if duty.state is not State.IN_PROGRESS and not duty.percent:
        taps = (button(_("▶️ Bắt đầu làm"), SetPercent(duty.id, duty.version, 0)), *taps)
    asked = _(
        "Làm được bao nhiêu phần trăm? Chạm một mức hoặc gõ một số từ 0 đến 100, có thể kèm ghi chú, "
        "ví dụ: 60% đã lấy ý kiến các sở."
    )
    more = (button(_("📝 Chỉ ghi chú"), AskNote(duty.id)), card_button(duty))
    return Reply(f"{formatting.task_code(duty)} · {formatting.shorten(duty.title, 80)}", asked, (taps, more))


def document_question(duty: DutyLine, today: date) -> Reply:
    """Ask for the document of a finished duty."""
    asked = document_hint(today) + "\n" + _("Có bản chụp hay tệp thì gửi luôn, ghi số và ngày ở chú thích.")
    return Reply(
        f"✅ {formatting.task_code(duty)} · {formatting.shorten(duty.title, 80)}", asked, ((card_button(duty),),)
    )


def document_hint(today: date) -> str:
    """Return how to type the number and the date of a document, or that there is none."""
    return _(
        "Gõ số, ký hiệu và ngày của văn bản đã ban hành, ví dụ: 12/KH-UBND {day}\n"
        "Nếu không có văn bản, gõ: không có, kèm lý do.",
        day=formatting.plain_day(today),
    )


def note_question(duty: DutyLine) -> Reply:
    """Ask for a note."""
    asked = _("Gõ điều cần ghi lại, tối đa 500 ký tự. Tình trạng của việc không thay đổi.")
    return Reply(
        f"📝 {formatting.task_code(duty)} · {formatting.shorten(duty.title, 80)}", asked, ((card_button(duty),),)
    )


def report_preview(duty: DutyLine, document: Document, files: int) -> tuple[str, str]:
    """Return a report as it will stand in the record: a heading, and what it says."""
    attached = [_("kèm {count} tệp", count=files)] if files else []
    proof = "; ".join([document_name(document), *attached])
    said = _("{code} đã xong. {proof}", code=formatting.task_code(duty), proof=proof)
    if duty.kind is Kind.CONTINUOUS:
        said = _("Kết quả kỳ báo cáo này của {code}. {proof}", code=formatting.task_code(duty), proof=proof)
    return f"✅ {formatting.task_code(duty)} · {_title(duty)}", said


def _title(duty: DutyLine) -> str:
    return formatting.line_title(duty.title, duty.label, duty.kind, _TITLE_LETTERS)


def document_name(document: Document) -> str:
    """Return the proof of a report, or why there is none."""
    if document.number and document.issued_on:
        return formatting.document_line(document.number, document.issued_on)
    return formatting.no_document(document.none_because or "")


def percent_preview(duty: DutyLine, percent: int, note: str | None, files: int = 0) -> tuple[str, str]:
    """Return a percentage with its note, as `report_preview`."""
    said = _("{code}: {percent}%.", code=formatting.task_code(duty), percent=percent)
    if note:
        said = _("{code}: {percent}%.\nGhi chú: {note}", code=formatting.task_code(duty), percent=percent, note=note)
    if files:
        said += "\n" + _("kèm {count} tệp", count=files)
    return f"✏️ {formatting.task_code(duty)} · {_title(duty)}", said


def note_preview(duty: DutyLine, note: str) -> tuple[str, str]:
    """Return the heading and text of a note, as it will stand in the record."""
    return f"📝 {formatting.task_code(duty)} · {formatting.shorten(duty.title, 80)}", _("Ghi chú: {note}", note=note)


def change_saved(
    duty: DutyLine, entry: EntryFacts, files: Sequence[StoredFile], *, undoable: EntryFacts | None, notified: str
) -> Reply:
    """Render what was saved, who is `notified`, and a button to undo it.

    `undoable` is the change that can be undone: `entry`, or after an undoing the one before it. `files` came with the
    change.
    """
    icon = "↩️" if entry.change in _TURNED_BACK else _ICONS.get(entry.change, "✅")
    said = f"{icon} {change_sentence(duty, entry, len(files))}"
    if entry.change is Change.REPORTED and duty.state is State.REPORTED:
        said += " " + waits_for_confirmation()
    said += f"\n{notified}" if notified else ""
    taps = [
        button(_("Xem {code}", code=formatting.task_code(duty)), ShowDuty(duty.id)),
        button(_("‹ Danh sách"), _LISTS.get(entry.change, ShowDuties())),
    ]
    more = []
    if undoable and entry.change is not Change.UNDONE:
        taps.insert(0, button(_("Hoàn tác"), UndoChange(duty.id, duty.version)))
        minutes = int(UNDO_TERM.total_seconds() // 60)
        said += "\n" + _("Chạm nhầm? Hoàn tác được trong {minutes} phút.", minutes=minutes)
    elif undoable:  # in another place and with another name: a second tap of one undoing must not be the next
        before = names.change_name(undoable.change)
        more.append((button(_("↩️ Bỏ cả lần trước ({change})", change=before), UndoChange(duty.id, duty.version)),))
    if entry.change is Change.REPORTED and not files:
        more.append((button(_("📎 Gửi tệp văn bản"), ShowFiles(duty.id)),))
    return Reply(body=said, buttons=(tuple(taps), *more))


def waits_for_confirmation() -> str:
    """Return the sentence below a report that the body which follows the plan is to confirm."""
    return _("⏳ Chờ cơ quan theo dõi kế hoạch xác nhận.")
