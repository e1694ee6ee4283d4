"""/lich: the next 30 days, day by day, and the ways to get them into the phone's own calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from data.enums import FINISHED
from data.registry.duties.duty_lines import DutyLine
from data.rules.calendar import WorkingCalendar
from data.rules.standing import urgency
from data.rules.viet_nam_time import viet_nam_date
from handlers.base.callback_data.account import RenewFeed, RevokeFeed, SendCalendar, ShowAgenda, ShowFeed
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.duties import ShowDuties, ShowDuty
from handlers.base.messages import Attachment, Button, Reply
from handlers.base.query import Status
from handlers.base.selection import Selection
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.base.paging import arrange_in_rows, page_buttons, slice_page

_TITLE_LETTERS = 48
_BUTTONS_A_ROW = 4


@dataclass(frozen=True, slots=True)
class Agenda:
    """Duties due from `first` (today) to `last`, both included, by date; `overdue` counts those that are late
    already.
    """

    agency_name: str
    first: date
    last: date
    rows: Sequence[DutyLine]
    overdue: int


def agenda_page(shown: Agenda, page: int, calendar: WorkingCalendar) -> Reply:
    """Render a page of the days on which something is due."""
    rows, page, pages = slice_page(shown.rows, page)
    first, last = formatting.day_month(shown.first, shown.last), formatting.plain_day(shown.last)
    heading = "🗓 " + _("{agency} · từ {first} đến {last}", agency=shown.agency_name, first=first, last=last)
    body = [_("Đến hạn trong 30 ngày tới: {count}", count=len(shown.rows))]
    if not rows:
        body = [_("30 ngày tới không có nhiệm vụ nào đến hạn.")]
    for day, due in groupby(rows, key=lambda row: row.due_on):
        if day:
            body += [
                "",
                _day_heading(day, shown.first, calendar),
                *(_duty_line(row, shown.first, calendar) for row in due),
            ]
    taps = arrange_in_rows([button(_code_label(row, rows), ShowDuty(row.id)) for row in rows], _BUTTONS_A_ROW)
    if shown.overdue:
        taps.append(
            (button(_("🔴 Quá hạn ({count})", count=shown.overdue), ShowDuties(Selection(status=Status.OVERDUE))),)
        )
    if pages > 1:
        taps.append(page_buttons(ShowAgenda, page, pages))
    taps.append((button(_("📅 Tệp lịch"), SendCalendar()), button(_("🔗 Đường dẫn"), ShowFeed())))
    return Reply(heading, "\n".join(body), tuple(taps), replaces=True)


def _day_heading(day: date, today: date, calendar: WorkingCalendar) -> str:
    said = formatting.weekday_and_day(day)
    off = calendar.why_off(day)
    if off:
        said = _("{day} (ngày nghỉ)", day=said)
    return f"{said} · {formatting.days_left(day, today)}"


def _duty_line(row: DutyLine, today: date, calendar: WorkingCalendar) -> str:
    icon = formatting.ICONS[urgency(row.due_on, row.state, today, calendar)]
    title = formatting.line_title(row.title, row.label, row.kind, _TITLE_LETTERS)
    said = f"  {icon} {formatting.task_code(row)}  {title}"
    if row.first_due_on and row.first_due_on != row.due_on:
        said = _("{row}, hạn ban đầu {first}", row=said, first=formatting.day_month(row.first_due_on, today))
    return said


def _code_label(row: DutyLine, rows: Sequence[DutyLine]) -> str:
    """Return the code of a duty, with its date if the code stands twice on the page."""
    mark = "✅ " if row.state in FINISHED else ""
    twice = row.due_on and sum(formatting.task_code(other) == formatting.task_code(row) for other in rows) > 1
    return f"{mark}{formatting.task_code(row)} {row.due_on:%d/%m}" if twice else f"{mark}{formatting.task_code(row)}"


def calendar_file(attached: Attachment) -> Reply:
    """Render the calendar as a file in the chat."""
    said = _(
        "📅 Mở tệp này trên điện thoại để thêm các mốc hạn vào lịch, có báo trước. Tệp không tự cập nhật: khi có thay"
        " đổi, anh/chị lấy tệp mới, hoặc dùng đường dẫn."
    )
    return Reply(body=said, buttons=((_back_button(),),), files=(attached,))


def no_address() -> Reply:
    """Render that nobody can subscribe, because the bot has no address on the network."""
    said = _(
        "Bot này chưa có địa chỉ trên mạng nên chưa đăng ký lịch được. Anh/chị chạm “📅 Tệp lịch” để nhận tệp lịch"
        " ngay trong cuộc trò chuyện."
    )
    return Reply(body=said, buttons=((button(_("📅 Tệp lịch"), SendCalendar()), _back_button()),), replaces=True)


def feed_exists(made_at: datetime) -> Reply:
    """Render that an address was made before, which cannot be shown again."""
    said = _(
        "🔗 Anh/chị đã có một đường dẫn, tạo ngày {day}. Để giữ bí mật, bot không lưu lại đường dẫn nên không đọc lại"
        " được.\nTạo đường dẫn mới thì đường dẫn cũ hết hiệu lực ngay.",
        day=formatting.plain_day(viet_nam_date(made_at)),
    )
    taps = ((button(_("Tạo đường dẫn mới"), RenewFeed()), button(_("Thu hồi"), RevokeFeed())), (_back_button(),))
    return Reply(body=said, buttons=taps, replaces=True)


def feed_created(address: str) -> Reply:
    """Render a new address, which is shown only once."""
    said = _(
        "{address}\n\nDán đường dẫn này vào mục thêm lịch bằng đường dẫn (URL) của Google, Apple hay Outlook; lịch tự"
        " cập nhật.\nAi có đường dẫn đều xem được lịch của cơ quan: xin đừng chuyển tiếp. Cần đổi thì thu hồi.",
        address=address,
    )
    kept = _("Đường dẫn chỉ hiện một lần và không được lưu lại.")
    taps = ((button(_("Thu hồi"), RevokeFeed()), _back_button()),)
    return Reply(_("🔗 Đường dẫn lịch"), said, taps, unkept=kept, addresses=(address,))


def feed_revoked(*, existed: bool) -> Reply:
    """Render that the address is revoked, or that there was none."""
    said = _("Đã thu hồi. Đường dẫn cũ không còn mở được lịch.") if existed else _("Anh/chị chưa có đường dẫn nào.")
    return Reply(body=said, buttons=((button(_("Tạo đường dẫn mới"), RenewFeed()), _back_button()),), replaces=True)


def _back_button() -> Button:
    return button(_("‹ Lịch"), ShowAgenda())
