"""The one table of what an officer can ask for: command, button or answer → who may → who answers."""

from dataclasses import dataclass

from data.enums import ReportKind, Role
from data.rules.hours import HOURS
from handlers.account import (
    agenda,
    help,  # noqa: A004 - the glossary's name
    join,
    reminder_reasons,
    reminder_settings,
    snoozing,
)
from handlers.base import breakdowns, packed_duties, proposal
from handlers.base.permissions import OVERSEERS
from handlers.base.turn import Handler
from handlers.changes import (
    assignments,
    attachments,
    coordination_notes,
    extensions,
    external_deadlines,
    progress,
    reviews,
)
from handlers.dispatch import confirmations, sentences
from handlers.duties import lists, task_agencies
from handlers.locales import marked
from handlers.overview import charts, exports, summary
from scheduler.planning.preferences import DISPENSABLE

EVERYONE: frozenset[Role | None] = frozenset({None, *Role})
LINKED: frozenset[Role | None] = frozenset(Role)
LEADING: frozenset[Role | None] = frozenset({Role.HEAD, Role.SUPERVISOR, Role.ADMIN})
SUPERVISING: frozenset[Role | None] = frozenset({Role.SUPERVISOR})
OVERSEEING: frozenset[Role | None] = OVERSEERS
REMINDED: frozenset[Role | None] = frozenset({Role.OFFICER})

_DUTY = r"\d{1,9}"
_CHANGE = r"\d{1,9}:\d{1,9}"
_CODE = r"(?:[IVXLC]+|TC)\.\d{1,3}[a-z]?"
_DAY = r"\d{4}-\d{2}-\d{2}"
_STAGE = "|".join(sorted(DISPENSABLE))
_FILTER = rf"[oavdwcn]|q[1-4]|m(?:1[0-2]|[1-9])|t{_CODE}|s[IVXLC]+|k[\w ]*"
_CUT = breakdowns.PATTERN
_WHOSE = r"all|a\d{1,9}"
_PAGE = r"sum[a-z](?:\|[A-Za-z0-9.-]+)+"
_LIST = rf"(?:{_FILTER}):\d{{1,4}}(?::\d{{1,9}})?"


@dataclass(frozen=True, slots=True)
class Route:
    """`key` is a command's name, a button's verb or a question's step; `value` is what a button may carry.

    A command or a tap leaves the open question behind, unless it `answers` it: then the handler still sees it.
    """

    key: str
    who: frozenset[Role | None]
    handler: Handler
    summary: str = ""
    value: str = ""
    answers: bool = False


COMMANDS = (
    Route("start", EVERYONE, join.start),
    Route("thamgia", EVERYONE, join.start, marked("liên kết chat này bằng mã mời")),
    Route(
        "nhiemvu",
        LINKED,
        lists.show,
        marked("việc cơ quan còn nợ; thêm: quý 2, tháng 6, quá hạn, đã xong, phối hợp, mã"),
    ),
    Route("tieptheo", LINKED, lists.upcoming, marked("việc cần làm tiếp theo")),
    Route("capnhat", LINKED, progress.update, marked("cập nhật một việc, ví dụ: /capnhat II.3")),
    Route("lich", LINKED, agenda.show, marked("30 ngày tới; tệp lịch và đường dẫn cho lịch của điện thoại")),
    Route("nhac", LINKED, reminder_settings.show, marked("giờ nhắc, mức nhắc, tạm dừng nhắc")),
    Route("tonghop", LEADING, summary.show, marked("tình hình chung, ai đang chậm")),
    Route("toi", LINKED, help.who_am_i, marked("tôi đang là ai ở đây")),
    Route("trogiup", LINKED, help.show, marked("có thể hỏi gì")),
    Route("huy", LINKED, help.leave, marked("thoát câu hỏi đang chờ"), answers=True),
)

BUTTONS = (
    Route("list", LINKED, lists.page, value=_LIST),
    Route("card", LINKED, lists.card, value=rf"{_DUTY}(?::{_PAGE})?"),
    Route("task", LINKED, lists.coordinated, value=_DUTY),
    Route("history", LINKED, lists.changes, value=_DUTY),
    Route("code", LINKED, lists.show, value=_CODE),
    Route("done", LINKED, progress.ask_document, value=_CHANGE),
    Route("reported", LINKED, sentences.report, value=_CHANGE),
    Route("progress", LINKED, progress.ask_percent, value=_CHANGE),
    Route("percent", LINKED, progress.set_percent, value=_CHANGE + r":\d{1,2}"),
    Route("note", LINKED, progress.ask_note, value=_DUTY),
    Route("files", LINKED, attachments.show, value=rf"{_DUTY}:\d{{1,4}}"),
    Route("file", LINKED, attachments.hand_out, value=r"\d{1,9}"),
    Route("attach", LINKED, attachments.choose, value=_DUTY, answers=True),
    Route("extend", LINKED, extensions.ask, value=rf"{_DUTY}(?::{_DAY})?"),
    Route("asks", OVERSEEING, extensions.waiting, value=r"\d{1,4}"),
    Route("request", OVERSEEING, extensions.request, value=_DUTY),
    Route("agree", SUPERVISING, extensions.agree, value=_CHANGE),
    Route("refuse", SUPERVISING, extensions.ask_reason, value=_CHANGE),
    Route("hand", LINKED, assignments.ask, value=_DUTY),
    Route("handto", LINKED, assignments.hand_to, value=_CHANGE + r":\d{1,9}"),
    Route("tasknote", LINKED, coordination_notes.ask, value=_DUTY),
    Route("undo", LINKED, progress.undo, value=_CHANGE),
    Route("date", LINKED, external_deadlines.ask, value=_DUTY),
    Route("confirm", SUPERVISING, reviews.confirm, value=_CHANGE),
    Route("return", SUPERVISING, reviews.ask_reason, value=_CHANGE),
    Route("confirms", SUPERVISING, reviews.confirm_page, value=packed_duties.PATTERN),
    Route("returns", SUPERVISING, reviews.ask_reason_for_page, value=packed_duties.PATTERN),
    Route("undos", SUPERVISING, reviews.undo_page, value=packed_duties.PATTERN),
    Route("record", LINKED, confirmations.record, value=proposal.PATTERN, answers=True),
    Route("mend", LINKED, confirmations.mend, value=proposal.PATTERN, answers=True),
    Route("aside", LINKED, confirmations.aside, value=proposal.PATTERN, answers=True),
    Route("hour", LINKED, reminder_settings.ask_hour, value=""),
    Route("sethour", LINKED, reminder_settings.set_hour, value="|".join(map(str, HOURS))),
    Route("keep", REMINDED, reminder_settings.keep, value=_STAGE),
    Route("leaveout", REMINDED, reminder_settings.leave_out, value=_STAGE),
    Route("pause", REMINDED, reminder_settings.ask_pause, value=""),
    Route("setpause", REMINDED, reminder_settings.set_pause, value=_DAY),
    Route("resume", REMINDED, reminder_settings.resume, value=""),
    Route("snooze", REMINDED, snoozing.ask_day, value=_DUTY),
    Route("until", REMINDED, snoozing.set_day, value=rf"{_DUTY}:{_DAY}"),
    Route("tomorrow", REMINDED, snoozing.until_tomorrow, value=_DUTY),
    Route("why", LINKED, reminder_reasons.show, value=_DUTY),
    Route("sum", LEADING, summary.show_breakdown, value=_CUT),
    Route("suma", LEADING, summary.by_agency, value=r"\d{1,4}"),
    Route("sums", LEADING, summary.by_section, value=""),
    Route("sumq", LEADING, summary.by_period, value=""),
    Route("suml", LEADING, summary.by_lead, value=""),
    Route("sumk", LEADING, summary.by_task, value=rf"\d{{1,4}}:(?:{_CUT})"),
    Route("sumt", LEADING, task_agencies.show, value=rf"\d{{1,4}}:{_CODE}(?::(?:{_CUT}))?"),
    Route("sumu", OVERSEEING, summary.unheard, value=r"\d{1,4}"),
    Route("sumv", LEADING, summary.overdue, value=rf"\d{{1,4}}(?::(?:{_CUT}))?"),
    Route("sumd", LEADING, summary.listed, value=rf"\d{{1,4}}:(?:{_CUT})"),
    Route("sumw", LEADING, reviews.waiting, value=r"\d{1,4}"),
    Route("sump", LEADING, charts.show, value=_WHOSE),
    Route("xlsx", LEADING, exports.workbook, value=_WHOSE),
    Route("docx", LEADING, exports.periods, value=_WHOSE),
    Route("report", LEADING, exports.draft, value=rf"(?:{'|'.join(ReportKind)}):(?:{_WHOSE})"),
    Route("days", LINKED, agenda.page, value=r"\d{1,4}"),
    Route("ics", LINKED, agenda.file, value=""),
    Route("feed", LINKED, agenda.link, value=""),
    Route("newfeed", LINKED, agenda.renew, value=""),
    Route("endfeed", LINKED, agenda.revoke, value=""),
    Route("leave", LINKED, help.leave, value="", answers=True),
)

ANSWERS = (
    Route("document", LINKED, progress.take_document),
    Route("percent", LINKED, progress.take_percent),
    Route("note", LINKED, progress.take_note),
    Route("file", LINKED, attachments.no_file),
    Route("whose", LINKED, attachments.take_code),
    Route("reason", SUPERVISING, reviews.take_reason),
    Route("extension", LINKED, extensions.take),
    Route("refusal", SUPERVISING, extensions.take_reason),
    Route("tasknote", LINKED, coordination_notes.take),
    Route("hour", LINKED, reminder_settings.take_hour),
    Route("pause", REMINDED, reminder_settings.take_pause),
    Route("snooze", REMINDED, snoozing.take_day),
    Route("date", LINKED, external_deadlines.take),
    Route(proposal.STEP, LINKED, confirmations.take),
)

SENTENCE = Route("", LINKED, sentences.sentence)
FILES = Route("files", LINKED, attachments.take)
