"""The province as the corpus finds it: plan 175, and what had been done by the eve of Tết 2024."""

from dataclasses import dataclass
from datetime import date, time

from data.enums import Role
from data.registry.duties import duty_lines, progress
from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.progress import Document
from data.registry.duties.progress_entries import Actor
from data.registry.office import agencies
from data.registry.people import identities
from data.rules.viet_nam_time import at_hour
from data.store import Session, Store
from tests.databases.registries import built_on, with_plan_175

_CHANNEL = "chat"
_MORNING = time(9, 0)


@dataclass(frozen=True, slots=True)
class Done:
    """A duty (the first of that task and agency) reported on a day, and whether that was confirmed or returned."""

    agency: str
    task: str
    on: date
    confirmed: bool = True
    returned: bool = False


DONE = (
    Done("stp", "II.1", date(2023, 12, 29)),
    Done("stp", "II.2", date(2024, 1, 30)),
    Done("stp", "II.4", date(2024, 1, 31), confirmed=False),
    Done("stp", "TC.1", date(2024, 1, 25)),
    Done("snv", "TC.1", date(2024, 1, 22)),
    Done("snv", "IV.1", date(2024, 2, 5), confirmed=False),
    Done("vp-ubnd", "III.1", date(2024, 1, 26)),
    Done("vp-ubnd", "III.3", date(2024, 1, 31), confirmed=False, returned=True),
    Done("vp-ubnd", "TC.1", date(2024, 1, 24)),
    Done("stttt", "VII.1", date(2024, 1, 31), confirmed=False),
    Done("stttt", "TC.1", date(2024, 2, 5)),
    Done("syt", "TC.1", date(2024, 1, 30), confirmed=False),
    Done("skhdt", "TC.1", date(2024, 1, 29)),
    Done("tp-thai-binh", "TC.1", date(2024, 1, 29)),
    Done("tien-hai", "TC.1", date(2024, 1, 31)),
    Done("xa-13108", "TC.1", date(2024, 1, 31)),
)

UNDER_WAY = (("stp", "II.3", 60), ("stp", "II.5", 40), ("snv", "I.2", 30), ("snv", "IV.3", 20))
"""Agency, task, percent."""


@built_on(with_plan_175)
def year_so_far(url: str) -> None:
    """Add all of that to a registry with plan 175."""
    store = Store(url)
    with store.write() as session:
        for done in DONE:
            _report(session, done)
        for agency, task, percent in UNDER_WAY:
            now = at_hour(date(2024, 2, 6), _MORNING)
            duty = _duty(session, agency, task)
            progress.advance(session, duty.id, duty.version, percent, _officer(session, agency), now)
    store.close()


def _report(session: Session, done: Done) -> None:
    now = at_hour(done.on, _MORNING)
    duty = _duty(session, done.agency, done.task)
    document = Document(number="12/KH-UBND", issued_on=done.on)
    progress.report(session, duty.id, duty.version, document, _officer(session, done.agency), now, done.on)
    # Nobody confirms what their own agency reported.
    supervisor = _officer(session, "vp-ubnd" if done.agency == "snv" else "snv", Role.SUPERVISOR)
    if done.confirmed:
        progress.confirm(session, duty.id, duty.version + 1, supervisor, now)
    if done.returned:
        progress.send_back(session, duty.id, duty.version + 1, "Thiếu phụ lục", supervisor, now)


def _duty(session: Session, agency: str, task: str) -> DutyLine:
    every = duty_lines.list_by_agency(session, agencies.find(session, agency).id)
    return next(row for row in every if row.code == task)


def _officer(session: Session, agency: str, role: Role = Role.OFFICER) -> Actor:
    """Somebody of the agency; one for each role."""
    chat = f"{agency}-{role}"
    known = identities.identify(session, _CHANNEL, chat) or identities.enrol(
        session,
        agency_id=agencies.find(session, agency).id,
        role=role,
        name=f"{agency} {role}",
        channel=_CHANNEL,
        chat_id=chat,
        now=at_hour(date(2023, 12, 29), _MORNING),
    )
    return Actor(known.officer_id, _CHANNEL)
