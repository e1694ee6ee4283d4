"""Last check of messages about who is who before they go out, against what is known at this moment."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from data.enums import PeopleCause, Role
from data.registry.outbox import digests
from data.registry.outbox.claims import Claimed
from data.registry.outbox.digests import Addressee
from data.registry.people import officers, people_notices, reaffirmations
from data.registry.people.joining import grants, join_requests, joinings
from data.registry.people.joining.joinings import Joining
from data.registry.people.people_notices import Notice
from data.registry.people.succession import absences, transfers
from data.registry.people.succession.same_person import is_linked
from data.rules.people.vouching import may_vouch
from data.rules.viet_nam_time import viet_nam_date
from data.store import Session
from scheduler.identities.facts import (
    ApprovalFacts,
    ClockAheadFacts,
    ClosedFacts,
    ContestedFacts,
    DeputisedFacts,
    JoinedFacts,
    PeopleFacts,
    RefusedSecrets,
    RequestedFacts,
    SecretFacts,
    StillFacts,
    TransferredFacts,
    UnansweredFacts,
    WelcomedFacts,
)


def recheck_people(
    session: Session, batch: Sequence[Claimed], now: datetime
) -> Iterator[tuple[Claimed, PeopleFacts | None]]:
    """Return what each message says at `now`; None for one that has nothing to say, or nobody to say it to."""
    to = digests.get_addressees(session, [claimed.id for claimed in batch])
    for claimed in batch:
        told = people_notices.list_told(session, claimed.number)
        reader = to[claimed.id]
        yield claimed, _facts(session, claimed.officer_id, reader, told, now) if told and reader.reachable else None


def _facts(
    session: Session, reader_id: int, reader: Addressee, told: Sequence[Notice], now: datetime
) -> PeopleFacts | None:
    notice, today = told[0], viet_nam_date(now)
    match notice.cause:
        case PeopleCause.STILL:
            return _still(session, reader_id, notice)
        case PeopleCause.JOINED:
            return _joined(session, reader_id, reader, told, today)
        case PeopleCause.TRANSFERRED:
            return _transferred(session, notice, today)
        case PeopleCause.DEPUTISED:
            absence = absences.find_concerning(session, reader_id)
            return DeputisedFacts(absence, absence.deputy_id == reader_id, today) if absence else None
        case PeopleCause.WELCOMED:
            return WelcomedFacts(officers.get_facts(session, reader_id))
    return _for_administrator(session, reader_id, reader, told, now) if reader.role is Role.ADMIN else None


def _for_administrator(
    session: Session, reader_id: int, reader: Addressee, told: Sequence[Notice], now: datetime
) -> PeopleFacts | None:
    notice, today = told[0], viet_nam_date(now)
    match notice.cause:
        case PeopleCause.JOINED_TO_ADMIN:
            return _joined(session, reader_id, reader, told, today)
        case PeopleCause.REQUESTED:
            request = join_requests.get_waiting(session, notice.request_id or 0, now)
            return RequestedFacts(request, today) if request else None
        case PeopleCause.CONTESTED:
            joining = _find_joining(session, notice)
            return ContestedFacts(joining, today) if joining and joining.active else None
        case PeopleCause.APPROVAL:
            invitation = grants.get_waiting(session, notice.invitation_id or 0, now)
            if invitation is None or not invitation.unapproved:
                return None
            mine = is_linked(session, invitation.created_by_id, reader_id)
            return None if mine else ApprovalFacts(invitation, today)
        case PeopleCause.UNANSWERED:
            silent = tuple(reaffirmations.list_unanswered(session, notice.id))
            return UnansweredFacts(silent, today) if silent else None
        case PeopleCause.MARKED:
            refused = _refused(session, reader_id, told)
            return SecretFacts(refused, today) if refused else None
        case PeopleCause.CLOCK_AHEAD:
            return ClockAheadFacts(notice.at, today)
    return _closed(session, notice, today)


def _still(session: Session, reader_id: int, notice: Notice) -> StillFacts | None:
    asked = reaffirmations.find_open(session, reader_id)
    # One that a clock which was ahead put there, or that was repeated since, is not the question that is open.
    is_latest = asked and notice.at == (asked.repeated_at or asked.asked_at)
    return StillFacts(asked, officers.get_facts(session, reader_id)) if asked and is_latest else None


def _joined(
    session: Session, reader_id: int, reader: Addressee, told: Sequence[Notice], today: date
) -> JoinedFacts | None:
    """Return who joined and is still in, without the reader; nobody who has been vouched for."""
    found = [_find_joining(session, notice) for notice in told]
    joined = [one for one in found if one and one.active and not is_linked(session, one.officer_id, reader_id)]
    if reader.role is not Role.ADMIN:
        joined = [one for one in joined if one.agency_id == reader.agency_id]
    if not joined:
        return None
    decider = joinings.get_decider(session, reader_id, reader.role, reader.agency_id)
    decidable = frozenset(
        one.invitation_id
        for one in joined
        if not one.vouched_at and may_vouch(decider, one.officer_id, one.role, one.agency_id)
    )
    return JoinedFacts(tuple(joined), decidable, told[0].id, today)


def _transferred(session: Session, notice: Notice, today: date) -> TransferredFacts | None:
    if notice.officer_id is None:
        return None
    before = transfers.find_former(session, notice.officer_id)
    return TransferredFacts(
        officer=officers.get_facts(session, notice.officer_id),
        before=officers.get_facts(session, before) if before else None,
        by=officers.get_facts(session, notice.by_id).name if notice.by_id else "",
        at=notice.at,
        today=today,
    )


def _closed(session: Session, notice: Notice, today: date) -> ClosedFacts | None:
    if notice.officer_id is None:
        return None
    officer = officers.get_facts(session, notice.officer_id)
    joining = _find_joining(session, notice)
    return ClosedFacts(
        cause=notice.cause,
        officer=officer,
        by=officers.get_facts(session, notice.by_id).name if notice.by_id else officer.name,
        at=notice.at,
        account=joining.account if joining else "",
        changes=joinings.count_changes(session, notice.officer_id),
        remaining=officers.count_reachable_focal(session, officer.agency_id),
        today=today,
    )


def _refused(session: Session, reader_id: int, told: Sequence[Notice]) -> tuple[RefusedSecrets, ...]:
    """Return what was refused of others than the reader, agency by agency."""
    sent: dict[str, list[datetime]] = {}
    for officer_id in dict.fromkeys(notice.officer_id for notice in told):
        if officer_id is not None and officer_id != reader_id:
            agency = officers.get_facts(session, officer_id).agency_short_name
            sent.setdefault(agency, []).extend(notice.at for notice in told if notice.officer_id == officer_id)
    return tuple(RefusedSecrets(agency, min(at), max(at), len(at)) for agency, at in sent.items())


def _find_joining(session: Session, notice: Notice) -> Joining | None:
    return joinings.find_joining(session, notice.invitation_id) if notice.invitation_id else None
