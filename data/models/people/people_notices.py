"""Notices about who is who, and the question whether an officer is still in office."""

from datetime import datetime

from sqlmodel import Field

from data.enums import AskedBecause, AskOutcome, PeopleCause
from data.models.base import Table, one_of


class PeopleNotice(Table, table=True):
    """One notice about a person, with its cause. Its messages bear its id as their `number`.

    `officer_id` is whom it is about, `invitation_id` the code that it is about, `by_id` who acted, `request_id` the
    request of somebody without a code. `at` is the
    office's instant; `planned_at` that at which its messages were put into the outbox, None until then.
    `together_id` is the notice in whose messages it is told as well.
    """

    __tablename__ = "people_notice"

    id: int | None = Field(default=None, primary_key=True)
    cause: PeopleCause = Field(sa_type=one_of(PeopleCause, "cause"))
    at: datetime
    officer_id: int | None = Field(default=None, foreign_key="officer.id", index=True)
    invitation_id: int | None = Field(default=None, foreign_key="invitation.id")
    by_id: int | None = Field(default=None, foreign_key="officer.id")
    request_id: int | None = Field(default=None, foreign_key="join_request.id")
    together_id: int | None = Field(default=None, foreign_key="people_notice.id", index=True)
    planned_at: datetime | None = Field(default=None, index=True)


class Reaffirmation(Table, table=True):
    """A question to an officer whether they are still in office: asked once, repeated once at most.

    Instants are the office's. It is open until `closed_at`; `notice_id` told the administrators that nobody answered.
    """

    __tablename__ = "reaffirmation"

    id: int | None = Field(default=None, primary_key=True)
    officer_id: int = Field(foreign_key="officer.id", index=True)
    because: AskedBecause = Field(sa_type=one_of(AskedBecause, "because"))
    asked_at: datetime
    repeated_at: datetime | None = None
    closed_at: datetime | None = Field(default=None, index=True)
    outcome: AskOutcome | None = Field(default=None, sa_type=one_of(AskOutcome, "outcome"))
    notice_id: int | None = Field(default=None, foreign_key="people_notice.id", index=True)
