"""The card of a duty: what, by when in the plan's own words and as a date, how far, what to tap."""

from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from data.registry.duties import DutyLine, EntryFacts, TaskFacts
from data.registry.progress import UNDO_WITHIN
from data.words import FINISHED, Change, Kind, State
from handlers.conversation import Button, Reply
from handlers.locales import _
from handlers.views import words
from scheduler.calendar import WorkingCalendar
from scheduler.standing import remind_by

_PERCENTS = (25, 50, 75)
_HISTORY_LETTERS = 1600  # a reason has 500 at most, so two entries always fit


@dataclass(frozen=True, slots=True)
class Card:
    """What a card shows. `mine`: the duty is of the reader's agency; `judging`: the reader confirms reports.
    `dating`: the reader may enter the date that another office's document gives.
    `snoozable`: the reader may put it off; `snoozed_until` is the day (Viet Nam) until which they did.
    """

    duty: DutyLine
    task: TaskFacts
    last: EntryFacts | None
    mine: bool
    judging: bool
    dating: bool
    snoozable: bool
    snoozed_until: date | None


def duty_card(card: Card, today: date, calendar: WorkingCalendar) -> Reply:
    """The card, with the buttons that its state and its reader leave open."""
    duty, task = card.duty, card.task
    body = [
        *_plan_words(task),
        *([] if card.mine else [_("Cơ quan thực hiện: {agency}", agency=duty.agency_name)]),
        _(
            "Hạn: {deadline}",
            deadline=deadline(duty.due_on, task.kind, today, calendar, open_=duty.state not in FINISHED),
        ),
        _("Tình trạng: {state}", state=_state(card)),
        *_proof(card.last),
        *_snoozed(card.snoozed_until),
    ]
    return Reply(f"{duty.code} · {duty.title}", "\n".join(body), _buttons(card), replaces=True)


def task_card(task: TaskFacts, today: date, calendar: WorkingCalendar) -> Reply:
    """A task in which the reader's agency takes part only: nothing of how far the lead is."""
    due = _("Hạn: {deadline}", deadline=deadline(task.due_on, task.kind, today, calendar, open_=False))
    part = _("Cơ quan anh/chị phối hợp; cơ quan chủ trì cập nhật tiến độ.")
    back = ((Button(_("‹ Phối hợp"), "list:c:0"),),)
    return Reply(f"{task.code} · {task.title}", "\n".join([*_plan_words(task), due, part]), back, replaces=True)


def _plan_words(task: TaskFacts) -> list[str]:
    """What the plan says, line by line; the agencies as the plan names them."""
    lines = [_("Kế hoạch: {plan} ({place})", plan=task.plan_number, place=task.source_place)]
    if task.deliverables:
        lines.append(_("Sản phẩm: {deliverables}", deliverables="; ".join(d.strip(" -;") for d in task.deliverables)))
    lines.append(_("Chủ trì: {agencies}", agencies="; ".join(task.lead_words)))
    if "lead" in task.inferred:
        lines.append(_("⚠️ Kế hoạch không nêu cơ quan chủ trì; người nhập kế hoạch suy ra từ nội dung."))
    if task.coordinating_words:
        lines.append(_("Phối hợp: {agencies}", agencies="; ".join(task.coordinating_words)))
    lines.append(_("Thời gian trong kế hoạch: {timeframe}", timeframe=task.timeframe))
    if task.dated_by:
        lines.append(_("Hạn theo văn bản: {document}", document=task.dated_by))
    if not task.certain:
        lines.append(_("⚠️ Thời gian này được đọc theo quy tắc, cần người kiểm tra lại."))
    return lines


def deadline(due_on: date | None, kind: Kind, today: date, calendar: WorkingCalendar, *, open_: bool) -> str:
    """The written date; where it is a day off, also the day by which it is better done; how long it still is."""
    if due_on is None:
        return _("chờ văn bản của cơ quan khác") if kind is Kind.EXTERNAL else _("không ghi ngày, làm thường xuyên")
    said = words.full_day(due_on)
    if calendar.why_off(due_on):
        said = _("{day} (ngày nghỉ)", day=said)
        better = remind_by(due_on, calendar)
        if open_ and better >= today:
            said = _("{day} · nên xong chậm nhất {better}", day=said, better=words.weekday_and_day(better))
    left = words.grace(due_on, today, calendar) or words.days_left(due_on, today)
    return f"{said} · {left}" if open_ else said


def _state(card: Card) -> str:
    duty = card.duty
    said = words.state_name(duty.state)
    if duty.state is State.IN_PROGRESS:
        said = _("{state} {percent}%", state=said, percent=duty.percent)
    if card.last is None:
        return said
    by = _("{name} cập nhật {moment}", name=card.last.officer_name, moment=words.moment(card.last.at))
    return f"{said} · {by}"


def _proof(last: EntryFacts | None) -> list[str]:
    if last is None:
        return []
    if last.state is State.RETURNED and last.reason:
        return [_("Lý do trả lại: {reason}", reason=last.reason)]
    if last.document_number and last.document_date:
        day = last.document_date.strftime("%d/%m/%Y")
        return [_("Văn bản: {number} ngày {day}", number=last.document_number, day=day)]
    if last.no_document_reason:
        return [_("Không có văn bản: {reason}", reason=last.no_document_reason)]
    return []


def _snoozed(until: date | None) -> list[str]:
    return [_("💤 Nhắc lại vào {day}", day=words.full_day(until))] if until else []


def _buttons(card: Card) -> tuple[tuple[Button, ...], ...]:
    at = f"{card.duty.id}:{card.duty.version}"
    rows: list[tuple[Button, ...]] = []
    if card.mine and card.duty.state not in FINISHED:
        rows.append((Button(_("✅ Đã xong"), f"done:{at}"), Button(_("✏️ Tiến độ"), f"progress:{at}")))
    if card.snoozable:
        rows.append((Button(_("💤 Nhắc lại sau"), f"snooze:{card.duty.id}"),))
    if card.dating and card.duty.state not in FINISHED:
        date_it = _("📅 Sửa hạn") if card.duty.due_on else _("📅 Nhập hạn")
        rows.append((Button(date_it, f"date:{card.duty.deadline_id}"),))
    if card.judging and card.duty.state is State.REPORTED:
        rows.append((Button(_("✅ Xác nhận"), f"confirm:{at}"), Button(_("↩️ Trả lại"), f"return:{at}")))
    home = "list:o:0" if card.mine else f"list:o:0:{card.duty.agency_id}"
    rows.append((Button(_("📜 Lịch sử"), f"history:{card.duty.id}"), Button(_("‹ Danh sách"), home)))
    return tuple(rows)


def percent_choice(duty: DutyLine) -> Reply:
    """Asks how far the duty is."""
    at = f"{duty.id}:{duty.version}"
    taps = tuple(Button(f"{percent}%", f"percent:{at}:{percent}") for percent in _PERCENTS)
    asked = _("Làm được bao nhiêu phần trăm? Chạm một mức hoặc gõ một số từ 0 đến 99.")
    return Reply(f"{duty.code} · {words.shorten(duty.title, 80)}", asked, (taps, (_back(duty),)))


def document_question(duty: DutyLine, today: date) -> Reply:
    """Asks for the proof of a finished duty."""
    asked = _(
        "Gõ số, ký hiệu và ngày của văn bản đã ban hành, ví dụ: 12/KH-UBND {day}\n"
        "Nếu không có văn bản, gõ: không có, kèm lý do.",
        day=today.strftime("%d/%m/%Y"),
    )
    return Reply(f"✅ {duty.code} · {words.shorten(duty.title, 80)}", asked, ((_back(duty),),))


def return_question(duty: DutyLine) -> Reply:
    """Asks why a report is not accepted."""
    said = f"{duty.code} · {duty.agency_short_name}"
    return Reply(f"↩️ {said}", _("Gõ lý do trả lại để cơ quan biết cần làm gì thêm."), ((_back(duty),),))


def changed(duty: DutyLine, entry: EntryFacts, *, confirmation: bool) -> Reply:
    """One line that says what was noted, and a way back for the next minutes."""
    said = {
        Change.PROGRESS: _("Đã ghi {code}: {percent}%.", code=duty.code, percent=entry.percent),
        Change.REPORTED: _("Đã ghi {code} là xong. {proof}.", code=duty.code, proof="; ".join(_proof(entry))),
        Change.CONFIRMED: _("Đã xác nhận {code} của {agency}.", code=duty.code, agency=duty.agency_short_name),
        Change.RETURNED: _("Đã trả lại {code} cho {agency}.", code=duty.code, agency=duty.agency_short_name),
        Change.UNDONE: _("Đã hoàn tác. {code} bây giờ: {state}.", code=duty.code, state=words.state_name(duty.state)),
    }[entry.change]
    if entry.change is Change.REPORTED and confirmation:
        said += " " + _("⏳ Chờ cơ quan theo dõi kế hoạch xác nhận.")
    icon = "↩️" if entry.change in (Change.RETURNED, Change.UNDONE) else "✅"
    buttons = [Button(_("Xem {code}", code=duty.code), f"card:{duty.id}"), Button(_("‹ Danh sách"), "list:o:0")]
    if entry.change is not Change.UNDONE:
        minutes = int(UNDO_WITHIN.total_seconds() // 60)
        said += "\n" + _("Chạm nhầm? Hoàn tác được trong {minutes} phút.", minutes=minutes)
        buttons.insert(0, Button(_("Hoàn tác"), f"undo:{duty.id}:{duty.version}"))
    return Reply(body=f"{icon} {said}", buttons=(tuple(buttons),))


def history(duty: DutyLine, entries: list[EntryFacts]) -> Reply:
    """The changes of a duty, the latest first, as many as one message holds."""
    told = [
        f"{words.moment(entry.at)} · {entry.officer_name}: {_change(entry)}"
        + "".join(f"\n  {p}" for p in _proof(entry))
        for entry in entries
    ]
    fitting = sum(letters <= _HISTORY_LETTERS for letters in accumulate(map(len, told)))
    lines = told[:fitting]
    if fitting < len(told):
        lines.append(_("… và {count} lần cập nhật trước đó.", count=len(told) - fitting))
    heading = f"📜 {duty.code} · {words.shorten(duty.title, 80)}"
    return Reply(heading, "\n".join(lines) or _("Chưa có cập nhật nào."), ((_back(duty),),), replaces=True)


def _change(entry: EntryFacts) -> str:
    return {
        Change.PROGRESS: _("tiến độ {percent}%", percent=entry.percent),
        Change.REPORTED: _("báo đã xong"),
        Change.CONFIRMED: _("xác nhận"),
        Change.RETURNED: _("trả lại"),
        Change.UNDONE: _("hoàn tác lần cập nhật trước"),
    }[entry.change]


def _back(duty: DutyLine) -> Button:
    return Button(_("‹ Xem {code}", code=duty.code), f"card:{duty.id}")
