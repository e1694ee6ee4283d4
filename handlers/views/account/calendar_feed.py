"""An agency's deadlines as a calendar: an all-day event for each, with alarms while it is open."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from data.enums import FINISHED
from data.exports.calendar import Entry, build_calendar
from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.revisions import Revision
from data.registry.office.agencies import AgencyFact
from data.registry.people.preferences import NO_CHOICE
from data.rules.calendar import WorkingCalendar
from data.rules.standing import remind_by, urgency
from data.rules.viet_nam_time import VIET_NAM, end_of, viet_nam_date
from data.text import fold
from handlers.locales import _
from handlers.views.base import formatting, names

MEDIA_TYPE = "text/calendar; charset=utf-8"

_ALARM_DAYS = (7, 1, 0)
"""Days before the last working day on which the duty can be handed in (`remind_by`)."""
_TITLE_LETTERS = 80


def file_name(agency: AgencyFact) -> str:
    """Return the name of the calendar file in a folder of downloads."""
    return f"lich-{agency.code}.ics"


def build_feed(
    agency: AgencyFact,
    rows: Sequence[DutyLine],
    revisions: Mapping[int, Revision],
    now: datetime,
    calendar: WorkingCalendar,
) -> bytes:
    """Build the calendar of every dated duty of `rows`, finished or not, as of `now` (UTC)."""
    today = viet_nam_date(now)
    name = _("Nhắc việc · {agency}", agency=agency.short_name)
    entries = [_build_entry(row, row.due_on, revisions[row.id], today, calendar) for row in rows if row.due_on]
    return build_calendar(name, str(VIET_NAM), now, entries)


def _build_entry(row: DutyLine, due_on: date, revision: Revision, today: date, calendar: WorkingCalendar) -> Entry:
    mark = formatting.ICONS[urgency(due_on, row.state, today, calendar)] + " " if row.state in FINISHED else ""
    title = formatting.line_title(row.title, row.label, row.kind, _TITLE_LETTERS)
    return Entry(
        uid=f"phan-viec-{row.id}.{_slug(row.plan_number)}@nhacviec",
        sequence=2 * revision.number + (today > due_on),  # alarms end with the day, without any change
        changed_at=_changed_at(revision, due_on, today),
        day=due_on,
        title=f"{mark}{formatting.task_code(row)} · {title}",
        details=_details(row, due_on, calendar),
        category=names.state_name(row.state),
        alarms=() if row.state in FINISHED or due_on < today else _alarms(due_on, calendar),
    )


def _changed_at(revision: Revision, due_on: date, today: date) -> datetime | None:
    """Return the last change, which may be that the day has passed."""
    ended = [end_of(due_on)] if today > due_on else []
    return max((*ended, *filter(None, [revision.changed_at])), default=None)


def _details(row: DutyLine, due_on: date, calendar: WorkingCalendar) -> str:
    lines = [
        row.title,
        _("Kế hoạch {plan}", plan=row.plan_number),
        _("Thời gian trong kế hoạch: {timeframe}", timeframe=row.label),
        _("Tình trạng: {state}", state=names.state_name(row.state)),
    ]
    if row.first_due_on and row.first_due_on != due_on:
        lines.append(_("Hạn ban đầu: {day}", day=formatting.full_day(row.first_due_on)))
    if calendar.why_off(due_on):
        better = formatting.weekday_and_day(remind_by(due_on, calendar))
        lines.append(_("Hạn vào ngày nghỉ, nên xong chậm nhất {better}.", better=better))
    return "\n".join(lines)


def _alarms(due_on: date, calendar: WorkingCalendar) -> tuple[timedelta, ...]:
    """Return the alarms, counted from midnight of the due date, at the default hour of the digest."""
    earlier = due_on - remind_by(due_on, calendar)
    return tuple(timedelta(hours=NO_CHOICE.hour) - earlier - timedelta(days=days) for days in _ALARM_DAYS)


def _slug(number: str) -> str:
    """Return a plan's number as part of an event's id: "175-kh-ubnd"."""
    return fold(number).replace("/", "-").replace(" ", "")
