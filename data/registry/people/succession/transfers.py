"""Officers who go to another agency or role, with their chats: one identity is closed, another begins."""

from datetime import datetime

from sqlalchemy import delete, func, or_, select, update
from sqlmodel import Session, col

from data.enums import PeopleCause, Role
from data.errors import NotAllowed
from data.models import Agency, ChatLink, Officer, Preference
from data.registry.office import audit
from data.registry.people import offices, people_notices
from data.registry.people.joining.grants import OVERSEEING
from data.registry.people.succession import closing
from data.registry.reach import push_orders
from data.registry.sql.rows import execute_count
from data.rules.viet_nam_time import viet_nam_date


def transfer(
    session: Session,
    officer_id: int,
    *,
    agency_id: int,
    role: Role,
    now: datetime,
    by_id: int | None,
    actor: str = "",
) -> int:
    """Let an officer go to an agency and a role, and tell them; return the id of who they are from now on.

    `by_id` is the officer who decides; None for somebody at the shell, whom the audit trail calls `actor`.

    What they did stays under the agency and the role in which they did it. Their chats and how they wish to be
    reminded go along; the address of the calendar, open questions and assignments end. Raises NotAllowed for a role
    that sees all agencies, which is given by a code alone, for the last administrator, and for an agency that has
    ended.
    """
    if role in OVERSEEING:
        raise NotAllowed("officer.oversee_by_code")
    agency = session.get_one(Agency, agency_id)
    if agency.last_day is not None and agency.last_day < viet_nam_date(now):
        raise NotAllowed("invitation.agency_gone")
    former = session.get_one(Officer, officer_id)
    before = {"agency": session.get_one(Agency, former.agency_id).code, "role": former.role, "officer_id": officer_id}
    officer = Officer(
        agency_id=agency_id,
        name=former.name,
        role=role,
        created_at=now,
        affirmed_at=now,
        same_as_id=former.same_as_id or former.id,
    )
    session.add(officer)
    session.flush()
    assert officer.id is not None  # noqa: S101 - a flushed row has its key
    spoken = select(col(ChatLink.channel), col(ChatLink.chat_id)).where(
        col(ChatLink.officer_id) == officer_id, col(ChatLink.speaking)
    )
    chats = session.execute(spoken).all()
    closing.close_identity(session, officer_id, now)
    links = update(ChatLink).where(col(ChatLink.officer_id) == officer_id)
    execute_count(session, links.values(officer_id=officer.id))
    for channel, chat_id in chats:
        offices.set_speaking(session, channel, chat_id, officer.id)
    _hand_over_preferences(session, officer_id, officer.id)
    push_orders.hand_over(session, officer_id, officer.id)
    audit.record_action(
        session,
        now=now,
        actor=actor or f"officer:{by_id}",
        action="officer.transfer",
        subject=f"officer:{officer.id}",
        before=before,
        after={"agency": agency.code, "role": role, "officer_id": officer.id},
    )
    people_notices.record_notice(session, PeopleCause.TRANSFERRED, now=now, officer_id=officer.id, by_id=by_id)
    return officer.id


def find_former(session: Session, officer_id: int) -> int | None:
    """Return the officer who the same person was until they became `officer_id`; None for nobody."""
    officer = session.get_one(Officer, officer_id)
    if officer.same_as_id is None:
        return None
    same = or_(col(Officer.id) == officer.same_as_id, col(Officer.same_as_id) == officer.same_as_id)
    query = select(func.max(col(Officer.id))).where(same, col(Officer.id) < officer_id)
    found: int | None = session.execute(query).scalar_one()
    return found


def _hand_over_preferences(session: Session, former_id: int, officer_id: int) -> None:
    chosen = session.execute(select(Preference).where(col(Preference.officer_id) == former_id)).scalar_one_or_none()
    if chosen is None:
        return
    kept = {"hour": chosen.hour, "left_out": list(chosen.left_out), "resumes_on": chosen.resumes_on}
    session.execute(delete(Preference).where(col(Preference.officer_id) == former_id))
    session.add(Preference(officer_id=officer_id, **kept))
