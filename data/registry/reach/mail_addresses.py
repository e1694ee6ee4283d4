"""The official mail addresses at which officers are told. An address is a chat of the channel "email"."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from data.models import AuditEntry, ChatLink, Officer
from data.registry.office import audit
from data.registry.people import offices

CHANNEL = "email"
CONFIRM, REMOVE, BOUNCE = "mail.confirm", "mail.remove", "mail.bounce"
"""The acts, whose facts hold the address before and after."""


@dataclass(frozen=True, slots=True)
class MailAddress:
    """An officer's address. `confirmed_at` and `unreachable_since` are the office's instants (UTC).

    `unreachable_since`: from then on its server takes no mail for it, None while it does.
    """

    address: str
    confirmed_at: datetime
    unreachable_since: datetime | None


def find_address(session: Session, officer_id: int) -> MailAddress | None:
    """Return the confirmed address of an officer; None where there is none."""
    link = _link_of(session, officer_id)
    if link is None or "@" not in link.chat_id:
        return None
    return MailAddress(link.chat_id, link.linked_at, link.unreachable_since)


def is_of_somebody_else(session: Session, officer_id: int, address: str) -> bool:
    """Return whether another active officer, who is not the same person, is told at this address."""
    query = (
        select(col(ChatLink.id))
        .join(Officer, col(Officer.id) == col(ChatLink.officer_id))
        .where(
            col(ChatLink.channel) == CHANNEL,
            col(ChatLink.chat_id) == address,
            col(ChatLink.officer_id).not_in(offices.list_ids(session, officer_id)),
            col(Officer.active),
        )
    )
    return session.execute(query).first() is not None


def save_address(session: Session, officer_id: int, address: str, now: datetime) -> None:
    """Tell an officer at this address from now on, in all their agencies, in place of the one before. It is nobody
    else's (`is_of_somebody_else`); from who has left it is taken.
    """
    offices.lock_person(session, officer_id)
    before = find_address(session, officer_id)
    own = offices.list_ids(session, officer_id)
    links = {one: _link_of(session, one) for one in own}
    taken = select(ChatLink).where(col(ChatLink.channel) == CHANNEL, col(ChatLink.chat_id) == address)
    for other in [*session.execute(taken).scalars(), *links.values()]:
        if other is not None:
            _empty(other, now)
    session.flush()
    for one in own:
        link = links[one] or ChatLink(officer_id=one, channel=CHANNEL, chat_id=address, linked_at=now)
        link.chat_id, link.linked_at, link.unreachable_since = address, now, None
        link.speaking = one == officer_id
        session.add(link)
    _record(session, officer_id, CONFIRM, before, address, now)


def remove_address(session: Session, officer_id: int, now: datetime) -> bool:
    """Tell an officer by mail no more; return whether there was an address."""
    before = find_address(session, officer_id)
    if before is None:
        return False
    for one in offices.list_ids(session, officer_id):
        if link := _link_of(session, one):
            _empty(link, now)
    _record(session, officer_id, REMOVE, before, None, now)
    return True


def list_known(session: Session, officer_ids: Collection[int]) -> set[str]:
    """Return the addresses that officers have now, or had by the audit trail."""
    links = select(col(ChatLink.chat_id)).where(
        col(ChatLink.channel) == CHANNEL, col(ChatLink.officer_id).in_(officer_ids)
    )
    found = {address for address in session.execute(links).scalars() if "@" in address}
    acts = select(col(AuditEntry.before), col(AuditEntry.after)).where(
        col(AuditEntry.action).in_([CONFIRM, REMOVE, BOUNCE]),
        col(AuditEntry.subject).in_([f"officer:{one}" for one in officer_ids]),
    )
    for row in session.execute(acts):
        found |= {json.loads(facts).get("address") for facts in row if facts}
    return {address for address in found if address}


def _record(
    session: Session, officer_id: int, action: str, before: MailAddress | None, after: str | None, now: datetime
) -> None:
    audit.record_action(
        session,
        now=now,
        actor=f"officer:{officer_id}",
        action=action,
        subject=f"officer:{officer_id}",
        before={"address": before.address if before else None},
        after={"address": after},
    )


def _empty(link: ChatLink, now: datetime) -> None:
    """Take the address out of a row to which messages refer: it stays, closed, and holds nothing of a person."""
    link.chat_id, link.unreachable_since, link.speaking = str(link.id), now, True


def _link_of(session: Session, officer_id: int) -> ChatLink | None:
    query = (
        select(ChatLink)
        .where(col(ChatLink.channel) == CHANNEL, col(ChatLink.officer_id) == officer_id)
        .order_by(col(ChatLink.id).desc())
    )
    return session.execute(query).scalars().first()
