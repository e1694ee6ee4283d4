"""Erasure of a person: names, accounts and chats go, what they did stays under the role."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import and_, delete, or_, select, update
from sqlmodel import Session, col

from data.enums import Role
from data.models import (
    ChatLink,
    Dialogue,
    Download,
    Invitation,
    JoinAttempt,
    JoinRequest,
    MailCode,
    Officer,
    PageFile,
    PageMessage,
    PageSession,
    Preference,
    PushOrder,
    PushSubscription,
    ReceivedFile,
    ShownMessage,
    SignInLink,
    Snooze,
)
from data.registry.conversations import dialogues
from data.registry.office import audit
from data.registry.office.audit_redaction import ERASE, ROWS, redact
from data.registry.people.page_sessions import CHANNEL as PAGE
from data.registry.people.personal.kept import list_identities
from data.registry.people.succession import closing
from data.registry.reach import mail_addresses
from data.registry.sql.rows import execute_count

_OF_AN_OFFICER = (
    Preference,
    PushOrder,
    PushSubscription,
    MailCode,
    Snooze,
    SignInLink,
    ReceivedFile,
    ShownMessage,
    PageMessage,
    PageFile,
)


def erase(session: Session, officer_id: int, *, label: Callable[[Role], str], now: datetime, actor: str) -> int:
    """Erase the person who is this officer, whatever they were here; return how many rows of history lost a name.

    `label` gives what stands in place of their name, by the role. Raises NotAllowed for the last administrator.
    """
    ids = list_identities(session, officer_id)
    officers = [session.get_one(Officer, one) for one in ids]
    for one in ids:
        closing.close_identity(session, one, now)
    words, last = _list_names(session, ids), label(officers[-1].role)
    _delete_of_chats(session, ids)
    _delete_of_officers(session, ids)
    for officer in officers:
        officer.name = label(officer.role)
    known = or_(col(Invitation.officer_id).in_(ids), col(Invitation.replaces_id).in_(ids))
    execute_count(session, update(Invitation).where(known).values(name=last, account=None))
    asked = update(JoinRequest).where(col(JoinRequest.officer_id).in_(ids))
    execute_count(session, asked.values(name=last, account="", chat_id="erased"))
    session.flush()
    rows = redact(session, words, last)
    audit.record_action(
        session,
        now=now,
        actor=actor,
        action=ERASE,
        subject=f"officer:{officer_id}",
        before={"officers": ids},
        after={ROWS: rows},
    )
    return len(rows)


def _list_names(session: Session, ids: Sequence[int]) -> set[str]:
    """Return the names and accounts by which the history knows the person."""
    names = set(session.execute(select(col(Officer.name)).where(col(Officer.id).in_(ids))).scalars())
    of_codes = select(col(Invitation.name), col(Invitation.account)).where(col(Invitation.officer_id).in_(ids))
    for name, account in session.execute(of_codes):
        names |= {name, account or ""}
    return (names | mail_addresses.list_known(session, ids)) - {""}


def _delete_of_chats(session: Session, ids: Sequence[int]) -> None:
    """Delete what is kept of their chats; their rows stay as those of nobody, since messages were sent there."""
    columns = (col(ChatLink.id), col(ChatLink.channel), col(ChatLink.chat_id))
    chats = session.execute(select(*columns).where(col(ChatLink.officer_id).in_(ids))).all()
    for link_id, channel, chat_id in chats:
        for table in (Dialogue, ShownMessage, JoinAttempt, Download):
            here = and_(col(table.channel) == channel, col(table.chat_id) == chat_id)
            session.execute(delete(table).where(here))
        if channel == PAGE:
            for on_page in (PageMessage, PageFile, PageSession):
                session.execute(delete(on_page).where(col(on_page.chat_id) == chat_id))
        link = update(ChatLink).where(col(ChatLink.id) == link_id)
        execute_count(session, link.values(chat_id=f"erased-{link_id}", heard_at=None))


def _delete_of_officers(session: Session, ids: Sequence[int]) -> None:
    for one in ids:
        dialogues.delete_on_board(session, one)
    for table in _OF_AN_OFFICER:
        session.execute(delete(table).where(col(table.officer_id).in_(ids)))
