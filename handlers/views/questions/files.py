"""What is said beside a file that was asked for."""

from handlers.base.answer_scope import AnswerScope
from handlers.base.callback_data.account import SendCalendar
from handlers.base.callback_data.codec import Payload, button
from handlers.base.callback_data.duties import ShowDuties
from handlers.base.messages import Button, Reply
from handlers.base.query import FileFormat
from handlers.locales import _
from handlers.views.questions.answers import period_name
from handlers.views.questions.sort_names import sort_name


def offered(scope: AnswerScope, file: FileFormat, opens: Payload) -> Reply:
    """Render the button for the file, for where it does not come by itself."""
    return Reply(understood(scope, file), _("Chạm nút để nhận tệp."), ((button(f"📎 {_name(file)}", opens),),))


def understood(scope: AnswerScope, file: FileFormat) -> str:
    """Render “Hiểu là: dự thảo báo cáo Word · Quý I/2024 · toàn tỉnh”."""
    parts = [
        _name(file),
        period_name(scope.query.period) if scope.query.period and file is FileFormat.REPORT else "",
        scope.agency.short_name if scope.agency else sort_name(None),
    ]
    return _("Hiểu là: {parts}", parts=" · ".join(part for part in parts if part))


def refused() -> Reply:
    """Render the refusal to an officer, who may have their list and calendar."""
    return Reply(
        body=_(
            "Bảng Excel, dự thảo báo cáo Word và biểu đồ dành cho lãnh đạo cơ quan và giám sát. Anh/chị xem được danh"
            " sách nhiệm vụ của cơ quan mình và nhận được tệp lịch."
        ),
        buttons=(
            (button(_("📋 Danh sách"), ShowDuties()), button(f"📎 {_name(FileFormat.CALENDAR)}", SendCalendar())),
        ),
    )


def _calendar() -> Button:
    return button(f"📎 {_name(FileFormat.CALENDAR)}", SendCalendar())


def _name(file: FileFormat) -> str:
    return {
        FileFormat.WORKBOOK: _("bảng Excel"),
        FileFormat.REPORT: _("dự thảo báo cáo Word"),
        FileFormat.PICTURES: _("biểu đồ"),
        FileFormat.CALENDAR: _("tệp lịch"),
    }[file]
