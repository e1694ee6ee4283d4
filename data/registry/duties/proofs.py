"""Proof files of a duty: each came with a change, and counts until that change is undone.

The content may expire with the plan (`data.rules.limits.retention`); that the file came, from whom and when, stays.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlmodel import Session, col

from data.errors import NotFound
from data.files import StoredFile
from data.models import Officer, Plan, ProgressEntry, Proof
from data.registry.duties import history
from data.registry.duties.duty_query import DUTIES_WITH_TASKS, DUTY, TASK
from data.registry.sql.batches import BATCH_SIZE, in_batches
from data.registry.sql.lines import fetch, fetch_first, select_lines
from data.registry.sql.rows import execute_count, table_of


@dataclass(frozen=True, slots=True)
class ProofFacts:
    """A file of a duty, with the entry (`version`) it came in, its sender and its time (UTC).

    Its content is kept no longer since `expired_at` (UTC).
    """

    id: int
    duty_id: int
    version: int
    at: datetime
    officer_name: str
    digest: str
    name: str
    media_type: str
    size: int
    expired_at: datetime | None


_PROOF, _ENTRY, _OFFICER = (table_of(model).c for model in (Proof, ProgressEntry, Officer))
_FILES = (
    select_lines(
        ProofFacts,
        _PROOF,
        duty_id=_ENTRY.duty_id,
        version=_ENTRY.version,
        at=_ENTRY.at,
        officer_name=_OFFICER.name,
    )
    .join(table_of(ProgressEntry), _PROOF.entry_id == _ENTRY.id)
    .join(table_of(Officer), _ENTRY.officer_id == _OFFICER.id)
    .order_by(_ENTRY.version.desc(), _PROOF.id.desc())
)
_FILES_OF_DUTY = _FILES.where(_ENTRY.duty_id == bindparam("duty_id"))
_IS_KEPT = col(Proof.expired_at).is_(None)
_FILE = _FILES.where(_PROOF.id == bindparam("proof_id"))


def save_files(session: Session, entry_id: int, files: Iterable[StoredFile]) -> None:
    """Save the files of an entry."""
    for file in files:
        session.add(
            Proof(
                entry_id=entry_id,
                digest=file.digest,
                name=file.name,
                media_type=file.media_type,
                size=file.size,
            )
        )
    session.flush()


def list_current(session: Session, duty_id: int) -> list[ProofFacts]:
    """Return the files of a duty except undone ones, the latest first."""
    received = list_all(session, duty_id)
    versions_in_force = (
        {entry.version for entry in history.entries_in_force(history.list_entries(session, duty_id))}
        if received
        else set()
    )
    return [proof for proof in received if proof.version in versions_in_force]


def list_all(session: Session, duty_id: int) -> list[ProofFacts]:
    """Return all files of a duty, undone ones too, the latest first."""
    return fetch(session, _FILES_OF_DUTY, duty_id=duty_id)


def find(session: Session, proof_id: int) -> ProofFacts:
    """Return one file that was not undone. Raises NotFound."""
    found = fetch_first(session, _FILE, proof_id=proof_id)
    if found is None or found not in list_current(session, found.duty_id):
        raise NotFound("file", str(proof_id))
    return found


def select_new(session: Session, duty_id: int, files: Iterable[StoredFile]) -> Sequence[StoredFile]:
    """Return the `files` with a content that the duty does not have yet, each once."""
    had = {proof.digest for proof in list_current(session, duty_id) if proof.expired_at is None}
    return list({file.digest: file for file in files if file.digest not in had}.values())


def expire_files(session: Session, closed_before: datetime, now: datetime) -> int:
    """Mark a batch of the files of plans closed before an instant (UTC) as expired at `now`; return how many.

    Their contents are unused from then on (`select_unused`).
    """
    old = (
        select(col(Proof.id))
        .select_from(DUTIES_WITH_TASKS)
        .join(Plan, col(Plan.id) == TASK.plan_id)
        .join(ProgressEntry, col(ProgressEntry.duty_id) == DUTY.id)
        .join(Proof, col(Proof.entry_id) == col(ProgressEntry.id))
        .where(col(Plan.closed_at) < closed_before, _IS_KEPT)
        .limit(BATCH_SIZE)
    )
    return execute_count(session, update(Proof).where(col(Proof.id).in_(old)).values(expired_at=now))


def list_digests(session: Session) -> set[str]:
    """Return the digests of all files of duties, undone or not, whose content is to be there."""
    return set(session.execute(select(col(Proof.digest)).where(_IS_KEPT).distinct()).scalars())


def select_unused(session: Session, contents: Iterable[str]) -> list[str]:
    """Return the `contents` (digests) that no file of a duty refers to, or only expired ones."""
    wanted = list(contents)
    used = {
        digest
        for batch in in_batches(wanted)
        for digest in session.execute(
            select(col(Proof.digest)).where(col(Proof.digest).in_(batch), _IS_KEPT)
        ).scalars()
    }
    return [digest for digest in wanted if digest not in used]
