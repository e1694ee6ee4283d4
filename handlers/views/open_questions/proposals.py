"""Proposals: changes shown before they are saved, worded as they will stand in the record."""

from handlers.base.callback_data.codec import button
from handlers.base.callback_data.conversation import AnswerInstead, EditProposal, LeaveQuestion, RecordProposal
from handlers.base.callback_data.duties import ShowDuties
from handlers.base.messages import Button, Reply
from handlers.base.proposal import Act, Doubt, PendingProposal
from handlers.base.steps import Step
from handlers.locales import _, marked

_CONTENTS = {
    Step.DOCUMENT: marked("lý do không có văn bản"),
    Step.RETURN_REASON: marked("lý do trả lại"),
    Step.REFUSAL_REASON: marked("lý do từ chối gia hạn"),
    Step.EXTENSION: marked("lý do xin gia hạn"),
    Step.EXEMPTION: marked("lý do không tính"),
    Step.EXEMPTION_WISH: marked("lý do đề nghị không tính"),
    Step.EXEMPTION_REFUSAL: marked("lý do từ chối không tính"),
    Step.OWED_AGAIN: marked("lý do giao lại"),
    Step.CORRECTION: marked("lý do sửa"),
    Step.RESULT: marked("kết quả"),
    Step.EARLIER: marked("đã xong từ trước"),
    Step.NOTE: marked("ghi chú"),
    Step.TASK_NOTE: marked("ghi chú"),
    Step.PERCENT: marked("ghi chú"),
    Step.FILE: marked("chú thích của tệp"),
    Step.EXTERNAL_DEADLINE: marked("văn bản định hạn"),
    Step.MINISTRY: marked("tên bộ"),
}
"""Names of the content, by the step that it answers."""

_ACCEPTING = {
    Step.NOTE: marked("Đây là ghi chú"),
    Step.TASK_NOTE: marked("Đây là ghi chú"),
    Step.PERCENT: marked("Đây là ghi chú"),
    Step.FILE: marked("Đây là chú thích"),
    Step.RESULT: marked("Đây là kết quả"),
    Step.EXTERNAL_DEADLINE: marked("Đây là văn bản định hạn"),
    Step.MINISTRY: marked("Đây là tên bộ"),
}


def proposal_preview(held: PendingProposal) -> Reply:
    """Render what would be saved and how to confirm it; if it could mean something else, ask about that."""
    said = _("Tôi sẽ ghi như sau:") + f"\n{held.proposal.said}"
    return Reply(held.proposal.heading, f"{said}\n\n{_confirmation_hint(held)}", proposal_buttons(held))


def proposal_buttons(held: PendingProposal) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons below a proposal."""
    mark = held.mark
    if held.doubt is Doubt.NONE:
        mend = button(_("Sửa"), EditProposal(mark))
        return ((button(_("Ghi nhận"), RecordProposal(mark)), mend, button(_("Thôi"), LeaveQuestion())),)
    accept = button(accept_label(held), RecordProposal(mark))
    answer = (button(_("Trả lời câu này"), AnswerInstead(mark)),) if held.doubt is Doubt.ASKING else ()
    return ((accept, *answer), (button(_("Thôi, không ghi"), LeaveQuestion()),))


def accept_label(held: PendingProposal) -> str:
    """Return the label of the button that confirms doubtful words as the content."""
    return _(_ACCEPTING[_content_step(held)]) if _content_step(held) in _ACCEPTING else _("Đây là lý do")


def content_name(held: PendingProposal) -> str:
    """Return the name of the content: "lý do trả lại"."""
    return _(_CONTENTS[_content_step(held)])


def outdated_button(newer: PendingProposal | None) -> Reply:
    """Render that the button belongs to a proposal that is gone; a `newer` one is shown again."""
    said = _("Nút này thuộc một tin trước, không còn dùng được; không có gì được ghi thêm.")
    if newer is None:
        return Reply(body=said, buttons=((button(_("📋 Nhiệm vụ"), ShowDuties()),),))
    now = proposal_preview(newer)
    return Reply(body=f"{said}\n\n{now.text}", buttons=now.buttons)


def _content_step(held: PendingProposal) -> Step:
    return Step.FILE if held.proposal.act is Act.ATTACH else held.asked


def _confirmation_hint(held: PendingProposal) -> str:
    match held.doubt:
        case Doubt.STOPPING:
            asked = _("Chưa có gì được ghi. Đây là {content}, hay anh/chị muốn dừng?", content=content_name(held))
        case Doubt.ASKING | Doubt.ASKED:
            asked = _(
                "Chưa có gì được ghi. Đây là {content}, hay anh/chị muốn hỏi việc khác?", content=content_name(held)
            )
        case _:
            return _("Chưa có gì được ghi. Đúng thì chạm “Ghi nhận” hoặc gõ “đúng”; cần sửa thì gõ lại.")
    return asked + " " + _("Đúng thì chạm “{accept}” hoặc gõ “đúng”.", accept=accept_label(held))
