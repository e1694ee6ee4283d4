"""Keep what people answered about plans that wait; who is meant by names holds for all plans."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlmodel import Session, col

from data.enums import DraftState
from data.models import NameAnswer, WaitingPlan
from data.plans.agencies.names import name_key
from data.plans.waiting.answers import Answers, Meaning, SentenceAnswer
from data.registry.office import audit
from data.registry.sql.rows import execute_count, upsert
from data.text.plan_numbers import plan_number_key

NOTHING_ANSWERED = Answers()
_NAME_LETTERS = 300


def read_answers(session: Session, row: WaitingPlan) -> Answers:
    """Return all answers that hold for a plan: its own, and who is meant by names in any plan."""
    named = _name_answers(session)
    return Answers(
        row.number,
        row.issued_on,
        named.names,
        named.new,
        {task: tuple(codes) for task, codes in sorted(row.leads.items())},
        _sentences(row),
        dict(sorted(row.kept.items())),
    )


def list_name_answers(session: Session, but_of: int | None = None, head_of: Answers | None = None) -> Answers:
    """Return who is meant by names, as it was answered in any plan but in one; with the head of other answers."""
    named = _name_answers(session, but_of)
    return replace(named, number=head_of.number, issued_on=head_of.issued_on) if head_of else named


def with_earlier_sentences(session: Session, answers: Answers, number: str) -> Answers:
    """Return answers with what was said of sentences when the plan of this number was applied, and who owes them.

    A sentence that an amended plan still has is not asked about again, and its duty keeps its code and its progress.
    """
    query = (
        select(WaitingPlan)
        .where(col(WaitingPlan.applied_as) == plan_number_key(number), col(WaitingPlan.state) == DraftState.APPLIED)
        .order_by(col(WaitingPlan.id).desc())
        .limit(1)
    )
    row: WaitingPlan | None = session.execute(query).scalar_one_or_none() if number else None
    if row is None:
        return answers
    sentences = _sentences(row)
    codes = {one.code for one in sentences.values() if one.meaning is Meaning.DUTY}
    leads = {task: tuple(owed) for task, owed in row.leads.items() if task in codes}
    return replace(answers, sentences=sentences, leads=leads)


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
    key = name_key(name)[:_NAME_LETTERS]
    earlier = session.get(NameAnswer, key, populate_existing=True)
    before = {"name": name, "agencies": list(earlier.codes) if earlier else None}
    upsert(session, NameAnswer, tuple(values), key=key, **values)
    after = {"name": name, "agencies": list(codes)} | ({"new": new_name} if new_name else {})
    record(session, waiting_id, "plan.draft.answer", now, actor, before=before, after=after)


def answer_task(
    session: Session, waiting_id: int, task: str, codes: tuple[str, ...], *, now: datetime, actor: str
) -> None:
    """Keep who owes a task of a plan whose cell of leads is empty."""
    row = session.get_one(WaitingPlan, waiting_id)
    before = {"task": task, "agencies": row.leads.get(task)}
    row.leads = {**row.leads, task: list(codes)}
    session.add(row)
    after = {"task": task, "agencies": list(codes)}
    record(session, waiting_id, "plan.draft.answer", now, actor, before=before, after=after)


def answer_sentence(
    session: Session, waiting_id: int, sentence: str, answer: SentenceAnswer, *, now: datetime, actor: str
) -> None:
    """Keep what a sentence of the body is, known by its mark."""
    row = session.get_one(WaitingPlan, waiting_id)
    before = {"sentence": sentence, **row.sentences.get(sentence, {})}
    row.sentences = {**row.sentences, sentence: answer.as_json()}
    session.add(row)
    after = {"sentence": sentence, **answer.as_json()}
    record(session, waiting_id, "plan.draft.answer", now, actor, before=before, after=after)


def answer_kept(
    session: Session, waiting_id: int, codes: Sequence[str], *, keep: bool, now: datetime, actor: str
) -> None:
    """Keep whether the next year has some tasks of a plan that is rolled over."""
    row = session.get_one(WaitingPlan, waiting_id)
    before = {"tasks": list(codes), "kept": {code: row.kept[code] for code in codes if code in row.kept}}
    row.kept = {**row.kept, **dict.fromkeys(codes, keep)}
    session.add(row)
    after = {"tasks": list(codes), "kept": keep}
    record(session, waiting_id, "plan.draft.answer", now, actor, before=before, after=after)


def set_head(
    session: Session, waiting_id: int, number: str, issued_on: date | None, *, now: datetime, actor: str
) -> None:
    """Keep the number and day of issue of a plan whose file has none."""
    row = session.get_one(WaitingPlan, waiting_id)
    before = {"number": row.number, "issued_on": row.issued_on}
    row.number, row.issued_on = number, issued_on
    session.add(row)
    after = {"number": number, "issued_on": issued_on}
    record(session, waiting_id, "plan.draft.answer", now, actor, before=before, after=after)


def forget_answers(session: Session, waiting_id: int, *, now: datetime, actor: str) -> int:
    """Forget what was answered in one plan, so that it is asked again; return how many answers that were."""
    count = execute_count(session, delete(NameAnswer).where(col(NameAnswer.waiting_plan_id) == waiting_id))
    row = session.get_one(WaitingPlan, waiting_id)
    count += len(row.leads) + len(row.sentences) + len(row.kept)
    row.leads, row.sentences, row.kept = {}, {}, {}
    session.add(row)
    record(session, waiting_id, "plan.draft.again", now, actor, before={"answers": count}, after={"answers": 0})
    return count


def record(
    session: Session,
    waiting_id: int,
    action: str,
    now: datetime,
    actor: str,
    before: audit.Facts | None = None,
    after: audit.Facts | None = None,
) -> None:
    """Record an act on a plan that waits in the audit trail."""
    subject = f"draft:{waiting_id}"
    audit.record_action(session, now=now, actor=actor, action=action, subject=subject, before=before, after=after)


def _sentences(row: WaitingPlan) -> dict[str, SentenceAnswer]:
    return {mark: SentenceAnswer.from_json(kept) for mark, kept in sorted(row.sentences.items())}


def _name_answers(session: Session, but_of: int | None = None) -> Answers:
    found = session.execute(select(NameAnswer).order_by(col(NameAnswer.key))).scalars()
    rows = [row for row in found if but_of is None or row.waiting_plan_id != but_of]
    return Answers(
        names={row.name: tuple(row.codes) for row in rows},
        new={row.codes[0]: row.new_name for row in rows if row.new_name and row.codes},
    )
