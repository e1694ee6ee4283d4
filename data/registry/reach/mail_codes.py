"""Codes that are sent to a mail address before anything else is: whoever types one reads what arrives there.

Only their hashes are stored. Instants named `wall` are of the world outside: a mail takes its time there.
"""

import hashlib
import secrets
from datetime import datetime
from enum import Enum, auto
from hmac import compare_digest

from sqlalchemy import delete, select
from sqlmodel import Session, col

from data.models import MailCode
from data.registry.reach import mail_addresses
from data.registry.sql.batches import BATCH_SIZE
from data.registry.sql.rows import execute_count
from data.rules.instants import within
from data.rules.limits.quotas import MAIL_CODE_TRIES, MAIL_CODES_PER_DAY
from data.rules.limits.terms import MAIL_CODE_TERM
from data.rules.viet_nam_time import viet_nam_date

DIGITS = 6
_LOWEST = 10 ** (DIGITS - 1)


class Outcome(Enum):
    """What came of a code that was typed."""

    CONFIRMED = auto()
    WRONG = auto()
    EXPIRED = auto()  # or never sent
    TOO_MANY = auto()  # wrong codes; a new one must be sent
    TAKEN = auto()  # the address is another officer's


def create_code(session: Session, officer_id: int, address: str, wall: datetime) -> str | None:
    """Return a new code for an address, to be sent there; None once today's are used up. An older one is void."""
    day = viet_nam_date(wall)
    found = session.get(MailCode, officer_id) or MailCode(
        officer_id=officer_id, address=address, code_hash="", expires_at=wall, day=day
    )
    asked = found.asked if found.day == day else 0
    if asked >= MAIL_CODES_PER_DAY:
        return None
    code = str(_LOWEST + secrets.randbelow(9 * _LOWEST))  # "000012" would be the choice numbered 12
    found.address, found.code_hash = address, _hash(officer_id, address, code)
    found.expires_at = wall + MAIL_CODE_TERM
    found.wrong, found.day, found.asked = 0, day, asked + 1
    session.add(found)
    return code


def find_asked_address(session: Session, officer_id: int) -> str | None:
    """Return the address to which the last code was sent; None where it was typed already, or none was sent."""
    found = session.get(MailCode, officer_id)
    return found.address if found and found.code_hash else None


def confirm(session: Session, officer_id: int, typed: str, *, now: datetime, wall: datetime) -> Outcome:
    """Take a code that was typed, and tell the officer at its address from the office's `now` on. A wrong one is
    counted, so the unit of work must be committed whatever comes of it.
    """
    found = session.get(MailCode, officer_id, with_for_update=True)
    if found is None or not found.code_hash or not within(found.expires_at - MAIL_CODE_TERM, wall, MAIL_CODE_TERM):
        return Outcome.EXPIRED
    if found.wrong >= MAIL_CODE_TRIES:
        return Outcome.TOO_MANY
    if not compare_digest(found.code_hash, _hash(officer_id, found.address, typed)):
        found.wrong += 1
        return Outcome.WRONG if found.wrong < MAIL_CODE_TRIES else Outcome.TOO_MANY
    found.code_hash = ""
    if mail_addresses.is_of_somebody_else(session, officer_id, found.address):
        return Outcome.TAKEN
    mail_addresses.save_address(session, officer_id, found.address, now)
    return Outcome.CONFIRMED


def delete_expired(session: Session, before: datetime) -> int:
    """Delete a batch of codes that expired before a real instant; return how many."""
    old = select(col(MailCode.officer_id)).where(col(MailCode.expires_at) < before).limit(BATCH_SIZE)
    return execute_count(session, delete(MailCode).where(col(MailCode.officer_id).in_(old)))


def _hash(officer_id: int, address: str, code: str) -> str:
    # Six digits are no secret from who reads the registry, only their five tries and half an hour are: a slow hash
    # would add nothing.
    return hashlib.sha256(f"{officer_id}:{address}:{code}".encode()).hexdigest()
