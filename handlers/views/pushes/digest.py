"""The daily digest: one message a day with what is urgent, each line with a button to report it."""

from collections.abc import Sequence
from datetime import date, timedelta

from data.rules.standing import WEEK
from data.rules.viet_nam_time import VIET_NAM
from handlers.base.callback_data.account import ExplainDigest, SnoozeDigest
from handlers.base.callback_data.changes import AskDocument, AskExtension
from handlers.base.callback_data.codec import button, encode
from handlers.base.callback_data.duties import ShowDuties, ShowDuty
from handlers.base.messages import Button, Reply
from handlers.locales import _, marked
from handlers.views.base import formatting
from handlers.views.base.paging import arrange_in_rows
from handlers.views.pushes import escalations
from scheduler.planning.digest import DigestFacts, DigestLine

_TITLE_LETTERS = 48
_BUTTONS = 8
_LINES_WITH_BUTTONS = 6
"""Three buttons each: more of them would fill a phone."""
_NOON, _EVENING = 12, 18
_COUNTED = {
    "overdue": marked("{count} việc quá hạn"),
    "week": marked("{count} việc đến hạn tuần này"),
    "later": marked("{count} việc sắp đến hạn"),
    "others": marked("{count} việc cần theo dõi"),
}
"""What the subject of a mail counts."""


def digest(facts: DigestFacts) -> Reply:
    """Render a digest from the duties as they are now; one that is late, or comes in spite of a pause, says so."""
    remarks = [*_late_lines(facts), *(line for part in facts.parts for line in _pause_lines(part))]
    shown: list[tuple[str, str]] = [(remark, "") for remark in dict.fromkeys(remarks)]
    for part in facts.parts:
        if facts.beside:
            shown.append((_("— {agency} —", agency=part.agency_short_name), ""))
        shown += [(_duty_line(line, facts.day), encode(ShowDuty(line.duty_id))) for line in part.lines]
        shown += escalations.escalation_lines(part.escalations, facts.day)
    told = [(line, part) for part in facts.parts for line in part.lines]
    rows = [_line_buttons(line, part, told) for line, part in told[:_LINES_WITH_BUTTONS]]
    calls = [call for part in facts.parts for call in escalations.escalation_buttons(part.escalations)]
    calls = calls[: max(_BUTTONS - len(rows), 0)]
    return Reply(
        _heading(facts),
        "\n".join(line for line, _value in shown),
        (*rows, *arrange_in_rows(calls, 2), *_digest_buttons(facts)),
        mail_subject=_subject(facts),
        opens=tuple((at, value) for at, (_line, value) in enumerate(shown) if value),
    )


def group_digest(facts: DigestFacts) -> Reply:
    """Render the digest of an agency for a group: nothing in it can be tapped."""
    lines = [*_late_lines(facts), *(_duty_line(line, facts.day) for line in facts.lines)]
    lines.append(_("Hỏi việc, báo xong: nhắn riêng cho tôi."))
    return Reply(_heading(facts), "\n".join(lines))


def _heading(facts: DigestFacts) -> str:
    day, agency = formatting.full_day(facts.day), ", ".join(part.agency_short_name for part in facts.parts)
    hour = facts.at.astimezone(VIET_NAM).hour
    if hour < _NOON:
        return _("⏰ Sáng {day} · {agency}", day=day, agency=agency)
    if hour < _EVENING:
        return _("⏰ Chiều {day} · {agency}", day=day, agency=agency)
    return _("⏰ Tối {day} · {agency}", day=day, agency=agency)


def _subject(facts: DigestFacts) -> str:
    """Return what a mail says in its list: how many are overdue, due until Sunday, due later, and all others."""
    sunday = facts.day + timedelta(days=6 - facts.day.weekday())
    last_days = [max(line.due_on, line.on_time_until) for part in facts.parts for line in part.lines]
    overdue = sum(day < facts.day for day in last_days)
    this_week = sum(facts.day <= day <= sunday for day in last_days)
    counts = {
        "overdue": overdue,
        "week": this_week,
        "later": len(last_days) - overdue - this_week,
        "others": sum(len(part.escalations) for part in facts.parts),
    }
    return ", ".join(_(_COUNTED[which], count=count) for which, count in counts.items() if count)


def _late_lines(facts: DigestFacts) -> list[str]:
    if facts.late_since:
        day = formatting.short_day(facts.late_since, facts.day)
        return [_("(Bản tin này đến muộn: lẽ ra gửi từ {day}.)", day=day)]
    if facts.is_late:
        hour = facts.due_at.astimezone(VIET_NAM).strftime("%H:%M")
        return [_("(Bản tin này đến muộn: lẽ ra gửi lúc {hour}.)", hour=hour)]
    return []


def _pause_lines(facts: DigestFacts) -> list[str]:
    until = max((line.reason.resumes_on for line in facts.lines if line.reason.resumes_on), default=facts.day)
    if until <= facts.day:
        return []
    return [
        _(
            "(Đang tạm dừng nhắc đến {day}, nhưng có việc đã sát hạn hoặc quá hạn.)",
            day=formatting.short_day(until, facts.day),
        )
    ]


def _digest_buttons(facts: DigestFacts) -> list[tuple[Button, ...]]:
    has_lines = any(part.lines for part in facts.parts)
    later = [button(_("💤 Mai nhắc lại"), SnoozeDigest(facts.delivery_id))] if has_lines else []
    why = button(_("❓ Vì sao tôi được nhắc?"), ExplainDigest(facts.delivery_id))
    return [(*later, button(_("📋 Nhiệm vụ"), ShowDuties())), (why,)]


def _duty_line(line: DigestLine, today: date) -> str:
    return f"{_deadline_line(line, today)}{formatting.pending_text(line.state, line.asked_until, today)}"


def _deadline_line(line: DigestLine, today: date) -> str:
    title = formatting.line_title(line.title, line.label, line.kind, _TITLE_LETTERS)
    days, left = (line.due_on - today).days, formatting.days_left(line.due_on, today)
    if grace := formatting.grace_until(line.due_on, line.on_time_until, today):
        left = f"{_('hạn {day}', day=formatting.day_month(line.due_on, today))}, {grace}"
    if line.first_due_on and line.first_due_on != line.due_on:
        left = _("{left}, hạn ban đầu {first}", left=left, first=formatting.day_month(line.first_due_on, today))
    if line.yours:
        left = _("{left} (anh/chị phụ trách)", left=left)
    if grace:
        return f"🟠 {formatting.task_code(line)}  {title} · {left}"
    if days < 0:
        return f"🔴 {formatting.task_code(line)}  {title} · {left}"
    icon = "🟠" if days <= WEEK else "🟡"
    return f"{icon} {formatting.task_code(line)}  {title} · {formatting.weekday_and_day(line.due_on)}, {left}"


def _line_buttons(
    line: DigestLine, part: DigestFacts, told: Sequence[tuple[DigestLine, DigestFacts]]
) -> tuple[Button, ...]:
    """Return what can be done about a line: report it, look at it, ask for a later date unless that is pending. Its
    date stands with the code if that stands twice in the part, its agency if it stands in another."""
    code = formatting.task_code(line)
    same = [of for other, of in told if formatting.task_code(other) == code]
    agency = f" ({part.agency_short_name})" if any(of is not part for of in same) else ""
    if sum(of is part for of in same) > 1:
        code = f"{code} {formatting.day_month(line.due_on, part.day)}"
    code += agency
    later = () if line.asked_until else (button(_("🕓 Gia hạn {code}", code=code), AskExtension(line.duty_id)),)
    return (
        button(_("{code} đã xong", code=code), AskDocument(line.duty_id, line.version)),
        button(_("Xem {code}", code=code), ShowDuty(line.duty_id)),
        *later,
    )
