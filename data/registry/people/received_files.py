"""Files that officers send, counted by officer and day: what an office needs, and no more than a disk bears."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, func, select
from sqlmodel import Session, col

from data.models import ReceivedFile
from data.registry.sql.rows import execute_count, insert_if_new
from data.rules.limits.quotas import BYTES_PER_DAY, FILES_PER_DAY


@dataclass(frozen=True, slots=True)
class Sent:
    """Files that an officer has sent today, each content once, and their bytes."""

    files: int
    bytes: int

    def leaves_room_for(self, size: int) -> bool:
        """Return whether a file of `size` bytes is within the quota."""
        return self.files < FILES_PER_DAY and self.bytes + size <= BYTES_PER_DAY


def record_if_within_quota(session: Session, officer_id: int, day: date, digest: str, size: int) -> bool:
    """Count a content of `size` bytes for the officer's `day` (Viet Nam), and forget earlier days.

    Returns False if it is over the quota: then nothing is counted. The same content counts once.
    """
    if _get_sent(session, officer_id, day, digest).leaves_room_for(size):
        delete_before(session, day)
        insert_if_new(session, ReceivedFile, officer_id=officer_id, day=day, digest=digest, size=size)
        return True
    return False


def delete_before(session: Session, day: date) -> int:
    """Forget what was sent on earlier days; return how many contents."""
    return execute_count(session, delete(ReceivedFile).where(col(ReceivedFile.day) < day))


def _get_sent(session: Session, officer_id: int, day: date, digest: str) -> Sent:
    """Return what the officer has sent that day besides this content."""
    of_day = select(func.count(col(ReceivedFile.id)), func.coalesce(func.sum(col(ReceivedFile.size)), 0)).where(
        col(ReceivedFile.officer_id) == officer_id,
        col(ReceivedFile.day) == day,
        col(ReceivedFile.digest) != digest,
    )
    return Sent(*session.execute(of_day).one())
