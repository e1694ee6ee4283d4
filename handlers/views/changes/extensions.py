"""The words around extensions: how to request one, what a supervisor decides on."""

from collections.abc import Sequence
from datetime import date

from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.extensions import Extension, days_late
from data.rules.calendar import WorkingCalendar
from data.rules.viet_nam_time import viet_nam_date
from handlers.base.callback_data.changes import AgreeToExtension, AskRefusal, ShowRequest, ShowRequests
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.overview import ShowSummary
from handlers.base.messages import Button, Reply
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.base.paging import arrange_in_rows, page_buttons, slice_page
from handlers.views.duties.duty_card import card_button, deadline_text

FLAGGED = 3
"""The number of the extension of a duty from which on the supervisor is told that there were others."""

_TITLE_LETTERS = 80
_LINE_LETTERS = 40


def extension_question(
    duty: DutyLine,
    extension: Extension,
    until: date | None,
    example: date,
    today: date,
    calendar: WorkingCalendar,
) -> Reply:
    """Ask for the date and the reason; for the reason only if the date `until` is known."""
    now = deadline_text(duty.due_on, duty.kind, today, calendar, open_=True, first=duty.first_due_on)
    lines = [_("Hạn hiện nay: {deadline}", deadline=now)]
    if extension.asked_until:
        day = formatting.full_day(extension.asked_until)
        lines.append(_("Đang xin đến {day}, chờ xem xét; đề nghị mới sẽ thay đề nghị này.", day=day))
    if until:
        lines.append(
            _("Gõ lý do xin gia hạn đến {day}, ví dụ: chờ ý kiến của Sở Tài chính", day=formatting.full_day(until))
        )
    else:
        lines.append(
            _(
                "Gõ ngày xin gia hạn đến rồi lý do, trong một tin, ví dụ: {day} chờ ý kiến của Sở Tài chính",
                day=formatting.plain_day(example),
            )
        )
    return Reply(
        f"🕓 {formatting.task_code(duty)} · {formatting.shorten(duty.title, _TITLE_LETTERS)}",
        "\n".join(lines),
        ((card_button(duty),),),
    )


def request_preview(duty: DutyLine, until: date, reason: str, late: int) -> tuple[str, str]:
    """Return the heading and text of a request, as it will stand in the record; `late` are the days since the
    deadline.
    """
    day = formatting.full_day(until)
    said = _(
        "Xin gia hạn {code} đến {day}.\nLý do: {reason}", code=formatting.task_code(duty), day=day, reason=reason
    )
    if late:
        said += "\n" + late_line(late)
    return f"🕓 {formatting.task_code(duty)} · {formatting.shorten(duty.title, _TITLE_LETTERS)}", said


def late_line(days: int) -> str:
    """Return that a later date was asked for when the duty was overdue already."""
    return _("⚠️ Xin sau khi đã quá hạn {days} ngày.", days=days)


def asked_late(duty: DutyLine, extension: Extension, calendar: WorkingCalendar) -> int:
    """Return how many days late a request was made; 0 for one in time."""
    asked_on = viet_nam_date(extension.asked_at) if extension.asked_at else None
    return days_late(duty.due_on, asked_on, calendar) if asked_on else 0


def refusal_preview(duty: DutyLine, reason: str) -> tuple[str, str]:
    """Return the heading and text of a refusal, as it will stand in the record."""
    heading = _(
        "↩️ Từ chối gia hạn · {code} · {agency}", code=formatting.task_code(duty), agency=duty.agency_short_name
    )
    said = _(
        "Từ chối gia hạn {code} của {agency}.\nLý do: {reason}",
        code=formatting.task_code(duty),
        agency=duty.agency_short_name,
        reason=reason,
    )
    return heading, said


def request_card(
    duty: DutyLine, extension: Extension, today: date, calendar: WorkingCalendar, *, judges: bool
) -> Reply:
    """Render a request with its reason and earlier extensions; a reader who `judges` gets buttons to decide."""
    assert extension.asked_until  # noqa: S101 - nobody decides on nothing
    assert extension.asked_at  # noqa: S101 - who asked did so at some time
    lines = [formatting.shorten(duty.title, _TITLE_LETTERS), _("Hạn ban đầu: {day}", day=_day(duty.first_due_on))]
    if extension.extended_to:
        lines.append(
            _("Đã gia hạn đến: {day} (lần {count})", day=_day(extension.extended_to), count=extension.agreed)
        )
    days = (extension.asked_until - (duty.due_on or today)).days
    lines.append(_("Xin đến: {day}, thêm {days} ngày", day=_day(extension.asked_until), days=days))
    lines.append(_("Lý do: {reason}", reason=extension.reason))
    by = _(
        "Người xin: {name}, {moment}", name=extension.asked_by, moment=formatting.moment(extension.asked_at, today)
    )
    lines.append(by)
    if late := asked_late(duty, extension, calendar):
        lines.append(late_line(late))
    if extension.asked_until < today:
        lines.append(_("⚠️ Ngày xin đến đã qua."))
    if extension.agreed + 1 >= FLAGGED:
        lines.append(_("⚠️ Nếu đồng ý, đây là lần gia hạn thứ {count} của việc này.", count=extension.agreed + 1))
    taps = (
        button(_("✅ Đồng ý"), AgreeToExtension(duty.id, duty.version)),
        button(_("↩️ Từ chối"), AskRefusal(duty.id, duty.version)),
    )
    heading = _("🕓 Xin gia hạn · {code} · {agency}", code=formatting.task_code(duty), agency=duty.agency_short_name)
    return Reply(heading, "\n".join(lines), (*((taps,) if judges else ()), (card_button(duty),)))


def refusal_question(duty: DutyLine) -> Reply:
    """Ask why an extension is refused."""
    heading = _(
        "↩️ Từ chối gia hạn · {code} · {agency}", code=formatting.task_code(duty), agency=duty.agency_short_name
    )
    return Reply(heading, _("Gõ lý do để cơ quan biết vì sao hạn không đổi."), ((card_button(duty),),))


def waiting_requests(
    rows: Sequence[tuple[DutyLine, Extension]], today: date, calendar: WorkingCalendar, page: int
) -> Reply:
    """Render a page of requests, each with the requested date."""
    shown, page, pages = slice_page(rows, page)
    heading = _("🕓 Đề nghị gia hạn chờ xem xét ({count})", count=len(rows))
    body = "\n".join(
        request_line(duty, one.asked_until, today, asked_late(duty, one, calendar)) for duty, one in shown
    )
    taps = arrange_in_rows([request_button(duty) for duty, _extension in shown], 2)
    back = (button(_("‹ Tổng hợp"), ShowSummary()), *page_buttons(ShowRequests, page, pages))
    return Reply(heading, body or _("Không còn đề nghị nào chờ xem xét."), (*taps, back), replaces=True)


def request_line(duty: DutyLine, until: date | None, today: date, late: int = 0) -> str:
    """Return a request as a row of a list; `late`: how many days after the deadline it was made."""
    due = formatting.day_month(duty.due_on, today) if duty.due_on else ""
    asked = formatting.day_month(until, today) if until else ""
    row = "🕓 " + _(
        "{code}  {agency} · hạn {due}, xin đến {asked}",
        code=formatting.task_code(duty),
        agency=formatting.shorten(duty.agency_short_name, _LINE_LETTERS),
        due=due,
        asked=asked,
    )
    return _("{row}, xin sau khi quá hạn {days} ngày", row=row, days=late) if late else row


def request_button(duty: DutyLine) -> Button:
    """Return the button that opens a request."""
    return button(
        "🕓 " + formatting.code_with_agency(formatting.task_code(duty), duty.agency_short_name), ShowRequest(duty.id)
    )


def _day(day: date | None) -> str:
    return formatting.full_day(day) if day else ""
