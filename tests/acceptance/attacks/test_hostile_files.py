"""An administrator's chat sends hostile files as plans: each is one sentence, and officers hardly notice."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

from data.enums import Role
from handlers.base.callback_data.codec import encode
from handlers.base.callback_data.plans import AskPlanFile
from tests.acceptance.house import PATIENCE, House
from tests.bot.test_plan_files import HOSTILE, made
from tests.loopback.people import Person

TYPICAL = 1.0
"""Seconds in which half of the answers to the other chat come while hostile files are read, on any machine."""
WITHIN = float(os.environ.get("HOSTILE_SECONDS", "10"))
"""Seconds in which each of them comes; on a machine at rest 1 is asked for."""
PAUSE = 0.1
SENTENCE = 200
"""Letters of one, and of what to do next."""


def sends_them_all(person: Person) -> list[str]:
    """Send the files one after the other; return what each was answered with."""
    said = []
    for name, content, _reason in HOSTILE:
        before = len(person.messages)
        person.sends_file(name, made(content))
        said.append(person.wait_for_message(timeout=PATIENCE).text)
        assert len(person.messages) == before + 1, name
    return said


def waits(person: Person, over: Event) -> list[float]:
    """Ask again and again until it is over; return the seconds that each answer took."""
    took = []
    while not over.wait(PAUSE):
        asked = time.monotonic()
        person.says("/nhiemvu")
        took.append(person.wait_for_message(timeout=PATIENCE).at - asked)
    return took


def test_hostile_files_are_answered_by_a_sentence_each_and_keep_no_officer_waiting(house: House) -> None:
    administrator = house.enrol_officer(1, "snv", Role.ADMIN, "Quản trị")
    officer, over = house.enrol_officer(2), Event()
    with house.running(telegram_per_second="0", log_level="WARNING") as bot, ThreadPoolExecutor(1) as threads:
        administrator.says("/kehoach")
        administrator.wait_for_message(timeout=PATIENCE)
        administrator.taps(encode(AskPlanFile()))
        administrator.wait_for_message(lambda message: "gửi tệp kế hoạch" in message.text)
        talked = threads.submit(waits, officer, over)
        began = time.monotonic()
        try:
            said = sends_them_all(administrator)
        finally:
            over.set()
        lasted, took = time.monotonic() - began, sorted(talked.result())
        assert bot.alive
    assert len(said) >= 30
    assert all(one.endswith(".") and len(one) <= SENTENCE for one in said), said
    print(
        f"{len(said)} hostile files in {lasted:.1f} s; beside them {len(took)} answers:"
        f" median {took[len(took) // 2]:.3f} s, slowest {took[-1]:.3f} s"
    )
    assert took[len(took) // 2] < TYPICAL
    assert took[-1] < WITHIN
