"""One line that says what was saved of a duty."""

from collections.abc import Mapping

from data.enums import Change
from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.history import EntryFacts
from handlers.locales import _, marked
from handlers.views.base import formatting, names
from handlers.views.duties.duty_card import proof_lines

_SENTENCES: Mapping[Change, str] = {
    Change.PROGRESS: marked("Đã ghi {code}: {percent}%."),
    Change.REPORTED: marked("Đã ghi {code} là xong. {proof}."),
    Change.CONFIRMED: marked("Đã xác nhận {code} của {agency}."),
    Change.RETURNED: marked("Đã trả lại {code} cho {agency}."),
    Change.UNDONE: marked("Đã hoàn tác. {code} bây giờ: {state}."),
    Change.NOTED: marked("Đã ghi chú vào {code}."),
    Change.ATTACHED: marked("Đã lưu {count} tệp vào {code}."),
    Change.EXTENSION_ASKED: marked("Đã xin gia hạn {code} đến {day}. Hạn chưa đổi cho đến khi được đồng ý."),
    Change.EXTENSION_AGREED: marked(
        "Đã đồng ý gia hạn {code} của {agency} đến {day}. Đúng hạn hay quá hạn vẫn tính theo hạn ban đầu."
    ),
    Change.EXTENSION_REFUSED: marked("Đã từ chối gia hạn {code} của {agency}."),
    Change.ASSIGNED: marked("Đã giao {code} cho {name}."),
    Change.EXEMPTION_ASKED: marked(
        "Đã gửi đề nghị không tính {code}. Nhiệm vụ vẫn giữ nguyên cho đến khi được đồng ý."
    ),
    Change.EXEMPTION_REFUSED: marked("Đã từ chối đề nghị không tính {code} của {agency}."),
    Change.EXEMPTED: marked("Đã ghi nhận {agency} không phải thực hiện {code}."),
    Change.OWED_AGAIN: marked("Đã giao lại {code} cho {agency}."),
    Change.SELF_CONFIRMED: marked("Đã xác nhận {code} của chính {agency} (tự xác nhận)."),
    Change.CORRECTED: marked("Đã sửa cách đọc {code}."),
    Change.PASSED: marked("Đã tiếp nhận {code} từ {name}."),
    Change.RESULT: marked("Đã lưu kết quả {period} của {code}."),
}


def change_sentence(duty: DutyLine, entry: EntryFacts, files: int) -> str:
    """Return what was saved of a duty; `files` is how many files came with it."""
    code = formatting.task_code(duty)
    if entry.change is Change.ASSIGNED and not entry.reason:
        return _("{code} không còn giao riêng cho ai.", code=code)
    proof = [*proof_lines(entry), *([_("kèm {count} tệp", count=files)] if files else [])]
    day = entry.extended_to if entry.change is Change.EXTENSION_AGREED else entry.asked_until
    return _(
        _SENTENCES[entry.change],
        code=code,
        agency=duty.agency_short_name,
        percent=entry.percent,
        proof="; ".join(proof),
        state=names.progress_text(duty),
        count=files,
        day=formatting.plain_day(day),
        name=entry.reason,  # of ASSIGNED and PASSED the reason is a name
        period=names.stored_period(entry.report_period),
    )
