"""Mergers of agencies: what the old ones still owe passes to the successor, and both histories are kept.

The old duty is withdrawn from the instant of the merger on, the successor's begins there with what was said last; so
figures of any day before are as they were (`data.models.earlier_terms`). An agency has one successor. One that has
ended takes nothing over, so no chain of successors comes back to where it began.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select, update
from sqlmodel import Session, col

from data.errors import AgencyNotMerged
from data.models import Agency, AgencyMembership, AgencySuccession, Plan, UnheardAgency
from data.registry.office import agencies, audit
from data.registry.office.agencies import AgencyFact
from data.registry.office.succession.moved_people import move_people
from data.registry.office.succession.passed_duties import (
    Differing,
    Passed,
    foresee,
    list_ended_with_duties,
    pass_duties,
)

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Merger:
    """What is decided of a merger. `first_day` (Viet Nam) is the successor's first; `document` decided it.

    `taken` says of duties of the old agencies (ids) whether the successor's goes on in their state, where both owe
    the same deadline and the states differ. `move_officers` says whether the old agencies' people become the
    successor's.
    """

    old: Sequence[str]
    successor: str
    first_day: date
    document: str
    taken: Mapping[int, bool] = field(default_factory=dict)
    move_officers: bool = True


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of a merger: numbers of duties that passed, of those that joined others, of officers."""

    successor: AgencyFact
    passed: int
    joined: int
    officers: int


def check_merger(session: Session, merger: Merger, today: date) -> tuple[list[AgencyFact], AgencyFact]:
    """Return the old agencies and the successor. Raises AgencyNotMerged, NotFound.

    Of two of the same name the old one is that of the day before.
    """
    old = [agencies.find(session, words, merger.first_day - _DAY) for words in merger.old]
    successor = agencies.find(session, merger.successor, merger.first_day)
    if not merger.document.strip():
        raise AgencyNotMerged("no_document", successor.short_name)
    if merger.first_day > today:
        raise AgencyNotMerged("future", successor.short_name, day=merger.first_day)
    if successor.last_day is not None:
        raise AgencyNotMerged("successor_ended", successor.short_name, day=successor.last_day)
    for one in old:
        if one.id == successor.id:
            raise AgencyNotMerged("same", one.short_name)
        if one.last_day is not None:
            raise AgencyNotMerged("ended", one.short_name, _successor_name(session, one.id), one.last_day)
    if len({one.id for one in old}) < len(old):
        raise AgencyNotMerged("twice", successor.short_name)
    return old, successor


def list_questions(session: Session, merger: Merger, today: date) -> list[Differing]:
    """Return the deadlines that several of them owe in different states and nobody has decided on."""
    old, successor = check_merger(session, merger, today)
    return foresee(session, [one.id for one in old], successor.id, merger.taken)[0]


def count_duties(session: Session, merger: Merger, today: date) -> Passed:
    """Return how many duties a merger would pass on, and how many would join others."""
    old, successor = check_merger(session, merger, today)
    return foresee(session, [one.id for one in old], successor.id, merger.taken)[1]


def merge(session: Session, merger: Merger, *, today: date, now: datetime, actor: str) -> Merged:
    """Merge agencies into a successor.

    Raises NotFound and AgencyNotMerged: "differing" while `list_questions` has any.
    """
    _lock(session, merger)
    old, successor = check_merger(session, merger, today)
    if open_questions := list_questions(session, merger, today):
        raise AgencyNotMerged("differing", successor.short_name, str(len(open_questions)))
    passed = joined = officers = 0
    for one in old:
        _end(session, one, successor, merger, now=now, actor=actor)
        done = pass_duties(
            session, one, successor, merger.taken, keep_responsible=merger.move_officers, now=now, actor=actor
        )
        moved = move_people(session, one, successor, now=now, actor=actor) if merger.move_officers else 0
        passed, joined, officers = passed + done.passed, joined + done.joined, officers + moved
    session.flush()
    session.expire_all()
    return Merged(successor, passed, joined, officers)


def _lock(session: Session, merger: Merger) -> None:
    """Let nobody else merge these agencies meanwhile: two mergers at once could make a circle, or a split."""
    ids = {agencies.find(session, words, merger.first_day - _DAY).id for words in merger.old}
    ids.add(agencies.find(session, merger.successor, merger.first_day).id)
    session.execute(select(col(Agency.id)).where(col(Agency.id).in_(ids)).order_by(col(Agency.id)).with_for_update())


def pass_what_is_left(session: Session, now: datetime) -> int:
    """Pass on what agencies that have ended owe again: their plan was reopened, or they were told to do it after all.

    Where the successor owes the same deadline, its own state counts. Returns how many duties passed.
    """
    done = 0
    for old_id in list_ended_with_duties(session):
        old, successor = agencies.get(session, old_id), agencies.get(session, find_owner(session, old_id))
        left = pass_duties(session, old, successor, {}, keep_responsible=False, now=now, actor="succession")
        done += left.passed + left.joined
    return done


def find_successors(session: Session, agency_ids: Collection[int]) -> dict[int, int]:
    """Return who took over from these agencies, and in turn from those: by the agencies that have ended so."""
    query = select(col(AgencySuccession.agency_id), col(AgencySuccession.successor_id))
    found: dict[int, int] = {}
    asked = set(agency_ids)
    while asked:
        step = dict(session.execute(query.where(col(AgencySuccession.agency_id).in_(asked))).all())
        found |= step
        asked = set(step.values())
    return found


def find_owner(session: Session, agency_id: int) -> int:
    """Return the agency that stands today for this one: itself, or the last of its successors."""
    successors = find_successors(session, [agency_id])
    while agency_id in successors:
        agency_id = successors[agency_id]
    return agency_id


def _successor_name(session: Session, agency_id: int) -> str:
    query = select(col(Agency.short_name)).join(
        AgencySuccession, col(AgencySuccession.successor_id) == col(Agency.id)
    )
    return session.execute(query.where(col(AgencySuccession.agency_id) == agency_id)).scalar() or ""


def _end(
    session: Session, one: AgencyFact, successor: AgencyFact, merger: Merger, *, now: datetime, actor: str
) -> None:
    last = merger.first_day - _DAY
    session.add(
        AgencySuccession(
            agency_id=one.id,
            successor_id=successor.id,
            first_day=merger.first_day,
            document=merger.document.strip()[:200],
        )
    )
    session.execute(update(Agency).where(col(Agency.id) == one.id).values(last_day=last))
    members = update(AgencyMembership).where(
        col(AgencyMembership.agency_id) == one.id, col(AgencyMembership.last_day).is_(None)
    )
    session.execute(members.values(last_day=last))
    session.execute(delete(UnheardAgency).where(col(UnheardAgency.agency_id) == one.id))
    audit.record_action(
        session,
        now=now,
        actor=actor,
        action="agency.merge",
        subject=one.code,
        before={"last_day": None, "successor": None},
        after={"last_day": last, "successor": successor.code, "document": merger.document.strip()},
    )
    _hand_over_plans(session, one, successor, now=now, actor=actor)


def _hand_over_plans(session: Session, one: AgencyFact, successor: AgencyFact, *, now: datetime, actor: str) -> None:
    """Let the successor follow the open plans that the agency followed for their issuer."""
    standing = select(Plan).where(col(Plan.standing_agency_id) == one.id, col(Plan.closed_at).is_(None))
    for plan in session.execute(standing.order_by(col(Plan.id))).scalars():
        plan.standing_agency_id = successor.id
        audit.record_action(
            session,
            now=now,
            actor=actor,
            action="plan.standing_body",
            subject=plan.number,
            before={"agency": one.code},
            after={"agency": successor.code},
        )
