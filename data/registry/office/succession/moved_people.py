"""People of an agency who go to another one: active officers, codes that wait, groups that get its digest."""

from datetime import datetime

from sqlalchemy import or_, select
from sqlmodel import Session, col

from data.models import GroupChat, Invitation, Officer
from data.registry.office import audit
from data.registry.office.agencies import AgencyFact


def move_people(session: Session, old: AgencyFact, successor: AgencyFact, *, now: datetime, actor: str) -> int:
    """Move the active officers, the codes that wait and the groups that get the digest; return how many officers.

    They stay who they are, with what they were assigned and asked: their agency goes on in its successor. Who goes to
    another agency is somebody else there (`data.registry.people.succession.transfers`), though the trail calls it the
    same.
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
    return len(officers)
