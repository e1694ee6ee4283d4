"""Table of all commands, buttons and answers, with the roles that may use them and their handlers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from data.enums import Role
from handlers.account import (
    agenda,
    help,  # noqa: A004 - the glossary's name
    invitation_approvals,
    join,
    joinings,
    reminder_reasons,
    reminder_settings,
    snoozing,
    tenure,
)
from handlers.base.callback_data import account as account_buttons
from handlers.base.callback_data import changes as change_buttons
from handlers.base.callback_data import conversation as conversation_buttons
from handlers.base.callback_data import duties as duty_buttons
from handlers.base.callback_data import obligations as obligation_buttons
from handlers.base.callback_data import overview as overview_buttons
from handlers.base.callback_data import people as people_buttons
from handlers.base.callback_data import plans as plan_buttons
from handlers.base.callback_data.codec import Payload
from handlers.base.command_names import CommandName
from handlers.base.messages import Reply
from handlers.base.permissions import OVERSEERS
from handlers.base.steps import Step
from handlers.base.turn import Handler, Turn
from handlers.changes import (
    assignments,
    attachments,
    coordination_notes,
    extensions,
    external_deadlines,
    file_reports,
    progress,
    report_batches,
    reports,
    reviews,
    unasked_files,
)
from handlers.changes.obligations import corrections, earlier_duties, exemptions, results
from handlers.dispatch import confirmations, sentences
from handlers.duties import lists, task_agencies
from handlers.locales import marked
from handlers.overview import charts, exports, plan_closing, plan_list, requested_reminders, summary

EVERYONE: frozenset[Role | None] = frozenset({None, *Role})
LINKED: frozenset[Role | None] = frozenset(Role)
LEADING: frozenset[Role | None] = frozenset({Role.HEAD, Role.SUPERVISOR, Role.ADMIN})
SUPERVISING: frozenset[Role | None] = frozenset({Role.SUPERVISOR})
OVERSEEING: frozenset[Role | None] = OVERSEERS
REMINDED: frozenset[Role | None] = frozenset({Role.OFFICER})
ADMINISTERING: frozenset[Role | None] = frozenset({Role.ADMIN})

RESERVED = {
    LEADING: "role.leading",
    OVERSEEING: "role.leading",
    SUPERVISING: "role.supervising",
    REMINDED: "role.reminded",
    ADMINISTERING: "role.administering",
}
"""The actions of `NotAllowed` for officers who have none of the roles of a route."""


@dataclass(frozen=True, slots=True)
class Route:
    """A command, or the answer to a question. `key` is the command's name or the question's step.

    A command closes the open question, unless it `keeps_question`: then the handler still sees it.
    """

    key: str
    roles: frozenset[Role | None]
    handler: Handler
    summary: str = ""
    keeps_question: bool = False


@dataclass(frozen=True, slots=True)
class ButtonRoute:
    """A button, found by the payload it carries. A tap closes the open question, unless the route
    `keeps_question`.
    """

    payload: type[Payload]
    roles: frozenset[Role | None]
    handler: Callable[[Turn, Any], Reply]
    keeps_question: bool = False

    @property
    def key(self) -> str:
        """Return the verb of the button."""
        return self.payload.key


Tapped = TypeVar("Tapped", bound=Payload)


def _tap(
    payload: type[Tapped],
    roles: frozenset[Role | None],
    handler: Callable[[Turn, Tapped], Reply],
    *,
    keeps_question: bool = False,
) -> ButtonRoute:
    """Return the route of a button; the types make sure that its handler takes the payload."""
    return ButtonRoute(payload, roles, handler, keeps_question)


COMMANDS = (
    Route(CommandName.START, EVERYONE, join.start),
    Route(CommandName.JOIN, EVERYONE, join.start, marked("liên kết chat này bằng mã mời")),
    Route(
        CommandName.DUTIES,
        LINKED,
        lists.show,
        marked("việc cơ quan chưa xong; thêm: quý 2, tháng 6, quá hạn, đã xong, phối hợp, mã"),
    ),
    Route(CommandName.NEXT_DUTY, LINKED, lists.show_next, marked("việc cần làm tiếp theo")),
    Route(CommandName.UPDATE, LINKED, progress.choose_duty, marked("cập nhật một việc, ví dụ: /capnhat II.3")),
    Route(
        CommandName.AGENDA, LINKED, agenda.show, marked("30 ngày tới; tệp lịch và đường dẫn cho lịch của điện thoại")
    ),
    Route(CommandName.REMINDERS, LINKED, reminder_settings.show, marked("giờ nhắc, mức nhắc, tạm dừng nhắc")),
    Route(CommandName.SUMMARY, LEADING, summary.show, marked("tình hình chung, ai đang chậm")),
    Route(CommandName.PLANS, LINKED, plan_list.show, marked("các kế hoạch đang theo dõi và đã đóng")),
    Route(CommandName.WHO_AM_I, LINKED, help.who_am_i, marked("xem tên, cơ quan, vai trò của anh/chị")),
    Route(CommandName.HELP, LINKED, help.show, marked("hướng dẫn, câu hỏi mẫu")),
    Route(CommandName.LEAVE, LINKED, help.leave_question, marked("hủy thao tác đang làm dở"), keeps_question=True),
)

BUTTONS = (
    _tap(duty_buttons.ShowDuties, LINKED, lists.show_page),
    _tap(duty_buttons.ShowDuty, LINKED, lists.show_card),
    _tap(duty_buttons.ShowTask, LINKED, lists.show_coordinated_task),
    _tap(duty_buttons.ShowHistory, LINKED, lists.show_history),
    _tap(duty_buttons.ShowTaskByCode, LINKED, lists.show_by_code),
    _tap(duty_buttons.ShowTaskOfPlan, LINKED, lists.show_task_of_plan),
    _tap(change_buttons.AskDocument, LINKED, progress.ask_document),
    _tap(change_buttons.ReportUnmarked, LINKED, progress.ask_document),
    _tap(change_buttons.ReportTyped, LINKED, sentences.report_typed),
    _tap(change_buttons.PercentUnmarked, LINKED, sentences.percent_unmarked),
    _tap(change_buttons.PercentTyped, LINKED, sentences.percent_typed),
    _tap(change_buttons.AskPercent, LINKED, progress.ask_percent),
    _tap(change_buttons.SetPercent, LINKED, progress.set_percent),
    _tap(change_buttons.AskNote, LINKED, progress.ask_note),
    _tap(duty_buttons.ShowFiles, LINKED, attachments.show_files),
    _tap(duty_buttons.SendFile, LINKED, attachments.send_file),
    _tap(change_buttons.AttachFiles, LINKED, unasked_files.attach_to_chosen_duty, keeps_question=True),
    _tap(change_buttons.ReportFiles, LINKED, file_reports.report_with_waiting_files, keeps_question=True),
    _tap(change_buttons.AskExtension, LINKED, extensions.ask_extension),
    _tap(change_buttons.ShowRequests, OVERSEEING, extensions.list_requests),
    _tap(change_buttons.ShowRequest, OVERSEEING, extensions.show_request),
    _tap(change_buttons.AgreeToExtension, SUPERVISING, extensions.agree_to_extension),
    _tap(change_buttons.AskRefusal, SUPERVISING, extensions.ask_refusal_reason),
    _tap(obligation_buttons.AskExemption, LINKED, exemptions.ask_exemption),
    _tap(obligation_buttons.ShowExemptions, OVERSEEING, exemptions.list_requests),
    _tap(obligation_buttons.ShowExemption, OVERSEEING, exemptions.show_request),
    _tap(obligation_buttons.AgreeToExemption, SUPERVISING, exemptions.agree),
    _tap(obligation_buttons.AskExemptionRefusal, SUPERVISING, exemptions.ask_refusal_reason),
    _tap(obligation_buttons.ListEarlier, LINKED, earlier_duties.list_earlier),
    _tap(obligation_buttons.PickEarlier, LINKED, earlier_duties.pick, keeps_question=True),
    _tap(obligation_buttons.ChooseEarlier, LINKED, earlier_duties.choose_all, keeps_question=True),
    _tap(obligation_buttons.RecordEarlier, LINKED, earlier_duties.preview, keeps_question=True),
    _tap(obligation_buttons.AskResult, LINKED, results.ask_result),
    _tap(obligation_buttons.ShowCorrections, OVERSEEING, corrections.show_fields),
    _tap(obligation_buttons.AskCorrection, OVERSEEING, corrections.ask_correction),
    _tap(obligation_buttons.UndoCorrection, OVERSEEING, corrections.undo_correction),
    _tap(obligation_buttons.AskOwedAgain, SUPERVISING, exemptions.ask_owed_again),
    _tap(change_buttons.AskAssignee, LINKED, assignments.ask_assignee),
    _tap(change_buttons.AssignDuty, LINKED, assignments.assign_duty),
    _tap(change_buttons.AskTaskNote, LINKED, coordination_notes.ask_note),
    _tap(change_buttons.UndoChange, LINKED, progress.undo_change),
    _tap(change_buttons.AskDeadline, LINKED, external_deadlines.ask_deadline),
    _tap(change_buttons.ConfirmReport, SUPERVISING, reviews.confirm_report),
    _tap(change_buttons.AskReturn, SUPERVISING, reviews.ask_return_reason),
    _tap(change_buttons.ConfirmPage, SUPERVISING, reviews.confirm_page),
    _tap(change_buttons.AskReturnOfPage, SUPERVISING, reviews.ask_reason_for_page),
    _tap(change_buttons.UndoPage, SUPERVISING, reviews.undo_page),
    _tap(conversation_buttons.RecordProposal, LINKED, confirmations.record_proposal, keeps_question=True),
    _tap(conversation_buttons.RecordReports, LINKED, report_batches.record_reports, keeps_question=True),
    _tap(conversation_buttons.RecordReport, LINKED, report_batches.record_report, keeps_question=True),
    _tap(conversation_buttons.EditProposal, LINKED, confirmations.edit_proposal, keeps_question=True),
    _tap(conversation_buttons.AnswerInstead, LINKED, confirmations.answer_instead, keeps_question=True),
    _tap(account_buttons.SwitchOffice, LINKED, join.switch_office, keeps_question=True),
    _tap(people_buttons.ShowJoining, LINKED, joinings.show),
    _tap(people_buttons.VouchFor, LINKED, joinings.vouch),
    _tap(people_buttons.VouchForAll, ADMINISTERING, joinings.vouch_all),
    _tap(people_buttons.RevokeJoining, LINKED, joinings.revoke),
    _tap(people_buttons.ApproveInvitation, ADMINISTERING, invitation_approvals.approve),
    _tap(people_buttons.CancelInvitation, ADMINISTERING, invitation_approvals.cancel),
    _tap(people_buttons.StayInOffice, LINKED, tenure.stay),
    _tap(people_buttons.AskLeaving, LINKED, tenure.ask_leaving),
    _tap(people_buttons.LeaveOffice, LINKED, tenure.leave),
    _tap(people_buttons.AskDismissal, ADMINISTERING, tenure.ask_dismissal),
    _tap(people_buttons.DismissOfficer, ADMINISTERING, tenure.dismiss),
    _tap(account_buttons.AskHour, LINKED, reminder_settings.ask_hour),
    _tap(account_buttons.SetHour, LINKED, reminder_settings.set_hour),
    _tap(account_buttons.KeepStage, REMINDED, reminder_settings.keep_stage),
    _tap(account_buttons.LeaveOutStage, REMINDED, reminder_settings.leave_out_stage),
    _tap(account_buttons.AskPause, REMINDED, reminder_settings.ask_pause),
    _tap(account_buttons.SetPause, REMINDED, reminder_settings.set_pause),
    _tap(account_buttons.EndPause, REMINDED, reminder_settings.end_pause),
    _tap(account_buttons.AskSnooze, REMINDED, snoozing.ask_day),
    _tap(account_buttons.SnoozeDuty, REMINDED, snoozing.set_day),
    _tap(account_buttons.SnoozeDigest, REMINDED, snoozing.snooze_digest),
    _tap(account_buttons.ExplainDigest, LINKED, reminder_reasons.show),
    _tap(overview_buttons.ShowSummary, LEADING, summary.show_breakdown),
    _tap(overview_buttons.ListAgencies, LEADING, summary.show_by_agency),
    _tap(overview_buttons.ListLevels, LEADING, summary.show_by_level),
    _tap(overview_buttons.ListSections, LEADING, summary.show_by_section),
    _tap(overview_buttons.ListQuarters, LEADING, summary.show_by_quarter),
    _tap(overview_buttons.ListLeads, LEADING, summary.show_by_lead),
    _tap(overview_buttons.ListTasks, LEADING, summary.show_by_task),
    _tap(overview_buttons.ShowTaskAgencies, LEADING, task_agencies.show),
    _tap(overview_buttons.ShowTaskAgenciesOfPlan, LEADING, task_agencies.show_of_plan),
    _tap(overview_buttons.ListUnreachable, OVERSEEING, summary.show_unreachable),
    _tap(overview_buttons.ListOverdue, LEADING, summary.show_overdue),
    _tap(overview_buttons.ListDuties, LEADING, summary.show_duties),
    _tap(overview_buttons.SendReminders, SUPERVISING, requested_reminders.send),
    _tap(overview_buttons.ListReported, LEADING, reviews.list_reported),
    _tap(overview_buttons.ShowCharts, LEADING, charts.show),
    _tap(overview_buttons.ExportWorkbook, LEADING, exports.send_workbook),
    _tap(overview_buttons.ExportPastWorkbook, LEADING, exports.send_past_workbook),
    _tap(overview_buttons.AskReportPeriod, LEADING, exports.ask_report_period),
    _tap(overview_buttons.ExportReport, LEADING, exports.send_report_draft),
    _tap(plan_buttons.ShowPlans, LINKED, plan_list.show_plans),
    _tap(plan_buttons.ShowPlan, LINKED, plan_list.show_plan),
    _tap(plan_buttons.AskClosing, OVERSEEING, plan_closing.ask_closing),
    _tap(plan_buttons.ProposeClosing, OVERSEEING, plan_closing.propose_closing),
    _tap(plan_buttons.ClosePlan, OVERSEEING, plan_closing.close_plan),
    _tap(plan_buttons.AskReopening, OVERSEEING, plan_closing.ask_reopening),
    _tap(plan_buttons.ReopenPlan, OVERSEEING, plan_closing.reopen_plan),
    _tap(account_buttons.ShowAgenda, LINKED, agenda.show_page),
    _tap(account_buttons.SendCalendar, LINKED, agenda.send_file),
    _tap(account_buttons.ShowFeed, LINKED, agenda.show_feed),
    _tap(account_buttons.RenewFeed, LINKED, agenda.renew_feed),
    _tap(account_buttons.RevokeFeed, LINKED, agenda.revoke_feed),
    _tap(conversation_buttons.LeaveQuestion, LINKED, help.leave_question, keeps_question=True),
)

ANSWERS = (
    Route(Step.DOCUMENT, LINKED, reports.take_document),
    Route(Step.PERCENT, LINKED, progress.take_percent),
    Route(Step.NOTE, LINKED, progress.take_note),
    Route(Step.FILE, LINKED, attachments.refuse_without_file),
    Route(Step.DUTY_OF_FILES, LINKED, unasked_files.take_code),
    Route(Step.RETURN_REASON, SUPERVISING, reviews.take_return_reason),
    Route(Step.EXTENSION, LINKED, extensions.take_extension),
    Route(Step.REFUSAL_REASON, SUPERVISING, extensions.take_refusal_reason),
    Route(Step.EXEMPTION, SUPERVISING, exemptions.take_exemption),
    Route(Step.EXEMPTION_WISH, LINKED, exemptions.take_wish),
    Route(Step.EXEMPTION_REFUSAL, SUPERVISING, exemptions.take_refusal_reason),
    Route(Step.OWED_AGAIN, SUPERVISING, exemptions.take_owed_again),
    Route(Step.CORRECTION, OVERSEEING, corrections.take_correction),
    Route(Step.RESULT, LINKED, results.take_result),
    Route(Step.EARLIER, LINKED, earlier_duties.take_documents),
    Route(Step.TASK_NOTE, LINKED, coordination_notes.take_note),
    Route(Step.HOUR, LINKED, reminder_settings.take_hour),
    Route(Step.PAUSE_END, REMINDED, reminder_settings.take_pause),
    Route(Step.SNOOZE_DAY, REMINDED, snoozing.take_day),
    Route(Step.EXTERNAL_DEADLINE, LINKED, external_deadlines.take_deadline),
    Route(Step.REPORTS, LINKED, report_batches.take_batch_answer),
    Route(Step.SWITCH_OFFICE, LINKED, join.take_switch_answer),
    Route(Step.PROPOSAL, LINKED, confirmations.take_confirmation),
)

SENTENCE = Route("", LINKED, sentences.answer_typed)
FILES = Route("files", LINKED, attachments.take_files)
