"""Table of all commands, buttons and answers, with the roles that may use them and their handlers."""

from handlers.account import (
    agenda,
    help,  # noqa: A004 - the glossary's name
    join,
    page,
    reminder_reasons,
    reminder_settings,
    snoozing,
)
from handlers.base.callback_data import account as account_buttons
from handlers.base.callback_data import audit as audit_buttons
from handlers.base.callback_data import changes as change_buttons
from handlers.base.callback_data import conversation as conversation_buttons
from handlers.base.callback_data import duties as duty_buttons
from handlers.base.callback_data import obligations as obligation_buttons
from handlers.base.callback_data import overview as overview_buttons
from handlers.base.callback_data import plans as plan_buttons
from handlers.base.command_names import CommandName
from handlers.base.steps import Step
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
from handlers.dispatch.route import (
    ADMINISTERING,
    EVERYONE,
    LEADING,
    LINKED,
    OVERSEEING,
    REMINDED,
    SUPERVISING,
    Route,
    tap,
)
from handlers.duties import lists, task_agencies
from handlers.locales import marked
from handlers.overview import (
    audit_log,
    charts,
    exports,
    past_lists,
    plan_closing,
    plan_list,
    requested_reminders,
    summary,
)

COMMANDS = (
    Route(CommandName.START, EVERYONE, join.start),
    Route(CommandName.JOIN, EVERYONE, join.start, marked("liên kết chat này bằng mã mời")),
    Route(
        CommandName.DUTIES,
        LINKED,
        past_lists.show,
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
<<<<<<< HEAD
    Route(CommandName.AUDIT_LOG, ADMINISTERING, audit_log.show, marked("ai đã làm gì; thêm: một ngày, một cơ quan")),
=======
    Route(CommandName.PAGE, LINKED, page.show, marked("mở trang làm việc trên máy tính, điện thoại")),
    Route(CommandName.SIGN_OUT, LINKED, page.leave, marked("thoát trang làm việc trên mọi máy")),
>>>>>>> main
    Route(CommandName.WHO_AM_I, LINKED, help.who_am_i, marked("xem tên, cơ quan, vai trò của anh/chị")),
    Route(CommandName.HELP, LINKED, help.show, marked("hướng dẫn, câu hỏi mẫu")),
    Route(CommandName.LEAVE, LINKED, help.leave_question, marked("hủy thao tác đang làm dở"), keeps_question=True),
)

BUTTONS = (
    tap(duty_buttons.ShowDuties, LINKED, lists.show_page),
    tap(duty_buttons.ShowDuty, LINKED, lists.show_card),
    tap(duty_buttons.ShowTask, LINKED, lists.show_coordinated_task),
    tap(duty_buttons.ShowHistory, LINKED, lists.show_history),
    tap(duty_buttons.ShowTaskByCode, LINKED, lists.show_by_code),
    tap(duty_buttons.ShowTaskOfPlan, LINKED, lists.show_task_of_plan),
    tap(change_buttons.AskDocument, LINKED, progress.ask_document),
    tap(change_buttons.ReportUnmarked, LINKED, progress.ask_document),
    tap(change_buttons.ReportTyped, LINKED, sentences.report_typed),
    tap(change_buttons.PercentUnmarked, LINKED, sentences.percent_unmarked),
    tap(change_buttons.PercentTyped, LINKED, sentences.percent_typed),
    tap(change_buttons.AskPercent, LINKED, progress.ask_percent),
    tap(change_buttons.SetPercent, LINKED, progress.set_percent),
    tap(change_buttons.AskNote, LINKED, progress.ask_note),
    tap(duty_buttons.ShowFiles, LINKED, attachments.show_files),
    tap(duty_buttons.SendFile, LINKED, attachments.send_file),
    tap(change_buttons.AttachFiles, LINKED, unasked_files.attach_to_chosen_duty, keeps_question=True),
    tap(change_buttons.ReportFiles, LINKED, file_reports.report_with_waiting_files, keeps_question=True),
    tap(change_buttons.AskExtension, LINKED, extensions.ask_extension),
    tap(change_buttons.ShowRequests, OVERSEEING, extensions.list_requests),
    tap(change_buttons.ShowRequest, OVERSEEING, extensions.show_request),
    tap(change_buttons.AgreeToExtension, SUPERVISING, extensions.agree_to_extension),
    tap(change_buttons.AskRefusal, SUPERVISING, extensions.ask_refusal_reason),
    tap(obligation_buttons.AskExemption, LINKED, exemptions.ask_exemption),
    tap(obligation_buttons.ShowExemptions, OVERSEEING, exemptions.list_requests),
    tap(obligation_buttons.ShowExemption, OVERSEEING, exemptions.show_request),
    tap(obligation_buttons.AgreeToExemption, SUPERVISING, exemptions.agree),
    tap(obligation_buttons.AskExemptionRefusal, SUPERVISING, exemptions.ask_refusal_reason),
    tap(obligation_buttons.ListEarlier, LINKED, earlier_duties.list_earlier),
    tap(obligation_buttons.PickEarlier, LINKED, earlier_duties.pick, keeps_question=True),
    tap(obligation_buttons.ChooseEarlier, LINKED, earlier_duties.choose_all, keeps_question=True),
    tap(obligation_buttons.RecordEarlier, LINKED, earlier_duties.preview, keeps_question=True),
    tap(obligation_buttons.AskResult, LINKED, results.ask_result),
    tap(obligation_buttons.ShowCorrections, OVERSEEING, corrections.show_fields),
    tap(obligation_buttons.AskCorrection, OVERSEEING, corrections.ask_correction),
    tap(obligation_buttons.UndoCorrection, OVERSEEING, corrections.undo_correction),
    tap(obligation_buttons.AskOwedAgain, SUPERVISING, exemptions.ask_owed_again),
    tap(change_buttons.AskAssignee, LINKED, assignments.ask_assignee),
    tap(change_buttons.AssignDuty, LINKED, assignments.assign_duty),
    tap(change_buttons.AskTaskNote, LINKED, coordination_notes.ask_note),
    tap(change_buttons.UndoChange, LINKED, progress.undo_change),
    tap(change_buttons.AskDeadline, LINKED, external_deadlines.ask_deadline),
    tap(change_buttons.ConfirmReport, SUPERVISING, reviews.confirm_report),
    tap(change_buttons.AskReturn, SUPERVISING, reviews.ask_return_reason),
    tap(change_buttons.ConfirmPage, SUPERVISING, reviews.confirm_page),
    tap(change_buttons.AskReturnOfPage, SUPERVISING, reviews.ask_reason_for_page),
    tap(change_buttons.UndoPage, SUPERVISING, reviews.undo_page),
    tap(conversation_buttons.RecordProposal, LINKED, confirmations.record_proposal, keeps_question=True),
    tap(conversation_buttons.RecordReports, LINKED, report_batches.record_reports, keeps_question=True),
    tap(conversation_buttons.RecordReport, LINKED, report_batches.record_report, keeps_question=True),
    tap(conversation_buttons.EditProposal, LINKED, confirmations.edit_proposal, keeps_question=True),
    tap(conversation_buttons.AnswerInstead, LINKED, confirmations.answer_instead, keeps_question=True),
    tap(account_buttons.SwitchOffice, LINKED, join.switch_office, keeps_question=True),
    tap(account_buttons.AskHour, LINKED, reminder_settings.ask_hour),
    tap(account_buttons.SetHour, LINKED, reminder_settings.set_hour),
    tap(account_buttons.KeepStage, REMINDED, reminder_settings.keep_stage),
    tap(account_buttons.LeaveOutStage, REMINDED, reminder_settings.leave_out_stage),
    tap(account_buttons.AskPause, REMINDED, reminder_settings.ask_pause),
    tap(account_buttons.SetPause, REMINDED, reminder_settings.set_pause),
    tap(account_buttons.EndPause, REMINDED, reminder_settings.end_pause),
    tap(account_buttons.AskSnooze, REMINDED, snoozing.ask_day),
    tap(account_buttons.SnoozeDuty, REMINDED, snoozing.set_day),
    tap(account_buttons.SnoozeDigest, REMINDED, snoozing.snooze_digest),
    tap(account_buttons.ExplainDigest, LINKED, reminder_reasons.show),
    tap(overview_buttons.ShowSummary, LEADING, summary.show_breakdown),
    tap(overview_buttons.ListAgencies, LEADING, summary.show_by_agency),
    tap(overview_buttons.ListLevels, LEADING, summary.show_by_level),
    tap(overview_buttons.ListSections, LEADING, summary.show_by_section),
    tap(overview_buttons.ListQuarters, LEADING, summary.show_by_quarter),
    tap(overview_buttons.ListLeads, LEADING, summary.show_by_lead),
    tap(overview_buttons.ListTasks, LEADING, summary.show_by_task),
    tap(overview_buttons.ShowTaskAgencies, LEADING, task_agencies.show),
    tap(overview_buttons.ShowTaskAgenciesOfPlan, LEADING, task_agencies.show_of_plan),
    tap(overview_buttons.ListUnreachable, OVERSEEING, summary.show_unreachable),
    tap(overview_buttons.ListOverdue, LEADING, summary.show_overdue),
    tap(overview_buttons.ListDuties, LEADING, summary.show_duties),
    tap(overview_buttons.SendReminders, SUPERVISING, requested_reminders.send),
    tap(overview_buttons.ListReported, LEADING, reviews.list_reported),
    tap(overview_buttons.ShowCharts, LEADING, charts.show),
    tap(overview_buttons.ExportWorkbook, LEADING, exports.send_workbook),
    tap(overview_buttons.ExportPastWorkbook, LEADING, exports.send_past_workbook),
    tap(overview_buttons.AskReportPeriod, LEADING, exports.ask_report_period),
    tap(overview_buttons.ExportReport, LEADING, exports.send_report_draft),
    tap(plan_buttons.ShowPlans, LINKED, plan_list.show_plans),
    tap(plan_buttons.ShowPlan, LINKED, plan_list.show_plan),
    tap(plan_buttons.AskClosing, OVERSEEING, plan_closing.ask_closing),
    tap(plan_buttons.ProposeClosing, OVERSEEING, plan_closing.propose_closing),
    tap(plan_buttons.ClosePlan, OVERSEEING, plan_closing.close_plan),
    tap(plan_buttons.AskReopening, OVERSEEING, plan_closing.ask_reopening),
    tap(plan_buttons.ReopenPlan, OVERSEEING, plan_closing.reopen_plan),
    tap(audit_buttons.ShowAudit, ADMINISTERING, audit_log.show_page),
    tap(account_buttons.ShowAgenda, LINKED, agenda.show_page),
    tap(account_buttons.SendCalendar, LINKED, agenda.send_file),
    tap(account_buttons.ShowFeed, LINKED, agenda.show_feed),
    tap(account_buttons.RenewFeed, LINKED, agenda.renew_feed),
    tap(account_buttons.RevokeFeed, LINKED, agenda.revoke_feed),
    tap(account_buttons.ListPages, ADMINISTERING, page.list_pages),
    tap(account_buttons.EndPages, ADMINISTERING, page.end_pages),
    tap(conversation_buttons.LeaveQuestion, LINKED, help.leave_question, keeps_question=True),
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
