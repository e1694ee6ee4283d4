"""The card of a duty: task, deadline in the plan's own words and as a date, progress, buttons."""

from datetime import date

from data.enums import FINISHED, Change, Kind, Part, State
from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.history import EntryFacts
from data.registry.people.assignments import Colleague
from data.registry.plans.task_lines import TaskFacts
from data.rules.calendar import WorkingCalendar
from data.rules.standing import remind_by
from data.rules.viet_nam_time import viet_nam_date
from handlers.base.callback_data.changes import (
    AskTaskNote,
)
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.duties import ShowDuties, ShowDuty
from handlers.base.messages import Button, Reply
from handlers.base.selection import Selection
from handlers.locales import _
from handlers.views.base import formatting, names
from handlers.views.duties.card_buttons import card_buttons
from handlers.views.duties.card_facts import Card
from handlers.views.duties.judging_lines import judging_lines

_NAMES = 3
_RESULT_LETTERS = 160
_WORDS_LETTERS = 80


def duty_card(card: Card, today: date, calendar: WorkingCalendar) -> Reply:
    """Render the card, with the buttons that its state and its reader's role leave open."""
    duty, task = card.duty, card.task
    body = [
        *_plan_lines(task),
        *card.corrections,
        *([] if card.mine else [_("Cơ quan thực hiện: {agency}", agency=duty.agency_name)]),
        *_deadline_lines(card, today, calendar),
        *_assignee_lines(card.responsible),
        _("Tình trạng: {state}", state=_state_text(card)),
        *_result_lines(card, today),
        *_confirmation_lines(card),
        *_exemption_lines(card),
        *_return_lines(card),
        *proof_lines(card.last),
        *judging_lines(duty),
        *_snooze_lines(card.snoozed_until),
    ]
    code = formatting.task_code(duty)
    return Reply(f"{code} · {duty.title}", "\n".join(body), card_buttons(card), replaces=True, subject=code)


def task_card(
    task: TaskFacts, today: date, calendar: WorkingCalendar, *, note_on: int | None = None, takes_part: bool = True
) -> Reply:
    """Render a task of others: nothing of the lead's progress. `takes_part`: the reader's agency coordinates.

    `note_on` is the deadline to which the reader may add a note.
    """
    due = _(
        "Hạn: {deadline}",
        deadline=deadline_text(task.due_on, task.kind, today, calendar, open_=False, words=task.timeframe),
    )
    part = (
        _("Cơ quan anh/chị phối hợp; cơ quan chủ trì cập nhật tiến độ.")
        if takes_part
        else _("Trên đây là nội dung kế hoạch; tiến độ chỉ cơ quan chủ trì và giám sát xem được.")
    )
    note = (button(_("📝 Ghi chú cho cơ quan chủ trì"), AskTaskNote(note_on)),) if note_on else ()
    up = button(_("‹ Phối hợp"), ShowDuties(Selection(part=Part.COORDINATING)))
    buttons = (*((note,) if note else ()), (up if takes_part else button(_("📋 Danh sách"), ShowDuties()),))
    code = formatting.task_code(task)
    return Reply(
        f"{code} · {task.title}",
        "\n".join([*_plan_lines(task), due, part]),
        buttons,
        replaces=True,
        subject=code,
    )


def _plan_lines(task: TaskFacts) -> list[str]:
    """Return what the plan says, line by line; agencies as the plan names them."""
    lines = [_("Kế hoạch: {plan} ({place})", plan=task.plan_number, place=task.source_place)]
    lines += _carried_lines(task)
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


def _carried_lines(task: TaskFacts) -> list[str]:
    """Return that the plan was closed, to which newer task this one was carried, or in whose place it stands."""
    lines = []
    if task.carried_to:
        lines.append(
            _("➡️ Chuyển sang {code} của KH {plan}", code=task.carried_to.code, plan=task.carried_to.plan_number)
        )
    elif task.plan_closed_at:
        lines.append(_("Kế hoạch đã đóng {day}.", day=formatting.plain_day(viet_nam_date(task.plan_closed_at))))
    if task.carried_from:
        lines.append(
            _("Tiếp nối {code} của KH {plan}", code=task.carried_from.code, plan=task.carried_from.plan_number)
        )
    return lines


def _deadline_lines(card: Card, today: date, calendar: WorkingCalendar) -> list[str]:
    """Return the deadline, the date after an extension and what each counts for, the date that is requested."""
    duty, extension = card.duty, card.extension
    due = deadline_text(
        duty.due_on,
        duty.kind,
        today,
        calendar,
        open_=duty.state not in FINISHED,
        first=duty.first_due_on,
        words=card.task.timeframe,
    )
    if extension.extended_to and duty.state in FINISHED:
        due = _("{first} · đã gia hạn đến {day}", first=due, day=formatting.full_day(extension.extended_to))
    lines = [_("Hạn: {deadline}", deadline=due)]
    if extension.extended_to:
        lines.append(_("(Nhắc việc và quá hạn tính theo ngày gia hạn; đúng hạn tính theo hạn ban đầu.)"))
    if extension.asked_until:
        day, name = formatting.full_day(extension.asked_until), extension.asked_by
        lines.append(_("🕓 {name} xin gia hạn đến {day}, chờ xem xét.", name=name, day=day))
    return lines


def _assignee_lines(colleague: Colleague | None) -> list[str]:
    return [_("Phụ trách: {name}", name=colleague.name)] if colleague else []


def deadline_text(
    due_on: date | None,
    kind: Kind,
    today: date,
    calendar: WorkingCalendar,
    *,
    open_: bool,
    first: date | None = None,
    words: str = "",
) -> str:
    """Return a deadline as a date, with the days left if `open_`.

    If it is a day off, also the working day by which it is better done. If it was extended, the `first` date stands
    before it. Where a task hangs on an event or another office's document, the plan's own `words` say on which.
    """
    if first and due_on and first != due_on:
        later = deadline_text(due_on, kind, today, calendar, open_=open_)
        return _("{first} · gia hạn đến {later}", first=formatting.full_day(first), later=later)
    if due_on is None:
        return _undated_text(kind, words)
    said = formatting.full_day(due_on)
    if calendar.why_off(due_on):
        said = _("{day} (ngày nghỉ)", day=said)
        better = remind_by(due_on, calendar)
        if open_ and better >= today:
            said = _("{day} · nên xong chậm nhất {better}", day=said, better=formatting.weekday_and_day(better))
    left = formatting.grace(due_on, today, calendar) or formatting.days_left(due_on, today)
    return f"{said} · {left}" if open_ else said


def _undated_text(kind: Kind, words: str) -> str:
    if kind is not Kind.EXTERNAL:
        return _("không ghi thời hạn, làm thường xuyên")
    if not words:
        return _("chưa có ngày, theo sự kiện hoặc văn bản khác")
    return _("chưa có ngày; kế hoạch ghi “{words}”", words=formatting.shorten(words, _WORDS_LETTERS))


def _state_text(card: Card) -> str:
    duty = card.duty
    said = names.progress_text(duty)
    if card.last is None:
        return said
    by = _("{name} cập nhật {moment}", name=card.last.officer_name, moment=formatting.moment(card.last.at))
    return f"{said} · {by}"


def _result_lines(card: Card, today: date) -> list[str]:
    """Return the results of a continuous duty, one for each period."""
    return [
        _(
            "📊 {period}: {text} ({name}, {moment})",
            period=names.stored_period(key),
            text=formatting.shorten(entry.reason or "", _RESULT_LETTERS),
            name=entry.officer_name,
            moment=formatting.moment(entry.at, today),
        )
        for key, entry in card.results.items()
    ]


def _confirmation_lines(card: Card) -> list[str]:
    """Return who has to confirm a report that the agency must not confirm itself; that it confirmed its own."""
    if card.last and card.last.change is Change.SELF_CONFIRMED:
        return [_("⚠️ Tự xác nhận: người xác nhận thuộc chính cơ quan thực hiện.")]
    others = card.confirmation.by_others
    if card.duty.state is not State.REPORTED or others is None:
        return []
    agency = card.duty.agency_short_name
    if not others:
        return [
            _(
                "⚠️ {agency} không tự xác nhận việc của mình, và chưa có giám sát nào của cơ quan khác: đề nghị "
                "cán bộ quản trị mời một giám sát ngoài {agency}.",
                agency=agency,
            )
        ]
    listed = ", ".join(f"{one.name} ({one.agency_short_name})" for one in others[:_NAMES])
    if len(others) > _NAMES:
        listed = _("{names} và {count} người khác", names=listed, count=len(others) - _NAMES)
    return [_("{agency} không tự xác nhận việc của mình; người xác nhận: {names}.", agency=agency, names=listed)]


def _exemption_lines(card: Card) -> list[str]:
    """Return why the agency need not do it, or why it was told to after all, or the proposal that is undecided."""
    if card.exemption:
        asked = card.exemption
        return [_("➖ {name} đề nghị không tính, chờ xem xét: {reason}", name=asked.asked_by, reason=asked.reason)]
    if card.last and card.last.change is Change.EXEMPTED:
        return [_("Lý do không phải thực hiện: {reason}", reason=card.last.reason)]
    if card.last and card.last.change is Change.OWED_AGAIN:
        return [_("Lý do giao lại: {reason}", reason=card.last.reason)]
    return []


def _return_lines(card: Card) -> list[str]:
    """Return why the report was sent back, and what had been reported."""
    if card.returned is None:
        return []
    reported = [_("Bị trả lại · {proof}", proof=proof) for proof in proof_lines(card.refused)]
    return [_("Lý do trả lại: {reason}", reason=card.returned.reason), *reported]


def proof_lines(entry: EntryFacts | None) -> list[str]:
    """Return the document of an entry, or why there is none; empty if it says neither."""
    if entry is None:
        return []
    if entry.document_number and entry.document_date:
        return [formatting.document_line(entry.document_number, entry.document_date)]
    if entry.no_document_reason:
        return [formatting.no_document(entry.no_document_reason)]
    return []


def _snooze_lines(until: date | None) -> list[str]:
    return [_("💤 Nhắc lại vào {day}", day=formatting.full_day(until))] if until else []


def card_button(duty: DutyLine) -> Button:
    """Return the button back to the card."""
    return button(_("‹ Xem {code}", code=formatting.task_code(duty)), ShowDuty(duty.id))
