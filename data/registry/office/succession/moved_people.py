"""People of an agency who go to another one: active officers, codes that wait, groups that get its digest."""

from datetime import datetime

from sqlalchemy import or_, select
from sqlmodel import Session, col

from data.errors import NotAllowed
from data.models import GroupChat, Invitation, Officer
from data.registry.office import audit
from data.registry.office.agencies import AgencyFact
from data.registry.people import offices
from data.registry.people.succession import closing, handovers


def move_people(session: Session, old: AgencyFact, successor: AgencyFact, *, now: datetime, actor: str) -> int:
    """Move the active officers, the codes that wait and the groups that get the digest; return how many officers.

    They stay who they are, with what they were assigned and asked: their agency goes on in its successor. Who goes to
    another agency is somebody else there (`data.registry.people.succession.transfers`), though the trail calls it the
    same. Who served both is there once, as who they were in the successor.
    """
    waiting = select(Invitation).where(
        col(Invitation.agency_id) == old.id,
        col(Invitation.used_at).is_(None),
        col(Invitation.revoked_at).is_(None),
        col(Invitation.expires_at) > now,
    )
    people = select(Officer).where(col(Officer.agency_id) == old.id, col(Officer.active))
    codes = session.execute(waiting.order_by(col(Invitation.id))).scalars().all()
    officers = session.execute(people.order_by(col(Officer.id))).scalars().all()
    told = select(GroupChat).where(
        col(GroupChat.agency_id) == old.id,
        col(GroupChat.ended_at).is_(None),
        or_(col(GroupChat.began_at).is_not(None), col(GroupChat.expires_at) > now),
    )
    groups = session.execute(told.order_by(col(GroupChat.id))).scalars().all()
    moved = (
        ("invitation.move", "invitation", codes),
        ("officer.transfer", "officer", officers),
        ("group.move", "group", groups),
    )
    for action, kind, rows in moved:
        for row in rows:
            row.agency_id = successor.id
            audit.record_action(
                session,
                now=now,
                actor=actor,
                action=action,
                subject=f"{kind}:{row.id}",
                before={"agency": old.code},
                after={"agency": successor.code},
            )
    session.flush()
    for officer in officers:
        _close_twin(session, officer, successor, now=now, actor=actor)
    return len(officers)


def _close_twin(session: Session, officer: Officer, successor: AgencyFact, *, now: datetime, actor: str) -> None:
    """Let a person who served the successor as well be one officer there: who they were there, in the role that they
    had there, takes over from this one. The last administrator stays that, and takes over from the other.
    """
    assert officer.id is not None  # noqa: S101 - a stored row has its key
    offices.lock_person(session, officer.id)
    beside = [one for one in offices.list_of_person(session, officer.id) if one.officer_id != officer.id]
    twin = next((one.officer_id for one in beside if one.agency_id == successor.id), None)
    if twin is None:
        return
    closed, stays = (officer.id, twin) if _may_close(session, officer.id) else (twin, officer.id)
    handovers.hand_over(session, closed, stays, successor.id)
    if not closing.close_identity(session, closed, now):
        return
    audit.record_action(
        session,
        now=now,
        actor=actor,
        action="officer.close",
        subject=f"officer:{closed}",
        before={"agency": successor.code, "active": True},
        after={"active": False, "officer_id": stays},
    )


def _may_close(session: Session, officer_id: int) -> bool:
    try:
        closing.check_not_last_administrator(session, officer_id)
    except NotAllowed:
        return False
    return True
