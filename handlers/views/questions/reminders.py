"""Reminders that a supervisor asks for: to whom they would go, in which words, and what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.registry.duties.duty_lines import DutyLine
from data.rules.calendar import WorkingCalendar
from handlers.base.answer_scope import AnswerScope
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.conversation import RunCommand
from handlers.base.callback_data.duties import ShowDuties
from handlers.base.callback_data.overview import ListUnreachable, SendReminders, ShowSummary
from handlers.base.messages import Button, Reply
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.questions.rows import row_text
from handlers.views.questions.sort_names import sort_name

NAMES = 20
"""So many names stand in a message."""
LINES = 6
_TITLE_LETTERS = 60


@dataclass(frozen=True, slots=True)
class Offered:
    """`told` are the duties to be reminded of, `earlier` those of agencies for which that was asked today already.

    `unreachable` are ids of agencies without an officer in a chat. `asked_by` is the supervisor, of `office`.
    `named` are the agencies that were named.
    """

    told: Sequence[DutyLine]
    earlier: Sequence[DutyLine]
    unreachable: frozenset[int]
    asked_by: str
    office: str
    named: Sequence[str]


def offered(scope: AnswerScope, found: Offered, mark: str, today: date, calendar: WorkingCalendar) -> Reply:
    """Render to whom the reminder would go, its text, and the button that sends it."""
    reached = [row for row in found.told if row.agency_id not in found.unreachable]
    unheard = [row for row in found.told if row.agency_id in found.unreachable]
    body = [*names_line(_("Sẽ nhắc"), reached), *names_line(_("Chưa có cán bộ nhận nhắc"), unheard)]
    asked = [row for row in found.earlier if row.agency_id in found.unreachable]
    body += names_line(_("Chưa có cán bộ nhận nhắc, chờ trong hôm nay"), asked)
    earlier = [row for row in found.earlier if row.agency_id not in found.unreachable]
    body += names_line(_("Hôm nay đã nhắc, không nhắc thêm"), earlier)
    if not found.told:
        body.append(_("Không có cơ quan nào để nhắc."))
        return Reply(_understood(scope, found), "\n".join(body), (_other_ways(bool(unheard)),))
    example = (reached or unheard)[0].agency_id
    first = [row for row in found.told if row.agency_id == example]
    body += [_("Nội dung tin nhắc (ví dụ {agency}):", agency=first[0].agency_short_name)]
    body += [f"  {line}" for line in reminder_lines(first, found.asked_by, found.office, today, calendar)]
    if unheard:
        body.append(_("Cơ quan chưa có cán bộ nhận nhắc sẽ nhận tin này nếu có cán bộ liên kết trong hôm nay."))
    body.append(_("Chưa gửi gì; chạm nút để gửi. Mỗi cơ quan được nhắc nhiều nhất một lần mỗi ngày."))
    count = len({row.agency_id for row in found.told})
    send = button(_("📣 Gửi nhắc ({count})", count=count), SendReminders(mark))
    return Reply(_understood(scope, found), "\n".join(body), ((send,), _other_ways(bool(unheard))))


def reminder_lines(
    duties: Sequence[DutyLine], asked_by: str, office: str, today: date, calendar: WorkingCalendar
) -> list[str]:
    """Return the lines of the reminder that an agency gets."""
    who = f"{asked_by} ({office})" if asked_by else office
    lines = [_("📣 {who} đề nghị cơ quan anh/chị hoàn thành:", who=who)]
    lines += [row_text(duty, today, calendar) for duty in duties[:LINES]]
    if len(duties) > LINES:
        lines.append(_("… và {count} nhiệm vụ khác", count=len(duties) - LINES))
    return lines


def sent(told: Sequence[DutyLine], earlier: Sequence[DutyLine], unheard: Sequence[DutyLine], *, later: bool) -> Reply:
    """Render which agencies are being reminded; `later`: when the next working day begins.

    `unheard` are those that wait for an officer who joins today.
    """
    body = [*names_line(_("Đang gửi đến"), told), *names_line(_("Hôm nay đã được nhắc trước đó"), earlier)]
    body += names_line(_("Chưa có cán bộ nhận nhắc, chờ trong hôm nay"), unheard)
    if later and told:
        body.append(_("Ngoài giờ gửi tin: tin sẽ đi khi bắt đầu ngày làm việc kế tiếp."))
    count = len({row.agency_id for row in told})
    heading = _("📣 Đã giao gửi nhắc cho {count} cơ quan", count=count) if count else _("Không nhắc thêm cơ quan nào")
    return Reply(heading, "\n".join(body), (_other_ways(bool(unheard)),))


def outdated() -> Reply:
    """Render that the list of agencies is an old one."""
    return Reply(body=_("Danh sách này đã cũ nên chưa gửi gì. Anh/chị nhắn lại câu nhắc để xem danh sách mới."))


def refused() -> Reply:
    """Render the refusal to who may not remind others."""
    return Reply(
        body=_(
            "Chỉ giám sát nhắc được cơ quan khác. Anh/chị đặt được lịch nhắc của mình, ví dụ “nhắc tôi II.3 thứ sáu”."
        ),
        buttons=((button(_("Lịch nhắc của tôi"), RunCommand("nhac")), button(_("📋 Danh sách"), ShowDuties())),),
    )


def names_line(title: str, rows: Sequence[DutyLine]) -> list[str]:
    """Return a line with the agencies of `rows`, each once; none without rows."""
    names = list(dict.fromkeys((row.agency_id, row.agency_short_name) for row in rows))
    if not names:
        return []
    said = "; ".join(name for _id, name in names[:NAMES])
    if len(names) > NAMES:
        said = _("{names} … và {count} cơ quan khác", names=said, count=len(names) - NAMES)
    return [_("{title} ({count}): {names}", title=title, count=len(names), names=said)]


def _understood(scope: AnswerScope, found: Offered) -> str:
    rows = [*found.told, *found.earlier]
    tasks = list(dict.fromkeys((formatting.task_code(row), row.title) for row in rows))
    said = [
        _("nhắc"),
        ", ".join(found.named) or sort_name(scope.query.sort),
        f"{tasks[0][0]} {formatting.shorten(tasks[0][1], _TITLE_LETTERS)}" if len(tasks) == 1 else "",
        _("{count} nhiệm vụ chưa hoàn thành", count=len(tasks)) if len(tasks) > 1 else "",
    ]
    return _("Hiểu là: {parts}", parts=" · ".join(part for part in said if part))


def _other_ways(unheard: bool) -> tuple[Button, ...]:
    more = (button(_("📵 Chưa có người nhận"), ListUnreachable()),) if unheard else ()
    return (*more, button(_("📊 Tổng hợp"), ShowSummary()))
