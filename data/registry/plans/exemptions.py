"""Exemptions: a duty that does not arise, or is not the agency's, is proposed by it and decided on by a supervisor.

An exempted duty is owed by nobody and stands in no figure of what is owed, until a supervisor takes that back.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from data.enums import COMPLETED, FINISHED, Change, State
from data.errors import NotAllowed
from data.models import Duty
from data.registry.duties import duty_lines, history
from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.duty_query import OWED
from data.registry.duties.progress_entries import (
    Actor,
    Progress,
    get_progress_at_version,
    latest_acceptable,
    lock_progress,
    require_current,
    stale_error,
    write_entry,
)
from data.registry.people.succession.same_person import is_same_person
from data.registry.plans.self_confirmation import find_own_report

_NOT_EXEMPTED = frozenset(State) - {State.NOT_APPLICABLE}


@dataclass(frozen=True, slots=True)
class ExemptionRequest:
    """A proposal that nobody has decided on: its reason, the version it made the duty, by whom and when (UTC)."""

    reason: str
    asked_as: int
    asked_by_id: int
    asked_by: str
    asked_at: datetime


def get_request(session: Session, duty_id: int) -> ExemptionRequest | None:
    """Return the undecided proposal of a duty; None if there is none."""
    reason = session.execute(select(col(Duty.exemption_asked)).where(col(Duty.id) == duty_id)).scalar_one()
    if reason is None:
        return None
    in_force = history.entries_in_force(history.list_entries(session, duty_id))
    asked = next(entry for entry in in_force if entry.change is Change.EXEMPTION_ASKED)
    return ExemptionRequest(reason, asked.version, asked.officer_id, asked.officer_name, asked.at)


def list_waiting(session: Session) -> list[tuple[DutyLine, str]]:
    """Return the duties with an undecided proposal, each with its reason, by date."""
    query = select(col(Duty.id), col(Duty.exemption_asked)).where(col(Duty.exemption_asked).is_not(None), OWED)
    reasons: dict[int, str] = {row.id: row.exemption_asked for row in session.execute(query)}
    return [(line, reasons[line.id]) for line in duty_lines.list_by_ids(session, list(reasons))]


def request(session: Session, duty_id: int, reason: str, actor: Actor, now: datetime) -> None:
    """Save the proposal of the agency, in place of an undecided one. Raises Stale if the duty is finished."""
    version, before = lock_progress(session, duty_id)
    if before.state in FINISHED:
        raise stale_error(session, duty_id)
    became = replace(before, exemption_asked=reason)
    write_entry(session, duty_id, version, Change.EXEMPTION_ASKED, became, actor, now, reason)


def exempt(
    session: Session,
    duty_id: int,
    version: int,
    reason: str,
    document: tuple[str, date] | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Exempt the agency from the duty for `reason`, by the number and date of a document where there is one.

    Raises Stale, and NotAllowed for a duty that was reported done, for what the actor has proposed themselves, in
    whatever role then, and for one of the actor's own agency, unless the plan lets an agency confirm its own reports.
    """
    check_open(session, duty_id)
    if asked := get_request(session, duty_id):
        _check_others_proposal(session, asked, actor)
    _check_others_duty(session, duty_id, actor)
    before = require_current(session, duty_id, latest_acceptable(session, duty_id, version))
    _write_exemption(session, duty_id, before, reason, document, actor, now)


def agree(session: Session, duty_id: int, seen: int, actor: Actor, now: datetime) -> None:
    """Exempt the agency for the reason that it proposed in the version `seen`.

    Raises Stale if that proposal is over, NotAllowed to the one who made it.
    """
    request_, before = _require_request(session, duty_id, seen, actor)
    _write_exemption(session, duty_id, before, request_.reason, None, actor, now)


def refuse(session: Session, duty_id: int, seen: int, reason: str, actor: Actor, now: datetime) -> None:
    """Refuse the proposal seen in version `seen`, for `reason`; the duty stays. Raises as `agree`."""
    _request, before = _require_request(session, duty_id, seen, actor)
    version, _ = lock_progress(session, duty_id)
    became = replace(before, exemption_asked=None)
    write_entry(session, duty_id, version, Change.EXEMPTION_REFUSED, became, actor, now, reason)


def take_back(session: Session, duty_id: int, version: int, reason: str, actor: Actor, now: datetime) -> None:
    """Take the exemption back for `reason`: the agency owes the duty as it did before. Raises Stale."""
    current = latest_acceptable(session, duty_id, version)
    require_current(session, duty_id, current, _NOT_EXEMPTED)
    became = replace(_progress_before_exemption(session, duty_id), exemption_asked=None, asked_until=None)
    write_entry(session, duty_id, current, Change.OWED_AGAIN, became, actor, now, reason)


def check_open(session: Session, duty_id: int) -> None:
    """Check that the agency still owes the duty.

    Raises NotAllowed("exemption.done") if it was reported done, Stale if it is exempted already.
    """
    _version, progress = lock_progress(session, duty_id)
    if progress.state in COMPLETED:
        raise NotAllowed("exemption.done")
    if progress.state is State.NOT_APPLICABLE:
        raise stale_error(session, duty_id)


def _write_exemption(
    session: Session,
    duty_id: int,
    before: Progress,
    reason: str,
    document: tuple[str, date] | None,
    actor: Actor,
    now: datetime,
) -> None:
    version, _ = lock_progress(session, duty_id)
    number, issued_on = document or (None, None)
    became = replace(
        before,
        state=State.NOT_APPLICABLE,
        document_number=number,
        document_date=issued_on,
        exemption_asked=None,
        asked_until=None,
    )
    write_entry(session, duty_id, version, Change.EXEMPTED, became, actor, now, reason)


def _progress_before_exemption(session: Session, duty_id: int) -> Progress:
    before = history.entries_before(history.list_entries(session, duty_id), Change.EXEMPTED)
    return get_progress_at_version(session, duty_id, before[0].version) if before else Progress()


def _require_request(session: Session, duty_id: int, seen: int, actor: Actor) -> tuple[ExemptionRequest, Progress]:
    """Return the proposal and the duty's progress. Raises Stale if it changed, NotAllowed to its author."""
    _version, before = lock_progress(session, duty_id)
    found = get_request(session, duty_id)
    if found is None or found.asked_as > seen:
        raise stale_error(session, duty_id)
    _check_others_proposal(session, found, actor)
    _check_others_duty(session, duty_id, actor)
    return found, before


def _check_others_proposal(session: Session, asked: ExemptionRequest, actor: Actor) -> None:
    if is_same_person(session, asked.asked_by_id, actor.officer_id):
        raise NotAllowed("exemption.decide_own")


def _check_others_duty(session: Session, duty_id: int, actor: Actor) -> None:
    if find_own_report(session, duty_id, actor.officer_id).is_refused:
        raise NotAllowed("exemption.decide_own")
