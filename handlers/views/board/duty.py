"""The page of one duty."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.enums import ReminderState
from data.registry.board.reminded import Reminded
from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.history import EarlierHistory, EntryFacts, entries_in_force
from data.registry.duties.proofs import ProofFacts
from data.registry.plans.task_lines import TaskFacts
from data.rules.stages import DAYS_BEFORE, Stage
from data.rules.standing import standing
from handlers.base.board.filters import BoardFilter
from handlers.base.board.look import Look
from handlers.locales import _
from handlers.views.base import formatting, names
from handlers.views.board.page import render
from handlers.views.board.work.duty_acts import duty_acts
from handlers.views.duties.history import change_text, entry_words
from handlers.views.duties.judging_lines import judging_lines


@dataclass(frozen=True, slots=True)
class DutyPage:
    """What the page shows: the duty with the plan's words, its history, files and reminders.

    `decides`: the reader decides on what its agency says, `corrects`: they correct how the plan was read.
    """

    duty: DutyLine
    task: TaskFacts
    entries: tuple[EntryFacts, ...]
    earlier: tuple[EarlierHistory, ...]
    proofs: tuple[ProofFacts, ...]
    reminded: tuple[Reminded, ...]
    decides: bool = False
    corrects: bool = False


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A change: when, by whom, what, in which words; `undone`: it does not count any more."""

    at: str
    by: str
    said: str
    words: tuple[str, ...]
    undone: bool


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file; the link is "" where its content is kept no longer."""

    link: str
    name: str
    size: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class ReminderRow:
    """A reminder: on which day, of what, to whom, and by which way, or why not."""

    day: str
    stage: str
    to: str
    way: str


def page(look: Look, facts: DutyPage, chosen: BoardFilter) -> str:
    """Render the page; `chosen` goes along to other pages."""
    duty, kept = facts.duty, chosen.kept.query()
    found = standing(duty.due_on, duty.state, duty.completed_on, look.today, look.calendar)
    return render(
        "duty.html",
        look,
        chosen,
        heading=duty.title,
        code=formatting.code_in_plan(duty.code, ""),
        duty=duty,
        found=found,
        state=names.state_in_figures(duty, found),
        facts=_fact_lines(look, facts),
        entries=_entry_rows(facts, look),
        files=[_file_row(one, look) for one in facts.proofs],
        reminded=[_reminder_row(one, look) for one in facts.reminded],
        task_link=f"{look.root}nhiem-vu/{duty.plan_id}/{duty.code}{kept}",
        acts=duty_acts(look, duty, decides=facts.decides, corrects=facts.corrects),
        agency_link=f"{look.root}co-quan/{duty.agency_id}{kept}" if look.sees_figures else "",
    )


def _fact_lines(look: Look, facts: DutyPage) -> list[tuple[str, str]]:
    duty, task = facts.duty, facts.task
    document = ""
    if duty.document_number and duty.document_date:
        document = formatting.document_line(duty.document_number, duty.document_date).partition(": ")[2]
    due = formatting.plain_day(duty.due_on) or _("không ghi thời hạn")
    if duty.due_on and not duty.completed_on:
        due = f"{due} ({formatting.days_left(duty.due_on, look.today)})"
    lines = [
        (_("Hạn"), due),
        (_("Hạn ban đầu"), formatting.plain_day(duty.first_due_on) if duty.due_on != duty.first_due_on else ""),
        (_("Đã gia hạn đến"), formatting.plain_day(duty.extended_to)),
        (_("Đang xin gia hạn đến"), formatting.plain_day(duty.asked_until)),
        (_("Ngày tính hoàn thành"), formatting.plain_day(duty.completed_on)),
        (_("Văn bản"), document),
        (_("Cách tính đúng hạn"), " ".join(judging_lines(duty))),
        (_("Mốc hạn"), duty.label),
        (_("Thời gian"), task.timeframe),
        (_("Sản phẩm"), "; ".join(words.strip(" -;") for words in task.deliverables)),
    ]
    return [(name, said) for name, said in lines if said]


def _entry_rows(facts: DutyPage, look: Look) -> list[EntryRow]:
    rows = _rows(facts.entries, look)
    for earlier in facts.earlier:
        rows += _rows(earlier.entries, look, earlier.agency)
    return rows


def _rows(entries: Sequence[EntryFacts], look: Look, agency: str = "") -> list[EntryRow]:
    counting = {entry.version for entry in entries_in_force(entries)}
    return [
        EntryRow(
            at=formatting.moment(entry.at, look.today),
            by=f"{entry.officer_name} ({agency})" if agency else entry.officer_name,
            said=change_text(entry),
            words=tuple(entry_words(entry)),
            undone=entry.version not in counting,
        )
        for entry in entries
    ]


def _file_row(proof: ProofFacts, look: Look) -> FileRow:
    return FileRow(
        link="" if proof.expired_at else f"{look.root}tep/{proof.id}",
        name=proof.name,
        size=formatting.file_size(proof.size),
        by=proof.officer_name,
        at=formatting.moment(proof.at, look.today),
    )


def _reminder_row(one: Reminded, look: Look) -> ReminderRow:
    to = f"{one.officer_name} ({names.role_name(one.role)}, {one.agency_short_name})"
    return ReminderRow(formatting.plain_day(one.send_on), _stage_words(one), to, _way(one, look))


def _way(one: Reminded, look: Look) -> str:
    if one.state is ReminderState.SKIPPED:
        return _("không gửi")
    if one.channel is None or one.sent_at is None:
        return _("chưa gửi")
    channel = names.channel_name(one.channel)
    return _("{channel}, {moment}", channel=channel, moment=formatting.moment(one.sent_at, look.today))


def _stage_words(one: Reminded) -> str:
    if one.cause is not None:
        return _("báo cấp trên: việc chậm, hoặc cần hỏi lại")
    stage = Stage(one.stage) if one.stage in set(Stage) else None
    match stage:
        case Stage.OVERDUE:
            return _("ngày đầu quá hạn")
        case Stage.WEEKLY:
            return _("quá hạn, nhắc đầu tuần")
        case Stage.T_0:
            return _("ngày cuối")
        case None | Stage.ASK:
            return _("hỏi tình hình")
    return _("trước {days} ngày", days=DAYS_BEFORE[stage])
