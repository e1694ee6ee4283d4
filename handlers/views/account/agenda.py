"""/lich: the next 30 days, day by day, and the ways to have them in the phone's own calendar."""

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
from handlers.views.base.paging import in_rows, paged, turning

_TITLE_LETTERS = 48
_BUTTONS_A_ROW = 4


@dataclass(frozen=True, slots=True)
class Days:
    """The duties due from `first` (today) to `last`, both included, by date; how many are overdue already."""

    agency_name: str
    first: date
    last: date
    rows: Sequence[DutyLine]
    overdue: int


def days(shown: Days, page: int, calendar: WorkingCalendar) -> Reply:
    """One page of the days on which something is due."""
    rows, page, pages = paged(shown.rows, page)
    first, last = formatting.day_month(shown.first, shown.last), formatting.plain_day(shown.last)
    heading = "🗓 " + _("{agency} · từ {first} đến {last}", agency=shown.agency_name, first=first, last=last)
    body = [_("Đến hạn trong 30 ngày tới: {count}", count=len(shown.rows))]
    if not rows:
        body = [_("30 ngày tới không có nhiệm vụ nào đến hạn.")]
    for day, due in groupby(rows, key=lambda row: row.due_on):
        if day:
            body += ["", _day(day, shown.first, calendar), *(_row(row, shown.first, calendar) for row in due)]
    taps = in_rows([button(_code(row, rows), ShowDuty(row.id)) for row in rows], _BUTTONS_A_ROW)
    if shown.overdue:
        taps.append(
            (button(_("🔴 Quá hạn ({count})", count=shown.overdue), ShowDuties(Selection(status=Status.OVERDUE))),)
        )
    if pages > 1:
        taps.append(turning(ShowAgenda, page, pages))
    taps.append((button(_("📅 Tệp lịch"), SendCalendar()), button(_("🔗 Đường dẫn"), ShowFeed())))
    return Reply(heading, "\n".join(body), tuple(taps), replaces=True)


def _day(day: date, today: date, calendar: WorkingCalendar) -> str:
    said = formatting.weekday_and_day(day)
    off = calendar.why_off(day)
    if off:
        said = _("{day} (ngày nghỉ)", day=said)
    return f"{said} · {formatting.days_left(day, today)}"


def _row(row: DutyLine, today: date, calendar: WorkingCalendar) -> str:
    icon = formatting.ICONS[urgency(row.due_on, row.state, today, calendar)]
    said = f"  {icon} {row.code}  {formatting.line_title(row.title, row.label, row.kind, _TITLE_LETTERS)}"
    if row.first_due_on and row.first_due_on != row.due_on:
        said = _("{row}, hạn đầu {first}", row=said, first=formatting.day_month(row.first_due_on, today))
    return said


def _code(row: DutyLine, rows: Sequence[DutyLine]) -> str:
    """The code alone where it names one row of the page, else with its day."""
    mark = "✅ " if row.state in FINISHED else ""
    twice = row.due_on and sum(other.code == row.code for other in rows) > 1
    return f"{mark}{row.code} {row.due_on:%d/%m}" if twice else f"{mark}{row.code}"


def file(attached: Attachment) -> Reply:
    """The calendar as a file in the chat."""
    said = _(
        "📅 Mở tệp này trên điện thoại để thêm các mốc hạn vào lịch, có báo trước. Tệp không tự cập nhật: khi có thay"
        " đổi, anh/chị lấy tệp mới, hoặc dùng đường dẫn."
    )
    return Reply(body=said, buttons=((_back(),),), files=(attached,))


def no_address() -> Reply:
    """Nobody can subscribe to a bot that has no address on the network."""
    said = _(
        "Bot này chưa có địa chỉ trên mạng nên chưa đăng ký lịch được. Anh/chị chạm “📅 Tệp lịch” để nhận tệp lịch"
        " ngay trong cuộc trò chuyện."
    )
    return Reply(body=said, buttons=((button(_("📅 Tệp lịch"), SendCalendar()), _back()),), replaces=True)


def made_before(made_at: datetime) -> Reply:
    """There is an address, which nobody can read again."""
    said = _(
        "🔗 Anh/chị đã có một đường dẫn, tạo ngày {day}. Để giữ bí mật, bot không lưu lại đường dẫn nên không đọc lại"
        " được.\nTạo đường dẫn mới thì đường dẫn cũ hết hiệu lực ngay.",
        day=formatting.plain_day(viet_nam_date(made_at)),
    )
    taps = ((button(_("Tạo đường dẫn mới"), RenewFeed()), button(_("Thu hồi"), RevokeFeed())), (_back(),))
    return Reply(body=said, buttons=taps, replaces=True)


def made(address: str) -> Reply:
    """The fresh address, said once. A message of its own: a page that is turned must not take it away."""
    said = _(
        "{address}\n\nDán đường dẫn này vào mục thêm lịch bằng đường dẫn (URL) của Google, Apple hay Outlook; lịch tự"
        " cập nhật.\nAi có đường dẫn đều xem được lịch của cơ quan: xin đừng chuyển tiếp. Cần đổi thì thu hồi.",
        address=address,
    )
    return Reply(_("🔗 Đường dẫn lịch"), said, ((button(_("Thu hồi"), RevokeFeed()), _back()),))


def revoked(*, existed: bool) -> Reply:
    """The address leads nowhere any more."""
    said = _("Đã thu hồi. Đường dẫn cũ không còn mở được lịch.") if existed else _("Anh/chị chưa có đường dẫn nào.")
    return Reply(body=said, buttons=((button(_("Tạo đường dẫn mới"), RenewFeed()), _back()),), replaces=True)


def _back() -> Button:
    return button(_("‹ Lịch"), ShowAgenda())
