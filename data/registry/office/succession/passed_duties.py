"""Duties that pass from an agency that has ended to its successor, with reminders that were sent and pauses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime

from sqlalchemy import exists, select
from sqlmodel import Session, col

from data.enums import ENDED, Change, ReminderState, State
from data.models import (
    AgencySuccession,
    Deadline,
    Duty,
    DutySuccession,
    EarlierDuty,
    Plan,
    ProgressEntry,
    Reminder,
    Snooze,
    Task,
)
from data.registry.duties.progress_entries import Progress
from data.registry.office import audit
from data.registry.office.agencies import AgencyFact
from data.registry.outbox.reminders import Skipped
from data.registry.sql.rows import insert_all, insert_if_new

_PROGRESS = tuple(one.name for one in fields(Progress))


@dataclass(frozen=True, slots=True)
class Differing:
    """A deadline that two agencies owe and have got differently far with; `duty_id` is the old agency's duty.

    `state` and `percent` are those in which the successor's would go on, `owner_id` whose they are.
    """

    duty_id: int
    plan_number: str
    code: str
    due_on: date | None
    old_agency_id: int
    old_state: State
    old_percent: int
    owner_id: int
    state: State
    percent: int


@dataclass(frozen=True, slots=True)
class Passed:
    """Numbers of duties that passed as they were, and of those that joined a duty of the successor."""

    passed: int
    joined: int


def foresee(
    session: Session, old_ids: Sequence[int], successor_id: int, taken: Mapping[int, bool]
) -> tuple[list[Differing], Passed]:
    """Return what is still to be decided where several owe the same deadline in states that differ, and how many
    duties would pass or join.

    The old agencies hand over one after the other, in the order of `old_ids`. `taken` as for `pass_duties`.
    """
    differing: list[Differing] = []
    owed: dict[int, tuple[int, State, int]] = {}
    passed = joined = 0
    for old_id in old_ids:
        for duty, plan_number, code, due_on in _list_unfinished(session, [old_id]):
            own = None if duty.deadline_id in owed else _find_own(session, duty.deadline_id, successor_id)
            if own is not None and not own.withdrawn:
                owed[duty.deadline_id] = (successor_id, own.state, own.percent)
            if duty.withdrawn:
                continue
            holder = owed.setdefault(duty.deadline_id, (old_id, duty.state, duty.percent))
            passed, joined = passed + (holder[0] == old_id), joined + (holder[0] != old_id)
            if holder[1:] == (duty.state, duty.percent):
                continue
            if duty.id not in taken:
                about = (plan_number, code, due_on, old_id, duty.state, duty.percent)
                differing.append(Differing(duty.id or 0, *about, *holder))
            elif taken.get(duty.id or 0, False):
                owed[duty.deadline_id] = (old_id, duty.state, duty.percent)
    return differing, Passed(passed, joined)


def pass_duties(
    session: Session,
    old: AgencyFact,
    successor: AgencyFact,
    taken: Mapping[int, bool],
    *,
    keep_responsible: bool,
    now: datetime,
    actor: str,
) -> Passed:
    """Pass all that `old` has not finished in active plans; return how many went on alone and how many joined.

    Each is recorded as an act of `actor`. `taken` says of duties of the old agency (ids) whether the successor's goes
    on in their state, where it owes the same deadline.
    """
    passed = joined = 0
    for duty, plan_number, code, _due_on in _list_unfinished(session, [old.id]):
        own = _find_own(session, duty.deadline_id, successor.id)
        joins = own is not None and not own.withdrawn and not duty.withdrawn
        target = own or Duty(
            deadline_id=duty.deadline_id, agency_id=successor.id, judged_by=duty.judged_by, withdrawn=True
        )
        session.add(target)
        session.flush()
        was_owed = not duty.withdrawn
        _pass(session, duty, target, old, take=not joins or taken.get(duty.id or 0, False), now=now)
        if not keep_responsible:
            target.responsible_id = None
        audit.record_action(
            session,
            now=now,
            actor=actor,
            action="duty.pass",
            subject=f"{plan_number} {code}",
            before={"agency": old.code, **_facts(duty)},
            after={"agency": successor.code, **_facts(target), "joined": joins},
        )
        passed, joined = passed + (not joins and was_owed), joined + joins
    session.flush()
    return Passed(passed, joined)


def list_ended_with_duties(session: Session) -> list[int]:
    """Return the ids of agencies that have a successor and owe something again."""
    ended = select(col(AgencySuccession.agency_id))
    query = _UNFINISHED.where(col(Duty.agency_id).in_(ended)).with_only_columns(col(Duty.agency_id)).distinct()
    return sorted(session.execute(query).scalars())


def _facts(duty: Duty) -> dict[str, object]:
    return {"duty": duty.id, "state": duty.state, "percent": duty.percent}


_UNFINISHED = (
    select(Duty, col(Plan.number), col(Task.code), col(Deadline.due_on))
    .join(Deadline, col(Duty.deadline_id) == col(Deadline.id))
    .join(Task, col(Deadline.task_id) == col(Task.id))
    .join(Plan, col(Task.plan_id) == col(Plan.id))
    .where(
        col(Duty.state).not_in(ENDED),
        col(Plan.closed_at).is_(None),
        ~exists().where(col(DutySuccession.duty_id) == col(Duty.id)),
    )
)


def _list_unfinished(session: Session, agency_ids: list[int]) -> list[tuple[Duty, str, str, date | None]]:
    """Return what these agencies have not finished, locked until this unit of work ends: nobody goes on meanwhile."""
    query = (
        _UNFINISHED.where(col(Duty.agency_id).in_(agency_ids))
        .order_by(col(Duty.id))
        .with_for_update(of=Duty)
        .execution_options(populate_existing=True)
    )
    return [(duty, number, code, due_on) for duty, number, code, due_on in session.execute(query)]


def _find_own(session: Session, deadline_id: int, agency_id: int) -> Duty | None:
    query = select(Duty).where(col(Duty.deadline_id) == deadline_id, col(Duty.agency_id) == agency_id)
    locked = query.with_for_update().execution_options(populate_existing=True)
    found: Duty | None = session.execute(locked).scalar_one_or_none()
    return found


def _pass(session: Session, duty: Duty, target: Duty, old: AgencyFact, *, take: bool, now: datetime) -> None:
    """Let `target` go on from `duty`, in its state if `take`; both are owed by one agency alone from `now` on."""
    changed = [
        {"duty_id": row.id, "until": now, "withdrawn": row.withdrawn}
        for row, withdrawn in ((duty, True), (target, duty.withdrawn and target.withdrawn))
        if row.withdrawn is not withdrawn
    ]
    insert_all(session, EarlierDuty, changed)
    target.withdrawn = duty.withdrawn and target.withdrawn
    duty.withdrawn = True
    if take and duty.version:
        _write_entry(session, duty, target, old, now)
    session.add(DutySuccession(duty_id=duty.id or 0, successor_id=target.id or 0, at=now))
    _pass_reminders(session, duty, target)
    session.flush()


def _write_entry(session: Session, duty: Duty, target: Duty, old: AgencyFact, now: datetime) -> None:
    """Write what the old agency's duty had become into the successor's, under whoever said it last."""
    query = select(ProgressEntry).where(
        col(ProgressEntry.duty_id) == duty.id, col(ProgressEntry.version) == duty.version
    )
    last: ProgressEntry = session.execute(query).scalar_one()
    values = {name: getattr(duty, name) for name in _PROGRESS}
    target.sqlmodel_update(values)
    target.version += 1
    session.add(
        ProgressEntry(
            duty_id=target.id or 0,
            version=target.version,
            at=now,
            officer_id=last.officer_id,
            channel=last.channel,
            change=Change.PASSED,
            reason=old.short_name,
            **values,
        )
    )


def _pass_reminders(session: Session, duty: Duty, target: Duty) -> None:
    """Let nobody be told again what was sent before, and let pauses that officers asked for last."""
    for row in session.execute(select(Reminder).where(col(Reminder.duty_id) == duty.id)).scalars().all():
        if row.state is ReminderState.PLANNED:
            continue
        insert_if_new(
            session,
            Reminder,
            duty_id=target.id,
            officer_id=row.officer_id,
            stage=row.stage,
            cause=row.cause,
            falls_on=row.falls_on,
            send_on=row.send_on,
            state=ReminderState.SKIPPED,
            skipped_because=Skipped.PASSED_ON.value,
            delivery_id=None,
        )
    for pause in session.execute(select(Snooze).where(col(Snooze.duty_id) == duty.id)).scalars().all():
        insert_if_new(
            session,
            Snooze,
            duty_id=target.id,
            officer_id=pause.officer_id,
            since=pause.since,
            until=pause.until,
        )
