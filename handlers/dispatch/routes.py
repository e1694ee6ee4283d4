"""The one table of what an officer can ask for: command, button or answer → who may → who answers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from data.enums import Role
from handlers.account import (
    agenda,
    help,  # noqa: A004 - the glossary's name
    join,
    reminder_reasons,
    reminder_settings,
    snoozing,
)
from handlers.base import proposal
from handlers.base.callback_data.account import (
    AskHour,
    AskPause,
    AskSnooze,
    EndPause,
    ExplainDigest,
    KeepStage,
    LeaveOutStage,
    RenewFeed,
    RevokeFeed,
    SendCalendar,
    SetHour,
    SetPause,
    ShowAgenda,
    ShowFeed,
    SnoozeDigest,
    SnoozeDuty,
)
from handlers.base.callback_data.changes import (
    AgreeToExtension,
    AskAssignee,
    AskDeadline,
    AskDocument,
    AskExtension,
    AskNote,
    AskPercent,
    AskRefusal,
    AskReturn,
    AskReturnOfPage,
    AskTaskNote,
    AssignDuty,
    AttachFiles,
    ConfirmPage,
    ConfirmReport,
    ReportTyped,
    SetPercent,
    ShowRequest,
    ShowRequests,
    UndoChange,
    UndoPage,
)
from handlers.base.callback_data.codec import Payload
from handlers.base.callback_data.conversation import AnswerInstead, EditProposal, LeaveQuestion, RecordProposal
from handlers.base.callback_data.duties import (
    SendFile,
    ShowDuties,
    ShowDuty,
    ShowFiles,
    ShowHistory,
    ShowTask,
    ShowTaskByCode,
)
from handlers.base.callback_data.overview import (
    AskReportPeriod,
    ExportReport,
    ExportWorkbook,
    ListAgencies,
    ListDuties,
    ListLeads,
    ListOverdue,
    ListQuarters,
    ListReported,
    ListSections,
    ListTasks,
    ListUnreachable,
    ShowCharts,
    ShowSummary,
    ShowTaskAgencies,
)
from handlers.base.messages import Reply
from handlers.base.permissions import OVERSEERS
from handlers.base.turn import Handler, Turn
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

EVERYONE: frozenset[Role | None] = frozenset({None, *Role})
LINKED: frozenset[Role | None] = frozenset(Role)
LEADING: frozenset[Role | None] = frozenset({Role.HEAD, Role.SUPERVISOR, Role.ADMIN})
SUPERVISING: frozenset[Role | None] = frozenset({Role.SUPERVISOR})
OVERSEEING: frozenset[Role | None] = OVERSEERS
REMINDED: frozenset[Role | None] = frozenset({Role.OFFICER})


@dataclass(frozen=True, slots=True)
class Route:
    """A command or an answer. `key` is the command's name or the question's step.

    A command leaves the open question behind, unless it `answers` it: then the handler still sees it.
    """

    key: str
    who: frozenset[Role | None]
    handler: Handler
    summary: str = ""
    answers: bool = False


@dataclass(frozen=True, slots=True)
class ButtonRoute:
    """A button, by what it carries. A tap leaves the open question behind, unless it `answers` it."""

    payload: type[Payload]
    who: frozenset[Role | None]
    handler: Callable[[Turn, Any], Reply]
    answers: bool = False

    @property
    def key(self) -> str:
        """The verb of the button."""
        return self.payload.key


Tapped = TypeVar("Tapped", bound=Payload)


def _tap(
    payload: type[Tapped],
    who: frozenset[Role | None],
    handler: Callable[[Turn, Tapped], Reply],
    *,
    answers: bool = False,
) -> ButtonRoute:
    """Make a route whose handler takes the very payload that it is found by."""
    return ButtonRoute(payload, who, handler, answers)


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
    _tap(ShowDuties, LINKED, lists.page),
    _tap(ShowDuty, LINKED, lists.card),
    _tap(ShowTask, LINKED, lists.coordinated),
    _tap(ShowHistory, LINKED, lists.changes),
    _tap(ShowTaskByCode, LINKED, lists.by_code),
    _tap(AskDocument, LINKED, progress.ask_document),
    _tap(ReportTyped, LINKED, sentences.report),
    _tap(AskPercent, LINKED, progress.ask_percent),
    _tap(SetPercent, LINKED, progress.set_percent),
    _tap(AskNote, LINKED, progress.ask_note),
    _tap(ShowFiles, LINKED, attachments.show),
    _tap(SendFile, LINKED, attachments.hand_out),
    _tap(AttachFiles, LINKED, attachments.choose, answers=True),
    _tap(AskExtension, LINKED, extensions.ask),
    _tap(ShowRequests, OVERSEEING, extensions.waiting),
    _tap(ShowRequest, OVERSEEING, extensions.request),
    _tap(AgreeToExtension, SUPERVISING, extensions.agree),
    _tap(AskRefusal, SUPERVISING, extensions.ask_reason),
    _tap(AskAssignee, LINKED, assignments.ask),
    _tap(AssignDuty, LINKED, assignments.hand_to),
    _tap(AskTaskNote, LINKED, coordination_notes.ask),
    _tap(UndoChange, LINKED, progress.undo),
    _tap(AskDeadline, LINKED, external_deadlines.ask),
    _tap(ConfirmReport, SUPERVISING, reviews.confirm),
    _tap(AskReturn, SUPERVISING, reviews.ask_reason),
    _tap(ConfirmPage, SUPERVISING, reviews.confirm_page),
    _tap(AskReturnOfPage, SUPERVISING, reviews.ask_reason_for_page),
    _tap(UndoPage, SUPERVISING, reviews.undo_page),
    _tap(RecordProposal, LINKED, confirmations.record, answers=True),
    _tap(EditProposal, LINKED, confirmations.mend, answers=True),
    _tap(AnswerInstead, LINKED, confirmations.aside, answers=True),
    _tap(AskHour, LINKED, reminder_settings.ask_hour),
    _tap(SetHour, LINKED, reminder_settings.set_hour),
    _tap(KeepStage, REMINDED, reminder_settings.keep),
    _tap(LeaveOutStage, REMINDED, reminder_settings.leave_out),
    _tap(AskPause, REMINDED, reminder_settings.ask_pause),
    _tap(SetPause, REMINDED, reminder_settings.set_pause),
    _tap(EndPause, REMINDED, reminder_settings.resume),
    _tap(AskSnooze, REMINDED, snoozing.ask_day),
    _tap(SnoozeDuty, REMINDED, snoozing.set_day),
    _tap(SnoozeDigest, REMINDED, snoozing.until_tomorrow),
    _tap(ExplainDigest, LINKED, reminder_reasons.show),
    _tap(ShowSummary, LEADING, summary.cut),
    _tap(ListAgencies, LEADING, summary.by_agency),
    _tap(ListSections, LEADING, summary.by_section),
    _tap(ListQuarters, LEADING, summary.by_period),
    _tap(ListLeads, LEADING, summary.by_lead),
    _tap(ListTasks, LEADING, summary.by_task),
    _tap(ShowTaskAgencies, LEADING, task_agencies.show),
    _tap(ListUnreachable, OVERSEEING, summary.unheard),
    _tap(ListOverdue, LEADING, summary.overdue),
    _tap(ListDuties, LEADING, summary.listed),
    _tap(ListReported, LEADING, reviews.waiting),
    _tap(ShowCharts, LEADING, charts.show),
    _tap(ExportWorkbook, LEADING, exports.workbook),
    _tap(AskReportPeriod, LEADING, exports.periods),
    _tap(ExportReport, LEADING, exports.draft),
    _tap(ShowAgenda, LINKED, agenda.page),
    _tap(SendCalendar, LINKED, agenda.file),
    _tap(ShowFeed, LINKED, agenda.link),
    _tap(RenewFeed, LINKED, agenda.renew),
    _tap(RevokeFeed, LINKED, agenda.revoke),
    _tap(LeaveQuestion, LINKED, help.leave, answers=True),
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
