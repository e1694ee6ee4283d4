"""Plans that wait in the registry until their questions are answered and somebody applies them."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select, update
from sqlmodel import Session, col

from data.enums import DraftState
from data.errors import NotFound
from data.models import NameAnswer, Officer, WaitingPlan
from data.plans.agencies.names import name_key
from data.plans.waiting import Answers
from data.registry.office import audit
from data.registry.sql.rows import execute_count, upsert

KEPT = timedelta(days=90)
"""A plan that nobody applied for so long is dropped when the next one comes."""
_NAME_LETTERS = 300
_FILE_LETTERS = 200


@dataclass(frozen=True, slots=True)
class WaitingFacts:
    """A plan that waits, or what became of it.

    `ended_by` is the name of who applied or dropped it, "" at the shell.
    """

    id: int
    file_name: str
    document: str
    title: str
    answers: Answers
    state: DraftState
    created_at: datetime
    ended_at: datetime | None
    ended_by: str


def keep(
    session: Session, file_name: str, document: str, title: str, *, officer_id: int | None, now: datetime, actor: str
) -> int:
    """Keep a plan that was read and return its id; what waited too long is dropped."""
    old = update(WaitingPlan).where(
        col(WaitingPlan.state) == DraftState.OPEN, col(WaitingPlan.created_at) < now - KEPT
    )
    session.execute(old.values(state=DraftState.DROPPED, ended_at=now, document=""))
    row = WaitingPlan(
        file_name=file_name[:_FILE_LETTERS], document=document, title=title, officer_id=officer_id, created_at=now
    )
    session.add(row)
    session.flush()
    assert row.id is not None  # noqa: S101 - flushed
    _record(session, row.id, "plan.draft", now, actor, after={"file": row.file_name})
    return row.id


def get(session: Session, waiting_id: int) -> WaitingFacts:
    """Return a plan with all answers that hold for it. Raises NotFound."""
    row = session.get(WaitingPlan, waiting_id, populate_existing=True)
    if row is None:
        raise NotFound("waiting_plan", str(waiting_id))
    return _facts(row, _name_answers(session), _name_of(session, row.ended_by))


def list_open(session: Session) -> list[WaitingFacts]:
    """Return the plans that wait, the latest first, without their documents."""
    rows = session.execute(
        select(WaitingPlan).where(col(WaitingPlan.state) == DraftState.OPEN).order_by(col(WaitingPlan.id).desc())
    ).scalars()
    return [_facts(row, Answers(), "", has_document=False) for row in rows]


def list_name_answers(session: Session, but_of: int | None = None, head_of: Answers | None = None) -> Answers:
    """Return who is meant by names, as it was answered in any plan but in one; with the head of other answers."""
    named = _name_answers(session, but_of)
    return replace(named, number=head_of.number, issued_on=head_of.issued_on) if head_of else named


def answer_name(
    session: Session,
    waiting_id: int,
    name: str,
    codes: tuple[str, ...],
    new_name: str = "",
    *,
    officer_id: int | None,
    now: datetime,
    actor: str,
) -> None:
    """Keep who is meant by a name, for this plan and all others; `new_name` where the one agency is a new one."""
    values = {
        "name": name[:_NAME_LETTERS],
        "codes": list(codes),
        "new_name": new_name[:_NAME_LETTERS],
        "waiting_plan_id": waiting_id,
        "officer_id": officer_id,
        "at": now,
    }
    upsert(session, NameAnswer, tuple(values), key=name_key(name)[:_NAME_LETTERS], **values)
    after = {"name": name, "agencies": list(codes)} | ({"new": new_name} if new_name else {})
    _record(session, waiting_id, "plan.draft.answer", now, actor, after=after)


def answer_task(
    session: Session, waiting_id: int, task: str, codes: tuple[str, ...], *, now: datetime, actor: str
) -> None:
    """Keep who owes a task of a plan whose cell of leads is empty."""
    row = session.get_one(WaitingPlan, waiting_id)
    row.leads = {**row.leads, task: list(codes)}
    session.add(row)
    _record(session, waiting_id, "plan.draft.answer", now, actor, after={"task": task, "agencies": list(codes)})


def set_head(
    session: Session, waiting_id: int, number: str, issued_on: date | None, *, now: datetime, actor: str
) -> None:
    """Keep the number and day of issue of a plan whose file has none."""
    row = session.get_one(WaitingPlan, waiting_id)
    before = {"number": row.number, "issued_on": row.issued_on}
    row.number, row.issued_on = number, issued_on
    session.add(row)
    after = {"number": number, "issued_on": issued_on}
    _record(session, waiting_id, "plan.draft.answer", now, actor, before=before, after=after)


def forget_answers(session: Session, waiting_id: int, *, now: datetime, actor: str) -> int:
    """Forget what was answered in one plan, so that it is asked again; return how many answers that were."""
    count = execute_count(session, delete(NameAnswer).where(col(NameAnswer.waiting_plan_id) == waiting_id))
    row = session.get_one(WaitingPlan, waiting_id)
    count += len(row.leads)
    row.leads = {}
    session.add(row)
    _record(session, waiting_id, "plan.draft.again", now, actor, before={"answers": count})
    return count


def end(
    session: Session,
    waiting_id: int,
    state: DraftState,
    *,
    officer_id: int | None,
    now: datetime,
    actor: str,
) -> bool:
    """Let a plan be applied or dropped, by one person: False, and nothing is done, if somebody was earlier."""
    session.flush()
    ended = update(WaitingPlan).where(col(WaitingPlan.id) == waiting_id, col(WaitingPlan.state) == DraftState.OPEN)
    values = {"state": state, "ended_at": now, "ended_by": officer_id, "document": ""}
    if not execute_count(session, ended.values(**values)):
        return False
    session.expire_all()
    if state is DraftState.DROPPED:
        before, after = {"state": DraftState.OPEN.value}, {"state": state.value}
        _record(session, waiting_id, "plan.draft.drop", now, actor, before, after)
    return True


def _record(
    session: Session,
    waiting_id: int,
    action: str,
    now: datetime,
    actor: str,
    before: audit.Facts | None = None,
    after: audit.Facts | None = None,
) -> None:
    subject = f"draft:{waiting_id}"
    audit.record_action(session, now=now, actor=actor, action=action, subject=subject, before=before, after=after)


def _facts(row: WaitingPlan, named: Answers, ended_by: str, *, has_document: bool = True) -> WaitingFacts:
    assert row.id is not None  # noqa: S101 - stored
    answers = Answers(
        row.number,
        row.issued_on,
        named.names,
        named.new,
        {task: tuple(codes) for task, codes in sorted(row.leads.items())},
    )
    return WaitingFacts(
        id=row.id,
        file_name=row.file_name,
        document=row.document if has_document else "",
        title=row.title,
        answers=answers,
        state=row.state,
        created_at=row.created_at,
        ended_at=row.ended_at,
        ended_by=ended_by,
    )


def _name_answers(session: Session, but_of: int | None = None) -> Answers:
    found = session.execute(select(NameAnswer).order_by(col(NameAnswer.key))).scalars()
    rows = [row for row in found if but_of is None or row.waiting_plan_id != but_of]
    return Answers(
        names={row.name: tuple(row.codes) for row in rows},
        new={row.codes[0]: row.new_name for row in rows if row.new_name and row.codes},
    )


def _name_of(session: Session, officer_id: int | None) -> str:
    found = session.get(Officer, officer_id) if officer_id else None
    return found.name if found else ""
