"""Reminders of an open question, below the answer to something else."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from data.registry.conversations.dialogues import Question
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.conversation import LeaveQuestion
from handlers.base.messages import Reply
from handlers.base.proposal import Act, Doubt, PendingProposal
from handlers.base.steps import Step
from handlers.locales import _, marked
from handlers.parsing.documents import NO_DOCUMENT
from handlers.views.open_questions import proposals

_WANTED: Mapping[str, str] = {
    Step.DOCUMENT: marked("số và ngày văn bản của {subject}"),
    Step.PERCENT: marked("số phần trăm đã làm của {subject}"),
    Step.NOTE: marked("ghi chú cho {subject}"),
    Step.FILE: marked("tệp của {subject}"),
    Step.DUTY_OF_FILES: marked("mã nhiệm vụ của tệp vừa gửi"),
    Step.RETURN_REASON: marked("lý do trả lại {subject}"),
    Step.EXTENSION: marked("ngày và lý do xin gia hạn {subject}"),
    Step.REFUSAL_REASON: marked("lý do từ chối gia hạn {subject}"),
    Step.EXEMPTION: marked("lý do, số và ngày văn bản để không tính {subject}"),
    Step.EXEMPTION_WISH: marked("lý do đề nghị không tính {subject}"),
    Step.EXEMPTION_REFUSAL: marked("lý do từ chối không tính {subject}"),
    Step.OWED_AGAIN: marked("lý do giao lại {subject}"),
    Step.CORRECTION: marked("cách đọc đúng của {subject}, văn bản và lý do"),
    Step.RESULT: marked("kết quả kỳ báo cáo của {subject}"),
    Step.EARLIER: marked("các việc đã xong từ trước"),
    Step.TASK_NOTE: marked("ghi chú cho cơ quan chủ trì {subject}"),
    Step.INVITEES: marked("họ tên và cơ quan của người được mời"),
    Step.ABSENCE_END: marked("ngày cuối cán bộ vắng mặt"),
    Step.DEPUTY_NAME: marked("họ tên người thay"),
    Step.OFFICER_NAME: marked("họ tên mới của cán bộ"),
    Step.OFFICER_AGENCY: marked("cơ quan mới của cán bộ"),
    Step.OWN_AGENCY: marked("tên cơ quan của anh/chị"),
    Step.PLAN_FILE: marked("tệp kế hoạch"),
    Step.PLAN_HEAD: marked("số và ngày ban hành của kế hoạch"),
    Step.PLAN_LEAD: marked("tên cơ quan chủ trì"),
    Step.PLAN_SENTENCE: marked("câu trả lời về một câu của kế hoạch"),
    Step.PROVINCE: marked("tên tỉnh, thành phố"),
    Step.COMMUNE: marked("tên xã, phường"),
    Step.MINISTRY: marked("tên bộ, cơ quan ngang bộ"),
    Step.MERGER: marked("các cơ quan sáp nhập, ngày và văn bản"),
    Step.REPORTS: marked("anh/chị xác nhận các báo cáo vừa gõ"),
    Step.SWITCH_OFFICE: marked("câu trả lời: chuyển chat này theo mã mời vừa gõ hay không"),
    Step.HOUR: marked("giờ nhắc"),
    Step.PAUSE_END: marked("ngày nhắc trở lại"),
    Step.MAIL_ADDRESS: marked("địa chỉ thư của anh/chị"),
    Step.MAIL_CODE: marked("mã vừa gửi tới địa chỉ thư"),
    Step.SNOOZE_DAY: marked("ngày nhắc lại {subject}"),
    Step.EXTERNAL_DEADLINE: marked("hạn của {subject} và văn bản định hạn"),
}


def append_open_question(reply: Reply, question: Question, subject: str) -> Reply:
    """Return `reply` with one line more: what is still awaited, and how to leave the question."""
    held = PendingProposal.from_question(question)
    line = _proposal_line(held, subject) if held else _question_line(question, subject)
    buttons = proposals.proposal_buttons(held) if held else ((button(_("Thôi, để sau"), LeaveQuestion()),),)
    return replace(reply, body=f"{reply.body}\n\n{line}".lstrip(), buttons=(*reply.buttons, *buttons), replaces=False)


def ask_again(question: Question, subject: str) -> Reply:
    """Ask again for the content that is to be corrected."""
    wanted = _wanted_text(question.step, question.about, subject)
    said = _("Anh/chị gõ lại {wanted}. Chưa có gì được ghi.", wanted=wanted)
    return Reply(body=said, buttons=((button(_("Thôi, để sau"), LeaveQuestion()),),))


def duty_count(count: int) -> str:
    """Return how many duties a question is about, in place of a code."""
    return _("{count} nhiệm vụ", count=count)


def _question_line(question: Question, subject: str) -> str:
    wanted = _wanted_text(question.step, question.about, subject)
    return _("Tôi vẫn chờ {wanted}; muốn dừng thì gõ “thôi”.", wanted=wanted)


def _proposal_line(held: PendingProposal, subject: str) -> str:
    if held.doubt is Doubt.ASKED and held.proposal.act is Act.ATTACH:
        return _(
            "Tệp và câu của anh/chị chưa được ghi. Đúng là {content} thì chạm “{accept}”; không lưu thì gõ “thôi”.",
            content=proposals.content_name(held),
            accept=proposals.accept_label(held),
        )
    if held.doubt is Doubt.ASKED:
        return _(
            "Câu của anh/chị chưa được ghi. Tôi vẫn chờ {wanted}; đúng là {content} thì chạm “{accept}”.",
            wanted=_wanted_text(held.asked, held.about, subject),
            content=proposals.content_name(held),
            accept=proposals.accept_label(held),
        )
    said = _("Nội dung của {subject} vẫn chờ, chưa được ghi.", subject=subject)
    accept = _("Ghi nhận") if held.doubt is Doubt.NONE else proposals.accept_label(held)
    return said + " " + _("Đúng thì chạm “{accept}”; muốn dừng thì gõ “thôi”.", accept=accept)


def _wanted_text(step: str, about: Mapping[str, Any], subject: str) -> str:
    if step == Step.DUTY_OF_FILES and "duty" in about:
        return _("câu trả lời: báo {subject} đã xong hay chỉ đính kèm tệp", subject=subject)
    if step == Step.DOCUMENT and about.get("half") == NO_DOCUMENT:
        return _("lý do không có văn bản của {subject}", subject=subject)
    return _(_WANTED[step], subject=subject)
