"""Who is reminded of what: the part of all that is owed that goes to one officer. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from data.registry.recipients import Recipient
from data.registry.reminders import Key
from scheduler.owing import Owing
from scheduler.slots import opening


@dataclass(frozen=True, slots=True)
class Share:
    """`due` goes out in this officer's next digest; `overtaken` has a later stage of the same duty there."""

    recipient: Recipient
    due: tuple[Owing, ...]
    overtaken: tuple[Owing, ...]


def shares(recipients: Iterable[Recipient], owing: Iterable[Owing], known: Collection[Key]) -> Iterator[Share]:
    """The shares that hold something new. `owing` is in order of days; what is `known` is never given again."""
    by_agency = defaultdict(list)
    for found in owing:
        by_agency[found.duty.agency_id].append(found)
    for recipient in recipients:
        share = _share(recipient, by_agency[recipient.agency_id], known)
        if share.due or share.overtaken:
            yield share


def key(found: Owing, officer_id: int) -> Key:
    """What makes this reminder to this officer one of its kind."""
    return (found.duty.id, found.reason.stage.value, found.reason.falls_on, officer_id)


def _share(recipient: Recipient, owing: Iterable[Owing], known: Collection[Key]) -> Share:
    heard = [found for found in owing if _was_there(recipient, found)]
    latest = {found.duty.id: found for found in heard}
    new = [found for found in heard if key(found, recipient.officer_id) not in known]
    return Share(
        recipient,
        due=tuple(found for found in new if latest[found.duty.id] is found),
        overtaken=tuple(found for found in new if latest[found.duty.id] is not found),
    )


def _was_there(recipient: Recipient, found: Owing) -> bool:
    """An officer is not told of mornings before they joined, nor anybody of those before the plan was read."""
    return max(recipient.linked_at, found.duty.imported_at) <= opening(found.reason.send_on)
