"""Contents of messages about who is who, for a view to render."""

from dataclasses import dataclass
from datetime import date, datetime

from data.enums import PeopleCause
from data.registry.people.joining.grants import WaitingInvitation
from data.registry.people.joining.join_requests import WaitingRequest
from data.registry.people.joining.joinings import Joining
from data.registry.people.officers import OfficerFacts
from data.registry.people.reaffirmations import OpenRound, UnansweredOfficer
from data.registry.people.succession.absences import OpenAbsence


@dataclass(frozen=True, slots=True)
class JoinedFacts:
    """Who joined, one or several. `decidable` are the invitations of those whom the reader may confirm or revoke."""

    joined: tuple[Joining, ...]
    decidable: frozenset[int]
    notice_id: int
    today: date


@dataclass(frozen=True, slots=True)
class ContestedFacts:
    """A code that two accounts used."""

    joining: Joining
    today: date


@dataclass(frozen=True, slots=True)
class ApprovalFacts:
    """A code that waits for a second administrator."""

    invitation: WaitingInvitation
    today: date


@dataclass(frozen=True, slots=True)
class ClosedFacts:
    """An identity that a colleague revoked or its officer gave up: `cause` tells which, `by` who did it.

    `remaining` is how many focal officers of the agency can be reached, `changes` how many the closed one made.
    """

    cause: PeopleCause
    officer: OfficerFacts
    by: str
    at: datetime
    account: str
    changes: int
    remaining: int
    today: date


@dataclass(frozen=True, slots=True)
class StillFacts:
    """The question to an officer whether they are still in office."""

    asked: OpenRound
    officer: OfficerFacts


@dataclass(frozen=True, slots=True)
class UnansweredFacts:
    """Officers who did not answer that."""

    officers: tuple[UnansweredOfficer, ...]
    today: date


@dataclass(frozen=True, slots=True)
class RefusedSecrets:
    """How often an agency's messages were refused because they bore a mark of secrecy; instants are UTC."""

    agency_short_name: str
    first_at: datetime
    last_at: datetime
    count: int


@dataclass(frozen=True, slots=True)
class SecretFacts:
    """The agencies whose messages were refused. What was in them is known nowhere."""

    refused: tuple[RefusedSecrets, ...]
    today: date


@dataclass(frozen=True, slots=True)
class ClockAheadFacts:
    """What a clock that was ahead had planned was taken back `at` an instant (UTC)."""

    at: datetime
    today: date


@dataclass(frozen=True, slots=True)
class TransferredFacts:
    """The reader, who has another role or agency than `before`; `by` gave it to them."""

    officer: OfficerFacts
    before: OfficerFacts | None
    by: str
    at: datetime
    today: date


@dataclass(frozen=True, slots=True)
class RequestedFacts:
    """Somebody without a code who asks to be let in."""

    request: WaitingRequest
    today: date


@dataclass(frozen=True, slots=True)
class WelcomedFacts:
    """The reader, who asked and was let in."""

    officer: OfficerFacts


@dataclass(frozen=True, slots=True)
class DeputisedFacts:
    """An absence that concerns the reader: their own, or one in which they stand in for another."""

    absence: OpenAbsence
    is_deputy: bool
    today: date


PeopleFacts = (
    DeputisedFacts
    | RequestedFacts
    | WelcomedFacts
    | JoinedFacts
    | ContestedFacts
    | ApprovalFacts
    | ClosedFacts
    | StillFacts
    | UnansweredFacts
    | SecretFacts
    | ClockAheadFacts
    | TransferredFacts
)
