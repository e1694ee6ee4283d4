"""Files that wait to be fetched by a link with a secret. Only the hash of the secret is stored."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete
from sqlmodel import Session

from data.models import Download
from data.registry.sql.lines import fetch_first, select_lines
from data.registry.sql.rows import execute_count, table_of
from data.rules.limits.terms import DOWNLOAD_TERM

TOKEN = r"[A-Za-z0-9_-]{22}"  # noqa: S105 - the shape of one, 128 bits in base64
"""What the secret part of a link looks like: nothing else is looked up."""
_BYTES = 16
_NAME_LETTERS, _TYPE_LETTERS = 200, 100


@dataclass(frozen=True, slots=True)
class Offered:
    """A file that waits: its name, what it is, and whether it is a picture that is shown rather than saved."""

    name: str
    media_type: str
    is_picture: bool


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file with its content."""

    name: str
    media_type: str
    is_picture: bool
    content: bytes


_COLUMNS = table_of(Download).c
_WAITS = (_COLUMNS.token_hash == bindparam("hash"), _COLUMNS.expires_at > bindparam("wall"))
_OFFERED = select_lines(Offered, _COLUMNS).where(*_WAITS)
_CONTENT = select_lines(Fetched, _COLUMNS).where(*_WAITS)
_SPEND = delete(table_of(Download)).where(_COLUMNS.token_hash == bindparam("hash"), _COLUMNS.is_picture.is_(False))
_EXPIRE = delete(table_of(Download)).where(_COLUMNS.expires_at <= bindparam("wall"))


def store_file(
    session: Session,
    *,
    channel: str,
    chat_id: str,
    name: str,
    media_type: str,
    content: bytes,
    is_picture: bool,
    wall: datetime,
) -> str:
    """Store a file for `DOWNLOAD_TERM` of real time; return the secret of its link. What has expired is deleted."""
    delete_expired(session, wall)
    token = secrets.token_urlsafe(_BYTES)
    session.add(
        Download(
            token_hash=_hash(token),
            channel=channel,
            chat_id=chat_id,
            name=name[-_NAME_LETTERS:],
            media_type=media_type[:_TYPE_LETTERS],
            content=content,
            is_picture=is_picture,
            expires_at=wall + DOWNLOAD_TERM,
        )
    )
    return token


def delete_expired(session: Session, wall: datetime) -> int:
    """Delete files whose ten minutes are over at the real instant `wall`; return how many."""
    return execute_count(session, _EXPIRE, wall=wall)


def find(session: Session, token: str, wall: datetime) -> Offered | None:
    """Return what waits under a secret, and leave it there; None for nothing."""
    return fetch_first(session, _OFFERED, hash=_hash(token), wall=wall)


def fetch_once(session: Session, token: str, wall: datetime) -> Fetched | None:
    """Return the file under a secret and delete it; None for nothing.

    Pictures stay until they expire: a provider may fetch them more than once.
    """
    found = fetch_first(session, _CONTENT, hash=_hash(token), wall=wall)
    if found and not found.is_picture and not execute_count(session, _SPEND, hash=_hash(token)):
        return None
    return found


def _hash(token: str) -> str:
    # 128 random bits: a slow hash would add nothing.
    return hashlib.sha256(token.encode()).hexdigest()
