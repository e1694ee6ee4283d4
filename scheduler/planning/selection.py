"""Selection of the due reminders that go to each officer, as they chose. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from data.registry.duties.open_duties import OpenDuty
from data.registry.outbox.recipients import Recipient
from data.registry.outbox.reminders import Key, Skipped
from data.rules.digest_hours import digest_at
from data.rules.reminder_reasons import DutyFacts, Reason
from data.rules.stages import DAYS_BEFORE
from scheduler.officer_choices import NO_CHOICES, OfficerChoices, held_back, why_remind_officer
from scheduler.planning.due_reminders import DueReminder
from scheduler.planning.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Share:
    """Reminders of one officer: `due` ones for their next digest, and `skipped` ones with the reason."""

    recipient: Recipient
    due: tuple[DueReminder, ...]
    skipped: tuple[tuple[DueReminder, Skipped], ...]


def select_shares(recipients: Iterable[Recipient], snapshot: Snapshot, known: Collection[Key]) -> Iterator[Share]:
    """Yield the shares that hold something new; reminders with `known` keys are left out."""
    by_agency = defaultdict(list)
    for found in snapshot.due:
        by_agency[found.duty.agency_id].append(found)
    for recipient in recipients:
        share = _share(recipient, by_agency[recipient.agency_id], snapshot, known)
        if share.due or share.skipped:
            yield share


def reminder_key(found: DueReminder, officer_id: int) -> Key:
    """Return the unique key of the reminder to this officer."""
    return (found.duty.id, found.reason.stage.value, found.reason.falls_on, officer_id)


def _share(
    recipient: Recipient, of_agency: Sequence[DueReminder], snapshot: Snapshot, known: Collection[Key]
) -> Share:
    choices = snapshot.choices_for(recipient.officer_id)
    theirs = of_agency if choices is NO_CHOICES else _as_chosen(recipient, of_agency, snapshot, choices)
    since_linked = [found for found in theirs if _was_linked(recipient, found, choices)]
    latest = {found.duty.id: found for found in since_linked}
    due, skipped = [], []
    for found in since_linked:
        if reminder_key(found, recipient.officer_id) in known:
            continue
        snoozed = choices.snoozes.get(found.duty.id)
        because = held_back(found.reason, found.reason.send_on, snapshot.planning.calendar, choices, snoozed)
        if latest[found.duty.id] is not found:
            because = Skipped.OVERTAKEN
        if because:
            skipped.append((found, because))
        else:
            due.append(found)
    return Share(recipient, tuple(due), tuple(skipped))


def _as_chosen(
    recipient: Recipient, of_agency: Iterable[DueReminder], snapshot: Snapshot, choices: OfficerChoices
) -> Sequence[DueReminder]:
    """Return the reminders without stages that the officer leaves out, and with ended snoozes; in order of days."""
    theirs = {}
    for found in of_agency:
        day, reason = found.reason.send_on, found.reason
        chosen = _reason(found.duty, day, snapshot, choices) if reason.stage in DAYS_BEFORE else reason
        if chosen:
            theirs[day, found.duty.id] = DueReminder(found.duty, chosen)
    for duty_id in choices.snoozes:
        duty = snapshot.snoozed.get(duty_id)
        if duty is None or duty.agency_id != recipient.agency_id:
            continue
        for day in snapshot.days:
            if (day, duty_id) not in theirs and (chosen := _reason(duty, day, snapshot, choices)):
                theirs[day, duty_id] = DueReminder(duty, chosen)
    return sorted(theirs.values(), key=lambda found: found.reason.send_on)


def _reason(duty: OpenDuty, day: date, snapshot: Snapshot, choices: OfficerChoices) -> Reason | None:
    facts = DutyFacts(duty.due_on, duty.issued_on, duty.state)
    return why_remind_officer(facts, day, snapshot.planning, choices, choices.snoozes.get(duty.id))


def _was_linked(recipient: Recipient, found: DueReminder, choices: OfficerChoices) -> bool:
    """Return False for reminders whose digest was due before the officer was linked or the plan read in."""
    due_at = digest_at(found.reason.send_on, choices.preferences.hour)
    return max(recipient.linked_at, found.duty.imported_at) <= due_at
