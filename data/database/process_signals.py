"""Notices between the processes on a PostgreSQL registry: sent when a unit of work is committed, lost harmlessly."""

from sqlalchemy import text
from sqlmodel import Session

CHANNEL = "nhacviec"
_NOTIFY = text("SELECT pg_notify(:channel, :payload)")


def notify(session: Session, kind: str, about: str) -> None:
    """Tell all processes of `about` once this unit of work is committed; a registry in a file has nobody to tell."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection().execute(_NOTIFY, {"channel": CHANNEL, "payload": f"{kind} {about}"})
