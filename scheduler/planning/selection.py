"""Who is reminded of what: the part of all that is owed that goes to one officer, as they chose. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from data.registry.duties.open_duties import OpenDuty
from data.registry.outbox.recipients import Recipient
from data.registry.outbox.reminders import Key, Skipped
from data.rules.hours import digest_at
from data.rules.reasons import DutyFacts, Reason
from data.rules.stages import DAYS_BEFORE
from scheduler.officer_choices import NO_CHOICES, OfficerChoices, held_back, why_remind_officer
from scheduler.planning.due_reminders import DueReminder
from scheduler.planning.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Share:
    """`due` goes out in this officer's next digest, `skipped` for a reason does not."""

    recipient: Recipient
    due: tuple[DueReminder, ...]
    skipped: tuple[tuple[DueReminder, Skipped], ...]


def select_shares(recipients: Iterable[Recipient], snapshot: Snapshot, known: Collection[Key]) -> Iterator[Share]:
    """The shares that hold something new; what is `known` is never given again."""
    by_agency = defaultdict(list)
    for found in snapshot.owing:
        by_agency[found.duty.agency_id].append(found)
    for recipient in recipients:
        share = _share(recipient, by_agency[recipient.agency_id], snapshot, known)
        if share.due or share.skipped:
            yield share


def reminder_key(found: DueReminder, officer_id: int) -> Key:
    """What makes this reminder to this officer one of its kind."""
    return (found.duty.id, found.reason.stage.value, found.reason.falls_on, officer_id)


def _share(recipient: Recipient, owing: Sequence[DueReminder], snapshot: Snapshot, known: Collection[Key]) -> Share:
    wishes = snapshot.wishes_of(recipient.officer_id)
    theirs = owing if wishes is NO_CHOICES else _as_wished(recipient, owing, snapshot, wishes)
    heard = [found for found in theirs if _was_there(recipient, found, wishes)]
    latest = {found.duty.id: found for found in heard}
    due, skipped = [], []
    for found in heard:
        if reminder_key(found, recipient.officer_id) in known:
            continue
        snoozed = wishes.snoozes.get(found.duty.id)
        because = held_back(found.reason, found.reason.send_on, snapshot.planning.calendar, wishes, snoozed)
        if latest[found.duty.id] is not found:
            because = Skipped.OVERTAKEN
        if because:
            skipped.append((found, because))
        else:
            due.append(found)
    return Share(recipient, tuple(due), tuple(skipped))


def _as_wished(
    recipient: Recipient, owing: Iterable[DueReminder], snapshot: Snapshot, wishes: OfficerChoices
) -> Sequence[DueReminder]:
    """Without the stages that the officer leaves out, and with what comes back from a snooze; in order of days."""
    theirs = {}
    for found in owing:
        day, reason = found.reason.send_on, found.reason
        chosen = _reason(found.duty, day, snapshot, wishes) if reason.stage in DAYS_BEFORE else reason
        if chosen:
            theirs[day, found.duty.id] = DueReminder(found.duty, chosen)
    for duty_id in wishes.snoozes:
        duty = snapshot.snoozed.get(duty_id)
        if duty is None or duty.agency_id != recipient.agency_id:
            continue
        for day in snapshot.days:
            if (day, duty_id) not in theirs and (chosen := _reason(duty, day, snapshot, wishes)):
                theirs[day, duty_id] = DueReminder(duty, chosen)
    return sorted(theirs.values(), key=lambda found: found.reason.send_on)


def _reason(duty: OpenDuty, day: date, snapshot: Snapshot, wishes: OfficerChoices) -> Reason | None:
    facts = DutyFacts(duty.due_on, duty.issued_on, duty.state)
    return why_remind_officer(facts, day, snapshot.planning, wishes, wishes.snoozes.get(duty.id))


def _was_there(recipient: Recipient, found: DueReminder, wishes: OfficerChoices) -> bool:
    """An officer is not told of digests before they joined, nor anybody of those before the plan was read."""
    due_at = digest_at(found.reason.send_on, wishes.preferences.hour)
    return max(recipient.linked_at, found.duty.imported_at) <= due_at
