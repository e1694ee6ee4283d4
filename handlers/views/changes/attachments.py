"""The files of a duty: their list, what was stored, which duty a file is for."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from data.errors import BadAnswer
from data.files import StoredFile
from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.proofs import ProofFacts
from handlers.base.callback_data.changes import AttachFiles, ReportFiles
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.conversation import LeaveQuestion
from handlers.base.callback_data.duties import SendFile, ShowDuties, ShowFiles
from handlers.base.callback_data.plans import AskPlanFile, ImportSentFile
from handlers.base.messages import Attachment, Reply
from handlers.base.steps import Step
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.base.paging import page_buttons, slice_page
from handlers.views.base.unreadable_answers import explain_bad_answer, file_types
from handlers.views.changes.progress import document_hint
from handlers.views.duties.duty_card import card_button

_ROWS = 8
_BUTTON_LETTERS = 32


def file_list(duty: DutyLine, proofs: Sequence[ProofFacts], today: date, page: int, *, mine: bool) -> Reply:
    """Render a page of a duty's files, the latest first, with a button to get each."""
    shown, page, pages = slice_page(proofs, page, _ROWS)
    first = page * _ROWS + 1
    lines = [_file_line(number, proof, today) for number, proof in enumerate(shown, first)]
    lines = lines or [_("Chưa có tệp nào.")]
    if mine:
        lines += ["", _("Gửi tệp hoặc ảnh vào đây để đính kèm; chú thích thì gõ cùng lúc gửi.")]
        lines.append(_("Nhận {types}; mỗi tệp không quá 20 MB.", types=file_types()))
    taps = [
        (button(f"{number}. {formatting.file_name(proof.name, _BUTTON_LETTERS)}", SendFile(proof.id)),)
        for number, proof in enumerate(shown, first)
        if proof.expired_at is None
    ]
    back = (card_button(duty), *page_buttons(partial(ShowFiles, duty.id), page, pages))
    heading = f"📎 {formatting.task_code(duty)} · {formatting.shorten(duty.title, 80)}"
    return Reply(heading, "\n".join(lines), (*taps, back), replaces=True)


def file_reply(duty: DutyLine, file: Attachment) -> Reply:
    """Render one file."""
    return Reply(
        body=f"📎 {formatting.task_code(duty)} · {formatting.file_name(file.name)}",
        buttons=((card_button(duty),),),
        files=(file,),
    )


def expired_file(duty: DutyLine, proof: ProofFacts, today: date) -> Reply:
    """Render that the content of a file is kept no longer."""
    said = _(
        "📎 {code} · {file}: đã hết thời hạn lưu, nội dung tệp không còn trong sổ. Tệp do {name} gửi {moment}.",
        code=formatting.task_code(duty),
        file=formatting.file_name(proof.name),
        name=proof.officer_name,
        moment=formatting.moment(proof.at, today),
    )
    return Reply(body=said, buttons=((card_button(duty),),))


def files_kept(
    duty: DutyLine, added: Sequence[StoredFile], step: str, today: date, unread: BadAnswer | None
) -> Reply:
    """Render the files that were stored while an answer is still awaited; `unread` is why their caption is no
    answer.
    """
    said = saved_files_sentence(duty, added)
    match step:
        case Step.DOCUMENT:
            said += f"\n{explain_bad_answer(unread)}" if unread else ""
            said += "\n" + document_hint(today)
        case Step.PERCENT:
            said += "\n" + _("Còn chờ số phần trăm đã làm, ví dụ: 60.")
        case _:
            said += "\n" + _("Còn tệp nữa thì gửi tiếp.")
    return Reply(body=said, buttons=((card_button(duty),),))


def saved_files_sentence(duty: DutyLine, added: Sequence[StoredFile]) -> str:
    """Return the names of the stored files; if there are none, that the duty has the file already."""
    if not added:
        return _("Tệp này đã có trong {code}, không lưu thêm.", code=formatting.task_code(duty))
    named = ", ".join(_name_and_size(file.name, file.size) for file in added)
    return _("📎 Đã lưu vào {code}: {files}.", code=formatting.task_code(duty), files=named)


def caption_preview(duty: DutyLine, files: Sequence[StoredFile], caption: str) -> tuple[str, str]:
    """Return the heading and text of files with their caption, as they will stand in the record."""
    named = ", ".join(_name_and_size(file.name, file.size) for file in files)
    said = _("Tệp: {files}\nChú thích: {caption}", files=named, caption=caption)
    return f"📎 {formatting.task_code(duty)} · {formatting.shorten(duty.title, 80)}", said


def duplicate_file(duty: DutyLine) -> Reply:
    """Render that the duty has a file with this content already."""
    return Reply(body=saved_files_sentence(duty, ()), buttons=((card_button(duty),),))


def which_duty_question(
    waiting: Sequence[StoredFile], likely: Sequence[DutyLine], unknown: str = "", *, may_be_plan: bool = False
) -> Reply:
    """Ask which duty the `waiting` files are for, or whether the one is a plan.

    `unknown` is the code that their caption begins with, if the agency has no duty of that code. `may_be_plan`: the
    reader sends in plans as well.
    """
    named = ", ".join(_name_and_size(file.name, file.size) for file in waiting)
    asked = _("Tệp này là của việc nào? Chạm một việc, hoặc gõ mã, ví dụ: II.3.")
    if len(waiting) > 1:
        asked = _("Các tệp này là của việc nào? Chạm một việc, hoặc gõ mã, ví dụ: II.3.")
    if unknown:
        asked = _("Không thấy mã {key} trong nhiệm vụ của cơ quan anh/chị.", key=unknown) + " " + asked
    taps = [(button(_duty_label(row), AttachFiles(row.id)),) for row in likely]
    if may_be_plan:
        asked += " " + _("Là kế hoạch mới thì chạm “Nhập kế hoạch”.")
        taps.append((button(_("📥 Nhập kế hoạch"), ImportSentFile()),))
    return Reply(
        body=_("📎 Đã nhận: {files}.", files=named) + "\n" + asked,
        buttons=(*taps, (button(_("Thôi, không lưu"), LeaveQuestion()),)),
    )


def plan_file_question(name: str) -> Reply:
    """Say that a file of this kind is no proof, and where it goes if it is a plan."""
    said = _(
        "Tệp {file} không đính kèm được vào nhiệm vụ. Là kế hoạch mới thì chạm “Nhập kế hoạch” rồi gửi lại tệp.",
        file=formatting.file_name(name),
    )
    return Reply(body=said, buttons=((button(_("📥 Nhập kế hoạch"), AskPlanFile()),),))


def purpose(duty: DutyLine, waiting: Sequence[StoredFile]) -> Reply:
    """Render the question what a file is for that came with the code of a duty and no word more."""
    named = ", ".join(_name_and_size(file.name, file.size) for file in waiting)
    asked = _("Anh/chị báo {code} đã xong, hay chỉ đính kèm? Chưa có gì được ghi.", code=formatting.task_code(duty))
    taps = (
        button(_("✅ Báo {code} đã xong", code=formatting.task_code(duty)), ReportFiles(duty.id, duty.version)),
        button(_("📎 Chỉ đính kèm"), AttachFiles(duty.id)),
    )
    body = _("📎 Đã nhận: {files}.", files=named) + "\n" + asked
    heading = f"{formatting.task_code(duty)} · {formatting.shorten(duty.title, 80)}"
    return Reply(heading, body, (taps, (button(_("Thôi, không lưu"), LeaveQuestion()),)))


def document_missing(duty: DutyLine, waiting: Sequence[StoredFile], today: date, unread: BadAnswer | None) -> Reply:
    """Ask for number and date of a report that came with its file; `unread` is why what was typed cannot be them."""
    named = ", ".join(_name_and_size(file.name, file.size) for file in waiting)
    lines = [
        _("📎 Đã nhận: {files}; sẽ ghi cùng báo cáo.", files=named),
        *([explain_bad_answer(unread)] if unread else []),
        document_hint(today),
    ]
    heading = f"✅ {formatting.task_code(duty)} · {formatting.shorten(duty.title, 80)}"
    return Reply(heading, "\n".join(lines), ((card_button(duty), button(_("Thôi, để sau"), LeaveQuestion())),))


def files_expired() -> Reply:
    """Render that the files came too long ago and are not kept any more."""
    said = _("Tệp gửi lúc trước không còn được giữ, chưa có gì được ghi. Anh/chị gửi lại tệp giúp.")
    return Reply(body=said, buttons=((button(_("📋 Nhiệm vụ"), ShowDuties()),),))


def _file_line(number: int, proof: ProofFacts, today: date) -> str:
    named = _name_and_size(proof.name, proof.size)
    said = f"{number}. {named} · {proof.officer_name}, {formatting.moment(proof.at, today)}"
    return f"{said} · {_('đã hết thời hạn lưu')}" if proof.expired_at else said


def _name_and_size(name: str, count: int) -> str:
    return f"{formatting.file_name(name)} ({formatting.file_size(count)})"


def _duty_label(row: DutyLine) -> str:
    title = formatting.line_title(row.title, row.label, row.kind, _BUTTON_LETTERS)
    return f"{formatting.task_code(row)} {title}"
