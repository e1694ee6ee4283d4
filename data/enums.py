"""Enumerations of the field. Their values are stored and printed in JSON; they never change."""

from enum import StrEnum

CONSOLE = "console"
"""The channel of the shell: it answers, but nobody can be written to on it."""


NAME_LETTERS = 200
"""How long the name of a person may be."""

ACCOUNT_LETTERS = 256
"""How long an account may be as its channel shows it: a name, and how one writes to it."""


class Role(StrEnum):
    """Roles of officers, which decide what they may see and do."""

    OFFICER = "officer"
    HEAD = "head"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"


OVERSEEING = (Role.SUPERVISOR, Role.ADMIN)
"""The roles that see the work of all agencies."""


class State(StrEnum):
    """Progress of a duty. On time, late and overdue are derived from dates, never stored.

    `not_applicable`: exempted by a supervisor, with a reason and a document; it counts in no total.
    """

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    REPORTED = "reported"
    DONE = "done"
    RETURNED = "returned"
    NOT_APPLICABLE = "not_applicable"


FINISHED = frozenset({State.REPORTED, State.DONE, State.NOT_APPLICABLE})
"""States in which the agency owes nothing until the duty is returned to it."""

ENDED = frozenset({State.DONE, State.NOT_APPLICABLE})
"""States in which nothing is left to do for anybody: such duties stay with an agency that ends."""

COMPLETED = frozenset({State.REPORTED, State.DONE})
"""States in which a duty has a day of completion."""

OPEN = frozenset(State) - FINISHED
"""States in which the agency still has something to do."""


class Change(StrEnum):
    """Kinds of progress entries.

    `owed_again` takes an exemption back; `self_confirmed` is a confirmation by the agency that reported; `corrected`
    says that the reading of the plan was corrected, and `reason` how; `passed` repeats what the agency before said
    last of a duty that passed to its successor, and `reason` is that agency.
    """

    PROGRESS = "progress"
    REPORTED = "reported"
    CONFIRMED = "confirmed"
    RETURNED = "returned"
    UNDONE = "undone"
    NOTED = "noted"
    ATTACHED = "attached"
    EXTENSION_ASKED = "extension_asked"
    EXTENSION_AGREED = "extension_agreed"
    EXTENSION_REFUSED = "extension_refused"
    ASSIGNED = "assigned"
    EXEMPTION_ASKED = "exemption_asked"
    EXEMPTION_REFUSED = "exemption_refused"
    EXEMPTED = "exempted"
    OWED_AGAIN = "owed_again"
    RESULT = "result"
    SELF_CONFIRMED = "self_confirmed"
    CORRECTED = "corrected"
    PASSED = "passed"


ADDITIONS = frozenset(
    {
        Change.NOTED,
        Change.ATTACHED,
        Change.EXTENSION_ASKED,
        Change.EXTENSION_AGREED,
        Change.EXTENSION_REFUSED,
        Change.ASSIGNED,
        Change.EXEMPTION_ASKED,
        Change.EXEMPTION_REFUSED,
        Change.RESULT,
        Change.CORRECTED,
    }
)
"""Changes that leave the state of a duty as it was."""


class Kind(StrEnum):
    """Kinds of tasks, by how the plan's words bind them to time (domain: reading "Thời gian thực hiện")."""

    ONCE = "once"
    MULTIPLE = "multiple"
    RECURRING = "recurring"
    CONTINUOUS = "continuous"
    EXTERNAL = "external"


class DraftState(StrEnum):
    """What became of a plan that was read and shown: it waits, was applied, or was dropped."""

    OPEN = "open"
    APPLIED = "applied"
    DROPPED = "dropped"


class JudgedBy(StrEnum):
    """Days by which a duty is judged on time: the document's date where a plan asks for issuing, the day on which it
    was received where it asks for sending.
    """

    DOCUMENT = "document"
    RECEIVED = "received"


class CorrectedField(StrEnum):
    """Fields of a plan's reading that a person can correct."""

    DUE_ON = "due_on"
    LEAD = "lead"
    KIND = "kind"
    TITLE = "title"
    COVERED_BY = "covered_by"
    JUDGED_BY = "judged_by"


class Part(StrEnum):
    """Parts that an agency can have in a task, each of which lets it see the task."""

    LEAD = "lead"
    COORDINATING = "coordinating"


class ReminderState(StrEnum):
    """States of a reminder; a skipped one keeps its reason beside it."""

    PLANNED = "planned"
    SENT = "sent"
    SKIPPED = "skipped"


class DeliveryState(StrEnum):
    """States of a delivery: sent only with the provider's message id, failed for good and with its error."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    SKIPPED = "skipped"
    FAILED = "failed"


class DeliveryKind(StrEnum):
    """Kinds of messages in the outbox. One kind, officer, slot and channel make one message, except for `change`,
    `relinked`, `requested`, `quota` and `people`.

    `summary` are the weekly figures, `notice` names agencies at which nobody can be reached, `change` tells what
    somebody else did, `relinked` that a chat went from one officer to another,
    `requested` is a reminder that a supervisor asked for, `quota` tells how much of its month a channel has used,
    `people` is a notice about who is who (`PeopleCause`), `group` the digest of an agency to a group chat.
    """

    DIGEST = "digest"
    SUMMARY = "summary"
    NOTICE = "notice"
    CHANGE = "change"
    RELINKED = "relinked"
    REQUESTED = "requested"
    QUOTA = "quota"
    PEOPLE = "people"
    GROUP = "group"


class PeopleCause(StrEnum):
    """Causes of notices about people and the office: what somebody is told or asked, stored with each notice."""

    JOINED = "joined"  # somebody used a code: to the people of the agency, at once
    JOINED_TO_ADMIN = "joined_to_admin"  # the same to administrators, half an hour's together
    CONTESTED = "contested"  # a used code was typed by another account
    APPROVAL = "approval"  # a code that needs a second administrator
    REVOKED = "revoked"  # a colleague revoked who had joined: to administrators
    TRANSFERRED = "transferred"  # an administrator gave somebody another role or agency: to them
    DEPUTISED = "deputised"  # somebody is away, another stands in for them: to both
    REQUESTED = "requested"  # somebody without a code asks to be let in: to administrators
    WELCOMED = "welcomed"  # they were let in: to them
    LEFT = "left"  # somebody said that they are no longer in office: to administrators
    STILL = "still"  # to the officer: are you still in office?
    UNANSWERED = "unanswered"  # who did not answer that: to administrators
    MARKED = "marked"  # what somebody sent bore a mark of secrecy and was refused: to administrators, together
    CLOCK_AHEAD = "clock_ahead"  # what a clock that was ahead had planned was taken back: to administrators


class RequestOutcome(StrEnum):
    """How the request of somebody without a code ended; `replaced` by a later one of the same chat."""

    APPROVED = "approved"
    REFUSED = "refused"
    REPLACED = "replaced"


class AskedBecause(StrEnum):
    """Why an officer is asked whether they are still in office."""

    YEARLY = "yearly"
    SILENT = "silent"


class AskOutcome(StrEnum):
    """How that question ended; `heard` is a silent officer who wrote about something else."""

    STILL = "still"
    LEFT = "left"
    HEARD = "heard"
    UNANSWERED = "unanswered"


class QuotaLevel(StrEnum):
    """Levels of a channel's month, of which administrators are told."""

    WARNING = "warning"
    SCARCE = "scarce"
    SPENT = "spent"


class Cause(StrEnum):
    """Causes of escalations: why an officer is told of a duty besides the agency's own stages."""

    HEAD = "head"  # overdue for a while: the agency's head
    STANDING_BODY = "standing_body"  # overdue for longer: the supervisors in the body that follows the plan
    REPORT = "report"  # without a date: the agency is asked, with its periodic report
    DATE = "date"  # waits for somebody else's document: the body that follows the plan is asked, once a month


class DayKind(StrEnum):
    """Kinds of decided days: a weekday off, or a Saturday or Sunday that is worked."""

    OFF = "off"
    WORKED = "worked"


class ReportKind(StrEnum):
    """Periodic reports of a year."""

    FIRST_QUARTER = "q1"
    HALF_YEAR = "half"
    THIRD_QUARTER = "q3"
    YEAR = "year"


class UpdateState(StrEnum):
    """Stages of an update in the journal: what an earlier process left `received` or `answered` is taken up again."""

    RECEIVED = "received"
    ANSWERED = "answered"
    DONE = "done"
    SKIPPED = "skipped"


class AuditSource(StrEnum):
    """Tables that are only added to, whose rows are chained by seals."""

    PROGRESS = "progress"
    AUDIT = "audit"


class OfficeLevel(StrEnum):
    """What an office that sets up its directory is: of a province, of a commune, or a ministry's."""

    PROVINCE = "province"
    COMMUNE = "commune"
    MINISTRY = "ministry"


class AuditKind(StrEnum):
    """Kinds of acts, for a reader of the audit trail who looks for one."""

    ALL = "all"
    PROGRESS = "progress"
    PLANS = "plans"
    PEOPLE = "people"
    AGENCIES = "agencies"
    SETTINGS = "settings"
    HANDED_OUT = "out"
    REFUSED = "refused"
