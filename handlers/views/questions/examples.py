"""Examples of questions, and guesses at a sentence that was not understood."""

from collections.abc import Mapping, Sequence
from datetime import date

from data.enums import Part
from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.history import EntryFacts
from handlers.base.callback_data.changes import UndoChange
from handlers.base.callback_data.codec import Payload, button
from handlers.base.callback_data.conversation import RunCommand
from handlers.base.callback_data.duties import ShowDuties, ShowDuty
from handlers.base.callback_data.overview import ListOverdue, ListReported, ShowSummary
from handlers.base.command_names import CommandName
from handlers.base.messages import Button, Reply
from handlers.base.query import Intent, Status
from handlers.base.selection import Selection
from handlers.locales import _, marked
from handlers.views.base import formatting, names

_GUESSES: Mapping[Payload, str] = {
    ShowDuties(): marked("📋 Việc chưa xong"),
    ShowDuties(Selection(status=Status.OVERDUE)): marked("🔴 Việc quá hạn"),
    ShowDuties(Selection(status=Status.DONE)): marked("✅ Việc đã xong"),
    ShowDuties(Selection(status=Status.WAITING)): marked("⏳ Việc chờ xác nhận"),
    ShowDuties(Selection(undated=True)): marked("🔵 Việc không ghi thời hạn"),
    ShowDuties(Selection(part=Part.COORDINATING)): marked("Việc phối hợp"),
    ShowSummary(): marked("📊 Tổng hợp"),
    ListOverdue(): marked("🔴 Việc quá hạn"),
    ListReported(): marked("⏳ Việc chờ xác nhận"),
    RunCommand(CommandName.NEXT_DUTY): marked("Việc tiếp theo"),
    RunCommand(CommandName.REMINDERS): marked("Lịch nhắc của tôi"),
    RunCommand(CommandName.HELP): marked("Trợ giúp"),
}


def examples(*, overseeing: bool) -> str:
    """Return example sentences, as they are typed; about the province if `overseeing`."""
    if overseeing:
        return _("“bao nhiêu việc quá hạn”, “việc chờ xác nhận”, “ai chậm nhất”, “Sở Y tế chưa xong việc gì”")
    return _("“tuần này phải nộp gì”, “quý 2 còn gì”, “II.3 xong rồi”")


INTENTS_WITHOUT_DUTIES = (Intent.HELP, Intent.GREETING, Intent.THANKS, Intent.SMALL_TALK)
"""Intents that are about no duty."""


def courtesy_answer(intent: Intent, *, overseeing: bool) -> Reply:
    """Render the answer to one of `INTENTS_WITHOUT_DUTIES`."""
    buttons = (_guess_buttons((ShowSummary() if overseeing else ShowDuties(), RunCommand(CommandName.HELP))),)
    match intent:
        case Intent.GREETING:
            said = _("Chào anh/chị. Anh/chị có thể hỏi: {examples}.", examples=examples(overseeing=overseeing))
            return Reply(body=said, buttons=buttons)
        case Intent.THANKS:
            return Reply(body=_("Rất vui được giúp anh/chị."), buttons=buttons)
        case Intent.SMALL_TALK:
            return Reply(
                body=_("Vâng ạ. Chưa có gì được ghi; khi cần xem hay báo nhiệm vụ, anh/chị cứ gõ một câu."),
                buttons=buttons,
            )
    return ways_to_ask(overseeing=overseeing)


def no_such_time(typed: str, *, overseeing: bool) -> Reply:
    """Render that a sentence names a time that no calendar has."""
    said = _("Không có “{time}” trên lịch. Anh/chị gõ lại quý (1–4), tháng (1–12) hoặc ngày có thật.", time=typed)
    return Reply(body=said, buttons=(_guess_buttons((ShowSummary() if overseeing else ShowDuties(),)),))


def ways_to_undo(last: DutyLine | None) -> Reply:
    """Render how a change is undone; `last` is the duty that the reader changed last, if any."""
    said = _(
        "Trong 15 phút sau khi ghi, anh/chị chạm “Hoàn tác” dưới tin báo đã ghi hoặc trên thẻ nhiệm vụ. Muộn hơn thì "
        "ghi lại bằng “Tiến độ”; việc đã báo xong thì đề nghị giám sát trả lại."
    )
    card = (button(_("Mở thẻ {code}", code=formatting.task_code(last)), ShowDuty(last.id)),) if last else ()
    return Reply(body=said, buttons=((*card, *_guess_buttons((ShowDuties(),))),))


def undo_question(duty: DutyLine, change: EntryFacts, today: date) -> Reply:
    """Ask before the reader's own last change of a duty is undone."""
    said = _(
        "Lần cập nhật gần nhất của anh/chị: {change}, lúc {moment}. Chưa có gì thay đổi; chạm để hoàn tác.",
        change=names.change_name(change.change),
        moment=formatting.moment(change.at, today),
    )
    taps = (
        button(_("Hoàn tác"), UndoChange(duty.id, duty.version)),
        button(_("Mở thẻ {code}", code=formatting.task_code(duty)), ShowDuty(duty.id)),
    )
    return Reply(_("Hoàn tác {code}?", code=formatting.task_code(duty)), said, (taps,))


def ways_to_ask(*, overseeing: bool) -> Reply:
    """Render what can be asked in a sentence; those who oversee get examples about the province."""
    if overseeing:
        said = _(
            "{examples}, “hạn của II.3”, “ai chủ trì II.3”; có dấu hay không dấu đều được.\n"
            "Đếm theo cơ quan, so theo thời gian: “huyện nào chưa nộp TC.1”, “tuần này ai báo xong”, “so với tháng"
            " trước thế nào”. Nhắc và lấy tệp: “nhắc các sở chậm TC.1”, “gửi tôi file excel”.\n"
            "Không nêu cơ quan là hỏi toàn tỉnh.",
            examples=examples(overseeing=True),
        )
        return Reply(
            _("Có thể hỏi bằng một câu"), said, (_guess_buttons((ShowSummary(), RunCommand(CommandName.HELP))),)
        )
    body = _(
        "“tuần này phải nộp gì”, “quý 2 còn gì”, “việc quá hạn”, “bao nhiêu việc chưa xong”, “việc tiếp theo”,\n"
        "“hạn của II.3”, “ai chủ trì II.3”, “II.3 xong rồi”; có dấu hay không dấu đều được."
    )
    return Reply(_("Có thể hỏi bằng một câu"), body, (_guess_buttons((ShowDuties(), RunCommand(CommandName.HELP))),))


def not_understood(guesses: tuple[Payload, Payload], *, overseeing: bool) -> Reply:
    """Render examples and the two nearest guesses, never a list that may be the wrong one.

    The guesses are named in the text as well, for channels without buttons.
    """
    first, second = (_(_GUESSES[guess]) for guess in guesses)
    body = _(
        "Tôi chưa hiểu câu này. Ví dụ: {examples}.\nAnh/chị muốn xem “{first}” hay “{second}”?",
        examples=examples(overseeing=overseeing),
        first=first,
        second=second,
    )
    return Reply(body=body, buttons=(_guess_buttons(guesses),))


def _guess_buttons(guesses: Sequence[Payload]) -> tuple[Button, ...]:
    return tuple(button(_(_GUESSES[guess]), guess) for guess in guesses)
