"""Plans that wait in the registry until their questions are answered and somebody applies them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlmodel import Session, col

from data.enums import DraftState
from data.errors import NotFound
from data.models import Officer, WaitingPlan
from data.plans.storing.waiting import kept_answers
from data.plans.waiting.answers import Answers
from data.registry.sql.rows import execute_count
from data.text.plan_numbers import plan_number_key

KEPT = timedelta(days=90)
"""A plan that nobody applied for so long is dropped when the next one comes."""
_FILE_LETTERS = 200


@dataclass(frozen=True, slots=True)
class WaitingFacts:
    """A plan that waits, or what became of it.

    `rolled_from_id` is the plan of last year that it repeats, None for one that was sent in. `ended_by` is the name
    of who applied or dropped it, "" at the shell.
    """

    id: int
    file_name: str
    document: str
    title: str
    answers: Answers
    rolled_from_id: int | None
    state: DraftState
    created_at: datetime
    ended_at: datetime | None
    ended_by: str


def keep(
    session: Session,
    file_name: str,
    document: str,
    title: str,
    answers: Answers = kept_answers.NOTHING_ANSWERED,
    *,
    rolled_from_id: int | None = None,
    officer_id: int | None,
    now: datetime,
    actor: str,
) -> int:
    """Keep a plan that was read, with what is known of its sentences, and return its id.

    What waited too long is dropped.
    """
    old = update(WaitingPlan).where(
        col(WaitingPlan.state) == DraftState.OPEN, col(WaitingPlan.created_at) < now - KEPT
    )
    session.execute(old.values(state=DraftState.DROPPED, ended_at=now, document=""))
    row = WaitingPlan(
        file_name=file_name[:_FILE_LETTERS], document=document, title=title, officer_id=officer_id, created_at=now
    )
    row.rolled_from_id = rolled_from_id
    row.sentences = {mark: answer.as_json() for mark, answer in answers.sentences.items()}
    row.leads = {task: list(codes) for task, codes in answers.leads.items()}
    session.add(row)
    session.flush()
    assert row.id is not None  # noqa: S101 - flushed
    kept_answers.record(session, row.id, "plan.draft", now, actor, after={"file": row.file_name})
    return row.id


def get(session: Session, waiting_id: int) -> WaitingFacts:
    """Return a plan with all answers that hold for it. Raises NotFound."""
    row = session.get(WaitingPlan, waiting_id, populate_existing=True)
    if row is None:
        raise NotFound("waiting_plan", str(waiting_id))
    return _facts(row, kept_answers.read_answers(session, row), _name_of(session, row.ended_by))


def list_open(session: Session) -> list[WaitingFacts]:
    """Return the plans that wait, the latest first, without their documents."""
    rows = session.execute(
        select(WaitingPlan).where(col(WaitingPlan.state) == DraftState.OPEN).order_by(col(WaitingPlan.id).desc())
    ).scalars()
    return [_facts(row, Answers(), "", has_document=False) for row in rows]


def end(
    session: Session,
    waiting_id: int,
    state: DraftState,
    *,
    officer_id: int | None,
    applied_as: str = "",
    now: datetime,
    actor: str,
) -> bool:
    """Let a plan be applied, under a number, or dropped, by one person.

    False, and nothing is done, if somebody was earlier.
    """
    session.flush()
    ended = update(WaitingPlan).where(col(WaitingPlan.id) == waiting_id, col(WaitingPlan.state) == DraftState.OPEN)
    values = {
        "state": state,
        "ended_at": now,
        "ended_by": officer_id,
        "document": "",
        "applied_as": plan_number_key(applied_as),
    }
    if not execute_count(session, ended.values(**values)):
        return False
    session.expire_all()
    if state is DraftState.DROPPED:
        before, after = {"state": DraftState.OPEN.value}, {"state": state.value}
        kept_answers.record(session, waiting_id, "plan.draft.drop", now, actor, before, after)
    return True


def _facts(row: WaitingPlan, answers: Answers, ended_by: str, *, has_document: bool = True) -> WaitingFacts:
    assert row.id is not None  # noqa: S101 - stored
    return WaitingFacts(
        id=row.id,
        file_name=row.file_name,
        document=row.document if has_document else "",
        title=row.title,
        answers=answers,
        rolled_from_id=row.rolled_from_id,
        state=row.state,
        created_at=row.created_at,
        ended_at=row.ended_at,
        ended_by=ended_by,
    )


def _name_of(session: Session, officer_id: int | None) -> str:
    found = session.get(Officer, officer_id) if officer_id else None
    return found.name if found else ""
