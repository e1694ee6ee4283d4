"""Whom something concerns that a button names: which agencies, or which officer; nobody, if it does not exist."""

from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session

from data.models import (
    Deadline,
    Delivery,
    Duty,
    GroupChat,
    Invitation,
    Officer,
    Participation,
    ProgressEntry,
    Proof,
)
from data.registry.sql.rows import fetch_rows, table_of

_DUTY, _PROOF, _ENTRY, _DEADLINE, _PART = (
    table_of(model).c for model in (Duty, Proof, ProgressEntry, Deadline, Participation)
)
_GROUP, _INVITATION, _OFFICER = (table_of(model).c for model in (GroupChat, Invitation, Officer))
_ITS_ID: Any = bindparam("its_id")
_AGENCIES = {
    "duty": select(_DUTY.agency_id).where(_DUTY.id == _ITS_ID),
    "proof": select(_DUTY.agency_id)
    .join(table_of(ProgressEntry), _ENTRY.duty_id == _DUTY.id)
    .join(table_of(Proof), _PROOF.entry_id == _ENTRY.id)
    .where(_PROOF.id == _ITS_ID),
    "deadline": select(_PART.agency_id)
    .join(table_of(Deadline), _DEADLINE.task_id == _PART.task_id)
    .where(_DEADLINE.id == _ITS_ID),
    "group": select(_GROUP.agency_id).where(_GROUP.id == _ITS_ID),
    "invitation": select(_OFFICER.agency_id)
    .join(table_of(Invitation), _INVITATION.officer_id == _OFFICER.id)
    .where(_INVITATION.id == _ITS_ID),
}


def list_agencies(session: Session, kind: str, its_id: int) -> set[int]:
    """Return the agencies of a duty, a proof, a deadline (all that take part), a group, or of who used an invitation.

    `kind` names which: "duty", "proof", "deadline", "group", "invitation".
    """
    return set(fetch_rows(session, _AGENCIES[kind], its_id=its_id).scalars())


def find_reader_of_delivery(session: Session, delivery_id: int) -> int | None:
    """Return the officer whom a message of the outbox is for; None for none."""
    delivery = session.get(Delivery, delivery_id)
    return delivery.officer_id if delivery else None
