"""Officers who go to another agency or role, with their chats: one identity is closed, another begins."""

import json
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlmodel import Session, col

from data.enums import OVERSEEING, PeopleCause, Role
from data.errors import NotAllowed
from data.models import Agency, AuditEntry, ChatLink, Officer, Preference
from data.registry.office import audit
from data.registry.people import offices, people_notices
from data.registry.people.succession import closing
from data.registry.reach import push_orders
from data.registry.sql.rows import execute_count
from data.rules.viet_nam_time import viet_nam_date

TRANSFER = "officer.transfer"


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
    reminded go along; the address of the calendar, open questions and assignments end. In which other agencies they
    serve stays. Raises NotAllowed for a role that sees all agencies, which is given by a code alone, for the last
    administrator, for an agency that has ended, and for one that they serve already.
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
    _hand_over_chats(session, officer_id, officer.id, now)
    _hand_over_preferences(session, officer_id, officer.id)
    push_orders.hand_over(session, officer_id, officer.id)
    audit.record_action(
        session,
        now=now,
        actor=actor or f"officer:{by_id}",
        action=TRANSFER,
        subject=f"officer:{officer.id}",
        before=before,
        after={"agency": agency.code, "role": role, "officer_id": officer.id},
    )
    people_notices.record_notice(session, PeopleCause.TRANSFERRED, now=now, officer_id=officer.id, by_id=by_id)
    return officer.id


def _hand_over_chats(session: Session, former_id: int, officer_id: int, now: datetime) -> None:
    """Close who goes; their chats are those of who they are from now on, for whom those speak that spoke for them."""
    of_former = select(col(ChatLink.channel), col(ChatLink.chat_id)).where(col(ChatLink.officer_id) == former_id)
    spoken = session.execute(of_former.where(col(ChatLink.speaking))).all()
    closing.close_identity(session, former_id, now)
    offices.refuse_twins(session, officer_id)
    links = update(ChatLink).where(col(ChatLink.officer_id) == former_id)
    execute_count(session, links.values(officer_id=officer_id))
    for channel, chat_id in spoken:
        offices.set_speaking(session, channel, chat_id, officer_id)


def find_former(session: Session, officer_id: int) -> int | None:
    """Return the officer who the same person was until an administrator made them `officer_id`; None for nobody."""
    acts = select(col(AuditEntry.before)).where(
        col(AuditEntry.action) == TRANSFER, col(AuditEntry.subject) == f"officer:{officer_id}"
    )
    for before in session.execute(acts.order_by(col(AuditEntry.id).desc())).scalars():
        found: int | None = json.loads(before or "{}").get("officer_id")
        if found is not None:
            return found
    return None


def _hand_over_preferences(session: Session, former_id: int, officer_id: int) -> None:
    chosen = session.execute(select(Preference).where(col(Preference.officer_id) == former_id)).scalar_one_or_none()
    if chosen is None:
        return
    kept = {"hour": chosen.hour, "left_out": list(chosen.left_out), "resumes_on": chosen.resumes_on}
    session.execute(delete(Preference).where(col(Preference.officer_id) == former_id))
    session.add(Preference(officer_id=officer_id, **kept))
