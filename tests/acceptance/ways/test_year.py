"""A rehearsed year over Zalo, mail and the page: each reminder arrives once, on the way that was right that day."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from bot.cli.json_output.reminders import preview_json
from data.enums import Kind
from data.files.folder import FilesInFolder
from data.models import Task
from data.rules.digest_hours import slot_opens_at
from data.rules.stages import Policy
from data.store import Store
from scheduler.context import Planning
from scheduler.escalation.due_escalations import preview_escalations
from scheduler.planning.due_reminders import preview_reminders
from tests.acceptance.rehearsal.outages import day_of
from tests.acceptance.rehearsal.seats import list_told
from tests.acceptance.ways.fates import Fate, list_fates, list_recorded, read_everywhere
from tests.acceptance.ways.mixed_office import MixedOffice
from tests.acceptance.ways.seats import Seats
from tests.acceptance.ways.year import MixedYear
from tests.loopback.mail.server import MailServer
from tests.loopback.zalo.server import ZaloApi

FIRST = date(2024, 1, 2)
LAST = date(2024, 12, 31)
LAST_ON_POSTGRESQL = date(2024, 2, 29)
"""Once through everything that happens."""


def foresee(office: MixedOffice, seats: Seats, last: date) -> Counter[tuple[Any, int]]:
    """Return what preview names before anything happens: each line, and who is to read it."""
    planning = Planning(office.app.calendar, Policy())
    with office.store.read() as session:
        reminders = list(preview_reminders(session, FIRST, last, planning))
        escalations = list(preview_escalations(session, FIRST, last, planning))
        external = frozenset(session.exec(select(Task.code).where(col(Task.kind) == Kind.EXTERNAL)))
        document = preview_json(FIRST, last, reminders, escalations)
    return Counter(list_told(document, external, seats.holders))


async def test_every_reminder_arrives_once_on_the_way_that_was_right_that_morning(
    planned: Store, tmp_path: Path, zalo: ZaloApi, mail: MailServer
) -> None:
    last = LAST if planned.is_file else LAST_ON_POSTGRESQL
    office = MixedOffice(planned, FilesInFolder(tmp_path), zalo, mail, slot_opens_at(FIRST - timedelta(days=1)))
    seats = Seats(office, zalo, mail)
    foreseen = foresee(office, seats, last)
    year = MixedYear(office, seats, zalo, mail)
    async with office.running():
        await year.live(sorted({date.fromisoformat(line[0]) for line, _officer_id in foreseen}))

    fates = [fate for fate in list_fates(planned) if FIRST <= fate.day <= last]
    assert Counter((fate.line, fate.officer_id) for fate in fates) == foreseen
    assert [fate for fate in fates if not is_right(fate, year)] == []

    recorded = dict(list_recorded(planned))
    assert len(recorded) == len(list_recorded(planned))
    texts = read_everywhere(planned, zalo, mail, {*recorded, *seats.answers})
    assert texts.keys() == {*recorded, *seats.answers}
    told = {message_id: text for (_way, _chat, message_id), text in texts.items()}
    assert [fate for fate in fates if fate.message_id and not is_read(fate, told[fate.message_id])] == []
    mornings = Counter((who, day) for stood, who in recorded.items() if (day := day_of(texts[stood])))
    assert {*mornings.values()} == {1}
    print(f"{len(fates)} reminders in {len(texts)} messages: {Counter(fate.way for fate in fates)}")


def is_right(fate: Fate, year: MixedYear) -> bool:
    """Return whether a reminder arrived on the way that was right on its morning.

    Where none was, it arrives on the first that is right again, or gives way to a later stage that does.
    """
    expected = year.expected[fate.day, fate.officer_id]
    if expected or not fate.sent_on:
        return (fate.way, fate.sent_on) == (expected, fate.day) or (expected, fate.because) == (None, "overtaken")
    return fate.sent_on > fate.day and fate.way == year.expected[fate.sent_on, fate.officer_id]


def is_read(fate: Fate, text: str) -> bool:
    """Return whether a message names the task, or says that there is more than it shows."""
    return fate.line[2] in text or "việc khác" in text
