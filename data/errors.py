"""Errors that this program raises on purpose, as a small tree.

NhacviecError
├── Refused                what was asked for is not done; the reader is told what to do instead
│   ├── NotFound           no such plan, task, agency, duty
│   ├── SeveralPlans       one plan has to be named: several are active
│   ├── PlanNotChanged     a plan that is closed already, or cannot be reopened
│   ├── AgencyNotMerged    agencies that cannot become one, or not yet
│   ├── NotAllowed         this person may not do or see that
│   ├── Stale              the thing changed after the button was made
│   ├── InvitationRefused  unknown, used, expired, revoked, not approved yet, or too many tries
│   ├── BadAnswer          what was typed into a dialogue cannot be read
│   ├── NoFigures          there are no figures of that day
│   └── PlanUnreadable     the file is not a plan
├── CopyRefused            a registry that is not copied, or not replaced
├── BackupUnusable         a file that is no backup, or holds no good registry
└── RegistryUnusable       the database is absent, locked, read-only, too old or too new

An error carries facts, not sentences: `str(error)` is the line for the log; the sentence for the person who
asked is made in `handlers/views/base/refusals.py`.
"""

from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from typing import Self


class NhacviecError(Exception):
    """Parent of all errors that this program raises on purpose."""

    def __reduce__(self) -> tuple[type[Self], tuple[object, ...]]:
        """Pickle by the facts: an exception's own way forgets those that were given by name."""
        facts = tuple(getattr(self, field.name) for field in fields(self)) if is_dataclass(self) else self.args
        return type(self), facts


class Refused(NhacviecError):
    """A request that was refused; nothing has changed."""


@dataclass(eq=False)
class NotFound(Refused):
    """An unknown key; `kind` is a word of the glossary ("task", "plan"), `nearest` are similar keys that exist.

    `key` is what somebody typed, so it is not in the line for the log.
    """

    kind: str
    key: str
    nearest: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"no such {self.kind}; nearest: {', '.join(self.nearest) or 'none'}"


@dataclass(eq=False)
class SeveralPlans(Refused):
    """The command is about one plan, and several are active, with these `numbers`: it must name one."""

    numbers: tuple[str, ...]

    def __str__(self) -> str:
        return f"one plan must be named of: {', '.join(self.numbers)}"


@dataclass(eq=False)
class PlanNotChanged(Refused):
    """A plan that stays as it is, for `reason`: closed, active, carried, not_newer.

    `other` is the number of the plan that took over its tasks, or was to.
    """

    reason: str
    number: str
    other: str = ""

    def __str__(self) -> str:
        return f"plan not changed: {self.reason}"


@dataclass(eq=False)
class AgencyNotMerged(Refused):
    """A merger that was refused, for `reason`: no_document, future, same, twice, ended, successor_ended, differing.

    `agency` is the agency it is about, `other` its successor, or how many deadlines wait for a decision; `day` the
    last day (Viet Nam) of an agency that has ended, or the day of the merger.
    """

    reason: str
    agency: str
    other: str = ""
    day: date | None = None

    def __str__(self) -> str:
        return f"agencies not merged: {self.reason}"


@dataclass(eq=False)
class NotAllowed(Refused):
    """An action that the person's role or agency does not include; `action` names a route or command."""

    action: str

    def __str__(self) -> str:
        return f"not allowed: {self.action}"


@dataclass(eq=False)
class Stale(Refused):
    """A change of the duty since the button was made: by whom, when (UTC), and the reason in their words."""

    duty_id: int
    code: str
    officer_id: int
    by: str
    at: datetime
    state: str
    change: str = ""
    reason: str | None = None

    def __str__(self) -> str:
        return f"{self.code} changed at {self.at.isoformat()}, now {self.state}"


@dataclass(eq=False)
class InvitationRefused(Refused):
    """A refused invitation code.

    `reason` is one of: unknown, used, expired, revoked, unapproved, agency_gone, too_many_tries. Of a used one
    `invitation_id` is the id, `at` when it was used (UTC), and `account` by whom, as their channel shows them: ""
    where nobody knows, or they are out again.
    """

    reason: str
    invitation_id: int | None = None
    account: str = ""
    at: datetime | None = None

    def __str__(self) -> str:
        return f"invitation refused: {self.reason}"


@dataclass(eq=False)
class BadAnswer(Refused):
    """A typed answer that cannot be read as the `expected` thing, for `reason` (a short key).

    `day` is one that could be typed (Viet Nam). `half` is what of the answer could be read: it is kept in the open
    question, so that only the other half must be typed. `plan_year` is the plan's, if the reason names it.
    """

    expected: str
    reason: str
    day: date | None = None
    half: str = ""
    plan_year: int = 0

    def __str__(self) -> str:
        return f"cannot read {self.expected}: {self.reason}"


@dataclass(eq=False)
class NoFigures(Refused):
    """A day (Viet Nam) of which there are no figures; `reason` is one of: future, before_plan, no_plan (all were
    closed).

    `limit` is the last day of which there are, or the first.
    """

    day: date
    reason: str
    limit: date

    def __str__(self) -> str:
        return f"no figures of {self.day.isoformat()}: {self.reason}, {self.limit.isoformat()}"


@dataclass(eq=False)
class PlanUnreadable(Refused):
    """A file that is not a plan, or cannot be stored as one.

    `reason` is one of: empty, binary, encoding, no_table, no_columns, no_number, no_date, no_year, too_long, sidecar,
    directory, other_province, no_directory, no_owner, one_offs, not_as_named (the file), damaged,
    encrypted, macros, remote, bomb, too_large, too_complex, not_started (the reader), old_word, scan, other_format.
    `limit` is how many characters there is room for, where the reason is "too_long"; bytes, where it is "too_large".
    """

    reason: str
    detail: str = ""
    limit: int = 0

    def __str__(self) -> str:
        limit = f" over {self.limit}" if self.limit else ""
        return f"not a plan: {self.reason} {self.detail}".rstrip() + limit


@dataclass(eq=False)
class RegistryUnusable(NhacviecError):
    """A database that cannot be used.

    `reason` is one of: missing (no file), empty (no tables), absent (cannot be opened), old, newer, locked,
    read_only, damaged, full, disk (it reports faults), unreachable, foreign; gone, replaced (the file, while open);
    taken (another process serves in this one's place).
    """

    reason: str
    detail: str = ""

    def __str__(self) -> str:
        return f"registry unusable: {self.reason} {self.detail}".rstrip()


@dataclass(eq=False)
class CopyRefused(NhacviecError):
    """A registry that is not copied, or not replaced; nothing has changed.

    `reason` is one of: same (address), not_empty (the target), in_use (by another process); or what was found in the
    rows: references (to what is not there), unfit (for the other database), differs (what was read back), chain (of
    the audit trail, which does not hold).
    """

    reason: str
    detail: str = ""

    def __str__(self) -> str:
        return f"registry not copied: {self.reason} {self.detail}".rstrip()


@dataclass(eq=False)
class BackupUnusable(NhacviecError):
    """A file that cannot be restored from; nothing has changed.

    `reason` is one of: none (no backup), newer (than this program), damaged, faulty (the registry in it).
    """

    reason: str
    detail: str = ""

    def __str__(self) -> str:
        return f"backup unusable: {self.reason} {self.detail}".rstrip()


def is_secret(error: Refused) -> bool:
    """Tell if something was refused because it bears a mark of secrecy."""
    return isinstance(error, BadAnswer) and error.reason == "secret"
