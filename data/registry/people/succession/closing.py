"""Closing of an identity whole: an officer whom nobody is any more."""

from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import Session, col

from data.enums import AskOutcome, Role
from data.errors import NotAllowed
from data.models import ChatLink, Invitation, Officer, PushSubscription, Reaffirmation
from data.registry.conversations import dialogues, shown_messages
from data.registry.office import audit
from data.registry.outbox import waiting
from data.registry.people import calendar_links, offices
from data.registry.sql.rows import execute_count


def close_identity(session: Session, officer_id: int, now: datetime) -> bool:
    """End all that an officer has here: chats, open questions, calendar address, messages that wait.

    Whoever is an officer of another agency as well goes on as that one, in the same chats. What they did stays in the
    history. Nothing can be assigned to them any more, and what is assigned to them is
    nobody's. Returns False for one who was closed before; the caller records why. Raises NotAllowed for the last
    administrator.
    """
    officer = session.get_one(Officer, officer_id, populate_existing=True)
    if not officer.active:
        return False
    check_not_last_administrator(session, officer_id)
    offices.lock_person(session, officer_id)
    officer = session.get_one(Officer, officer_id, populate_existing=True)
    if not officer.active:  # closed while this waited
        return False
    officer.active = False
    session.flush()
    calendar_links.delete_link(session, officer_id, now)
    _leave_chats(session, officer_id)
    dialogues.delete_on_board(session, officer_id)
    shown_messages.forget_items_of(session, officer_id)
    waiting.withdraw_messages(session, officer_id)
    asked = update(Reaffirmation).where(
        col(Reaffirmation.officer_id) == officer_id, col(Reaffirmation.closed_at).is_(None)
    )
    execute_count(session, asked.values(closed_at=now, outcome=AskOutcome.LEFT))
    return True


def _leave_chats(session: Session, officer_id: int) -> None:
    """End the conversations of an officer, and let their chats speak for who else their person is, if for anybody.

    A conversation of a chat that speaks for another of them is that one's, and goes on.
    """
    chats = select(col(ChatLink.channel), col(ChatLink.chat_id), col(ChatLink.speaking)).where(
        col(ChatLink.officer_id) == officer_id
    )
    for channel, chat_id, speaking in session.execute(chats.order_by(col(ChatLink.id))).all():
        if speaking:
            dialogues.delete_dialogue(session, channel, chat_id)
        heir = offices.find_heir(session, channel, chat_id, officer_id)
        if heir is None:
            continue
        if speaking:
            offices.set_speaking(session, channel, chat_id, heir)
        told = update(PushSubscription).where(
            col(PushSubscription.chat_id) == chat_id, col(PushSubscription.officer_id) == officer_id
        )
        execute_count(session, told.values(officer_id=heir))


def check_not_last_administrator(session: Session, officer_id: int) -> None:
    """Raise NotAllowed("officer.last_admin") if this officer is the only administrator.

    The administrators stay locked until the unit of work ends: two cannot remove each other at once.
    """
    query = select(col(Officer.id)).where(col(Officer.active), col(Officer.role) == Role.ADMIN)
    administrators = set(session.execute(query.order_by(col(Officer.id)).with_for_update()).scalars())
    if administrators == {officer_id}:
        raise NotAllowed("officer.last_admin")


def revoke_codes_of(session: Session, officer_id: int, now: datetime, *, actor: str) -> None:
    """Revoke the codes that this officer made and nobody has used: they were no officer of ours."""
    made = select(Invitation).where(
        col(Invitation.created_by_id) == officer_id,
        col(Invitation.used_at).is_(None),
        col(Invitation.revoked_at).is_(None),
    )
    for code in session.execute(made.order_by(col(Invitation.id)).with_for_update()).scalars():
        code.revoked_at = now
        audit.record_action(
            session,
            now=now,
            actor=actor,
            action="invitation.revoke",
            subject=f"invitation:{code.id}",
            before={"name": code.name, "role": code.role, "agency_id": code.agency_id, "revoked": False},
            after={"revoked": True},
        )
