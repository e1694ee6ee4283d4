"""Escalations in a digest: duties that are late for long, and duties that have no date yet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from data.enums import Cause
from data.rules.escalation import ASKED_BEFORE_A_REPORT, WORKING_DAYS_OVERDUE
from handlers.base.callback_data.changes import AskDeadline
from handlers.base.callback_data.codec import button, encode
from handlers.base.callback_data.duties import ShowDuty
from handlers.base.callback_data.obligations import AskResult
from handlers.base.callback_data.overview import ListOverdue
from handlers.base.messages import Button
from handlers.locales import _, marked
from handlers.views.base import formatting
from scheduler.escalation.lines import EscalationLine

_LINES = 6
_NAMES = 3
_TITLE_LETTERS = 40

_HEADINGS: Mapping[Cause, str] = {
    Cause.HEAD: marked("Quá hạn đã {days} ngày làm việc, báo lãnh đạo cơ quan:"),
    Cause.STANDING_BODY: marked("Quá hạn đã {days} ngày làm việc, báo cơ quan theo dõi kế hoạch:"),
    Cause.REPORT: marked("Việc thường xuyên, anh/chị báo kết quả của kỳ này:"),
    Cause.DATE: marked("Hạn theo sự kiện hoặc văn bản khác, đã có ngày chưa?"),
}

_REASONS: Mapping[Cause, str] = {
    Cause.HEAD: marked("{code}: đã quá hạn {days} ngày làm việc mà chưa xong, nên báo lãnh đạo cơ quan, một lần."),
    Cause.STANDING_BODY: marked(
        "{code} ({agency}): đã quá hạn {days} ngày làm việc mà chưa xong, nên báo cơ quan theo dõi kế hoạch, một lần."
    ),
    Cause.REPORT: marked(
        "{code}: việc thường xuyên, không ghi thời hạn, nên được hỏi {days} ngày trước mỗi kỳ báo cáo."
    ),
    Cause.DATE: marked("{code}: hạn theo sự kiện hoặc văn bản khác, chưa có ngày, nên mỗi tháng được hỏi một lần."),
}


def escalation_lines(calls: Sequence[EscalationLine], today: date) -> Iterator[tuple[str, str]]:
    """Yield a heading for each cause and a line for each duty; one line for a duty that many agencies owe.

    Each comes with the value of the button that shows what it is about, "" for a heading.
    """
    for cause, of_cause in _group_by_cause(calls):
        yield _(_HEADINGS[cause], days=_days(cause)), ""
        groups = _group_by_deadline(of_cause)
        for several in groups[:_LINES]:
            shown = ListOverdue() if len(several) > 1 else ShowDuty(several[0].duty_id)
            yield _escalation_line(several, today), encode(shown)
        if len(groups) > _LINES:
            yield _("… và {count} việc khác", count=len(groups) - _LINES), ""


def escalation_buttons(calls: Sequence[EscalationLine]) -> list[Button]:
    """Return a button for each line; one for all lines of many agencies."""
    taps = (
        _escalation_button(several)
        for _cause, of_cause in _group_by_cause(calls)
        for several in _group_by_deadline(of_cause)[:_LINES]
    )
    return list({tap.value: tap for tap in taps}.values())


def explain_escalation(cause: Cause, code: str, agency: str) -> str:
    """Return why an officer is told of what `agency` owes under `code`, in a sentence."""
    return _(_REASONS[cause], code=code, agency=agency, days=_days(cause))


def _days(cause: Cause) -> int:
    return WORKING_DAYS_OVERDUE.get(cause, ASKED_BEFORE_A_REPORT.days)


def _group_by_cause(calls: Iterable[EscalationLine]) -> Iterator[tuple[Cause, list[EscalationLine]]]:
    order = list(Cause)
    ranked = sorted(calls, key=lambda call: order.index(call.cause))
    return ((cause, list(of_cause)) for cause, of_cause in groupby(ranked, key=lambda call: call.cause))


def _group_by_deadline(calls: Iterable[EscalationLine]) -> list[list[EscalationLine]]:
    """Return the duties in groups, one for each deadline."""
    found: dict[int, list[EscalationLine]] = {}
    for call in calls:
        found.setdefault(call.deadline_id, []).append(call)
    return list(found.values())


def _escalation_line(several: Sequence[EscalationLine], today: date) -> str:
    call = several[0]
    title = formatting.line_title(call.title, call.label, call.kind, _TITLE_LETTERS)
    if call.due_on is None:
        return f"🔵 {formatting.task_code(call)}  {title}"
    who = f"{_agency_names(several)} · " if call.cause is Cause.STANDING_BODY else ""
    return f"🔴 {formatting.task_code(call)}  {who}{title} · {formatting.days_left(call.due_on, today)}"


def _agency_names(several: Sequence[EscalationLine]) -> str:
    named = ", ".join(call.agency_short_name for call in several[:_NAMES])
    rest = len(several) - _NAMES
    return _("{names} và {count} cơ quan khác", names=named, count=rest) if rest > 0 else named


def _escalation_button(several: Sequence[EscalationLine]) -> Button:
    call = several[0]
    match call.cause:
        case Cause.REPORT:
            return button(_("{code} kết quả", code=formatting.task_code(call)), AskResult(call.duty_id))
        case Cause.DATE:
            return button(_("{code} nhập hạn", code=formatting.task_code(call)), AskDeadline(call.deadline_id))
    if len(several) > 1:
        return button(_("🔴 Quá hạn"), ListOverdue())
    return button(_("Xem {code}", code=formatting.task_code(call)), ShowDuty(call.duty_id))
